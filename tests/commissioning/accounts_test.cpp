#include <numeric>

#include "catch.hpp"
#include "commissioning/allocation.hpp"
#include "commissioning/commissioning_help.hpp"
#include "state/provider_costs.hpp"

using namespace topsoil;

namespace {

bool is_social_care(const std::string& strand) { return !strand.starts_with("nhs") && strand != "education" && strand != "work"; }

double pounds_of(const Place& place, std::string_view strand) { return static_cast<double>(strand_pence(place, strand)) / 100; }

/// What the council may set aside in one week, by hand: this week's part of each strand of social care, which has grown to so many millionths.
Pence outlay_of_week(const Place& place, Week week, std::int64_t grown_ppm) {
    Pence sum = 0;
    for (const StrandBudget& strand : place.strands) {
        if (is_social_care(strand.strand)) sum += weekly_part(strand_pence(place, strand.strand) * grown_ppm / 1'000'000, week);
    }
    return sum;
}

/// Every lever far from where tendering has it.
LeverVector everything_else() {
    LeverVector other = shipped_levers("gardening");
    other[Lever::contract_extension_weeks] = 10;
    other[Lever::contract_price_weight] = 1;
    other[Lever::contract_minimum_turnover] = 0;
    other[Lever::review_every_weeks] = 13;
    other[Lever::review_step] = 0.10;
    other[Lever::community_share] = 0.05;
    other[Lever::residential_refill] = 0;
    other[Lever::allocation] = 2;
    return other;
}

/// Nobody has visits, agreed or delivered: all home-care money is free.
void without_visits(World& world) {
    for (Client& client : world.home_care.clients) {
        client.delivered = 0;
        client.visit_minutes = {};
    }
}

}  // namespace

TEST_CASE("The public sets aside the same in two regimes that share no lever, every week and every year, to the penny, and grows from the day they part") {
    Town town(shipped_levers("tendered"), [] {
        ParameterSet parameters;
        parameters.set("accounts.cash_limit_growth", 0.05);
        return parameters;
    }());
    town.live(10);
    const LeverVector other = everything_else();
    for (const LeverSpec& spec : lever_catalogue()) {
        INFO(spec.name);
        REQUIRE(other[spec.lever] != town.levers[spec.lever]);
    }
    const auto tendered = town.branch(town.levers);
    const auto gardened = town.branch(other);
    const Pence start = town.world().flows.total(Flow::council_outlay_pence);
    Pence by_hand = start;
    for (int week = 0; week < 104; ++week) {
        by_hand += outlay_of_week(town.world().city->place, tendered->world().week, week < 52 ? 1'000'000 : 1'050'000);
        tendered->live_week();
        gardened->live_week();
        CHECK(tendered->world().flows.total(Flow::council_outlay_pence) == by_hand);
        CHECK(gardened->world().flows.total(Flow::council_outlay_pence) == by_hand);
        CHECK(tendered->world().ledger.sum() == 0);
        CHECK(gardened->world().ledger.sum() == 0);
    }
    CHECK(digest(tendered->world()) != digest(gardened->world()));
    // What others than the council pay stands still.
    CHECK(tendered->world().ledger.total(Account::education_services) == Approx(pounds_of(town.world().city->place, "education") * 100 * 114 / 52.18).margin(2));
    CHECK(static_cast<double>(by_hand - start) == Approx(4'165'000 * 100.0 * 52 * 2.05 / 52.18).margin(104 * 11));
}

TEST_CASE("What the council pays out and still holds is what it has set aside") {
    Town town(everything_else());
    town.live(30);
    const Ledger& ledger = town.world().ledger;
    // Residents' contributions come in through the council and go out with the rest.
    CHECK(-ledger.total(Account::council) == town.world().flows.total(Flow::council_outlay_pence) + ledger.total(Account::client_contributions));
    Pence everywhere = 0;
    for (std::size_t account = 0; account < accounts; ++account) everywhere += ledger.total(static_cast<Account>(account));
    CHECK(everywhere == 0);
}

TEST_CASE("Sheffield's strands are those of the consistency table, and social care is 499.8 million pounds") {
    const Place& place = shipped_place("sheffield");
    CHECK(pounds_of(place, "home_care") == Approx(42'000 * 24.10 * 52.18).margin(0.01));
    CHECK(pounds_of(place, "older_care_homes") == Approx((1'150 * 745 + 350 * 1'000) * 52.18).margin(0.01));
    CHECK(pounds_of(place, "younger_care_homes") == Approx(450 * 1'750 * 52.18).margin(0.01));
    CHECK(pounds_of(place, "supported_living") == Approx(51'450 * 23.50 * 52.18).margin(0.01));
    CHECK(pounds_of(place, "direct_payments") == Approx(23'520 * 18.00 * 52.18 + 7'900'000).margin(0.01));
    CHECK(pounds_of(place, "day_services") == Approx(8'000'000));
    CHECK(pounds_of(place, "reablement") == Approx(7'000'000));
    CHECK(pounds_of(place, "other_adult_support") == Approx(23'000'000));
    CHECK(pounds_of(place, "adult_assessment") == Approx(500 * 58'000.0));
    CHECK(pounds_of(place, "childrens_placements") == Approx((300 * 560 + 160 * 1'000 + 90 * 330 + 75 * 5'800 + 65 * 1'300) * 52.18).margin(0.01));
    CHECK(pounds_of(place, "childrens_social_work") == Approx(970 * 58'000.0));
    CHECK(pounds_of(place, "other_childrens_services") == Approx(67'800'000));
    double adults = 0, all = 0;
    for (const StrandBudget& strand : place.strands) {
        if (!is_social_care(strand.strand)) continue;
        all += strand.pounds_per_year;
        if (!strand.strand.starts_with("childrens") && strand.strand != "other_childrens_services") adults += strand.pounds_per_year;
    }
    CHECK(all == Approx(3'400'000.0 * 147).epsilon(1e-4));
    CHECK(adults == Approx(330e6).epsilon(1e-3));
    CHECK(pounds_of(place, "education") == Approx(10'000'000.0 * 147));
    CHECK(pounds_of(place, "work") == Approx(200'000.0 * 147));
    CHECK(pounds_of(place, "nhs_primary_and_community") == Approx(180.0 * 600'000 + 1'176 * 55'000.0 + 40e6));
}

TEST_CASE("The small town has a hundred-and-twentieth of Sheffield's money in every strand") {
    const Place& city = shipped_place("sheffield");
    for (const StrandBudget& strand : shipped_place("small-town").strands) {
        INFO(strand.strand);
        CHECK(strand.pounds_per_year == Approx(pounds_of(city, strand.strand) / 120).margin(0.01));
    }
}

TEST_CASE("An hour of home care is paid at the provider's fee: by the council for some, out of their own pocket for others") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    world.week = 1;
    Pence council = 0, own = 0;
    for (Client& client : world.home_care.clients) {
        client.delivered = client.file == nobody ? 0 : 90;
        if (client.file == nobody) continue;
        const Pence fee = world.home_care.providers[client.provider].fee_per_hour * 90 / 60;
        (client.private_ != 0 ? own : council) += fee;
    }
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.setting[slot] == Setting::care_home) world.people.setting.edit(slot) = Setting::home;  // no care-home bills in this test
    }
    Living living = town.living();
    town.part("accounts")->live_week(living);
    REQUIRE(council > 0);
    REQUIRE(own > 0);
    CHECK(-world.ledger.total(Account::own_money) == own);
    const Pence set_aside = weekly_part(strand_pence(world.city->place, "home_care"), 1);
    CHECK(world.ledger.total(Account::strand_home_care) == set_aside - council);
}

TEST_CASE("What home care does not spend stays in its strand") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    without_visits(world);
    Living living = town.living();
    town.part("accounts")->live_week(living);
    CHECK(world.ledger.total(Account::strand_home_care) == weekly_part(strand_pence(world.city->place, "home_care"), 0));
}

TEST_CASE("What care homes leave unused beyond two months' bills buys home care, a fifty-second part a week, in every regime") {
    for (const char* regime : {"tendered", "gardening"}) {
        Town town(shipped_levers(regime));
        World& world = town.world();
        without_visits(world);
        const Pence in_hand = strand_pence(world.city->place, "older_care_homes") / 6;
        const Pence community = world.commissioned.group_grants.empty() ? 0 : std::accumulate(world.commissioned.group_grants.begin(), world.commissioned.group_grants.end(), Pence{0});
        world.ledger.post(Account::council, Account::strand_care_homes, 0, in_hand + 52 * 1'000);
        Living living = town.living();
        town.part("accounts")->live_week(living);
        CHECK(world.ledger.total(Account::strand_home_care) == weekly_part(strand_pence(world.city->place, "home_care"), 0) - community + 1'000);
    }
}

TEST_CASE("Money for groups that lies idle for a quarter goes back to home care where it came from") {
    Town town(shipped_levers("gardening"));
    World& world = town.world();
    Living living = town.living();
    const auto paying = town.part("accounts");
    paying->begin(living);
    const Pence grants = world.commissioned.group_grants[0];
    REQUIRE(grants > 0);
    for (const std::uint32_t g : world.groups.in[0]) world.groups.all[g].income_per_week = world.groups.all[g].contract_per_week = 0;  // groups that can use none of it
    without_visits(world);
    for (int week = 0; week < 30; ++week) paying->live_week(living);
    CHECK(world.ledger.balance(Account::strand_groups, 0) == 13 * grants);
}

TEST_CASE("A worker's pay is their contact hours and the paid share of the rest, and goes to where they live") {
    ParameterSet parameters;
    parameters.set("workforce.wage", 12);
    nobody_is_trained(parameters);
    Town town(shipped_levers("tendered"), parameters);
    World& world = town.world();
    HomeCare& care = world.home_care;
    for (Worker& worker : care.workers) worker.worked_minutes = 0;
    const auto local = std::find_if(care.workers.begin(), care.workers.end(), [](const Worker& worker) { return worker.key != 0 && worker.person != nobody; });
    REQUIRE(local != care.workers.end());
    local->worked_minutes = 600;
    for (Provider& provider : care.providers) {
        provider.contact_minutes = 450;
        provider.vain_minutes = 30;
        provider.paid_minutes = 600;
        provider.pay_basis = 0.5;
    }
    Living living = town.living();
    town.part("accounts")->live_week(living);
    // Ten hours, eight of them contact or in vain where the second worker did not come, and half of two paid: nine hours at 12 pounds.
    CHECK(world.ledger.balance(Account::care_wages, world.people.neighbourhood[local->person]) == 10'800);
    CHECK(world.ledger.total(Account::care_wages) == 10'800);
}

TEST_CASE("A new worker is paid for all hours of three weeks of learning, and their course once") {
    ParameterSet parameters;
    parameters.set("workforce.wage", 12);
    Town town(shipped_levers("tendered"), parameters);
    World& world = town.world();
    HomeCare& care = world.home_care;
    for (Worker& worker : care.workers) {
        worker.worked_minutes = 0;
        worker.since = -100;
    }
    const auto fresh = std::find_if(care.workers.begin(), care.workers.end(), [](const Worker& worker) { return worker.key != 0 && worker.person != nobody; });
    REQUIRE(fresh != care.workers.end());
    fresh->since = static_cast<std::int16_t>(world.week);
    fresh->contract_minutes = 20 * 60;
    const auto part = town.part("accounts");
    for (int week = 0; week < 5; ++week) {
        Living living = town.living_in(world, world.week + week, test_seed);
        part->live_week(living);
        // Twenty hours at twelve pounds, as long as they learn.
        CHECK(world.ledger.balance(Account::care_wages, world.people.neighbourhood[fresh->person]) == 24'000 * std::min(3, week + 1));
        CHECK(world.ledger.total(Account::training) == 120'000);
    }
}

TEST_CASE("Workers who learn the rare skill are their provider's expense") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    for (Worker& worker : world.home_care.workers) worker.worked_minutes = 0, worker.since = -100;
    for (Provider& provider : world.home_care.providers) provider.rare_trained = 0;
    Provider& teaches = world.home_care.providers.front();
    teaches.rare_trained = 2;
    const auto part = town.part("accounts");
    Living living = town.living_in(world, world.week, test_seed);
    part->live_week(living);
    CHECK(world.ledger.total(Account::training) == 2 * 60'000);  // six hundred pounds each
    CHECK(world.ledger.balance(Account::training, teaches.base) == 2 * 60'000);
}

TEST_CASE("An hour costs a provider as much more as training takes where its usual number of workers leave") {
    ParameterSet parameters;
    for (const auto& [key, value] : std::initializer_list<std::pair<const char*, double>>{{"workforce.wage", 12}, {"accounts.on_costs", 1.29}, {"accounts.training_on_cost", 0.04}, {"workforce.training_cost", 1'200}, {"workforce.training_weeks", 3},
                                                                                           {"workforce.leave_rate", 0.25}, {"workforce.reference_wage", 10.8}, {"workforce.wage_elasticity", 1}}) {
        parameters.set(key, value);
    }
    const FeeCosts costs = fee_costs(view_of(parameters, "contracts"));
    CHECK(costs.on_costs == Approx(1.25));
    // A quarter of the staff a year, each at 1,200 pounds and 78 hours at 15 pounds, over 26 hours a week of which 72 % are contact: 61 pence.
    CHECK(costs.training == Approx(0.25 * (1'200 + 78 * 15) / (26 * 0.72 * 52.18)));
    Provider provider;
    const FeeCosts untrained{costs.on_costs, costs.mileage, costs.wage};
    const auto of_training = [&](double pay_basis) { return unit_cost(costs, provider, pay_basis, 0.25) - unit_cost(untrained, provider, pay_basis, 0.25); };
    CHECK(of_training(0.5) == Approx(costs.training));                // 12 (1 + 0.125) / 1.25 = 10.80 pounds, as in the reference
    CHECK(of_training(1.0) == Approx(costs.training * 10.8 / 12));    // all travel paid: fewer leave
    provider.practice_leaving = 0.9;
    CHECK(of_training(0.5) == Approx(costs.training * 0.9));
}

TEST_CASE("An emergency admission costs 4,800 pounds from 65 on and 3,200 before, once") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    world.flows.add(Flow::emergency_admissions, 1, 3);
    world.flows.add(Flow::emergency_admissions_older, 1, 2);
    world.flows.add(Flow::delayed_days, 2, 7);
    const auto part = town.part("accounts");
    for (int week = 0; week < 2; ++week) {
        Living living = town.living_in(world, week, test_seed);
        part->live_week(living);
        CHECK(world.ledger.balance(Account::emergency_admissions, 1) == (2 * 4'800 + 3'200) * 100);
        CHECK(world.ledger.balance(Account::delayed_days, 2) == static_cast<Pence>(7 * 100 * town.parameters.get("accounts.delayed_day")));
    }
}

TEST_CASE("A care-home week is paid by residents, the council or the NHS, and the home keeps what is left") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    Pence own = 0;
    std::int64_t residents = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.setting[slot] != Setting::care_home || world.people.has(slot, role::younger_resident)) continue;
        ++residents;
        own += world.care.files[world.people.care_file[slot]].funding == Funding::own ? static_cast<Pence>(100 * town.parameters.get("accounts.own_fee")) : 0;
    }
    REQUIRE(residents > 10);
    without_visits(world);
    Living living = town.living();
    std::int64_t beds = 0;
    for (const std::uint16_t open : world.care_homes.open_beds) beds += open;
    town.part("accounts")->live_week(living);
    CHECK(-world.ledger.total(Account::own_money) == own);
    const auto cost = static_cast<Pence>(100 * (town.parameters.get("accounts.bed_cost") * static_cast<double>(beds) + town.parameters.get("accounts.resident_cost") * static_cast<double>(residents)));
    const Pence younger = weekly_part(strand_pence(world.city->place, "younger_care_homes"), 0);
    CHECK(world.ledger.total(Account::care_home_costs) == cost + younger);
    // Nothing of it stays on the way: the money of providers of home care alone moves that account.
    Pence reserves = 0;
    for (const Provider& provider : world.home_care.providers) reserves += provider.reserves;
    CHECK(world.ledger.total(Account::provider_reserves) == reserves);
}

TEST_CASE("Money for groups is taken from home care, pound for pound, and what groups cannot take in stays with them") {
    LeverVector shared = shipped_levers("tendered");
    shared[Lever::community_share] = 0.02;
    Town without(shipped_levers("tendered"));
    Town with(shared);
    for (Town* town : {&without, &with}) {
        without_visits(town->world());
        Living living = town->living();
        town->part("accounts")->live_week(living);
    }
    const Place& place = with.world().city->place;
    const auto grants = static_cast<Pence>(0.02 * static_cast<double>(outlay_of_week(place, 0, 1'000'000)));
    CHECK(sum_of(with.world().commissioned.group_grants) == grants);
    CHECK(sum_of(without.world().commissioned.group_grants) == 0);
    CHECK(without.world().ledger.total(Account::strand_home_care) - with.world().ledger.total(Account::strand_home_care) == grants);
    Pence income = 0;
    for (const Group& group : with.world().groups.all) income += group.alive != 0 ? group.lives_on() / 2 : 0;
    const Pence given = with.world().ledger.total(Account::group_cash) - without.world().ledger.total(Account::group_cash);
    CHECK(given <= income);
    CHECK(given + with.world().ledger.total(Account::strand_groups) == grants);
    for (std::size_t g = 0; g < with.world().groups.all.size(); ++g) {  // it is noted who has had one
        CHECK((with.world().groups.all[g].granted == 1) == (with.world().groups.all[g].cash > without.world().groups.all[g].cash));
        CHECK(without.world().groups.all[g].granted == 0);
    }
    CHECK(with.world().flows.total(Flow::council_outlay_pence) == without.world().flows.total(Flow::council_outlay_pence));
}

TEST_CASE("Bills of rounds and reviews are paid out of home care, week by week, until they are paid, to the penny") {
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    world.commissioned.due = {123'457, 0, 1};
    const auto part = town.part("accounts");
    Pence office = 0;
    for (Week week = 0; week < 40; ++week) {
        without_visits(world);
        Living living = town.living_in(world, week, test_seed);
        part->live_week(living);
        office += weekly_part(strand_pence(world.city->place, "commissioning_office"), week);
        const auto paid = world.ledger.total(Account::officers) - office;
        CHECK(paid + sum_of(world.commissioned.due) == 123'458);
    }
    CHECK(sum_of(world.commissioned.due) == 0);
    CHECK(world.ledger.total(Account::officers) == office + 123'458);
}

TEST_CASE("Owners take a quarter of what lies above the reserve they leave, and a week in the red is counted") {
    ParameterSet parameters;
    parameters.set("accounts.reserve_weeks", 0);
    Town town(shipped_levers("tendered"), parameters);
    World& world = town.world();
    HomeCare& care = world.home_care;
    for (Client& client : care.clients) client.delivered = 0;
    for (Worker& worker : care.workers) worker.worked_minutes = 0;
    for (Provider& provider : care.providers) {
        provider.contact_minutes = provider.paid_minutes = 0;
        provider.fixed_per_week = 1'000;
        provider.variable_per_hour = 0;
    }
    set_reserves(world, 0, 41'000);
    set_reserves(world, 1, 0);
    set_reserves(world, 2, 1'000);
    const auto margins = [&] { return world.ledger.total(Account::margin_here) + world.ledger.total(Account::margin_elsewhere); };
    const Pence taken_before = margins();
    Living living = town.living();
    town.part("accounts")->live_week(living);
    CHECK(care.providers[0].reserves == 30'000);
    CHECK(care.providers[0].weeks_in_red == 0);
    CHECK(margins() - taken_before == 10'000);
    CHECK(care.providers[1].reserves == -1'000);
    CHECK(care.providers[1].weeks_in_red == 1);
}

TEST_CASE("What a change costs and money for groups wait while packages promised before take all the money, and the queue gives way meanwhile") {
    LeverVector shared = shipped_levers("tendered");
    shared[Lever::community_share] = 0.02;
    Town town(shared);
    World& world = town.world();
    world.commissioned.due = {5'000'000, 0, 0};
    const auto client = std::find_if(world.home_care.clients.begin(), world.home_care.clients.end(), [](const Client& one) { return one.file != nobody && one.private_ == 0; });
    REQUIRE(client != world.home_care.clients.end());
    for (Client& one : world.home_care.clients) one.delivered = 0;
    world.home_care.providers[client->provider].fee_per_hour = 100'000'000;  // what was promised is dearer than all there is
    const auto part = town.part("accounts");
    const Pence cash = world.ledger.total(Account::group_cash);
    Living living = town.living();
    part->live_week(living);
    CHECK(sum_of(world.commissioned.due) == 5'000'000);
    CHECK(world.ledger.total(Account::strand_groups) == 0);
    CHECK(world.ledger.total(Account::group_cash) == cash);
    const Pence kept_back = sum_of(world.commissioned.home_care_budget);
    CHECK(kept_back < weekly_part(strand_pence(world.city->place, "home_care"), 0) - sum_of(world.commissioned.group_grants));
    without_visits(world);
    Living later = town.living_in(world, 1, test_seed);
    part->live_week(later);
    CHECK(sum_of(world.commissioned.due) < 5'000'000);
    CHECK(world.ledger.total(Account::group_cash) > cash);
}
