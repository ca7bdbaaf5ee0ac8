#include "quiet_town.hpp"
#include "state/time_use.hpp"

using namespace topsoil;

namespace {

/// Rates as the knots give them: no circumstance moves escalation.
ParameterSet bare(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"need.onset_scale", 1}, {"need.escalation_scale", 1}, {"need.recovery_scale", 1}, {"need.escalation_unmet", 0}, {"need.escalation_hospital", 0},
                                               {"need.escalation_continuity", 0}, {"need.escalation_lonely", 0}, {"need.escalation_mean_factor", 1}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

NeedRates rates_of(const World& world, Slot slot) { return need_rates((world.week - world.people.birth_week[slot]) / 52.0); }
double deprivation_of(const World& world, Slot slot) { return world.city->neighbourhoods[world.people.neighbourhood[slot]].deprivation; }

std::vector<NeedLevel> levels_of(const World& world) {
    std::vector<NeedLevel> levels(world.city->slots, NeedLevel::none);
    for_everybody(world, [&](Slot slot) { levels[slot] = world.people.need[slot]; });
    return levels;
}

void set_everybody(World& world, NeedLevel level) {
    for_everybody(world, [&](Slot slot) { give_need(world, slot, level); });
}

int changes(const World& world, const std::vector<NeedLevel>& before, int step) {
    int count = 0;
    for_everybody(world, [&](Slot slot) { count += static_cast<int>(world.people.need[slot]) - static_cast<int>(before[slot]) == step ? 1 : 0; });
    return count;
}

/// Escalation from low need in a year, with circumstances that `arrange` puts everybody in each week, against the rate x `factor`.
template <class Arrange>
void compare_escalation(const ParameterSet& parameters, double factor, Arrange&& arrange) {
    QuietTown town({"need"}, parameters);
    World& world = town.world();
    Expected expected;
    int worse = 0;
    for (int week = 0; week < 52; ++week) {
        set_everybody(world, NeedLevel::low);
        for_everybody(world, [&](Slot slot) {
            arrange(world, slot, world.care.files.edit(world.people.care_file[slot]));
            expected.add(weekly_chance(factor * rates_of(world, slot).low_to_medium * deprivation_of(world, slot)));
        });
        const auto before = levels_of(world);
        town.simulation().live_week();
        worse += changes(world, before, 1);
    }
    require_count(worse, expected);
}

}  // namespace

TEST_CASE("People without need come to need help at the rate of their age and place", "[need]") {
    QuietTown town({"need"}, bare({{"need.recovery_scale", 0}, {"need.escalation_scale", 0}}));
    World& world = town.world();
    Expected expected;
    int started = 0;
    for (int week = 0; week < 4 * 52; ++week) {
        for_everybody(world, [&](Slot slot) {
            if (world.people.need[slot] == NeedLevel::none) expected.add(weekly_chance(rates_of(world, slot).onset * deprivation_of(world, slot)));
        });
        const auto before = levels_of(world);
        town.simulation().live_week();
        started += changes(world, before, 1);
    }
    check_everything(world);
    require_count(started, expected);
}

TEST_CASE("Low need grows at its rate", "[need]") {
    compare_escalation(bare(), 1.0, [](World&, Slot, CareFile&) {});
}

TEST_CASE("Medium need grows and passes at its rates", "[need]") {
    QuietTown town({"need"}, bare());
    World& world = town.world();
    Expected up;
    Expected down;
    int worse = 0;
    int better = 0;
    for (int week = 0; week < 26; ++week) {
        set_everybody(world, NeedLevel::medium);
        for_everybody(world, [&](Slot slot) {
            up.add(weekly_chance(rates_of(world, slot).medium_to_high * deprivation_of(world, slot)));
            if (world.people.setting[slot] != Setting::care_home) down.add(weekly_chance(rates_of(world, slot).medium_to_low));
        });
        const auto before = levels_of(world);
        town.simulation().live_week();
        worse += changes(world, before, 1);
        better += changes(world, before, -1);
    }
    require_count(worse, up);
    require_count(better, down);
}

TEST_CASE("People with low need recover at the rate of their age", "[need]") {
    QuietTown town({"need"}, bare({{"need.recovery_scale", 1.5}}));
    World& world = town.world();
    Expected expected;
    int better = 0;
    for (int week = 0; week < 26; ++week) {
        set_everybody(world, NeedLevel::low);
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] != Setting::care_home) expected.add(weekly_chance(1.5 * rates_of(world, slot).low_to_none));
        });
        const auto before = levels_of(world);
        town.simulation().live_week();
        better += changes(world, before, -1);
    }
    require_count(better, expected);
}

TEST_CASE("Need of those who lack all they need grows faster by the exponential of its weight", "[need]") {
    compare_escalation(bare({{"need.escalation_unmet", 0.8}}), std::exp(0.8), [](World&, Slot, CareFile& file) { file.unmet = static_cast<std::uint16_t>(file.need_minutes()); });
}

TEST_CASE("Need grows faster for eight weeks after an emergency admission, and not in the ninth", "[need]") {
    compare_escalation(bare({{"need.escalation_hospital", 0.9}}), std::exp(0.9), [](World& world, Slot, CareFile& file) { file.hospital_week = static_cast<std::int16_t>(world.week - 8); });
    compare_escalation(bare({{"need.escalation_hospital", 0.9}}), 1.0, [](World& world, Slot, CareFile& file) { file.hospital_week = static_cast<std::int16_t>(world.week - 9); });
}

TEST_CASE("Need of people who are often lonely grows faster by the weight of loneliness", "[need]") {
    compare_escalation(bare({{"need.escalation_lonely", 0.25}}), std::exp(0.25), [](World& world, Slot slot, CareFile&) { world.people.loneliness.edit(slot) = 65'535; });
}

TEST_CASE("The mean of all circumstances is divided out", "[need]") {
    compare_escalation(bare({{"need.escalation_unmet", 0.4}, {"need.escalation_mean_factor", std::exp(0.4)}}), 1.0,
                       [](World&, Slot, CareFile& file) { file.unmet = static_cast<std::uint16_t>(file.need_minutes()); });
}

TEST_CASE("Where all rates are zero nobody's need changes", "[need]") {
    QuietTown town({"need"}, bare({{"need.onset_scale", 0}, {"need.escalation_scale", 0}, {"need.recovery_scale", 0}}));
    const auto before = levels_of(town.world());
    town.live(52);
    REQUIRE(levels_of(town.world()) == before);
}

TEST_CASE("Nobody recovers in a care home", "[need]") {
    QuietTown town({"need"}, bare({{"need.recovery_scale", 1.6}, {"need.escalation_scale", 0}}));
    const World& world = town.world();
    const auto before = levels_of(world);
    town.live(104);
    int residents = 0;
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::care_home) return;
        ++residents;
        REQUIRE(world.people.need[slot] >= before[slot]);
    });
    REQUIRE(residents > 0);
}

TEST_CASE("Nobody goes on helping with what is no longer needed", "[need]") {
    QuietTown town({"need"}, bare({{"need.recovery_scale", 1.6}}));
    const World& world = town.world();
    int recovered = 0;
    for (int week = 0; week < 52; ++week) {
        const auto before = levels_of(world);
        town.live();
        for_everybody(world, [&](Slot slot) {
            if (world.people.need[slot] != NeedLevel::none || before[slot] == NeedLevel::none) return;
            ++recovered;
            const FileId id = world.people.care_file[slot];
            if (id == nobody) return;
            REQUIRE(world.care.files[id].first_received == nobody);
            REQUIRE(world.care.files[id].everyday == 0);
            REQUIRE(world.care.files[id].need_minutes() == 0);
        });
    }
    REQUIRE(recovered > 10);
}

TEST_CASE("Somebody whose need has changed asks, has the hours of the new level, and can give what that leaves them", "[need]") {
    QuietTown town({"need"}, bare());
    const World& world = town.world();
    int changed = 0;
    for (int week = 0; week < 26; ++week) {
        const auto before = levels_of(world);
        const Week now = world.week;
        town.live();
        for_everybody(world, [&](Slot slot) {
            const NeedLevel level = world.people.need[slot];
            if (level == before[slot] || level == NeedLevel::none) return;
            ++changed;
            const Key key = world.people.key[slot];
            const CareFile& file = world.care.files[world.people.care_file[slot]];
            REQUIRE(file.has(mark::asks));
            REQUIRE(file.need == need_minutes(world.city->seed, key, level));
            const int age = world.people.age(slot, now);
            const bool works = in_paid_work(world.city->seed, key, age, world.people.has(slot, role::left_work));
            REQUIRE(world.people.capacity[slot] == giveable_minutes(world.city->seed, key, age, works, level));
        });
    }
    REQUIRE(changed > 20);
}

TEST_CASE("A higher rate of onset adds people and spares nobody", "[need]") {
    std::size_t at_low = 0;
    std::size_t at_high = 0;
    for (int week = 0; week < 26; ++week) {
        World past = settled_world();
        past.week = week;
        QuietTown fewer(past.branch(), {"need"}, bare({{"need.onset_scale", 0.5}, {"need.recovery_scale", 0}}));
        QuietTown more(past.branch(), {"need"}, bare({{"need.onset_scale", 1.5}, {"need.recovery_scale", 0}}));
        const auto started = [&](QuietTown& town) {
            town.live();
            return keys_of(town.world(), [&](Slot s) { return past.people.need[s] == NeedLevel::none && town.world().people.need[s] != NeedLevel::none; });
        };
        const auto few = started(fewer);
        const auto many = started(more);
        REQUIRE(contains_all(many, few));
        at_low += few.size();
        at_high += many.size();
    }
    REQUIRE(at_high > at_low);
}
