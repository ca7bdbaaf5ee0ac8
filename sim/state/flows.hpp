// What happened since the run began, summed by neighbourhood in whole numbers. Measures read differences between two weeks.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/visit.hpp"

namespace topsoil {

enum class Flow : std::uint8_t {
    need_minutes, unpaid_minutes, unpaid_meeting_need_minutes, everyday_minutes, everyday_meeting_need_minutes, small_act_minutes, home_care_minutes,
    private_care_minutes, supported_minutes, assistant_minutes, group_help_minutes, unmet_minutes, surplus_minutes, travel_seconds,
    missed_minutes, worked_minutes, worker_weeks, workers_left, workers_joined, emergency_admissions,
    emergency_admissions_older, delayed_days, care_home_admissions, volunteer_minutes, births, deaths, moved_in, moved_out, moved_home,
    carers_started, carers_stopped, breakdowns, assessments, packages_started, client_weeks, provider_changes, groups_founded,
    groups_folded, council_outlay_pence, nhs_outlay_pence, count_,
};
inline constexpr std::size_t flows = static_cast<std::size_t>(Flow::count_);

class Flows {
public:
    Flows() = default;
    explicit Flows(std::size_t neighbourhoods) : sum_(flows * neighbourhoods, 0), neighbourhoods_(neighbourhoods) {}
    void add(Flow flow, NeighbourhoodId place, std::int64_t amount) {
        sum_[static_cast<std::size_t>(flow) * neighbourhoods_ + place] += amount;
    }
    [[nodiscard]] std::int64_t at(Flow flow, NeighbourhoodId place) const {
        return sum_[static_cast<std::size_t>(flow) * neighbourhoods_ + place];
    }
    [[nodiscard]] std::int64_t total(Flow flow) const {
        std::int64_t sum = 0;
        for (std::size_t place = 0; place < neighbourhoods_; ++place) sum += at(flow, static_cast<NeighbourhoodId>(place));
        return sum;
    }
    /// Adds another set of the same shape: partial sums of shards, in shard order.
    void add_all(const Flows& other) {
        for (std::size_t i = 0; i < sum_.size(); ++i) sum_[i] += other.sum_[i];
    }
    [[nodiscard]] const std::vector<std::int64_t>& values() const { return sum_; }
    [[nodiscard]] std::vector<std::int64_t>& raw() { return sum_; }

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"flows.sum", MemoryBlock::accounts}, sum_);
    }

private:
    std::vector<std::int64_t> sum_;  ///< [flow][neighbourhood]
    std::size_t neighbourhoods_ = 0;
};

}  // namespace topsoil
