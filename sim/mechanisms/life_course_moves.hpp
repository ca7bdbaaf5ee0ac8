// Moving within the city: grown children leave, couples part and form, households move on.
#pragma once

#include "state/process.hpp"

namespace topsoil {

inline constexpr LuckCell move_cell{3, "moving home", Purpose{"life.move"}, luck_bounds({0, 0, 0.5, 0.3, 0.12, 0.08, 0.08, 0.06, 0.06, 0.06, 0.06, 0.06})};
inline constexpr LuckCell together_cell{8, "moving together", Purpose{"life.together"}, luck_bounds({0, 0, 0.3, 0.4, 0.2, 0.1, 0.05, 0, 0, 0, 0, 0})};
inline constexpr LuckCell leave_parents_cell{9, "leaving parents", Purpose{"life.leave_parents"}, luck_bounds({0, 0, 0.5, 0.7, 0, 0, 0, 0, 0, 0, 0, 0})};
inline constexpr LuckCell parting_cell{10, "parting", Purpose{"life.parting"}, luck_bounds({0, 0, 0.2, 0.08, 0.06, 0.03, 0.02, 0, 0, 0, 0, 0})};

inline constexpr std::uint8_t kin_level = 200;  ///< how much parents and a child who has just left count on each other

/// Share of young people who rather share a home than have one of their own: `sharing` of them while as many homes stand empty as in the first
/// week, four times as many where half as many do.
[[nodiscard]] double share_who_share(const World& world, double sharing);

/// Grown children leave for a home shared with others of their age, or one of their own.
void leave_parents(Living& living, double yearly_rate, double sharing);

/// One of a couple moves out.
void part(Living& living, double yearly_rate);

/// Single people whom chance readies this week pair up with somebody of like age in the same part of the city.
void move_together(Living& living, double yearly_rate);

/// Whole households move; the eldest decides.
void move_homes(Living& living, double scale);

/// The first that fits of some homes of a neighbourhood, in the order in which chance comes upon them; returns nobody if none does. The next
/// homes, and the first two people of each, are on their way from memory while one is looked at.
inline constexpr std::uint32_t homes_tried = 24;
template <class Fits>
[[nodiscard]] HomeId home_by_chance(const World& world, NeighbourhoodId n, std::uint32_t bits, Fits&& fits) {
    const Neighbourhood& here = world.city->neighbourhoods[n];
    constexpr std::uint32_t steps = 3;
    std::array<HomeId, homes_tried> homes;
    const auto fetch_person = [&](HomeId home, bool second) {
        Slot one = world.homes.first_person[home];
        if (second && one != nobody) one = world.people.next_in_home[one];
        if (one != nobody) world.people.setting.prefetch(one);
    };
    for (std::uint32_t now = 0; now < homes_tried + 3 * steps; ++now) {
        if (now < homes_tried) {
            homes[now] = here.first_home + below(static_cast<std::uint32_t>(mix(bits, now)), here.homes);
            fetch_ahead(&world.city->home_kind[homes[now]]);
            world.homes.first_person.prefetch(homes[now]);
        }
        if (now >= steps && now - steps < homes_tried) fetch_person(homes[now - steps], false);
        if (now >= 2 * steps && now - 2 * steps < homes_tried) fetch_person(homes[now - 2 * steps], true);
        if (now >= 3 * steps && fits(homes[now - 3 * steps])) return homes[now - 3 * steps];
    }
    return nobody;
}

/// A home of young people with a free room, in this neighbourhood.
[[nodiscard]] HomeId shared_home(const Living& living, NeighbourhoodId n, std::uint32_t bits);

/// Mostly here or in one of the twelve nearest neighbourhoods, else anywhere in the city.
[[nodiscard]] NeighbourhoodId somewhere_near(const World& world, NeighbourhoodId here, const Block& bits);

}  // namespace topsoil
