// What `topsoil compare` prints beside the differences: the same people in both worlds, cost and QALYs, contrasts to be read together.
#pragma once

#include <string>
#include <vector>

#include "topsoil/experiment.hpp"

namespace topsoil::cli {

/// How many of the people who lived here when regimes parted fare higher or lower in each other regime than in the first: after one
/// year, three and all, and by group at the end. Means over pairs of runs.
[[nodiscard]] std::string cohort_table(const Scenario& scenario, const Results& results);

/// Cost to the public purse, QALYs of the cohort, net benefit at either threshold; WELLBYs in a line of their own.
[[nodiscard]] std::string cost_effect_table(const Scenario& scenario, const std::vector<CostEffect>& effects);

/// The primary outcomes over the whole time, contrast by contrast: each regime against the first, and the others against tendering at its best.
[[nodiscard]] std::string contrast_table(const Scenario& scenario, const Results& results, const std::vector<Difference>& differences);

/// How much of social care the levers reach at all.
[[nodiscard]] std::string reach_lines(const Scenario& scenario);

}  // namespace topsoil::cli
