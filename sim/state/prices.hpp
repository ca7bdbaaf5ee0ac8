// Prices that both those who arrange care and those who pay for it must reckon alike.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// What minutes a week cost at pounds an hour: whole pence, to nearest.
[[nodiscard]] constexpr Pence weekly_price(int minutes, double pounds_per_hour) { return static_cast<Pence>(pounds_per_hour * 100 * minutes / 60 + 0.5); }

/// What it costs a week to help one person to run a personal budget: whole pence, to nearest.
[[nodiscard]] constexpr Pence weekly_broker(double pounds_per_year) { return static_cast<Pence>(pounds_per_year * 100 / weeks_per_year + 0.5); }

/// What the posts that home-care money pays cost each neighbourhood a week while all are filled: the hours, and a broker for each.
[[nodiscard]] inline std::vector<Pence> cost_of_budgets(const World& world, double pounds_per_hour, Pence broker) {
    std::vector<Pence> cost(world.city->neighbourhoods.size(), 0);
    for (const Assistance& post : world.settings.assistants) {
        if (post.funding == Funding::personal_budget) cost[world.people.neighbourhood[post.person]] += weekly_price(post.minutes, pounds_per_hour) + broker;
    }
    return cost;
}

/// Road metres from somebody's home to a day centre, which stands in the middle of its neighbourhood.
[[nodiscard]] inline int metres_to_day_centre(const World& world, Slot person, NeighbourhoodId centre, double detour) {
    return static_cast<int>(distance_metres(world.city->home_point[world.people.home[person]], world.city->neighbourhoods[centre].centre) * detour);
}

/// Pence for a day at a day centre so many metres away: the fee, and the fare of two trips.
[[nodiscard]] constexpr Pence price_of_a_day(int metres, Pence fee, double pounds_per_km) { return fee + static_cast<Pence>(pounds_per_km * 100 * 2 * metres / 1'000 + 0.5); }

}  // namespace topsoil
