// Ages, deaths and births of the whole city by single year of age: what making the city and living in it both need.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "base/units.hpp"

namespace topsoil {

inline constexpr int oldest = 105;  ///< ages are 0 ... oldest; nobody lives longer

/// Deaths a year per person of this age and sex, before need and loneliness move it: Gompertz, with infancy and accidents.
[[nodiscard]] double death_rate(int age, bool woman);

/// Births a year per woman of this age, before the city's own multiplier.
[[nodiscard]] double birth_rate(int age);

/// Knots (age, value) joined by straight lines; flat outside.
struct Knots {
    std::vector<std::pair<double, double>> at;
    [[nodiscard]] double operator()(double age) const;
};

/// What keeps the age pyramid where it is: computed from the founders when the city is made, the same in every world.
struct Demography {
    std::array<double, oldest + 1> departure_rate{};   ///< a year, per person
    std::array<double, oldest + 1> arrivals_per_year{};///< people
    double fertility = 1;                              ///< multiplier on birth_rate
};

/// People who leave in a year by age, where each person's own rate by age is given: households leave as one.
using Leavers = std::function<std::array<double, oldest + 1>(const std::array<double, oldest + 1>& departure_rate)>;

/// Net migration by age that holds `people_by_age` steady, laid over everyday coming and going. Without `leavers` everybody leaves at
/// the rate of their own age.
[[nodiscard]] Demography steady_demography(const std::array<double, oldest + 1>& people_by_age,
                                           const std::array<double, oldest + 1>& deaths_by_age,
                                           const std::array<double, oldest + 1>& women_by_age, const Leavers& leavers = {});

}  // namespace topsoil
