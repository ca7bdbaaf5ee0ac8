#include "state/luck.hpp"

#include <map>
#include <set>

#include "catch.hpp"
#include "state/residents.hpp"
#include "state/sweep.hpp"
#include "support/hamlet.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

std::array<double, luck_bands> at_every_age(double yearly) {
    std::array<double, luck_bands> rates{};
    rates.fill(yearly);
    return rates;
}

constexpr std::array<double, luck_bands> half_a_year{0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
constexpr LuckCell cell{3, "test", Purpose{"test.luck"}, luck_bounds(half_a_year)};

/// Candidates of a cell this week as the lists say, in order of slot; people who are gone are left out, as every user does.
std::vector<Slot> listed(const World& world, const Luck& luck, unsigned cell_number, Week week) {
    std::vector<Slot> found;
    for (std::size_t shard = 0; shard < world.city->shards(); ++shard) {
        luck.for_candidates(cell_number, shard, week, [&](Slot slot) {
            if (world.people.alive(slot)) found.push_back(slot);
        });
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The same, by asking everybody.
std::vector<Slot> asked(const World& world, const Luck& luck, unsigned cell_number, Week week) {
    std::vector<Slot> found;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot) && luck.candidate(cell_number, world.people.key[slot], world.people.birth_week[slot], week)) found.push_back(slot);
    }
    return found;
}

const World& town() {
    static SmallTown small;
    return small.world();
}

}  // namespace

TEST_CASE("The lists name exactly the people of a small town whom chance would name if everybody were asked") {
    Team team(1);
    Luck luck(test_seed, all_luck_cells());
    std::size_t candidates = 0;
    for (const Week window : {0, 1, 13, 50, 208}) {
        luck.prepare(town().people, town().city->shards(), window * luck_window, team);
        for (Week week = window * luck_window; week < (window + 1) * luck_window; ++week) {
            for (unsigned c = 0; c < luck_cells; ++c) {
                const auto found = listed(town(), luck, c, week);
                REQUIRE(found == asked(town(), luck, c, week));
                candidates += found.size();
            }
        }
    }
    REQUIRE(candidates > 1'000);
}

TEST_CASE("The lists of a small town are the same for one, two and seven threads") {
    std::vector<std::vector<Slot>> found;
    for (const int threads : {1, 2, 7}) {
        Team team(threads);
        Luck luck(test_seed, all_luck_cells());
        luck.prepare(town().people, town().city->shards(), 22, team);
        found.emplace_back();
        for (unsigned c = 0; c < luck_cells; ++c) {
            for (const Slot slot : listed(town(), luck, c, 22)) found.back().push_back(slot);
        }
    }
    REQUIRE(!found[0].empty());
    REQUIRE(found[1] == found[0]);
    REQUIRE(found[2] == found[0]);
}

TEST_CASE("People who come in the middle of eight weeks are on the lists from the week they come") {
    SmallTown small;
    World& world = small.world();
    small.live(1);
    Living living = small.living();
    REQUIRE(living.week % luck_window == 1);
    const HomeId home = world.vacant[0].front();
    for (Key key = 0; key < 40; ++key) {
        const NewPerson person{mix(0x7E57, key), static_cast<std::int16_t>(-52 * static_cast<int>(2 * key)), key % 2 == 0, Origin::newcomer, home, Setting::home};
        REQUIRE(add_person(living, person) != nobody);
    }
    for (Week week = 1; week < luck_window; ++week) {
        for (unsigned c = 0; c < luck_cells; ++c) REQUIRE(listed(world, living.luck, c, week) == asked(world, living.luck, c, week));
    }
    living.luck.prepare(world.people, world.city->shards(), luck_window, living.team);
    for (unsigned c = 0; c < luck_cells; ++c) REQUIRE(listed(world, living.luck, c, luck_window + 1) == asked(world, living.luck, c, luck_window + 1));
}

TEST_CASE("Whoever moves into a dead person's place does not inherit their luck") {
    Hamlet hamlet;
    World& world = hamlet.world;
    Team team(1);
    const std::vector<LuckCell> cells{cell};
    Luck luck(5, cells);
    std::size_t spared = 0;
    for (Key attempt = 0; attempt < 200; ++attempt) {
        const Slot slot = hamlet.settle(0, 50);
        const Week week = 48 + 52 * static_cast<Week>(attempt);
        luck.prepare(world.people, 1, week, team);
        Living living{world, team, luck, 5, week};
        const bool unlucky = luck.candidate(cell.cell, world.people.key[slot], world.people.birth_week[slot], week + 3);
        remove_person(living, slot);
        living.week = week + 3;
        sweep(living);
        const NewPerson newcomer{mix(attempt, 77), static_cast<std::int16_t>(week - 20 * 52), true, Origin::newcomer, 0, Setting::home};
        REQUIRE(add_person(living, newcomer) == slot);
        const bool due = luck.candidate(cell.cell, newcomer.key, newcomer.birth_week, week + 3);
        REQUIRE(listed(world, luck, cell.cell, week + 3) == std::vector<Slot>(due ? 1 : 0, slot));
        spared += unlucky && !due ? 1 : 0;
        remove_person(living, slot);
        sweep(living);
    }
    REQUIRE(spared > 0);
}

TEST_CASE("A process that may not happen at an age lists nobody of that age, no list may hold more than one in sixteen") {
    auto rates = at_every_age(0.0);
    rates[5] = 0.52;
    rates[6] = 500;
    const auto bounds = luck_bounds(rates);
    REQUIRE(bounds[0] == 0);
    REQUIRE(bounds[11] == 0);
    REQUIRE(bounds[6] == 4'095);
    REQUIRE(bounds[5] / 65'536.0 >= weekly_chance(0.52));
    REQUIRE(bounds[5] / 65'536.0 < weekly_chance(0.52) + 2 / 65'536.0);
}

TEST_CASE("Everybody belongs to the age band that begins at or before their age") {
    const std::map<int, int> bands{{0, 0}, {1, 1}, {15, 1}, {16, 2}, {24, 2}, {25, 3}, {39, 3}, {40, 4}, {59, 5}, {60, 6}, {74, 7}, {75, 8}, {84, 9}, {85, 10}, {89, 10}, {90, 11}, {105, 11}};
    for (const auto& [age, band] : bands) REQUIRE(luck_band(age) == band);
}

TEST_CASE("Asking only those whom the list names, an event comes as often as its chance says") {
    const std::vector<LuckCell> cells{cell};
    const Luck luck(99, cells);
    constexpr Key people = 60'000;
    constexpr Week weeks = 20;
    for (const double p : {0.001, 0.004, weekly_chance(0.5)}) {
        std::int64_t events = 0;
        for (Key key = 0; key < people; ++key) {
            for (Week week = 0; week < weeks; ++week) events += luck.candidate(cell.cell, key, -2'000, week) && luck.happens_to(cell, key, -2'000, week, p);
        }
        const double expected = p * people * weeks;
        REQUIRE(static_cast<double>(events) == Approx(expected).margin(4 * std::sqrt(expected)));
    }
}

TEST_CASE("What cannot happen never does, and a chance beyond the bound is cut to it") {
    const std::vector<LuckCell> cells{cell};
    const Luck luck(99, cells);
    for (Key key = 0; key < 2'000; ++key) {
        REQUIRE(!luck.happens_to(cell, key, -2'000, 3, 0.0));
        REQUIRE(luck.happens_to(cell, key, -2'000, 3, 0.9));
        // Raising a chance adds events and removes none.
        if (luck.happens_to(cell, key, -2'000, 3, 0.002)) REQUIRE(luck.happens_to(cell, key, -2'000, 3, 0.003));
    }
    constexpr LuckCell never{3, "never", Purpose{"test.luck"}, {}};
    REQUIRE(!luck.happens_to(never, 1, -2'000, 3, 0.9));
}

TEST_CASE("The lists hold each candidate's second draw: what they answer is what asking by key answers") {
    Team team(1);
    Luck luck(test_seed, all_luck_cells());
    std::size_t befallen = 0;
    for (const Week week : {3, 12, 415}) {
        luck.prepare(town().people, town().city->shards(), week, team);
        for (const LuckCell& one : all_luck_cells()) {
            const Foreseen event(one, largest_chances([](int) { return 1.0; }));
            for (std::size_t shard = 0; shard < town().city->shards(); ++shard) {
                luck.for_hopeful(event, town().people, shard, week, [&](const Candidate& candidate) {
                    const Key key = town().people.key[candidate.slot];
                    const std::int16_t born = town().people.birth_week[candidate.slot];
                    REQUIRE(event.befalls(candidate, 0.004) == luck.happens_to(one, key, born, week, 0.004));
                    REQUIRE(event.befalls(candidate, YearlyRate{0.2}) == luck.happens_to(one, key, born, week, YearlyRate{0.2}));
                    befallen += event.befalls(candidate, 0.004) ? 1 : 0;
                });
            }
        }
    }
    REQUIRE(befallen > 30);
}

TEST_CASE("Whoever comes in the middle of eight weeks brings the second draw of their own key") {
    SmallTown small;
    World& world = small.world();
    small.live(1);
    Living living = small.living();
    std::set<Slot> came;
    for (Key key = 0; key < 40; ++key) came.insert(add_person(living, {mix(0x7E57, key), static_cast<std::int16_t>(-52 * static_cast<int>(2 * key)), key % 2 == 0, Origin::newcomer, world.vacant[0].front(), Setting::home}));
    int asked_of_newcomers = 0;
    for (const LuckCell& one : all_luck_cells()) {
        const Foreseen event(one);
        for (Week week = 1; week < luck_window; ++week) {
            for (std::size_t shard = 0; shard < world.city->shards(); ++shard) {
                living.luck.for_hopeful(event, world.people, shard, week, [&](const Candidate& candidate) {
                    if (!came.contains(candidate.slot)) return;
                    ++asked_of_newcomers;
                    REQUIRE(event.befalls(candidate, 0.003) == living.luck.happens_to(one, world.people.key[candidate.slot], world.people.birth_week[candidate.slot], week, 0.003));
                });
            }
        }
    }
    REQUIRE(asked_of_newcomers > 0);
}

TEST_CASE("Luck leaves alone only those whom it would spare at the largest chance of their age, with a care file and without") {
    Team team(1);
    Luck luck(test_seed, all_luck_cells());
    const World& world = town();
    const double with_file = weekly_chance(0.3), without = weekly_chance(0.02);
    std::size_t left_alone = 0, files = 0;
    for (const Week week : {5, 30}) {
        luck.prepare(world.people, world.city->shards(), week, team);
        for (const LuckCell& one : all_luck_cells()) {
            const Foreseen event(one, largest_chances([&](int) { return without; }), largest_chances([&](int) { return with_file; }));
            std::set<Slot> hopeful;
            for (std::size_t shard = 0; shard < world.city->shards(); ++shard) luck.for_hopeful(event, world.people, shard, week, [&](const Candidate& candidate) { hopeful.insert(candidate.slot); });
            for (const Slot slot : listed(world, luck, one.cell, week)) {
                const bool filed = world.people.has_file(slot);
                const bool befallen = luck.happens_to(one, world.people.key[slot], world.people.birth_week[slot], week, filed ? with_file : without);
                if (befallen && (filed || !one.with_file_only)) REQUIRE(hopeful.contains(slot));
                if (!filed && one.with_file_only) REQUIRE(!hopeful.contains(slot));
                left_alone += hopeful.contains(slot) ? 0 : 1;
                files += filed && hopeful.contains(slot) ? 1 : 0;
            }
        }
    }
    REQUIRE(left_alone > 100);
    REQUIRE(files > 10);
}

TEST_CASE("The largest chance of a band holds for all who are in it, and for who grows out of it while a list lasts") {
    const LargestChances most = largest_chances([](int age) { return YearlyRate{age >= 16 && age <= 24 ? 0.5 : 0.1}; });
    REQUIRE(most[luck_band(0)] == Approx(0.1 / weeks_per_year));
    REQUIRE(most[luck_band(15)] == Approx(0.5 / weeks_per_year));  // sixteen before the list ends
    REQUIRE(most[luck_band(20)] == Approx(0.5 / weeks_per_year));
    REQUIRE(most[luck_band(25)] == Approx(0.1 / weeks_per_year));
    REQUIRE(largest_chances([](int age) { return age * 1e-4; })[luck_band(90)] >= 105e-4);
}

TEST_CASE("No two processes of the week share a cell of luck") {
    std::map<unsigned, std::string_view> owners;
    for (const LuckCell& one : all_luck_cells()) {
        INFO(one.name);
        REQUIRE(one.cell < luck_cells);
        REQUIRE(owners.emplace(one.cell, one.name).second);
        for (const std::uint16_t bound : one.bound) REQUIRE(bound < 4'096);
    }
}
