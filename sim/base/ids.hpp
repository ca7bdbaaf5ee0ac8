// Who someone is (key) and where they are stored (slot). A key feeds draws, ties between equals, digests and stories; a slot
// feeds nothing but memory. See docs/decisions/0001-keys-and-slots.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace topsoil {

using Key = std::uint64_t;   ///< identity, derived from origin; equal in every world where the origin is equal
using Slot = std::uint32_t;  ///< position in the columns of people; kept for life, reused after the yearly sweep
using HomeId = std::uint32_t;
using StreetId = std::uint32_t;
using NeighbourhoodId = std::uint16_t;
using FileId = std::uint32_t;  ///< position in the table of care files
using Week = std::int32_t;     ///< weeks since the start of burn-in

inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();  ///< no slot, home, file, arc, page ...

/// Avalanche of 64 bits; the finaliser of the reference kernel, so that both agree.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// Order-sensitive mix of several words: mix(a, b) != mix(b, a).
template <class... Words>
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t first, Words... rest) {
    std::uint64_t hash = mix64(first);
    ((hash = mix64(hash ^ static_cast<std::uint64_t>(rest))), ...);
    return hash;
}

/// The same value for (a, b) and (b, a): the identity of a pair of people.
[[nodiscard]] constexpr Key pair_key(Key a, Key b) { return a < b ? mix(a, b) : mix(b, a); }

}  // namespace topsoil
