#include "world/first_ties.hpp"

#include <set>

#include "catch.hpp"
#include "world/made_city.hpp"

using namespace topsoil;

namespace {

std::set<Slot> known_to(const City& city, Slot slot) {
    std::set<Slot> known;
    for (std::uint32_t arc = city.ties.row_begin(slot); arc < city.ties.row_end(slot); ++arc) known.insert(city.ties.target(arc));
    return known;
}

}  // namespace

TEST_CASE("Nobody is tied to themselves, to people they live with, or to the same person twice") {
    const World& world = made_town();
    const City& city = *world.city;
    for_each_person(world, [&](Slot slot) {
        const auto known = known_to(city, slot);
        REQUIRE(known.size() == city.ties.row_end(slot) - city.ties.row_begin(slot));
        REQUIRE(known.count(slot) == 0);
        for (const Slot other : known) {
            REQUIRE(world.people.alive(other));
            REQUIRE(world.people.home[other] != world.people.home[slot]);
        }
    });
}

TEST_CASE("Whom one knows knows one too") {
    const World& world = made_town();
    int ties = 0;
    int returned = 0;
    for_each_person(world, [&](Slot slot) {
        for (const Slot other : known_to(*world.city, slot)) {
            ++ties;
            returned += static_cast<int>(known_to(*world.city, other).count(slot));
        }
    });
    REQUIRE(ties > 20'000);
    REQUIRE(returned == ties);
}

TEST_CASE("Kin are a generation apart or siblings, neighbours live within two doors, friends are over eleven") {
    const World& world = made_town();
    const City& city = *world.city;
    std::array<int, tie_kinds> count{};
    for_each_person(world, [&](Slot slot) {
        const std::uint32_t begin = city.ties.row_begin(slot);
        for (std::uint32_t arc = begin; arc < city.ties.row_end(slot); ++arc) {
            const TieKind kind = city.tie_bounds[slot].kind(arc - begin);
            const Slot other = city.ties.target(arc);
            ++count[static_cast<std::size_t>(kind)];
            if (kind == TieKind::neighbour) {
                const HomeId here = world.people.home[slot];
                const HomeId there = world.people.home[other];
                REQUIRE(city.home_street[here] == city.home_street[there]);
                REQUIRE((here > there ? here - there : there - here) <= 2);
            }
            if (kind == TieKind::close_friend || kind == TieKind::friend_) {
                REQUIRE(world.people.age(slot, 0) >= 12);
                REQUIRE(world.people.age(other, 0) >= 12);
            }
        }
    });
    for (const int ties : count) REQUIRE(ties > 1'000);
}

TEST_CASE("Close friends are counted on more than friends, and friends more than neighbours") {
    const World& world = made_town();
    std::array<double, tie_kinds> sum{};
    std::array<double, tie_kinds> count{};
    for_each_person(world, [&](Slot slot) {
        for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) {
            sum[static_cast<std::size_t>(tie.kind)] += tie.level;
            ++count[static_cast<std::size_t>(tie.kind)];
        });
    });
    const auto mean = [&](TieKind kind) { return sum[static_cast<std::size_t>(kind)] / count[static_cast<std::size_t>(kind)]; };
    REQUIRE(mean(TieKind::close_friend) > mean(TieKind::friend_) + 20);
    REQUIRE(mean(TieKind::friend_) > mean(TieKind::neighbour));
    REQUIRE(mean(TieKind::kin) > mean(TieKind::friend_) + 20);
}

TEST_CASE("Where nobody has family, circles or neighbours, nobody is tied") {
    ParameterSet none;
    for (const char* share : {"parents_in_city", "close_circle_here", "close_circle_away", "friend_circle_here", "friend_circle_ward", "friend_circle_city", "sociable_share", "knows_next_door", "knows_two_doors"}) {
        none.set(std::string("city.") + share, 0);
    }
    REQUIRE(make_shipped_city("small-town", test_seed, 1, none).city->ties.arcs() == 0);
}

TEST_CASE("Every kind of tie comes from its own part of life: without circles people keep kin and neighbours") {
    ParameterSet alone;
    for (const char* share : {"close_circle_here", "close_circle_away", "friend_circle_here", "friend_circle_ward", "friend_circle_city", "sociable_share"}) alone.set(std::string("city.") + share, 0);
    const World world = make_shipped_city("small-town", test_seed, 1, alone);
    std::array<std::uint32_t, 2> kin{};
    std::array<std::uint32_t, 2> close{};
    std::array<std::uint32_t, 2> friends{};
    const std::array<const World*, 2> worlds{&made_town(), &world};
    for (std::size_t w = 0; w < 2; ++w) {
        for_each_person(*worlds[w], [&](Slot slot) {
            kin[w] += worlds[w]->city->tie_bounds[slot].kin();
            close[w] += worlds[w]->city->tie_bounds[slot].close();
            friends[w] += worlds[w]->city->tie_bounds[slot].friends();
        });
    }
    REQUIRE(kin[1] == kin[0]);
    REQUIRE(close[1] == 0);
    REQUIRE(friends[1] == 0);
    REQUIRE(close[0] > 0);
}

TEST_CASE("A small town's network is one web in which friends of friends know each other") {
    const FoundersNetwork network = measure_founders(made_town());
    REQUIRE(network.report.people == 5'000);
    REQUIRE(network.report.giant_share > 0.99);
    REQUIRE(network.report.mean_local_clustering >= 0.2);
    REQUIRE(network.report.degree_counts.size() > 30);  // some know many more than others
}
