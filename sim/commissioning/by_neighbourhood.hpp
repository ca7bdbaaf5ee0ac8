// Rules that follow from levers, where a regime may hold in some neighbourhoods and not yet in others.
#pragma once

#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "topsoil/levers.hpp"

namespace topsoil {

/// One set of rules for each arm of the plan, made by Rules(parameters..., levers).
template <class Rules>
class ByNeighbourhood {
public:
    template <class... Parameters>
    explicit ByNeighbourhood(const LeverPlan& plan, const Parameters&... parameters) : plan_(plan) {
        for (const LeverVector& levers : plan.arms) rules_.emplace_back(parameters..., levers);
    }
    [[nodiscard]] const Rules& at(std::size_t neighbourhood, Week week) const { return rules_[plan_.arm(neighbourhood, week)]; }
    [[nodiscard]] std::size_t arm(std::size_t neighbourhood, Week week) const { return plan_.arm(neighbourhood, week); }
    [[nodiscard]] const std::vector<Rules>& arms() const { return rules_; }

private:
    LeverPlan plan_;
    std::vector<Rules> rules_;
};

}  // namespace topsoil
