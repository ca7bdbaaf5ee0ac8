// What the maps show at one moment: values, their differences and which of these are more than noise. Averages over some weeks, because
// four weeks of one neighbourhood are mostly chance.
#pragma once

#include <array>
#include <vector>

#include "viz/model/ensemble.hpp"
#include "viz/model/timeline.hpp"

namespace topsoil::viz {

struct Picture {
    std::array<std::vector<double>, live_worlds> values;  ///< by neighbourhood, in map_unit
    std::vector<double> difference;                       ///< second world less first
    std::vector<bool> noise;                              ///< the difference is no larger than what chance does
    double low = 0, high = 1;                             ///< range of the scale for levels: both worlds, nineteen neighbourhoods in twenty
    double reach = 1;                                     ///< of the scale for differences, to both sides
    int weeks = 0;                                        ///< averaged over
    int replicates = 0;                                   ///< further ones that took part in telling noise from difference
};

/// Frames averaged for a picture of `frames[at]`: as many before it as `weeks` covers, none from before the parting once it is past.
[[nodiscard]] std::size_t first_frame_of(const Frames& frames, std::size_t at, int weeks);

/// One figure of both worlds, averaged over some weeks.
struct Comparison {
    std::array<double, live_worlds> values{};
    double difference = 0;        ///< second world less first
    double low = 0, high = 0;     ///< of the difference over all histories
    int weeks = 0;                ///< averaged over
    int histories = 1;            ///< this one, and further ones that have come as far
    int agree = 0;                ///< of the further ones, those whose difference points the same way
    bool within_wobble = true;    ///< no larger than what this figure does anyway
    [[nodiscard]] bool by_chance() const { return within_wobble || agree + 1 < histories; }
};

/// Of a neighbourhood in map_unit, or of the whole city (-1) in city_unit. A difference is no more than chance where it is less than twice
/// the figure's usual change from one recording to the next, over the root of how many are averaged; and, where further replicates have
/// come as far, where any of them points the other way.
[[nodiscard]] Comparison compare(const Frames& frames, std::size_t at, std::size_t measure, int neighbourhood, int weeks, const EnsembleSummary* ensemble);

/// Every neighbourhood compared, with scales to draw them by.
[[nodiscard]] Picture make_picture(const Frames& frames, std::size_t at, std::size_t measure, int weeks, const EnsembleSummary* ensemble);

/// Sure differences among the neighbourhoods: how many are higher in the second world, how many lower, how many cannot be told.
struct Tally {
    int higher = 0, lower = 0, cannot_tell = 0;
};
[[nodiscard]] Tally tally_of(const Picture& picture);

/// Position of the last frame of that week or before; 0 if there is none.
[[nodiscard]] std::size_t frame_at(const Frames& frames, int week);

}  // namespace topsoil::viz
