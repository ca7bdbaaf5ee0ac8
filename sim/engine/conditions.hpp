// What shocks make of a week.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "topsoil/shocks.hpp"

namespace topsoil {

/// Conditions of a week of the world, whose weeks the shocks count in. Shocks that fall together multiply.
[[nodiscard]] std::vector<std::int64_t> conditions_in(const std::vector<Shock>& shocks, Week week);

}  // namespace topsoil
