// How deep a shock goes, when it is over, and who is hit worst: by hand.
#include <cmath>

#include "catch.hpp"
#include "experiment/experiment_help.hpp"
#include "experiment/pooling.hpp"

using namespace topsoil;

namespace {

/// Twenty neighbourhoods, recorded every four weeks; everybody has 100 unmet hours a recording until the shock in week 52.
struct Town {
    Town() {
        scenario.primary_outcomes = {"unmet_hours"};
        scenario.shocks = {{ShockKind::cold_winter, 52, 8, 0.25}};
        results.regimes = {"tendered"};
        results.replicates = 1;
        for (int week = 4; week <= 156; week += 4) results.weeks.push_back(week);
        for (int n = 0; n < 20; ++n) results.neighbourhoods.push_back("N" + std::to_string(n));
        results.values.assign(measure_catalogue().size(), {});
        results.values[measure].assign(results.weeks.size() * 20, 100);
    }
    void set(int week, std::size_t n, double value) { results.values[measure][results.index(measure, 0, 0, static_cast<std::size_t>(week / 4 - 1)) + n] = value; }
    [[nodiscard]] Resilience only() const {
        const auto rows = resilience(results, scenario);
        REQUIRE(rows.size() == 1);
        return rows[0];
    }
    std::size_t measure = measure_index("unmet_hours");
    Results results;
    Scenario scenario;
};

}  // namespace

TEST_CASE("Where nothing moves a shock has no depth") {
    const Resilience row = Town().only();
    CHECK(row.before == 2000);
    CHECK(row.depth == 0);
    CHECK(row.worst_tenth == 0);
}

TEST_CASE("A shock that adds 400 hours and fades by half every four weeks is over when less than 40 are left, twice running") {
    Town town;
    // In week 56 two neighbourhoods lack 200 hours more each, the others none.
    double more = 200;
    for (int week = 56; week <= 156; week += 4, more /= 2) {
        town.set(week, 3, 100 + more);
        town.set(week, 7, 100 + more);
    }
    const Resilience row = town.only();
    CHECK(row.shock == "cold_winter, week 52");
    CHECK(row.regime == "tendered");
    CHECK(row.before == 2000);
    CHECK(row.depth == 400);
    // 400, 200, 100, 50, 25 and 12.5 in weeks 56, 60, 64, 68, 72, 76: back in week 72, twenty after the shock began.
    CHECK(row.recovery_weeks == 20);
    CHECK(row.recovered == 1);
    // The tenth of twenty neighbourhoods is two: each lacks 200 hours more than before.
    CHECK(row.worst_tenth == 200);
}

TEST_CASE("A city that never comes back has no time of recovery") {
    Town town;
    for (int week = 56; week <= 156; week += 4) {
        for (std::size_t n = 0; n < 20; ++n) town.set(week, n, 150);
    }
    const Resilience row = town.only();
    CHECK(row.depth == 1000);
    CHECK(std::isnan(row.recovery_weeks));
    CHECK(row.recovered == 0);
    CHECK(row.worst_tenth == 50);
}

TEST_CASE("What falls is as deep as what rises") {
    Town town;
    for (std::size_t n = 0; n < 20; ++n) town.set(56, n, 100 - static_cast<double>(n));
    const Resilience row = town.only();
    CHECK(row.depth == -190);
    CHECK(row.worst_tenth == -18.5);
    CHECK(row.recovery_weeks == 8);
}

TEST_CASE("A shock at the very start, with nothing before it, says nothing, without shocks there are no rows") {
    Town town;
    town.scenario.shocks[0].week = 0;
    CHECK(std::isnan(town.only().depth));
    town.scenario.shocks.clear();
    CHECK(resilience(town.results, town.scenario).empty());
}

TEST_CASE("A run with a shock and a wedge is taken up where it stopped and ends the same") {
    Scenario scenario = short_scenario(1);
    scenario.shocks = {{ShockKind::labour_shortage, 6, 8, 1}};
    Rollout& rollout = scenario.regimes[1].rollout;
    rollout.kind = RolloutKind::stepped_wedge;
    rollout.before_levers = scenario.regimes[0].levers;
    rollout.steps = 3;
    rollout.step_weeks = 4;
    const Experiment whole = run_experiment(scenario, with_threads(1));
    const Experiment two_threads = run_experiment(scenario, with_threads(2));
    CHECK(digests_of(whole.results) == digests_of(two_threads.results));
    Shelf shelf;
    ExperimentOptions broken_off = shelf.options(1, false);
    broken_off.stop_requested = [asked = 0]() mutable { return ++asked > 19; };
    CHECK(run_experiment(scenario, broken_off).interrupted);
    CHECK(digests_of(run_experiment(scenario, shelf.options(1, true)).results) == digests_of(whole.results));
    Scenario unshaken = scenario;
    unshaken.shocks.clear();
    CHECK(digests_of(run_experiment(unshaken, with_threads(1)).results) != digests_of(whole.results));
}
