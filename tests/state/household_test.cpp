#include "state/household.hpp"

#include <algorithm>
#include <tuple>

#include "catch.hpp"
#include "state/residents.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

Slot settle(Hamlet& hamlet, HomeId home, int age, bool woman) {
    const Slot slot = hamlet.settle(home, age);
    hamlet.world.people.origin.edit(slot) = origin_bits(woman, Origin::founder, 0);
    return slot;
}

/// A woman and a man who live together as a couple.
std::pair<Slot, Slot> couple(Hamlet& hamlet, HomeId home, int age) {
    const std::pair<Slot, Slot> two{settle(hamlet, home, age, true), settle(hamlet, home, age + 2, false)};
    begin_couple(hamlet.world, two.first, two.second);
    return two;
}

/// Parents, and their daughter with her partner, in one home.
struct TwoCouples {
    explicit TwoCouples(Hamlet& hamlet) {
        std::tie(mother, father) = couple(hamlet, 0, 55);
        std::tie(daughter, her_man) = couple(hamlet, 0, 27);
    }
    Slot mother = nobody, father = nobody, daughter = nobody, her_man = nobody;
};

std::vector<Slot> sorted(std::vector<Slot> slots) {
    std::sort(slots.begin(), slots.end());
    return slots;
}

}  // namespace

TEST_CASE("Housemates of one age are no couple until they become one") {
    Hamlet hamlet;
    const Slot she = settle(hamlet, 0, 27, true), he = settle(hamlet, 0, 28, false);
    REQUIRE(partner_of(hamlet.world, she) == nobody);
    begin_couple(hamlet.world, she, he);
    REQUIRE(partner_of(hamlet.world, she) == he);
    REQUIRE(partner_of(hamlet.world, he) == she);
}

TEST_CASE("Where two couples live together everybody's partner is of their own generation") {
    Hamlet hamlet;
    const TwoCouples home(hamlet);
    REQUIRE(partner_of(hamlet.world, home.mother) == home.father);
    REQUIRE(partner_of(hamlet.world, home.father) == home.mother);
    REQUIRE(partner_of(hamlet.world, home.daughter) == home.her_man);
    REQUIRE(partner_of(hamlet.world, home.her_man) == home.daughter);
}

TEST_CASE("Whoever outlives a partner has none, and other couples of the home stay couples") {
    Hamlet hamlet;
    const TwoCouples home(hamlet);
    Living living = hamlet.living();
    remove_person(living, home.father);
    REQUIRE_FALSE(hamlet.world.people.has_partner(home.mother));
    REQUIRE(partner_of(hamlet.world, home.daughter) == home.her_man);
}

TEST_CASE("A child goes where its mother goes, not where its grandmother or a lodger goes") {
    Hamlet hamlet;
    const Slot grandmother = settle(hamlet, 0, 50, true), mother = settle(hamlet, 0, 26, true), lodger = settle(hamlet, 0, 30, false);
    const Slot child = settle(hamlet, 0, 4, false);
    REQUIRE(children_of(hamlet.world, 0, mother) == std::vector<Slot>{child});
    REQUIRE(children_of(hamlet.world, 0, grandmother).empty());
    REQUIRE(children_of(hamlet.world, 0, lodger).empty());
}

TEST_CASE("Where there is no woman of a mother's age the child is a man's, and where nobody fits, nobody's") {
    Hamlet hamlet;
    const Slot father = settle(hamlet, 0, 40, false), sister = settle(hamlet, 0, 19, true), child = settle(hamlet, 0, 9, true);
    REQUIRE(parent_of(hamlet.world, 0, child) == father);
    REQUIRE(children_of(hamlet.world, 0, sister).empty());
    const Slot aunt = settle(hamlet, 1, 70, true), niece = settle(hamlet, 1, 9, true);
    REQUIRE(parent_of(hamlet.world, 0, niece) == nobody);
    REQUIRE(children_of(hamlet.world, 0, aunt) == std::vector<Slot>{niece});
}

TEST_CASE("All children of a home are left to its only grown-up, and to nobody where there are two") {
    Hamlet hamlet;
    const Slot sister = settle(hamlet, 0, 20, true), one = settle(hamlet, 0, 12, true), other = settle(hamlet, 0, 16, false);
    REQUIRE(sorted(children_left_to(hamlet.world, 0, sister)) == sorted({one, other}));
    const Slot uncle = settle(hamlet, 0, 33, false);
    REQUIRE(children_left_to(hamlet.world, 0, sister).empty());
    REQUIRE(children_left_to(hamlet.world, 0, uncle).empty());
}
