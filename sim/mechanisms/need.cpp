// Need: onset, escalation and recovery by age and deprivation; what moves escalation are circumstances, never a regime.
//
// Rule (submodels sheet 1): yearly rates by age x deprivation (onset, escalation) x exp(0.30 U + 0.50 H - 0.07 C + 0.05 l) / m for
// escalation, with U the unmet share, H a hospital stay in the last 8 weeks, C continuity of home care (saturating at 0.6), l often
// lonely, and m the status-quo mean of that factor, so that base rates stay what they were fitted to. Recovery is quicker during a course
// of reablement.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "state/lonely.hpp"
#include "state/need_rates.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

constexpr LuckCell onset_cell{4, "onset of need", Purpose{"need.onset"}, luck_bounds({0.01, 0.01, 0.03, 0.04, 0.06, 0.10, 0.16, 0.22, 0.30, 0.45, 0.60, 0.70})};
constexpr LuckCell worse_cell{5, "escalation of need", Purpose{"need.escalation"}, luck_bounds({0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 1.0, 1.0, 1.2, 1.5, 1.8, 2.2}), true};
constexpr LuckCell better_cell{6, "recovery", Purpose{"need.recovery"}, luck_bounds({0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4}), true};

constexpr double most_deprived = 1.40;  // the largest multiplier of a neighbourhood

class Need final : public Process {
public:
    explicit Need(const ParameterView& p)
        : onset_scale_(p["onset_scale"]), escalation_scale_(p["escalation_scale"]), from_medium_(p["escalation_from_medium"]), recovery_scale_(p["recovery_scale"]), unmet_(p["escalation_unmet"]), hospital_(p["escalation_hospital"]),
          continuity_(p["escalation_continuity"]), lonely_(p["escalation_lonely"]), mean_(p["escalation_mean_factor"]), reablement_(p["recovery_reablement"]) {
        const double worst = exp_exact(std::max(0.0, unmet_) + std::max(0.0, hospital_) + std::max(0.0, -continuity_) + std::max(0.0, lonely_)) / mean_;
        const double quickest = recovery_scale_ * std::max(1.0, reablement_);
        foreseen_onset_ = {onset_cell, largest_chances([&](int age) { return YearlyRate{onset_scale_ * most_deprived * need_rates(age).onset}; })};
        foreseen_worse_ = {worse_cell, largest_chances([&](int age) { return YearlyRate{escalation_scale_ * worst * most_deprived * std::max(need_rates(age).low_to_medium, from_medium_ * need_rates(age).medium_to_high)}; })};
        foreseen_better_ = {better_cell, largest_chances([&](int age) { return YearlyRate{quickest * std::max({need_rates(age).low_to_none, need_rates(age).medium_to_low, need_rates(age).high_to_medium})}; })};
    }

    void live_week(Living& living) override {
        World& world = living.world;
        const auto starting = events(living, foreseen_onset_, [&](Slot slot) { return onset_rate(living, slot); });
        const auto worsening = events(living, foreseen_worse_, [&](Slot slot) { return escalation_rate(living, slot); }, [&, fetch_file = fetching_files(world)](Slot slot) {
            fetch_file(slot);
            world.people.loneliness.prefetch(slot);
            world.people.key.prefetch(slot);
        });
        const auto recovering = events(living, foreseen_better_, [&](Slot slot) { return recovery_rate(living, slot); }, fetching_files(world));
        for (const Slot slot : starting) change(living, slot, NeedLevel::low);
        for (const Slot slot : worsening) change(living, slot, static_cast<NeedLevel>(static_cast<int>(world.people.need[slot]) + 1));
        for (const Slot slot : recovering) change(living, slot, static_cast<NeedLevel>(static_cast<int>(world.people.need[slot]) - 1));
    }

private:
    [[nodiscard]] static double deprivation(const World& world, Slot slot) { return world.city->neighbourhoods[world.people.neighbourhood[slot]].deprivation; }

    [[nodiscard]] YearlyRate onset_rate(const Living& living, Slot slot) const {
        const World& world = living.world;
        if (world.people.need[slot] != NeedLevel::none) return {};
        return {onset_scale_ * need_rates((living.week - world.people.birth_week[slot]) / 52.0).onset * deprivation(world, slot)};
    }

    [[nodiscard]] YearlyRate escalation_rate(const Living& living, Slot slot) const {
        const World& world = living.world;
        const NeedLevel level = world.people.need[slot];
        if (level != NeedLevel::low && level != NeedLevel::medium) return {};
        const NeedRates rates = need_rates((living.week - world.people.birth_week[slot]) / 52.0);
        const CareFile& file = world.care.files[world.people.care_file[slot]];
        const int need = file.need_minutes();
        const double unmet = need > 0 ? std::min(1.0, static_cast<double>(file.unmet) / need) : 0;
        const double after_hospital = living.week - file.hospital_week <= 8 ? 1 : 0;
        const double lonely = often_lonely(world.people.loneliness[slot], world.people.key[slot]) ? 1 : 0;
        const double factor = exp_exact(unmet_ * unmet + hospital_ * after_hospital - continuity_ * continuity(world, file) + lonely_ * lonely) / mean_;
        return {escalation_scale_ * factor * deprivation(world, slot) * (level == NeedLevel::low ? rates.low_to_medium : from_medium_ * rates.medium_to_high)};
    }

    /// 1 for at most four workers in four weeks, 0 for seventeen or more, saturating at 0.6; 0 for people without home care.
    [[nodiscard]] static double continuity(const World& world, const CareFile& file) {
        if (file.client == nobody) return 0;
        const double raw = (17.0 - world.home_care.clients[file.client].met_recently) / 13.0;
        return std::clamp(raw, 0.0, 0.6) / 0.6;
    }

    [[nodiscard]] YearlyRate recovery_rate(const Living& living, Slot slot) const {
        const World& world = living.world;
        // In hospital and in a care home the file goes on: it is what brings people home or keeps their bed.
        if (world.people.setting[slot] == Setting::care_home || world.people.setting[slot] == Setting::hospital) return {};
        const NeedLevel level = world.people.need[slot];
        if (level == NeedLevel::none) return {};
        const NeedRates rates = need_rates((living.week - world.people.birth_week[slot]) / 52.0);
        const double scale = recovery_scale_ * (world.care.files[world.people.care_file[slot]].has(mark::reablement) ? reablement_ : 1.0);
        return {scale * (level == NeedLevel::low ? rates.low_to_none : (level == NeedLevel::medium ? rates.medium_to_low : rates.high_to_medium))};
    }

    static void change(Living& living, Slot slot, NeedLevel level) {
        World& world = living.world;
        const FileId id = open_file(world, slot);
        world.people.need.edit(slot) = level;
        const Key key = world.people.key[slot];
        CareFile& file = world.care.files.edit(id);
        file.need = need_minutes(world.city->seed, key, level);
        file.set(mark::asks, true);
        file.set(mark::turned_away, false);  // the council's answer was to another need
        const int age = world.people.age(slot, living.week);
        const bool works = in_paid_work(world.city->seed, key, age, world.people.has(slot, role::left_work));
        const std::uint16_t capacity = giveable_minutes(world.city->seed, key, age, works, level);
        world.people.capacity.edit(slot) = capacity;
        if (level == NeedLevel::none) stop_help(world, id);
    }

    /// Nobody helps with what is no longer needed; a package ends with the next visit of the home-care office.
    static void stop_help(World& world, FileId id) {
        while (world.care.files[id].first_received != nobody) change_care_tie(world, world.care.files[id].first_received, 0);
        end_everyday_help(world, id);
        CareFile& file = world.care.files.edit(id);
        file.set(mark::asks, false);
        file.unmet = 0;
        file.weeks_short = 0;
        if (file.client == nobody) {
            file.stage = Stage::none;
            file.paid = 0;
            file.funding = Funding::none;
        }
        close_file_if_idle(world, id);
    }

    double onset_scale_, escalation_scale_, from_medium_, recovery_scale_, unmet_, hospital_, continuity_, lonely_, mean_, reablement_;
    Foreseen foreseen_onset_{onset_cell}, foreseen_worse_{worse_cell}, foreseen_better_{better_cell};
};

}  // namespace

extern const MechanismDeclaration need_declaration;
const MechanismDeclaration need_declaration{
    {"need",
     Phase::need,
     "People come to need help, need more, need less, and need none.",
     {"people.birth_week", "people.loneliness", "home_care.clients", "care.files"},
     {"people.need", "people.care_file", "people.filed", "care.reach", "people.capacity", "people.committed", "people.strain", "care.files", "care.ties", "care.free_files", "care.free_ties", "people.roles"},
     {{"onset_scale", "1", 1.03, 0.5, 1.5, "calibrated", Grade::calibrated, "multiplier on onset"},
      {"escalation_scale", "1", 0.97, 0.5, 1.5, "annual_transition_escalation_low_to_medium_high", Grade::calibrated, "multiplier on escalation"},
      {"escalation_from_medium", "1", 0.86, 0.5, 1.5, "calibrated", Grade::calibrated, "further multiplier on escalation from medium to high need"},
      {"recovery_scale", "1", 1.0, 0.5, 1.6, "annual_transition_recovery_low_to_none", Grade::calibrated, "multiplier on recovery"},
      {"escalation_unmet", "1", 0.30, 0.0, 0.8, "assumed", Grade::assumed, "log factor of escalation when all need is unmet", true, 0.0},
      {"escalation_hospital", "1", 0.50, 0.2, 0.9, "assumed", Grade::assumed, "log factor of escalation in the eight weeks after an emergency admission"},
      {"escalation_continuity", "1", 0.07, 0.0, 0.15, "continuity_ADL_improvement_low_vs_high", Grade::moderate, "log factor by which full continuity of home care lowers escalation", true, 0.0},
      {"escalation_lonely", "1", 0.05, 0.0, 0.25, "often_lonely_by_need", Grade::weak, "log factor of escalation of people who are often lonely", true, 0.0},
      {"escalation_mean_factor", "1", 1.05, 0.8, 1.5, "calibrated", Grade::calibrated, "status-quo mean of the factor above, by which it is divided"},
      {"recovery_reablement", "1", 1.2, 1.0, 1.6, "assumed", Grade::assumed, "multiplier on recovery during a course of reablement", true, 1.0}},
     {onset_cell, worse_cell, better_cell}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Need>(p); }};

}  // namespace topsoil
