// How each person fares, by one path for each outcome: care-related quality of life, health-related utility, life satisfaction.
// Yardsticks only: nothing reads them but measures and comparisons, and they are never added to each other.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/parameter_view.hpp"
#include "state/world.hpp"

namespace topsoil {

/// In ten-thousandths, so that sums are whole and the same in any order.
inline constexpr int outcome_scale = 10'000;

struct PersonOutcome {
    std::int32_t utility = 0;       ///< health-related, 10,000 = full health for a year lived
    std::int32_t satisfaction = 0;  ///< ten-thousandths of a point of life satisfaction, 0-10; 0 under sixteen
    std::int32_t care_quality = 0;  ///< care-related quality of life of people with need, 10,000 = the best; 0 for others
};

/// The yardsticks with their parameters, made ready once.
class OutcomeRules {
public:
    explicit OutcomeRules(const ParameterView& parameters);

    /// Everybody alive, by slot; nothing for whoever is gone. One dense pass over the city.
    [[nodiscard]] std::vector<PersonOutcome> outcomes_of(const World& world) const;

    /// Care-related quality of life at a level of need (low, medium, high) when a share of it is met.
    [[nodiscard]] double care_quality(NeedLevel level, double met, bool in_care_home) const;
    /// Health-related utility by age in years and level of need.
    [[nodiscard]] double utility(NeedLevel level, int age, bool strained_carer) const;

private:
    void look_at(const World& world, std::size_t shard, std::vector<PersonOutcome>& outcomes) const;
    [[nodiscard]] std::int32_t satisfaction(const World& world, Slot slot, bool strained, double unmet) const;

    std::array<double, 4> worst_{}, best_{}, level_utility_{};
    double bend_, setting_, age_slope_, strained_utility_;
    Share16 strained_;
    double satisfaction_base_, lonely_, strained_satisfaction_, unmet_, contributing_, belonging_;
};

}  // namespace topsoil
