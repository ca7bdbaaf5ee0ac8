#include "cli/experiment_options.hpp"

#include <fmt/format.h>

#include "cli/command_line.hpp"
#include "topsoil/experiment.hpp"
#include "io/scenario_limits.hpp"

namespace topsoil::cli {

namespace {

/// A check that tells the range when it fails but does not clutter the help.
CLI::Validator within(AllowedRange range) {
    CLI::Range check(static_cast<std::int64_t>(range.low), static_cast<std::int64_t>(range.high));
    check.description("");
    return check;
}

std::vector<Override> overrides_of(const std::vector<std::string>& settings) {
    std::vector<Override> overrides;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw UsageError(fmt::format("--set {}: write it as key=value, for example --set weeks=52.", setting));
        }
        overrides.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
    }
    return overrides;
}

}  // namespace

void add_experiment_options(CLI::App& verb, ExperimentChoices& choices) {
    verb.add_option("scenario", choices.scenario, "Name of a shipped scenario, or path of a scenario file")->required();
    verb.add_option("-o,--out", choices.out, "Results folder (default: out/<scenario>)")->type_name("FOLDER");
    verb.add_option("-n,--replicates", choices.replicates, "Cities per regime that differ by chance alone")
        ->check(within(limits::replicates))
        ->type_name("N");
    verb.add_option("--seed", choices.seed, "Root of all chance (default: the scenario's)")
        ->check(within(limits::seed))
        ->type_name("N");
    verb.add_option("-t,--threads", choices.threads, "Threads; 0 takes all that the process may use")
        ->check(within({0, 1024}))
        ->type_name("N");
    verb.add_option("--set", choices.settings, "key=value of the scenario, as often as needed")
        ->allow_extra_args(false)
        ->type_name("KEY=VALUE");
    verb.add_option("--until", choices.until, "Stop after this many weeks")
        ->check(within(limits::weeks))
        ->type_name("WEEKS");
    verb.add_flag("--dry-run", choices.dry_run, "Print runs, time, memory and disk, and do nothing");
    verb.add_flag("--force", choices.force, "Overwrite results that are already there");
    verb.add_flag("--resume", choices.resume, "Take up a run that was interrupted");
    verb.add_option("--checkpoint-every", choices.checkpoint_every_seconds, "Seconds between checkpoints")
        ->check(CLI::Range(1.0, 1e6).description(""))
        ->type_name("SECONDS")
        ->capture_default_str();
    verb.add_flag("--json", choices.json, "Machine-readable summary on standard output");
    verb.add_flag("-q,--quiet", choices.quiet, "Say nothing but faults on standard error");
    verb.add_flag("-v,--verbose", choices.verbose, "Say more on standard error");
    verb.add_flag("--no-progress", choices.no_progress, "No progress bar");
    verb.add_option("--log-file", choices.log_file, "Write all talk to this file too, with times")->type_name("FILE");
}

void add_comparison_options(CLI::App& verb, ExperimentChoices& choices) {
    verb.add_option("--contested", choices.contested, "All contested parameters: null, default or tendering, the corner that favours it")
        ->check(CLI::IsMember({"null", "default", "tendering"}).description(""))
        ->type_name("COLUMN");
    verb.add_option("--draws", choices.draws, "Draws of the contested parameters; -n is then for each draw")
        ->check(within(limits::draws))
        ->type_name("N");
    verb.add_flag("--contrasts", choices.contrasts, "Run the contrasts that are to be read together beside the scenario's own");
}

Scenario chosen_scenario(const ExperimentChoices& choices) {
    Scenario scenario = load_scenario(choices.scenario, overrides_of(choices.settings));
    if (choices.replicates) scenario.replicates = *choices.replicates;
    if (choices.seed) scenario.seed = *choices.seed;
    if (choices.draws) scenario.draws = *choices.draws;
    if (choices.contested == "null") set_contested(scenario.parameters, ContestedColumn::null);
    if (choices.contested == "default") set_contested(scenario.parameters, ContestedColumn::standard);
    if (choices.contested == "tendering") set_contested(scenario.parameters, ContestedColumn::tendering);
    if (scenario.draws > 0 && !choices.contested.empty() && choices.contested != "default") {
        throw UsageError("--draws draws the contested parameters, --contested sets them: use one of the two.");
    }
    if (choices.until > scenario.weeks) {
        throw UsageError(fmt::format("--until {}: the scenario has only {} weeks. Use --set weeks={} for more.",
                                     choices.until, scenario.weeks, choices.until));
    }
    return scenario;
}

std::filesystem::path out_folder(const ExperimentChoices& choices, const Scenario& scenario) {
    return choices.out.empty() ? std::filesystem::path("out") / scenario.name : std::filesystem::path(choices.out);
}

}  // namespace topsoil::cli
