#include "state/demography.hpp"

#include <algorithm>

#include "base/maths.hpp"

namespace topsoil {

double death_rate(int age, bool woman) {
    const double senescence = (woman ? 5.9e-6 : 9.0e-6) * exp_exact(0.11 * age);
    const double infancy = age == 0 ? 0.0038 : 0.0;
    const double accidents = age >= 15 ? (woman ? 0.00015 : 0.00035) : 0.0001;
    return senescence + infancy + accidents;
}

double birth_rate(int age) {
    static const Knots rates{{{15, 0.0}, {18, 0.008}, {22, 0.035}, {27, 0.078}, {31, 0.100}, {36, 0.065}, {41, 0.015}, {46, 0.0}}};
    return age < 15 || age > 45 ? 0.0 : rates(age);
}

double Knots::operator()(double age) const {
    if (age <= at.front().first) return at.front().second;
    for (std::size_t i = 1; i < at.size(); ++i) {
        if (age <= at[i].first) {
            const double share = (age - at[i - 1].first) / (at[i].first - at[i - 1].first);
            return at[i - 1].second + share * (at[i].second - at[i - 1].second);
        }
    }
    return at.back().second;
}

namespace {

/// Everyday coming and going, a year: students leave after their studies, families and older people stay.
double everyday_departure(int age) {
    static const Knots rates{{{0, 0.03}, {10, 0.02}, {17, 0.02}, {20, 0.05}, {21, 0.18}, {24, 0.18}, {28, 0.08}, {35, 0.045},
                              {50, 0.018}, {65, 0.010}, {105, 0.006}}};
    return rates(age);
}

}  // namespace

Demography steady_demography(const std::array<double, oldest + 1>& people_by_age, const std::array<double, oldest + 1>& deaths_by_age,
                             const std::array<double, oldest + 1>& women_by_age, const Leavers& leavers) {
    // Five-year means, so that a thin founders' cohort does not leave a dent for ever.
    std::array<double, oldest + 2> people{};
    for (int age = 0; age <= oldest; ++age) {
        const int from = std::max(0, age - 2);
        const int to = std::min(oldest, age + 2);
        double sum = 0;
        for (int a = from; a <= to; ++a) sum += people_by_age[a];
        people[age] = sum / (to - from + 1);
    }
    // Halls fill at eighteen: the step is real and is not smoothed away.
    for (int age = 16; age <= 19; ++age) people[age] = people_by_age[age];

    Demography result;
    double births = 0;
    for (int age = 0; age <= oldest; ++age) births += women_by_age[age] * birth_rate(age);
    result.fertility = births > 0 ? people[0] / births : 1.0;
    std::array<double, oldest + 1> growth{};
    for (int age = 0; age <= oldest; ++age) {
        const double here = people[age];
        if (here <= 0) continue;
        const double deaths = std::min(here, deaths_by_age[age]);
        // Above 90 death alone shapes the pyramid.
        const double net = age >= 90 ? 0.0 : people[age + 1] - (here - deaths);
        const double leaving = everyday_departure(age) * here;
        const double arriving = net + leaving;
        growth[age] = net;
        result.arrivals_per_year[age] = std::max(0.0, arriving);
        result.departure_rate[age] = (arriving < 0 ? leaving - arriving : leaving) / here;
    }
    if (!leavers) return result;
    // Children go where their parents go, and parents stay where their children stay: whoever really leaves is replaced at that age.
    const auto gone = leavers(result.departure_rate);
    for (int age = 0; age <= oldest; ++age) result.arrivals_per_year[age] = std::max(0.0, growth[age] + gone[age]);
    return result;
}

}  // namespace topsoil
