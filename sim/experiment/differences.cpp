#include <algorithm>
#include <cmath>
#include <limits>

#include "experiment/pooling.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

namespace {

constexpr int replicates_for_interval = 10;  // fairness: no interval under ten

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
double over_window(const Results& results, std::size_t measure, std::size_t regime, std::size_t replicate, const Window& window) {
    const MeasureSpec& spec = measure_catalogue()[measure];
    double sum = 0;
    int times = 0;
    int before = 0;
    int weeks = 0;
    for (std::size_t t = 0; t < results.weeks.size(); ++t) {
        const int week = results.weeks[t];
        if (week > window.first_week && week <= window.last_week) {
            sum += city_value(results, measure, regime, replicate, t);
            ++times;
            weeks += week - before;
        }
        before = week;
    }
    if (times == 0) return std::numeric_limits<double>::quiet_NaN();
    return spec.kind == MeasureKind::flow ? sum * 52.18 / weeks : sum / times;
}

/// "clear" needs a stated smallest difference and draws of the contested effects, which this build does not make: it leans at most.
std::string verdict_of(const std::vector<double>& differences, double low, double high) {
    if (std::all_of(differences.begin(), differences.end(), [](double d) { return d == 0; })) return "no difference";
    if (static_cast<int>(differences.size()) < replicates_for_interval) return "too few replicates";
    return low > 0 || high < 0 ? "leaning" : "cannot tell";
}

Difference compare(const Results& results, const Scenario& scenario, std::size_t measure, std::size_t other, const Window& window) {
    const MeasureSpec& spec = measure_catalogue()[measure];
    Difference line;
    line.measure = std::string(spec.name);
    line.unit = std::string(spec.unit);
    line.regime = results.regimes[other];
    line.window = window.name;
    std::vector<double> differences;
    for (std::size_t r = 0; r < static_cast<std::size_t>(results.replicates); ++r) {
        const double a = over_window(results, measure, 0, r, window);
        const double b = over_window(results, measure, other, r, window);
        if (std::isnan(a) || std::isnan(b)) continue;
        line.reference += a;
        line.other += b;
        differences.push_back(b - a);
    }
    const auto n = static_cast<double>(differences.size());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    line.low = line.high = line.smallest = line.largest = line.difference = nan;
    line.replicates = static_cast<int>(differences.size());
    line.primary = std::find(scenario.primary_outcomes.begin(), scenario.primary_outcomes.end(), line.measure) != scenario.primary_outcomes.end();
    if (differences.empty()) {
        line.reference = line.other = nan;
        line.verdict = "no runs";
        return line;
    }
    line.reference /= n;
    line.other /= n;
    line.difference = 0;
    for (const double d : differences) line.difference += d / n;
    line.smallest = *std::min_element(differences.begin(), differences.end());
    line.largest = *std::max_element(differences.begin(), differences.end());
    if (line.replicates >= replicates_for_interval) {
        double squares = 0;
        for (const double d : differences) squares += (d - line.difference) * (d - line.difference);
        const double half = t_quantile(line.replicates - 1) * std::sqrt(squares / (n - 1) / n);
        line.low = line.difference - half;
        line.high = line.difference + half;
    }
    line.verdict = verdict_of(differences, line.low, line.high);
    return line;
}

}  // namespace

std::vector<Difference> paired_differences(const Results& results, const Scenario& scenario) {
    std::vector<Difference> lines;
    const int last = results.weeks.empty() ? 0 : results.weeks.back();
    const int years = static_cast<int>(last / 52.18 + 0.5);
    const std::string all = years <= 1 ? "year 1" : "years 1-" + std::to_string(years);
    std::vector<std::pair<std::string, int>> spans{{"year 1", 52}, {"years 1-3", 156}};
    std::erase_if(spans, [last](const auto& span) { return span.second >= last; });
    spans.emplace_back(all, last);
    for (std::size_t other = 1; other < results.regimes.size(); ++other) {
        for (const auto& [name, end] : spans) {
            const Window window{name.c_str(), 0, end};
            for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
                if (measure_catalogue()[m].axis == MeasureAxis::neighbourhood) lines.push_back(compare(results, scenario, m, other, window));
            }
        }
    }
    return lines;
}

}  // namespace topsoil
