// Commissioning: the only processes that are given levers.
#pragma once

#include <memory>
#include <vector>

#include "state/process.hpp"
#include "topsoil/levers.hpp"

namespace topsoil {

struct CommissioningDeclaration : ProcessDeclaration {
    std::vector<Lever> levers;  ///< the levers it reads; the test of severed paths goes by this list
    std::unique_ptr<Process> (*make)(const ParameterView&, const LeverPlan&) = nullptr;
};

[[nodiscard]] const std::vector<const CommissioningDeclaration*>& commissioning_catalogue();

}  // namespace topsoil
