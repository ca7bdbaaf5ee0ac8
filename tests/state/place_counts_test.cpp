#include "state/place_counts.hpp"

#include "catch.hpp"

using namespace topsoil;

TEST_CASE("People are counted where they live, whoever is stored beside them") {
    PlaceCounts counts(3);
    for (std::size_t i = 0; i < 10; ++i) counts.add(i, 1, 2);  // neighbours
    counts.add(10, 2, 7);
    counts.add(11, 1, 1);
    REQUIRE(counts.of(0) == 0);
    REQUIRE(counts.of(1) == 21);
    REQUIRE(counts.of(2) == 7);
}
