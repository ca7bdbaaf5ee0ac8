#include "state/tie_count.hpp"

#include "base/ids.hpp"
#include "catch.hpp"
#include "state/residents.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

/// A key whose owner is among those whose ties are counted, one in so many; or the next after it that is not.
Key key_of_one_in(std::uint64_t many, bool among = true, Key from = 1'000) {
    while (((mix64(from) % many) == 0) != among) ++from;
    return from;
}

/// Five people: the first knows a friend and a neighbour who know each other, a second friend whom nobody else knows, and lives with their
/// brother, who knows the neighbour.
struct Five {
    Hamlet hamlet{{{0, 1}, {1, 0}, {0, 2, TieKind::neighbour}, {2, 0, TieKind::neighbour}, {1, 2}, {2, 1}}};
    Slot first = hamlet.settle(0, 40), friend_ = hamlet.settle(1, 41), neighbour = hamlet.settle(2, 42), brother = hamlet.settle(0, 44), new_friend = hamlet.settle(5, 39);
    Five() {
        World& world = hamlet.world;
        for (const Slot slot : {friend_, neighbour, brother, new_friend}) world.people.key.edit(slot) = key_of_one_in(8, false, 2'000 + 100 * slot);
        world.people.key.edit(first) = key_of_one_in(128);
        meet(first, new_friend);
        meet(brother, neighbour);
    }
    void meet(Slot a, Slot b) { meet_each_other(hamlet.world, {{a, b, TieKind::friend_}}, met_level, 0); }
    TieCount counted(std::size_t neighbourhood = 0) {
        Living living = hamlet.living();
        count_ties(living);
        return hamlet.world.ties.counted[neighbourhood];
    }
};

}  // namespace

TEST_CASE("Of three whom somebody has ties with and one they live with, two of six pairs know each other") {
    Five five;
    const TieCount count = five.counted();
    CHECK(count.people == 1);
    CHECK(count.ties == 3);
    CHECK(count.pairs == 6);
    CHECK(count.closed == 2);  // friend and neighbour, brother and neighbour
    CHECK(five.counted(1).people == 0);
}

TEST_CASE("Two who live with each other know each other without a tie") {
    Five five;
    move_person(five.hamlet.world, five.new_friend, 1);
    const TieCount count = five.counted();
    CHECK(count.pairs == 6);
    CHECK(count.closed == 3);
}

TEST_CASE("Who has died is no friend any more, and neither is anybody of those who are not asked counted for themselves") {
    Five five;
    Living living = five.hamlet.living();
    remove_person(living, five.friend_);
    const TieCount count = five.counted();
    CHECK(count.people == 1);
    CHECK(count.pairs == 3);
    CHECK(count.closed == 1);
    remove_person(living, five.first);
    CHECK(five.counted().people == 0);
}

TEST_CASE("Most of those whose ties are counted are not asked whether their friends know each other") {
    Five five;
    Key key = key_of_one_in(8);
    while (mix64(key) % 128 == 0) key = key_of_one_in(8, true, key + 1);
    five.hamlet.world.people.key.edit(five.first) = key;
    const TieCount count = five.counted();
    CHECK(count.people == 1);
    CHECK(count.ties == 3);
    CHECK(count.pairs == 0);
}
