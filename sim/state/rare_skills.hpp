// A rare skill: some people's visits ask for what few care workers know (feeding by tube, a tracheostomy, seizures). Somebody who knows it must
// come to each of their visits. A large pool mostly has such people; a small one must train them, and has few left when one is away.
//
// Rule (submodels sheet 9, model section 7): a provider takes on somebody who needs the skill once a team of its workers knows it. One that was
// asked in vain, or whose clients need it, and that has fewer, or too few hours of them for a week like any other, trains another worker at its
// own expense; who takes over such clients has trained its team by then. Who knows it comes to these visits whichever round they stand on, on
// five days; what they cannot cover in a week in which others are away is missed.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// In `Worker::factors`.
inline constexpr std::uint8_t rare_skill = Worker::rare_skill_bit;

/// Weeks for which a provider that was asked in vain goes on training for it.
inline constexpr std::uint8_t rare_asked_weeks = 26;

struct RareTeam {
    int workers = 2;     ///< who know it, before somebody who needs it is taken on
    double there = 1;    ///< share of workers who are not away in a usual week
};

/// Whether somebody whose need is high needs the skill is a lasting trait of theirs. `share`: of those whose need is high.
[[nodiscard]] bool needs_rare_skill(const World& world, Slot person, double share);

/// Workers of each provider who know it.
[[nodiscard]] std::vector<int> workers_with_rare_skill(const HomeCare& care);

/// By provider, days of this week on which somebody who knows it can come to all at home who need it, 0 to 7. Asks who is away this week.
[[nodiscard]] std::vector<std::uint8_t> days_with_rare_skill(const Living& living);

/// One more worker of each provider that has too few learns it with chance `a_week`: the one who has been there longest of those who do not know it.
void learn_rare_skill(Living& living, const RareTeam& team, double a_week);

/// The first week of all: providers have whom their clients need, and have had them for long.
void settle_rare_skill(World& world, const RareTeam& team);

/// As many workers of these providers learn it as their clients need, at once.
void prepare_for_rare_skill(World& world, const RareTeam& team, const std::vector<std::uint16_t>& providers);

}  // namespace topsoil
