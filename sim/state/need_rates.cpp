#include "state/need_rates.hpp"

#include <algorithm>

#include "base/draw.hpp"

namespace topsoil {

namespace {
constexpr Purpose person_factor{"need.person_factor"};
constexpr double person_sd = 0.35;
// What the rules of admission come to in the status quo: of those with high need one in six enters a care home in a year from 65 on,
// and one in five from 80 on, when fewer have a partner.
constexpr double care_home_entry(double age) { return age < 65 ? 0 : (age < 80 ? 0.16 : 0.21); }
constexpr double medium_entry = 0.25;          // of that of people with high need
constexpr double least_deaths_at_home = 0.25;  // of those of the life table
}  // namespace

NeedRates need_rates(double age) {
    static const Knots onset{{{0, 0.0010}, {15, 0.0010}, {16, 0.006}, {40, 0.010}, {60, 0.028}, {70, 0.046}, {75, 0.060}, {80, 0.100}, {90, 0.180}}};
    static const Knots worse{{{16, 0.06}, {60, 0.06}, {75, 0.08}, {85, 0.12}, {95, 0.20}}};
    static const Knots much_worse{{{16, 0.12}, {60, 0.14}, {75, 0.18}, {85, 0.28}, {95, 0.40}}};
    static const Knots better{{{16, 0.20}, {65, 0.18}, {75, 0.14}, {85, 0.08}}};
    return {onset(age), worse(age), much_worse(age), better(age), 0.12, 0.025};
}

namespace {

/// Share of people at each level who live at home, and in care homes, by age.
struct Lifetime {
    Prevalence at_home{};
    std::array<double, oldest + 1> in_care_home{};
    std::array<double, oldest + 1> death_divisor{};
};

/// One lifetime of people who are not dead, with deaths taken more from the frail and most from those in care homes, where life is as
/// long as stays are. All deaths together are those of the life table.
Lifetime lifetime(double deprivation, bool woman) {
    Lifetime life;
    std::array<double, 4> now{1, 0, 0, 0};
    double residents = 0;
    constexpr int steps = 12;
    for (int age = 0; age <= oldest; ++age) {
        const double table = death_rate(age, woman);
        double at_home = 0;
        double factor = 0;
        for (std::size_t level = 0; level < 4; ++level) {
            at_home += now[level];
            factor += now[level] * death_factor[level];
        }
        for (std::size_t level = 0; level < 4; ++level) life.at_home[age][level] = now[level] / at_home;
        life.in_care_home[age] = residents;
        life.death_divisor[age] = factor * table / std::max(least_deaths_at_home * table, table - care_home_death_rate * residents);
        for (int step = 0; step < steps; ++step) {
            const double when = age + (step + 0.5) / steps;
            const NeedRates r = need_rates(when);
            const double dt = 1.0 / steps;
            const double up0 = now[0] * r.onset * deprivation * dt;
            const double up1 = now[1] * r.low_to_medium * deprivation * dt;
            const double up2 = now[2] * r.medium_to_high * deprivation * dt;
            const double down1 = now[1] * r.low_to_none * dt;
            const double down2 = now[2] * r.medium_to_low * dt;
            const double down3 = now[3] * r.high_to_medium * dt;
            const double entering2 = now[2] * medium_entry * care_home_entry(when) * dt;
            const double entering3 = now[3] * care_home_entry(when) * dt;
            now[0] += down1 - up0;
            now[1] += up0 + down2 - up1 - down1;
            now[2] += up1 + down3 - up2 - down2 - entering2;
            now[3] += up2 - down3 - entering3;
            residents = (residents + entering2 + entering3) * (1 - care_home_death_rate * dt);
            double alive = residents;
            for (std::size_t level = 0; level < 4; ++level) {
                now[level] *= std::max(0.0, 1 - table / life.death_divisor[age] * death_factor[level] * dt);
                alive += now[level];
            }
            for (double& share : now) share /= alive;
            residents /= alive;
        }
    }
    return life;
}

}  // namespace

Prevalence steady_prevalence(double deprivation, bool woman) { return lifetime(deprivation, woman).at_home; }

std::array<double, oldest + 1> steady_care_home_share(double deprivation, bool woman) { return lifetime(deprivation, woman).in_care_home; }

const std::array<double, oldest + 1>& death_rescaling(bool woman) {
    static const std::array<std::array<double, oldest + 1>, 2> factors{lifetime(1.0, false).death_divisor, lifetime(1.0, true).death_divisor};
    return factors[woman ? 1 : 0];
}

std::array<std::uint16_t, 3> need_minutes(std::uint64_t seed, Key person, NeedLevel level) {
    const auto typical = typical_need_minutes(level);
    const double factor = std::min(3.0, lognormal_mean_one(block(seed, person_factor, person, 0), person_sd));
    std::array<std::uint16_t, 3> minutes{};
    for (std::size_t kind = 0; kind < 3; ++kind) minutes[kind] = static_cast<std::uint16_t>(std::min(9000.0, typical[kind] * factor + 0.5));
    return minutes;
}

}  // namespace topsoil
