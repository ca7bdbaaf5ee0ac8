// Unpaid care: people with need ask along their ties, those asked offer what they can; strain grows and falls; carers stop and
// break down.
//
// Rule (submodels sheet 2): tiers are asked in order (partner, kin at home, kin near, kin further, close friend, neighbour); somebody
// accepts when a_k + 0.8 closeness - 0.5 ln(1+km) - 0.3 (paid work) - strain - 0.5 ln(1+h/10) + 0.25 (woman) + 0.4 (asked) + 2.4 ln(gap / 10 h) + logistic
// noise > 0 and offers min(phi_k x gap, cap_k x health x (1 - strain/2), spare time). Askers are settled tier by tier, the larger gap
// first, then by key. Where more is given than is needed by now, the furthest and latest give less. Paid care displaces co-resident care by
// delta, hour for hour, both ways.
//
// Here: the week in order, whose turn it is to ask, what paid care displaces, the declaration. Asking and accepting: unpaid_care_asking;
// strain, stopping and breakdown: unpaid_care_strain.
#include <algorithm>
#include <cmath>

#include "mechanisms/catalogue.hpp"
#include "mechanisms/unpaid_care_asking.hpp"
#include "mechanisms/unpaid_care_strain.hpp"

namespace topsoil {

namespace {

class UnpaidCare final : public Process {
public:
    explicit UnpaidCare(const ParameterView& p)
        : asking_(p), straining_{static_cast<std::int32_t>((1 - power(1 - p["strain_rate"], turn_weeks)) * 65'536), p["strain_peers"], weekly_chance(p["leave_work_rate"]) * turn_weeks, p["break_relief"]}, stop_rate_(p["stop_rate"]),
          breakdown_scale_(p["breakdown_scale"]), leave_work_(p["leave_work_rate"]), spell_exit_(p["first_spell_exit"]), displacement_home_(p["displacement_home"]), displacement_outside_(p["displacement_outside"]) {}

    /// In the first week everybody asks, several times: arrangements that have long stood are there at once.
    void settle(Living& living) override {
        World& world = living.world;
        for (int times = 0; times < 3; ++times) {
            std::vector<FileId> askers;
            for (FileId file = 0; file < world.care.files.size(); ++file) {
                if (may_ask(living, world.care.files[file])) askers.push_back(file);
            }
            ask_along_ties(living, asking_, askers);
            if (times == 1) some_have_left_work(living, leave_work_ / (leave_work_ + spell_exit_));
        }
        settle_spells(living, spell_exit_);
        settle_strain(living, straining_);
    }

    void live_week(Living& living) override {
        end_some(living, stop_rate_);
        break_down(living, breakdown_scale_);
        const Turns turns = turns_of(living);
        answer_paid_care(living, turns.paid_changed);
        ask_along_ties(living, asking_, turns.asking);
        feel_strain(living, straining_);
    }

private:
    /// Whose turn it is this week: those whose package changed, and those who ask.
    struct Turns {
        std::vector<FileId> paid_changed, asking;
    };
    [[nodiscard]] static Turns turns_of(Living& living) {
        World& world = living.world;
        std::vector<Turns> found(world.care.files.pages());
        living.team.for_shards(found.size(), [&](std::size_t page) {
            world.care.files.for_each_watched(page, [&](FileId id) {
                touched(1);
                const CareFile& file = world.care.files[id];
                if (file.paid != file.paid_answered) found[page].paid_changed.push_back(id);
                if (file.asks(living.week)) found[page].asking.push_back(id);
            });
        });
        Turns turns;
        for (const Turns& part : found) {
            turns.paid_changed.insert(turns.paid_changed.end(), part.paid_changed.begin(), part.paid_changed.end());
            turns.asking.insert(turns.asking.end(), part.asking.begin(), part.asking.end());
        }
        return turns;
    }

    /// When a package grows, carers at home rest by delta of it (others by hardly anything); when it shrinks they take it up again.
    void answer_paid_care(Living& living, const std::vector<FileId>& paid_changed) const {
        World& world = living.world;
        for (const FileId id : paid_changed) {
            const int change = world.care.files[id].paid - world.care.files[id].paid_answered;
            world.care.files.edit(id).paid_answered = world.care.files[id].paid;
            displace(world, id, change, true, displacement_home_);
            displace(world, id, change, false, displacement_outside_);
        }
    }

    /// Were delta below nothing, carers would take up where they now rest.
    static void displace(World& world, FileId id, int change, bool at_home, double delta) {
        int left = static_cast<int>(std::abs(change * delta) + 0.5);
        const bool rest = (change > 0) == (delta > 0);
        for (std::uint32_t tie = world.care.files[id].first_received; tie != nobody && left > 0;) {
            const CareTie& care = world.care.ties[tie];
            const std::uint32_t next = care.next_received;
            if ((care.tier <= Tier::kin_at_home) == at_home) {
                if (rest) {
                    const int less = std::min<int>(left, care.minutes);
                    left -= less;
                    change_care_tie(world, tie, care.minutes - less);
                } else {
                    const int more = std::min({left, world.care.files[id].shortfall(), 6'000 - care.minutes});
                    if (more > 0) change_care_tie(world, tie, care.minutes + more);
                    left -= std::max(0, more);
                }
            }
            tie = next;
        }
    }

    AskingRule asking_;
    StrainRule straining_;
    double stop_rate_, breakdown_scale_, leave_work_, spell_exit_, displacement_home_, displacement_outside_;
};

}  // namespace

extern const MechanismDeclaration unpaid_care_declaration;
const MechanismDeclaration unpaid_care_declaration{
    {"unpaid_care",
     Phase::unpaid_care,
     "People with need ask family, friends and neighbours; those asked give what they can, tire, stop and sometimes break down.",
     {"people", "homes", "ties", "care.files"},
     {"care.files", "care.ties", "care.free_files", "care.free_ties", "people.committed", "people.capacity", "people.care_file", "people.filed", "care.reach", "people.strain", "people.roles", "flows.sum"},
     {{"accept_partner", "1", 0.3, -3, 5, "calibrated", Grade::calibrated, "readiness of a partner at home"},
      {"accept_kin_home", "1", 0.8, -2, 4, "calibrated", Grade::calibrated, "readiness of other kin at home"},
      {"accept_kin_near", "1", -0.15, -2, 4, "calibrated", Grade::calibrated, "readiness of kin within thirty minutes"},
      {"accept_kin_far", "1", -2.4, -4, 3, "calibrated", Grade::calibrated, "readiness of kin further away"},
      {"accept_friend", "1", -7.3, -9, 2, "calibrated", Grade::calibrated, "readiness of a close friend"},
      {"accept_neighbour", "1", -8.3, -10, 2, "calibrated", Grade::calibrated, "readiness of a neighbour or other friend"},
      {"accept_closeness", "1", 0.8, 0, 2, "assumed", Grade::assumed, "weight of the strength of the tie"},
      {"accept_distance", "1", 0.5, 0, 2, "assumed", Grade::assumed, "weight of the logarithm of distance"},
      {"accept_work", "1", 0.3, 0, 2, "assumed", Grade::assumed, "how much paid work holds people back"},
      {"accept_strain", "1", 1.0, 0, 3, "assumed", Grade::assumed, "how much strain holds people back"},
      {"accept_load", "1", 0.5, 0, 2, "assumed", Grade::assumed, "weight of the logarithm of hours already given"},
      {"accept_woman", "1", 0.25, 0, 1, "carers_female", Grade::calibrated, "fitted to carers by sex, 10.3 and 7.6 per cent"},
      {"accept_asked", "1", 0.4, 0, 1, "assumed", Grade::weak, "readiness added by being asked directly"},
      {"accept_gap", "1", 2.4, 0, 4, "calibrated", Grade::calibrated, "weight of the logarithm of the gap: people answer great need more readily"},
      {"share_partner", "1", 1, 0, 1, "assumed", Grade::assumed, "share of the gap a partner takes on"},
      {"share_kin_home", "1", 1, 0, 1, "assumed", Grade::assumed, "share of the gap other kin at home take on"},
      {"share_kin_near", "1", 1, 0, 1, "assumed", Grade::assumed, "share of the gap kin nearby take on"},
      {"share_kin_far", "1", 0.3, 0, 1, "assumed", Grade::assumed, "share of the gap kin further away take on"},
      {"share_friend", "1", 0.2, 0, 1, "assumed", Grade::assumed, "share of the gap a close friend takes on"},
      {"share_neighbour", "1", 0.1, 0, 1, "assumed", Grade::assumed, "share of the gap a neighbour takes on"},
      {"cap_partner", "h/week", 100, 0, 112, "assumed", Grade::assumed, "most that a partner gives"},
      {"cap_kin_home", "h/week", 100, 0, 112, "assumed", Grade::assumed, "most that other kin at home give"},
      {"cap_kin_near", "h/week", 80, 0, 80, "assumed", Grade::assumed, "most that kin nearby give"},
      {"cap_kin_far", "h/week", 20, 0, 40, "assumed", Grade::assumed, "most that kin further away give"},
      {"cap_friend", "h/week", 6, 0, 20, "assumed", Grade::assumed, "most that a close friend gives"},
      {"cap_neighbour", "h/week", 3, 0, 20, "assumed", Grade::assumed, "most that a neighbour gives"},
      {"watch_beside", "h/week", 24, 0, 40, "carers_band_mix_50plus", Grade::calibrated, "hours of own meals, errands and rest during which somebody at home can watch over the person"},
      {"displacement_home", "1", 0.30, 0, 0.6, "formal_substitutes_coresident_care", Grade::moderate, "minutes of co-resident care that an added minute of paid care displaces", true, 0.0},
      {"displacement_outside", "1", 0.0, 0, 0.1, "formal_vs_outside_household_care", Grade::moderate, "the same for carers who live elsewhere"},
      {"strain_rate", "1/week", 0.04, 0.01, 0.1, "assumed", Grade::assumed, "weekly step of strain towards what the load implies"},
      {"stop_rate", "1/year", 0.10, 0.0, 0.29, "annual_carer_spell_exit", Grade::calibrated, "chance that a carer stops for other reasons"},
      {"first_spell_exit", "1/year", 0.33, 0.25, 0.45, "annual_carer_spell_exit", Grade::weak, "rate at which spells of caring end, from which those that stand in the first week have their length"},
      {"strain_peers", "1", 0.3, 0, 0.6, "assumed", Grade::assumed, "log odds of strain that the company of a carers' or peer-support group takes off", true, 0.0},
      {"breakdown_scale", "1/year", 0.30, 0.0, 0.59, "calibrated", Grade::calibrated, "breakdowns a year at full strain, times strain cubed"},
      {"leave_work_rate", "1/year", 0.12, 0.03, 0.15, "not_in_paid_work_because_caring", Grade::weak, "chance that a carer past 35 hours leaves paid work"},
      {"break_relief", "1/h", 0.08, 0.0, 0.15, "assumed", Grade::assumed, "log odds of strain taken off by each hour a week that the person cared for spends at a day centre", true, 0.0}},
     {stop_cell, breakdown_cell}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<UnpaidCare>(p); }};

}  // namespace topsoil
