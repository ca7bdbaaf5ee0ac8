// Chance: draw(seed, purpose, key, week, k) is a pure function, so not calling it changes nothing, and the same person meets the
// same luck in every world. Philox4x32-10 from Random123.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "base/ids.hpp"
#include "base/maths.hpp"
#include "base/units.hpp"

namespace topsoil {

/// The name of a use of chance. Two uses with different names never share a draw; a test refuses names that collide.
struct Purpose {
    std::uint32_t code;
    /// FNV-1a of the name, at compile time.
    consteval explicit Purpose(std::string_view name) : code(2166136261U) {
        for (const char c : name) code = (code ^ static_cast<unsigned char>(c)) * 16777619U;
    }
};

using Block = std::array<std::uint32_t, 4>;  ///< 128 random bits

/// One block of chance. `week` in [0, 65,535]; `k` in [0, 65,535] tells several draws of one purpose, person and week apart.
[[nodiscard]] inline Block block(std::uint64_t seed, Purpose purpose, Key key, Week week, std::uint32_t k = 0) {
    const r123::Philox4x32::ctr_type counter{{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32),
                                              static_cast<std::uint32_t>(week) << 16 | (k & 0xFFFF), purpose.code}};
    const r123::Philox4x32::key_type philox_key{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
    const auto out = r123::Philox4x32{}(counter, philox_key);
    return {out[0], out[1], out[2], out[3]};
}

/// 32 random bits.
[[nodiscard]] inline std::uint32_t draw(std::uint64_t seed, Purpose purpose, Key key, Week week, std::uint32_t k = 0) {
    return block(seed, purpose, key, week, k)[0];
}

/// 32 random bits by two rounds of mix64 instead of Philox: for draws made by the hundred thousand a week, one per pair of people.
/// As pure, as keyed, and as free of order as draw(); four times as quick.
[[nodiscard]] constexpr std::uint32_t quick_draw(std::uint64_t seed, Purpose purpose, Key key, Week week) {
    return static_cast<std::uint32_t>(mix64(mix64(key ^ seed) + (static_cast<std::uint64_t>(purpose.code) << 32 | static_cast<std::uint32_t>(week))) >> 32);
}

/// Uniform in (0, 1): the middle of one of 2^32 equal cells, so never 0 and never 1.
[[nodiscard]] constexpr double uniform(std::uint32_t bits) { return (bits + 0.5) * (1.0 / 4294967296.0); }

/// Whole number in [0, n), n > 0. The bias of at most n / 2^32 is far below what any run can see.
[[nodiscard]] constexpr std::uint32_t below(std::uint32_t bits, std::uint32_t n) {
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(bits) * n) >> 32);
}

/// True with the given probability. Monotone: raising it adds events and removes none.
[[nodiscard]] constexpr bool happens(std::uint32_t bits, double probability) { return bits < threshold32(probability); }

/// A chance a week that is told by a rate a year.
struct YearlyRate {
    double a_year = 0;
};

/// happens(bits, weekly_chance(rate) / share), without the exponential wherever x - x^2 / 2 <= 1 - e^-x <= x leaves no doubt: nearly always.
[[nodiscard]] constexpr bool happens(std::uint32_t bits, YearlyRate rate, double share = 1) {
    const double a_week = rate.a_year / weeks_per_year;
    constexpr double rounding = 1e-12;
    if (!happens(bits, (a_week + rounding) / share)) return false;
    return happens(bits, (a_week - a_week * a_week / 2 - rounding) / share) || happens(bits, weekly_chance(rate.a_year) / share);
}

/// Standard normal to within 5 standard deviations: the sum of eight 16-bit uniforms of one block (Irwin-Hall), scaled.
/// Exact in distribution up to the fourth moment (kurtosis 2.85 against 3).
[[nodiscard]] constexpr double normal(const Block& bits) {
    std::int64_t sum = 0;
    for (const std::uint32_t word : bits) sum += static_cast<std::int64_t>(word >> 16) + static_cast<std::int64_t>(word & 0xFFFF);
    constexpr double mean = 8 * 32767.5;
    constexpr double inverse_sd = 1.0 / 53509.5;  // 65,536 * sqrt(8 / 12)
    return (static_cast<double>(sum) - mean) * inverse_sd;
}

/// Standard Gumbel: the noise of a choice by largest utility.
[[nodiscard]] constexpr double gumbel(std::uint32_t bits) { return -log_exact(-log_exact(uniform(bits))); }

/// Standard logistic: the difference of two Gumbels, for a choice between yes and no.
[[nodiscard]] constexpr double logistic_noise(std::uint32_t bits) {
    const double u = uniform(bits);
    return log_exact(u / (1.0 - u));
}

/// Lognormal with mean 1 and the given standard deviation of its logarithm.
[[nodiscard]] constexpr double lognormal_mean_one(const Block& bits, double sigma) {
    return exp_exact(sigma * normal(bits) - 0.5 * sigma * sigma);
}

/// Number of events with mean `mean` (at most about 30) by inversion of one uniform.
[[nodiscard]] constexpr int poisson(std::uint32_t bits, double mean) {
    const double u = uniform(bits);
    double term = exp_exact(-mean);
    double cumulative = term;
    int count = 0;
    while (u > cumulative && count < 200) {
        ++count;
        term *= mean / count;
        cumulative += term;
    }
    return count;
}

}  // namespace topsoil
