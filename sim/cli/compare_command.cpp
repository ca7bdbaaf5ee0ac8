#include <fmt/format.h>

#include <memory>

#include "cli/command_line.hpp"
#include "cli/comparison_table.hpp"
#include "cli/experiment_options.hpp"
#include "cli/experiment_session.hpp"
#include "cli/run_summary.hpp"
#include "cli/verbs.hpp"

namespace topsoil::cli {

namespace {

ExitCode compare(const ExperimentChoices& choices) {
    const Scenario scenario = chosen_scenario(choices);
    if (scenario.regimes.size() < 2) {
        throw UsageError(
            fmt::format("the scenario \"{}\" has one regime only, so there is nothing to compare. Use topsoil run, "
                        "or add one: --set regimes={},neutral.",
                        scenario.name, scenario.regimes.front().name));
    }
    return conduct(choices, scenario, [&](const Experiment& experiment, const auto& differences, const auto& folder) {
        if (choices.json) {
            fmt::print("{}", summary_json(scenario, experiment, differences, folder));
            return;
        }
        fmt::print("{}\n{}\nResults are in {}\n", comparison_table(scenario, differences), cost_lines(experiment.cost),
                   folder.string());
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
        "  topsoil compare sheffield --resume                            go on after an interruption");
    const auto choices = std::make_shared<ExperimentChoices>();
    add_experiment_options(*verb, *choices);
    verb->callback([&chosen, choices] { chosen = [choices] { return compare(*choices); }; });
}

}  // namespace topsoil::cli
