// How regimes come in and what befalls the city: the `[rollout.*]` tables and `[[shock]]` entries of a scenario.
#pragma once

#include <string>
#include <vector>

#include "io/toml_reader.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

/// Names of RolloutKind and RolloutUnit, in order, as scenarios write them.
[[nodiscard]] const std::vector<std::string>& rollout_kinds();
[[nodiscard]] const std::vector<std::string>& rollout_units();

/// Reads the rollouts of the scenario's regimes. Its regimes, status quo and place must have been read.
void read_rollouts(TomlTable& root, Scenario& scenario);

/// Reads the shocks of the scenario.
void read_shocks(TomlTable& root, Scenario& scenario, Faults& faults);

}  // namespace topsoil
