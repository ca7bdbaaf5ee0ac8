// Coming to the city and leaving it. Both hold the age pyramid; who comes is fixed by the seed before any world branches.
#pragma once

#include "state/need_rates.hpp"
#include "state/process.hpp"

namespace topsoil {

inline constexpr LuckCell departure_cell{2, "departure", Purpose{"life.departure"}, luck_bounds({0, 0, 0.7, 0.5, 0.15, 0.15, 0.15, 0.15, 0.15, 0.2, 0.2, 0.2})};

/// Couples and families leave together, people who share one by one.
void departures(Living& living, double scale);

struct ArrivalRule {
    double sharing;                        ///< as among those who leave their parents
    double newcomer_kin;                   ///< share of grown newcomers who have close family in the city
    std::array<Prevalence, 2> prevalence;  ///< of need among men and women of each age
};

/// Who comes this week: households made of the city's steady flow, a neighbourhood each. Reads nothing that a world could have
/// changed, save which homes stand empty.
void arrivals(Living& living, const ArrivalRule& rule);

}  // namespace topsoil
