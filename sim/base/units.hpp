// Integers inside, so that sums are exact: minutes a week, seconds of travel, metres, pence. Hours and pounds exist in output only.
#pragma once

#include <cstdint>

namespace topsoil {

using Minutes = std::int32_t;  ///< minutes a week unless a name says otherwise
using Seconds = std::int32_t;
using Metres = std::int32_t;
using Pence = std::int64_t;

inline constexpr double weeks_per_year = 52.18;
inline constexpr int weeks_per_whole_year = 52;  ///< the length of a recorded year
inline constexpr Minutes minutes_per_hour = 60;

/// a / b rounded to nearest, halves away from zero, so that a step down mirrors a step up.
[[nodiscard]] constexpr std::int64_t divide_rounding(std::int64_t a, std::int64_t b) {
    const std::int64_t half = b / 2;
    return a >= 0 ? (a + half) / b : -((-a + half) / b);
}

/// Share in [0, 1] kept in 16 bits: 65,535 is 1.
using Share16 = std::uint16_t;
inline constexpr std::int32_t share_one = 65'535;

[[nodiscard]] constexpr double as_share(Share16 value) { return value / static_cast<double>(share_one); }
[[nodiscard]] constexpr Share16 to_share16(double share) {
    const double clamped = share < 0 ? 0 : (share > 1 ? 1 : share);
    return static_cast<Share16>(clamped * share_one + 0.5);
}

/// One relaxation step of a 16-bit state towards `target`: rounds to nearest, both directions alike.
[[nodiscard]] constexpr Share16 relax(Share16 value, Share16 target, std::int32_t rate_in_65536) {
    const std::int64_t whole = (static_cast<std::int64_t>(target) - value) * rate_in_65536;
    // As divide_rounding(whole, 65'536), without asking for the sign: half of all steps go down, in no pattern.
    const std::int64_t sign = whole >> 63;
    const std::int64_t step = ((((whole ^ sign) - sign + 32'768) >> 16) ^ sign) - sign;
    return static_cast<Share16>(value + step);
}

}  // namespace topsoil
