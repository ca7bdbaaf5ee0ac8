// Groups as they stand in the first week: how many of each kind, where, who belongs, who keeps them going.
#pragma once

#include "base/parallel.hpp"
#include "base/parameter_view.hpp"
#include "state/world.hpp"

namespace topsoil {

void found_first_groups(World& world, const ParameterView& parameters, Team& team);

}  // namespace topsoil
