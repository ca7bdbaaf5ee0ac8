// Reablement: a course of some months that helps people to do things for themselves again. It costs money, in every regime, and whether
// it works beyond the time it takes is contested.
//
// Rule (submodels sheet 1): people with need whom a social worker has just found eligible begin a course, crisis, breakdown and discharge first, as long
// as its strand has money, whoever pays for their care. While it lasts, need.recovery_reablement multiplies their recovery (1.2; 1 is no effect).
#include "mechanisms/catalogue.hpp"
#include "mechanisms/places.hpp"

namespace topsoil {

namespace {

constexpr Purpose begun_purpose{"reablement.begun"};

class Reablement final : public Process {
public:
    explicit Reablement(const ParameterView& p) : weeks_(static_cast<int>(p["course_weeks"])), cost_(static_cast<Pence>(p["course_cost"] * 100 / p["course_weeks"] + 0.5)) {}

    void settle(Living& living) override { begin_courses(living, true); }

    void live_week(Living& living) override {
        end_courses(living);
        begin_courses(living, false);
    }

private:
    void end_courses(Living& living) const {
        World& world = living.world;
        std::erase_if(world.settings.courses, [&](const Course& course) {
            const FileId id = still_here(world, course.person, course.key) ? world.people.care_file[course.person] : nobody;
            if (id == nobody || !world.care.files[id].has(mark::reablement)) return true;
            const Setting setting = world.people.setting[course.person];
            if (living.week < course.until && world.care.files[id].need_minutes() > 0 && (setting == Setting::home || setting == Setting::hospital)) return false;
            world.care.files.edit(id).set(mark::reablement, false);
            return true;
        });
    }

    /// Those found eligible this week; in the first week of all anybody who waits, with part of the course behind them.
    void begin_courses(Living& living, bool first_week) const {
        World& world = living.world;
        const Pence money = world.commissioned.money_for(FundedSetting::reablement);
        auto room = cost_ > 0 ? money / cost_ - static_cast<Pence>(world.settings.courses.size()) : 0;
        auto waiting = those_who_wait(world, PaidBy::anybody, [&](const CareFile& file) { return !file.has(mark::reablement) && (first_week || file.since == living.week); });
        std::stable_sort(waiting.begin(), waiting.end(), [&](FileId a, FileId b) { return world.care.files[a].priority > world.care.files[b].priority; });
        for (const FileId id : waiting) {
            if (room-- <= 0) return;
            CareFile& file = world.care.files.edit(id);
            const Key key = world.people.key[file.person];
            const int left = first_week ? 1 + static_cast<int>(below(draw(living.seed, begun_purpose, key, 0), static_cast<std::uint32_t>(weeks_))) : weeks_;
            file.set(mark::reablement, true);
            world.settings.courses.push_back({key, file.person, living.week + left});
            world.flows.add(Flow::reablement_started, world.people.neighbourhood[file.person], 1);
        }
    }

    int weeks_;
    Pence cost_;
};

}  // namespace

extern const MechanismDeclaration reablement_declaration;
const MechanismDeclaration reablement_declaration{
    {"reablement",
     Phase::finding_help,
     "People newly found eligible are helped to do things for themselves again, as far as the money goes.",
     {"people", "care.files", "settings", "commissioned.setting_money"},
     {"settings.courses", "care.files", "flows.sum"},
     {{"course_weeks", "week", 26, 4, 52, "assumed", Grade::assumed, "weeks for which a course changes how soon people recover"},
      {"course_cost", "GBP", 3'500, 500, 6'000, "assumed", Grade::assumed, "cost of a course, spread over its weeks"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Reablement>(p); }};

}  // namespace topsoil
