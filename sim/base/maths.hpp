// exp, log and what is built on them, of + - x / only: the same bits from every compiler and processor (with
// -ffp-contract=off). Nothing on a path into the digest calls libm, save sqrt, which IEEE 754 fixes.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace topsoil {

/// e^x to about 1 ulp for |x| <= 700; 0 below, e^700 above.
[[nodiscard]] constexpr double exp_exact(double x) {
    if (x < -700) return 0.0;
    if (x > 700) x = 700;
    constexpr double log2_e = 1.4426950408889634074;
    constexpr double ln2_high = 6.93147180369123816490e-01;  // first 33 bits of ln 2, so that k * ln2_high is exact
    constexpr double ln2_low = 1.90821492927058770002e-10;
    const double scaled = x * log2_e;
    const auto k = static_cast<std::int64_t>(scaled >= 0 ? scaled + 0.5 : scaled - 0.5);
    const double kd = static_cast<double>(k);
    const double r = (x - kd * ln2_high) - kd * ln2_low;
    // Up to r^13 / 13!: |r| <= ln2/2, so the first neglected term is below 5e-18. In pairs and pairs of pairs, which processors work out side by
    // side, where a single sum would wait for itself at each step.
    const double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
    const double first = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
    const double second = (1.0 / 720 + r * (1.0 / 5'040)) + r2 * (1.0 / 40'320 + r * (1.0 / 362'880));
    const double third = (1.0 / 3'628'800 + r * (1.0 / 39'916'800)) + r2 * (1.0 / 479'001'600 + r * (1.0 / 6'227'020'800));
    const double sum = 1.0 + (r + r2 * ((first + r4 * second) + r8 * third));
    const auto term = std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
    return sum * term;
}

/// Natural logarithm of x > 0 to about 1 ulp; -745 for x <= 0.
[[nodiscard]] constexpr double log_exact(double x) {
    if (x <= 0) return -745.0;
    auto bits = std::bit_cast<std::uint64_t>(x);
    int exponent = static_cast<int>(bits >> 52) - 1023;
    double mantissa = std::bit_cast<double>((bits & 0x000F'FFFF'FFFF'FFFFULL) | 0x3FF0'0000'0000'0000ULL);
    if (mantissa > 1.4142135623730951) {
        mantissa *= 0.5;
        ++exponent;
    }
    // ln m = 2 artanh((m-1)/(m+1)); |s| <= 0.1716, so fifteen odd powers reach 1e-17.
    const double s = (mantissa - 1.0) / (mantissa + 1.0);
    const double s2 = s * s;
    const double s4 = s2 * s2, s8 = s4 * s4;
    const double first = (1.0 / 3 + s2 * (1.0 / 5)) + s4 * (1.0 / 7 + s2 * (1.0 / 9));
    const double second = (1.0 / 11 + s2 * (1.0 / 13)) + s4 * (1.0 / 15 + s2 * (1.0 / 17));
    const double sum = s2 * ((first + s8 * second) + s8 * s8 * (1.0 / 19 + s2 * (1.0 / 21)));
    constexpr double ln2 = 0.69314718055994530942;
    return exponent * ln2 + (2.0 * s + 2.0 * s * sum);
}

/// Logistic function 1 / (1 + e^-x).
[[nodiscard]] constexpr double logistic(double x) { return 1.0 / (1.0 + exp_exact(-x)); }

/// base^exponent for base > 0.
[[nodiscard]] constexpr double power(double base, double exponent) { return exp_exact(exponent * log_exact(base)); }

/// Chance of at least one event in a week at `annual_rate` events a year: 1 - e^(-r / 52.18).
[[nodiscard]] constexpr double weekly_chance(double annual_rate) { return 1.0 - exp_exact(-annual_rate / 52.18); }

/// A probability as a threshold for 32 random bits: an event happens when the bits fall below it.
[[nodiscard]] constexpr std::uint64_t threshold32(double probability) {
    if (probability <= 0) return 0;
    if (probability >= 1) return 1ULL << 32;
    return static_cast<std::uint64_t>(probability * 4294967296.0);
}

}  // namespace topsoil
