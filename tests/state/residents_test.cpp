#include "state/residents.hpp"

#include "catch.hpp"
#include "state/sweep.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

NewPerson newcomer(Key key, HomeId home) { return {key, -30 * 52, false, Origin::newcomer, home, Setting::home}; }

std::size_t count_ties(const World& world, Slot slot) {
    std::size_t count = 0;
    for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView&) { ++count; });
    return count;
}

std::size_t tie_pages_in_use(const World& world) { return world.ties.pages.size() - world.ties.free_pages.size(); }

}  // namespace

TEST_CASE("A carer's death leaves those they cared for asking again, with no minutes from them") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot mother = hamlet.settle(0, 85, NeedLevel::medium);
    const Slot neighbour = hamlet.settle(1, 80, NeedLevel::low);
    const Slot daughter = hamlet.settle(2, 55);
    const Slot son = hamlet.settle(3, 52);
    start_care_tie(world, world.people.care_file[mother], daughter, Tier::kin_near, 300, 0);
    start_care_tie(world, world.people.care_file[mother], son, Tier::kin_near, 120, 0);
    start_care_tie(world, world.people.care_file[neighbour], daughter, Tier::neighbour, 60, 0);

    Living living = hamlet.living();
    remove_person(living, daughter);
    const CareFile& of_mother = world.care.files[world.people.care_file[mother]];
    const CareFile& of_neighbour = world.care.files[world.people.care_file[neighbour]];
    REQUIRE(of_mother.has(mark::asks));
    REQUIRE(of_mother.unpaid_any == 120);
    REQUIRE(of_neighbour.has(mark::asks));
    REQUIRE(of_neighbour.unpaid_light == 0);
    REQUIRE(of_neighbour.first_received == nobody);
    REQUIRE(world.people.care_file[daughter] == nobody);
    REQUIRE(world.people.committed[son] == 120);
}

TEST_CASE("When someone who is cared for dies, their carers have their hours back") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot mother = hamlet.settle(0, 85, NeedLevel::high);
    const Slot daughter = hamlet.settle(1, 55);
    const Slot friend_ = hamlet.settle(2, 84);
    const FileId file = world.people.care_file[mother];
    start_care_tie(world, file, daughter, Tier::kin_near, 300, 0);
    CareFile& record = world.care.files.edit(file);
    record.helper = {friend_, nobody};
    record.helper_minutes = {60, 0};
    record.everyday = 60;
    world.people.committed.edit(friend_) = 60;

    Living living = hamlet.living();
    remove_person(living, mother);
    REQUIRE(world.people.committed[daughter] == 0);
    REQUIRE(world.people.committed[friend_] == 0);
    REQUIRE(minutes_given(world, daughter) == 0);
    REQUIRE(world.care.files[file].person == nobody);
}

TEST_CASE("The place of somebody who died is not given to another before the yearly sweep") {
    Hamlet hamlet;
    World& world = hamlet.world;
    for (std::uint32_t i = 0; i < Hamlet::room; ++i) hamlet.settle(i % Hamlet::dwellings, 40);
    Living living = hamlet.living();
    remove_person(living, 3);
    REQUIRE(!world.people.alive(3));
    REQUIRE(world.free_slots[0].empty());
    REQUIRE(add_person(living, newcomer(501, 0)) == Hamlet::room);  // the nearest neighbourhood's lowest
    sweep(living);
    REQUIRE(world.resting.empty());
    REQUIRE(add_person(living, newcomer(502, 0)) == 3);
}

TEST_CASE("Nobody counts on the next person in a dead friend's place, nor does that person inherit friends") {
    Hamlet hamlet({{0, 1, TieKind::close_friend}, {1, 0, TieKind::close_friend}, {1, 2, TieKind::friend_}});
    World& world = hamlet.world;
    for (const HomeId home : {0U, 1U, 2U, 3U}) hamlet.settle(home, 40);
    add_tie(world, 2, 1, TieKind::friend_, 90, 0);
    add_tie(world, 1, 3, TieKind::kin, 90, 0);
    add_tie(world, 2, 0, TieKind::friend_, 90, 0);
    const std::size_t pages = tie_pages_in_use(world);
    Living living = hamlet.living();
    remove_person(living, 1);
    sweep(living);
    REQUIRE(count_ties(world, 0) == 0);
    REQUIRE(count_ties(world, 1) == 0);
    REQUIRE(count_ties(world, 2) == 1);  // to the living
    REQUIRE(tie_pages_in_use(world) == pages - 1);
    REQUIRE(add_person(living, newcomer(501, 1)) == 1);
    REQUIRE(count_ties(world, 1) == 0);
}

TEST_CASE("A tie to somebody who died ends with the sweep also where it was the last that was made") {
    Hamlet hamlet;
    World& world = hamlet.world;
    for (const HomeId home : {0U, 1U, 2U}) hamlet.settle(home, 40);
    add_tie(world, 0, 1, TieKind::friend_, 200, 0);
    add_tie(world, 0, 2, TieKind::friend_, 200, 0);
    Living living = hamlet.living();
    remove_person(living, 2);
    sweep(living);
    REQUIRE(count_ties(world, 0) == 1);
}

TEST_CASE("Passing acquaintances who have not met for two years lose sight of each other, firm friends and kin do not") {
    Hamlet hamlet;
    World& world = hamlet.world;
    for (const HomeId home : {0U, 1U, 2U, 3U}) hamlet.settle(home, 40);
    add_tie(world, 0, 1, TieKind::friend_, 89, 0);
    add_tie(world, 0, 2, TieKind::friend_, 90, 0);
    add_tie(world, 0, 3, TieKind::kin, 20, 0);
    Living living = hamlet.living();
    living.week = 104;
    sweep(living);
    REQUIRE(count_ties(world, 0) == 3);
    living.week = 105;
    sweep(living);
    REQUIRE(count_ties(world, 0) == 2);
}

TEST_CASE("What ties somebody has left move up, and pages that nobody needs are free again") {
    Hamlet hamlet;
    World& world = hamlet.world;
    for (const HomeId home : {0U, 1U, 2U, 3U}) hamlet.settle(home, 40);
    // Two years later only the first and the third of twenty-five acquaintances have been met again.
    for (Slot other = 1; other <= 25; ++other) add_tie(world, 0, other <= 3 ? other : other + 100, TieKind::friend_, 80, other == 1 || other == 3 ? 100 : 0);
    for (std::uint32_t page = world.people.tie_page[0]; page != nobody; page = world.ties.pages[page].next) {
        for (std::size_t i = 0; i < ties_per_page; ++i) {
            if (world.ties.pages[page].level[i] != 0 && world.ties.pages[page].to[i].target() > 3) world.ties.pages.edit(page).to[i] = {2, TieKind::friend_};  // alive, long unseen
        }
    }
    const std::size_t before = tie_pages_in_use(world);
    Living living = hamlet.living();
    living.week = 110;
    sweep(living);
    REQUIRE(count_ties(world, 0) == 2);
    REQUIRE(world.ties.pages[world.people.tie_page[0]].next == nobody);
    REQUIRE(tie_pages_in_use(world) == before - 2);  // twenty-five ties filled three pages of ten
}

TEST_CASE("After the sweep somebody's later ties lie one after another, in the order of people, and are the same ties") {
    Hamlet hamlet;
    World& world = hamlet.world;
    for (const HomeId home : {0U, 1U, 2U, 3U}) hamlet.settle(home, 40);
    // Two people make ties by turns, so that their pages lie mixed.
    for (Slot other = 1; other <= 3; ++other) {
        for (int times = 0; times < 4; ++times) {
            add_tie(world, 3, 0, TieKind::neighbour, 130, 0);
            add_tie(world, 0, other, TieKind::friend_, static_cast<std::uint8_t>(130 + other), 0);
        }
    }
    std::vector<std::pair<Slot, int>> before;
    for_each_tie(*world.city, world.ties, world.people, 0, [&](const TieView& tie) { before.emplace_back(tie.target, tie.level); });
    Living living = hamlet.living();
    sweep(living);
    std::vector<std::pair<Slot, int>> after;
    for_each_tie(*world.city, world.ties, world.people, 0, [&](const TieView& tie) { after.emplace_back(tie.target, tie.level); });
    REQUIRE(after == before);
    REQUIRE(world.people.tie_page[0] == 0);
    REQUIRE(world.people.tie_page[3] == 1);
    REQUIRE(count_ties(world, 3) == 1);
}

TEST_CASE("A newcomer's turn is known to the shard they are stored in") {
    Hamlet hamlet;
    World& world = hamlet.world;
    std::fill(world.people.turns.begin(), world.people.turns.end(), std::uint8_t{0});
    Living living = hamlet.living();
    for (Week week = 0; week < turn_weeks; ++week) REQUIRE_FALSE(world.people.may_have_turn(0, week));
    const Slot slot = add_person(living, newcomer(501, 1));
    for (Week week = 0; week < turn_weeks; ++week) REQUIRE(world.people.may_have_turn(shard_of(slot), week) == (week == turn_of(world.people.origin[slot])));
}

TEST_CASE("Nobody keeps a dead helper after the sweep") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot old = hamlet.settle(0, 85, NeedLevel::low);
    const Slot helper = hamlet.settle(1, 50);
    const FileId file = world.people.care_file[old];
    CareFile& record = world.care.files.edit(file);
    record.helper = {helper, nobody};
    record.helper_minutes = {60, 0};
    record.everyday = 60;
    world.people.committed.edit(helper) = 60;
    world.groups.all.emplace_back();
    world.groups.members.push_back({old, helper});
    Living living = hamlet.living();
    remove_person(living, helper);
    sweep(living);
    REQUIRE(world.care.files[file].helper[0] == nobody);
    REQUIRE(world.care.files[file].everyday == 0);
    REQUIRE(world.groups.members[0] == std::vector<Slot>{old});
}

TEST_CASE("Someone whose package is still to be closed rests for another year") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot old = hamlet.settle(0, 85, NeedLevel::medium);
    const FileId file = world.people.care_file[old];
    world.care.files.edit(file).client = 0;
    Living living = hamlet.living();
    remove_person(living, old);
    sweep(living);
    REQUIRE(world.resting == std::vector<Slot>{old});
    REQUIRE(world.people.care_file[old] == file);
    world.care.files.edit(file).client = nobody;
    close_file_if_idle(world, file);
    sweep(living);
    REQUIRE(world.resting.empty());
    REQUIRE(add_person(living, newcomer(501, 0)) == old);
}

TEST_CASE("A carer who broke down is remembered until they have rested, and forgotten at the next sweep after that") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot carer = hamlet.settle(0, 50);
    const FileId file = open_file(world, carer);
    world.care.files.edit(file).breakdown_week = 40;
    Living living = hamlet.living();
    living.week = world.week = 51;
    sweep(living);
    REQUIRE(world.people.care_file[carer] != nobody);
    living.week = world.week = 103;
    sweep(living);
    REQUIRE(world.people.care_file[carer] == nobody);
    REQUIRE_FALSE(world.people.has_file(carer));
    for (const std::uint16_t reach : world.care.reach) REQUIRE(reach == 0);
}

TEST_CASE("Clocks of ties stand still before they go round, so that a long absence stays long") {
    Hamlet hamlet({{0, 1, TieKind::kin, 200, 0}});
    World& world = hamlet.world;
    hamlet.settle(0, 40);
    hamlet.settle(1, 40);
    const TieDecay decay(260, 26, 0.3);
    double before = 1;
    for (Week week = 51; week < 2'000; week += 52) {
        Living living = hamlet.living();
        living.week = week;
        sweep(living);
        const double now = decay.strength(TieKind::kin, world.ties.level.read(0)[0], world.ties.last.read(0)[0], week + 51);
        REQUIRE(now <= before);
        before = now;
    }
    REQUIRE(before < 200.0 / 255 * (0.3 + 0.7 * 0.55));  // 251 weeks at least, of a half-life of 260
}

TEST_CASE("A newcomer finds the lowest free place, a home, ordinary belonging and no promises") {
    Hamlet hamlet;
    World& world = hamlet.world;
    hamlet.settle(0, 40);
    Living living = hamlet.living();
    living.week = world.week = 104;
    NewPerson person = newcomer(777, 2);
    person.birth_week = 104 - 30 * 52;
    person.woman = true;
    const Slot slot = add_person(living, person);
    REQUIRE(slot == 1);
    const People& p = world.people;
    REQUIRE(p.key[slot] == 777);
    REQUIRE(p.age(slot, 104) == 30);
    REQUIRE(p.woman(slot));
    REQUIRE(p.alive(slot));
    REQUIRE(p.home[slot] == 2);
    REQUIRE(p.neighbourhood[slot] == 0);
    REQUIRE(p.need[slot] == NeedLevel::none);
    REQUIRE(p.committed[slot] == 0);
    REQUIRE(p.care_file[slot] == nobody);
    REQUIRE(p.capacity[slot] > 0);
    REQUIRE(world.homes.count[2] == 1);
    REQUIRE(world.vacant[0] == std::vector<HomeId>{1, 3});
}

TEST_CASE("A full city takes nobody in") {
    Hamlet hamlet;
    Living living = hamlet.living();
    for (Key key = 0; key < 2 * Hamlet::room; ++key) REQUIRE(add_person(living, newcomer(key + 1, 0)) != nobody);
    REQUIRE(add_person(living, newcomer(900, 0)) == nobody);
    REQUIRE(hamlet.world.homes.count[0] == 2 * Hamlet::room);
}

TEST_CASE("The last to leave makes a home vacant, in its place among the vacant ones") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot one = hamlet.settle(1, 40);
    const Slot other = hamlet.settle(1, 41);
    Living living = hamlet.living();
    remove_person(living, one);
    REQUIRE(world.vacant[0] == std::vector<HomeId>{0, 2, 3});
    move_person(world, other, 5);
    REQUIRE(world.vacant[0] == std::vector<HomeId>{0, 1, 2, 3});
    REQUIRE(world.vacant[1] == std::vector<HomeId>{4, 6, 7});
    REQUIRE(world.people.neighbourhood[other] == 1);
}

TEST_CASE("The death of a care-home resident frees a bed and makes no dwelling vacant") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot one = hamlet.settle(Hamlet::care_home, 88, NeedLevel::high);
    hamlet.settle(Hamlet::care_home, 90, NeedLevel::high);
    REQUIRE(world.care_homes.residents[0] == 2);
    Living living = hamlet.living();
    remove_person(living, one);
    REQUIRE(world.care_homes.residents[0] == 1);
    REQUIRE(world.homes.count[Hamlet::care_home] == 1);
    REQUIRE(world.vacant[1].size() == Hamlet::dwellings);
}

TEST_CASE("Movers are shown a vacancy in their neighbourhood first, then in the nearest, each their own") {
    Hamlet hamlet;
    World& world = hamlet.world;
    std::vector<int> offered(9, 0);
    for (Key mover = 1; mover <= 400; ++mover) ++offered[take_vacancy(world, 0, mover, 7)];
    for (HomeId home = 0; home < Hamlet::dwellings; ++home) REQUIRE(offered[home] > 60);  // 100 each, give or take four sd
    REQUIRE(offered[4] + offered[5] + offered[6] + offered[7] == 0);
    world.vacant[0].clear();
    REQUIRE(take_vacancy(world, 0, 1, 7) >= Hamlet::dwellings);
    world.vacant[1].clear();
    REQUIRE(take_vacancy(world, 0, 1, 7) == nobody);
}
