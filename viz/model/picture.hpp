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

/// A difference counts as noise where it is less than twice the usual change of this neighbourhood from one recording to the next,
/// over the root of how many are averaged; and, where further replicates have come as far, where any of them points the other way.
[[nodiscard]] Picture make_picture(const Frames& frames, std::size_t at, std::size_t measure, int weeks, const EnsembleSummary* ensemble);

/// Sure differences among the neighbourhoods: how many are higher in the second world, how many lower, how many cannot be told.
struct Tally {
    int higher = 0, lower = 0, cannot_tell = 0;
};
[[nodiscard]] Tally tally_of(const Picture& picture);

/// Position of the last frame of that week or before; 0 if there is none.
[[nodiscard]] std::size_t frame_at(const Frames& frames, int week);

}  // namespace topsoil::viz
