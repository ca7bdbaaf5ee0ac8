// The options that `run` and `compare` share.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "topsoil/scenario.hpp"

namespace topsoil::cli {

struct ExperimentChoices {
    std::string scenario;
    std::string out;  ///< empty: out/<scenario name>
    std::optional<int> replicates;
    std::optional<int> draws;
    std::string contested;  ///< empty: parameters as the scenario has them
    bool contrasts = false;
    std::optional<std::uint64_t> seed;
    int threads = 0;
    std::vector<std::string> settings;
    int until = -1;
    bool dry_run = false;
    bool force = false;
    bool quiet = false;
    bool verbose = false;
    bool json = false;
    bool no_progress = false;
    std::string log_file;
    double checkpoint_every_seconds = 60;
    bool resume = false;
};

void add_experiment_options(CLI::App& verb, ExperimentChoices& choices);

/// What `compare` has beside them: contested parameters and contrasts.
void add_comparison_options(CLI::App& verb, ExperimentChoices& choices);

/// The scenario with what the command line changes in it. Throws InputError, and UsageError for a setting without "=".
[[nodiscard]] Scenario chosen_scenario(const ExperimentChoices& choices);

[[nodiscard]] std::filesystem::path out_folder(const ExperimentChoices& choices, const Scenario& scenario);

}  // namespace topsoil::cli
