#include "cli/experiment_session.hpp"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/command_line.hpp"
#include "cli/estimate.hpp"
#include "cli/printing.hpp"
#include "cli/progress_line.hpp"
#include "cli/stop_signal.hpp"
#include "cli/verbs.hpp"
#include "io/checkpoint_hdf5.hpp"
#include "io/results_folder.hpp"

namespace topsoil::cli {

namespace fs = std::filesystem;

namespace {

/// Talk on standard error, and in the log file with times if one was named.
spdlog::logger talk_of(const ExperimentChoices& choices) {
    auto screen = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    screen->set_pattern("%v");
    screen->set_level(choices.quiet     ? spdlog::level::warn
                      : choices.verbose ? spdlog::level::debug
                                        : spdlog::level::info);
    std::vector<spdlog::sink_ptr> sinks{screen};
    if (!choices.log_file.empty()) {
        try {
            auto file = std::make_shared<spdlog::sinks::basic_file_sink_mt>(choices.log_file);
            file->set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
            sinks.push_back(file);
        } catch (const spdlog::spdlog_ex&) {
            throw UsageError(
                fmt::format("--log-file {}: this file cannot be written. Choose another.", choices.log_file));
        }
    }
    spdlog::logger talk("topsoil", sinks.begin(), sinks.end());
    talk.set_level(spdlog::level::debug);
    return talk;
}

void print_estimate(const ExperimentChoices& choices, const Scenario& scenario) {
    const Estimate estimate = estimate_of(scenario, choices.threads, choices.until);
    const std::string folder = out_folder(choices, scenario).string();
    std::string regimes;
    for (const Regime& regime : scenario.regimes) regimes += (regimes.empty() ? "" : ", ") + regime.name;
    if (choices.json) {
        const nlohmann::ordered_json json{
            {"scenario", scenario.name},           {"runs", estimate.runs},
            {"world_weeks", estimate.world_weeks}, {"threads", estimate.threads},
            {"seconds", estimate.seconds},         {"memory_bytes", estimate.memory_bytes},
            {"disk_bytes", estimate.disk_bytes},   {"out", folder}};
        fmt::print("{}\n", json.dump(2));
        return;
    }
    fmt::print("{}\n", scenario.title);
    fmt::print("  place        {}: {} people, {} neighbourhoods\n", scenario.place.title,
               with_commas(scenario.place.population), scenario.place.neighbourhoods.size());
    fmt::print("  regimes      {}\n", regimes);
    fmt::print("  runs         {} ({} x {} {}, each after {} weeks of burn-in under {})\n", estimate.runs,
               scenario.regimes.size(), scenario.replicates, scenario.replicates == 1 ? "replicate" : "replicates",
               scenario.burn_in_weeks, scenario.status_quo.name);
    fmt::print("  world-weeks  {}\n", with_commas(static_cast<double>(estimate.world_weeks)));
    fmt::print("  time         about {} on {} {}\n", duration_text(estimate.seconds), estimate.threads,
               estimate.threads == 1 ? "thread" : "threads");
    fmt::print("  memory       about {}\n", bytes_text(estimate.memory_bytes));
    fmt::print("  disk         about {} in {}\n", bytes_text(estimate.disk_bytes), folder);
    fmt::print("Rough figures. Nothing has been run.\n");
}

fs::path checkpoints_in(const fs::path& folder) { return folder / "checkpoints"; }

void refuse_to_overwrite(const ExperimentChoices& choices, const fs::path& folder) {
    if (choices.force) return;
    if (fs::exists(folder / "manifest.json") || fs::exists(folder / "results.nc")) {
        throw UsageError(
            fmt::format("{} already holds results. Choose another folder with -o, or overwrite them with --force.",
                        folder.string()));
    }
    if (!choices.resume && fs::exists(checkpoints_in(folder)) && !fs::is_empty(checkpoints_in(folder))) {
        throw UsageError(
            fmt::format("{} holds a run that was interrupted. Take it up with --resume, or start anew with --force.",
                        folder.string()));
    }
}

/// Makes the folder and tries to write in it, so that hours of work are not lost to a missing permission.
void make_folder(const ExperimentChoices& choices, const fs::path& folder) {
    if (fs::exists(folder) && !fs::is_directory(folder)) {
        throw UsageError(fmt::format("{} is a file, not a folder. Choose another folder with -o.", folder.string()));
    }
    refuse_to_overwrite(choices, folder);
    std::error_code failure;
    if (!choices.resume) fs::remove_all(checkpoints_in(folder), failure);
    fs::create_directories(checkpoints_in(folder), failure);
    if (failure || access(checkpoints_in(folder).c_str(), W_OK) != 0 || access(folder.c_str(), W_OK) != 0) {
        throw UsageError(fmt::format("{} cannot be written{}. Choose another folder with -o.", folder.string(),
                                     failure ? ": " + failure.message() : ""));
    }
}

ExitCode exit_code_of(const Results& results) {
    const auto failed = std::count_if(results.runs.begin(), results.runs.end(),
                                      [](const RunRecord& run) { return run.status != "done"; });
    if (failed == 0) return ExitCode::done;
    return static_cast<std::size_t>(failed) == results.runs.size() ? ExitCode::run_failed : ExitCode::partly_failed;
}

void tell_failures(const Results& results, spdlog::logger& talk) {
    for (const RunRecord& run : results.runs) {
        if (run.status != "done") talk.error("{}, replicate {}: {}", run.regime, run.replicate, run.status);
    }
}

Experiment live(const ExperimentChoices& choices, const Scenario& scenario, const fs::path& folder,
                const StopSignal& stop) {
    Progress progress;
    ExperimentOptions options;
    options.threads = choices.threads;
    options.until_week = choices.until;
    options.checkpoint = checkpoints_in(folder);
    options.checkpoint_every_seconds = choices.checkpoint_every_seconds;
    options.resume = choices.resume;
    options.write_checkpoint = write_checkpoint_file;
    options.read_checkpoint = read_checkpoint_file;
    options.stop_requested = [&stop] { return stop.received(); };
    options.progress = &progress;
    std::optional<ProgressLine> line;
    if (!choices.quiet && !choices.no_progress) line.emplace(progress);
    return run_experiment(scenario, options);
}

/// Against the first regime; with contrasts, the second also against tendering at its best.
std::vector<Difference> all_differences(const ExperimentChoices& choices, const Results& results, const Scenario& scenario) {
    std::vector<Difference> lines = paired_differences(results, scenario);
    const auto best = std::find(results.regimes.begin() + 1, results.regimes.end(), "tendered-steelman");
    if (!choices.contrasts || best == results.regimes.end()) return lines;
    for (Difference& line : paired_differences(results, scenario, static_cast<std::size_t>(best - results.regimes.begin()))) {
        if (line.regime == results.regimes[1]) lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

ExitCode conduct(const ExperimentChoices& choices, const Scenario& scenario, const Report& report) {
    if (choices.dry_run) {
        print_estimate(choices, scenario);
        return ExitCode::done;
    }
    spdlog::logger talk = talk_of(choices);
    const fs::path folder = out_folder(choices, scenario);
    make_folder(choices, folder);
    const Estimate estimate = estimate_of(scenario, choices.threads, choices.until);
    talk.info("{}: {} runs of {} people, {} world-weeks", scenario.title, estimate.runs,
              with_commas(scenario.place.population), with_commas(static_cast<double>(estimate.world_weeks)));
    talk.debug("{}; {} threads; seed {}; results go to {}", version_line(), estimate.threads, scenario.seed,
               folder.string());

    const StopSignal stop;
    const Experiment experiment = live(choices, scenario, folder, stop);
    if (experiment.interrupted) {
        talk.warn("Stopped, with a checkpoint in {}. The same command with --resume goes on from there.",
                  checkpoints_in(folder).string());
        return stop.received() ? stop.exit_code() : ExitCode::interrupted;
    }
    const std::vector<Difference> differences = all_differences(choices, experiment.results, scenario);
    write_results_folder(experiment, scenario, differences, folder);
    fs::remove_all(checkpoints_in(folder));  // the results are whole: nothing to take up any more
    talk.debug("Made the city in {:.1f} s, lived in it for {:.1f} s", experiment.cost.city_seconds,
               experiment.cost.living_seconds);
    tell_failures(experiment.results, talk);
    report(experiment, differences, folder);
    return exit_code_of(experiment.results);
}

}  // namespace topsoil::cli
