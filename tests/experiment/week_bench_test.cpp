#include "experiment/week_bench.hpp"

#include <algorithm>

#include "catch.hpp"
#include "engine/digest.hpp"
#include "experiment/experiment_help.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

TEST_CASE("Whoever looks at the clock changes nobody's life, and sees every process") {
    SmallTown timed;
    SmallTown untimed;
    WeekCosts costs;
    timed.simulation().add_costs_to(&costs);
    timed.live(8);
    untimed.live(8);
    REQUIRE(digest(timed.world()) == digest(untimed.world()));
    for (const Scheduled& one : timed.simulation().schedule()) {
        INFO(one.declaration->name);
        REQUIRE(std::any_of(costs.parts.begin(), costs.parts.end(), [&](const WeekCosts::Part& part) { return part.name == one.declaration->name && part.seconds >= 0; }));
    }
}

TEST_CASE("The reckoning looks at the few care files that changed, and no process at more people than live in the town, again and again") {
    SmallTown town;
    WeekCosts costs;
    town.live(8);  // in the first weeks everything changes
    town.simulation().add_costs_to(&costs);
    std::uint64_t files = 0;
    for (int week = 0; week < 16; ++week) {
        for (const std::uint32_t reach : town.world().care.reach) files += reach;
        town.live(1);
    }
    for (const WeekCosts::Part& part : costs.parts) {
        INFO(part.name << " looked at " << part.touches);
        if (part.name == "reckoning") CHECK((part.touches > 0 && part.touches < files / 2));
        CHECK(part.touches < 16U * 2 * town.world().city->slots);
    }
}

TEST_CASE("A benchmark lives the weeks of an experiment: burn-in once a replicate, then every regime") {
    const Scenario scenario = short_scenario(1);
    const WeekBench bench = bench_weeks(scenario, 2, 20);
    REQUIRE(bench.jobs == 2);
    REQUIRE(bench.world_weeks == 2 * (12 + 20 * static_cast<int>(scenario.regimes.size())));
    REQUIRE(bench.citizen_weeks_per_s == Approx(bench.world_weeks * 1.0 * scenario.place.population / bench.seconds));
    REQUIRE(bench.ratio > 0);
    double sum = 0;
    for (const WeekBench::Cost& cost : bench.costs) sum += cost.milliseconds;
    // Two replicates side by side: what both took is at most twice the time that went by.
    REQUIRE(sum * bench.world_weeks / 1e3 <= 2 * bench.seconds);
    for (const char* part : {"luck lists", "checks", "recording", "wellbeing"}) {
        INFO(part);
        REQUIRE(std::any_of(bench.costs.begin(), bench.costs.end(), [part](const WeekBench::Cost& cost) { return cost.what == part && cost.milliseconds > 0; }));
    }
}
