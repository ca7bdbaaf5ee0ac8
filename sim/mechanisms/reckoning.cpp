// Reckoning: the week's hours, person by person: what was needed, who met it, what is left. Nothing is counted twice: paid care
// first, then day centres and groups, where people are away from home, then family, friends and everyday help, each up to what is still
// lacking; the rest of what was given is surplus.
// What is left is entered in the ledger of reasons. Most people's week is like the last: their hours are reckoned once, kept as a sum,
// and reckoned again when something changes.
#include <algorithm>
#include <array>
#include <optional>

#include "mechanisms/catalogue.hpp"
#include "mechanisms/reasons.hpp"

namespace topsoil {

namespace {

/// What somebody's hours depend on besides their care file and the visits they get.
struct Circumstances {
    NeighbourhoodId neighbourhood = 0;
    bool at_home = false;
    bool in_group = false;
};
[[nodiscard]] Circumstances circumstances_of(const Person& person) { return {person.neighbourhood, person.setting == Setting::home, person.memberships > 0}; }

/// The hours of one person in one week, as what they add to which flow, and the minutes of need that are left.
class HoursOfOne {
public:
    HoursOfOne(const CareFile& file, const Circumstances& person, const Client* client, int group_minutes, Week week) {
        // Hospitals and care homes see to people's needs; what family set aside is rest.
        if (!person.at_home || file.need_minutes() == 0) return;
        const int need = left_ = file.need_minutes();
        const int light = file.light_need();
        const bool home_care = client != nullptr;
        const int package = home_care ? file.delivered : file.paid;
        const int paid_met = meet(package);
        const int days = file.days() * minutes_of_a_day;
        const int days_met = meet(file.met_by_day());
        const int group_met = meet(person.in_group ? std::min<int>(group_minutes, file.need[2]) : 0);
        const int unpaid = file.unpaid_any + file.unpaid_light;
        const int unpaid_met = meet(file.unpaid_any) + meet(std::min<int>(file.unpaid_light, light));
        const int found = file.found_by_group();
        const int everyday = file.everyday - found;
        const int everyday_met = meet(std::min(everyday, light));
        const int found_met = meet(std::min(found, std::max(0, light - everyday)));
        add(Flow::need_minutes, need);
        add(Flow::unpaid_minutes, unpaid);
        add(Flow::unpaid_meeting_need_minutes, unpaid_met);
        add(Flow::everyday_minutes, everyday);
        add(Flow::everyday_meeting_need_minutes, everyday_met);
        add(Flow::group_help_minutes, found + group_met);
        add(flow_of_package(file, client), package);
        add(Flow::day_centre_minutes, days);
        const int given = package + days + unpaid + file.everyday + group_met;
        add(Flow::surplus_minutes, given - paid_met - days_met - unpaid_met - everyday_met - found_met - group_met);
        add(Flow::unmet_minutes, left_);
        give_reasons(file, client, week, left_, [&](Reason reason, int minutes) { add(flow_of(reason), minutes); });
    }

    [[nodiscard]] int left() const { return left_; }
    /// Adds them `times` over: -1 takes them away again.
    void add_to(PartialFlows::Row& row, int times) const {
        for (std::size_t i = 0; i < count_; ++i) row.add(entries_[i].flow, times * entries_[i].minutes);
    }

private:
    struct Entry {
        Flow flow;
        int minutes;
    };
    int meet(int minutes) {
        const int met = std::min(minutes, left_);
        left_ -= met;
        return met;
    }
    void add(Flow flow, int minutes) {
        entries_[count_] = {flow, minutes};
        count_ += minutes != 0 ? 1 : 0;
    }
    [[nodiscard]] static Flow flow_of_package(const CareFile& file, const Client* client) {
        if (client != nullptr) return client->private_ != 0 ? Flow::private_care_minutes : Flow::home_care_minutes;
        return file.funding == Funding::personal_budget ? Flow::budget_minutes : (file.funding == Funding::personal_assistant ? Flow::assistant_minutes : Flow::supported_minutes);
    }

    int left_ = 0;
    std::size_t count_ = 0;
    std::array<Entry, 10 + reasons> entries_;
};

class Reckoning final : public Process {
public:
    explicit Reckoning(const ParameterView& p) : group_minutes_(static_cast<int>(p["group_minutes"])) {}

    void settle(Living& living) override { reckon(living, false); }
    void live_week(Living& living) override { reckon(living, true); }

private:
    /// Of the care files of one turn, which are of the same few neighbourhoods: hours of this week alone, and by how much those change that
    /// are the same every week.
    struct Part {
        PartialFlows this_week, settled;
    };

    void reckon(Living& living, bool count) {
        World& world = living.world;
        make_ready(world);
        living.team.for_shards(parts_.size(), [&](std::size_t turn) {
            Part& part = parts_[turn];
            part.this_week.clear(world.city->neighbourhoods.size());
            part.settled.clear(world.city->neighbourhoods.size());
            for (std::size_t page = turn; page < world.care.files.pages(); page += turn_weeks) {
                take_away_unsettled(world.care.files.unsettled(page), living.week, part);
                world.care.files.review(
                    page, world.care.reach[page], living.week + 1, [&](FileId id) { prefetch_person(world, id); }, [&](FileId id, CareFile& file) { return reckon_person(world, id, file, living.week, part); });
            }
        });
        for (const Part& part : parts_) part.settled.add_to(settled_);
        if (!count) return;
        settled_.add_to(world.flows);
        for (const Part& part : parts_) part.this_week.add_to(world.flows);
    }

    /// Sums kept of settled files are of these very files, and of no other world's.
    void make_ready(World& world) {
        if (!since_ || *since_ != world.care.files.remembered_since()) {
            world.care.files.forget();
            since_ = world.care.files.remembered_since();
            settled_ = Flows(world.city->neighbourhoods.size());
        }
        world.care.files.begin_review();
        reckoned_with_.resize(world.care.files.size());
    }

    void take_away_unsettled(const std::vector<CareFiles::Unsettled>& files, Week week, Part& part) const {
        for (const CareFiles::Unsettled& one : files) {
            const Circumstances& person = reckoned_with_[one.id];
            hours_of(one.as_it_was, person, nullptr, week).add_to(part.settled.row(person.neighbourhood), -1);
        }
    }

    static void prefetch_person(const World& world, FileId id) {
        const CareFile& file = world.care.files[id];
        if (file.person == nobody) return;
        world.people.setting.prefetch(file.person);
        if (file.client != nobody) fetch_ahead(&world.home_care.clients[file.client]);
    }

    [[nodiscard]] HoursOfOne hours_of(const CareFile& file, const Circumstances& person, const Client* client, Week week) const { return {file, person, client, group_minutes_, week}; }

    CareFiles::Found reckon_person(const World& world, FileId id, CareFile& file, Week week, Part& part) {
        touched(1);
        if (file.need_minutes() == 0) {
            reckoned_with_[id] = {};
            return {file.concerns_anybody(week + 1), true, file.concerns_again()};
        }
        const Circumstances person = circumstances_of(world.people.person(file.person));
        const Client* client = file.client != nobody ? &world.home_care.clients[file.client] : nullptr;
        const HoursOfOne of_one = hours_of(file, person, client, week);
        const int left = of_one.left();
        file.unmet = static_cast<std::uint16_t>(left);
        file.weeks_short = left * 5 > file.need_minutes() ? static_cast<std::uint8_t>(std::min(weeks_until_asking, file.weeks_short + 1)) : std::uint8_t{0};
        const bool counting = file.weeks_short > 0 && file.weeks_short < weeks_until_asking;
        const bool reason_lasts = left == 0 || week - file.lost_carer_week >= rest_after_breakdown;
        const bool settled = client == nullptr && reason_lasts && !counting;
        of_one.add_to((settled ? part.settled : part.this_week).row(person.neighbourhood), 1);
        reckoned_with_[id] = person;
        return {file.concerns_anybody(week + 1), settled, file.concerns_again()};
    }

    int group_minutes_;
    std::optional<std::uint64_t> since_;        ///< of which memory of care files `settled_` is the sum
    Flows settled_;                             ///< hours of all settled files, a week
    std::vector<Circumstances> reckoned_with_;  ///< by file
    std::array<Part, turn_weeks> parts_;
};

}  // namespace

extern const MechanismDeclaration reckoning_declaration;
const MechanismDeclaration reckoning_declaration{
    {"reckoning",
     Phase::reckoning,
     "The week's hours are counted, person by person: needed, met by whom, unmet and why.",
     {"people.setting", "people.memberships", "home_care.clients"},
     {"care.files", "flows.sum"},
     {{"group_minutes", "min/week", 14, 0, 120, "assumed", Grade::calibrated, "company that a member with need has from groups: half an hour a meeting, 44 weeks a year, three meetings in five"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Reckoning>(p); }};

}  // namespace topsoil
