#include <fmt/format.h>

#include "cli/verbs.hpp"
#include "topsoil/version.hpp"

namespace topsoil::cli {

std::string version_line() {
    return fmt::format("topsoil {} (git {}, model {})", version(), git_hash(), model_version());
}

void add_version(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("version", "Print the version of the program and of the model");
    verb->footer(
        "The model version changes whenever the same scenario gives other numbers.\n\nExample:\n  topsoil version");
    verb->callback([&chosen] {
        chosen = [] {
            fmt::print("{}\n", version_line());
            return ExitCode::done;
        };
    });
}

}  // namespace topsoil::cli
