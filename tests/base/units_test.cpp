#include "base/units.hpp"

#include <cstdlib>

#include "catch.hpp"

using namespace topsoil;

TEST_CASE("Division rounds to nearest and halves away from zero, both signs alike") {
    STATIC_REQUIRE(divide_rounding(7, 2) == 4);
    STATIC_REQUIRE(divide_rounding(-7, 2) == -4);
    STATIC_REQUIRE(divide_rounding(5, 4) == 1);
    STATIC_REQUIRE(divide_rounding(-5, 4) == -1);
    STATIC_REQUIRE(divide_rounding(7, 4) == 2);
    STATIC_REQUIRE(divide_rounding(0, 9) == 0);
    STATIC_REQUIRE(divide_rounding(4, 3) == 1);
    STATIC_REQUIRE(divide_rounding(5, 3) == 2);
    for (std::int64_t a = -50; a <= 50; ++a) {
        for (std::int64_t b = 1; b <= 9; ++b) {
            REQUIRE(divide_rounding(a, b) == -divide_rounding(-a, b));
            REQUIRE(2 * std::abs(divide_rounding(a, b) * b - a) <= b);
        }
    }
}

TEST_CASE("A share survives the way into 16 bits and back to within half a step") {
    STATIC_REQUIRE(to_share16(0.0) == 0);
    STATIC_REQUIRE(to_share16(1.0) == share_one);
    STATIC_REQUIRE(to_share16(-3.0) == 0);
    STATIC_REQUIRE(to_share16(3.0) == share_one);
    for (int i = 0; i <= 1000; ++i) {
        const double share = i / 1000.0;
        REQUIRE(std::abs(as_share(to_share16(share)) - share) <= 0.5 / share_one + 1e-12);
    }
}

TEST_CASE("A relaxing state comes as near to its target from above as from below") {
    const std::int32_t rate = 65'536 / 20;
    // Where a twentieth of what is left rounds to nothing, the state rests: ten steps short, on either side alike.
    const int rest = 10;
    for (const int target : {20'000, 32'768, 50'000}) {
        CAPTURE(target);
        Share16 below = 0;
        Share16 above = share_one;
        for (int week = 0; week < 2000; ++week) {
            below = relax(below, static_cast<Share16>(target), rate);
            above = relax(above, static_cast<Share16>(target), rate);
        }
        REQUIRE(target - below <= rest);
        REQUIRE(target - below >= 0);
        REQUIRE(above - target == target - below);
    }
}

TEST_CASE("A step down mirrors the step up") {
    for (int gap = 0; gap <= 30'000; gap += 7) {
        for (const std::int32_t rate : {300, 3'277, 40'000, 65'536}) {
            const int up = relax(30'000, static_cast<Share16>(30'000 + gap), rate) - 30'000;
            const int down = relax(30'000, static_cast<Share16>(30'000 - gap), rate) - 30'000;
            REQUIRE(up == -down);
        }
    }
}

TEST_CASE("At the full rate a state reaches its target at once and at rate zero it stays") {
    STATIC_REQUIRE(relax(0, share_one, 65'536) == share_one);
    STATIC_REQUIRE(relax(share_one, 0, 65'536) == 0);
    STATIC_REQUIRE(relax(1'234, share_one, 0) == 1'234);
}
