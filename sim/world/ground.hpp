// Where things are: the local grid, streets, homes, care homes. Fills the unchanging part of a City.
#pragma once

#include "base/parameter_view.hpp"
#include "state/city.hpp"

namespace topsoil {

/// Neighbourhoods on the local grid with their wards, LACs, deprivation fifths, distances and numbers of founders.
void lay_neighbourhoods(City& city);

/// Streets and homes of every neighbourhood, street by street along a line through the area; then halls, care homes and other
/// communal places. Sets `slots`.
void lay_homes(City& city);

/// How many people live in each communal home, by home.
struct CommunalPlan {
    std::vector<std::uint32_t> students, older, younger, others;  ///< by neighbourhood
};
[[nodiscard]] CommunalPlan plan_communal(const City& city);

/// `total` shared out in proportion to `weights` by largest remainder; ties go to the lower index.
[[nodiscard]] std::vector<std::uint32_t> share_out(std::uint32_t total, const std::vector<double>& weights);

}  // namespace topsoil
