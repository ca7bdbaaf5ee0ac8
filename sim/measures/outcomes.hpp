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

    /// How somebody with need fares, of this age in years and often lonely or not, whose care file this is.
    [[nodiscard]] PersonOutcome with_need(const Person& person, const CareFile& file, Share16 belonging, unsigned age, bool lonely) const;

    /// The same of somebody without need, step by step and looked up, for who asks of many people at once.
    [[nodiscard]] bool strained(std::uint32_t roles, std::uint32_t strain) const { return ((roles & role::carer) != 0) & (strain > strained_); }
    [[nodiscard]] std::int32_t utility_without_need(unsigned age, bool strained, bool in_a_group) const { return utility_of_[0][case_of(age & 127, strained, in_a_group)]; }
    /// Life satisfaction, none of a child's, where belonging does not count...
    [[nodiscard]] std::int32_t usual_satisfaction(unsigned age, bool lonely, bool strained, std::uint32_t roles) const { return satisfaction_of_[case_of(age >= grown_up_age, lonely, strained, (roles & contributes) != 0)]; }
    /// ...and where it does, or some need is unmet.
    [[nodiscard]] std::int32_t unusual_satisfaction(const Person& person, Share16 belonging, unsigned age, bool lonely, double unmet) const;
    [[nodiscard]] bool belonging_counts() const { return belonging_ != 0; }

    /// Care-related quality of life at a level of need (low, medium, high) when a share of it is met.
    [[nodiscard]] double care_quality(NeedLevel level, double met, bool in_care_home) const;
    /// The same in ten-thousandths of somebody at home, looked up where rounding leaves no doubt.
    [[nodiscard]] std::uint16_t quality_at_home(NeedLevel level, double met) const;
    /// Health-related utility by age in years and level of need.
    [[nodiscard]] double utility(NeedLevel level, int age, bool strained_carer, bool in_a_group) const;

private:
    static constexpr std::uint8_t contributes = role::organiser | role::volunteer | role::assembly;

    /// One number of several answers.
    template <class... Answers>
    [[nodiscard]] static constexpr std::uint32_t case_of(std::uint32_t first, Answers... more) {
        ((first = first * 2 + std::uint32_t{more}), ...);
        return first;
    }
    [[nodiscard]] double reached_at(double met) const;
    /// Points of life satisfaction of somebody grown up.
    [[nodiscard]] double satisfaction(bool lonely, bool strained, bool contributing, double belonging, double unmet) const;

    std::array<double, 4> worst_{}, best_{}, level_utility_{};
    double bend_, bent_, setting_, age_slope_, strained_utility_, group_utility_;
    Share16 strained_;
    double satisfaction_base_, lonely_, strained_satisfaction_, unmet_, contributing_, belonging_;
    /// Most people are one of a few cases, which are worked out once.
    std::array<std::array<std::int32_t, 512>, 4> utility_of_{};                         ///< by level of need, age, strain and membership of a group
    std::array<std::int32_t, 16> satisfaction_of_{};                                    ///< all need met: by being grown up, loneliness, strain, contribution
    std::array<std::array<std::uint16_t, 2>, 4> quality_of_{};                          ///< all need met: by level, living in a care home
    static constexpr std::size_t met_steps = 1'024;
    std::array<double, met_steps + 1> reached_{};                                       ///< how far from the worst to the best, by the share of need met
    double between_steps_;                                                              ///< no more than this is wrong with a straight line between two of those
};

}  // namespace topsoil
