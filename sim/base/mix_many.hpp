// mix64 and quick_draw for many keys at once: a shard of people whose luck is asked together.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/draw.hpp"

namespace topsoil {

/// low[i] = the lower 32 bits of mix64(keys[i] ^ with) for i < count. Same bits as mix64, by whichever instructions the processor has
/// (AVX-512 or AVX2 is chosen at run time).
void mix_many(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low);

/// bits[i] = quick_draw(seed, purpose, keys[i], week) for i < count, likewise.
void quick_draws(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits);

}  // namespace topsoil
