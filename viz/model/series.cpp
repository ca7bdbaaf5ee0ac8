#include "viz/model/series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/model/picture.hpp"
#include "viz/model/quantities.hpp"

namespace topsoil::viz {

namespace {

double value_at(const LiveFrame& frame, std::size_t world, std::size_t measure, int neighbourhood) {
    return neighbourhood < 0 ? city_value(frame, world, measure) : own_value(frame, world, measure, static_cast<std::size_t>(neighbourhood));
}

double averaged(const Frames& frames, std::size_t at, std::size_t world, std::size_t measure, int neighbourhood, int weeks) {
    double sum = 0;
    // Across the parting too: the past is common, and a line that began anew there would jump.
    std::size_t from = at;
    while (from > 1 && frames[from - 1]->week > frames[at]->week - weeks) --from;
    for (std::size_t i = from; i <= at; ++i) sum += value_at(*frames[i], world, measure, neighbourhood);
    return sum / static_cast<double>(at - from + 1);
}

void widen(Series& series, double value) {
    if (!std::isfinite(value)) return;
    series.lowest = std::min(series.lowest, value);
    series.highest = std::max(series.highest, value);
}

}  // namespace

Series make_series(const Frames& frames, std::size_t measure, int neighbourhood, int average_weeks, int shown_from, const EnsembleSummary* ensemble) {
    Series series;
    series.lowest = std::numeric_limits<double>::max();
    series.highest = std::numeric_limits<double>::lowest();
    series.replicates = 1 + (ensemble != nullptr ? static_cast<int>(ensemble->replicates.size()) : 0);
    for (std::size_t i = 1; i < frames.size(); ++i) {  // the first was taken before anybody had lived
        const int week = frames[i]->week;
        series.weeks.push_back(week);
        for (std::size_t world = 0; world < live_worlds; ++world) {
            const double value = averaged(frames, i, world, measure, neighbourhood, average_weeks);
            series.values[world].push_back(value);
            if (week >= shown_from) widen(series, value);
            if (ensemble == nullptr || ensemble->replicates.empty() || frames[i]->burning_in) continue;
            double low = value;
            double high = value;
            bool all = true;
            for (const Frames& other : ensemble->replicates) {
                const std::size_t at = frame_at(other, week);
                all = all && !other.empty() && other[at]->week == week;
                if (!all) break;
                const double theirs = averaged(other, at, world, measure, neighbourhood, average_weeks);
                low = std::min(low, theirs);
                high = std::max(high, theirs);
            }
            if (!all) continue;
            series.bands[world].weeks.push_back(week);
            series.bands[world].low.push_back(low);
            series.bands[world].high.push_back(high);
            widen(series, low);
            widen(series, high);
        }
    }
    if (series.lowest > series.highest) series.lowest = 0, series.highest = 1;
    const double least = std::max(std::abs(series.highest) * 0.02, 1e-9);  // a flat line is not blown up to mountains
    if (series.highest - series.lowest < least) {
        const double middle = (series.highest + series.lowest) / 2;
        series.lowest = middle - least / 2;
        series.highest = middle + least / 2;
    }
    return series;
}

std::vector<double> ticks(double low, double high, int wanted) {
    if (!(high > low) || wanted < 1) return {low};
    const double rough = (high - low) / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= rough) {
            step = power * factor;
            break;
        }
    }
    std::vector<double> found;
    for (double at = std::ceil(low / step) * step; at <= high + step * 1e-6; at += step) found.push_back(std::abs(at) < step * 1e-9 ? 0 : at);
    return found;
}

}  // namespace topsoil::viz
