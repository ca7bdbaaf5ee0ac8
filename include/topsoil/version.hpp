// Which program and which model made a result.
#pragma once

#include <string>

namespace topsoil {

/// "0.1.0"
[[nodiscard]] std::string version();
/// Short git hash of the source, "unknown" outside a checkout.
[[nodiscard]] std::string git_hash();
/// Changes whenever the same scenario gives other numbers. Part of every run_id.
[[nodiscard]] int model_version();

}  // namespace topsoil
