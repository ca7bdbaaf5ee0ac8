// manifest.json: which program made a results folder, from what, run by run, and what it cost.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "topsoil/experiment.hpp"
#include "topsoil/parameter.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

/// A file of the results folder: its name, and in a few words what it holds.
using FileNote = std::pair<std::string, std::string>;

/// The manifest as JSON. Names neither the machine nor any folder. Seeds and hashes are texts, since many readers of
/// JSON cannot hold 64-bit numbers. `written` is the time of writing (UTC). A number that is not finite is null.
[[nodiscard]] std::string manifest_json(const Experiment& experiment, const Scenario& scenario,
                                        const std::vector<FileNote>& files, std::chrono::sys_seconds written);

/// Hash of every parameter's key and value in catalogue order: equal sets, equal hash, on every machine.
[[nodiscard]] std::uint64_t parameter_hash(const ParameterSet& parameters);

/// The same of those alone that were fitted (Grade::calibrated): what was set once, with gardening out of reach, and may not move with a
/// regime, with a column of contested effects or from one comparison to the next.
[[nodiscard]] std::uint64_t fitted_hash(const ParameterSet& parameters);

}  // namespace topsoil
