#include "cli/estimate.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "cli/measured_costs.hpp"
#include "measures/catalogue.hpp"
#include "topsoil/results.hpp"

namespace topsoil::cli {

namespace {

/// Seconds on several threads for each second on one, where they share a part of the work.
double on_threads(int threads, double shared_part) { return 1 - shared_part + shared_part / threads; }

}  // namespace

Estimate estimate_of(const Scenario& scenario, int threads, int until_week) {
    const int weeks = until_week < 0 ? scenario.weeks : std::min(until_week, scenario.weeks);
    const auto regimes = static_cast<int>(scenario.regimes.size());
    const int weeks_of_replicate = scenario.burn_in_weeks + regimes * weeks;
    Estimate estimate;
    const int pairs = scenario.replicates * std::max(1, scenario.draws);
    estimate.runs = regimes * pairs;
    estimate.world_weeks = static_cast<std::uint64_t>(pairs) * static_cast<std::uint64_t>(weeks_of_replicate);
    estimate.threads = threads > 0 ? threads : Team::available_threads();

    // As the experiment shares work out: replicates side by side first, threads within a replicate with what is left. The city is
    // made once, by all threads.
    const double people = scenario.place.population;
    const int jobs = std::max(1, std::min(estimate.threads, pairs));
    const int turns = (pairs + jobs - 1) / jobs;
    const double replicate_seconds = people * weeks_of_replicate * measured::seconds_per_citizen_week * on_threads(std::max(1, estimate.threads / jobs), measured::week_shared_part);
    estimate.seconds = turns * replicate_seconds + people * measured::city_seconds_per_citizen * on_threads(estimate.threads, measured::city_shared_part);

    const int records = weeks / scenario.record_every_weeks;
    double numbers = 0;
    for (const MeasureSpec& measure : measure_catalogue()) {
        numbers += static_cast<double>(measure.axis == MeasureAxis::neighbourhood ? scenario.place.neighbourhoods.size() : (measure.axis == MeasureAxis::group ? population_groups().size() : accounts));
    }
    const double stored = estimate.runs * static_cast<double>(records) * numbers;
    estimate.memory_bytes = measured::program_bytes + people * (measured::first_world_bytes + (jobs * regimes - 1) * measured::further_world_bytes) + stored * static_cast<double>(sizeof(double));

    const double rows = estimate.runs * static_cast<double>(std::max(1, records)) * static_cast<double>(measure_catalogue().size());
    estimate.disk_bytes = stored * measured::stored_bytes_per_number + rows * measured::csv_bytes_per_row;
    return estimate;
}

}  // namespace topsoil::cli
