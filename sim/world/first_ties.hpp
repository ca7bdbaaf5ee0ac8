// The founders' graph: rows of kin, close friends, friends and known neighbours, with the strength of each tie.
#pragma once

#include "base/parallel.hpp"
#include "base/parameter_view.hpp"
#include "state/world.hpp"

namespace topsoil {

/// Fills city.ties, city.tie_bounds, city.shard_first_arc and the world's tie state.
void tie_founders(City& city, World& world, const ParameterView& parameters, Team& team);

}  // namespace topsoil
