#include "quiet_town.hpp"
#include "state/group_kinds.hpp"

using namespace topsoil;

namespace {

/// Nobody notices, everybody who lacks help asks, and nobody whom they know may say yes: who has given up the time they had gives none.
struct TurnedToGroups {
    QuietTown town;

    explicit TurnedToGroups(double answers)
        : town({"everyday_help"}, parameters_with({{"everyday_help.notice_rate", 0}, {"everyday_help.ask_chance", 1}, {"everyday_help.offer_base", 100}, {"everyday_help.small_act_chance", 0}, {"everyday_help.group_answers", answers}})) {
        World& world = town.world();
        for_each_file(world, [&](FileId id, const CareFile&) { end_everyday_help(world, id); });
        for_everybody(world, [&](Slot slot) {
            if (!in_a_helping_group(slot)) world.people.capacity.edit(slot) = world.people.committed[slot];
        });
    }
    [[nodiscard]] bool in_a_helping_group(Slot slot) {
        const World& world = town.world();
        for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
            if (world.groups.all[g].alive == 0 || !finds_helpers(world.city->place.groups[world.groups.all[g].kind].kind)) continue;
            const auto& members = world.groups.members[g];
            if (std::find(members.begin(), members.end(), slot) != members.end()) return true;
        }
        return false;
    }
    [[nodiscard]] int sent() {
        int sent = 0;
        for_each_file(town.world(), [&](FileId, const CareFile& file) { sent += file.has(mark::by_group) ? 1 : 0; });
        return sent;
    }
};

}  // namespace

TEST_CASE("Who asks and still lacks help is helped by somebody whom a group sends", "[everyday_help]") {
    TurnedToGroups people(1);
    const World& world = people.town.world();
    people.town.live(all_turns);
    REQUIRE(people.sent() > 3);
    for_each_file(world, [&](FileId, const CareFile& file) {
        if (!file.has(mark::by_group)) return;
        const std::size_t last = file.helper[1] != nobody ? 1 : 0;
        REQUIRE(world.people.has(file.helper[last], role::volunteer));
        REQUIRE(people.in_a_helping_group(file.helper[last]));
        REQUIRE(world.people.committed[file.helper[last]] <= world.people.capacity[file.helper[last]]);
        REQUIRE(file.found_by_group() == file.helper_minutes[last]);
        REQUIRE(file.everyday >= file.found_by_group());
    });
}

TEST_CASE("Where no group answers nobody is sent", "[everyday_help]") {
    TurnedToGroups people(0);
    people.town.live(all_turns);
    REQUIRE(people.sent() == 0);
}

TEST_CASE("A group that is tired out sends nobody", "[everyday_help]") {
    TurnedToGroups people(1);
    for (Group& group : people.town.world().groups.all) group.energy = 0;
    people.town.live(all_turns);
    REQUIRE(people.sent() == 0);
}

TEST_CASE("When an arrangement ends it is forgotten who sent the helper", "[everyday_help]") {
    TurnedToGroups people(1);
    people.town.live(all_turns);
    World& world = people.town.world();
    for_each_file(world, [&](FileId id, const CareFile&) { end_everyday_help(world, id); });
    REQUIRE(people.sent() == 0);
}
