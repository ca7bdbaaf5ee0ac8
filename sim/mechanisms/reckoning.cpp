// Reckoning: the week's hours, person by person: what was needed, who met it, what is left. Nothing is counted twice: paid care
// first, then day centres and groups, where people are away from home, then family, friends and everyday help, each up to what is still
// lacking; the rest of what was given is surplus.
// What is left is entered in the ledger of reasons.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "mechanisms/reasons.hpp"

namespace topsoil {

namespace {

class Reckoning final : public Process {
public:
    explicit Reckoning(const ParameterView& p) : group_minutes_(static_cast<int>(p["group_minutes"])) {}

    void settle(Living& living) override { reckon(living, false); }
    void live_week(Living& living) override { reckon(living, true); }

private:
    void reckon(Living& living, bool count) {
        World& world = living.world;
        std::vector<PartialFlows>& partial = partial_;
        partial.resize(world.care.files.pages());
        world.care.files.begin_review();
        living.team.for_shards(partial.size(), [&](std::size_t page) {
            partial[page].clear(world.city->neighbourhoods.size());
            const CareFile* files = world.care.files.read(page);
            const std::uint32_t reach = world.care.reach[page];
            touched(reach);
            constexpr std::uint32_t ahead = 32;
            world.care.files.review(page, reach, [&](std::uint32_t i, CareFile& file) {
                fetch_ahead(files + i + 2 * ahead);
                if (i + ahead < reach && files[i + ahead].person != nobody) {
                    world.people.setting.prefetch(files[i + ahead].person);
                    if (files[i + ahead].client != nobody) fetch_ahead(&world.home_care.clients[files[i + ahead].client]);
                }
                if (file.need_minutes() > 0) reckon_person(world, file, living.week, partial[page]);
                return file.concerns_anybody(living.week + 1);
            });
        });
        if (!count) return;
        for (const PartialFlows& part : partial) part.add_to(world.flows);
    }

    void reckon_person(const World& world, CareFile& file, Week week, PartialFlows& flows) const {
        const Person& person = world.people.person(file.person);
        if (person.setting != Setting::home) {
            // Hospitals and care homes see to people's needs; what family set aside is rest.
            file.unmet = 0;
            file.weeks_short = 0;
            return;
        }
        const int need = file.need_minutes();
        const int light = file.light_need();
        int left = need;
        const auto meet = [&left](int minutes) {
            const int met = std::min(minutes, left);
            left -= met;
            return met;
        };
        const bool home_care = file.client != nobody;
        const int paid_met = meet(home_care ? file.delivered : file.paid);
        const int days = file.days() * minutes_of_a_day;
        const int days_met = meet(file.met_by_day());
        const int group_met = meet(person.memberships > 0 ? std::min<int>(group_minutes_, file.need[2]) : 0);
        const int unpaid = file.unpaid_any + file.unpaid_light;
        const int unpaid_met = meet(file.unpaid_any) + meet(std::min<int>(file.unpaid_light, light));
        const int found = file.found_by_group();
        const int everyday = file.everyday - found;
        const int everyday_met = meet(std::min(everyday, light));
        const int found_met = meet(std::min(found, std::max(0, light - everyday)));
        PartialFlows::Row& here = flows.row(person.neighbourhood);
        here.add(Flow::need_minutes, need);
        here.add(Flow::unpaid_minutes, unpaid);
        here.add(Flow::unpaid_meeting_need_minutes, unpaid_met);
        here.add(Flow::everyday_minutes, everyday);
        here.add(Flow::everyday_meeting_need_minutes, everyday_met);
        here.add(Flow::group_help_minutes, found + group_met);
        if (home_care) {
            const bool own = world.home_care.clients[file.client].private_ != 0;
            here.add(own ? Flow::private_care_minutes : Flow::home_care_minutes, file.delivered);
        } else {
            const Flow by = file.funding == Funding::personal_budget ? Flow::budget_minutes : (file.funding == Funding::personal_assistant ? Flow::assistant_minutes : Flow::supported_minutes);
            here.add(by, file.paid);
        }
        if (days > 0) here.add(Flow::day_centre_minutes, days);
        const int given = (home_care ? file.delivered : file.paid) + days + unpaid + file.everyday + group_met;
        here.add(Flow::surplus_minutes, given - paid_met - days_met - unpaid_met - everyday_met - found_met - group_met);
        here.add(Flow::unmet_minutes, left);
        give_reasons(file, home_care ? &world.home_care.clients[file.client] : nullptr, week, left, [&](Reason reason, int minutes) { here.add(flow_of(reason), minutes); });
        file.unmet = static_cast<std::uint16_t>(left);
        file.weeks_short = left * 5 > need ? static_cast<std::uint8_t>(std::min(250, file.weeks_short + 1)) : std::uint8_t{0};
    }

    int group_minutes_;
    std::vector<PartialFlows> partial_;  ///< by page of care files: sums of this week, kept only so that memory is not asked for anew each week
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
