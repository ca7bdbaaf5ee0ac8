// What must be true of supported living, assistants and children's placements in every week.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Each flat and each foster place has one person. Short lists: looked at in every check. Throws RunError.
void check_places(const World& world);
/// Each looked-after child has one placement, each assistant one post: what is wrong where sums do not agree. Throws RunError.
void check_settings(const World& world);

}  // namespace topsoil
