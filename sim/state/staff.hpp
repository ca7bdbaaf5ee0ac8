// Ending a worker's employment: their round has nobody, they are an ordinary citizen again.
#pragma once

#include "state/world.hpp"

namespace topsoil {

void let_go(World& world, std::uint32_t worker);

/// Somebody new learns the work and visits nobody.
[[nodiscard]] inline bool in_training(const Worker& worker, Week week, int training_weeks) { return worker.since >= 0 && week - worker.since < training_weeks; }

}  // namespace topsoil
