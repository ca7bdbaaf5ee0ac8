// One number for the state of a world: equal worlds have equal digests, wherever people are stored and however many threads there are.
#pragma once

#include <string>

#include "state/world.hpp"

namespace topsoil {

/// Sum over everybody and everything of mix(part, key, values): independent of slots and of the order of tables. Everything that can
/// make a difference to later weeks enters it.
[[nodiscard]] std::uint64_t digest(const World& world);

/// Sixteen hexadecimal digits.
[[nodiscard]] std::string digest_text(std::uint64_t digest);

}  // namespace topsoil
