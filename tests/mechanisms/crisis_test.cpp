#include "quiet_town.hpp"

using namespace topsoil;

namespace {

constexpr double older = 0.172;
constexpr double younger = 0.072;
constexpr double level_factor[] = {1.0, 1.8, 2.8, 3.5};

/// Emergency admissions a year by age and need, with nothing unmet (submodels sheet 11).
double yearly_admissions(int age, NeedLevel need) {
    const auto level = static_cast<std::size_t>(need);
    if (age >= 65) return older * level_factor[level];
    return younger * (age < 16 ? 0.8 : (level == 0 ? 0.95 : 2.0));
}

ParameterSet with_unmet(double unmet, double taken_home = 1) {
    return parameters_with({{"crisis.admissions_older", older}, {"crisis.admissions_younger", younger}, {"crisis.admissions_unmet", unmet}, {"crisis.taken_home_chance", taken_home}});
}

/// A town where everybody has need of one level and all of it is unmet.
void give_everybody(World& world, NeedLevel level) {
    for_everybody(world, [&](Slot slot) {
        CareFile& file = world.care.files.edit(give_need(world, slot, level));
        file.unmet = static_cast<std::uint16_t>(file.need_minutes());
    });
}

/// Who is taken to hospital in some years of this town, against the rates, for ages [from, to).
void compare_admissions(double unmet, NeedLevel need, int from, int to, int years) {
    QuietTown town({"crisis"}, with_unmet(unmet));
    World& world = town.world();
    give_everybody(world, need);
    Expected expected;
    int admitted = 0;
    for (int week = 0; week < years * 52; ++week) {
        const Week now = world.week;
        const auto asked = [&](Slot slot) { return world.people.age(slot, now) >= from && world.people.age(slot, now) < to; };
        for_everybody(world, [&](Slot slot) {
            if (asked(slot)) expected.add(weekly_chance(yearly_admissions(world.people.age(slot, now), need) * std::exp(unmet)));
        });
        std::set<Slot> was_there;
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] == Setting::hospital) was_there.insert(slot);
        });
        town.simulation().live_week();
        for_everybody(world, [&](Slot slot) {
            // Whoever comes home this week has it as the week of their stay, too.
            const bool came_home = was_there.contains(slot) && world.people.setting[slot] != Setting::hospital;
            admitted += asked(slot) && !came_home && world.care.files[world.people.care_file[slot]].hospital_week == now ? 1 : 0;
        });
    }
    require_count(admitted, expected);
}

}  // namespace

TEST_CASE("Young people with need are admitted at their rate", "[crisis]") { compare_admissions(0, NeedLevel::low, 16, 25, 5); }

TEST_CASE("Children with need are admitted at their rate", "[crisis]") { compare_admissions(0, NeedLevel::medium, 0, 16, 3); }

TEST_CASE("People in the middle of life with need are admitted at their rate", "[crisis]") { compare_admissions(0, NeedLevel::medium, 25, 65, 2); }

TEST_CASE("Older people with low need are admitted at 1.8 times the rate of those without", "[crisis]") { compare_admissions(0, NeedLevel::low, 65, 106, 2); }

TEST_CASE("Older people with high need are admitted at 3.5 times the rate of those without", "[crisis]") { compare_admissions(0, NeedLevel::high, 65, 106, 2); }

TEST_CASE("Where unmet need does matter it multiplies admissions by its exponential, also for the oldest and frailest", "[crisis]") { compare_admissions(0.2, NeedLevel::high, 65, 106, 2); }

TEST_CASE("People without need are admitted at the rates of their age", "[crisis]") {
    QuietTown town({"crisis"}, with_unmet(0));
    World& world = town.world();
    for_everybody(world, [&](Slot slot) { world.people.need.edit(slot) = NeedLevel::none; });
    Expected all;
    Expected aged;
    for (int week = 0; week < 104; ++week) {
        for_everybody(world, [&](Slot slot) {
            const int age = world.people.age(slot, world.week);
            const double chance = weekly_chance(yearly_admissions(age, NeedLevel::none));
            all.add(chance);
            if (age >= 65) aged.add(chance);
        });
        town.live();
    }
    require_count(static_cast<double>(town.total(Flow::emergency_admissions)), all);
    require_count(static_cast<double>(town.total(Flow::emergency_admissions_older)), aged);
}

TEST_CASE("Where rates are zero nobody is admitted", "[crisis]") {
    QuietTown town({"crisis"}, parameters_with({{"crisis.admissions_older", 0}, {"crisis.admissions_younger", 0}}));
    town.live(52);
    REQUIRE(town.total(Flow::emergency_admissions) == 0);
    for_everybody(town.world(), [&](Slot slot) { REQUIRE(town.world().people.setting[slot] != Setting::hospital); });
}

TEST_CASE("People with low need are home the same day, people with more stay the week", "[crisis]") {
    const NeedLevel level = GENERATE(NeedLevel::low, NeedLevel::medium, NeedLevel::high);
    QuietTown town({"crisis"}, with_unmet(0));
    World& world = town.world();
    give_everybody(world, level);
    town.live(3);
    const auto were_there = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::hospital; });
    town.live();
    int admitted = 0;
    for_everybody(world, [&](Slot slot) {
        const bool this_week = !were_there.contains(world.people.key[slot]) && world.care.files[world.people.care_file[slot]].hospital_week == world.week - 1;
        const bool stays = world.people.setting[slot] == Setting::hospital;
        if (world.people.setting[slot] == Setting::care_home || world.people.setting[slot] == Setting::communal) return;
        REQUIRE(stays == (this_week && level != NeedLevel::low));
        admitted += this_week ? 1 : 0;
    });
    REQUIRE(admitted > 0);
}

TEST_CASE("The weeks after a stay in hospital count from its end, however long somebody waited there", "[crisis]") {
    QuietTown town({"crisis"}, parameters_with({{"crisis.admissions_older", 0}, {"crisis.admissions_younger", 0}, {"crisis.taken_home_chance", 1}}));
    World& world = town.world();
    const Slot slot = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.need[s] == NeedLevel::none; });
    const FileId id = give_need(world, slot, NeedLevel::high);
    world.people.setting.edit(slot) = Setting::hospital;
    world.care.files.edit(id).set(mark::admitted, true);
    world.care.files.edit(id).hospital_week = static_cast<std::int16_t>(world.week - 9);
    const Week now = world.week;
    town.simulation().live_week();
    REQUIRE(world.people.setting[slot] == Setting::home);
    REQUIRE(world.care.files[id].hospital_week == now);
    REQUIRE(world.care.files[id].in_a_crisis(now + 2));
}

TEST_CASE("Somebody ready to go home waits for help there, a week at a time, and asks their people when they are back", "[crisis]") {
    const ParameterSet nobody_is_taken = parameters_with({{"crisis.admissions_older", 0}, {"crisis.admissions_younger", 0}, {"crisis.taken_home_chance", 0}, {"crisis.supported_share", 0.5}});
    QuietTown town({"crisis"}, nobody_is_taken);
    World& world = town.world();
    const Slot waiting = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.need[s] == NeedLevel::none; });
    CareFile& file = world.care.files.edit(give_need(world, waiting, NeedLevel::medium));
    file.hospital_week = static_cast<std::int16_t>(world.week);
    world.people.setting.edit(waiting) = Setting::hospital;
    file.set(mark::admitted, true);
    town.live(3);
    REQUIRE(world.people.setting[waiting] == Setting::hospital);
    REQUIRE(town.total(Flow::delayed_days) == 21);
    // More than half of what they need now stands.
    file.paid = static_cast<std::uint16_t>(file.need_minutes() / 2 + 1);
    town.live();
    REQUIRE(world.people.setting[waiting] == Setting::home);
    REQUIRE(world.care.files[world.people.care_file[waiting]].has(mark::asks));
    REQUIRE(town.total(Flow::delayed_days) == 21);
}

TEST_CASE("Days spent waiting in hospital are told by what for: a bed first, then a package, then an assessment, else nothing that the council gives", "[crisis]") {
    QuietTown town({"crisis"}, parameters_with({{"crisis.admissions_older", 0}, {"crisis.admissions_younger", 0}, {"crisis.taken_home_chance", 0}}));
    World& world = town.world();
    const Slot waiting = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.need[s] == NeedLevel::none; });
    CareFile& file = world.care.files.edit(give_need(world, waiting, NeedLevel::high));
    file.hospital_week = static_cast<std::int16_t>(world.week);
    world.people.setting.edit(waiting) = Setting::hospital;
    file.set(mark::admitted, true);
    town.live();
    REQUIRE(town.total(Flow::delayed_days) == 7);
    file.stage = Stage::waiting_assessment;
    town.live();
    REQUIRE(town.total(Flow::delayed_days_assessment) == 7);
    file.stage = Stage::waiting_start;
    town.live();
    REQUIRE(town.total(Flow::delayed_days_package) == 7);
    file.set(mark::no_bed, true);
    town.live();
    REQUIRE(town.total(Flow::delayed_days_bed) == 7);
    REQUIRE(town.total(Flow::delayed_days) == 28);
    REQUIRE(town.total(Flow::delayed_days_package) == 7);
}

TEST_CASE("A family that always comes leaves nobody waiting in hospital", "[crisis]") {
    QuietTown town({"crisis"}, with_unmet(0, 1));
    give_everybody(town.world(), NeedLevel::high);
    town.live(12);
    REQUIRE(town.total(Flow::emergency_admissions) > 100);
    REQUIRE(town.total(Flow::delayed_days) == 0);
}

TEST_CASE("Higher rates of admission add people and spare nobody", "[crisis]") {
    for (int week = 0; week < 12; ++week) {
        World past = settled_world();
        past.week = week;
        QuietTown fewer(past.branch(), {"crisis"}, parameters_with({{"crisis.admissions_older", 0.06}, {"crisis.admissions_younger", 0.03}}));
        QuietTown more(std::move(past), {"crisis"}, parameters_with({{"crisis.admissions_older", 0.18}, {"crisis.admissions_younger", 0.1}}));
        give_everybody(fewer.world(), NeedLevel::high);
        give_everybody(more.world(), NeedLevel::high);
        fewer.live();
        more.live();
        const auto admitted = [](QuietTown& town) {
            return keys_of(town.world(), [&](Slot s) { return town.world().care.files[town.world().people.care_file[s]].hospital_week == town.world().week - 1; });
        };
        REQUIRE(contains_all(admitted(more), admitted(fewer)));
        REQUIRE(admitted(more).size() > admitted(fewer).size());
    }
}
