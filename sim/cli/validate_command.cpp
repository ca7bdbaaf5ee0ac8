#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/printing.hpp"
#include "cli/verbs.hpp"
#include "io/diagnostics.hpp"
#include "io/regime_reader.hpp"
#include "io/toml_tree.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil::cli {

namespace {

namespace fs = std::filesystem;

/// Reads a file as what it is and tells what was read. Throws InputError.
std::string read_any(const std::string& name) {
    const fs::path file(name);
    const bool place_file = file.filename() == "place.toml" || file.filename() == "neighbourhoods.csv";
    if (fs::is_directory(file) || place_file) {
        const Place place = load_place(place_file ? file.parent_path() / "." : file);
        return fmt::format("a place: {}, {} people in {} neighbourhoods", place.title, with_commas(place.population),
                           place.neighbourhoods.size());
    }
    if (file.extension() == ".toml" && fs::exists(file) && parse_toml_file(file).find("levers") != nullptr) {
        return fmt::format("a regime: {}", load_regime(file).title);
    }
    const Scenario scenario = load_scenario(name);
    return fmt::format("a scenario: {}, {} {} x {} {}", scenario.title, scenario.regimes.size(),
                       scenario.regimes.size() == 1 ? "regime" : "regimes", scenario.replicates,
                       scenario.replicates == 1 ? "replicate" : "replicates");
}

ExitCode validate(const std::vector<std::string>& files) {
    std::size_t faults = 0;
    for (const std::string& file : files) {
        try {
            fmt::print("{}: fine, {}\n", file, read_any(file));
        } catch (const InputError& error) {
            faults += error.diagnostics().size();
            fmt::print(stderr, "{}\n", error.what());
        }
    }
    if (faults == 0) return ExitCode::done;
    fmt::print(stderr, "{} {}\n", faults, faults == 1 ? "fault" : "faults");
    return ExitCode::invalid_input;
}

}  // namespace

void add_validate(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("validate", "Check scenario, regime and place files; every fault in one go");
    verb->footer(
        "A scenario is checked with its regimes and its place. Exit code 3 if anything is wrong.\n\n"
        "Examples:\n"
        "  topsoil validate my-scenario.toml\n"
        "  topsoil validate my-regimes/*.toml\n"
        "  topsoil validate my-places/leeds");
    const auto files = std::make_shared<std::vector<std::string>>();
    verb->add_option("files", *files, "Files, place folders, or names of shipped scenarios")->required();
    verb->callback([&chosen, files] { chosen = [files] { return validate(*files); }; });
}

}  // namespace topsoil::cli
