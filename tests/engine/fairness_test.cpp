// A regime is its levers: labels, order and neighbours in the run say nothing.
#include "catch.hpp"
#include "engine/digest.hpp"
#include "experiment/run_id.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

TEST_CASE("Two regimes with equal levers give equal towns in every one of sixty weeks, whatever they are called") {
    SmallTown town;
    town.live(20);
    const LeverVector tendered = shipped_levers("tendered");
    const LeverVector neutral = shipped_levers("neutral");
    REQUIRE(tendered == neutral);
    const auto one = town.branch(tendered);
    const auto other = town.branch(neutral);
    for (int week = 0; week < 60; ++week) {
        one->live_week();
        other->live_week();
        INFO("week " << week);
        REQUIRE(digest(one->world()) == digest(other->world()));
    }
}

TEST_CASE("A town lives as it would alone, whatever other regimes live beside it") {
    SmallTown alone;
    alone.live(10);
    const auto only = alone.branch(shipped_levers("tendered"));
    for (int week = 0; week < 30; ++week) only->live_week();

    SmallTown shared;
    shared.live(10);
    const auto gardening = shared.branch(shipped_levers("gardening"));
    const auto tendered = shared.branch(shipped_levers("tendered"));
    for (int week = 0; week < 30; ++week) {
        gardening->live_week();
        tendered->live_week();
    }
    REQUIRE(digest(tendered->world()) == digest(only->world()));
    REQUIRE(digest(gardening->world()) != digest(only->world()));
}

TEST_CASE("A run is known by its regime's levers and name, so that two regimes with equal levers are told apart, titles say nothing") {
    const Scenario scenario = load_scenario("small-town");
    Regime regime{"one", "A title", shipped_levers("tendered")};
    const Regime retitled{"one", "Another title", regime.levers};
    const Regime renamed{"other", "A title", regime.levers};
    REQUIRE(run_id(scenario, regime, 0) == run_id(scenario, retitled, 0));
    REQUIRE(run_id(scenario, regime, 0) != run_id(scenario, renamed, 0));
    REQUIRE(run_id(scenario, regime, 0).size() == 16);
    REQUIRE(run_id(scenario, regime, 0) != run_id(scenario, regime, 1));
    for (std::size_t lever = 0; lever < lever_count; ++lever) {
        Regime changed = regime;
        changed.levers.values[lever] += 1;
        INFO(lever_catalogue()[lever].name);
        REQUIRE(run_id(scenario, changed, 0) != run_id(scenario, regime, 0));
    }
}

TEST_CASE("A run is another where its seed, length, people or any parameter differ") {
    const Scenario scenario = load_scenario("small-town");
    const Regime& regime = scenario.regimes[0];
    const std::string id = run_id(scenario, regime, 0);
    const auto differs = [&](auto&& change) {
        Scenario other = scenario;
        change(other);
        return run_id(other, regime, 0) != id;
    };
    REQUIRE(!differs([](Scenario& other) { other.title = "Another title"; }));
    REQUIRE(differs([](Scenario& other) { ++other.seed; }));
    REQUIRE(differs([](Scenario& other) { ++other.weeks; }));
    REQUIRE(differs([](Scenario& other) { ++other.burn_in_weeks; }));
    REQUIRE(differs([](Scenario& other) { ++other.place.population; }));
    REQUIRE(differs([](Scenario& other) { other.status_quo.levers.values[0] += 1; }));
    for (const ParameterEntry& entry : parameter_catalogue()) {
        INFO(entry.key());
        REQUIRE(differs([&](Scenario& other) { other.parameters.set(entry.key(), entry.spec.value + 0.125); }));
    }
}

TEST_CASE("Each replicate has luck of its own, the same under every regime") {
    REQUIRE(replicate_seed(1, 0) != replicate_seed(1, 1));
    REQUIRE(replicate_seed(1, 0) != replicate_seed(2, 0));
    REQUIRE(replicate_seed(1, 5) == replicate_seed(1, 5));
}
