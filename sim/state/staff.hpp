// Ending a worker's employment: their round has nobody, they are an ordinary citizen again.
#pragma once

#include "state/world.hpp"

namespace topsoil {

void let_go(World& world, std::uint32_t worker);

}  // namespace topsoil
