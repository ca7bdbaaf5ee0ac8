#include "base/ids.hpp"

#include "catch.hpp"

using namespace topsoil;

TEST_CASE("Mixing depends on the order of the words, a pair's key does not") {
    REQUIRE(mix(1, 2) != mix(2, 1));
    REQUIRE(pair_key(1, 2) == pair_key(2, 1));
    REQUIRE(pair_key(1, 2) != pair_key(1, 3));
}

TEST_CASE("mix64 gives the published values of SplitMix64") {
    // The first outputs of SplitMix64 from seed 0 are mix64(0), mix64(g), mix64(2g) with g its golden gamma.
    constexpr std::uint64_t gamma = 0x9E3779B97F4A7C15ULL;
    STATIC_REQUIRE(mix64(0) == 0xE220A8397B1DCDAFULL);
    STATIC_REQUIRE(mix64(gamma) == 0x6E789E6AA1B965F4ULL);
    STATIC_REQUIRE(mix64(gamma * 2) == 0x06C45D188009454FULL);
}
