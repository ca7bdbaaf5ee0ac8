#include <cmath>

#include "catch.hpp"
#include "experiment/pooling.hpp"
#include "topsoil/experiment.hpp"

using namespace topsoil;

namespace {

/// One neighbourhood, two regimes, recorded after half a year and a year; nothing differs until a test says so.
struct Worked {
    explicit Worked(int replicates = 1, int draws = 1) {
        results.regimes = {"first", "second"};
        results.replicates = replicates;
        results.draws = draws;
        results.weeks = {26, 52};
        results.neighbourhoods = results.neighbourhood_ids = {"A"};
        results.groups = {"all"};
        const auto runs = static_cast<std::size_t>(results.runs_of_regime());
        for (std::size_t m = 0; m < measure_catalogue().size(); ++m) results.values.emplace_back(2 * runs * 2 * results.axis_size(m), 0.0);
        results.cohort_sums.assign(runs * 2, CohortSum{100, 80, 80, 700, 700});
    }
    void set(std::string_view measure, std::size_t regime, std::size_t run, std::size_t time, double value) {
        const std::size_t m = measure_index(measure);
        results.values[m][results.index(m, regime, run, time)] = value;
    }
    [[nodiscard]] CohortSum& cohort(std::size_t run, std::size_t time) { return results.cohort_sums[results.cohort_sum_index(1, run, time)]; }
    [[nodiscard]] CostEffect effect() const { return cost_effects(results).back(); }
    Results results;
};

double worth(double week) { return std::pow(1.035, -week / 52.18); }

}  // namespace

TEST_CASE("Where nothing differs nothing is gained, lost or paid", "[cost]") {
    const CostEffect effect = Worked().effect();
    CHECK(effect.cost == 0);
    CHECK(effect.qalys == 0);
    CHECK(effect.wellbys == 0);
    CHECK(effect.net_low == 0);
    CHECK(effect.pairs == 1);
    CHECK(effect.window == "year 1");
    CHECK(std::isnan(effect.favourable_low));
}

TEST_CASE("A hundred people with a hundredth more utility for a year, by hand", "[cost]") {
    Worked worked;
    for (const std::size_t t : {0U, 1U}) worked.cohort(0, t).utility_other = 81;
    const double qalys = 26 / 52.18 * (worth(13) + worth(39));
    CHECK(worked.effect().qalys == Approx(qalys));
    CHECK(worked.effect().net_low == Approx(20'000 * qalys));
    CHECK(worked.effect().net_high == Approx(30'000 * qalys));
    CHECK(worked.effect().wellbys == 0);
}

TEST_CASE("Money set aside and kept is not spent, and costs once it is", "[cost]") {
    Worked worked;
    // 100 less goes out in the first half year and lies in the strand; in the second it is spent.
    worked.set("unspent_social_care", 1, 0, 0, 100);
    worked.set("unspent_social_care", 1, 0, 1, 0);
    CHECK(worked.effect().cost == Approx(-100 * worth(13) + 100 * worth(39)));
    worked.set("spend_nhs", 1, 0, 1, 50);
    CHECK(worked.effect().cost == Approx(-100 * worth(13) + 150 * worth(39)));
}

TEST_CASE("WELLBYs stand beside QALYs and change no net benefit", "[cost]") {
    Worked worked;
    for (const std::size_t t : {0U, 1U}) worked.cohort(0, t).satisfaction_other = 710;
    CHECK(worked.effect().wellbys > 0);
    CHECK(worked.effect().qalys == 0);
    CHECK(worked.effect().net_high == 0);
}

TEST_CASE("Of four draws the share with a benefit is told, each draw by the mean of its pairs", "[cost]") {
    Worked worked(2, 4);
    for (std::size_t run = 0; run < 8; ++run) worked.cohort(run, 1).utility_other = run == 0 ? 70 : run < 2 ? 85 : 81;  // the first draw loses on the whole
    CHECK(worked.effect().favourable_low == Approx(0.75));
    CHECK(worked.effect().pairs == 8);
}

TEST_CASE("The levers of Sheffield reach about 196 of 500 million pounds", "[cost]") {
    const Reach reach = reach_of_levers(load_scenario("sheffield").place);
    CHECK(reach.levers / 1e6 == Approx(195.8).margin(0.1));
    CHECK(reach.social_care / 1e6 == Approx(499.8).margin(0.1));
}
