#include "base/maths.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/ids.hpp"
#include "catch.hpp"

using namespace topsoil;

namespace {

/// How many doubles lie between two values of the same sign.
std::uint64_t ulps_between(double a, double b) {
    const auto x = std::bit_cast<std::int64_t>(a);
    const auto y = std::bit_cast<std::int64_t>(b);
    return static_cast<std::uint64_t>(x > y ? x - y : y - x);
}

/// A number in [low, high), the i-th of a fixed scatter.
double scattered(std::uint64_t i, double low, double high) {
    return low + (high - low) * (static_cast<double>(mix64(i) >> 11) * 0x1p-53);
}

constexpr std::uint64_t tries = 200'000;

}  // namespace

TEST_CASE("exp lies within two units in the last place of the library's over its whole range") {
    std::uint64_t worst = 0;
    for (std::uint64_t i = 0; i < tries; ++i) {
        for (const double reach : {700.0, 20.0, 1.0, 1e-3}) {
            const double x = scattered(i, -reach, reach);
            worst = std::max(worst, ulps_between(exp_exact(x), std::exp(x)));
        }
    }
    REQUIRE(worst <= 2);
}

TEST_CASE("log lies within two units in the last place of the library's from the smallest number to the largest") {
    std::uint64_t worst = 0;
    for (std::uint64_t i = 0; i < tries; ++i) {
        const double wide = std::ldexp(scattered(i, 1.0, 2.0), static_cast<int>(scattered(i + tries, -1022, 1023)));
        for (const double x : {wide, scattered(i, 0.0, 1.0), scattered(i, 0.9, 1.1), scattered(i, 1.0, 100.0)}) {
            if (x > 0) worst = std::max(worst, ulps_between(log_exact(x), std::log(x)));
        }
    }
    REQUIRE(worst <= 2);
}

TEST_CASE("exp and log meet their landmarks exactly and stay finite at their ends") {
    STATIC_REQUIRE(exp_exact(0.0) == 1.0);
    STATIC_REQUIRE(log_exact(1.0) == 0.0);
    STATIC_REQUIRE(log_exact(2.0) == 0.69314718055994530942);
    STATIC_REQUIRE(exp_exact(-701.0) == 0.0);
    STATIC_REQUIRE(exp_exact(1e9) == exp_exact(700.0));
    STATIC_REQUIRE(exp_exact(700.0) < std::numeric_limits<double>::infinity());
    STATIC_REQUIRE(log_exact(0.0) == -745.0);
    STATIC_REQUIRE(log_exact(-1.0) == -745.0);
}

TEST_CASE("Where its pieces meet exp falls by no more than a rounding") {
    // Pieces meet where x / ln 2 is half a whole number.
    for (int k = -1000; k <= 1000; ++k) {
        double x = (k + 0.5) * 0.69314718055994530942;
        for (int step = 0; step < 8; ++step) x = std::nextafter(x, -1e9);
        for (int step = 0; step < 16; ++step) {
            const double next = std::nextafter(x, 1e9);
            REQUIRE(exp_exact(x) <= exp_exact(next) * (1 + 5e-16));
            x = next;
        }
    }
}

TEST_CASE("The compiler and the running program compute the same bits") {
    constexpr double exp_at_compile_time = exp_exact(1.2345678901);
    constexpr double log_at_compile_time = log_exact(9.8765432109);
    volatile double x = 1.2345678901;
    volatile double y = 9.8765432109;
    REQUIRE(ulps_between(exp_exact(x), exp_at_compile_time) == 0);
    REQUIRE(ulps_between(log_exact(y), log_at_compile_time) == 0);
}

TEST_CASE("The logistic function is a half at zero and mirrors itself around it") {
    STATIC_REQUIRE(logistic(0.0) == 0.5);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const double x = scattered(i, -30, 30);
        REQUIRE(logistic(x) + logistic(-x) == Approx(1.0).epsilon(1e-14));
    }
    REQUIRE(logistic(800.0) == 1.0);
    REQUIRE(logistic(-800.0) >= 0.0);
    REQUIRE(logistic(-800.0) < 1e-300);
}

TEST_CASE("A power is as the library's to thirteen digits") {
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const double base = scattered(i, 0.01, 50);
        const double exponent = scattered(i + 1000, -5, 5);
        REQUIRE(power(base, exponent) == Approx(std::pow(base, exponent)).epsilon(1e-13));
    }
}

TEST_CASE("Weekly chances add up over a year to what the yearly rate says") {
    STATIC_REQUIRE(weekly_chance(0.0) == 0.0);
    for (const double rate : {0.01, 0.5, 3.0, 40.0}) {
        CAPTURE(rate);
        REQUIRE(std::pow(1 - weekly_chance(rate), 52.18) == Approx(std::exp(-rate)).epsilon(1e-9));
    }
    REQUIRE(weekly_chance(1e6) <= 1.0);
}

TEST_CASE("A probability becomes a threshold that is clamped to all and nothing") {
    STATIC_REQUIRE(threshold32(0.0) == 0);
    STATIC_REQUIRE(threshold32(-1.0) == 0);
    STATIC_REQUIRE(threshold32(0.5) == 1ULL << 31);
    STATIC_REQUIRE(threshold32(1.0) == 1ULL << 32);
    STATIC_REQUIRE(threshold32(7.0) == 1ULL << 32);
}
