#include "arranging.hpp"

using namespace topsoil;

namespace {

struct Office {
    QuietTown town;
    explicit Office(Pence money) : town({"reablement"}, parameters_with({{"reablement.course_weeks", 10}, {"reablement.course_cost", 1'000}})) {
        clear_settings(town.world());
        fund_only(town.world(), FundedSetting::reablement, money);
    }
    [[nodiscard]] World& world() { return town.world(); }
    [[nodiscard]] bool on_course(FileId id) { return world().care.files[id].has(mark::reablement); }
};

}  // namespace

TEST_CASE("A course of ten weeks lasts ten weeks", "[reablement]") {
    Office office(100'000'000);
    const FileId id = let_wait(office.world(), anybody(office.world(), 60, 90), NeedLevel::medium, 600);
    for (int week = 0; week < 10; ++week) {
        office.town.live();
        REQUIRE(office.on_course(id));
    }
    office.town.live();
    REQUIRE_FALSE(office.on_course(id));
    REQUIRE(office.world().settings.courses.empty());
    REQUIRE(office.town.total(Flow::reablement_started) == 1 + settled_world().flows.total(Flow::reablement_started));
}

TEST_CASE("Money for one course of a thousand pounds, a hundred a week, begins one: for whom hospital waits", "[reablement]") {
    Office office(19'999);
    const Slot first = anybody(office.world(), 60, 90);
    const FileId routine = let_wait(office.world(), first, NeedLevel::medium, 600);
    const FileId discharged = let_wait(office.world(), anybody(office.world(), 60, 90, {first}), NeedLevel::medium, 600);
    office.world().care.files.edit(discharged).priority = Priority::discharge;
    office.town.live();
    REQUIRE(office.on_course(discharged));
    REQUIRE_FALSE(office.on_course(routine));
}

TEST_CASE("Who was found eligible weeks ago is not offered a course, and where there is no money nobody is", "[reablement]") {
    const bool late = GENERATE(true, false);
    Office office(late ? 100'000'000 : 0);
    const FileId id = let_wait(office.world(), anybody(office.world(), 60, 90), NeedLevel::medium, 600, late ? -1 : 0);
    office.town.live();
    REQUIRE_FALSE(office.on_course(id));
}

TEST_CASE("Whoever has recovered, died or gone to a care home is on no course any more", "[reablement]") {
    Office office(100'000'000);
    const Slot person = anybody(office.world(), 60, 90);
    const FileId id = let_wait(office.world(), person, NeedLevel::medium, 600);
    office.town.live();
    if (GENERATE(true, false)) {
        office.world().care.files.edit(id).need = {0, 0, 0};
    } else {
        office.world().people.setting.edit(person) = Setting::communal;
    }
    office.town.live();
    REQUIRE_FALSE(office.on_course(id));
    REQUIRE(office.world().settings.courses.empty());
}

TEST_CASE("People on a course recover sooner, by as much as is assumed, and at a factor of one no sooner", "[reablement]") {
    const double factor = GENERATE(1.0, 1.6);
    QuietTown town({"need"}, parameters_with({{"need.recovery_reablement", factor}, {"need.onset_scale", 0}, {"need.escalation_scale", 0}}));
    World& world = town.world();
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] == Setting::home && world.people.age(slot, 0) >= 18 && world.people.age(slot, 0) < 60) world.care.files.edit(give_need(world, slot, NeedLevel::low)).set(mark::reablement, true);
    });
    Expected expected;
    double recovered = 0;
    for (int week = 0; week < 26; ++week) {
        const auto before = keys_of(world, [&](Slot s) { return world.people.need[s] == NeedLevel::low && world.people.care_file[s] != nobody && world.care.files[world.people.care_file[s]].has(mark::reablement) && world.people.setting[s] == Setting::home; });
        for_everybody(world, [&](Slot s) {
            if (before.contains(world.people.key[s])) expected.add(weekly_chance(factor * need_rates((world.week - world.people.birth_week[s]) / 52.0).low_to_none));
        });
        town.live();
        for_everybody(world, [&](Slot s) { recovered += before.contains(world.people.key[s]) && world.people.need[s] == NeedLevel::none ? 1 : 0; });
    }
    require_count(recovered, expected);
}
