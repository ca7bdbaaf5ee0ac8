#include "experiment/cohort.hpp"

#include "catch.hpp"
#include "experiment/experiment_help.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

constexpr int groups_and_everybody = 16;

std::vector<Slot> living(const World& world, std::size_t count) {
    std::vector<Slot> found;
    for (Slot slot = 0; slot < world.city->slots && found.size() < count; ++slot) {
        if (world.people.alive(slot)) found.push_back(slot);
    }
    return found;
}

/// Everybody at 0.8 and 7 points in a world.
std::vector<PersonOutcome> all_alike(const World& world) { return std::vector<PersonOutcome>(world.city->slots, PersonOutcome{8000, 0, 70'000}); }

void go(World& world, Slot slot, bool died) {
    world.people.setting.edit(slot) = Setting::gone;
    if (died) world.people.note_death(slot);
    world.resting.push_back(slot);
}

}  // namespace

TEST_CASE("Two worlds in which nothing differs leave everybody where they were", "[cohort]") {
    SmallTown town;
    Cohort cohort(town.world(), 2);
    const auto outcomes = all_alike(town.world());
    const CohortCount everybody = cohort.count(1, CohortOutcome::utility, outcomes, outcomes).front();
    CHECK(everybody.people == static_cast<double>(count_alive(town.world())));
    CHECK(everybody.better == 0);
    CHECK(everybody.worse == 0);
    CHECK(everybody.left == 0);
}

TEST_CASE("Of six neighbours one dies in either world only, one leaves, one gains and one loses, by hand", "[cohort]") {
    SmallTown town;
    World reference = town.world().branch();
    World other = town.world().branch();
    const double people = static_cast<double>(count_alive(reference));
    Cohort cohort(reference, 2);
    const std::vector<Slot> who = living(reference, 6);
    go(reference, who[0], true);
    go(other, who[1], true);
    go(other, who[2], false);
    auto before = all_alike(reference);
    auto after = before;
    after[who[3]].utility = 8100;
    after[who[4]].utility = 7900;
    after[who[5]].utility = 8099;  // too little to notice
    cohort.note_departures(0, reference);
    cohort.note_departures(1, other);
    const CohortCount count = cohort.count(1, CohortOutcome::utility, before, after).front();
    CHECK(count.people == people - 1);
    CHECK(count.left == 1);
    CHECK(count.better == 2);  // alive here and dead there, and the one who gained
    CHECK(count.worse == 2);
    CHECK(count.died_only_in_reference == 1);
    CHECK(count.died_only_in_other == 1);
    const CohortSum sum = cohort.sum(1, before, after);
    CHECK(sum.people == people - 1);
    CHECK(sum.utility_reference == Approx(0.8 * (people - 2)));
    CHECK(sum.utility_other == Approx(0.8 * (people - 2) + 0.0099));
    CHECK(sum.satisfaction_reference == Approx(7 * (people - 2)));
}

TEST_CASE("Who takes the place of somebody gone in the books is not taken for them", "[cohort]") {
    SmallTown town;
    World& world = town.world();
    Cohort cohort(world, 2);
    const Slot slot = living(world, 1).front();
    go(world, slot, true);
    cohort.note_departures(0, world);
    cohort.note_departures(1, world);
    world.resting.clear();
    world.people.setting.edit(slot) = Setting::home;  // a newcomer
    world.people.roles.edit(slot) = 0;
    cohort.note_departures(0, world);
    cohort.note_departures(1, world);
    const auto outcomes = all_alike(world);
    CHECK(cohort.sum(1, outcomes, outcomes).utility_reference == Approx(0.8 * static_cast<double>(count_alive(world) - 1)));
}

TEST_CASE("In a year of the town deaths are told from departures", "[cohort]") {
    SmallTown town;
    World before = town.world().branch();
    Cohort cohort(town.world(), 2);
    const std::int64_t deaths = town.world().flows.total(Flow::deaths);
    const std::int64_t moved = town.world().flows.total(Flow::moved_out);
    for (int week = 0; week < 60; ++week) {
        town.live(1);
        cohort.note_departures(0, town.world());
    }
    const auto outcomes = all_alike(before);
    const CohortCount count = cohort.count(1, CohortOutcome::utility, outcomes, outcomes).front();
    const auto died = static_cast<double>(town.world().flows.total(Flow::deaths) - deaths);
    const auto left = static_cast<double>(town.world().flows.total(Flow::moved_out) - moved);
    CHECK(died > 20);
    CHECK(count.died_only_in_reference <= died);  // some who died had come or been born since
    CHECK(count.died_only_in_reference >= 0.9 * died);
    CHECK(count.left <= left);
    CHECK(count.left >= 0.8 * left);
    CHECK(count.people + count.left == static_cast<double>(count_alive(before)));
}

TEST_CASE("Age bands, women and men, fifths and carers each make up the whole cohort", "[cohort]") {
    SmallTown town;
    Cohort cohort(town.world(), 2);
    const auto outcomes = all_alike(town.world());
    const auto counts = cohort.count(1, CohortOutcome::satisfaction, outcomes, outcomes);
    REQUIRE(counts.size() == groups_and_everybody);
    for (const auto& [first, last] : {std::pair{1, 7}, std::pair{7, 9}, std::pair{9, 14}, std::pair{14, 16}}) {
        double people = 0;
        for (int g = first; g < last; ++g) people += counts[static_cast<std::size_t>(g)].people;
        CHECK(people == counts.front().people);
    }
}

TEST_CASE("The cohort of an experiment only shrinks by those who leave, and equal regimes leave nobody apart", "[cohort]") {
    Scenario scenario = short_scenario(1, "neutral");
    scenario.place = load_scenario("small-town").place;
    scenario.weeks = 56;
    scenario.burn_in_weeks = 8;
    const Results results = run_experiment(scenario, with_threads(1)).results;
    double before = 1e9;
    for (std::size_t t = 0; t < results.weeks.size(); ++t) {
        const CohortSum& sum = results.cohort_sums[results.cohort_sum_index(1, 0, t)];
        CHECK(sum.people > 4000);
        CHECK(sum.people <= before);
        CHECK(sum.utility_reference == sum.utility_other);
        CHECK(sum.satisfaction_reference == sum.satisfaction_other);
        before = sum.people;
    }
    REQUIRE(results.cohort_weeks == std::vector<int>{52, 56});
    const CohortCount& last = results.cohort_counts[results.cohort_count_index(1, 0, 1, CohortOutcome::utility, 0)];
    CHECK(last.better + last.worse == 0);
    CHECK(last.left > 0);
    CHECK(last.people == before);
}

TEST_CASE("An interrupted run follows the same people on and ends with the same counts", "[cohort]") {
    const Scenario scenario = short_scenario(1);
    const Results whole = run_experiment(scenario, with_threads(1)).results;
    Shelf shelf;
    ExperimentOptions first = shelf.options(1, false);
    int weeks = 0;
    first.stop_requested = [&weeks] { return ++weeks > 22; };
    REQUIRE(run_experiment(scenario, first).interrupted);
    const Results resumed = run_experiment(scenario, shelf.options(1, true)).results;
    REQUIRE(resumed.cohort_sums.size() == whole.cohort_sums.size());
    for (std::size_t i = 0; i < whole.cohort_sums.size(); ++i) {
        CHECK(resumed.cohort_sums[i].people == whole.cohort_sums[i].people);
        CHECK(resumed.cohort_sums[i].utility_other == whole.cohort_sums[i].utility_other);
    }
    for (std::size_t i = 0; i < whole.cohort_counts.size(); ++i) {
        CHECK(resumed.cohort_counts[i].better == whole.cohort_counts[i].better);
        CHECK(resumed.cohort_counts[i].left == whole.cohort_counts[i].left);
    }
}
