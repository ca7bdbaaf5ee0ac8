// One experiment from the command line: checks before any long work, progress, stopping, results, exit code.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "cli/experiment_options.hpp"
#include "topsoil/error.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil::cli {

/// What a verb prints when the work is done.
using Report =
    std::function<void(const Experiment&, const std::vector<Difference>&, const std::filesystem::path& folder)>;

/// Runs `scenario` as chosen, writes its results folder and calls `report`. Throws UsageError, RunError.
[[nodiscard]] ExitCode conduct(const ExperimentChoices& choices, const Scenario& scenario, const Report& report);

}  // namespace topsoil::cli
