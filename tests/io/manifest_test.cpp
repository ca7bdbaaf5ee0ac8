#include "io/manifest.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "io/small_results.hpp"
#include "topsoil/version.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

constexpr std::chrono::sys_seconds new_year{std::chrono::seconds{1767225600}};  // 2026-01-01T00:00:00Z

Experiment small_experiment() {
    Experiment experiment;
    experiment.results = small_results();
    experiment.cost.peak_bytes = 1'234'567'890'123;
    experiment.cost.bytes_per_citizen = {{"identity", 12.5}, {"ties shared", 60}};
    return experiment;
}

nlohmann::json manifest_of(const Scenario& scenario) {
    return nlohmann::json::parse(manifest_json(small_experiment(), scenario, {{"results.nc", "everything"}}, new_year));
}

}  // namespace

TEST_CASE("The manifest says which program made the folder, when and from what") {
    const auto manifest = manifest_of(small_scenario());
    CHECK(manifest["written"] == "2026-01-01T00:00:00Z");
    CHECK(manifest["topsoil"]["version"] == version());
    CHECK(manifest["topsoil"]["model_version"] == model_version());
    CHECK(manifest["scenario"]["name"] == "small");
    CHECK(manifest["scenario"]["seed"] == std::to_string(default_seed));
    CHECK(manifest["place"]["slug"] == "nowhere");
    CHECK(manifest["place"]["attribution"] == "Made up");
    CHECK(manifest["files"][0]["name"] == "results.nc");
}

TEST_CASE("The manifest lists every run with a seed of 64 bits unharmed") {
    const auto runs = manifest_of(small_scenario())["runs"];
    REQUIRE(runs.size() == 3);
    CHECK(runs[1]["run_id"] == "bbbb");
    CHECK(runs[1]["regime"] == "tendered");
    CHECK(runs[1]["replicate"] == 1);
    CHECK(runs[1]["seed"] == "18446744073709551615");
    CHECK(runs[1]["digest"] == "0123456789abcdf0");
    CHECK(runs[1]["status"] == "done");
    CHECK(runs[1]["wall_seconds"] == 1.25);
}

TEST_CASE("The manifest keeps the cost block as measured") {
    const auto cost = manifest_of(small_scenario())["cost"];
    CHECK(cost["peak_bytes"] == 1'234'567'890'123);
    CHECK(cost["bytes_per_citizen"]["identity"] == 12.5);
}

TEST_CASE("Every regime of the manifest gives a value for every lever") {
    const auto regimes = manifest_of(small_scenario())["regimes"];
    REQUIRE(regimes.size() == 2);
    CHECK(regimes[1]["title"] == "Gardened");
    REQUIRE(regimes[1]["levers"].size() == lever_catalogue().size());
    for (const LeverSpec& spec : lever_catalogue()) {
        const auto& value = regimes[1]["levers"][std::string(spec.name)];
        CHECK((spec.choices.empty() ? value.is_number() : value.is_string()));
    }
}

TEST_CASE("The manifest names only the parameters that are not at their default") {
    CHECK(manifest_of(small_scenario())["parameters"]["not_at_default"].empty());
    const ParameterEntry& entry = parameter_catalogue().front();
    auto scenario = small_scenario();
    scenario.parameters.set(entry.key(), entry.spec.value + 1);
    const auto changed = manifest_of(scenario)["parameters"]["not_at_default"];
    REQUIRE(changed.size() == 1);
    CHECK(changed[0]["key"] == entry.key());
    CHECK(changed[0]["value"] == entry.spec.value + 1);
    CHECK(changed[0]["default"] == entry.spec.value);
}

TEST_CASE("Parameter sets have one hash if and only if they agree, down to the last bit of a value") {
    ParameterSet one;
    ParameterSet other;
    CHECK(parameter_hash(one) == parameter_hash(other));
    const ParameterEntry& entry = parameter_catalogue().back();
    other.set(entry.key(), std::nextafter(entry.spec.value, 1e9));
    CHECK(parameter_hash(one) != parameter_hash(other));
}

TEST_CASE("The manifest has a hash of what was fitted, which a parameter that was not fitted leaves as it is") {
    const std::string fitted = manifest_of(small_scenario())["parameters"]["fitted_hash"];
    CHECK(fitted.size() == 16);
    auto scenario = small_scenario();
    scenario.parameters.set("contracts.margin", 0.1);
    CHECK(manifest_of(scenario)["parameters"]["fitted_hash"] == fitted);
    CHECK(manifest_of(scenario)["parameters"]["hash"] != manifest_of(small_scenario())["parameters"]["hash"]);
    scenario.parameters.set("need.onset_scale", 1.1);
    CHECK(manifest_of(scenario)["parameters"]["fitted_hash"] != fitted);
}
