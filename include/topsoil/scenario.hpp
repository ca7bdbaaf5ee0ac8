// A scenario: one place, some regimes, how long, how often, and any parameter that is not at its default.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "topsoil/levers.hpp"
#include "topsoil/parameter.hpp"
#include "topsoil/place.hpp"
#include "topsoil/shocks.hpp"

namespace topsoil {

inline constexpr std::uint64_t default_seed = 20260423;  ///< the day of the Sheffield gathering; never the clock

/// A resolved scenario: every value has been read, checked and defaulted.
struct Scenario {
    std::string name;   ///< slug of the file
    std::string title;
    std::string question;
    Place place;
    std::vector<Regime> regimes;   ///< the first is the one that others are compared with
    Regime status_quo;             ///< rules during burn-in
    ParameterSet parameters;
    std::uint64_t seed = default_seed;
    int replicates = 2;            ///< for each draw, where parameters are drawn
    int draws = 0;                 ///< draws of the contested parameters from their ranges; 0: all parameters as they are set
    int burn_in_weeks = 208;
    int weeks = 626;               ///< twelve years after burn-in
    int record_every_weeks = 4;
    int start_year = 2026;         ///< calendar year in which the recorded weeks begin (1 January)
    std::vector<Shock> shocks;     ///< the same in every regime
    std::vector<std::string> primary_outcomes;  ///< measures, at most three, declared before running
    std::vector<double> smallest_differences;   ///< by primary outcome: the smallest difference worth having, in its own unit; 0: none stated
};

/// One `--set key=value` from the command line; wins over the file.
struct Override {
    std::string key;
    std::string value;
};

/// Reads a scenario by path or by the name of a shipped one, with everything it refers to (place, regimes, `extends`).
/// Throws InputError with every fault found, one file at a time.
[[nodiscard]] Scenario load_scenario(const std::string& name_or_path, const std::vector<Override>& overrides = {});

/// Reads one place folder (`place.toml` + `neighbourhoods.csv`). Throws InputError.
[[nodiscard]] Place load_place(const std::filesystem::path& folder);

/// The scenario as a TOML text that loads back to the same scenario, every value written out with its source.
[[nodiscard]] std::string resolved_toml(const Scenario& scenario);

/// Names of shipped scenarios, regimes, places: what `topsoil list` shows.
[[nodiscard]] std::vector<std::string> shipped_scenarios();
[[nodiscard]] std::vector<std::string> shipped_regimes();
[[nodiscard]] std::vector<std::string> shipped_places();

}  // namespace topsoil
