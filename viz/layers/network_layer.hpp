// The care network of a neighbourhood: who needs help, who gives it, who is sent.
#pragma once

#include "viz/panels/app.hpp"

namespace topsoil::viz {

/// What somebody is drawn in: by what they give and need.
[[nodiscard]] ImU32 person_colour(LiveNeighbourhood::Node kind, int need_level);

/// Draws people where they live and a line for each care tie. Returns the key of the person under the mouse; 0: none.
std::uint64_t draw_network(const App& app, ImDrawList* list, const LiveNeighbourhood& close, const Area& area, std::uint64_t chosen);

}  // namespace topsoil::viz
