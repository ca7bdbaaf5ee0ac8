// The identity of a run: what it was made of, not when or where.
#pragma once

#include <string>

#include "topsoil/scenario.hpp"

namespace topsoil {

/// Seed of a replicate: the same in every regime.
[[nodiscard]] std::uint64_t replicate_seed(std::uint64_t seed, int replicate);

/// Hash of the scenario's numbers, the regime's levers and its name, the replicate, the draw where parameters are drawn (`scenario` then
/// holds the drawn ones), and the model version: 16 hex digits. A scenario has
/// no two regimes of one name, so each of its runs has an id of its own, the same on every machine; titles do not count.
[[nodiscard]] std::string run_id(const Scenario& scenario, const Regime& regime, int replicate, int draw = 0);

}  // namespace topsoil
