#include <algorithm>
#include <set>

#include "catch.hpp"
#include "experiment/experiment_help.hpp"
#include "experiment/run_id.hpp"

using namespace topsoil;

namespace {

std::vector<std::size_t> contested() {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < parameter_catalogue().size(); ++i) {
        if (parameter_catalogue()[i].spec.contested) found.push_back(i);
    }
    return found;
}

Scenario drawing(int draws) {
    Scenario scenario = short_scenario(1);
    scenario.draws = draws;
    return scenario;
}

}  // namespace

TEST_CASE("Every contested range contains the value that means no such effect, and none is drawn in making the city", "[contested]") {
    REQUIRE(contested().size() >= 15);
    for (const std::size_t i : contested()) {
        const ParameterEntry& entry = parameter_catalogue()[i];
        INFO(entry.key());
        CHECK(entry.spec.low <= entry.spec.null_value);
        CHECK(entry.spec.null_value <= entry.spec.high);
        CHECK(entry.spec.low <= entry.spec.tendering_value());
        CHECK(entry.spec.tendering_value() <= entry.spec.high);
        CHECK(entry.mechanism != "city");  // the city is made once for all draws
    }
}

TEST_CASE("Three columns: contested effects at their default, at nothing, and where tendering likes them", "[contested]") {
    ParameterSet parameters;
    CHECK(contested_column(parameters) == "default");
    set_contested(parameters, ContestedColumn::null);
    CHECK(contested_column(parameters) == "null");
    for (const std::size_t i : contested()) CHECK(parameters.values()[i] == parameter_catalogue()[i].spec.null_value);
    set_contested(parameters, ContestedColumn::tendering);
    CHECK(contested_column(parameters) == "tendering");
    CHECK(parameters.get("outcomes.quality_care_home") == 0.05);
    CHECK(parameters.get("workforce.wage_elasticity") == 0);
    parameters.set("workforce.wage_elasticity", 1.5);
    CHECK(contested_column(parameters) == "mixed");
    set_contested(parameters, ContestedColumn::standard);
    CHECK(parameters == ParameterSet());
}

TEST_CASE("What nobody contests keeps its value in every column and every draw", "[contested]") {
    const Scenario scenario = drawing(3);
    for (const ContestedColumn column : {ContestedColumn::null, ContestedColumn::tendering}) {
        ParameterSet parameters;
        set_contested(parameters, column);
        for (std::size_t i = 0; i < parameter_catalogue().size(); ++i) {
            if (parameter_catalogue()[i].spec.contested) continue;
            CHECK(parameters.values()[i] == parameter_catalogue()[i].spec.value);
            CHECK(drawn_parameters(scenario, 2).values()[i] == parameter_catalogue()[i].spec.value);
        }
    }
}

TEST_CASE("Draws lie in their range, and their mean is that of a triangle with its peak at the value set", "[contested]") {
    const Scenario scenario = drawing(2000);
    std::vector<double> sums(parameter_catalogue().size(), 0);
    for (int draw = 0; draw < 2000; ++draw) {
        const ParameterSet drawn = drawn_parameters(scenario, draw);
        for (const std::size_t i : contested()) {
            const ParameterSpec& spec = parameter_catalogue()[i].spec;
            REQUIRE(drawn.values()[i] >= spec.low);
            REQUIRE(drawn.values()[i] <= spec.high);
            sums[i] += drawn.values()[i];
        }
    }
    for (const std::size_t i : contested()) {
        const ParameterSpec& spec = parameter_catalogue()[i].spec;
        INFO(parameter_catalogue()[i].key());
        CHECK(sums[i] / 2000 == Approx((spec.low + spec.value + spec.high) / 3).margin(4 * 0.24 * (spec.high - spec.low) / std::sqrt(2000)));
    }
}

TEST_CASE("Two contested effects are drawn apart, and more draws leave those before as they were", "[contested]") {
    const Scenario few = drawing(2);
    const Scenario many = drawing(50);
    CHECK(drawn_parameters(few, 1) == drawn_parameters(many, 1));
    CHECK(run_id(few, few.regimes[0], 0, 1) == run_id(many, many.regimes[0], 0, 1));
    CHECK_FALSE(drawn_parameters(few, 0) == drawn_parameters(few, 1));
    const ParameterSet drawn = drawn_parameters(few, 0);
    std::set<double> places;
    for (const std::size_t i : contested()) places.insert((drawn.values()[i] - parameter_catalogue()[i].spec.low) / (parameter_catalogue()[i].spec.high - parameter_catalogue()[i].spec.low));
    CHECK(places.size() == contested().size());
}

TEST_CASE("Draw and replicate are told apart in runs, and each has an identity of its own", "[contested]") {
    Scenario scenario = drawing(2);
    scenario.replicates = 2;
    const Experiment experiment = run_experiment(scenario, with_threads(2));
    const Results& results = experiment.results;
    CHECK(results.draws == 2);
    CHECK(results.runs_of_regime() == 4);
    REQUIRE(results.runs.size() == 8);
    std::set<std::string> ids;
    for (const RunRecord& run : results.runs) {
        ids.insert(run.run_id);
        Scenario alone = scenario;
        alone.parameters = drawn_parameters(scenario, run.draw);
        CHECK(run.run_id == run_id(alone, scenario.regimes[run.regime == scenario.regimes[0].name ? 0 : 1], run.replicate, run.draw));
    }
    CHECK(ids.size() == 8);
    CHECK(results.runs[0].draw == 0);
    CHECK(results.runs.back().draw == 1);
    CHECK(results.runs[0].seed == results.runs[4].seed);  // replicate 0 of either draw meets the same luck
    CHECK(results.runs[0].digest != results.runs[4].digest);
}

TEST_CASE("A draw is what a run with those values written out would be", "[contested]") {
    const Scenario scenario = drawing(1);
    Scenario written = scenario;
    written.draws = 0;
    written.parameters = drawn_parameters(scenario, 0);
    CHECK(run_experiment(scenario, with_threads(1)).results.runs.front().digest == run_experiment(written, with_threads(1)).results.runs.front().digest);
}
