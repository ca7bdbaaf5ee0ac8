#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command_line.hpp"
#include "cli/comparison_table.hpp"
#include "cli/experiment_options.hpp"
#include "cli/experiment_session.hpp"
#include "cli/run_summary.hpp"
#include "cli/verbs.hpp"
#include "io/diagnostics.hpp"

namespace topsoil::cli {

namespace {

struct RunChoices {
    ExperimentChoices experiment;
    std::string regime;
};

/// Leaves the one regime that is to be run.
void keep_one_regime(Scenario& scenario, const std::string& wanted) {
    auto& regimes = scenario.regimes;
    std::vector<std::string> names;
    for (const Regime& regime : regimes) names.push_back(regime.name);
    const auto at = wanted.empty() ? names.begin() : std::find(names.begin(), names.end(), wanted);
    if (at == names.end()) {
        throw UsageError(fmt::format("--regime {}: the scenario \"{}\" has no such regime. {}", wanted, scenario.name,
                                     suggestion(wanted, names, "")));
    }
    regimes = {regimes[static_cast<std::size_t>(at - names.begin())]};
}

ExitCode run(const RunChoices& choices) {
    Scenario scenario = chosen_scenario(choices.experiment);
    keep_one_regime(scenario, choices.regime);
    return conduct(choices.experiment, scenario,
                   [&](const Experiment& experiment, const auto& differences, const auto& folder) {
                       if (choices.experiment.json) {
                           fmt::print("{}", summary_json(scenario, experiment, differences, folder));
                           return;
                       }
                       fmt::print("{}\n{}\nResults are in {}\n", run_summary(scenario, experiment.results),
                                  cost_lines(experiment.cost), folder.string());
                   });
}

}  // namespace

void add_run(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("run", "One city under one regime");
    verb->footer(
        "Examples:\n"
        "  topsoil run small-town                            the first regime of the scenario\n"
        "  topsoil run small-town --regime gardening -n 4    another regime, four cities\n"
        "  topsoil run my-scenario.toml --until 52 -t 2      a path works too; the first year only");
    const auto choices = std::make_shared<RunChoices>();
    add_experiment_options(*verb, choices->experiment);
    verb->add_option("--regime", choices->regime, "Which regime of the scenario (default: its first)");
    verb->callback([&chosen, choices] { chosen = [choices] { return run(*choices); }; });
}

}  // namespace topsoil::cli
