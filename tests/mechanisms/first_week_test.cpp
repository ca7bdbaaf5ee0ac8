// What stands in the first week is what the rules would keep up: lengths of care, work given up, friends made, queues.
#include "quiet_town.hpp"
#include "state/time_use.hpp"

using namespace topsoil;

namespace {

bool cares(const World& world, Slot slot) {
    const FileId file = world.people.care_file[slot];
    return file != nobody && world.care.files[file].first_given != nobody;
}

bool has_left_work(const World& world, Slot slot) { return world.people.has(slot, role::left_work); }

int count_left_work(const World& world) {
    int left = 0;
    for_everybody(world, [&](Slot slot) { left += has_left_work(world, slot) ? 1 : 0; });
    return left;
}

/// Ties to members of the same group that were not there when the city was made.
int later_ties_to_fellow_members(const World& world) {
    int found = 0;
    for (const auto& members : world.groups.members) {
        for (const Slot slot : members) {
            for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) {
                found += tie.arc == nobody && tie.kind == TieKind::friend_ && std::find(members.begin(), members.end(), tie.target) != members.end() ? 1 : 0;
            });
        }
    }
    return found;
}

}  // namespace

TEST_CASE("Care that stands in the first week has stood as long as spells last that end at a third a year", "[first_week]") {
    const World world = settled_world();
    double years = 0;
    double long_standing = 0;  // more than three years: e^-0.99 = 0.37
    double ties = 0;
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
        const CareTie& care = world.care.ties[tie];
        if (care.cared == nobody) continue;
        REQUIRE(care.since <= 0);
        years += -care.since / weeks_per_year;
        long_standing += -care.since > 3 * weeks_per_year ? 1 : 0;
        ++ties;
    }
    REQUIRE(ties > 300);
    REQUIRE(years / ties == Approx(1 / 0.33).epsilon(0.2));
    REQUIRE(long_standing / ties == Approx(0.37).margin(0.09));
}

TEST_CASE("Of carers past thirty-five hours some had left work before the first week, and nobody where nobody leaves it", "[first_week]") {
    const World world = settled_world();
    REQUIRE(count_left_work(world) > 0);
    for_everybody(world, [&](Slot slot) {
        if (!has_left_work(world, slot)) return;
        REQUIRE(cares(world, slot));
        REQUIRE(in_paid_work(world.city->seed, world.people.key[slot], world.people.age(slot, 0), false));
    });
    SmallTown town("tendered", 1, parameters_with({{"unpaid_care.leave_work_rate", 0}}));
    REQUIRE(count_left_work(town.world()) == 0);
}

TEST_CASE("Whoever gave work up to care and cares for nobody any more works again within a year", "[first_week]") {
    QuietTown town({"life_course"});
    World& world = town.world();
    std::set<Key> free_again;
    for_everybody(world, [&](Slot slot) {
        const int age = world.people.age(slot, 0);
        if (age < 30 || age > 50 || cares(world, slot)) return;
        world.people.roles.edit(slot) |= role::left_work;
        free_again.insert(world.people.key[slot]);
    });
    const std::set<Key> carers = keys_of(world, [&](Slot slot) { return cares(world, slot) && has_left_work(world, slot); });
    town.live(52 + turn_weeks);
    int back = 0;
    for_everybody(world, [&](Slot slot) {
        if (free_again.count(world.people.key[slot]) != 0) {
            ++back;
            REQUIRE(!has_left_work(world, slot));
        }
        if (carers.count(world.people.key[slot]) != 0 && cares(world, slot)) REQUIRE(has_left_work(world, slot));
    });
    REQUIRE(back > 300);
}

TEST_CASE("Members of groups have met before the first week, as many pairs as meet in the years that members stay", "[first_week]") {
    // A step of eight weeks brings two pairs together, members stay 26 steps in the mean: at most 52 pairs a group, both ways.
    const World world = settled_world();
    double groups = 0;
    for (const Group& group : world.groups.all) groups += group.alive;
    const double per_group = later_ties_to_fellow_members(world) / groups;
    CAPTURE(per_group);
    REQUIRE(per_group > 20);
    REQUIRE(per_group <= 2 * 52 * 1.3);  // some belong to two groups together
}

