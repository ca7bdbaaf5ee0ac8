// Money in: what the council sets aside each week, strand by strand and neighbourhood by neighbourhood, before anybody decides how to
// use it; and what moves between strands afterwards, by the same rule in every regime.
#pragma once

#include "commissioning/by_neighbourhood.hpp"
#include "state/process.hpp"

namespace topsoil {

/// How the levers share the money out.
struct BudgetRules {
    explicit BudgetRules(const LeverVector& levers) : community(levers[Lever::community_share]), refill(levers[Lever::residential_refill]), formula(static_cast<int>(levers[Lever::allocation])) {}
    double community;  ///< share of all social-care money that goes to groups, taken from home care
    double refill;     ///< how readily freed beds of care homes are filled again
    int formula;       ///< of the allocation: see commissioning/allocation.hpp; the same everywhere
};

/// What each neighbourhood receives as the regime begins: minutes a day promised to council clients.
void remember_spending(World& world);

/// This week's appropriation of each strand; `pay` false only reckons what may be promised.
void set_aside(Living& living, const ByNeighbourhood<BudgetRules>& rules, bool pay);

}  // namespace topsoil
