#include "state/need_rates.hpp"

#include <algorithm>

#include "base/draw.hpp"

namespace topsoil {

namespace {
constexpr Purpose person_factor{"need.person_factor"};
constexpr double person_sd = 0.35;
}  // namespace

NeedRates need_rates(double age) {
    static const Knots onset{{{0, 0.0010}, {15, 0.0010}, {16, 0.006}, {40, 0.010}, {60, 0.028}, {70, 0.046}, {75, 0.060}, {80, 0.100}, {90, 0.180}}};
    static const Knots worse{{{16, 0.06}, {60, 0.06}, {75, 0.08}, {85, 0.12}, {95, 0.20}}};
    static const Knots much_worse{{{16, 0.12}, {60, 0.14}, {75, 0.18}, {85, 0.28}, {95, 0.40}}};
    static const Knots better{{{16, 0.20}, {65, 0.18}, {75, 0.14}, {85, 0.08}}};
    return {onset(age), worse(age), much_worse(age), better(age), 0.12, 0.05};
}

namespace {

/// One lifetime: the share at each level by age, for people who are not dead, with deaths taken more from the frail.
Prevalence lifetime(double deprivation, bool woman, std::array<double, oldest + 1>* mean_factor) {
    Prevalence shares{};
    std::array<double, 4> now{1, 0, 0, 0};
    constexpr int steps = 12;
    for (int age = 0; age <= oldest; ++age) {
        shares[age] = now;
        double factor = 0;
        for (int level = 0; level < 4; ++level) factor += now[level] * death_factor[level];
        if (mean_factor != nullptr) (*mean_factor)[age] = factor;
        for (int step = 0; step < steps; ++step) {
            const NeedRates r = need_rates(age + (step + 0.5) / steps);
            const double dt = 1.0 / steps;
            const double table = death_rate(age, woman) / factor;
            const double up0 = now[0] * r.onset * deprivation * dt;
            const double up1 = now[1] * r.low_to_medium * deprivation * dt;
            const double up2 = now[2] * r.medium_to_high * deprivation * dt;
            const double down1 = now[1] * r.low_to_none * dt;
            const double down2 = now[2] * r.medium_to_low * dt;
            const double down3 = now[3] * r.high_to_medium * dt;
            now[0] += down1 - up0;
            now[1] += up0 + down2 - up1 - down1;
            now[2] += up1 + down3 - up2 - down2;
            now[3] += up2 - down3;
            double alive = 0;
            for (int level = 0; level < 4; ++level) {
                now[level] *= std::max(0.0, 1 - table * death_factor[level] * dt);
                alive += now[level];
            }
            for (double& share : now) share /= alive;
        }
    }
    return shares;
}

}  // namespace

Prevalence steady_prevalence(double deprivation, bool woman) { return lifetime(deprivation, woman, nullptr); }

const std::array<double, oldest + 1>& death_rescaling() {
    static const std::array<double, oldest + 1> factors = [] {
        std::array<double, oldest + 1> found{};
        (void)lifetime(1.0, true, &found);
        return found;
    }();
    return factors;
}

std::array<std::uint16_t, 3> need_minutes(std::uint64_t seed, Key person, NeedLevel level) {
    const auto typical = typical_need_minutes(level);
    const double factor = std::min(3.0, lognormal_mean_one(block(seed, person_factor, person, 0), person_sd));
    std::array<std::uint16_t, 3> minutes{};
    for (std::size_t kind = 0; kind < 3; ++kind) minutes[kind] = static_cast<std::uint16_t>(std::min(9000.0, typical[kind] * factor + 0.5));
    return minutes;
}

}  // namespace topsoil
