// What a week brings from outside, whoever commissions: 1,000,000 of each is an ordinary week. Set before the week begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace topsoil {

enum class Condition : std::size_t {
    workers_away,     ///< times the usual chance that a care worker is away
    hiring,           ///< times the usual chance that a vacancy is filled
    admissions,       ///< times the usual rate of emergency admissions
    meetings,         ///< share of groups' meetings that take place
    providers_fail,   ///< millionths of home-care hours whose providers fail this week; usually 0
    count_,
};
inline constexpr std::size_t conditions = static_cast<std::size_t>(Condition::count_);
inline constexpr std::int64_t usual_condition = 1'000'000;

/// An ordinary week.
[[nodiscard]] inline std::vector<std::int64_t> ordinary_week() { return {usual_condition, usual_condition, usual_condition, usual_condition, 0}; }

/// As a factor or share; exactly 1, or 0 for what is usually 0, in an ordinary week.
[[nodiscard]] inline double factor_of(const std::vector<std::int64_t>& week, Condition condition) {
    return static_cast<double>(week[static_cast<std::size_t>(condition)]) / static_cast<double>(usual_condition);
}

}  // namespace topsoil
