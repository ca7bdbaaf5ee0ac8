#include "state/care_order.hpp"

#include "catch.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

/// Who gives how much to somebody, in the order in which it is remembered.
std::vector<std::pair<Slot, int>> given_to(const World& world, Slot person) {
    std::vector<std::pair<Slot, int>> found;
    for (std::uint32_t tie = world.care.files[world.people.care_file[person]].first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
        found.emplace_back(world.care.ties[tie].carer, world.care.ties[tie].minutes);
    }
    return found;
}

}  // namespace

TEST_CASE("Laid in order, those of people who need help first, care files and ties say what they said before") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot first = hamlet.settle(0, 40);
    const Slot second = hamlet.settle(1, 41);
    const Slot third = hamlet.settle(2, 42);
    for (const Slot slot : {third, first, second}) open_file(world, slot);  // in no order
    world.care.files.edit(world.people.care_file[third]).need = {0, 60, 30};
    start_care_tie(world, world.people.care_file[third], first, Tier::neighbour, 60, 0);
    start_care_tie(world, world.people.care_file[first], second, Tier::kin_near, 120, 0);
    start_care_tie(world, world.people.care_file[third], second, Tier::close_friend, 90, 0);
    world.settings.may_start = {world.people.care_file[third], world.people.care_file[first]};
    const auto to_first = given_to(world, first);
    const auto to_third = given_to(world, third);
    const std::size_t free_files = world.care.free_files[0].size();
    const std::size_t free_ties = world.care.free_ties.size();

    lay_care_in_order(world);
    REQUIRE(world.people.care_file[third] < world.people.care_file[first]);  // alone of the three in need of help
    REQUIRE(world.people.care_file[first] < world.people.care_file[second]);
    for (const Slot slot : {first, second, third}) REQUIRE(world.care.files[world.people.care_file[slot]].person == slot);
    REQUIRE(world.care.files[world.people.care_file[third]].need[1] == 60);
    REQUIRE(world.settings.may_start == std::vector<FileId>{world.people.care_file[third], world.people.care_file[first]});
    REQUIRE(given_to(world, first) == to_first);
    REQUIRE(given_to(world, third) == to_third);
    REQUIRE(minutes_given(world, second) == 210);
    REQUIRE(world.care.files[world.people.care_file[third]].first_received == 0);  // ties lie in the order of the files they lead to
    REQUIRE(world.care.free_files[0].size() == free_files);
    REQUIRE(world.care.free_ties.size() == free_ties);
    // The next file and the next tie take places that nobody has.
    const Slot fourth = hamlet.settle(3, 43);
    const FileId file = open_file(world, fourth);
    for (const Slot slot : {first, second, third}) REQUIRE(world.people.care_file[slot] != file);
    start_care_tie(world, file, first, Tier::neighbour, 30, 0);
    REQUIRE(given_to(world, third) == to_third);
}
