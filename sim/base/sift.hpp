// Picks the few that count out of many: by sixteen-bit words of chance, or by what was found of each before.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace topsoil {

/// Bounds of the low twelve bits, by the high four.
using SiftBounds = std::array<std::uint16_t, 16>;

/// Which half of each word is looked at.
enum class Half : unsigned { low = 0, high = 16 };

/// Writes the places i < count, in order, whose half-word w has (w & 0xFFF) < bounds[w >> 12]; returns how many. `places` has room for
/// count + 8 of them, count at most 65,536. The same by whichever instructions the processor has (AVX2 is chosen at run time).
std::size_t sift(const std::uint32_t* words, Half half, std::size_t count, const SiftBounds& bounds, std::uint16_t* places);

/// Writes the places i < count, in order, of which `is` says 1 and not 0; room and count as above.
std::size_t pick(const std::uint8_t* is, std::size_t count, std::uint16_t* places);

}  // namespace topsoil
