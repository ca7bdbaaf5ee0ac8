// The mechanisms of this build, in the order of the words in CMakeLists.txt. The list itself is written by CMake.
#pragma once

#include <memory>
#include <vector>

#include "state/process.hpp"

namespace topsoil {

struct MechanismDeclaration : ProcessDeclaration {
    std::unique_ptr<Process> (*make)(const ParameterView&) = nullptr;
};

[[nodiscard]] const std::vector<const MechanismDeclaration*>& mechanisms_catalogue();

}  // namespace topsoil
