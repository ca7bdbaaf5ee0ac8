// Money in: what the council sets aside each week, strand by strand and neighbourhood by neighbourhood, before anybody decides how to
// use it; and what moves between strands afterwards, by the same rule in every regime.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// How the levers share the money out.
struct BudgetRules {
    std::vector<double> community;   ///< by row: share of all social-care money that goes to groups, taken from home care
    std::vector<std::uint8_t> of;    ///< by neighbourhood: its row; empty: the first everywhere
    int formula = 0;                 ///< of the allocation, the first row's for the whole city: see commissioning/allocation.hpp
};

/// What each neighbourhood receives as the regime begins: minutes a day promised to council clients.
void remember_spending(World& world);

/// This week's appropriation of each strand; `pay` false only reckons what may be promised.
void set_aside(Living& living, const BudgetRules& rules, bool pay);

}  // namespace topsoil
