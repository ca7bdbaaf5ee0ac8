#include "io/manifest.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "io/checksum.hpp"
#include "topsoil/version.hpp"

namespace topsoil {

namespace {

using Json = nlohmann::ordered_json;

Json lever_value(const LeverSpec& spec, double value) {
    const auto choice = static_cast<std::size_t>(value);
    if (choice < spec.choices.size()) return std::string(spec.choices[choice]);
    if (spec.whole) return std::llround(value);
    return value;
}

Json regime_block(const Regime& regime) {
    Json levers = Json::object();
    for (const LeverSpec& spec : lever_catalogue()) {
        levers[std::string(spec.name)] = lever_value(spec, regime.levers[spec.lever]);
    }
    return {{"name", regime.name}, {"title", regime.title}, {"levers", levers}};
}

Json scenario_block(const Scenario& scenario) {
    return {{"name", scenario.name},
            {"title", scenario.title},
            {"question", scenario.question},
            {"seed", std::to_string(scenario.seed)},
            {"replicates", scenario.replicates},
            {"draws", scenario.draws},
            {"contested_parameters", contested_column(scenario.parameters)},
            {"burn_in_weeks", scenario.burn_in_weeks},
            {"weeks", scenario.weeks},
            {"record_every_weeks", scenario.record_every_weeks},
            {"start_year", scenario.start_year},
            {"primary_outcomes", scenario.primary_outcomes}};
}

Json regimes_block(const Scenario& scenario) {
    Json compared = Json::array();
    for (const Regime& regime : scenario.regimes) compared.push_back(regime_block(regime));
    return compared;
}

Json parameter_block(const ParameterSet& parameters) {
    const auto& catalogue = parameter_catalogue();
    Json changed = Json::array();
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        const double value = parameters.values().at(i);
        if (value == catalogue[i].spec.value) continue;
        changed.push_back({{"key", catalogue[i].key()},
                           {"value", value},
                           {"default", catalogue[i].spec.value},
                           {"unit", std::string(catalogue[i].spec.unit)}});
    }
    return {{"hash", fmt::format("{:016x}", parameter_hash(parameters))},
            {"fitted_hash", fmt::format("{:016x}", fitted_hash(parameters))},
            {"count", catalogue.size()},
            {"not_at_default", changed}};
}

Json runs_block(const std::vector<RunRecord>& runs) {
    Json all = Json::array();
    for (const RunRecord& run : runs) {
        all.push_back({{"run_id", run.run_id},
                       {"regime", run.regime},
                       {"draw", run.draw},
                       {"replicate", run.replicate},
                       {"seed", std::to_string(run.seed)},
                       {"digest", run.digest},
                       {"status", run.status},
                       {"wall_seconds", run.wall_seconds}});
    }
    return all;
}

Json cost_block(const ExperimentCost& cost) {
    Json bytes = Json::object();
    for (const auto& [block, per_citizen] : cost.bytes_per_citizen) bytes[block] = per_citizen;
    return {{"city_seconds", cost.city_seconds},
            {"living_seconds", cost.living_seconds},
            {"citizen_weeks", cost.citizen_weeks},
            {"jobs", cost.jobs},
            {"threads_per_job", cost.threads_per_job},
            {"peak_bytes", cost.peak_bytes},
            {"bytes_per_citizen", bytes}};
}

Json files_block(const std::vector<FileNote>& files) {
    Json all = Json::array();
    for (const auto& [name, holds] : files) all.push_back({{"name", name}, {"holds", holds}});
    return all;
}

}  // namespace

std::string manifest_json(const Experiment& experiment, const Scenario& scenario, const std::vector<FileNote>& files,
                          std::chrono::sys_seconds written) {
    const Json manifest = {
        {"manifest_version", 1},
        {"written", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", written)},
        {"topsoil", {{"version", version()}, {"git_hash", git_hash()}, {"model_version", model_version()}}},
        {"scenario", scenario_block(scenario)},
        {"place",
         {{"slug", scenario.place.slug}, {"title", scenario.place.title}, {"attribution", scenario.place.attribution}}},
        {"status_quo", regime_block(scenario.status_quo)},
        {"regimes", regimes_block(scenario)},
        {"parameters", parameter_block(scenario.parameters)},
        {"interrupted", experiment.interrupted},
        {"runs", runs_block(experiment.results.runs)},
        {"cost", cost_block(experiment.cost)},
        {"files", files_block(files)},
    };
    return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

namespace {

/// Over keys and values of those for which `wanted` holds.
template <class Wanted>
std::uint64_t hash_of(const ParameterSet& parameters, Wanted&& wanted) {
    const auto& catalogue = parameter_catalogue();
    Checksum hash;
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        if (!wanted(catalogue[i].spec)) continue;
        const std::string key = catalogue[i].key();
        hash.add(key.c_str(), key.size() + 1);  // with the closing zero, so that keys cannot run into each other
        const double value = parameters.values().at(i);
        hash.add(&value, sizeof value);
    }
    return hash.value();
}

}  // namespace

std::uint64_t parameter_hash(const ParameterSet& parameters) {
    return hash_of(parameters, [](const ParameterSpec&) { return true; });
}

std::uint64_t fitted_hash(const ParameterSet& parameters) {
    return hash_of(parameters, [](const ParameterSpec& spec) { return spec.grade == Grade::calibrated; });
}

}  // namespace topsoil
