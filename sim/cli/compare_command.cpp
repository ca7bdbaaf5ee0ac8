#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command_line.hpp"
#include "cli/comparison_table.hpp"
#include "cli/experiment_options.hpp"
#include "cli/experiment_session.hpp"
#include "cli/outcome_tables.hpp"
#include "cli/run_summary.hpp"
#include "cli/verbs.hpp"
#include "io/data_folder.hpp"
#include "io/regime_reader.hpp"

namespace topsoil::cli {

namespace {

/// Other ways to commission that a difference is to be set beside, as far as the scenario has none of them.
void add_contrasts(Scenario& scenario) {
    for (const char* name : {"tendered-steelman", "contract-only", "pooled-lot"}) {
        const bool there = std::any_of(scenario.regimes.begin(), scenario.regimes.end(), [&](const Regime& one) { return one.name == name; });
        if (!there) scenario.regimes.push_back(load_regime(shipped_path(Shipped::regimes, name)));
    }
}

ExitCode compare(const ExperimentChoices& choices) {
    Scenario scenario = chosen_scenario(choices);
    if (scenario.regimes.size() < 2) {
        throw UsageError(
            fmt::format("the scenario \"{}\" has one regime only, so there is nothing to compare. Use topsoil run, "
                        "or add one: --set regimes={},neutral.",
                        scenario.name, scenario.regimes.front().name));
    }
    const Scenario asked = scenario;
    if (choices.contrasts) add_contrasts(scenario);
    return conduct(choices, scenario, [&](const Experiment& experiment, const auto& differences, const auto& folder) {
        if (choices.json) {
            fmt::print("{}", summary_json(scenario, experiment, differences, folder));
            return;
        }
        fmt::print("{}\n", comparison_table(asked, differences));
        if (choices.contrasts) fmt::print("{}\n", contrast_table(scenario, experiment.results, differences));
        fmt::print("{}\n{}\n{}\n", cohort_table(asked, experiment.results), cost_effect_table(asked, cost_effects(experiment.results)), reach_lines(asked));
        fmt::print("{}\nResults are in {}\n", cost_lines(experiment.cost), folder.string());
    });
}

}  // namespace

void add_compare(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("compare", "One city, two or more regimes, paired replicates, a table");
    verb->footer(
        "Every regime starts from the same city after the same burn-in, with the same luck and the same public "
        "money.\n\n"
        "Examples:\n"
        "  topsoil compare sheffield                                     the main question; a first look\n"
        "  topsoil compare sheffield -n 30 -o out/thirty                 with intervals\n"
        "  topsoil compare sheffield --dry-run                           runs, time, memory and disk\n"
        "  topsoil compare small-town --set weeks=520 --json             one value changed; for another program\n"
        "  topsoil compare sheffield --set regimes=tendered-steelman,gardening\n"
        "  topsoil compare sheffield --contrasts                         with the steel-man, the contract alone, one lot\n"
        "  topsoil compare sheffield --contested null                    contested effects at nothing\n"
        "  topsoil compare small-town --draws 20 -n 2                    contested effects drawn from their ranges\n"
        "  topsoil compare sheffield --resume                            go on after an interruption");
    const auto choices = std::make_shared<ExperimentChoices>();
    add_experiment_options(*verb, *choices);
    add_comparison_options(*verb, *choices);
    verb->callback([&chosen, choices] { chosen = [choices] { return compare(*choices); }; });
}

}  // namespace topsoil::cli
