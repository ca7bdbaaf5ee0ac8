// Weeks of the small town under two regimes, whose instructions benchmarks/instructions counts: everything between begin and end of
// counted_weeks, and what each process takes of it.
#include <cstdio>
#include <memory>

#include "engine/parameters.hpp"
#include "engine/simulation.hpp"
#include "topsoil/scenario.hpp"
#include "world/make_city.hpp"

namespace topsoil {

/// Not inlined: the tool that counts knows it by its name.
[[gnu::noinline]] void counted_weeks(Simulation& simulation) {
    for (int week = 0; week < turn_weeks; ++week) simulation.live_week();
}

namespace {

constexpr int weeks_before = 52;  // so that people have made ties, and the yearly sweep is not among the weeks counted

void live_and_count() {
    const Scenario scenario = load_scenario("small-town", {});
    Team team(1);
    World founders = make_city(scenario.place, scenario.seed, view_of(scenario.parameters, "city"), team);
    for (const Regime& regime : scenario.regimes) {
        Simulation simulation(founders.branch(), scenario.parameters, regime.levers, scenario.seed, team);
        simulation.settle();
        for (int week = 0; week < weeks_before; ++week) simulation.live_week();
        counted_weeks(simulation);
    }
}

}  // namespace
}  // namespace topsoil

int main() {
    try {
        topsoil::live_and_count();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "week_to_count: %s\n", error.what());
        return 1;
    }
    return 0;
}
