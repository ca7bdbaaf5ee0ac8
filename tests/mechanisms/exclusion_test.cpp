#include "engine/digest.hpp"
#include "mechanisms/catalogue.hpp"
#include "quiet_town.hpp"
#include "state/residents.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

constexpr std::int64_t seven_tenths = 700'000;

void set_background(World& world, Slot slot) { world.people.citizenship.edit(slot) |= citizen::other_background; }

std::uint8_t level_of(const World& world, Slot owner, Slot target) {
    std::uint8_t level = 0;
    for_each_tie(*world.city, world.ties, world.people, owner, [&](const TieView& tie) { level = tie.target == target ? tie.level : level; });
    return level;
}

/// The process as a week would make it, settled in this world.
void keep_apart(Hamlet& hamlet, double contact) {
    const ParameterSet parameters = parameters_with({{"exclusion.contact_apart", contact}});
    for (const MechanismDeclaration* one : mechanisms_catalogue()) {
        if (one->name != "exclusion") continue;
        Living living = hamlet.living();
        one->make(view_of(parameters, "exclusion"))->settle(living);
    }
}

ParameterSet apart(double contact) { return parameters_with({{"exclusion.contact_apart", contact}}); }

}  // namespace

TEST_CASE("Two of unlike background come to know each other at seven tenths of the level at which two of like background do", "[exclusion]") {
    Hamlet hamlet;
    World& world = hamlet.world;
    world.citizenship.apart_ppm = {seven_tenths};
    const Slot ada = hamlet.settle(0, 50), bo = hamlet.settle(1, 50), cy = hamlet.settle(2, 50), di = hamlet.settle(3, 50);
    set_background(world, cy);
    set_background(world, di);
    (void)meet_each_other(world, {{ada, bo, TieKind::friend_}, {ada, cy, TieKind::friend_}, {cy, di, TieKind::friend_}}, 140, 1);
    REQUIRE(level_of(world, ada, bo) == 140);
    REQUIRE(level_of(world, cy, di) == 140);
    REQUIRE(level_of(world, ada, cy) == 98);
    REQUIRE(level_of(world, cy, ada) == 98);
    // A tie that stands grows by a quarter of so much: 36 instead of 52, a quarter of each in whole steps.
    know_each_other_better(world, {{ada, bo, TieKind::friend_}, {ada, cy, TieKind::friend_}}, 52, 2);
    REQUIRE(level_of(world, ada, bo) == 140 + 13);
    REQUIRE(level_of(world, ada, cy) == 98 + 9);
    REQUIRE(level_of(world, cy, ada) == 98 + 9);
    // Kin are kin, whatever their background.
    add_tie(world, bo, di, TieKind::kin, 200, 1);
    REQUIRE(level_of(world, bo, di) == 200);
}

TEST_CASE("Where nobody is kept apart a tie is what it is, and of the faintest tie something is left", "[exclusion]") {
    for (int level = 0; level < 256; ++level) REQUIRE(lessened(static_cast<std::uint8_t>(level), 1'000'000) == level);
    REQUIRE(lessened(1, 500'000) == 1);
    REQUIRE(lessened(0, 700'000) == 0);
    REQUIRE(lessened(255, 1'300'000) == 255);
}

TEST_CASE("A newcomer is kept at a distance until somebody welcomes them, and then is like anybody", "[exclusion]") {
    Hamlet hamlet;
    World& world = hamlet.world;
    world.citizenship.apart_ppm = {seven_tenths};
    const Slot ada = hamlet.settle(0, 50), bo = hamlet.settle(1, 50);
    Living living = hamlet.living();
    const Slot came = add_person(living, {500, -30 * 52, false, Origin::newcomer, 2, Setting::home});
    const Slot child = add_person(living, {501, -8 * 52, false, Origin::newcomer, 2, Setting::home});
    add_tie(world, came, ada, TieKind::neighbour, 100, 0);
    add_tie(world, ada, came, TieKind::neighbour, 100, 0);
    REQUIRE(level_of(world, came, ada) == 70);
    REQUIRE(level_of(world, ada, came) == 70);
    add_tie(world, child, ada, TieKind::neighbour, 100, 0);  // children meet others at school
    REQUIRE(level_of(world, child, ada) == 100);
    world.people.citizenship.edit(came) |= citizen::welcomed;
    add_tie(world, came, bo, TieKind::neighbour, 100, 0);
    REQUIRE(level_of(world, came, bo) == 100);
}

TEST_CASE("The founders' ties across backgrounds are as much weaker, those within, and between kin, are not", "[exclusion]") {
    Hamlet hamlet({{0, 1, TieKind::friend_, 200}, {1, 0, TieKind::friend_, 200}, {0, 2, TieKind::neighbour, 150}, {0, 3, TieKind::kin, 220}, {3, 2, TieKind::close_friend, 240}});
    World& world = hamlet.world;
    for (HomeId home = 0; home < 4; ++home) hamlet.settle(home, 50, NeedLevel::none, home);
    for (const Slot slot : {1U, 3U}) set_background(world, slot);
    keep_apart(hamlet, 0.7);
    REQUIRE(level_of(world, 0, 1) == 140);
    REQUIRE(level_of(world, 1, 0) == 140);
    REQUIRE(level_of(world, 0, 2) == 150);
    REQUIRE(level_of(world, 0, 3) == 220);
    REQUIRE(level_of(world, 3, 2) == 168);
}

TEST_CASE("Where nobody is kept apart the town lives as if exclusion had never been written", "[exclusion]") {
    SmallTown written("tendered", 1, apart(1));
    const ParameterSet parameters = apart(1);
    Team team(1);
    World founders = make_city(shipped_place("small-town"), test_seed, view_of(parameters, "city"), team);
    Simulation unwritten(std::move(founders), parameters, shipped_levers("tendered"), test_seed, team);
    unwritten.switch_off("exclusion");
    unwritten.settle();
    written.live(20);
    for (int week = 0; week < 20; ++week) unwritten.live_week();
    REQUIRE(digest(written.world()) == digest(unwritten.world()));
    // It can fail: where people are kept apart it does not.
    SmallTown excluded("tendered", 1, apart(0.7));
    excluded.live(20);
    REQUIRE(digest(excluded.world()) != digest(unwritten.world()));
}

TEST_CASE("The less contact across backgrounds the less contact people have", "[exclusion]") {
    const auto contact = [](double across) {
        SmallTown town("tendered", 1, apart(across));
        town.live(all_turns);
        double sum = 0;
        for_everybody(town.world(), [&](Slot slot) { sum += as_share(town.world().people.contact[slot]); });
        return sum;
    };
    const double half = contact(0.5), usual = contact(0.7), whole = contact(1);
    CHECK(half < usual);
    CHECK(usual < whole);
}

TEST_CASE("A household has one background, children that of their mothers, and nobody is new after their first birthday here", "[exclusion]") {
    QuietTown town({"life_course"});
    const World& world = town.world();
    const auto other = [&](Slot slot) { return (world.people.citizenship[slot] & citizen::other_background) != 0; };
    std::map<HomeId, bool> first;
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::home) return;
        REQUIRE(first.try_emplace(world.people.home[slot], other(slot)).first->second == other(slot));
    });
    int of_other = 0, born = 0, newcomers = 0, still_new = 0;
    for (int week = 0; week < 104; ++week) {
        const Week now = world.week;
        town.simulation().live_week();
        for_everybody(world, [&](Slot slot) {
            if (world.people.birth_week[slot] != now || world.people.came_as(slot) != Origin::newborn) return;
            bool with_such_a_mother = false;
            for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot one) {
                const int age = world.people.age(one, now);
                with_such_a_mother = with_such_a_mother || (world.people.woman(one) && age >= 15 && age <= 45 && other(one) == other(slot));
            });
            REQUIRE(with_such_a_mother);
            ++born;
            of_other += other(slot) ? 1 : 0;
        });
    }
    REQUIRE(born > of_other);
    REQUIRE(of_other > 0);
    for_everybody(world, [&](Slot slot) {
        if (world.people.came_as(slot) != Origin::newcomer) {
            REQUIRE((world.people.citizenship[slot] & citizen::new_here) == 0);
            return;
        }
        ++newcomers;
        still_new += (world.people.citizenship[slot] & citizen::new_here) != 0 ? 1 : 0;
    });
    CAPTURE(newcomers, still_new);
    REQUIRE(still_new > 0);
    REQUIRE(still_new < newcomers * 2 / 3);
}

TEST_CASE("A fifth of a town's households are of the other background, more of them where deprivation is high", "[exclusion]") {
    const World world = settled_world();
    std::vector<double> other(world.city->neighbourhoods.size(), 0), people(other.size(), 0);
    for_everybody(world, [&](Slot slot) {
        ++people[world.people.neighbourhood[slot]];
        other[world.people.neighbourhood[slot]] += (world.people.citizenship[slot] & citizen::other_background) != 0 ? 1 : 0;
    });
    for (std::size_t n = 0; n < other.size(); ++n) {
        const Neighbourhood& here = world.city->neighbourhoods[n];
        CHECK(here.other_background == Approx(0.21 * (1 + 0.3 * (here.deprivation_fifth - 2))));
        CHECK(other[n] / people[n] == Approx(here.other_background).margin(0.05));
    }
}

TEST_CASE("Exclusion is the same for any number of threads", "[exclusion]") {
    SmallTown one("tendered", 1), seven("tendered", 7);
    REQUIRE(digest(one.world()) == digest(seven.world()));
    one.live(all_turns);
    seven.live(all_turns);
    REQUIRE(digest(one.world()) == digest(seven.world()));
}
