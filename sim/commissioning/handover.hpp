// Neighbourhoods change hands: in a city of several rows of levers, which lot somebody's neighbourhood belongs to.
#pragma once

#include <cstdint>
#include <vector>

#include "state/world.hpp"

namespace topsoil {

/// A lot that has gained neighbourhoods.
struct JoinedLot {
    std::uint16_t lot = 0;
    bool is_new = false;
    std::vector<std::uint16_t> served_by;  ///< providers that held the lots those neighbourhoods have left, in order of index
};

/// Moves every neighbourhood that `wanted` puts under `row` and that does not live under it yet into a lot of that row. A row of few,
/// large lots takes back what it has lost: the lot of its own cut, where somebody is left in it. A row of one lot a neighbourhood
/// makes a new one, unless the neighbourhood has less than `viable_minutes` of home care a week and the nearest under the same row
/// can take it in. Lots in which nobody is left stay as numbers, so that the luck of the others does not shift.
[[nodiscard]] std::vector<JoinedLot> move_neighbourhoods(World& world, const std::vector<std::uint8_t>& wanted, std::int64_t row, int lots, std::int64_t viable_minutes);

}  // namespace topsoil
