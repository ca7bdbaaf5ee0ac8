#include "experiment/pooling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "catch.hpp"
#include "io/small_results.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// The first measure by neighbourhood that is pooled in this way; the size of the catalogue if there is none.
std::size_t first_pooled(Pooling pooling) {
    const auto& all = measure_catalogue();
    const auto found = std::find_if(all.begin(), all.end(), [&](const MeasureSpec& spec) {
        return spec.pooling == pooling && spec.axis == MeasureAxis::neighbourhood && spec.name != "population";
    });
    return static_cast<std::size_t>(found - all.begin());
}

/// Puts four neighbourhood values at the first time of the first run.
void set_row(Results& results, std::size_t measure, std::initializer_list<double> values) {
    std::copy(values.begin(), values.end(), results.values[measure].begin());
}

}  // namespace

TEST_CASE("A measure is found by its name, and an unknown name is told") {
    CHECK(measure_catalogue()[measure_index("population")].name == "population");
    CHECK_THROWS_AS(measure_index("populatoin"), std::out_of_range);
}

TEST_CASE("Every cell of results has its own place, runs one after another") {
    const auto results = small_results();
    const auto population = measure_index("population");
    CHECK(results.axis_size(population) == 4);
    CHECK(results.index(population, 0, 0, 0) == 0);
    CHECK(results.index(population, 0, 0, 2) == 8);
    CHECK(results.index(population, 0, 1, 0) == 12);
    CHECK(results.index(population, 1, 0, 1) == 28);
    CHECK(results.values[population][results.index(population, 1, 0, 1) + 2] == made_up_value(population, 1, 0, 1, 2));
}

TEST_CASE("The city value of a measure that adds up is the sum of its neighbourhoods") {
    auto results = small_results();
    const auto measure = first_pooled(Pooling::sum);
    REQUIRE(measure < measure_catalogue().size());
    set_row(results, measure, {1, 2, 4, 8});
    CHECK(city_value(results, measure, 0, 0, 0) == 15);
}

TEST_CASE("The city value of a mean counts neighbourhoods by their people") {
    auto results = small_results();
    const auto measure = first_pooled(Pooling::population_mean);
    if (measure == measure_catalogue().size()) {
        WARN("SKIPPED: no measure of this build is pooled so");
        return;
    }
    set_row(results, measure_index("population"), {100, 300, 0, 600});
    set_row(results, measure, {1, 2, missing, 3});
    CHECK(city_value(results, measure, 0, 0, 0) == Approx((100 * 1 + 300 * 2 + 600 * 3) / 1000.0));
}

TEST_CASE("The city value of a ratio counts neighbourhoods by the measure it names, and is unknown without any") {
    auto results = small_results();
    const auto measure = first_pooled(Pooling::ratio);
    if (measure == measure_catalogue().size()) {
        WARN("SKIPPED: no measure of this build is pooled so");
        return;
    }
    const auto weight = measure_index(measure_catalogue()[measure].weight);
    set_row(results, weight, {10, 0, 30, 0});
    set_row(results, measure, {0.5, missing, 0.1, 77});
    CHECK(city_value(results, measure, 0, 0, 0) == Approx((10 * 0.5 + 30 * 0.1) / 40));
    set_row(results, weight, {0, 0, 0, 0});
    CHECK(std::isnan(city_value(results, measure, 0, 0, 0)));
}

TEST_CASE("A missing run has no city value, nor has a measure by group or account") {
    const auto results = small_results();
    for (std::size_t measure = 0; measure < measure_catalogue().size(); ++measure) {
        const bool by_group = measure_catalogue()[measure].axis != MeasureAxis::neighbourhood;
        CHECK(std::isnan(city_value(results, measure, 1, 1, 0)));
        CHECK(std::isnan(city_value(results, measure, 0, 0, 0)) == by_group);
    }
}
