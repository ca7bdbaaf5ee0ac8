// A rare skill: some people's visits ask for what few care workers know (feeding by tube, a tracheostomy, seizures). Somebody who knows it must
// come to each of their visits. A large pool mostly has such people; a small one must train them, and has nobody left when two are away.
//
// Rule (submodels sheet 9, model section 7): a provider takes on somebody who needs the skill once `rare_team` of its workers know it. One that
// was asked in vain, or whose clients need it, and that has fewer, or too few hours of them if one is away, trains another worker: one has learned after
// `rare_training_weeks`, on average, and is the provider's expense. Who knows it comes to these visits whichever round they stand on; in a week
// in which all who know it are away, or have too few hours, the rest of these visits are missed.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// Whether somebody whose need is high needs the skill is a lasting trait of theirs. `share`: of those whose need is high.
[[nodiscard]] bool needs_rare_skill(const World& world, Slot person, double share);

/// Workers of each provider who know it.
[[nodiscard]] std::vector<int> workers_with_rare_skill(const HomeCare& care);

/// By provider, days of this week on which somebody who knows it can come to all who need it, 0 to 7. Asks who is away this week.
[[nodiscard]] std::vector<std::uint8_t> days_with_rare_skill(const HomeCare& care);

struct RareTraining {
    int team = 2;        ///< workers who know it that a provider needs before it takes on somebody who needs it
    double a_week = 0;   ///< chance that one more has learned this week
};

/// Providers that have too few train one more worker, the one who has been with them longest. In the first week of all they have whom they need.
void train_rare_skill(Living& living, const RareTraining& rule, bool first_week);

}  // namespace topsoil
