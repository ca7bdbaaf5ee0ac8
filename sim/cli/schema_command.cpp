#include <fmt/format.h>

#include <memory>

#include "cli/verbs.hpp"
#include "io/schema.hpp"

namespace topsoil::cli {

void add_schema(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("schema", "Print the JSON Schema of scenario or regime files");
    verb->footer(
        "Editors with a TOML plug-in check and complete files with it.\n\n"
        "Examples:\n"
        "  topsoil schema > scenario.schema.json\n"
        "  topsoil schema regime > regime.schema.json");
    const auto kind = std::make_shared<std::string>("scenario");
    verb->add_option("kind", *kind, "scenario or regime")
        ->check(CLI::IsMember({"scenario", "regime"}))
        ->capture_default_str();
    verb->callback([&chosen, kind] {
        chosen = [kind] {
            fmt::print("{}", *kind == "regime" ? regime_schema() : scenario_schema());
            return ExitCode::done;
        };
    });
}

}  // namespace topsoil::cli
