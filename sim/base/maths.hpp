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
    double term = 1.0;
    double sum = 1.0;
    // Horner from 1/13! down: |r| <= ln2/2, so the first neglected term is below 5e-18.
    sum = 1.0 + r / 13.0;
    for (int n = 12; n >= 1; --n) sum = 1.0 + sum * r / n;
    term = std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
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
    double sum = 0.0;
    for (int n = 21; n >= 3; n -= 2) sum = (sum + 1.0 / n) * s2;
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
