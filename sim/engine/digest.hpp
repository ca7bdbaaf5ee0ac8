// One number for the state of a world: equal worlds have equal digests, wherever people are stored and however many threads there are.
#pragma once

#include <string>

#include "state/world.hpp"

namespace topsoil {

/// Sum over everybody and everything of mix(field, key, value): commutative, independent of slots and of the order of tables.
[[nodiscard]] std::uint64_t digest(const World& world);

/// Sixteen hexadecimal digits.
[[nodiscard]] std::string digest_text(std::uint64_t digest);

}  // namespace topsoil
