// A measure over time in both worlds, for a chart: one point a recorded week, bands from further replicates.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "viz/model/ensemble.hpp"
#include "viz/model/timeline.hpp"

namespace topsoil::viz {

struct Series {
    std::vector<int> weeks;
    std::array<std::vector<double>, live_worlds> values;    ///< city_unit; equal before the parting
    struct Band {
        std::vector<int> weeks;
        std::vector<double> low, high;                      ///< over this history and all further replicates that have come as far
    };
    std::array<Band, live_worlds> bands;
    int replicates = 0;                                     ///< histories in the bands, this one included
    double lowest = 0, highest = 1;                         ///< of everything drawn
};

/// `neighbourhood` -1: the city. The range is that of weeks from `shown_from` on. Values are averages of the last `average_weeks`, so that four weeks' chance does not hide what lasts.
[[nodiscard]] Series make_series(const Frames& frames, std::size_t measure, int neighbourhood, int average_weeks, int shown_from, const EnsembleSummary* ensemble);

/// Round numbers from low to high for an axis, about `wanted` of them.
[[nodiscard]] std::vector<double> ticks(double low, double high, int wanted);

}  // namespace topsoil::viz
