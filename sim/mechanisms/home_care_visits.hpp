// The week's visits of home care: somebody is away, somebody covers, some visits are missed; people get to know who comes.
#pragma once

#include <array>

#include "state/process.hpp"

namespace topsoil {

struct VisitRule {
    explicit VisitRule(const ParameterView& p);

    double absence, bank_cap, overtime;
    double metres_per_second;                ///< on the road between doors
    Seconds at_door;
    int training_weeks;                      ///< in which a new worker visits nobody
    std::array<double, 8> distrust_left{};   ///< share of what lacks to full trust, by visits in a week
    std::array<double, 256> trust_fading{};  ///< share of trust left, by weeks apart
};

/// Staffs the rounds, part of the day by part of the day, and walks them.
void make_visits(Living& living, const VisitRule& rule);

}  // namespace topsoil
