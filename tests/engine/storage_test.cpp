// Where people are stored says nothing about them.
#include <algorithm>

#include "catch.hpp"
#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "state/residents.hpp"
#include "support/hamlet.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

/// Four people of one hamlet, tied, one caring for another, stored in the given slots and entered in the given order.
Hamlet stored(const std::array<Slot, 4>& at, bool backwards) {
    const auto [mother, daughter, friend_, old] = at;
    Hamlet hamlet({{daughter, mother, TieKind::kin, 200, 1}, {mother, daughter, TieKind::kin, 180, 2}, {mother, friend_, TieKind::close_friend, 160, 3}, {mother, old, TieKind::close_friend, 140, 4}});
    World& world = hamlet.world;
    world.week = 9;
    struct Person {
        Slot slot;
        HomeId home;
        int age;
        NeedLevel need;
        Key key;
    };
    std::vector<Person> people{{mother, 0, 80, NeedLevel::high, 11}, {daughter, 1, 50, NeedLevel::none, 12}, {friend_, 0, 79, NeedLevel::low, 13}, {old, 2, 90, NeedLevel::medium, 14}};
    if (backwards) std::reverse(people.begin(), people.end());
    for (const Person& person : people) {
        hamlet.settle(person.home, person.age, person.need, person.slot);
        world.people.key.edit(person.slot) = person.key;
        world.people.loneliness.edit(person.slot) = static_cast<Share16>(100 * person.key);
    }
    const std::array<Slot, 2> cared = backwards ? std::array<Slot, 2>{old, mother} : std::array<Slot, 2>{mother, old};
    for (const Slot slot : cared) start_care_tie(world, world.people.care_file[slot], daughter, Tier::kin_near, slot == old ? 40 : 90, 3);
    add_tie(world, daughter, friend_, TieKind::friend_, 70, 5);
    add_tie(world, daughter, old, TieKind::friend_, 60, 6);
    world.groups.all.resize(1);
    world.groups.all[0].key = 400;
    world.groups.all[0].alive = 1;
    world.groups.members.push_back({mother, old});  // in order of joining, whoever came to the hamlet first
    return hamlet;
}

}  // namespace

TEST_CASE("A hamlet's digest does not depend on where people are stored, nor on the order in which they came") {
    const Hamlet one = stored({0, 1, 2, 3}, false);
    const Hamlet other = stored({7, 2, 9, 4}, true);
    REQUIRE(digest(one.world) == digest(other.world));
}

TEST_CASE("Whatever changes about one person changes the digest, and changing it back restores it") {
    Hamlet hamlet = stored({0, 1, 2, 3}, false);
    World& world = hamlet.world;
    const std::uint64_t before = digest(world);
    const auto changes = [&](const char* what, auto& value, auto other) {
        INFO(what);
        const auto kept = value;
        value = other;
        REQUIRE(digest(world) != before);
        value = kept;
        REQUIRE(digest(world) == before);
    };
    People& p = world.people;
    changes("birth week", p.birth_week.edit(0), std::int16_t{-999});
    changes("sex or origin", p.origin.edit(0), std::uint8_t{1});
    changes("home", p.home.edit(0), HomeId{2});
    changes("setting", p.setting.edit(0), Setting::hospital);
    changes("gone", p.setting.edit(0), Setting::gone);
    changes("roles", p.roles.edit(0), role::volunteer);
    changes("memberships", p.memberships.edit(0), std::uint8_t{3});
    changes("loneliness", p.loneliness.edit(0), Share16{1});
    changes("belonging", p.belonging.edit(0), Share16{1});
    changes("strain", p.strain.edit(0), Share16{1});
    changes("contact", p.contact.edit(0), Share16{1});
    changes("capacity", p.capacity.edit(0), std::uint16_t{1});
    changes("committed", p.committed.edit(0), std::uint16_t{1});
    changes("need", p.need.edit(0), NeedLevel::low);
    changes("a founders' tie", world.ties.level.write(0)[0], std::uint8_t{1});
    changes("a founders' tie's clock", world.ties.last.write(0)[0], std::uint8_t{99});
    changes("a tie made since", world.ties.pages.edit(p.tie_page[1]).level[0], std::uint8_t{1});
    CareFile& file = world.care.files.edit(p.care_file[0]);
    changes("minutes of need", file.need[2], std::uint16_t{7});
    changes("unmet minutes", file.unmet, std::uint16_t{7});
    changes("stage", file.stage, Stage::waiting_start);
    changes("week of the last admission", file.hospital_week, std::int16_t{5});
    changes("minutes of a care tie", world.care.ties.edit(file.first_received).minutes, std::uint16_t{91});
    changes("energy of a group", world.groups.all[0].energy, Share16{5});
    changes("a care home's beds", world.care_homes.open_beds[0], std::uint16_t{2});
    changes("the week", world.week, Week{10});
    Ledger kept = world.ledger;
    world.ledger.post(Account::council, Account::officers, 0, 1);
    REQUIRE(digest(world) != before);
    world.ledger = kept;
    world.flows.add(Flow::births, 1, 1);
    REQUIRE(digest(world) != before);
}

TEST_CASE("It makes no difference to sixty weeks of a town in which free slot a newcomer is stored, nor which file or page is used next") {
    SmallTown plain;
    SmallTown shuffled;
    World& world = shuffled.world();
    for (auto& free : world.free_slots) std::reverse(free.begin(), free.end());
    world.free_slots[0].swap(world.free_slots[1]);
    for (auto& free : world.care.free_files) std::reverse(free.begin(), free.end());
    std::reverse(world.care.free_ties.begin(), world.care.free_ties.end());
    std::reverse(world.ties.free_pages.begin(), world.ties.free_pages.end());
    REQUIRE(digest(world) == digest(plain.world()));
    for (int week = 0; week < 60; ++week) {
        plain.live(1);
        shuffled.live(1);
        INFO("after week " << week);
        REQUIRE(digest(world) == digest(plain.world()));
    }
    // The two did store people differently.
    bool elsewhere = false;
    for (Slot slot = 0; slot < world.city->slots; ++slot) elsewhere = elsewhere || world.people.alive(slot) != plain.world().people.alive(slot);
    REQUIRE(elsewhere);
    REQUIRE_NOTHROW(check_everything(world));
}

TEST_CASE("After two years founders' ties still stand on both sides or on neither, and newcomers have none of those of whose slot they were given") {
    SmallTown town;
    town.live(110);
    const World& world = town.world();
    const City& city = *world.city;
    const auto level = [&](Slot owner, std::uint32_t arc) { return world.ties.level.read(shard_of(owner))[arc - city.shard_first_arc[shard_of(owner)]]; };
    std::size_t standing = 0;
    std::size_t ended = 0;
    std::size_t replaced = 0;
    for (Slot slot = 0; slot < city.slots; ++slot) {
        const bool founder = world.people.came_as(slot) == Origin::founder;
        for (std::uint32_t arc = city.ties.row_begin(slot); arc < city.ties.row_end(slot); ++arc) {
            const Slot other = city.ties.target(arc);
            bool back = false;
            for (std::uint32_t other_arc = city.ties.row_begin(other); other_arc < city.ties.row_end(other); ++other_arc) {
                back = back || (city.ties.target(other_arc) == slot && level(other, other_arc) != 0);
            }
            REQUIRE(back == (level(slot, arc) != 0));
            if (!founder) REQUIRE(level(slot, arc) == 0);
            ++(back ? standing : ended);
        }
        replaced += !founder && city.ties.row_begin(slot) != city.ties.row_end(slot) ? 1 : 0;
        if (!founder) REQUIRE(founder_row(city, world.people, slot).size() == 0);
    }
    REQUIRE(standing > 0);
    REQUIRE(ended > 0);
    REQUIRE(replaced > 0);
}
