// How each person fares, by one path for each outcome: care-related quality of life, health-related utility, life satisfaction.
// Yardsticks only: nothing reads them but measures and comparisons, and they are never added to each other.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/parameter_view.hpp"
#include "state/world.hpp"

namespace topsoil {

/// In ten-thousandths, so that sums are whole and the same in any order.
inline constexpr int outcome_scale = 10'000;

inline constexpr int grown_up_age = 16;  ///< years

struct PersonOutcome {
    std::uint16_t utility = 0;       ///< health-related, 10,000 = full health for a year lived
    std::uint16_t care_quality = 0;  ///< care-related quality of life of people with need, 10,000 = the best; 0 for others
    std::int32_t satisfaction = 0;   ///< ten-thousandths of a point of life satisfaction, 0-10; 0 under sixteen
};

/// The yardsticks with their parameters, made ready once.
class OutcomeRules {
public:
    explicit OutcomeRules(const ParameterView& parameters);

    /// How somebody alive fares; who asks knows their age in years and whether they are often lonely.
    [[nodiscard]] PersonOutcome outcome_of(const World& world, const Person& person, Slot slot, int age, bool lonely) const {
        if (person.need != NeedLevel::none) return with_need(world, person, slot, age, lonely);
        return age < grown_up_age ? of_child(person, age) : of_grown(world, person, slot, age, lonely);
    }
    /// The same of somebody without need who is known to be under sixteen, or not to be.
    [[nodiscard]] PersonOutcome of_child(const Person& person, int age) const { return {utility_of(person, age), 0, 0}; }
    [[nodiscard]] PersonOutcome of_grown(const World& world, const Person& person, Slot slot, int age, bool lonely) const { return {utility_of(person, age), 0, satisfied(world, person, slot, lonely, 0)}; }
    /// The same of somebody with need.
    [[nodiscard]] PersonOutcome with_need(const World& world, const Person& person, Slot slot, int age, bool lonely) const;

    /// Care-related quality of life at a level of need (low, medium, high) when a share of it is met.
    [[nodiscard]] double care_quality(NeedLevel level, double met, bool in_care_home) const;
    /// The same in ten-thousandths of somebody at home, looked up where rounding leaves no doubt.
    [[nodiscard]] std::uint16_t quality_at_home(NeedLevel level, double met) const;
    /// Health-related utility by age in years and level of need.
    [[nodiscard]] double utility(NeedLevel level, int age, bool strained_carer) const;

private:
    static constexpr std::uint8_t contributes = role::organiser | role::volunteer | role::assembly;

    [[nodiscard]] bool strained(const Person& person) const { return ((person.roles & role::carer) != 0) & (person.strain > strained_); }
    [[nodiscard]] std::uint16_t utility_of(const Person& person, int age) const {
        return utility_of_[static_cast<std::size_t>(person.need)][static_cast<std::size_t>(std::min(age, 127))][strained(person) ? 1 : 0];
    }
    [[nodiscard]] double reached_at(double met) const;
    /// Life satisfaction in ten-thousandths, of a person with this share of their need unmet: looked up where it is one of the few usual cases.
    [[nodiscard]] std::int32_t satisfied(const World& world, const Person& person, Slot slot, bool lonely, double unmet) const {
        const bool contributing = (person.roles & contributes) != 0;
        if (unmet <= 0 && belonging_ == 0) return satisfaction_of_[lonely ? 1 : 0][strained(person) ? 1 : 0][contributing ? 1 : 0];
        return unusual_satisfaction(world, slot, lonely, strained(person), contributing, unmet);
    }
    [[nodiscard]] std::int32_t unusual_satisfaction(const World& world, Slot slot, bool lonely, bool strained, bool contributing, double unmet) const;
    /// Points of life satisfaction of somebody grown up.
    [[nodiscard]] double satisfaction(bool lonely, bool strained, bool contributing, double belonging, double unmet) const;

    std::array<double, 4> worst_{}, best_{}, level_utility_{};
    double bend_, bent_, setting_, age_slope_, strained_utility_;
    Share16 strained_;
    double satisfaction_base_, lonely_, strained_satisfaction_, unmet_, contributing_, belonging_;
    /// Most people are one of a few cases, which are worked out once.
    std::array<std::array<std::array<std::uint16_t, 2>, 128>, 4> utility_of_{};         ///< by level of need, age, strain
    std::array<std::array<std::array<std::int32_t, 2>, 2>, 2> satisfaction_of_{};       ///< all need met: by loneliness, strain, contribution
    std::array<std::array<std::uint16_t, 2>, 4> quality_of_{};                          ///< all need met: by level, living in a care home
    static constexpr std::size_t met_steps = 1'024;
    std::array<double, met_steps + 1> reached_{};                                       ///< how far from the worst to the best, by the share of need met
    double between_steps_;                                                              ///< no more than this is wrong with a straight line between two of those
};

}  // namespace topsoil
