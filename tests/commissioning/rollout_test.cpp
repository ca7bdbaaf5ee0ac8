// A regime that comes in neighbourhood by neighbourhood: who lives under which rules, when, and that nothing gets lost between them.
#include <set>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"
#include "experiment/rollout_plan.hpp"

using namespace topsoil;

namespace {

constexpr int never = 1'000'000;

ParameterSet small_lots() {
    ParameterSet parameters;
    parameters.set("contracts.viable_hours", 0);
    return parameters;
}

/// The same past under a plan.
std::unique_ptr<Simulation> branch(Town& town, const LeverPlan& plan) {
    auto other = std::make_unique<Simulation>(town.world().branch(), town.parameters, plan, town.seed, town.team);
    other->begin();
    return other;
}

void live(Simulation& simulation, int weeks) {
    for (int week = 0; week < weeks; ++week) {
        simulation.live_week();
        check_everything(simulation.world());
    }
}

/// No lot may hold neighbourhoods of both arms.
void check_lots(const World& world, const LeverPlan& plan) {
    for (std::size_t a = 0; a < world.home_care.lot_of.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            if (world.home_care.lot_of[a] == world.home_care.lot_of[b]) CHECK(plan.arm(a, world.week - 1) == plan.arm(b, world.week - 1));
        }
    }
}

Regime with(RolloutKind kind, RolloutUnit unit = RolloutUnit::neighbourhood) {
    Regime regime{"gardening", "Gardening", shipped_levers("gardening")};
    regime.rollout.kind = kind;
    regime.rollout.unit = unit;
    regime.rollout.before = "tendered";
    regime.rollout.before_levers = shipped_levers("tendered");
    return regime;
}

std::size_t under_new_rules(const LeverPlan& plan, int week) {
    std::size_t count = 0;
    for (std::size_t n = 0; n < plan.starts.size(); ++n) count += plan.arm(n, week);
    return count;
}

}  // namespace

TEST_CASE("A rollout that reaches every neighbourhood in the first week is the regime itself, bit for bit") {
    Town town(shipped_place("small-town"), small_lots(), shipped_levers("tendered"));
    town.live(12);
    const LeverVector gardening = shipped_levers("gardening");
    const auto at_once = branch(town, gardening);
    const auto planned = branch(town, {town.levers, gardening, {12, 12, 12}});
    for (int week = 0; week < 40; ++week) {
        at_once->live_week();
        planned->live_week();
        REQUIRE(digest(at_once->world()) == digest(planned->world()));
    }
}

TEST_CASE("A rollout that reaches nobody is the regime before, bit for bit") {
    Town town(shipped_place("small-town"), small_lots(), shipped_levers("tendered"));
    town.live(12);
    const auto before = branch(town, town.levers);
    const auto planned = branch(town, {town.levers, shipped_levers("gardening"), {never, never, never}});
    for (int week = 0; week < 40; ++week) {
        before->live_week();
        planned->live_week();
        REQUIRE(digest(before->world()) == digest(planned->world()));
    }
}

TEST_CASE("Neighbourhoods change over one after the other, nobody's visits, minutes or pennies are lost, and public outlay is the same") {
    Town town(changed_town(5, 20), small_lots(), shipped_levers("tendered"));
    town.live(12);
    const LeverPlan wedge{town.levers, shipped_levers("gardening"), {20, 35, 50}};
    const auto stepped = branch(town, wedge);
    const auto tendered = branch(town, town.levers);
    for (int week = 12; week < 70; ++week) {
        live(*stepped, 1);
        live(*tendered, 1);
        check_lots(stepped->world(), wedge);
        CHECK(stepped->world().flows.total(Flow::council_outlay_pence) == tendered->world().flows.total(Flow::council_outlay_pence));
        const Commissioned& c = stepped->world().commissioned;
        for (std::size_t n = 0; n < 3; ++n) {
            const bool changed = wedge.arm(n, week) == 1;
            CHECK((c.group_grants[n] > 0) == changed);
            CHECK((c.assembly[n] != 0) == changed);
            CHECK(c.refill_ppm[n] == (changed ? 200'000 : 500'000));
        }
    }
    // Each neighbourhood has a local unit of its own in the end; the lots of before are nobody's.
    std::set<std::uint16_t> lots(stepped->world().home_care.lot_of.begin(), stepped->world().home_care.lot_of.end());
    CHECK(lots.size() == 3);
    for (const std::uint16_t lot : lots) {
        CHECK(stepped->world().home_care.lots[lot].providers == 1);
        CHECK(stepped->world().home_care.providers[stepped->world().home_care.lots[lot].provider[0]].team == 1);
    }
}

TEST_CASE("Where only the contract changes, those who change over keep their providers and part from the lot") {
    LeverVector one_lot = shipped_levers("tendered");
    one_lot[Lever::lot_count] = 1;
    LeverVector stewarded = one_lot;
    stewarded[Lever::contract_term_weeks] = 0;
    stewarded[Lever::review_every_weeks] = 52;
    stewarded[Lever::review_step] = 0.05;
    Town town(changed_town(5), small_lots(), one_lot);
    town.live(5);
    const auto holders = [](const World& world, std::size_t n) {
        const Lot& lot = world.home_care.lots[world.home_care.lot_of[n]];
        return std::vector<std::uint16_t>(lot.provider.begin(), lot.provider.begin() + lot.providers);
    };
    const auto before = holders(town.world(), 0);
    const std::int64_t changes = town.world().flows.total(Flow::provider_changes);
    const auto pilot = branch(town, {one_lot, stewarded, {never, 5, never}});
    CHECK(pilot->world().home_care.lot_of[1] != pilot->world().home_care.lot_of[0]);
    CHECK(pilot->world().home_care.lot_of[2] == pilot->world().home_care.lot_of[0]);
    CHECK(holders(pilot->world(), 1) == before);
    CHECK(pilot->world().flows.total(Flow::provider_changes) == changes);
    live(*pilot, 20);
}

TEST_CASE("Where a lot comes under three sets of rules at once it is parted into three, each with its holders") {
    LeverVector one_lot = shipped_levers("tendered");
    one_lot[Lever::lot_count] = 1;
    Town town(changed_town(5), small_lots(), one_lot);
    town.live(5);
    LeverPlan plan(one_lot);
    for (const double paid : {0.6, 1.0}) {
        plan.arms.push_back(one_lot);
        plan.arms.back()[Lever::pay_basis] = paid;
    }
    plan.starts = {never, never, never};
    plan.before = plan.after = {0, 1, 2};
    const auto other = branch(town, plan);
    const HomeCare& care = other->world().home_care;
    CHECK(std::set<std::uint16_t>(care.lot_of.begin(), care.lot_of.end()).size() == 3);
    for (std::size_t n = 1; n < 3; ++n) CHECK(care.lots[care.lot_of[n]].provider[0] == care.lots[care.lot_of[0]].provider[0]);
    check_lots(other->world(), plan);
    live(*other, 20);
}

TEST_CASE("A plan lived with a break goes on as if there had been none") {
    Town town(changed_town(5), small_lots(), shipped_levers("tendered"));
    town.live(4);
    const LeverPlan wedge{town.levers, shipped_levers("gardening"), {8, 12, 14}};
    const auto whole = branch(town, wedge);
    auto first = branch(town, wedge);
    live(*whole, 20);
    live(*first, 8);  // into week 12, in which the second neighbourhood is to change over
    Simulation second(first->world().branch(), town.parameters, wedge, town.seed, town.team);
    live(second, 12);
    CHECK(digest(second.world()) == digest(whole->world()));
}

TEST_CASE("A pilot reaches the neighbourhoods named and no other, from its week on") {
    const Place& place = shipped_place("small-town");
    Regime regime = with(RolloutKind::pilots);
    regime.rollout.start_week = 10;
    regime.rollout.pilots = {place.neighbourhoods[1].id};
    const LeverPlan plan = plan_for(regime, place, 1, 208);
    CHECK(plan.arm(1, 217) == 0);
    CHECK(plan.arm(1, 218) == 1);
    CHECK(under_new_rules(plan, never) == 1);
}

TEST_CASE("A stepped wedge takes as many units at each step, by chance and in the end all, a ward changes over as one") {
    const Place& place = shipped_place("sheffield");
    Regime regime = with(RolloutKind::stepped_wedge);
    regime.rollout.steps = 7;
    regime.rollout.step_weeks = 26;
    const LeverPlan plan = plan_for(regime, place, 1, 208);
    for (int step = 0; step < 7; ++step) CHECK(under_new_rules(plan, 208 + 26 * step) == static_cast<std::size_t>(21 * (step + 1)));
    CHECK(plan_for(regime, place, 2, 208).starts != plan.starts);
    CHECK(plan_for(regime, place, 1, 208).starts == plan.starts);
    regime.rollout.unit = RolloutUnit::ward;
    const LeverPlan wards = plan_for(regime, place, 1, 208);
    for (std::size_t n = 0; n < place.neighbourhoods.size(); ++n) {
        for (std::size_t other = 0; other < n; ++other) {
            if (place.neighbourhoods[n].ward == place.neighbourhoods[other].ward) CHECK(wards.starts[n] == wards.starts[other]);
        }
    }
}

TEST_CASE("A cluster trial gives the new rules to the share of units asked for, and never to the others") {
    const Place& place = shipped_place("sheffield");
    Regime regime = with(RolloutKind::clusters, RolloutUnit::lac);
    regime.rollout.share = 3.0 / 7;
    const LeverPlan plan = plan_for(regime, place, 5, 0);
    std::set<std::string> treated, others;
    for (std::size_t n = 0; n < place.neighbourhoods.size(); ++n) (plan.arm(n, 500'000) == 1 ? treated : others).insert(place.neighbourhoods[n].lac);
    CHECK(treated.size() == 3);
    CHECK(others.size() == 4);
}

TEST_CASE("Without a rollout a regime is one set of rules") {
    Regime plain{"gardening", "Gardening", shipped_levers("gardening")};
    const LeverPlan plan = plan_for(plain, shipped_place("small-town"), 1, 208);
    CHECK(plan.arms.size() == 1);
    CHECK(plan.starts.empty());
    CHECK(plan.arms[0] == plain.levers);
}
