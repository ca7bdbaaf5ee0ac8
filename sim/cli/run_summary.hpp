// What `run` prints, and the machine-readable summaries of `run` and `compare`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "topsoil/experiment.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil::cli {

/// Runs with their digests, and every city value at the first and the last recorded time, means over replicates.
[[nodiscard]] std::string run_summary(const Scenario& scenario, const Results& results);

/// Everything that the tables tell, as indented JSON; what is not a number is null, seeds and digests are texts.
[[nodiscard]] std::string summary_json(const Scenario& scenario, const Experiment& experiment,
                                       const std::vector<Difference>& differences, const std::filesystem::path& folder);

}  // namespace topsoil::cli
