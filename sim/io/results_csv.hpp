// The tables that a spreadsheet opens. Rows come in a stable order; a number that is missing is an empty cell.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "topsoil/experiment.hpp"
#include "topsoil/results.hpp"

namespace topsoil {

/// results.csv, tidy: regime,replicate,week,date,measure,unit,value - one row per regime, replicate (and draw, a column that is there only where parameters are drawn), recorded time and
/// measure with a city value (city_value). `week` counts from the end of burn-in; `date` is the day on which it ends.
/// Neighbourhoods and population groups are in results.nc only: here they would make millions of rows.
void write_results_csv(const Results& results, const std::filesystem::path& file);

/// summary.csv: one row per Difference, its fields as columns.
void write_summary_csv(const std::vector<Difference>& differences, const std::filesystem::path& file);

/// cohort.csv: the people who lived here when regimes parted, one row per regime, run, week, outcome and group: how many fare higher or
/// lower than in the first regime (death counts as nothing), and how many have left the city in either world.
void write_cohort_csv(const Results& results, const std::filesystem::path& file);

/// cost_effects.csv: one row per CostEffect.
void write_cost_effects_csv(const std::vector<CostEffect>& effects, const std::filesystem::path& file);

/// draws.csv: one row per draw and contested parameter.
void write_draws_csv(const Scenario& scenario, const std::filesystem::path& file);

/// `resilience.csv`: depth, time to recover and the worst tenth of neighbourhoods, by shock, outcome and regime.
void write_resilience_csv(const std::vector<Resilience>& rows, const std::filesystem::path& file);

/// dictionary.csv: one row per measure of measure_catalogue(): unit, kind, how the city value is made, what it means.
void write_dictionary_csv(const std::filesystem::path& file);

/// "2026-01-29": the day on which a week ends, where week 0 ends on 1 January of `start_year`.
[[nodiscard]] std::string date_of_week(int start_year, int week);

/// A cell of a CSV file, in quotes where it must be (RFC 4180).
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace topsoil
