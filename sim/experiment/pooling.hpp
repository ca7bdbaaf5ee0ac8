// From neighbourhood values to one value for the city.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "topsoil/results.hpp"

namespace topsoil {

/// Position of a measure in measure_catalogue(). Throws std::out_of_range for an unknown name.
[[nodiscard]] std::size_t measure_index(std::string_view name);

/// The sum of the values, or their mean by `weights`; NaN where all weights are 0. A place of weight 0 does not count.
[[nodiscard]] double pool(const std::vector<double>& values, const std::vector<double>* weights);

/// The value of one measure for the whole city at one recorded time, in the unit of the measure, by its Pooling:
/// the sum; the mean weighted by the measure `population`; or, for a ratio, the mean weighted by `MeasureSpec::weight`.
/// A neighbourhood of weight 0 does not count, whatever its value. NaN where a counting neighbourhood is NaN (a missing
/// run), where all weights are 0, and for measures by group: groups overlap, so they make no city value.
[[nodiscard]] double city_value(const Results& results, std::size_t measure, std::size_t regime, std::size_t replicate,
                                std::size_t time);

}  // namespace topsoil
