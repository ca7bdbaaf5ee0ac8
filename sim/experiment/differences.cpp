#include <algorithm>
#include <cmath>
#include <limits>

#include "experiment/pooling.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

namespace {

constexpr int fewest_for_interval = 10;     // fairness: no interval under ten
constexpr int fewest_draws_for_clear = 20;  // one in twenty may disagree

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// Of a sample of two or more.
double variance(const std::vector<double>& values) {
    const double centre = mean(values);
    double squares = 0;
    for (const double value : values) squares += (value - centre) * (value - centre);
    return squares / static_cast<double>(values.size() - 1);
}

/// Two-sided 95 % quantile of Student's t, for a table; exact to three digits from 9 degrees of freedom on.
double t_quantile(int degrees) {
    // Cornish-Fisher expansion of the normal quantile 1.95996.
    const double z = 1.959963985;
    const double n = degrees;
    const double z3 = z * z * z;
    const double z5 = z3 * z * z;
    const double z7 = z5 * z * z;
    return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

struct Window {
    const char* name;
    int first_week;
    int last_week;
};

/// City value of a measure over a window: flows as a yearly sum, stocks and shares as a mean over recordings.
double over_window(const Results& results, std::size_t measure, std::size_t regime, std::size_t run, const Window& window) {
    const MeasureSpec& spec = measure_catalogue()[measure];
    double sum = 0;
    int times = 0;
    int before = 0;
    int weeks = 0;
    for (std::size_t t = 0; t < results.weeks.size(); ++t) {
        const int week = results.weeks[t];
        if (week > window.first_week && week <= window.last_week) {
            sum += city_value(results, measure, regime, run, t);
            ++times;
            weeks += week - before;
        }
        before = week;
    }
    if (times == 0) return std::numeric_limits<double>::quiet_NaN();
    return spec.kind == MeasureKind::flow ? sum * 52.18 / weeks : sum / times;
}

/// The mean of each draw's pairs; without draws each pair stands for itself. And the spread within draws.
struct Units {
    std::vector<double> means;
    double within = std::numeric_limits<double>::quiet_NaN();  ///< variance of a pair's difference by chance alone
    double pairs_of_draw = 1;
};

Units units_of(const std::vector<std::vector<double>>& by_draw) {
    Units units;
    if (by_draw.size() == 1) {
        units.means = by_draw.front();
        if (units.means.size() > 1) units.within = variance(units.means);
        return units;
    }
    double squares = 0;
    double degrees = 0;
    double pairs = 0;
    for (const std::vector<double>& draw : by_draw) {
        if (draw.empty()) continue;
        units.means.push_back(mean(draw));
        pairs += static_cast<double>(draw.size());
        if (draw.size() < 2) continue;
        squares += variance(draw) * static_cast<double>(draw.size() - 1);
        degrees += static_cast<double>(draw.size() - 1);
    }
    if (degrees > 0) units.within = squares / degrees;
    if (!units.means.empty()) units.pairs_of_draw = pairs / static_cast<double>(units.means.size());
    return units;
}

/// "clear" is said of a primary outcome alone: nearly all draws of what is contested agree, and the difference is worth having.
std::string verdict_of(const Difference& line, const std::vector<double>& means) {
    if (line.smallest == 0 && line.largest == 0) return "no difference";
    if (static_cast<int>(means.size()) < fewest_for_interval) return line.draws > 1 ? "too few draws" : "too few replicates";
    const bool worth = line.worth_having > 0 && std::abs(line.difference) >= line.worth_having;
    if (line.primary && worth && line.draws >= fewest_draws_for_clear && line.agreeing >= 0.95) return "clear";
    return line.low > 0 || line.high < 0 ? "leaning" : "cannot tell";
}

/// Interval, spread by chance and by draws, and verdict from the pairs of each draw.
void judge(Difference& line, const std::vector<std::vector<double>>& by_draw) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Units units = units_of(by_draw);
    const auto n = static_cast<double>(units.means.size());
    line.low = line.high = line.parameter_sd = line.agreeing = nan;
    line.chance_sd = std::sqrt(units.within);
    line.difference = mean(units.means);
    if (line.draws > 1) {
        const auto agree = std::count_if(units.means.begin(), units.means.end(), [&](double d) { return d * line.difference > 0; });
        line.agreeing = static_cast<double>(agree) / n;
        if (n > 1) line.parameter_sd = std::sqrt(std::max(0.0, variance(units.means) - units.within / units.pairs_of_draw));
    }
    if (units.means.size() >= static_cast<std::size_t>(fewest_for_interval)) {
        const double half = t_quantile(static_cast<int>(units.means.size()) - 1) * std::sqrt(variance(units.means) / n);
        line.low = line.difference - half;
        line.high = line.difference + half;
    }
    line.verdict = verdict_of(line, units.means);
}

Difference compare(const Results& results, const Scenario& scenario, std::size_t measure, std::size_t reference, std::size_t other, const Window& window) {
    const MeasureSpec& spec = measure_catalogue()[measure];
    Difference line;
    line.measure = std::string(spec.name);
    line.unit = std::string(spec.unit);
    line.reference_regime = results.regimes[reference];
    line.regime = results.regimes[other];
    line.window = window.name;
    line.draws = results.draws;
    const auto declared = std::find(scenario.primary_outcomes.begin(), scenario.primary_outcomes.end(), line.measure);
    line.primary = declared != scenario.primary_outcomes.end();
    const auto rank = static_cast<std::size_t>(declared - scenario.primary_outcomes.begin());
    if (rank < scenario.smallest_differences.size()) line.worth_having = scenario.smallest_differences[rank];
    std::vector<std::vector<double>> by_draw(static_cast<std::size_t>(results.draws));
    std::vector<double> all;
    for (std::size_t run = 0; run < static_cast<std::size_t>(results.runs_of_regime()); ++run) {
        const double a = over_window(results, measure, reference, run, window);
        const double b = over_window(results, measure, other, run, window);
        if (std::isnan(a) || std::isnan(b)) continue;
        line.reference += a;
        line.other += b;
        by_draw[run / static_cast<std::size_t>(results.replicates)].push_back(b - a);
        all.push_back(b - a);
    }
    line.replicates = static_cast<int>(all.size());
    if (all.empty()) {
        line.reference = line.other = line.difference = line.low = line.high = line.smallest = line.largest = std::numeric_limits<double>::quiet_NaN();
        line.verdict = "no runs";
        return line;
    }
    line.reference /= static_cast<double>(all.size());
    line.other /= static_cast<double>(all.size());
    line.smallest = *std::min_element(all.begin(), all.end());
    line.largest = *std::max_element(all.begin(), all.end());
    judge(line, by_draw);
    return line;
}

}  // namespace

std::vector<std::pair<std::string, int>> windows_of(int last_week) {
    const int years = static_cast<int>(last_week / 52.18 + 0.5);
    std::vector<std::pair<std::string, int>> spans{{"year 1", 52}, {"years 1-3", 156}};
    std::erase_if(spans, [last_week](const auto& span) { return span.second >= last_week; });
    spans.emplace_back(years <= 1 ? "year 1" : "years 1-" + std::to_string(years), last_week);
    return spans;
}

std::vector<Difference> paired_differences(const Results& results, const Scenario& scenario, std::size_t reference) {
    std::vector<Difference> lines;
    for (std::size_t other = 0; other < results.regimes.size(); ++other) {
        if (other == reference) continue;
        for (const auto& [name, end] : windows_of(results.weeks.empty() ? 0 : results.weeks.back())) {
            const Window window{name.c_str(), 0, end};
            for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
                if (measure_catalogue()[m].axis == MeasureAxis::neighbourhood) lines.push_back(compare(results, scenario, m, reference, other, window));
            }
        }
    }
    return lines;
}

}  // namespace topsoil
