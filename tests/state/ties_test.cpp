#include "state/ties.hpp"

#include <map>

#include "catch.hpp"
#include "state/residents.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

std::vector<TieView> ties_of(const World& world, Slot slot) {
    std::vector<TieView> seen;
    for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) { seen.push_back(tie); });
    return seen;
}

std::vector<Slot> known_by(const World& world, Slot slot) {
    std::vector<Slot> targets;
    for (const TieView& tie : ties_of(world, slot)) targets.push_back(tie.target);
    return targets;
}

}  // namespace

TEST_CASE("Friends who have not met for a half-life count on each other half as much above what lasts") {
    const TieDecay decay(104, 26, 0.0);
    REQUIRE(decay.strength(TieKind::friend_, 255, 0, 0) == Approx(1.0));
    REQUIRE(decay.strength(TieKind::friend_, 255, 0, 26) == Approx(0.5));
    REQUIRE(decay.strength(TieKind::close_friend, 255, 0, 52) == Approx(0.25));
    REQUIRE(decay.strength(TieKind::neighbour, 102, 0, 26) == Approx(0.2));
    REQUIRE(decay.strength(TieKind::kin, 255, 0, 104) == Approx(0.5));

    const TieDecay sustained(104, 26, 0.35);
    REQUIRE(sustained.strength(TieKind::friend_, 255, 0, 26) == Approx(0.35 + 0.65 / 2));
    REQUIRE(sustained.strength(TieKind::friend_, 255, 0, 255) == Approx(0.35).margin(0.001));
}

TEST_CASE("Time since friends last met is counted rightly when their clock has gone round") {
    const TieDecay decay(260, 26, 0.2);
    for (const Week met : {0, 230, 300, 1'000}) {
        REQUIRE(decay.strength(TieKind::friend_, 200, static_cast<std::uint8_t>(met), met + 40) == decay.strength(TieKind::friend_, 200, 0, 40));
    }
    for (Week weeks = 1; weeks < 256; ++weeks) REQUIRE(decay.strength(TieKind::kin, 200, 0, weeks) < decay.strength(TieKind::kin, 200, 0, weeks - 1));
}

TEST_CASE("The counts of kin, close friends and friends say what each tie of a person is") {
    for (const std::uint32_t kin : {0U, 1U, KindBounds::most_kin}) {
        for (const std::uint32_t close : {0U, 2U, KindBounds::most_close}) {
            for (const std::uint32_t friends : {0U, 3U, KindBounds::most_friends}) {
                const KindBounds bounds = KindBounds::of(kin, close, friends);
                REQUIRE(bounds.kin() == kin);
                REQUIRE(bounds.close() == close);
                REQUIRE(bounds.friends() == friends);
                if (kin > 0) REQUIRE(bounds.kind(kin - 1) == TieKind::kin);
                if (close > 0) REQUIRE(bounds.kind(kin + close - 1) == TieKind::close_friend);
                if (friends > 0) REQUIRE(bounds.kind(kin + close + friends - 1) == TieKind::friend_);
                REQUIRE(bounds.kind(kin + close + friends) == TieKind::neighbour);
            }
        }
    }
}

TEST_CASE("A person's ties are met kin first, then close friends, friends, neighbours, then those made since, ended ones never") {
    Hamlet hamlet({{0, 1, TieKind::neighbour}, {0, 2, TieKind::kin}, {0, 3, TieKind::close_friend}, {0, 4, TieKind::friend_, 0}, {0, 5, TieKind::friend_}});
    add_tie(hamlet.world, 0, 6, TieKind::friend_, 90, 3);
    const auto seen = ties_of(hamlet.world, 0);
    REQUIRE(known_by(hamlet.world, 0) == std::vector<Slot>{2, 3, 5, 1, 6});
    REQUIRE(seen[0].kind == TieKind::kin);
    REQUIRE(seen[1].kind == TieKind::close_friend);
    REQUIRE(seen[2].kind == TieKind::friend_);
    REQUIRE(seen[3].kind == TieKind::neighbour);
    REQUIRE(seen[3].arc != nobody);
    REQUIRE(seen[4].arc == nobody);
    REQUIRE(seen[4].level == 90);
    REQUIRE(seen[4].last == 3);
    REQUIRE(ties_of(hamlet.world, 1).empty());  // a tie belongs to the one who counts on the other
}

TEST_CASE("Meeting somebody again strengthens the tie by a quarter and makes no second one") {
    Hamlet hamlet({{0, 1, TieKind::friend_, 100, 0}});
    add_tie(hamlet.world, 0, 1, TieKind::friend_, 80, 7);   // a founders' tie
    add_tie(hamlet.world, 0, 2, TieKind::friend_, 80, 7);   // a new one
    add_tie(hamlet.world, 0, 2, TieKind::friend_, 80, 9);
    const auto seen = ties_of(hamlet.world, 0);
    REQUIRE(seen.size() == 2);
    REQUIRE(seen[0].level == 120);
    REQUIRE(seen[0].last == 7);
    REQUIRE(seen[1].level == 100);
    REQUIRE(seen[1].last == 9);
    for (int times = 0; times < 20; ++times) {
        add_tie(hamlet.world, 0, 1, TieKind::friend_, 80, 10);
        add_tie(hamlet.world, 0, 2, TieKind::friend_, 80, 10);
    }
    for (const TieView& tie : ties_of(hamlet.world, 0)) REQUIRE(tie.level == 255);
}

TEST_CASE("A person may make more ties than a page holds, and an ended one leaves its place to the next") {
    Hamlet hamlet;
    World& world = hamlet.world;
    for (Slot target = 1; target <= 25; ++target) add_tie(world, 0, target, TieKind::friend_, 90, 1);
    auto known = known_by(world, 0);
    REQUIRE(known.size() == 25);
    std::sort(known.begin(), known.end());
    for (Slot target = 1; target <= 25; ++target) REQUIRE(known[target - 1] == target);
    const std::size_t pages_left = world.ties.free_pages.size();

    const TieView ended = ties_of(world, 0)[5];
    world.ties.pages.edit(ended.page).level[ended.place] = 0;
    REQUIRE(known_by(world, 0).size() == 24);
    add_tie(world, 0, 30, TieKind::kin, 60, 2);
    known = known_by(world, 0);
    REQUIRE(known.size() == 25);
    REQUIRE(std::find(known.begin(), known.end(), ended.target) == known.end());
    REQUIRE(std::find(known.begin(), known.end(), 30) != known.end());
    REQUIRE(world.ties.free_pages.size() == pages_left);
    REQUIRE(world.ties.pages.size() == pages_left + 3);  // twenty-five ties, ten to a page
}

TEST_CASE("Whom somebody comes upon by chance is each of those they have ties with as often as any other") {
    Hamlet hamlet({{0, 1, TieKind::kin, 100, 0}, {0, 2, TieKind::friend_, 100, 0}});
    World& world = hamlet.world;
    const auto met = [&](Slot slot) {
        std::map<Slot, int> times;
        for (std::uint64_t i = 0; i < 1200; ++i) {
            const auto tie = tie_at_random(*world.city, world.ties, world.people, slot, static_cast<std::uint32_t>(i * 0x100000000 / 1200));
            ++times[tie ? other_end(*world.city, *tie) : nobody];
        }
        return times;
    };
    REQUIRE(met(3) == std::map<Slot, int>{{nobody, 1200}});
    REQUIRE(met(0) == std::map<Slot, int>{{1, 600}, {2, 600}});
    for (const Slot other : {4U, 5U, 6U}) add_tie(world, 0, other, TieKind::friend_, 90, 1);
    const TieView ended = ties_of(world, 0)[3];
    world.ties.pages.edit(ended.page).level[ended.place] = 0;
    REQUIRE(met(0) == std::map<Slot, int>{{1, 300}, {2, 300}, {4, 300}, {6, 300}});
}

TEST_CASE("Friends made in one world are strangers in another") {
    Hamlet hamlet({{0, 1, TieKind::friend_, 100, 0}});
    add_tie(hamlet.world, 0, 2, TieKind::friend_, 90, 1);
    World other = hamlet.world.branch();
    add_tie(other, 0, 1, TieKind::friend_, 80, 5);
    add_tie(other, 0, 2, TieKind::friend_, 80, 5);
    add_tie(other, 0, 3, TieKind::friend_, 80, 5);
    REQUIRE(known_by(other, 0) == std::vector<Slot>{1, 2, 3});
    const auto here = ties_of(hamlet.world, 0);
    REQUIRE(here.size() == 2);
    REQUIRE(here[0].level == 100);
    REQUIRE(here[1].level == 90);
    REQUIRE(here[1].last == 1);
}
