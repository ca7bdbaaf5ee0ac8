#include "engine/checkpoint.hpp"

#include "catch.hpp"
#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "engine/memory_blocks.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

World made_again() {
    Team team(1);
    const ParameterSet defaults;
    return make_city(shipped_place("small-town"), test_seed, view_of(defaults, "city"), team);
}

void require_same_life(const std::string& regime, const std::vector<Week>& saved_weeks, Week until) {
    SmallTown town(regime);
    std::map<Week, MemoryBlocks> saved;
    while (town.world().week < until) {
        if (std::find(saved_weeks.begin(), saved_weeks.end(), town.world().week) != saved_weeks.end()) save_world(town.world(), saved[town.world().week]);
        town.live(1);
    }
    const std::uint64_t uninterrupted = digest(town.world());
    REQUIRE(saved.size() == saved_weeks.size());
    for (const auto& [week, blocks] : saved) {
        INFO("saved in week " << week);
        World world = made_again();
        load_world(world, blocks);
        REQUIRE(world.week == week);
        Team team(2);
        const ParameterSet defaults;
        Simulation resumed(std::move(world), defaults, shipped_levers(regime), test_seed, team);
        while (resumed.world().week < until) resumed.live_week();
        REQUIRE(digest(resumed.world()) == uninterrupted);
        REQUIRE_NOTHROW(check_everything(resumed.world()));
    }
}

}  // namespace

TEST_CASE("A tendered town taken up from week 30, 31 or 50 lives as if it had never been put down") {
    require_same_life("tendered", {30, 31, 50, 51, 52}, 60);
}

TEST_CASE("A gardened town taken up in the middle of a month lives as if it had never been put down") {
    require_same_life("gardening", {0, 30, 31}, 60);
}

TEST_CASE("Everything that is put away comes back, each part under its own name") {
    SmallTown town;
    town.live(5);
    MemoryBlocks blocks;
    save_world(town.world(), blocks, "world0/");
    REQUIRE(blocks.has("world0/world.week"));
    REQUIRE(blocks.has("world0/people.key"));
    REQUIRE(blocks.has("world0/ledger.balance"));
    World world = made_again();
    load_world(world, blocks, "world0/");
    // Saved once more it is the same, block by block.
    MemoryBlocks again;
    save_world(world, again, "world0/");
    REQUIRE(again.size() == blocks.size());
    std::size_t parts = 0;
    town.world().visit([&](const Field& field, auto&) {
        ++parts;
        const std::string name = "world0/" + std::string(field.name);
        REQUIRE(again.count(name) == blocks.count(name));
    });
    REQUIRE(parts > 50);
    REQUIRE(digest(world) == digest(town.world()));
}

TEST_CASE("A checkpoint from which a part is missing is refused by name") {
    SmallTown town;
    MemoryBlocks blocks;
    save_world(town.world(), blocks);
    blocks.forget("people.strain");
    World world = made_again();
    try {
        load_world(world, blocks);
        FAIL("loaded");
    } catch (const InputError& error) {
        REQUIRE(std::string(error.what()).find("people.strain") != std::string::npos);
    }
}
