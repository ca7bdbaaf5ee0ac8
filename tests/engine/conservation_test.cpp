// People, minutes, reasons and pence: nothing appears or vanishes, whatever the regime and however hard the times. Here a year or so;
// twelve years of all of it are `.ci/run conservation`.
#include "catch.hpp"
#include "engine/conservation_help.hpp"

using namespace topsoil;

TEST_CASE("In a year of any shipped regime nobody, no minute, no reason and no penny is lost") {
    Town town(shipped_levers("tendered"));
    town.live(10);
    for (const std::string& regime : shipped_regimes()) {
        INFO(regime);
        live_and_recount(town, shipped_levers(regime), 56);
    }
}

TEST_CASE("In a year with any lever at either end nobody, no minute, no reason and no penny is lost") {
    Town town(shipped_levers("tendered"));
    town.live(10);
    for_levers_at_their_bounds([&](const LeverSpec& spec, const LeverVector& levers) {
        INFO(spec.name << " = " << levers[spec.lever]);
        live_and_recount(town, levers, 28);
    });
}

TEST_CASE("Without money, carers, friends or providers a town lives on for a year and nothing in it is lost") {
    live_through_extremes(56);
}

TEST_CASE("The extreme conditions are what they say: nothing to spend, nobody who cares, nobody who knows anybody, one firm, none") {
    for (const Extreme& condition : extreme_conditions()) {
        INFO(condition.what);
        Town town(condition.place, condition.parameters, shipped_levers("tendered"));
        Simulation other(town.world().branch(), town.parameters, town.levers, town.seed, town.team, condition.shocks);
        other.begin();
        for (int week = 0; week < 14; ++week) other.live_week();
        const World& world = other.world();
        if (condition.what == "no money") CHECK(world.flows.total(Flow::council_outlay_pence) == 0);
        if (condition.what == "no unpaid carers") CHECK(world.flows.total(Flow::unpaid_minutes) == 0);
        if (condition.what == "nobody connected") CHECK(world.groups.all.empty());
        if (condition.what == "one provider") CHECK(town.world().home_care.providers.size() == 1);
        if (condition.what == "every provider gone, twice") CHECK(world.flows.total(Flow::provider_changes) > 0);
        if (condition.what == "nobody takes up care work") CHECK(world.flows.total(Flow::workers_joined) == town.world().flows.total(Flow::workers_joined));
    }
}
