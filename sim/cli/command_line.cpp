#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/verbs.hpp"
#include "io/diagnostics.hpp"

namespace topsoil::cli {

namespace {

void complain(std::string_view message) { fmt::print(stderr, "topsoil: {}\n", message); }

std::vector<std::string> verbs_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* verb : app.get_subcommands({})) names.push_back(verb->get_name());
    return names;
}

std::vector<std::string> options_of(const CLI::App& verb) {
    std::vector<std::string> names;
    for (const CLI::Option* option : verb.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

/// What a person may have meant by the first word that nobody knows; empty if nothing is near.
std::string hint_for(const CLI::App& app, const std::vector<std::string>& words) {
    if (words.empty() || words.front().starts_with('-')) return {};
    const std::vector<std::string> verbs = verbs_of(app);
    const std::string& verb = words.front();
    if (std::find(verbs.begin(), verbs.end(), verb) == verbs.end()) {
        return fmt::format("there is no verb \"{}\". {}", verb, suggestion(verb, verbs, "See topsoil --help."));
    }
    const std::vector<std::string> options = options_of(*app.get_subcommand(verb));
    for (std::string word : words) {
        if (!word.starts_with("--")) continue;
        word = word.substr(0, word.find('='));
        if (std::find(options.begin(), options.end(), word) != options.end()) continue;
        return fmt::format("there is no option \"{}\". {}", word,
                           suggestion(word, options, fmt::format("See topsoil {} --help.", verb), 0));
    }
    return {};
}

ExitCode refuse(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words) {
    if (words.empty()) {
        fmt::print(stderr, "{}", app.help());
        return ExitCode::usage;
    }
    const std::string hint = hint_for(app, words);
    complain(hint.empty() ? fmt::format("{}. See topsoil --help.", error.what()) : hint);
    return ExitCode::usage;
}

void describe(CLI::App& app) {
    app.description("A city of care, week by week: what differs when care is commissioned in one way or another.");
    app.footer(
        "Examples:\n"
        "  topsoil compare sheffield               one city, two regimes, paired replicates, a table\n"
        "  topsoil compare small-town -n 10        an invented town of 5,000 people; with intervals\n"
        "  topsoil compare sheffield --dry-run     what it would take, without doing it\n"
        "  topsoil list scenarios                  what ships with the program\n"
        "  topsoil validate my-scenario.toml       every fault of a file, with line and column\n"
        "\n"
        "Exit codes: 0 done, 1 run failed, 2 usage, 3 invalid input, 4 partly failed, 130/143 interrupted.\n"
        "Data go to standard output, talk goes to standard error. TOPSOIL_DATA names another folder of scenarios.");
    app.require_subcommand(1);
    app.set_version_flag("--version", version_line(), "Print the version with the git hash of its source");
    app.get_formatter()->column_width(34);
}

/// Runs the verb and turns what went wrong into words and an exit code.
ExitCode carry_out(const Action& chosen) {
    try {
        return chosen();
    } catch (const UsageError& error) {
        complain(error.what());
        return ExitCode::usage;
    } catch (const InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
        return ExitCode::invalid_input;
    } catch (const std::bad_alloc&) {
        complain("there is not enough memory. `--dry-run` tells how much a run needs.");
        return ExitCode::run_failed;
    } catch (const std::exception& error) {
        complain(error.what());
        return ExitCode::run_failed;
    }
}

}  // namespace

ExitCode run_command_line(int count, const char* const* words) {
    CLI::App app{"", "topsoil"};
    Action chosen;
    add_compare(app, chosen);
    add_run(app, chosen);
    add_view(app, chosen);
    add_replay(app, chosen);
    add_validate(app, chosen);
    add_list(app, chosen);
    add_schema(app, chosen);
    add_bench(app, chosen);
    add_version(app, chosen);
    describe(app);
    try {
        app.parse(count, words);
    } catch (const CLI::Success& asked) {
        return static_cast<ExitCode>(app.exit(asked));
    } catch (const CLI::ParseError& error) {
        return refuse(app, error, {words + std::min(count, 1), words + count});
    }
    return carry_out(chosen);
}

}  // namespace topsoil::cli
