// Which neighbourhood changes over when: a rollout worked out for one place.
#pragma once

#include "topsoil/levers.hpp"
#include "topsoil/place.hpp"

namespace topsoil {

/// The plan of a regime whose weeks begin at `branch_week` of the world. Chance is keyed by the scenario's seed and the name of the unit,
/// so that every replicate tries the same neighbourhoods. A regime that holds everywhere from the first week is a plan of one arm.
[[nodiscard]] LeverPlan plan_for(const Regime& regime, const Place& place, std::uint64_t seed, int branch_week);

}  // namespace topsoil
