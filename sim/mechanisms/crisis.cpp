// Crisis: emergency admissions, short stays in hospital, and days spent there ready to go home while nobody can come.
//
// Rule (submodels sheet 11): admissions a year 0.172 x (1, 1.8, 2.8, 3.5 by level of need) from 65 on, 0.072 before, x exp(b U), b = 0.
// People with medium or high need stay a week, and longer while their discharge waits for a package or a bed.
#include <algorithm>

#include "mechanisms/catalogue.hpp"

namespace topsoil {

namespace {

constexpr LuckCell admission_cell{12, "emergency admission", Purpose{"crisis.admission"}, luck_bounds({0.11, 0.11, 0.3, 0.3, 0.3, 0.3, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9})};
constexpr Purpose home_purpose{"crisis.taken_home"};
constexpr std::array<double, 4> level_factor{1.0, 1.8, 2.8, 3.5};

class Crisis final : public Process {
public:
    explicit Crisis(const ParameterView& p)
        : older_(p["admissions_older"]), younger_(p["admissions_younger"]), unmet_(p["admissions_unmet"]), taken_home_(p["taken_home_chance"]), supported_(p["supported_share"]) {}

    void live_week(Living& living) override {
        discharge(living);
        admit(living);
    }

private:
    [[nodiscard]] YearlyRate rate_of(const Living& living, Slot slot) const {
        const World& world = living.world;
        if (world.people.setting[slot] == Setting::hospital) return {};
        const auto level = static_cast<std::size_t>(world.people.need[slot]);
        double rate = rate_at(world.people.age(slot, living.week), level);
        if (level > 0 && unmet_ != 0) {
            const CareFile& file = world.care.files[world.people.care_file[slot]];
            rate *= exp_exact(unmet_ * std::min(1.0, static_cast<double>(file.unmet) / std::max(1, file.need_minutes())));
        }
        return {rate * factor_of(world.conditions, Condition::admissions)};
    }

    /// Of somebody whose need is met, in ordinary weeks.
    [[nodiscard]] double rate_at(int age, std::size_t level) const { return age >= 65 ? older_ * level_factor[level] : younger_ * (age < 16 ? 0.8 : (level == 0 ? 0.95 : 2.0)); }

    /// Only people with a care file need help.
    [[nodiscard]] Foreseen foresee_admission(const Living& living) const {
        const double week = factor_of(living.world.conditions, Condition::admissions);
        const double unmet = exp_exact(std::max(0.0, unmet_));
        return {admission_cell, largest_chances([&](int age) { return YearlyRate{week * rate_at(age, 0)}; }),
                largest_chances([&](int age) { return YearlyRate{week * unmet * rate_at(age, level_factor.size() - 1)}; })};
    }

    void admit(Living& living) const {
        World& world = living.world;
        const auto fetch = [&, fetch_file = fetching_files(world)](Slot slot) {
            if (unmet_ != 0) fetch_file(slot);
        };
        for (const Slot slot : events(living, foresee_admission(living), [&](Slot s) { return rate_of(living, s); }, fetch)) {
            const NeighbourhoodId n = world.people.neighbourhood[slot];
            world.flows.add(Flow::emergency_admissions, n, 1);
            if (world.people.age(slot, living.week) >= 65) world.flows.add(Flow::emergency_admissions_older, n, 1);
            const FileId id = world.people.care_file[slot];
            if (id == nobody || world.people.need[slot] == NeedLevel::none) continue;
            CareFile& file = world.care.files.edit(id);
            file.hospital_week = static_cast<std::int16_t>(living.week);
            if (world.people.setting[slot] == Setting::home && world.people.need[slot] >= NeedLevel::medium) {
                world.people.setting.edit(slot) = Setting::hospital;
                file.set(mark::admitted, true);
            }
            if (file.stage == Stage::waiting_assessment || file.stage == Stage::waiting_start) file.priority = std::max(file.priority, Priority::discharge);
        }
    }

    /// Home after a week, if help there stands; else the days go by until it does or the family takes them home all the same.
    void discharge(Living& living) const {
        World& world = living.world;
        std::vector<std::vector<FileId>> found(world.care.files.pages());
        living.team.for_shards(found.size(), [&](std::size_t page) {
            world.care.files.for_each_watched(page, [&](FileId id) {
                touched(1);
                const CareFile& file = world.care.files[id];
                if (file.has(mark::admitted) && file.person != nobody) found[page].push_back(id);
            });
        });
        for (const auto& list : found) {
            for (const FileId id : list) {
                const CareFile& file = world.care.files[id];
                if (world.people.setting[file.person] != Setting::hospital) {  // from the ward to a care home, or died there
                    world.care.files.edit(id).set(mark::admitted, false);
                    continue;
                }
                const bool supported = file.need_minutes() - file.shortfall() > supported_ * file.need_minutes();
                const Block bits = block(living.seed, home_purpose, world.people.key[file.person], living.week);
                if (supported || happens(bits[0], taken_home_)) {
                    world.people.setting.edit(file.person) = Setting::home;
                    CareFile& home = world.care.files.edit(id);
                    home.set(mark::asks, true);
                    home.set(mark::admitted, false);
                    home.hospital_week = static_cast<std::int16_t>(living.week);  // weeks after a stay count from its end
                } else {
                    const NeighbourhoodId n = world.people.neighbourhood[file.person];
                    world.flows.add(Flow::delayed_days, n, 7);
                    if (const Flow reason = reason_of_delay(file); reason != Flow::delayed_days) world.flows.add(reason, n, 7);
                }
            }
        }
    }

    /// What somebody who could go home waits for, the first of these: a care-home bed, a package granted, an assessment. Others wait for
    /// family, or for nobody whom the council has heard of.
    [[nodiscard]] static Flow reason_of_delay(const CareFile& file) {
        if (file.has(mark::no_bed)) return Flow::delayed_days_bed;
        if (file.stage == Stage::waiting_start) return Flow::delayed_days_package;
        if (file.stage == Stage::waiting_assessment) return Flow::delayed_days_assessment;
        return Flow::delayed_days;
    }

    double older_, younger_, unmet_, taken_home_, supported_;
};

}  // namespace

extern const MechanismDeclaration crisis_declaration;
const MechanismDeclaration crisis_declaration{
    {"crisis",
     Phase::crisis,
     "People are admitted in an emergency, and go home when somebody there can help.",
     {"people", "care.files", "world.conditions"},
     {"people.setting", "care.files", "flows.sum"},
     {{"admissions_older", "1/year", 0.172, 0.05, 0.19, "emergency_admissions_per_1000_65plus", Grade::strong, "emergency admissions of somebody from 65 on without need"},
      {"admissions_younger", "1/year", 0.072, 0.02, 0.11, "emergency_admissions_per_1000_65plus", Grade::moderate, "the same before 65"},
      {"admissions_unmet", "1", 0.0, 0.0, 0.2, "NULL_asc_cut_effect_emergency_admissions", Grade::moderate, "log factor when all need is unmet; the controlled evidence is null", true, 0.0},
      {"taken_home_chance", "1/week", 0.172, 0.0, 1.0, "delayed_discharge_per_day", Grade::calibrated, "chance a week that somebody goes home without the support they should have"},
      {"supported_share", "1", 0.95, 0.0, 1.0, "delayed_discharge_per_day", Grade::calibrated, "share of need that must be seen to at home before somebody is let go"}},
     {admission_cell}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Crisis>(p); }};

}  // namespace topsoil
