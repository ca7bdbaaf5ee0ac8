// The rules of REFK-1, shared by the engine's run and the loop by hand: same arithmetic, different memory.
#pragma once

#include <cstdint>

#include "base/ids.hpp"

namespace topsoil::refk {

inline constexpr std::uint64_t seed = 1;
inline constexpr std::uint32_t edges_to_each_side = 6;
inline constexpr std::uint32_t rewire_below = 429'496'730;         ///< 10 %
inline constexpr std::uint32_t start_active_below = 42'949'673;    ///< 1 %
inline constexpr std::uint64_t per_active_neighbour = 85'899'346;  ///< 2 %
inline constexpr std::uint64_t above_threshold = 214'748'365;      ///< 5 %
inline constexpr std::uint64_t active_ends_below = 644'245'094;    ///< 15 %
inline constexpr std::uint64_t resting_ends_below = 214'748'365;   ///< 5 %

enum Stream : std::uint64_t { rewire = 1, rewire_target = 2, threshold = 3, start = 4, step = 5 };

/// 32 random bits of a stream for the pair (a, b). The kernel brings its own numbers so that every engine can have
/// them.
[[nodiscard]] constexpr std::uint32_t draw(Stream stream, std::uint64_t a, std::uint64_t b) {
    return static_cast<std::uint32_t>(mix64(mix64(seed * 256 + stream) ^ (a << 32 | b)) >> 32);
}

enum State : std::uint8_t { susceptible = 0, active = 1, resting = 2 };

[[nodiscard]] constexpr std::uint8_t first_state(std::uint32_t agent) {
    return draw(start, agent, 0) < start_active_below ? active : susceptible;
}
[[nodiscard]] constexpr std::uint8_t threshold_of(std::uint32_t agent) {
    return static_cast<std::uint8_t>(8 + draw(threshold, agent, 0) % 24);
}

/// 1 for an active neighbour, else 0: active is the only odd state.
[[nodiscard]] constexpr std::uint32_t counts_as_active(std::uint8_t state) { return state & 1U; }

/// Exposure remembered after a week with `neighbours` active neighbours.
[[nodiscard]] constexpr std::uint16_t next_memory(std::uint16_t memory, std::uint32_t neighbours) {
    return static_cast<std::uint16_t>(memory - (memory >> 3) + neighbours);
}

/// The state after this week. Without branches: which state comes next is a coin that no processor can foresee.
[[nodiscard]] constexpr std::uint8_t next_state(std::uint8_t state, std::uint16_t memory, std::uint8_t threshold,
                                                std::uint32_t neighbours, std::uint32_t bits) {
    const std::uint64_t becomes_active =
        neighbours * per_active_neighbour + (memory >= threshold ? above_threshold : 0);
    const std::uint64_t leaves = state == active ? active_ends_below : resting_ends_below;
    const std::uint64_t below = state == susceptible ? becomes_active : leaves;
    const auto after = static_cast<std::uint8_t>(state == resting ? susceptible : state + 1);
    return bits < below ? after : state;
}

/// One agent's part of the checksum.
[[nodiscard]] constexpr std::uint64_t fingerprint(std::uint32_t agent, std::uint8_t state, std::uint16_t memory) {
    return mix64(static_cast<std::uint64_t>(agent) << 32 | static_cast<std::uint64_t>(state) << 16 | memory);
}

}  // namespace topsoil::refk
