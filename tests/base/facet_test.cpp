#include "base/facet.hpp"

#include "catch.hpp"

using namespace topsoil;

namespace {

struct Neighbour {
    std::uint32_t door = 0;
    std::uint16_t age = 0;
    std::uint16_t keys_held = 0;
};
using Doors = Facet<Neighbour, &Neighbour::door>;
using Ages = Facet<Neighbour, &Neighbour::age>;

}  // namespace

TEST_CASE("A facet reads and writes one member of each record and leaves the others alone") {
    Column<Neighbour> street(2 * shard_size, Neighbour{7, 40, 1});
    Ages age(street);
    Doors door(street);
    age.edit(shard_size + 3) = 85;
    door.write(0)[2] = 9;
    REQUIRE(street[shard_size + 3].age == 85);
    REQUIRE(street[shard_size + 3].door == 7);
    REQUIRE(street[shard_size + 3].keys_held == 1);
    REQUIRE(door[2] == 9);
    REQUIRE(door.read(0)[2] == 9);
    REQUIRE((door.read(0) + 2)[0] == 9);
    REQUIRE(age.size() == 2 * shard_size);
    REQUIRE(age.pages() == 2);
}

TEST_CASE("What one world writes through a facet the other does not see, in no member of the record") {
    Column<Neighbour> street(shard_size, Neighbour{7, 40, 1});
    Column<Neighbour> branched = street.branch();
    Ages age(street);
    Ages later(branched);
    later.edit(5) = 41;
    REQUIRE(age[5] == 40);
    REQUIRE(later[5] == 41);
    REQUIRE(branched[5].door == 7);
}

TEST_CASE("The bytes of a facet are those of its member, own or shared") {
    Column<Neighbour> street(shard_size, Neighbour{});
    const Doors door(street);
    REQUIRE(door.bytes_own_and_shared() == std::pair<std::size_t, std::size_t>{shard_size * 4, 0});
    const Column<Neighbour> branched = street.branch();
    REQUIRE(door.bytes_own_and_shared() == std::pair<std::size_t, std::size_t>{0, shard_size * 4});
}

TEST_CASE("Facets of one column are laid once, and keep what the first was given") {
    Column<Neighbour> street;
    Doors door(street);
    Ages age(street);
    const std::vector<std::uint32_t> lengths{shard_size, 10};
    door.lay(lengths);
    door.edit(3) = 12;
    age.lay(lengths);
    REQUIRE(street.pages() == 2);
    REQUIRE(street.size() == shard_size + 10);
    REQUIRE(door[3] == 12);
    age.lay({10});
    REQUIRE(street.size() == 10);
}
