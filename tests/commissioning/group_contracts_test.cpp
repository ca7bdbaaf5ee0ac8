#include <cmath>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

ParameterSet with(std::initializer_list<std::pair<std::string_view, double>> values) {
    ParameterSet parameters = quiet_parameters();
    for (const auto& [key, value] : values) parameters.set(key, value);
    return parameters;
}

LeverVector levers_with(double term, double review = 0) {
    LeverVector levers = three_lots();
    levers[Lever::contract_term_weeks] = term;
    levers[Lever::review_every_weeks] = review;
    return levers;
}

/// One week of this part alone.
void live_alone(Town& town, World& world, Week week) {
    Living living = town.living_in(world, week, town.seed);
    town.part("group_contracts")->live_week(living);
}

Pence in_cash(const World& world) {
    Pence sum = 0;
    for (const Group& group : world.groups.all) sum += group.cash;
    return sum;
}

Pence contracts_a_week(const World& world) {
    Pence sum = 0;
    for (const GroupContract& contract : world.groups.contracts) sum += contract.per_week;
    return sum;
}

/// Who holds a contract says so, and nobody else does.
void require_agreement(const World& world) {
    std::vector<Pence> held(world.groups.all.size(), 0);
    for (const GroupContract& contract : world.groups.contracts) {
        if (contract.group == nobody) continue;
        REQUIRE(held[contract.group] == 0);
        held[contract.group] = contract.per_week;
    }
    for (std::size_t g = 0; g < held.size(); ++g) REQUIRE(world.groups.all[g].contract_per_week == held[g]);
}

/// Each contract is held by the group with which it began.
void give_back_contracts(World& world) {
    for (GroupContract& contract : world.groups.contracts) {
        if (contract.group != nobody) continue;
        for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) {
            if (mix(0x6C07, world.groups.all[g].key) == contract.key) contract.group = g;
        }
        Group& group = world.groups.all[contract.group];
        group.income_per_week -= contract.per_week;
        group.contract_per_week = contract.per_week;
    }
}

}  // namespace

TEST_CASE("Some groups hold a contract in the first week, and all live on as much as if nobody did") {
    Town none(three_lots(), with({{"group_contracts.share", 0}}));
    Town some(three_lots(), with({{"group_contracts.share", 0.15}, {"group_contracts.part_of_income", 0.5}}));
    Town all(three_lots(), with({{"group_contracts.share", 1}}));
    REQUIRE(none.world().groups.contracts.empty());
    REQUIRE(!some.world().groups.contracts.empty());
    REQUIRE(some.world().groups.contracts.size() < some.world().groups.all.size() / 3);
    REQUIRE(all.world().groups.contracts.size() == all.world().groups.all.size());
    require_agreement(some.world());
    for (std::size_t g = 0; g < none.world().groups.all.size(); ++g) {
        const Group& group = some.world().groups.all[g];
        REQUIRE(group.lives_on() == none.world().groups.all[g].income_per_week);
        if (group.contract_per_week > 0) REQUIRE(group.contract_per_week == group.lives_on() / 2);
    }
}

TEST_CASE("In the first week as large a part of all contracts is held elsewhere as goes there, and as many groups hold one as should") {
    Place place = shipped_place("small-town");
    for (KindCount& kind : place.groups) kind.count *= 20;
    Town town(place, with({{"group_contracts.share", 0.08}, {"group_contracts.elsewhere", 0.3}}), three_lots());
    double all = 0, by_groups = 0;
    for (const GroupContract& contract : town.world().groups.contracts) {
        all += 1;
        by_groups += contract.group != nobody ? 1 : 0;
    }
    const auto groups = static_cast<double>(town.world().groups.all.size());
    REQUIRE(groups > 400);
    REQUIRE(by_groups == Approx(0.08 * groups).margin(4 * std::sqrt(0.08 * 0.92 * groups)));
    REQUIRE(all - by_groups == Approx(0.3 * all).margin(4 * std::sqrt(0.3 * 0.7 * all)));
}

TEST_CASE("Where no group holds a contract the part of commissioning for them does nothing at all") {
    Town town(three_lots(), with({{"group_contracts.share", 0}}));
    town.live(3);
    const std::uint64_t before = digest(town.world());
    for (Week week = 3; week < 200; ++week) live_alone(town, town.world(), week);
    REQUIRE(digest(town.world()) == before);
}

TEST_CASE("Who holds a contract is paid for it every week, and a provider elsewhere as much, so that no penny is lost") {
    Town town(levers_with(0), with({{"group_contracts.share", 0.5}, {"group_contracts.elsewhere", 0}}));
    World& world = town.world();
    REQUIRE(world.groups.contracts.size() > 2);
    GroupContract& gone = world.groups.contracts[1];
    world.groups.all[gone.group].contract_per_week = 0;
    gone.group = nobody;
    const Pence before = in_cash(world), income = world.ledger.total(Account::group_income);
    live_alone(town, world, 5);
    REQUIRE(in_cash(world) - before == contracts_a_week(world) - gone.per_week);
    REQUIRE(world.ledger.total(Account::contracts_elsewhere) == gone.per_week);
    REQUIRE(income - world.ledger.total(Account::group_income) == contracts_a_week(world));
    REQUIRE(world.ledger.sum() == 0);
    REQUIRE(world.ledger.total(Account::group_cash) == in_cash(world));
}

TEST_CASE("Only groups with a contract can lose one, and they lose it to another group of their lot or to somebody elsewhere") {
    const double elsewhere = GENERATE(0.0, 1.0);
    Town town(levers_with(20), with({{"group_contracts.share", 0.3}, {"group_contracts.kept", 0}, {"group_contracts.elsewhere", elsewhere}, {"group_contracts.energy_to_bid", 0.5}}));
    World& world = town.world();
    give_back_contracts(world);
    for (Group& group : world.groups.all) group.energy = to_share16(0.8);
    const std::vector<GroupContract> first = world.groups.contracts;
    const std::vector<Group> groups = world.groups.all;
    for (Week week = 0; week < 20; ++week) live_alone(town, world, week);  // each is tendered once
    REQUIRE(world.flows.total(Flow::group_contracts_lost) == static_cast<std::int64_t>(first.size()));
    require_agreement(world);
    for (std::size_t c = 0; c < first.size(); ++c) {
        const GroupContract& now = world.groups.contracts[c];
        REQUIRE(now.group != first[c].group);
        REQUIRE((now.group == nobody) == (elsewhere > 0));
        if (now.group != nobody) REQUIRE(world.home_care.lot_of[world.groups.all[now.group].neighbourhood] == world.home_care.lot_of[now.neighbourhood]);
        REQUIRE(now.per_week == first[c].per_week);
    }
    // Nothing but the contract was taken from anybody.
    for (std::size_t g = 0; g < groups.size(); ++g) {
        REQUIRE(world.groups.all[g].income_per_week == groups[g].income_per_week);
        REQUIRE(world.groups.all[g].energy == groups[g].energy);
    }
}

TEST_CASE("Where no other group has the energy, a lost contract goes elsewhere") {
    Town town(levers_with(20), with({{"group_contracts.share", 0.3}, {"group_contracts.kept", 0}, {"group_contracts.elsewhere", 0}}));
    for (Group& group : town.world().groups.all) group.energy = to_share16(0.4);
    for (Week week = 0; week < 20; ++week) live_alone(town, town.world(), week);
    for (const GroupContract& contract : town.world().groups.contracts) REQUIRE(contract.group == nobody);
}

TEST_CASE("Contracts of groups are tendered evenly over the term, whenever the regime begins") {
    Town town(levers_with(156), with({{"group_contracts.share", 1}}));
    std::vector<Week> weeks;
    for (const GroupContract& contract : town.world().groups.contracts) weeks.push_back(contract.next_tender);
    std::sort(weeks.begin(), weeks.end());
    REQUIRE(weeks.size() > 10);
    for (std::size_t i = 1; i < weeks.size(); ++i) REQUIRE(weeks[i] - weeks[i - 1] <= 156 / static_cast<Week>(weeks.size()) + 1);
    REQUIRE(weeks.back() < 156);
    // A branch under the same term keeps the calendar; under none nothing is tendered.
    for (const auto& [term, kept] : {std::pair{156.0, true}, std::pair{0.0, false}}) {
        const auto other = town.branch(levers_with(term));
        for (std::size_t c = 0; c < weeks.size(); ++c) REQUIRE(other->world().groups.contracts[c].next_tender == (kept ? town.world().groups.contracts[c].next_tender : -1));
    }
}

TEST_CASE("Tenders that always keep who holds the contract change nothing but officers' cost, to the penny") {
    const ParameterSet parameters = with({{"group_contracts.share", 0.3}, {"contracts.incumbent_always_kept", 1}, {"group_contracts.officers_cost", 200}});
    Town tendered(levers_with(0), parameters), left(levers_with(0), parameters);
    for (GroupContract& contract : tendered.world().groups.contracts) {
        contract.term = 10;
        contract.next_tender = 5;
    }
    tendered.levers = levers_with(10);  // this part alone knows of the term: lots are as they are
    for (Week week = 0; week < 30; ++week) {
        live_alone(tendered, tendered.world(), week);
        live_alone(left, left.world(), week);
    }
    const auto contracts = static_cast<std::int64_t>(left.world().groups.contracts.size());
    REQUIRE(contracts > 2);
    REQUIRE(sum_of(tendered.world().commissioned.due) - sum_of(left.world().commissioned.due) == contracts * 3 * 20'000);  // in weeks 5, 15 and 25
    // But for that, and the calendar, nothing differs.
    for (const GroupContract& contract : tendered.world().groups.contracts) REQUIRE(contract.next_tender == 35);
    tendered.world().commissioned.due = left.world().commissioned.due;
    tendered.world().groups.contracts = left.world().groups.contracts;
    REQUIRE(digest(tendered.world()) == digest(left.world()));
}

TEST_CASE("Under stewardship a worn-out group loses its contract when its lot is reviewed, and every other keeps it") {
    Town town(levers_with(0, 52), with({{"group_contracts.share", 1}, {"group_contracts.elsewhere", 1}, {"group_contracts.officers_cost", 200}}));
    World& world = town.world();
    give_back_contracts(world);
    const std::uint16_t lot = world.home_care.lot_of[world.groups.contracts.front().neighbourhood];
    for (Group& group : world.groups.all) group.energy = to_share16(0.2);
    const std::uint32_t tired = world.groups.contracts.front().group;
    world.groups.all[tired].energy = to_share16(0.1);
    const Week week = world.home_care.lots[lot].next_review;
    const std::int64_t due = sum_of(world.commissioned.due);
    live_alone(town, world, week - 1);  // nobody looks yet
    REQUIRE(world.flows.total(Flow::group_contracts_lost) == 0);
    live_alone(town, world, week);
    REQUIRE(world.flows.total(Flow::group_contracts_lost) == 1);
    REQUIRE(world.groups.contracts.front().group == nobody);
    std::int64_t in_lot = 0;
    for (std::size_t c = 0; c < world.groups.contracts.size(); ++c) {
        if (c > 0) REQUIRE(world.groups.contracts[c].group != nobody);
        in_lot += world.home_care.lot_of[world.groups.contracts[c].neighbourhood] == lot ? 1 : 0;
    }
    REQUIRE(sum_of(world.commissioned.due) - due == in_lot * 20'000);
}

TEST_CASE("When a group folds its contract is awarded anew under any rules, and is not counted as lost") {
    const double term = GENERATE(0.0, 1000.0);
    Town town(levers_with(term), with({{"group_contracts.share", 0.3}, {"group_contracts.elsewhere", 0}}));
    World& world = town.world();
    for (Group& group : world.groups.all) group.energy = to_share16(0.8);
    REQUIRE(!world.groups.contracts.empty());
    const std::uint32_t folded = world.groups.contracts.front().group;
    Group& group = world.groups.all[folded];
    world.ledger.post(Account::group_cash, Account::group_spending, group.neighbourhood, group.cash);
    std::erase(world.groups.in[group.neighbourhood], folded);
    const Key key = group.key;
    group = Group{};
    group.key = key;
    live_alone(town, world, 1);
    REQUIRE(world.groups.contracts.front().group != folded);
    REQUIRE(world.groups.contracts.front().group != nobody);
    REQUIRE(world.flows.total(Flow::group_contracts_lost) == 0);
    require_agreement(world);
}

TEST_CASE("A town whose groups hold contracts balances every week under tenders and under stewardship, and pays as much for them in both") {
    const ParameterSet parameters = with({{"group_contracts.share", 0.5}});
    Town town(levers_with(26), parameters);
    const auto stewarded = town.branch(levers_with(0, 13));
    for (int week = 0; week < 52; ++week) {
        town.simulation->live_week();
        stewarded->live_week();
        check_everything(town.world());
        require_agreement(town.world());
        require_agreement(stewarded->world());
    }
    REQUIRE(town.world().flows.total(Flow::group_contracts_lost) > stewarded->world().flows.total(Flow::group_contracts_lost));
    REQUIRE(contracts_a_week(town.world()) == contracts_a_week(stewarded->world()));
    REQUIRE(town.world().flows.total(Flow::council_outlay_pence) == stewarded->world().flows.total(Flow::council_outlay_pence));
}

TEST_CASE("Who wins which contract does not hang on the number of threads") {
    const ParameterSet parameters = with({{"group_contracts.share", 0.5}});
    Town one(shipped_place("small-town"), parameters, levers_with(13), 1), seven(shipped_place("small-town"), parameters, levers_with(13), 7);
    one.live(26);
    seven.live(26);
    REQUIRE(one.world().flows.total(Flow::group_contracts_lost) > 0);
    REQUIRE(digest(one.world()) == digest(seven.world()));
}
