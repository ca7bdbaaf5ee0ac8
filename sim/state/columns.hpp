// The empty world of a city: the one place that says how long each column is and what stands in it before anybody comes.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Columns as long as `world.city` has slots and homes, everybody still absent; accounts by neighbourhood, all nought.
void lay_columns(World& world);

}  // namespace topsoil
