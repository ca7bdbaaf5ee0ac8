#include "base/draw.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace topsoil;

namespace {

constexpr int samples = 200'000;
constexpr Purpose test_purpose{"draws of the test"};

struct Moments {
    double mean;
    double variance;
};

/// Mean and variance of f(block) over `samples` people.
template <class F>
Moments moments(F&& f) {
    double sum = 0;
    double squares = 0;
    for (int person = 0; person < samples; ++person) {
        const double x = f(block(11, test_purpose, mix64(static_cast<std::uint64_t>(person)), 3));
        sum += x;
        squares += x * x;
    }
    const double mean = sum / samples;
    return {mean, squares / samples - mean * mean};
}

/// Five standard errors of a mean with the given variance: a sound generator fails one check in two million.
double tolerance(double variance) { return 5 * std::sqrt(variance / samples); }

}  // namespace

TEST_CASE("Philox gives its published known answers") {
    const auto zero = r123::Philox4x32{}({{0, 0, 0, 0}}, {{0, 0}});
    REQUIRE(Block{zero[0], zero[1], zero[2], zero[3]} == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    constexpr std::uint32_t ones = 0xFFFFFFFF;
    const auto all = r123::Philox4x32{}({{ones, ones, ones, ones}}, {{ones, ones}});
    REQUIRE(Block{all[0], all[1], all[2], all[3]} == Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
}

TEST_CASE("A block is Philox of a counter of key, week, number and purpose under the seed") {
    const std::uint64_t seed = 0x1122334455667788ULL;
    const Key key = 0x99AABBCCDDEEFF00ULL;
    const auto by_hand =
        r123::Philox4x32{}({{0xDDEEFF00, 0x99AABBCC, 700U << 16 | 9U, test_purpose.code}}, {{0x55667788, 0x11223344}});
    REQUIRE(block(seed, test_purpose, key, 700, 9) == Block{by_hand[0], by_hand[1], by_hand[2], by_hand[3]});
    REQUIRE(draw(seed, test_purpose, key, 700, 9) == by_hand[0]);
}

TEST_CASE("Every part of a draw's address changes the draw") {
    const Block base = block(1, Purpose("one"), 2, 3, 4);
    REQUIRE(block(1, Purpose("one"), 2, 3, 4) == base);
    REQUIRE(block(9, Purpose("one"), 2, 3, 4) != base);
    REQUIRE(block(1, Purpose("two"), 2, 3, 4) != base);
    REQUIRE(block(1, Purpose("one"), 9, 3, 4) != base);
    REQUIRE(block(1, Purpose("one"), 2, 9, 4) != base);
    REQUIRE(block(1, Purpose("one"), 2, 3, 9) != base);
    REQUIRE(block(1ULL << 32 | 1, Purpose("one"), 2, 3, 4) != base);
    REQUIRE(block(1, Purpose("one"), 1ULL << 32 | 2, 3, 4) != base);
}

TEST_CASE("A purpose is the FNV-1a hash of its name") {
    STATIC_REQUIRE(Purpose("").code == 0x811C9DC5);
    STATIC_REQUIRE(Purpose("a").code == 0xE40C292C);
    STATIC_REQUIRE(Purpose("foobar").code == 0xBF9CF968);
}

TEST_CASE("A uniform number lies strictly between 0 and 1") {
    STATIC_REQUIRE(uniform(0) > 0);
    STATIC_REQUIRE(uniform(0) < 1e-9);
    STATIC_REQUIRE(uniform(0xFFFFFFFF) < 1);
    STATIC_REQUIRE(uniform(0xFFFFFFFF) > 1 - 1e-9);
    STATIC_REQUIRE(uniform(0x80000000) - 0.5 < 2e-10);
}

TEST_CASE("A whole number below n reaches 0 and n - 1 and no further") {
    for (const std::uint32_t n : {1U, 2U, 7U, 1'000'000U, 0xFFFFFFFFU}) {
        CAPTURE(n);
        REQUIRE(below(0, n) == 0);
        REQUIRE(below(0xFFFFFFFF, n) == n - 1);
    }
}

TEST_CASE("Whole numbers below seven come up equally often") {
    std::vector<int> counts(7, 0);
    for (int person = 0; person < samples; ++person) {
        ++counts[below(draw(5, test_purpose, static_cast<Key>(person), 0), 7)];
    }
    const double expected = samples / 7.0;
    for (const int count : counts) REQUIRE(std::abs(count - expected) < 5 * std::sqrt(expected));
}

TEST_CASE("Raising a probability adds events and removes none") {
    REQUIRE_FALSE(happens(0, 0.0));
    REQUIRE(happens(0xFFFFFFFF, 1.0));
    REQUIRE_FALSE(happens(0, -0.5));
    REQUIRE(happens(0xFFFFFFFF, 2.0));
    for (Key key = 0; key < 1000; ++key) {
        const std::uint32_t bits = draw(1, test_purpose, key, 0);
        bool before = false;
        for (int percent = 0; percent <= 100; ++percent) {
            const bool now = happens(bits, percent / 100.0);
            REQUIRE(now >= before);
            before = now;
        }
        REQUIRE(before);
    }
}

TEST_CASE("An event happens as often as its probability says") {
    for (const double p : {0.001, 0.1, 0.5, 0.97}) {
        CAPTURE(p);
        const Moments seen = moments([&](const Block& bits) { return happens(bits[0], p) ? 1.0 : 0.0; });
        REQUIRE(std::abs(seen.mean - p) < tolerance(p * (1 - p)));
    }
}

TEST_CASE("Normal numbers have mean 0, variance 1 and end before five standard deviations") {
    const Moments seen = moments([](const Block& bits) { return normal(bits); });
    REQUIRE(std::abs(seen.mean) < tolerance(1.0));
    REQUIRE(std::abs(seen.variance - 1) < tolerance(1.85));  // of a square: kurtosis 2.85 less 1
    STATIC_REQUIRE(normal(Block{0, 0, 0, 0}) > -5);
    STATIC_REQUIRE(normal(Block{0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}) < 5);
    STATIC_REQUIRE(normal(Block{0, 0, 0, 0}) == -normal(Block{0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}));
}

TEST_CASE("Gumbel numbers have Euler's constant for a mean and a sixth of pi squared for a variance") {
    const double variance = 3.14159265358979 * 3.14159265358979 / 6;
    const Moments seen = moments([](const Block& bits) { return gumbel(bits[0]); });
    REQUIRE(std::abs(seen.mean - 0.5772156649) < tolerance(variance));
    REQUIRE(std::abs(seen.variance - variance) < tolerance(4.4 * variance * variance));  // kurtosis 5.4 less 1
}

TEST_CASE("Logistic noise has mean 0 and a third of pi squared for a variance") {
    const double variance = 3.14159265358979 * 3.14159265358979 / 3;
    const Moments seen = moments([](const Block& bits) { return logistic_noise(bits[0]); });
    REQUIRE(std::abs(seen.mean) < tolerance(variance));
    REQUIRE(std::abs(seen.variance - variance) < tolerance(3.2 * variance * variance));  // kurtosis 4.2 less 1
}

TEST_CASE("Lognormal numbers of mean one have mean one and spread as asked") {
    const double sigma = 0.5;
    const double variance = std::exp(sigma * sigma) - 1;
    const Moments seen = moments([&](const Block& bits) { return lognormal_mean_one(bits, sigma); });
    REQUIRE(std::abs(seen.mean - 1) < tolerance(variance) + 1e-3);  // the normal has slightly thin tails
    REQUIRE(seen.variance == Approx(variance).epsilon(0.03));
}

TEST_CASE("Poisson numbers have the mean asked for, and as great a variance") {
    for (const double mean : {0.02, 1.0, 7.5, 30.0}) {
        CAPTURE(mean);
        const Moments seen = moments([&](const Block& bits) { return static_cast<double>(poisson(bits[0], mean)); });
        REQUIRE(std::abs(seen.mean - mean) < tolerance(mean));
        REQUIRE(std::abs(seen.variance - mean) < tolerance(mean * (1 + 2 * mean)));
    }
    REQUIRE(poisson(0xFFFFFFFF, 0.0) == 0);
}

TEST_CASE("A larger Poisson mean never lowers anybody's number") {
    for (Key key = 0; key < 1000; ++key) {
        const std::uint32_t bits = draw(1, test_purpose, key, 0);
        REQUIRE(poisson(bits, 2.0) <= poisson(bits, 2.5));
    }
}

TEST_CASE("A yearly rate decides as the weekly chance it makes, for luck that just suffices and luck that just does not") {
    for (const double share : {1.0, 0.0625, 300 / 65'536.0, 1 / 65'536.0}) {
        for (const double a_year : {0.0, 1e-9, 1e-5, 0.001, 0.02, 0.25, 1.8, 3.2, 60.0}) {
            CAPTURE(share, a_year);
            const std::uint64_t threshold = threshold32(weekly_chance(a_year) / share);
            for (int off = -3; off <= 3; ++off) {
                const auto luck = static_cast<std::int64_t>(threshold) + off;
                if (luck < 0 || luck > 0xFFFFFFFF) continue;
                REQUIRE(happens(static_cast<std::uint32_t>(luck), YearlyRate{a_year}, share) == (off < 0));
            }
            for (std::uint64_t i = 0; i < 2'000; ++i) {
                const auto luck = static_cast<std::uint32_t>(mix64(i));
                REQUIRE(happens(luck, YearlyRate{a_year}, share) == happens(luck, weekly_chance(a_year) / share));
            }
        }
    }
}
