#include "world/first_groups.hpp"

#include <set>

#include "catch.hpp"
#include "state/group_kinds.hpp"
#include "world/made_city.hpp"

using namespace topsoil;

TEST_CASE("A small town begins with the groups its place names, each where its neighbourhood lists it") {
    const World& world = made_town();
    std::vector<int> of_kind(world.city->place.groups.size(), 0);
    std::set<Key> keys;
    for (const Group& group : world.groups.all) {
        ++of_kind[group.kind];
        REQUIRE(group.alive == 1);
        REQUIRE(keys.insert(group.key).second);
        REQUIRE(group.organisers >= 1);
        REQUIRE(group.cash >= 0);
        REQUIRE(group.rent_per_week <= group.income_per_week);
        REQUIRE(group.founded <= 0);
    }
    for (std::size_t kind = 0; kind < of_kind.size(); ++kind) REQUIRE(of_kind[kind] == world.city->place.groups[kind].count);
    std::size_t listed = 0;
    for (std::size_t n = 0; n < world.groups.in.size(); ++n) {
        for (const std::uint32_t g : world.groups.in[n]) REQUIRE(world.groups.all[g].neighbourhood == n);
        listed += world.groups.in[n].size();
    }
    REQUIRE(listed == world.groups.all.size());
}

TEST_CASE("Nobody joins a group twice or one that is not for their age, and everybody's memberships are counted") {
    const World& world = made_town();
    std::map<Slot, int> joined;
    for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
        const GroupAges ages = ages_of_group(world.city->place.groups[world.groups.all[g].kind].kind);
        std::set<Slot> seen;
        for (const Slot slot : world.groups.members[g]) {
            REQUIRE(seen.insert(slot).second);
            REQUIRE(world.people.alive(slot));
            REQUIRE(world.people.age(slot, 0) >= ages.youngest);
            REQUIRE(world.people.age(slot, 0) <= ages.oldest);
            REQUIRE(world.people.setting[slot] != Setting::care_home);
            ++joined[slot];
        }
    }
    REQUIRE(joined.size() > 500);
    for_each_person(world, [&](Slot slot) { REQUIRE(world.people.memberships[slot] == (joined.count(slot) != 0 ? joined[slot] : 0)); });
}

TEST_CASE("The first members keep a group going, where nobody volunteers at the start nobody is a volunteer") {
    const World& world = made_town();
    for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
        const auto& members = world.groups.members[g];
        for (std::size_t i = 0; i < members.size() && i < world.groups.all[g].organisers; ++i) REQUIRE(world.people.has(members[i], role::organiser));
    }
    ParameterSet nobody_gives;
    nobody_gives.set("city.group_volunteers_share", 0);
    const World idle = make_shipped_city("small-town", test_seed, 1, nobody_gives);
    int volunteers = 0;
    int before = 0;
    for_each_person(idle, [&](Slot slot) { volunteers += idle.people.has(slot, role::volunteer); });
    for_each_person(world, [&](Slot slot) { before += world.people.has(slot, role::volunteer); });
    REQUIRE(volunteers == 0);
    REQUIRE(before > 0);
}

TEST_CASE("Older people join about twice as readily as younger ones where a group is for both") {
    const World& world = made_town();
    double older = 0;
    double younger = 0;
    double older_people = 0;
    double younger_people = 0;
    for_each_person(world, [&](Slot slot) {
        const int age = world.people.age(slot, 0);
        if (age >= 60 && age <= 90) ++older_people;
        if (age >= 16 && age < 60) ++younger_people;
    });
    for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
        const GroupAges ages = ages_of_group(world.city->place.groups[world.groups.all[g].kind].kind);
        if (ages.youngest != 16 || ages.oldest < 100) continue;
        for (const Slot slot : world.groups.members[g]) ++(world.people.age(slot, 0) >= 60 ? older : younger);
    }
    const double ratio = (older / older_people) / (younger / younger_people);
    REQUIRE(older + younger > 300);
    REQUIRE(ratio == Approx(2).margin(0.5));
}
