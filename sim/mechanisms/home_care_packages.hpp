// Packages of home care: when they end, when they begin, who provides them, and at what times of day somebody comes.
#pragma once

#include "state/process.hpp"
#include "state/rounds.hpp"

namespace topsoil {

struct PackageRule {
    TravelRule travel;
    double double_handed = 0;  ///< of people with much need, those whom two workers must lift and turn; the same money then buys them half the time of visits
    double rare_share = 0;     ///< of people with much need, those whose visits ask for the rare skill
    int rare_team = 2;         ///< workers with that skill whom a provider has before it takes them on
};

/// Ends the packages of those who are gone, live in a home, stay in hospital for longer than this, or need none any more.
void end_packages(Living& living, Rounds& rounds, int hospital_wait_weeks);

/// Once a year each package is looked at: where a lot has promised more than its budget allows, the council's part shrinks with it, by a
/// fifth at most, so that nobody overspends for longer than it takes to come round; where a lot has money, a package gets back what reviews
/// have taken off it. Whatever the regime.
void review_packages(Living& living, Rounds& rounds);

/// Clients who moved home are visited there, by the provider they have.
void follow_moves(Living& living, Rounds& rounds);

/// People wait for money and for a provider: crisis, breakdown, discharge first, then who waited longest. In the first week of all,
/// providers take on whom they have long served, however short of staff they are.
void start_packages(Living& living, const PackageRule& rule, bool first_week);

}  // namespace topsoil
