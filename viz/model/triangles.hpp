// A polygon cut into triangles, so that it can be filled whatever its form.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/model/map_shapes.hpp"

namespace topsoil::viz {

/// Twice the signed area; positive if the corners run anticlockwise.
[[nodiscard]] double twice_area(const Ring& ring);

/// Three positions of corners for each triangle, by cutting ears. A ring that crosses itself is cut as far as it goes.
[[nodiscard]] std::vector<std::uint32_t> triangles_of(const Ring& ring);

}  // namespace topsoil::viz
