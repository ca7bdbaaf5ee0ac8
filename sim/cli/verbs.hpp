// One function per verb: adds it to the command line with its options and notes what to do if it is chosen.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "topsoil/error.hpp"

namespace topsoil::cli {

/// What the chosen verb will do once the whole command line has been read.
using Action = std::function<ExitCode()>;

void add_run(CLI::App& app, Action& chosen);
void add_compare(CLI::App& app, Action& chosen);
void add_replay(CLI::App& app, Action& chosen);
void add_validate(CLI::App& app, Action& chosen);
void add_list(CLI::App& app, Action& chosen);
void add_schema(CLI::App& app, Action& chosen);
void add_version(CLI::App& app, Action& chosen);
void add_view(CLI::App& app, Action& chosen);
void add_bench(CLI::App& app, Action& chosen);

/// "topsoil 0.1.0 (git 1a2b3c4d5e, model 1)"
[[nodiscard]] std::string version_line();

}  // namespace topsoil::cli
