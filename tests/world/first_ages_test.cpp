#include <algorithm>

#include "catch.hpp"
#include "world/first_ages.hpp"

using namespace topsoil;

namespace {

constexpr std::uint32_t steps = 20'000;
constexpr double from[] = {0, 15, 25, 50, 65, 80};
constexpr double to[] = {15, 25, 50, 65, 80, 105};

/// The share of a band of the census from this age on, by steps through all of its luck.
double share_from(std::size_t band, double age) {
    double counted = 0;
    for (std::uint32_t i = 0; i < steps; ++i) counted += age_in_band(band, i * (0xFFFF'FFFFU / steps), 1U << 31, 500, 50) >= age ? 1 : 0;
    return counted / steps;
}

}  // namespace

TEST_CASE("Everybody's age lies within their band of the census", "[first_ages]") {
    for (std::size_t band = 0; band < 6; ++band) {
        for (std::uint32_t i = 0; i <= steps; ++i) {
            const double age = age_in_band(band, i * (0xFFFF'FFFFU / steps), i * 0x9E37'79B9U, 500, 50);
            REQUIRE(age >= from[band]);
            REQUIRE(age < to[band]);
        }
    }
}

TEST_CASE("Of people of eighty and more half are eighty-five and more, a fifth ninety, a twentieth ninety-five", "[first_ages]") {
    REQUIRE(share_from(5, 85) == Approx(0.50).margin(0.01));
    REQUIRE(share_from(5, 90) == Approx(0.19).margin(0.01));
    REQUIRE(share_from(5, 95) == Approx(0.05).margin(0.005));
}

TEST_CASE("In the youngest band ages are even, and from twenty-five on there are more of the younger", "[first_ages]") {
    REQUIRE(share_from(0, 7.5) == Approx(0.5).margin(0.001));
    for (const std::size_t band : {2U, 3U, 4U}) REQUIRE(share_from(band, (from[band] + to[band]) / 2) < 0.5);
}

TEST_CASE("There are as many of fifteen to seventeen in a year of age as of younger children", "[first_ages]") {
    double teenagers = 0;
    for (std::uint32_t i = 0; i < steps; ++i) teenagers += age_in_band(1, i * 7'919U, i * (0xFFFF'FFFFU / steps), 500, 50) < 18 ? 1 : 0;
    REQUIRE(teenagers / steps * 500 == Approx(3 * 50).epsilon(0.01));
}

TEST_CASE("The older somebody is the likelier it is that they live in a care home", "[first_ages]") {
    for (double age = 67; age < 105; ++age) REQUIRE(care_home_weight(age) > care_home_weight(age - 1));
}
