// What the census adds up of grown-ups as citizens: who is seen, valued and contributes, and the hours they could give.
#pragma once

#include <algorithm>
#include <cstdint>

#include "state/standing.hpp"

namespace topsoil {

inline constexpr Minutes an_hour_a_month = 14;            ///< in minutes a week: whoever has promised so much contributes
inline constexpr Share16 worn_out = share_one * 3 / 10;   ///< exhaustion from giving above which somebody counts as worn out

/// Grown-ups of one place or group.
struct CitizenSums {
    std::int64_t giveable = 0, promised = 0, belonging = 0;  ///< minutes a week; belonging in steps of Share16
    std::int32_t people = 0, at_home = 0, seen = 0, valued = 0, contributing = 0, volunteers = 0, exhausted = 0;
    std::int32_t need = 0, need_at_home = 0, need_seen = 0, need_valued = 0, need_contributing = 0;  ///< the same of people with need

    void add(const CitizenSums& other) {
        giveable += other.giveable, promised += other.promised, belonging += other.belonging;
        people += other.people, at_home += other.at_home, seen += other.seen, valued += other.valued, contributing += other.contributing, volunteers += other.volunteers, exhausted += other.exhausted;
        need += other.need, need_at_home += other.need_at_home, need_seen += other.need_seen, need_valued += other.need_valued, need_contributing += other.need_contributing;
    }

    /// Adds one grown-up.
    void add_one(const World& world, const StandingWithOthers& standing, Slot slot) {
        const People& p = world.people;
        const int minutes = p.committed[slot];
        const bool home = p.setting[slot] == Setting::home;
        const bool noticed = standing.seen(slot);
        const bool gives = minutes >= an_hour_a_month;
        const bool counts = p.has(slot, role::volunteer | role::assembly) || (gives && standing.thanked(slot));
        ++people;
        at_home += home ? 1 : 0;
        seen += noticed ? 1 : 0;
        contributing += gives ? 1 : 0;
        valued += counts ? 1 : 0;
        volunteers += p.has(slot, role::volunteer) ? 1 : 0;
        exhausted += p.exhaustion[slot] > worn_out ? 1 : 0;
        belonging += p.belonging[slot];
        promised += minutes;
        giveable += std::max<int>(p.capacity[slot], minutes);
        if (p.need[slot] == NeedLevel::none) return;
        ++need;
        need_at_home += home ? 1 : 0;
        need_seen += noticed ? 1 : 0;
        need_valued += counts ? 1 : 0;
        need_contributing += gives ? 1 : 0;
    }
};

}  // namespace topsoil
