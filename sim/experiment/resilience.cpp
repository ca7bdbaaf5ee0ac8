#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "experiment/pooling.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

namespace {

constexpr int weeks_before = 26;
constexpr int weeks_after = 52;
constexpr double near_enough = 0.1;  // of the depth: what counts as recovered
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Recordings of a run in some weeks.
struct Span {
    std::size_t first = 0, last = 0;  ///< [first, last)
    [[nodiscard]] bool empty() const { return first >= last; }
};

Span recordings(const Results& results, int from, int until) {
    const auto at = [&](int week) { return static_cast<std::size_t>(std::upper_bound(results.weeks.begin(), results.weeks.end(), week) - results.weeks.begin()); };
    return {at(from), at(until)};
}

template <class Value>
double mean_over(Span span, Value&& value) {
    double sum = 0;
    for (std::size_t t = span.first; t < span.last; ++t) sum += value(t);
    return span.empty() ? nan : sum / static_cast<double>(span.last - span.first);
}

/// One history's answer to a shock.
struct Answer {
    double before = nan, depth = nan, recovery = nan, worst_tenth = nan;
};

/// The tenth of neighbourhoods that went farthest the way the city went, each against its own half year before.
double worst_tenth(const Results& results, std::size_t measure, std::size_t regime, std::size_t replicate, Span before, std::size_t peak, bool upwards) {
    std::vector<double> moved;
    for (std::size_t n = 0; n < results.axis_size(measure); ++n) {
        const auto value = [&](std::size_t t) { return results.values[measure][results.index(measure, regime, replicate, t) + n]; };
        const double change = value(peak) - mean_over(before, value);
        if (std::isfinite(change)) moved.push_back(upwards ? change : -change);
    }
    if (moved.empty()) return nan;
    std::sort(moved.begin(), moved.end(), std::greater<>());
    const std::size_t tenth = std::max<std::size_t>(1, moved.size() / 10);
    double sum = 0;
    for (std::size_t i = 0; i < tenth; ++i) sum += moved[i];
    return (upwards ? 1 : -1) * sum / static_cast<double>(tenth);
}

Answer answer_to(const Shock& shock, const Results& results, std::size_t measure, std::size_t regime, std::size_t replicate) {
    const Span before = recordings(results, shock.week - weeks_before, shock.week);
    const Span after = recordings(results, shock.week, shock.week + shock.weeks + weeks_after);
    Answer answer;
    if (before.empty() || after.empty()) return answer;
    const auto value = [&](std::size_t t) { return city_value(results, measure, regime, replicate, t); };
    answer.before = mean_over(before, value);
    std::size_t peak = after.first;
    for (std::size_t t = after.first; t < after.last; ++t) {
        if (std::abs(value(t) - answer.before) > std::abs(value(peak) - answer.before)) peak = t;
    }
    answer.depth = value(peak) - answer.before;
    answer.worst_tenth = worst_tenth(results, measure, regime, replicate, before, peak, answer.depth > 0);
    for (std::size_t t = peak; t + 1 < results.weeks.size(); ++t) {
        const double most = near_enough * std::abs(answer.depth);
        if (std::abs(value(t) - answer.before) > most || std::abs(value(t + 1) - answer.before) > most) continue;
        answer.recovery = results.weeks[t] - shock.week;
        break;
    }
    return answer;
}

/// Mean of what is known.
class Mean {
public:
    void add(double value) {
        if (!std::isfinite(value)) return;
        sum_ += value;
        ++count_;
    }
    [[nodiscard]] double value() const { return count_ > 0 ? sum_ / count_ : nan; }
    [[nodiscard]] int count() const { return count_; }

private:
    double sum_ = 0;
    int count_ = 0;
};

}  // namespace

std::vector<Resilience> resilience(const Results& results, const Scenario& scenario) {
    std::vector<Resilience> rows;
    for (const Shock& shock : scenario.shocks) {
        for (const std::string& outcome : scenario.primary_outcomes) {
            const auto spec = std::find_if(measure_catalogue().begin(), measure_catalogue().end(), [&](const MeasureSpec& one) { return one.name == outcome; });
            if (spec == measure_catalogue().end() || spec->axis != MeasureAxis::neighbourhood) continue;
            const auto measure = static_cast<std::size_t>(spec - measure_catalogue().begin());
            for (std::size_t regime = 0; regime < results.regimes.size(); ++regime) {
                Mean before, depth, recovery, tenth;
                for (int run = 0; run < results.runs_of_regime(); ++run) {
                    const Answer answer = answer_to(shock, results, measure, regime, static_cast<std::size_t>(run));
                    before.add(answer.before);
                    depth.add(answer.depth);
                    recovery.add(answer.recovery);
                    tenth.add(answer.worst_tenth);
                }
                const std::string name = std::string(shock_catalogue()[static_cast<std::size_t>(shock.kind)].name) + ", week " + std::to_string(shock.week);
                rows.push_back({name, outcome, std::string(spec->unit), results.regimes[regime], before.value(), depth.value(), recovery.value(), recovery.count(), tenth.value(), depth.count()});
            }
        }
    }
    return rows;
}

}  // namespace topsoil
