#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

TEST_CASE("Minutes and seconds of a week become hours where they fall") {
    Taken taken;
    Flows& sums = taken.world().flows;
    const struct {
        Flow flow;
        std::string_view measure;
        std::int64_t amount;
        double hours;
    } rows[]{{Flow::need_minutes, "need_hours", 600, 10},
             {Flow::unmet_minutes, "unmet_hours", 90, 1.5},
             {Flow::unpaid_minutes, "unpaid_care_hours", 6'000, 100},
             {Flow::everyday_minutes, "everyday_help_hours", 30, 0.5},
             {Flow::small_act_minutes, "everyday_help_hours", 45, 0.75},
             {Flow::home_care_minutes, "home_care_hours", 840, 14},
             {Flow::private_care_minutes, "home_care_hours", 60, 1},
             {Flow::travel_seconds, "travel_hours", 5'400, 1.5},
             {Flow::volunteer_minutes, "volunteer_hours", 174, 2.9},
             {Flow::missed_minutes, "missed_visit_hours", 15, 0.25},
             {Flow::rare_missed_minutes, "rare_skill_missed_hours", 30, 0.5},
             {Flow::rare_refused, "rare_skill_waits", 3, 3}};
    for (const auto& row : rows) {
        INFO(row.measure);
        const auto before = taken.look(row.measure);
        sums.add(row.flow, 1, row.amount);
        const auto after = taken.look(row.measure);
        CHECK(after[0] == before[0]);
        CHECK(after[1] - before[1] == Approx(row.hours));
        CHECK(after[2] == before[2]);
    }
}

TEST_CASE("Hours are those since the last recording: an interval without a week has none") {
    Taken taken;
    taken.live(2);
    CHECK(total(taken.look("need_hours")) > 0);
    (void)taken.take();
    for (const char* measure : {"need_hours", "unmet_hours", "unpaid_care_hours", "home_care_hours", "travel_hours", "volunteer_hours"}) CHECK(taken.look(measure) == std::vector<double>(3, 0.0));
}

TEST_CASE("Two intervals hold what one long interval holds") {
    Taken once, twice;
    once.live(8);
    twice.live(4);
    const Frame first = twice.take();
    twice.live(4);
    const Frame second = twice.take();
    const Frame whole = once.take();
    for (std::size_t m = 0; m < whole.size(); ++m) {
        const std::string_view name = measure_catalogue()[m].name;
        // How people fare is asked at the end of an interval and taken for all of it: shorter intervals ask more often.
        if (measure_catalogue()[m].kind != MeasureKind::flow || name == "qalys" || name == "wellbys") continue;
        INFO(name);
        for (std::size_t n = 0; n < whole[m].size(); ++n) CHECK(first[m][n] + second[m][n] == Approx(whole[m][n]).margin(1e-6));
    }
}

TEST_CASE("Need that is not met is unmet: what everybody gave, less what was too much, makes up the rest") {
    Taken taken;
    taken.live(6);
    const auto hours = [&](std::string_view measure) { return total(taken.look(measure)); };
    CHECK(hours("unmet_hours") < hours("need_hours"));
    CHECK(hours("unmet_hours") > 0);
    Taken quiet;
    const auto sum = [&](Flow flow) { return static_cast<double>(taken.world().flows.total(flow) - quiet.world().flows.total(flow)) / 60; };
    const double met = sum(Flow::unpaid_minutes) + sum(Flow::everyday_minutes) + sum(Flow::group_help_minutes) + sum(Flow::home_care_minutes) + sum(Flow::private_care_minutes) + sum(Flow::supported_minutes) +
                       sum(Flow::assistant_minutes) + sum(Flow::budget_minutes) + sum(Flow::day_centre_minutes) - sum(Flow::surplus_minutes);
    CHECK(met == Approx(hours("need_hours") - hours("unmet_hours")));
}

TEST_CASE("The unmet hours of the week are those of the people of each group") {
    Taken taken;
    World& world = taken.world();
    const auto before = taken.look("unmet_hours_by_group");
    const Slot woman = first_person(world, [&](Slot slot) {
        const FileId file = world.people.care_file[slot];
        return world.people.woman(slot) && world.people.age(slot, world.week) >= 80 && file != nobody && world.care.files[file].need_minutes() > 0;
    });
    REQUIRE(woman != nobody);
    world.care.files.edit(world.people.care_file[woman]).unmet += 120;
    const auto after = taken.look("unmet_hours_by_group");
    CHECK(after[5] - before[5] == Approx(2));  // 80 and over
    CHECK(after[6] - before[6] == Approx(2));  // women
    CHECK(after[7] == before[7]);              // men
    CHECK(after[0] == before[0]);              // children
}
