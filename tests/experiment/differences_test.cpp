#include <cmath>
#include <limits>

#include "catch.hpp"
#include "experiment/pooling.hpp"
#include "topsoil/experiment.hpp"

using namespace topsoil;

namespace {

/// Two neighbourhoods, one reference and one other regime, everything zero, so that a test writes what it compares.
struct Worked {
    Worked(int replicates, std::vector<int> weeks) {
        results.regimes = {"first", "second"};
        results.replicates = replicates;
        results.weeks = std::move(weeks);
        results.neighbourhoods = results.neighbourhood_ids = {"A", "B"};
        results.groups = {"all"};
        for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
            results.values.emplace_back(2 * static_cast<std::size_t>(replicates) * results.weeks.size() * results.axis_size(m), 0.0);
        }
        scenario.primary_outcomes = {"unmet_hours"};
    }
    /// Both neighbourhoods at one time of one run.
    void set(std::string_view measure, std::size_t regime, int replicate, std::size_t time, double a, double b) {
        const std::size_t m = measure_index(measure);
        const std::size_t at = results.index(m, regime, static_cast<std::size_t>(replicate), time);
        results.values[m][at] = a;
        results.values[m][at + 1] = b;
    }
    [[nodiscard]] Difference line(std::string_view measure, const std::string& window = "") const {
        for (const Difference& one : paired_differences(results, scenario)) {
            if (one.measure == measure && (window.empty() || one.window == window)) return one;
        }
        FAIL("no line for " << measure << " in " << window);
        return {};
    }
    Results results;
    Scenario scenario;
};

/// Ten replicates whose paired differences in the number of carers are 1, 2 ... 10, whatever the level of each.
Worked one_to_ten(int replicates = 10) {
    Worked worked(replicates, {52});
    for (int r = 0; r < replicates; ++r) {
        worked.set("carers", 0, r, 0, 100 * r, 7);
        worked.set("carers", 1, r, 0, 100 * r + 1 + r, 7);
    }
    return worked;
}

}  // namespace

TEST_CASE("The interval of ten paired differences is Student's, by hand") {
    const Difference line = one_to_ten().line("carers");
    CHECK(line.replicates == 10);
    CHECK(line.difference == Approx(5.5));
    CHECK(line.reference == Approx(450 + 7));
    CHECK(line.other == Approx(455.5 + 7));
    // Standard deviation 3.02765, of the mean 0.957427; t of 9 degrees is 2.262157: 2.16585 either way.
    CHECK(line.low == Approx(5.5 - 2.16585).margin(0.005));
    CHECK(line.high == Approx(5.5 + 2.16585).margin(0.005));
    CHECK(line.smallest == Approx(1));
    CHECK(line.largest == Approx(10));
    CHECK(line.verdict == "leaning");
    CHECK(line.regime == "second");
}

TEST_CASE("The interval narrows to the normal one with many replicates") {
    constexpr int n = 200;
    Worked worked(n, {52});
    for (int r = 0; r < n; ++r) worked.set("carers", 1, r, 0, r % 2 == 0 ? 1 : -1, 0);
    const Difference line = worked.line("carers");
    // Spread sqrt(200 / 199); t of 199 degrees is 1.971957.
    CHECK(line.high == Approx(1.971957 * std::sqrt(1.0 / 199)).epsilon(1e-4));
    CHECK(line.low == Approx(-line.high));
    CHECK(line.verdict == "cannot tell");
}

TEST_CASE("Under ten replicates there is no interval and no verdict") {
    const Difference line = one_to_ten(9).line("carers");
    CHECK(line.difference == Approx(5));
    CHECK(std::isnan(line.low));
    CHECK(std::isnan(line.high));
    CHECK(line.verdict == "too few replicates");
}

TEST_CASE("Worlds that do not differ at all say so, even under ten replicates") {
    CHECK(Worked(2, {52}).line("carers").verdict == "no difference");
    CHECK(Worked(12, {52}).line("carers").verdict == "no difference");
}

TEST_CASE("A flow is told as a year's sum, a stock as the mean of what was recorded") {
    Worked worked(1, {4, 8});
    worked.set("unmet_hours", 0, 0, 0, 10, 20);
    worked.set("unmet_hours", 0, 0, 1, 30, 20);
    worked.set("unmet_hours", 1, 0, 0, 10, 20);
    worked.set("unmet_hours", 1, 0, 1, 30, 28);
    worked.set("carers", 0, 0, 0, 4, 6);
    worked.set("carers", 0, 0, 1, 14, 6);
    const Difference flow = worked.line("unmet_hours");
    // 80 hours in eight weeks, 52.18 weeks a year.
    CHECK(flow.reference == Approx(80 * 52.18 / 8));
    CHECK(flow.difference == Approx(8 * 52.18 / 8));
    CHECK(flow.primary);
    CHECK(worked.line("carers").reference == Approx(15));
    CHECK_FALSE(worked.line("carers").primary);
}

TEST_CASE("A share of the town counts neighbourhoods by their people before it is compared") {
    Worked worked(1, {52});
    for (std::size_t regime = 0; regime < 2; ++regime) worked.set("population", regime, 0, 0, 300, 100);
    worked.set("lonely_share", 0, 0, 0, 0.1, 0.1);
    worked.set("lonely_share", 1, 0, 0, 0.1, 0.3);
    CHECK(worked.line("lonely_share").difference == Approx(0.05));
}

TEST_CASE("One, three and all years are told apart, each from the weeks it holds") {
    std::vector<int> weeks;
    for (int week = 52; week <= 208; week += 52) weeks.push_back(week);
    Worked worked(1, weeks);
    for (std::size_t t = 0; t < 4; ++t) worked.set("carers", 1, 0, t, static_cast<double>(t + 1), 0);
    CHECK(worked.line("carers", "year 1").difference == Approx(1));
    CHECK(worked.line("carers", "years 1-3").difference == Approx(2));
    CHECK(worked.line("carers", "years 1-4").difference == Approx(2.5));
    for (const Difference& line : paired_differences(worked.results, worked.scenario)) CHECK(measure_catalogue()[measure_index(line.measure)].axis == MeasureAxis::neighbourhood);
}

TEST_CASE("A run that is missing takes its pair with it, and only its pair") {
    Worked worked = one_to_ten(11);
    worked.set("carers", 1, 10, 0, std::numeric_limits<double>::quiet_NaN(), 7);
    const Difference line = worked.line("carers");
    CHECK(line.replicates == 10);
    CHECK(line.difference == Approx(5.5));
    CHECK(line.reference == Approx(457));
    for (int r = 0; r < 11; ++r) worked.set("carers", 0, r, 0, std::numeric_limits<double>::quiet_NaN(), 7);
    const Difference none = worked.line("carers");
    CHECK(none.replicates == 0);
    CHECK(none.verdict == "no runs");
    CHECK(std::isnan(none.difference));
}

TEST_CASE("Swapping the regimes turns every difference round") {
    Worked one_way = one_to_ten();
    Worked other_way = one_to_ten();
    const std::size_t m = measure_index("carers");
    auto& values = other_way.results.values[m];
    std::swap_ranges(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    CHECK(other_way.line("carers").difference == Approx(-one_way.line("carers").difference));
    CHECK(other_way.line("carers").low == Approx(-one_way.line("carers").high));
}

namespace {

/// Carers over fifty hours, by draw: its mean difference, its two replicates one apart.
Worked drawn(const std::vector<double>& means) {
    Worked worked(2 * static_cast<int>(means.size()), {52});
    worked.results.replicates = 2;
    worked.results.draws = static_cast<int>(means.size());
    worked.scenario.primary_outcomes = {"carers_over_50h"};
    worked.scenario.smallest_differences = {10};
    for (std::size_t k = 0; k < means.size(); ++k) {
        worked.set("carers_over_50h", 1, static_cast<int>(2 * k), 0, means[k] - 0.5, 0);
        worked.set("carers_over_50h", 1, static_cast<int>(2 * k + 1), 0, means[k] + 0.5, 0);
    }
    return worked;
}

std::vector<double> twenty_with(double one) {
    std::vector<double> means(20, 12);
    means.front() = one;
    return means;
}

}  // namespace

TEST_CASE("With draws the draw is the unit, and chance is told apart from parameters, by hand") {
    std::vector<double> means;
    for (int k = 1; k <= 10; ++k) means.push_back(k);
    const Difference line = drawn(means).line("carers_over_50h");
    CHECK(line.draws == 10);
    CHECK(line.replicates == 20);
    CHECK(line.difference == Approx(5.5));
    CHECK(line.chance_sd == Approx(std::sqrt(0.5)));                  // two replicates one apart
    CHECK(line.parameter_sd == Approx(std::sqrt(9.166667 - 0.25)));   // of the draws' means, less half of chance
    CHECK(line.high == Approx(5.5 + 2.16585).margin(0.005));          // as ten pairs 1 to 10 would have
    CHECK(line.agreeing == 1);
    CHECK(line.verdict == "leaning");                                 // ten draws are too few for clear, and 5.5 is not worth having
}

TEST_CASE("Clear is said of a primary outcome when 95 of 100 draws agree on a difference worth having") {
    CHECK(drawn(twenty_with(12)).line("carers_over_50h").verdict == "clear");
    CHECK(drawn(twenty_with(-1)).line("carers_over_50h").verdict == "clear");
    std::vector<double> two_disagree = twenty_with(-1);
    two_disagree.back() = -1;
    CHECK(drawn(two_disagree).line("carers_over_50h").verdict == "leaning");
    CHECK(drawn(std::vector<double>(20, 9.9)).line("carers_over_50h").verdict == "leaning");
    CHECK(drawn(std::vector<double>(19, 12)).line("carers_over_50h").verdict == "leaning");
}

TEST_CASE("Where no smallest difference is declared, or the outcome is not primary, nothing is clear") {
    Worked worked = drawn(twenty_with(12));
    worked.scenario.smallest_differences = {0};
    CHECK(worked.line("carers_over_50h").verdict == "leaning");
    worked.scenario.smallest_differences = {};
    CHECK(worked.line("carers_over_50h").verdict == "leaning");
    worked.scenario.primary_outcomes = {"unmet_hours"};
    worked.scenario.smallest_differences = {1};
    CHECK(worked.line("carers_over_50h").verdict == "leaning");
}

TEST_CASE("Nine draws of many replicates make no interval") {
    const Difference line = drawn(std::vector<double>(9, 12)).line("carers_over_50h");
    CHECK(std::isnan(line.low));
    CHECK(line.verdict == "too few draws");
}

TEST_CASE("Any regime may be the reference, and the difference turns its sign") {
    const Worked worked = one_to_ten();
    for (const Difference& line : paired_differences(worked.results, worked.scenario, 1)) {
        if (line.measure != "carers") continue;
        CHECK(line.reference_regime == "second");
        CHECK(line.regime == "first");
        CHECK(line.difference == Approx(-5.5));
    }
}
