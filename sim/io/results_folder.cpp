#include "io/results_folder.hpp"

#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <string>
#include <system_error>

#include "io/atomic_write.hpp"
#include "io/manifest.hpp"
#include "io/results_csv.hpp"
#include "io/results_hdf5.hpp"
#include "topsoil/error.hpp"

namespace topsoil {

namespace {

struct Part {
    std::string name;
    std::string holds;
    std::function<void(const std::filesystem::path&)> write;
};

std::vector<Part> parts_of(const Experiment& experiment, const Scenario& scenario,
                           const std::vector<Difference>& differences) {
    const Results& results = experiment.results;
    std::vector<Part> parts{
        {"scenario.resolved.toml", "the scenario with every value written out; runs again as it stands",
         [&](const auto& file) { atomic_write_text(file, resolved_toml(scenario)); }},
        {"results.nc", "every measure by regime, replicate, time and neighbourhood or population group",
         [&](const auto& file) { write_results_nc(results, scenario, file); }},
        {"results.csv", "city values by regime, replicate and time; neighbourhoods are in results.nc",
         [&](const auto& file) { write_results_csv(results, file); }},
        {"summary.csv", "paired differences from the first regime, with intervals and verdicts",
         [&](const auto& file) { write_summary_csv(differences, file); }},
        {"dictionary.csv", "what each measure means, its unit and how its city value is made",
         [&](const auto& file) { write_dictionary_csv(file); }},
    };
    if (!results.cohort_sums.empty()) {
        parts.push_back({"cohort.csv", "the people who lived here when regimes parted: how many fare higher or lower than in the first regime, by group",
                         [&](const auto& file) { write_cohort_csv(results, file); }});
        parts.push_back({"cost_effects.csv", "cost to the public purse and QALYs of the same people, discounted; WELLBYs beside them",
                         [&](const auto& file) { write_cost_effects_csv(cost_effects(results), file); }});
    }
    if (scenario.draws > 0) {
        parts.push_back({"draws.csv", "values of the contested parameters in each draw", [&](const auto& file) { write_draws_csv(scenario, file); }});
    }
    if (!scenario.shocks.empty()) {
        parts.push_back({"resilience.csv", "how each regime stood each shock: depth, time to recover, the worst tenth of neighbourhoods",
                         [&](const auto& file) { write_resilience_csv(resilience(results, scenario), file); }});
    }
    return parts;
}

/// An older manifest goes first: while files change, the folder is not complete.
void make_ready(const std::filesystem::path& folder, const std::filesystem::path& manifest) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) std::filesystem::remove(manifest, error);
    if (error) {
        throw RunError(fmt::format("{}: cannot write a results folder here: {}. Choose another one.", folder.string(),
                                   error.message()));
    }
}

}  // namespace

std::vector<std::filesystem::path> write_results_folder(const Experiment& experiment, const Scenario& scenario,
                                                        const std::vector<Difference>& differences,
                                                        const std::filesystem::path& folder) {
    const auto manifest = folder / "manifest.json";
    make_ready(folder, manifest);
    std::vector<std::filesystem::path> written;
    std::vector<FileNote> notes;
    for (const Part& part : parts_of(experiment, scenario, differences)) {
        written.push_back(folder / part.name);
        part.write(written.back());
        notes.emplace_back(part.name, part.holds);
    }
    notes.emplace_back("manifest.json", "this file");
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    atomic_write_text(manifest, manifest_json(experiment, scenario, notes, now));
    written.push_back(manifest);
    return written;
}

}  // namespace topsoil
