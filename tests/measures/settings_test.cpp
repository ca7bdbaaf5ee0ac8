#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

TEST_CASE("People in each setting are counted where they live, and hours in hours") {
    Taken taken;
    CareSettings& settings = taken.world().settings;
    const Slot there = first_person(taken.world(), [&](Slot s) { return taken.world().people.neighbourhood[s] == 1; });
    const auto before = taken.look();
    const auto more = [&](const char* measure) { return taken.look(measure)[1] - before[measure_index(measure)][1]; };
    settings.tenancies.push_back({1, there, 60, 0, nobody, 0});
    settings.assistants.push_back({1, there, there, 1, 60, 0, Funding::personal_assistant, {}});
    settings.assistants.push_back({2, there, nobody, 0, 60, 0, Funding::personal_budget, {}});
    settings.attendances.push_back({1, there, 0, 0});
    settings.placements.push_back({1, 0, there, nobody, 0, Carers::agency, 0, 0});
    settings.placements.push_back({2, 0, there, nobody, 0, Carers::foster, 1, 0});
    taken.world().flows.add(Flow::assistant_minutes, 1, 60);
    taken.world().flows.add(Flow::budget_minutes, 1, 120);
    taken.world().flows.add(Flow::day_centre_minutes, 1, 90);
    taken.world().flows.add(Flow::day_centre_metres, 1, 2'500);
    taken.world().flows.add(Flow::delayed_days_bed, 1, 7);
    CHECK(more("supported_living_tenants") == 1);
    CHECK(more("assistant_employers") == 2);
    CHECK(more("personal_assistants") == 1);
    CHECK(more("assistant_hours") == Approx(3));
    CHECK(more("day_centre_attenders") == 1);
    CHECK(more("children_placed_far") == 1);
    CHECK(more("children_placed_near") == 1);
    CHECK(more("day_centre_hours") == Approx(1.5));
    CHECK(more("day_centre_km") == Approx(2.5));
    CHECK(more("delayed_days_bed") == 7);
}

TEST_CASE("Where nurses are asked for twelve visits and make ten their load is 1.2") {
    Taken taken;
    Flows& sums = taken.world().flows;
    const double wanted = taken.look("nurse_visits")[2];
    CHECK(wanted == 0);
    sums.add(Flow::nurse_visits, 2, 10'000);
    sums.add(Flow::nurse_visits_wanted, 2, 12'000);
    CHECK(taken.look("nurse_visits")[2] == Approx(10));
    CHECK(taken.look("nurse_load")[2] == Approx(1.2));
    CHECK(taken.look("nurse_load")[0] == 0);
}

TEST_CASE("The days that people wait in hospital, by what for, are no more than all of them") {
    Taken taken;
    taken.live(52);
    const double all = total(taken.look("delayed_days"));
    CHECK(all > 0);
    CHECK(total(taken.look("delayed_days_bed")) + total(taken.look("delayed_days_package")) + total(taken.look("delayed_days_assessment")) <= all);
}
