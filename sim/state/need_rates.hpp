// How need begins, grows and passes with age: the yearly rates of submodel sheet 1, and the prevalence they imply. Shared by the
// making of the city and the weekly mechanism, so that a run starts where its own rates would lead.
#pragma once

#include <array>

#include "state/demography.hpp"
#include "state/people.hpp"

namespace topsoil {

/// Yearly rates between levels of need at an age, before deprivation and circumstances move them.
struct NeedRates {
    double onset, low_to_medium, medium_to_high, low_to_none, medium_to_low, high_to_medium;
};
[[nodiscard]] NeedRates need_rates(double age);

/// Multiplier on the death rate of each level, before rescaling to the life table.
inline constexpr std::array<double, 4> death_factor{1.0, 1.4, 2.0, 3.0};

/// Deaths a year in care homes: one over the mean stay of 801 days.
inline constexpr double care_home_death_rate = 365.25 / 801;

/// Share of people living at home at each level by age (0 ... oldest), where onset and escalation are multiplied by `deprivation`, with
/// those who entered care homes gone from among them.
using Prevalence = std::array<std::array<double, 4>, oldest + 1>;
[[nodiscard]] Prevalence steady_prevalence(double deprivation, bool woman);

/// Share of all people of an age who live in a care home.
[[nodiscard]] std::array<double, oldest + 1> steady_care_home_share(double deprivation, bool woman);

/// What the death factors must be divided by at each age so that deaths by age and sex, those in care homes among them, match the life table.
[[nodiscard]] const std::array<double, oldest + 1>& death_rescaling(bool woman);

/// Minutes a week of personal, practical and company need at a level, before the person's own factor.
[[nodiscard]] constexpr std::array<int, 3> typical_need_minutes(NeedLevel level) {
    switch (level) {
        case NeedLevel::low: return {0, 7 * 60, 2 * 60};
        case NeedLevel::medium: return {10 * 60, 12 * 60, 8 * 60};
        case NeedLevel::high: return {40 * 60, 15 * 60, 45 * 60};
        default: return {0, 0, 0};
    }
}

/// Minutes a week of need by kind of this person at this level: typical minutes x a lasting personal factor (lognormal, mean 1).
[[nodiscard]] std::array<std::uint16_t, 3> need_minutes(std::uint64_t seed, Key person, NeedLevel level);

}  // namespace topsoil
