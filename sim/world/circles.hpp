// Circles of friends: closed groups of three to a dozen people of like age, near or far. Circles, not pairs, make the network
// clustered.
#pragma once

#include <vector>

#include "base/parallel.hpp"
#include "base/parameter_view.hpp"
#include "state/world.hpp"

namespace topsoil {

/// One way of making friends: who takes part, how far apart, in circles of what size.
struct CircleLayer {
    TieKind kind;
    enum class Reach { neighbourhood, ward, lac, city } reach;
    double share;             ///< of adults who belong to such a circle
    std::uint32_t smallest, largest;
    std::vector<std::uint32_t> position;  ///< by slot: place in `members`, or nobody
    std::vector<Slot> members;            ///< circle after circle
    std::vector<std::uint32_t> begin_of;  ///< by place in `members`: where its circle begins
    std::vector<std::uint32_t> end_of;
};

[[nodiscard]] std::vector<CircleLayer> draw_circles(const World& world, const ParameterView& parameters, Team& team);

}  // namespace topsoil
