// relax() for many states at once.
#pragma once

#include <cstddef>

#include "base/units.hpp"

namespace topsoil {

/// values[i] = relax(values[i], targets[i], rate) for every i < count; rate at most 65,536.
void relax_many(Share16* values, const Share16* targets, std::size_t count, std::uint32_t rate_in_65536);

}  // namespace topsoil
