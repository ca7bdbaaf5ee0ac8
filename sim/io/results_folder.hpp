// The folder that an experiment leaves behind.
#pragma once

#include <filesystem>
#include <vector>

#include "topsoil/experiment.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

/// Writes scenario.resolved.toml, results.nc, results.csv, summary.csv, dictionary.csv and, last of all, manifest.json:
/// a folder with a manifest is complete. Makes the folder if need be; each file appears whole or not at all, over an
/// older one of that name. Returns the paths in the order written. Throws RunError naming what could not be written.
std::vector<std::filesystem::path> write_results_folder(const Experiment& experiment, const Scenario& scenario,
                                                        const std::vector<Difference>& differences,
                                                        const std::filesystem::path& folder);

}  // namespace topsoil
