// Who is often lonely: a person whose loneliness exceeds a threshold of their own that never changes. So the share of lonely people
// equals the mean of the state, and a small change moves few people.
#pragma once

#include "base/ids.hpp"
#include "base/units.hpp"

namespace topsoil {

inline constexpr std::uint64_t threshold_of_loneliness = 0x10E1;

[[nodiscard]] constexpr bool often_lonely(Share16 loneliness, Key key) { return loneliness > (mix64(key ^ threshold_of_loneliness) & 0xFFFF); }

}  // namespace topsoil
