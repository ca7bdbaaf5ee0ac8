// What must be true of supported living, assistants and children's placements in every week.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Each flat and each foster place has one person, each looked-after child one placement, each assistant one post. Throws RunError.
void check_settings(const World& world);

}  // namespace topsoil
