#include "state/time_use.hpp"

#include <algorithm>

namespace topsoil {

namespace {

constexpr Purpose work_purpose{"person.paid_work"};
constexpr Purpose giving_purpose{"person.giveable_share"};
constexpr Minutes waking_week = 112 * 60;   // sixteen hours a day
constexpr Minutes own_care = 24 * 60;       // washing, eating, errands
constexpr Minutes full_time = 37 * 60 + 30;
constexpr Minutes school = 32 * 60;
constexpr double mean_giveable_share = 0.092;  // calibrated: what people give or, if that is more, would give is 8.1 h a week per adult (submodels sheet 5)
constexpr double giveable_sd = 0.75;

/// Share of people in paid work at an age.
double employment(int age) {
    if (age < 18 || age > 74) return 0;
    if (age < 25) return 0.55;
    if (age < 50) return 0.80;
    if (age < 60) return 0.74;
    if (age < 66) return 0.52;
    return 0.11;
}

}  // namespace

bool hours_change_at(int age) { return age == 16 || age == 18 || employment(age) != employment(age - 1); }

bool in_paid_work(std::uint64_t seed, Key key, int age, bool left_work) {
    return !left_work && happens(draw(seed, work_purpose, key, 0), employment(age));
}

Minutes spare_minutes(int age, bool paid_work, NeedLevel need) {
    if (age < 10) return 0;
    Minutes minutes = waking_week - own_care - (paid_work ? full_time : 0) - (age < 18 ? school : 0);
    switch (need) {
        case NeedLevel::low: minutes = minutes * 8 / 10; break;
        case NeedLevel::medium: minutes = minutes * 4 / 10; break;
        case NeedLevel::high: minutes = minutes / 10; break;
        default: break;
    }
    return minutes;
}

std::uint16_t giveable_minutes(std::uint64_t seed, Key key, int age, bool paid_work, NeedLevel need) {
    if (age < 16) return 0;
    const double share = std::min(0.8, mean_giveable_share * lognormal_mean_one(block(seed, giving_purpose, key, 0), giveable_sd));
    return static_cast<std::uint16_t>(spare_minutes(age, paid_work, need) * share + 0.5);
}

}  // namespace topsoil
