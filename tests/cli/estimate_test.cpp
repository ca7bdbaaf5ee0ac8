// What a run will take, told before it starts: it grows with what is asked for.
#include "cli/estimate.hpp"

#include "catch.hpp"
#include "cli/measured_costs.hpp"

using namespace topsoil;
using namespace topsoil::cli;

namespace {

Scenario scenario_of(int people, int regimes, int replicates, int burn_in, int weeks) {
    Scenario scenario;
    scenario.place.population = people;
    scenario.place.neighbourhoods.resize(10);
    scenario.regimes.resize(static_cast<std::size_t>(regimes));
    scenario.replicates = replicates;
    scenario.burn_in_weeks = burn_in;
    scenario.weeks = weeks;
    return scenario;
}

/// Seconds beside those in which the city is made.
double living_seconds(const Scenario& scenario, int threads) {
    Scenario nothing = scenario;
    nothing.burn_in_weeks = nothing.weeks = 0;
    return estimate_of(scenario, threads, -1).seconds - estimate_of(nothing, threads, -1).seconds;
}

double world_bytes(const Scenario& scenario, int threads) { return estimate_of(scenario, threads, 0).memory_bytes - measured::program_bytes; }

}  // namespace

TEST_CASE("Two regimes of Sheffield for twelve years on one thread take the measured time of each of their weeks, and of one city", "[cli]") {
    const Estimate estimate = estimate_of(scenario_of(600'000, 2, 1, 208, 626), 1, -1);
    CHECK(estimate.runs == 2);
    CHECK(estimate.world_weeks == 208 + 2 * 626);
    CHECK(estimate.seconds == Approx(600'000 * (1'460 * measured::seconds_per_citizen_week + measured::city_seconds_per_citizen)));
    CHECK(world_bytes(scenario_of(600'000, 2, 1, 208, 626), 1) == Approx(600'000 * (measured::first_world_bytes + measured::further_world_bytes)));
}

TEST_CASE("Twice the people take twice the time and twice the memory of their worlds", "[cli]") {
    const Scenario town = scenario_of(5'000, 2, 2, 20, 40), twice = scenario_of(10'000, 2, 2, 20, 40);
    CHECK(estimate_of(twice, 2, -1).seconds == Approx(2 * estimate_of(town, 2, -1).seconds));
    CHECK(world_bytes(twice, 2) == Approx(2 * world_bytes(town, 2)));
}

TEST_CASE("Time grows with weeks, burn-in and regimes, stopping early takes only the weeks before", "[cli]") {
    const double usual = living_seconds(scenario_of(5'000, 2, 1, 20, 40), 1);  // 100 world-weeks
    CHECK(living_seconds(scenario_of(5'000, 2, 1, 20, 80), 1) == Approx(1.8 * usual));
    CHECK(living_seconds(scenario_of(5'000, 2, 1, 70, 40), 1) == Approx(1.5 * usual));
    CHECK(living_seconds(scenario_of(5'000, 3, 1, 20, 40), 1) == Approx(1.4 * usual));
    CHECK(estimate_of(scenario_of(5'000, 2, 1, 20, 80), 1, 40).seconds == Approx(estimate_of(scenario_of(5'000, 2, 1, 20, 40), 1, -1).seconds));
}

TEST_CASE("Replicates take turns on the threads there are, each thread with worlds of its own", "[cli]") {
    const auto replicates = [](int count) { return scenario_of(5'000, 2, count, 20, 40); };
    const double one = living_seconds(replicates(1), 1);
    CHECK(living_seconds(replicates(4), 1) == Approx(4 * one));
    CHECK(living_seconds(replicates(4), 4) == Approx(one));
    CHECK(living_seconds(replicates(3), 2) == Approx(2 * one));  // the third has a thread to itself, and the other thread waits
    // Two threads each: what they cannot share takes as long as before.
    CHECK(living_seconds(replicates(2), 4) == Approx((1 - measured::week_shared_part / 2) * one));
    // Two worlds for each replicate that lives at the same time; the city is shared.
    const double further = 5'000 * measured::further_world_bytes;
    CHECK(world_bytes(replicates(4), 1) == Approx(world_bytes(replicates(1), 1)));
    CHECK(world_bytes(replicates(4), 2) == Approx(world_bytes(replicates(4), 1) + 2 * further));
    CHECK(world_bytes(replicates(4), 4) == Approx(world_bytes(replicates(4), 1) + 6 * further));
}

TEST_CASE("What is recorded takes memory until it is written, and room on disk", "[cli]") {
    const Estimate none = estimate_of(scenario_of(5'000, 2, 2, 20, 40), 1, 0);
    const Estimate recorded = estimate_of(scenario_of(5'000, 2, 2, 20, 40), 1, 40);
    CHECK(recorded.memory_bytes > none.memory_bytes);
    CHECK(recorded.disk_bytes > none.disk_bytes);
}
