#include "topsoil/experiment.hpp"

#include <cmath>
#include <set>

#include "catch.hpp"
#include "experiment/experiment_help.hpp"
#include "experiment/pooling.hpp"
#include "experiment/run_id.hpp"

using namespace topsoil;

TEST_CASE("An experiment gives the same bits for one, two, three and seven threads") {
    const Scenario scenario = short_scenario(3);
    const Experiment one = run_experiment(scenario, with_threads(1));
    for (const int threads : {2, 3, 7}) {
        INFO(threads);
        const Experiment more = run_experiment(scenario, with_threads(threads));
        CHECK(same_values(one.results, more.results));
        CHECK(digests_of(one.results) == digests_of(more.results));
    }
}

TEST_CASE("Replicates come first, side by side, threads that are left over work within them") {
    const Scenario scenario = short_scenario(2);
    const struct {
        int threads, jobs, each;
    } rows[]{{1, 1, 1}, {2, 2, 1}, {3, 2, 1}, {4, 2, 2}};
    for (const auto& row : rows) {
        ExperimentOptions options = with_threads(row.threads);
        options.until_week = 0;
        const ExperimentCost cost = run_experiment(scenario, options).cost;
        CHECK(cost.jobs == row.jobs);
        CHECK(cost.threads_per_job == row.each);
    }
}

TEST_CASE("Every regime of a replicate has the same luck, and every replicate its own") {
    const Experiment experiment = run_experiment(short_scenario(3), with_threads(1));
    std::set<std::uint64_t> seeds;
    std::set<std::string> ids, digests;
    REQUIRE(experiment.results.runs.size() == 6);
    for (int replicate = 0; replicate < 3; ++replicate) {
        std::set<std::uint64_t> of_replicate;
        for (const RunRecord& run : experiment.results.runs) {
            if (run.replicate != replicate) continue;
            of_replicate.insert(run.seed);
            ids.insert(run.run_id);
            digests.insert(run.digest);
            CHECK(run.status == "done");
        }
        CHECK(of_replicate.size() == 1);
        seeds.insert(of_replicate.begin(), of_replicate.end());
    }
    CHECK(seeds.size() == 3);
    CHECK(ids.size() == 6);
    CHECK(digests.size() == 6);
}

TEST_CASE("A replicate lives the same whether others are run beside it or not") {
    const Experiment one = run_experiment(short_scenario(1), with_threads(1));
    const Experiment three = run_experiment(short_scenario(3), with_threads(2));
    for (std::size_t regime = 0; regime < 2; ++regime) {
        for (std::size_t m = 0; m < one.results.values.size(); ++m) {
            const double* alone = &one.results.values[m][one.results.index(m, regime, 0, 0)];
            const double* among = &three.results.values[m][three.results.index(m, regime, 0, 0)];
            CHECK(std::memcmp(alone, among, one.results.weeks.size() * one.results.axis_size(m) * sizeof(double)) == 0);
        }
    }
}

TEST_CASE("A regime lives the same whichever others it is compared with") {
    Scenario scenario = short_scenario(1);
    const Experiment both = run_experiment(scenario, with_threads(1));
    scenario.regimes.erase(scenario.regimes.begin());
    const Experiment alone = run_experiment(scenario, with_threads(1));
    REQUIRE(alone.results.runs.size() == 1);
    CHECK(alone.results.runs[0].digest == both.results.runs[1].digest);
    CHECK(alone.results.runs[0].run_id == both.results.runs[1].run_id);
}

TEST_CASE("Stopping after some weeks gives the first weeks of the longer run") {
    const Scenario scenario = short_scenario(2);
    const Experiment whole = run_experiment(scenario, with_threads(1));
    ExperimentOptions options = with_threads(1);
    options.until_week = 13;
    const Experiment part = run_experiment(scenario, options);
    CHECK_FALSE(part.interrupted);
    CHECK(part.results.weeks == std::vector<int>{4, 8, 12});
    for (std::size_t m = 0; m < part.results.values.size(); ++m) {
        for (std::size_t regime = 0; regime < 2; ++regime) {
            for (std::size_t replicate = 0; replicate < 2; ++replicate) {
                const double* first = &part.results.values[m][part.results.index(m, regime, replicate, 0)];
                const double* same = &whole.results.values[m][whole.results.index(m, regime, replicate, 0)];
                CHECK(std::memcmp(first, same, 3 * part.results.axis_size(m) * sizeof(double)) == 0);
            }
        }
    }
}

TEST_CASE("Results name every regime, neighbourhood, week and group, and no value is missing") {
    const Scenario scenario = short_scenario(2);
    const Results results = run_experiment(scenario, with_threads(1)).results;
    CHECK(results.regimes == std::vector<std::string>{"tendered", "gardening"});
    CHECK(results.neighbourhood_ids == std::vector<std::string>{"T1", "T2", "T3"});
    CHECK(results.weeks == std::vector<int>{4, 8, 12, 16, 20});
    for (std::size_t m = 0; m < results.values.size(); ++m) {
        CHECK(results.values[m].size() == 2U * 2U * 5U * results.axis_size(m));
        for (const double value : results.values[m]) CHECK(std::isfinite(value));
    }
}

TEST_CASE("Progress counts every week that a world lives, and ends where it said it would") {
    Progress progress;
    ExperimentOptions options = with_threads(2);
    options.progress = &progress;
    const Experiment experiment = run_experiment(short_scenario(2), options);
    // Two replicates: twelve weeks of burn-in and two regimes of twenty.
    CHECK(progress.total == 2 * (12 + 2 * 20));
    CHECK(progress.done == progress.total);
    CHECK(experiment.cost.citizen_weeks == 5'000.0 * 2 * (12 + 2 * 20));
}

TEST_CASE("People, minutes and pence balance in every week of a short experiment") {
    ExperimentOptions options = with_threads(1);
    options.check_every_week = true;
    CHECK_NOTHROW(run_experiment(short_scenario(1), options));
}

TEST_CASE("A fault in one replicate ends the experiment with that fault, on one thread and on several") {
    for (const int threads : {1, 3}) {
        std::atomic<int> asked{0};
        ExperimentOptions options = with_threads(threads);
        options.stop_requested = [&asked]() -> bool {
            if (++asked == 17) throw RunError("the ledger of pounds does not balance in week 5");
            return false;
        };
        CHECK_THROWS_AS(run_experiment(short_scenario(3), options), RunError);
    }
}

TEST_CASE("Without burn-in, and with one regime alone, an experiment still runs") {
    Scenario scenario = short_scenario(1);
    scenario.burn_in_weeks = 0;
    scenario.regimes.resize(1);
    const Experiment experiment = run_experiment(scenario, with_threads(1));
    CHECK(experiment.results.runs.size() == 1);
    CHECK(experiment.results.runs[0].digest.size() == 16);
    CHECK(paired_differences(experiment.results, scenario).empty());
}

TEST_CASE("The identity of a run turns on its numbers and the name of its regime, not on titles") {
    const Scenario scenario = short_scenario(1);
    const auto id = [](const Scenario& one, std::size_t regime, int replicate) { return run_id(one, one.regimes[regime], replicate); };
    const std::string usual = id(scenario, 0, 0);
    CHECK(usual.size() == 16);
    Scenario other = scenario;
    other.title = "Another";
    other.regimes[0].title = "another";
    CHECK(id(other, 0, 0) == usual);
    other.regimes[0].name = "another";
    CHECK(id(other, 0, 0) != usual);
    CHECK(id(scenario, 0, 1) != usual);
    CHECK(id(scenario, 1, 0) != usual);
    other = scenario;
    other.seed += 1;
    CHECK(id(other, 0, 0) != usual);
    other = scenario;
    other.parameters.set("groups.found_rate", 1.234);
    CHECK(id(other, 0, 0) != usual);
    other = scenario;
    other.place.strands[2].pounds_per_year += 1;
    CHECK(id(other, 0, 0) != usual);
}
