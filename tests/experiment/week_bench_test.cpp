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
    WeekTimes times;
    timed.simulation().time_into(&times);
    timed.live(8);
    untimed.live(8);
    REQUIRE(digest(timed.world()) == digest(untimed.world()));
    for (const Scheduled& one : timed.simulation().schedule()) {
        INFO(one.declaration->name);
        REQUIRE(std::any_of(times.seconds.begin(), times.seconds.end(), [&](const auto& part) { return part.first == one.declaration->name && part.second >= 0; }));
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
