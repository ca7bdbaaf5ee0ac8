#include "measures/census.hpp"

#include "catch.hpp"
#include "engine/parameters.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

namespace {

OutcomeRules rules_with(const std::vector<std::pair<const char*, double>>& changes = {}) {
    ParameterSet parameters;
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return OutcomeRules(view_of(parameters, "outcomes"));
}

/// Somebody of thirty at home who needs nothing, cares for nobody and belongs to no group.
Slot somebody_at_ease(World& world) {
    const Slot slot = first_person(world, [&](Slot s) {
        const int age = world.people.age(s, world.week);
        return age >= 25 && age < 50 && world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.roles[s] == 0 && world.people.memberships[s] == 0;
    });
    world.people.loneliness.edit(slot) = 0;
    return slot;
}

/// Gives somebody need of one level of which so many of 1,000 minutes are unmet.
void need_of(World& world, Slot slot, NeedLevel level, std::uint16_t unmet) {
    const FileId id = open_file(world, slot);
    world.people.need.edit(slot) = level;
    CareFile& file = world.care.files.edit(id);
    file.need = {400, 400, 200};
    file.unmet = unmet;
}

PersonOutcome outcome_of(const World& world, Slot slot, const OutcomeRules& rules = rules_with()) {
    Census census;
    census.take(world, rules);
    return census.outcomes()[slot];
}

}  // namespace

TEST_CASE("Half of what somebody with high need lacks, met, brings most of the way, by hand", "[outcomes]") {
    const OutcomeRules rules = rules_with();
    CHECK(rules.care_quality(NeedLevel::high, 0, false) == Approx(0.30));
    CHECK(rules.care_quality(NeedLevel::high, 1, false) == Approx(0.80));
    // 1 - e^-1.25 = 0.713495, 1 - e^-2.5 = 0.917915: 0.777300 of the way from 0.30 to 0.80.
    CHECK(rules.care_quality(NeedLevel::high, 0.5, false) == Approx(0.30 + 0.5 * 0.777300).margin(1e-6));
    CHECK(rules.care_quality(NeedLevel::low, 1, false) == Approx(0.92));
    CHECK(rules.care_quality(NeedLevel::medium, 0, false) == Approx(0.50));
}

TEST_CASE("Each further hour met adds something, and less than the one before", "[outcomes]") {
    const OutcomeRules rules = rules_with();
    for (const NeedLevel level : {NeedLevel::low, NeedLevel::medium, NeedLevel::high}) {
        double before = 1;
        for (int step = 1; step <= 20; ++step) {
            const double gain = rules.care_quality(level, step / 20.0, false) - rules.care_quality(level, (step - 1) / 20.0, false);
            CHECK(gain > 0);
            CHECK(gain < before);
            before = gain;
        }
    }
}

TEST_CASE("A care home neither adds to quality of life nor takes from it unless somebody says so", "[outcomes]") {
    CHECK(rules_with().care_quality(NeedLevel::high, 0.6, true) == rules_with().care_quality(NeedLevel::high, 0.6, false));
    const OutcomeRules worse = rules_with({{"outcomes.quality_care_home", -0.08}});
    CHECK(worse.care_quality(NeedLevel::high, 0.6, true) == Approx(worse.care_quality(NeedLevel::high, 0.6, false) - 0.08));
}

TEST_CASE("Utility falls with need and, past 65, with every year, and strain takes a little", "[outcomes]") {
    const OutcomeRules rules = rules_with();
    CHECK(rules.utility(NeedLevel::none, 40, false, false) == Approx(0.86));
    CHECK(rules.utility(NeedLevel::none, 65, false, false) == Approx(0.86));
    CHECK(rules.utility(NeedLevel::low, 85, false, false) == Approx(0.70 - 20 * 0.003));
    CHECK(rules.utility(NeedLevel::none, 40, true, false) == Approx(0.84));
    CHECK(rules_with({{"outcomes.utility_high", 0.15}, {"outcomes.utility_age", 0.006}}).utility(NeedLevel::high, 104, true, false) == 0);
}

TEST_CASE("From sixty-five on belonging to a group is worth a little health, and where nothing contested acts it is worth none", "[outcomes]") {
    const OutcomeRules rules = rules_with({});
    CHECK(rules.utility(NeedLevel::none, 65, false, true) == Approx(0.86 + 0.0185));
    CHECK(rules.utility(NeedLevel::none, 64, false, true) == Approx(0.86));
    CHECK(rules.utility(NeedLevel::low, 85, true, true) == Approx(0.70 - 20 * 0.003 - 0.02 + 0.0185));
    CHECK(rules_with({{"outcomes.utility_group", 0}}).utility(NeedLevel::none, 65, false, true) == Approx(0.86));
    // One group or three: somebody is in company or not.
    Taken taken;
    World& world = taken.world();
    const Slot slot = first_person(world, [&](Slot one) { return world.people.need[one] == NeedLevel::none && world.people.age(one, world.week) > 66 && !world.people.has(one, role::carer); });
    const int years = world.people.age(slot, world.week) - 65;
    world.people.memberships.edit(slot) = 0;
    CHECK(outcome_of(world, slot).utility == Approx(8'600 - 30 * years).margin(1));
    for (const std::uint8_t groups : {1, 3}) {
        world.people.memberships.edit(slot) = groups;
        CHECK(outcome_of(world, slot).utility == Approx(8'785 - 30 * years).margin(1));
    }
}

TEST_CASE("Unmet need shows in quality of life and satisfaction, and not a second time in utility", "[outcomes]") {
    Taken taken;
    World& world = taken.world();
    const Slot slot = somebody_at_ease(world);
    need_of(world, slot, NeedLevel::medium, 0);
    const PersonOutcome met = outcome_of(world, slot);
    need_of(world, slot, NeedLevel::medium, 500);
    const PersonOutcome short_of_half = outcome_of(world, slot);
    CHECK(met.utility == 5200);
    CHECK(short_of_half.utility == met.utility);
    CHECK(met.care_quality == 8800);
    CHECK(short_of_half.care_quality == Approx(5000 + 3800 * 0.777300).margin(1));
    CHECK(met.satisfaction - short_of_half.satisfaction == 2500);  // half of half a point
}

TEST_CASE("Loneliness shows in satisfaction alone", "[outcomes]") {
    Taken taken;
    World& world = taken.world();
    const Slot slot = somebody_at_ease(world);
    const PersonOutcome before = outcome_of(world, slot);
    world.people.loneliness.edit(slot) = 65'535;
    const PersonOutcome lonely = outcome_of(world, slot);
    CHECK(before.satisfaction == 75'700);
    CHECK(lonely.satisfaction == 66'700);
    CHECK(lonely.utility == before.utility);
    CHECK(before.care_quality == 0);
}

TEST_CASE("Strain counts for carers only, from the point where it is strain", "[outcomes]") {
    Taken taken;
    World& world = taken.world();
    const Slot slot = somebody_at_ease(world);
    world.people.strain.edit(slot) = to_share16(0.9);
    CHECK(outcome_of(world, slot).utility == 8600);
    world.people.roles.edit(slot) = role::carer;
    CHECK(outcome_of(world, slot).utility == 8400);
    CHECK(outcome_of(world, slot).satisfaction == 71'700);
    world.people.strain.edit(slot) = to_share16(0.6);
    CHECK(outcome_of(world, slot).utility == 8600);
}

TEST_CASE("Belonging adds nothing unless somebody says so, and what volunteers get can be set to nothing", "[outcomes]") {
    Taken taken;
    World& world = taken.world();
    const Slot slot = somebody_at_ease(world);
    world.people.belonging.edit(slot) = 65'535;
    CHECK(outcome_of(world, slot).satisfaction == 75'700);
    CHECK(outcome_of(world, slot, rules_with({{"outcomes.satisfaction_belonging", 0.15}})).satisfaction == 77'200);
    world.people.roles.edit(slot) = role::volunteer;
    CHECK(outcome_of(world, slot).satisfaction == 76'700);
    CHECK(outcome_of(world, slot, rules_with({{"outcomes.satisfaction_contributing", 0}})).satisfaction == 75'700);
}

TEST_CASE("Whoever is gone has no outcome, and a child no satisfaction", "[outcomes]") {
    Taken taken;
    World& world = taken.world();
    const Slot child = first_person(world, [&](Slot s) { return world.people.age(s, world.week) < 15; });
    CHECK(outcome_of(world, child).satisfaction == 0);
    CHECK(outcome_of(world, child).utility > 0);
    const Slot slot = somebody_at_ease(world);
    world.people.setting.edit(slot) = Setting::gone;
    CHECK(outcome_of(world, slot).utility == 0);
    CHECK(outcome_of(world, slot).satisfaction == 0);
}

TEST_CASE("The town's means are those of its people", "[outcomes]") {
    Taken taken;
    const World& world = taken.world();
    Census census;
    census.take(world, rules_with());
    const std::vector<PersonOutcome>& outcomes = census.outcomes();
    std::vector<double> utility(3, 0), people(3, 0), satisfaction(3, 0), grown(3, 0), quality(3, 0), needing(3, 0);
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (!world.people.alive(slot)) continue;
        const std::size_t n = world.people.neighbourhood[slot];
        people[n] += 1;
        utility[n] += outcomes[slot].utility / 1e4;
        satisfaction[n] += outcomes[slot].satisfaction / 1e4;
        grown[n] += world.people.age(slot, world.week) >= 16 ? 1 : 0;
        quality[n] += outcomes[slot].care_quality / 1e4;
        needing[n] += world.people.need[slot] != NeedLevel::none ? 1 : 0;
    }
    for (std::size_t n = 0; n < 3; ++n) {
        CHECK(taken.look("utility")[n] == Approx(utility[n] / people[n]));
        CHECK(taken.look("life_satisfaction")[n] == Approx(satisfaction[n] / grown[n]));
        CHECK(taken.look("care_quality")[n] == Approx(quality[n] / needing[n]));
        CHECK(taken.look("people_with_need")[n] == needing[n]);
    }
}

TEST_CASE("Four weeks are worth four weeks of everybody's utility", "[outcomes]") {
    Taken taken;
    taken.begin();
    taken.live(4);
    const auto population = taken.look("population");
    const auto utility = taken.look("utility");
    for (std::size_t n = 0; n < 3; ++n) {
        CHECK(taken.look("qalys")[n] == Approx(population[n] * utility[n] * 4 / 52.18));
        CHECK(taken.look("wellbys")[n] == Approx(taken.look("grown_people")[n] * taken.look("life_satisfaction")[n] * 4 / 52.18));
    }
}

TEST_CASE("A yardstick changes nobody's life: other outcome parameters leave every week as it was", "[outcomes]") {
    ParameterSet changed;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.mechanism == "outcomes") changed.set(entry.key(), entry.spec.low);
    }
    Taken taken;
    Recorder plain(taken.world());
    Recorder other(taken.world(), changed);
    taken.live(4);
    const Frame a = plain.record(taken.world());
    const Frame b = other.record(taken.world());
    CHECK(a[measure_index("utility")] != b[measure_index("utility")]);
    for (const char* same : {"population", "unmet_hours", "lonely_share", "carers"}) CHECK(a[measure_index(same)] == b[measure_index(same)]);
}
