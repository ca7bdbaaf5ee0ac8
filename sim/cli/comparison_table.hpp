// What `topsoil compare` prints: the differences with the words that are fair to say about them.
#pragma once

#include <string>
#include <vector>

#include "topsoil/experiment.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil::cli {

/// Title, question, regimes, primary outcomes with verdicts, all else as exploratory, and how to read it; 100 columns.
[[nodiscard]] std::string comparison_table(const Scenario& scenario, const std::vector<Difference>& differences);

/// Bytes per citizen by block, speed and peak memory.
[[nodiscard]] std::string cost_lines(const ExperimentCost& cost);

/// "Unmet hours (hour a year)": name and unit of a measure for people.
[[nodiscard]] std::string measure_label(const MeasureSpec& measure);

}  // namespace topsoil::cli
