// What happened since the run began, summed by neighbourhood in whole numbers. Measures read differences between two weeks.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/visit.hpp"

namespace topsoil {

enum class Flow : std::uint8_t {
    need_minutes, unpaid_minutes, unpaid_meeting_need_minutes, everyday_minutes, everyday_meeting_need_minutes, small_act_minutes, home_care_minutes,
    private_care_minutes, supported_minutes, assistant_minutes, budget_minutes, group_help_minutes, unmet_minutes, surplus_minutes, travel_seconds,
    missed_minutes, worked_minutes, worker_weeks, workers_left, workers_joined, emergency_admissions,
    emergency_admissions_older, delayed_days, care_home_admissions, volunteer_minutes, births, deaths, moved_in, moved_out, moved_home,
    carers_started, carers_stopped, breakdowns, assessments, packages_started, client_weeks, provider_changes, groups_founded,
    groups_folded, group_contracts_lost, council_outlay_pence, nhs_outlay_pence, assembly_minutes, learning_minutes, practices_kept,
    day_centre_minutes, day_centre_metres, day_centre_lost, assistant_posts_vacant, tenant_weeks, reablement_started, nurse_visits, nurse_visits_wanted, gp_contacts,
    gp_contacts_wanted, child_weeks_near, child_weeks_far, children_entered, children_left, children_moved, delayed_days_assessment, delayed_days_package, delayed_days_bed,
    // (Nurses' visits and doctors' contacts are in thousandths.)
    // Hours by duty: of volunteers in groups and of people outside them; together those of volunteer_minutes and own_duty_minutes.
    duty_caring_minutes, duty_community_minutes, duty_commons_minutes, duty_welcoming_minutes, duty_deciding_minutes, duty_nature_minutes,
    own_duty_minutes, newcomers_settled, newcomers_welcomed,
    travel_metres,                                // on roads, between doors
    care_pay_pence, care_pay_minutes,             // of home-care workers and the time they work, where they live
    home_care_fees_pence,                         // where the clients live, whoever pays
    rare_refused, rare_missed_minutes, rare_trained,  // the rare skill: weeks in which somebody could not begin, minutes missed, workers who learned it
    // The ledger of reasons: unmet minutes by why they are, in the order of Reason.
    unmet_visit_missed, unmet_changing_hands, unmet_no_money, unmet_no_provider, unmet_waiting_assessment, unmet_lost_this_week, unmet_not_eligible,
    unmet_carer_broke_down, unmet_package_smaller, unmet_fixed_hours, unmet_grown_since, unmet_let_be, unmet_nobody_could, unmet_nobody_knows, unmet_council_not_asked,
    count_,
};
inline constexpr std::size_t flows = static_cast<std::size_t>(Flow::count_);

/// Why a minute of need is unmet; what each means, and which comes first, is said in mechanisms/reasons.hpp.
enum class Reason : std::uint8_t {
    visit_missed, changing_hands, no_money, no_provider, waiting_assessment, lost_this_week, not_eligible, carer_broke_down, package_smaller, fixed_hours, grown_since, let_be, nobody_could, nobody_knows, council_not_asked, count_,
};
inline constexpr std::size_t reasons = static_cast<std::size_t>(Reason::count_);
[[nodiscard]] constexpr Flow flow_of(Reason reason) { return static_cast<Flow>(static_cast<std::size_t>(Flow::unmet_visit_missed) + static_cast<std::size_t>(reason)); }
static_assert(static_cast<std::size_t>(flow_of(Reason::council_not_asked)) + 1 == flows);

class Flows {
public:
    Flows() = default;
    explicit Flows(std::size_t neighbourhoods) : sum_(flows * neighbourhoods, 0), neighbourhoods_(neighbourhoods) {}
    void add(Flow flow, NeighbourhoodId place, std::int64_t amount) {
        sum_[place * flows + static_cast<std::size_t>(flow)] += amount;
    }
    [[nodiscard]] std::int64_t at(Flow flow, NeighbourhoodId place) const {
        return sum_[place * flows + static_cast<std::size_t>(flow)];
    }
    [[nodiscard]] std::int64_t total(Flow flow) const {
        std::int64_t sum = 0;
        for (std::size_t place = 0; place < neighbourhoods_; ++place) sum += at(flow, static_cast<NeighbourhoodId>(place));
        return sum;
    }
    /// All flows of one neighbourhood, in the order of Flow.
    [[nodiscard]] std::int64_t* row(NeighbourhoodId place) { return sum_.data() + place * flows; }
    /// Adds all of them to others of as many neighbourhoods.
    void add_to(Flows& others) const {
        for (std::size_t i = 0; i < sum_.size(); ++i) others.sum_[i] += sum_[i];
    }
    [[nodiscard]] const std::vector<std::int64_t>& values() const { return sum_; }
    [[nodiscard]] std::vector<std::int64_t>& raw() { return sum_; }

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"flows.sum", MemoryBlock::accounts}, sum_);
    }

private:
    std::vector<std::int64_t> sum_;  ///< [neighbourhood][flow]: what one person's week adds lies together
    std::size_t neighbourhoods_ = 0;
};

/// Sums over some of the city, to be added to all flows afterwards: rows of those few neighbourhoods alone that it comes upon.
class PartialFlows {
public:
    /// Sums of one place.
    struct Row {
        std::array<std::int64_t, flows> sum{};
        void add(Flow flow, std::int64_t amount) { sum[static_cast<std::size_t>(flow)] += amount; }
    };

    /// Forgets all sums; memory is kept.
    void clear(std::size_t neighbourhoods) {
        row_of_.assign(neighbourhoods, none);
        places_.clear();
        rows_.clear();
    }
    void add(Flow flow, NeighbourhoodId place, std::int64_t amount) { row(place).add(flow, amount); }
    /// That of one place, for who adds much to it at once; until another place's is asked for.
    [[nodiscard]] Row& row(NeighbourhoodId place) {
        if (row_of_[place] == none) begin(place);
        return rows_[row_of_[place]];
    }
    void add_to(Flows& all) const {
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            std::int64_t* row = all.row(places_[r]);
            for (std::size_t flow = 0; flow < flows; ++flow) row[flow] += rows_[r].sum[flow];
        }
    }

private:
    static constexpr std::uint16_t none = 0xFFFF;
    void begin(NeighbourhoodId place) {
        row_of_[place] = static_cast<std::uint16_t>(rows_.size());
        places_.push_back(place);
        rows_.emplace_back();
    }

    std::vector<std::uint16_t> row_of_;
    std::vector<NeighbourhoodId> places_;
    std::vector<Row> rows_;
};

}  // namespace topsoil
