// What a contrast costs the public purse and what it yields in QALYs, discounted; WELLBYs beside it.
#include <cmath>
#include <limits>

#include "base/maths.hpp"
#include "experiment/pooling.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

namespace {

constexpr double discount_rate = 0.035;       // a year, of costs and of QALYs alike
constexpr double low_threshold = 20'000;      // pounds per QALY
constexpr double high_threshold = 30'000;
constexpr double weeks_in_a_year = 52.18;
/// Day support 8 M, reablement 7 M, grants and carers 6 M of the 38 M that stand as one line: the part that the levers can reach.
constexpr double reached_part_of_other_support = 21.0 / 38.0;

struct Sums {
    double cost = 0, qalys = 0, wellbys = 0;
};

/// Money that is set aside and kept counts as not spent: what differs is outlay less growth of what lies unspent.
class Purse {
public:
    Purse(const Results& results, std::size_t regime, std::size_t run) : results_(results), regime_(regime), run_(run) {}
    [[nodiscard]] double extra_cost(std::size_t time) {
        const double unspent = extra("unspent_social_care", time);
        const double cost = extra("spend_social_care", time) + extra("spend_nhs", time) - (unspent - unspent_before_);
        unspent_before_ = unspent;
        return cost;
    }

private:
    [[nodiscard]] double extra(std::string_view measure, std::size_t time) const {
        const std::size_t m = measure_index(measure);
        return city_value(results_, m, regime_, run_, time) - city_value(results_, m, 0, run_, time);
    }
    const Results& results_;
    std::size_t regime_, run_;
    double unspent_before_ = 0;  ///< both worlds part with the same balance
};

/// One pair of runs up to a week.
Sums sums_of(const Results& results, std::size_t regime, std::size_t run, int last_week) {
    Sums sums;
    Purse purse(results, regime, run);
    int before = 0;
    for (std::size_t t = 0; t < results.weeks.size() && results.weeks[t] <= last_week; ++t) {
        const CohortSum& cohort = results.cohort_sums[results.cohort_sum_index(regime, run, t)];
        const double years = (results.weeks[t] - before) / weeks_in_a_year;
        const double worth = power(1 + discount_rate, -(results.weeks[t] + before) / 2.0 / weeks_in_a_year);
        sums.cost += purse.extra_cost(t) * worth;
        sums.qalys += (cohort.utility_other - cohort.utility_reference) * years * worth;
        sums.wellbys += (cohort.satisfaction_other - cohort.satisfaction_reference) * years * worth;
        before = results.weeks[t];
    }
    return sums;
}

/// Share of draws whose mean net benefit is above nothing at a threshold.
double favourable(const CostEffect& effect, const Results& results, double threshold) {
    if (results.draws < 2 || static_cast<int>(effect.seen.size()) != results.runs_of_regime()) return std::numeric_limits<double>::quiet_NaN();
    int above = 0;
    for (int draw = 0; draw < results.draws; ++draw) {
        double benefit = 0;
        for (int replicate = 0; replicate < results.replicates; ++replicate) {
            const auto& [cost, qalys] = effect.seen[static_cast<std::size_t>(draw * results.replicates + replicate)];
            benefit += threshold * qalys - cost;
        }
        above += benefit > 0 ? 1 : 0;
    }
    return static_cast<double>(above) / results.draws;
}

CostEffect effect_of(const Results& results, std::size_t regime, const std::string& window, int last_week) {
    CostEffect effect;
    effect.regime = results.regimes[regime];
    effect.window = window;
    for (std::size_t run = 0; run < static_cast<std::size_t>(results.runs_of_regime()); ++run) {
        const Sums sums = sums_of(results, regime, run, last_week);
        if (std::isnan(sums.cost) || std::isnan(sums.qalys)) continue;
        effect.seen.emplace_back(sums.cost, sums.qalys);
        effect.cost += sums.cost;
        effect.qalys += sums.qalys;
        effect.wellbys += sums.wellbys;
    }
    effect.pairs = static_cast<int>(effect.seen.size());
    const double pairs = effect.pairs > 0 ? effect.pairs : std::numeric_limits<double>::quiet_NaN();
    effect.cost /= pairs;
    effect.qalys /= pairs;
    effect.wellbys /= pairs;
    effect.net_low = low_threshold * effect.qalys - effect.cost;
    effect.net_high = high_threshold * effect.qalys - effect.cost;
    effect.favourable_low = favourable(effect, results, low_threshold);
    effect.favourable_high = favourable(effect, results, high_threshold);
    return effect;
}

}  // namespace

std::vector<CostEffect> cost_effects(const Results& results) {
    std::vector<CostEffect> effects;
    if (results.cohort_sums.empty()) return effects;
    for (std::size_t regime = 1; regime < results.regimes.size(); ++regime) {
        for (const auto& [window, last_week] : windows_of(results.weeks.empty() ? 0 : results.weeks.back())) effects.push_back(effect_of(results, regime, window, last_week));
    }
    return effects;
}

Reach reach_of_levers(const Place& place) {
    Reach reach;
    for (const StrandBudget& strand : place.strands) {
        if (strand.strand.starts_with("nhs") || strand.strand == "education" || strand.strand == "work") continue;
        reach.social_care += strand.pounds_per_year;
        for (const char* whole : {"older_care_homes", "home_care", "direct_payments", "adult_assessment"}) {
            if (strand.strand == whole) reach.levers += strand.pounds_per_year;
        }
        if (strand.strand == "other_adult_support") reach.levers += strand.pounds_per_year * reached_part_of_other_support;
    }
    return reach;
}

}  // namespace topsoil
