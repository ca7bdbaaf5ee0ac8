#include "base/stepped_chance.hpp"

#include "base/draw.hpp"
#include "catch.hpp"

using namespace topsoil;

TEST_CASE("Luck against a stepped chance is answered as by the chance itself, between its steps, on them and beyond them") {
    const SteppedChance stepped(logistic);
    for (int i = 0; i < 200'000; ++i) {
        const auto luck = static_cast<std::uint32_t>(mix64(static_cast<std::uint64_t>(i)));
        const double score = i % 3 == 0 ? (i % 1'300 - 650) / 32.0 : 40 * uniform(static_cast<std::uint32_t>(mix64(luck))) - 20;
        CAPTURE(score, luck);
        REQUIRE(stepped.happens(luck, score, logistic) == happens(luck, logistic(score)));
    }
}

TEST_CASE("Luck that just suffices and luck that just does not are told apart by a stepped chance") {
    const SteppedChance stepped(logistic);
    for (double score = -17; score < 17; score += 0.00917) {
        const std::uint64_t threshold = threshold32(logistic(score));
        CAPTURE(score, threshold);
        if (threshold > 0) REQUIRE(stepped.happens(static_cast<std::uint32_t>(threshold - 1), score, logistic));
        if (threshold <= 0xFFFFFFFF) REQUIRE_FALSE(stepped.happens(static_cast<std::uint32_t>(threshold), score, logistic));
    }
}
