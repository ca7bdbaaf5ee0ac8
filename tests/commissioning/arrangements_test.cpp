// Standing arrangements: what they cost is paid every week out of the home-care money of those who have them, and nothing else moves.
#include <limits>

#include "catch.hpp"
#include "commissioning/allocation.hpp"
#include "commissioning/commissioning_help.hpp"
#include "mechanisms/finding_help_desks.hpp"

using namespace topsoil;

namespace {

LeverVector tendered_with(std::initializer_list<std::pair<Lever, double>> changes) {
    LeverVector levers = shipped_levers("tendered");
    for (const auto& [lever, value] : changes) levers[lever] = value;
    return levers;
}

/// Pence of an account that one regime pays and the other does not, some weeks after both took over the same town.
struct Pair {
    Pair(const LeverVector& other, int weeks, const ParameterSet& parameters = {}) : town(changed_town(3, 20), parameters, shipped_levers("tendered")) {
        town.live(8);
        tendered = town.branch(town.levers);
        changed = town.branch(other);
        for (int week = 0; week < weeks; ++week) {
            tendered->live_week();
            changed->live_week();
            check_everything(changed->world());
        }
    }
    [[nodiscard]] Pence more(Account account) const { return changed->world().ledger.total(account) - tendered->world().ledger.total(account); }
    [[nodiscard]] bool same_outlay() const { return changed->world().flows.total(Flow::council_outlay_pence) == tendered->world().flows.total(Flow::council_outlay_pence); }
    Town town;
    std::unique_ptr<Simulation> tendered, changed;
};

/// Pence of a yearly sum in the weeks 8 to 8 + weeks.
Pence over(Pence yearly, int weeks) {
    Pence sum = 0;
    for (Week week = 8; week < 8 + weeks; ++week) sum += weekly_part(yearly, week);
    return sum;
}

}  // namespace

TEST_CASE("Without any arrangement nothing is paid for and nobody is promised anything") {
    Town town(shipped_levers("tendered"));
    town.live(12);
    const World& world = town.world();
    for (const Account account : {Account::premises, Account::desks, Account::assemblies, Account::brokers}) CHECK(world.ledger.total(account) == 0);
    CHECK(sum_of(world.commissioned.standing) == 0);
    CHECK(sum_of(world.commissioned.budget_money) == 0);
    CHECK(sum_of(world.commissioned.desk) == 0);
}

TEST_CASE("A shared place costs 25,000 pounds a year out of its own neighbourhood's home-care money, and public outlay stays what it was") {
    const Pair pair(tendered_with({{Lever::premises, 1}}), 26);
    CHECK(pair.more(Account::premises) == 3 * over(2'500'000, 26));
    CHECK(pair.same_outlay());
    for (std::size_t n = 0; n < 3; ++n) CHECK(pair.changed->world().commissioned.home_care_budget[n] < pair.tendered->world().commissioned.home_care_budget[n]);
}

TEST_CASE("A shared place opens when the packages promised leave room for it, until then its money is kept back and the queue gives way") {
    Town town(changed_town(3, 0.6), {}, shipped_levers("tendered"));
    town.live(60);
    const auto changed = town.branch(tendered_with({{Lever::premises, 1}}));
    REQUIRE(sum_of(changed->world().commissioned.shared_places) == 0);  // money is short: packages stand
    const Pence kept_back = sum_of(changed->world().commissioned.standing);
    CHECK(kept_back > 0);
    int opened = 0;
    for (int week = 1; week <= 150 && opened == 0; ++week) {
        changed->live_week();
        if (sum_of(changed->world().commissioned.shared_places) > 0) opened = week;
        if (opened == 0) CHECK(changed->world().ledger.total(Account::premises) == 0);
    }
    INFO("opened after " << opened << " weeks");
    CHECK(opened > 1);
    for (int week = 0; week < 20; ++week) changed->live_week();
    CHECK(sum_of(changed->world().commissioned.shared_places) > 0);  // and stays
}

TEST_CASE("Rooms are cut back where they would take more than half of a neighbourhood's home-care money") {
    ParameterSet dear;
    dear.set("arrangements.room_cost", 100'000);
    Town town(tendered_with({{Lever::premises, 3}}), dear);
    const World& world = town.world();
    const auto shares = home_care_shares(world, 0, 0);
    for (std::size_t n = 0; n < 3; ++n) {
        CHECK(world.commissioned.shared_places[n] * weekly_part(10'000'000, 0) <= shares[n] / 2);
        CHECK(world.commissioned.shared_places[n] < 3);
    }
}

TEST_CASE("An assembly costs 6,000 pounds a year for each neighbourhood and takes its members' time, it adds nothing to public outlay") {
    const Pair pair(tendered_with({{Lever::decisions, 1}}), 26);
    CHECK(pair.more(Account::assemblies) == 3 * over(600'000, 26));
    CHECK(pair.changed->world().flows.total(Flow::assembly_minutes) > 25 * 3 * 20 * assembly_minutes);
    CHECK(pair.same_outlay());
}

TEST_CASE("A base in every neighbourhood costs 3,000 pounds a desk: all the social workers' desks together, to the penny a place") {
    const Pair pair(tendered_with({{Lever::professional_bases, 3}}), 26);
    const Place place = changed_town(3, 20);
    Pence by_hand = 0;
    for (std::size_t n = 0; n < 3; ++n) {
        const Pence yearly = 300'000LL * place.social_workers_adult * pair.town.simulation->world().city->neighbourhoods[n].founders / place.population;
        by_hand += over(yearly, 26);
    }
    CHECK(by_hand > 0);
    CHECK(pair.more(Account::desks) == by_hand);
    CHECK(pair.same_outlay());
    CHECK(pair.changed->world().commissioned.desk == std::vector<std::int64_t>{1, 2, 3});
}

TEST_CASE("Where packages leave room, a tenth of each neighbourhood's home-care money may go to personal budgets") {
    Town town(changed_town(3, 20), {}, tendered_with({{Lever::personal_budgets, 0.10}}));
    town.live(1);
    const World& world = town.world();
    const auto shares = home_care_shares(world, 0, 0);
    for (std::size_t n = 0; n < 3; ++n) CHECK(world.commissioned.budget_money[n] == static_cast<Pence>(0.10 * static_cast<double>(shares[n])));
}

TEST_CASE("Who holds a personal budget employs a citizen, what it would cost is kept clear of packages, and what it costs is paid week by week") {
    ParameterSet everybody_would;
    everybody_would.set("assistants.willing_younger", 1);
    everybody_would.set("assistants.willing_older", 1);
    everybody_would.set("assistants.post_fill_rate", 0.5);
    const Pair pair(tendered_with({{Lever::personal_budgets, 0.5}}), 40, everybody_would);
    const World& world = pair.changed->world();
    std::vector<Pence> a_week(3, 0);
    std::int64_t holders = 0;
    for (const Assistance& post : world.settings.assistants) {
        if (post.funding != Funding::personal_budget) continue;
        ++holders;
        CHECK(world.care.files[world.people.care_file[post.person]].client == nobody);
        a_week[world.people.neighbourhood[post.person]] += post.minutes * 30 + 479;  // 18 pounds an hour; 250 a year for the broker
    }
    REQUIRE(holders > 0);
    CHECK(world.flows.total(Flow::budget_minutes) > 0);
    CHECK(pair.tendered->world().flows.total(Flow::budget_minutes) == 0);
    for (std::size_t n = 0; n < 3; ++n) {
        INFO(n);
        CHECK(world.commissioned.standing[n] == a_week[n]);
        CHECK(a_week[n] <= world.commissioned.budget_money[n] + 18'000);  // moves into the neighbourhood aside
    }
    CHECK(pair.more(Account::brokers) % 479 == 0);
    CHECK(pair.more(Account::brokers) >= 479 * holders);
    CHECK(pair.same_outlay());
}

TEST_CASE("A social worker's base has as many assessments as its people's share, what one base cannot do in four weeks the nearest does") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    world.commissioned.desk = {0, 0, 0};
    Desks one(world, 10, 0.04, 5);
    CHECK_FALSE(one.several());
    for (int i = 0; i < 10; ++i) CHECK(one.take(0));
    CHECK_FALSE(one.take(2));
    world.commissioned.desk = {1, 2, 3};
    std::int64_t given = 0;
    for (Week week = 0; week < 100; ++week) {
        Desks three(world, 10, 0.04, week);
        while (three.take(0)) ++given;
    }
    const Neighbourhood& here = world.city->neighbourhoods[0];
    const double share = here.founders / static_cast<double>(here.founders + world.city->neighbourhoods[1].founders + world.city->neighbourhoods[2].founders);
    CHECK(static_cast<double>(given) == Approx(10 * 1.04 * share * 100).margin(1));
    Desks again(world, 10, 0.04, 5);
    while (again.take(0)) {}
    CHECK(again.take_near(*world.city, 0));
}

TEST_CASE("Weeks of work are those of the base whose people wait, and have no end where nobody is seen") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    world.commissioned.desk = {0, 0, 0};
    Desks one(world, 10, 0.04, 5);
    CHECK(one.weeks_of_work(1) == 0);
    one.note_waiting(0, 100);
    one.note_waiting(2, 35);
    CHECK(one.weeks_of_work(1) == Approx(13.5));  // one office: whoever waits waits for it
    world.commissioned.desk = {1, 2, 3};
    Desks three(world, 10, 0, 5);
    three.note_waiting(0, 100);
    CHECK(three.weeks_of_work(0) > 10);  // it has a part of ten a week
    CHECK(three.weeks_of_work(1) == 0);
    Desks nobody_seen(world, 0, 0, 5);
    nobody_seen.note_waiting(0, 1);
    CHECK(nobody_seen.weeks_of_work(0) == std::numeric_limits<double>::infinity());
}

TEST_CASE("With money for groups, an assembly's members see to groups they could join first, without it they change nobody's cash") {
    const LeverVector officers = tendered_with({{Lever::community_share, 0.003}, {Lever::decisions, 0}});
    LeverVector assembly = officers;
    assembly[Lever::decisions] = 1;
    ParameterSet free;
    free.set("arrangements.assembly_cost", 0);
    Town town(changed_town(3, 20), free, officers);
    town.live(8);
    const auto cash = [&](const LeverVector& levers) {
        auto world = town.branch(levers);
        for (int week = 0; week < 3; ++week) world->live_week();
        std::vector<Pence> all;
        for (const Group& group : world->world().groups.all) all.push_back(group.cash);
        return all;
    };
    const auto by_officers = cash(officers);
    const auto by_assembly = cash(assembly);
    CHECK(by_officers != by_assembly);
    LeverVector without = officers;
    without[Lever::community_share] = 0;
    LeverVector talk = without;
    talk[Lever::decisions] = 1;
    CHECK(cash(without) == cash(talk));
}
