#include "experiment/checkpoints.hpp"

#include "catch.hpp"
#include "experiment/experiment_help.hpp"
#include "io/checkpoint_hdf5.hpp"

using namespace topsoil;

namespace {

/// Asks to stop at the n-th question and ever after.
std::function<bool()> stop_at(int n) {
    auto asked = std::make_shared<std::atomic<int>>(0);
    return [asked, n] { return ++*asked >= n; };
}

}  // namespace

TEST_CASE("An experiment that was interrupted and taken up again ends as if nothing had happened") {
    const Scenario scenario = short_scenario(2);
    const Experiment whole = run_experiment(scenario, with_threads(1));
    // A week is one question: burn-in ends with the twelfth, the first replicate with the thirty-second.
    for (const int stop : {1, 7, 12, 13, 14, 20, 31, 33, 45, 50}) {
        INFO(stop);
        Shelf shelf;
        ExperimentOptions options = shelf.options(1, false);
        options.stop_requested = stop_at(stop);
        const Experiment broken = run_experiment(scenario, options);
        CHECK(broken.interrupted);
        CHECK_FALSE(same_values(broken.results, whole.results));
        const Experiment resumed = run_experiment(scenario, shelf.options(1, true));
        CHECK_FALSE(resumed.interrupted);
        CHECK(same_values(resumed.results, whole.results));
        CHECK(digests_of(resumed.results) == digests_of(whole.results));
    }
}

TEST_CASE("An experiment may be interrupted again and again, on any number of threads") {
    const Scenario scenario = short_scenario(3);
    const Experiment whole = run_experiment(scenario, with_threads(1));
    Shelf shelf;
    Experiment last;
    int attempts = 0;
    do {
        ExperimentOptions options = shelf.options(1 + attempts % 3, attempts > 0);
        options.stop_requested = stop_at(11 + attempts);
        last = run_experiment(scenario, options);
        ++attempts;
        REQUIRE(attempts < 100);
    } while (last.interrupted);
    CHECK(attempts > 3);
    CHECK(same_values(last.results, whole.results));
    CHECK(digests_of(last.results) == digests_of(whole.results));
}

TEST_CASE("Taking up an experiment that was finished lives no week again") {
    const Scenario scenario = short_scenario(2);
    Shelf shelf;
    const Experiment first = run_experiment(scenario, shelf.options(1, false));
    CHECK(shelf.kept().size() == 2);
    const Experiment again = run_experiment(scenario, shelf.options(1, true));
    CHECK(again.cost.citizen_weeks == 0);
    CHECK(same_values(first.results, again.results));
    CHECK(digests_of(first.results) == digests_of(again.results));
    for (const RunRecord& run : again.results.runs) CHECK(run.status == "done");
}

TEST_CASE("A checkpoint of another scenario, seed or set of parameters is refused") {
    const Scenario scenario = short_scenario(1);
    Shelf shelf;
    ExperimentOptions options = shelf.options(1, false);
    options.stop_requested = stop_at(16);
    (void)run_experiment(scenario, options);
    Scenario other = scenario;
    other.seed += 1;
    CHECK_THROWS_AS(run_experiment(other, shelf.options(1, true)), InputError);
    other = scenario;
    other.parameters.set("groups.found_rate", 1.5);
    CHECK_THROWS_AS(run_experiment(other, shelf.options(1, true)), InputError);
    other = scenario;
    other.regimes[1].levers[Lever::pay_basis] = 0.9;
    CHECK_THROWS_AS(run_experiment(other, shelf.options(1, true)), InputError);
    CHECK_NOTHROW(run_experiment(scenario, shelf.options(1, true)));
}

TEST_CASE("A checkpoint that cannot be written ends the experiment with that fault") {
    Shelf shelf;
    ExperimentOptions options = shelf.options(2, false);
    options.write_checkpoint = [](const std::filesystem::path&, const std::function<void(BlockSink&)>&) { throw RunError("the disk is full"); };
    CHECK_THROWS_AS(run_experiment(short_scenario(2), options), RunError);
}

TEST_CASE("Checkpoints are written when due and otherwise only at the end") {
    const Scenario scenario = short_scenario(1);
    Shelf seldom, often;
    (void)run_experiment(scenario, seldom.options(1, false));
    CHECK(seldom.written() == 1);
    ExperimentOptions options = often.options(1, false);
    options.checkpoint_every_seconds = 0;
    (void)run_experiment(scenario, options);
    // Each of twelve weeks of burn-in, each recorded week, and the end; branching takes one step with the week after it.
    CHECK(often.written() >= 12 + 5);
    CHECK(often.written() <= 12 + 5 + 1);
}

TEST_CASE("Writing checkpoints changes nobody") {
    const Scenario scenario = short_scenario(1);
    Shelf often;
    ExperimentOptions options = often.options(1, false);
    options.checkpoint_every_seconds = 0;
    CHECK(same_values(run_experiment(scenario, options).results, run_experiment(scenario, with_threads(1)).results));
}

TEST_CASE("An interrupted experiment goes on from files on disk too") {
    const Scenario scenario = short_scenario(1);
    const test::TemporaryFolder folder;
    ExperimentOptions options = with_threads(1);
    options.checkpoint = folder.path();
    options.write_checkpoint = write_checkpoint_file;
    options.read_checkpoint = read_checkpoint_file;
    options.stop_requested = stop_at(18);
    CHECK(run_experiment(scenario, options).interrupted);
    options.stop_requested = nullptr;
    options.resume = true;
    const Experiment resumed = run_experiment(scenario, options);
    const Experiment whole = run_experiment(scenario, with_threads(1));
    CHECK(same_values(resumed.results, whole.results));
    CHECK(digests_of(resumed.results) == digests_of(whole.results));
}
