#include "cli/estimate.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "topsoil/results.hpp"

namespace topsoil::cli {

namespace {

// Of the design's budget: 6 ms a week for 600,000 people on two threads, 199 bytes a citizen, 133 more for each further
// world.
constexpr double citizen_weeks_per_thread_second = 5e7;
constexpr double city_seconds_per_citizen = 5e-6;
constexpr double first_world_bytes = 199;
constexpr double further_world_bytes = 133;
constexpr double program_bytes = 30e6;
constexpr double stored_bytes_per_number = 4;  // doubles, deflated
constexpr double csv_bytes_per_row = 60;
constexpr double population_groups = 20;

}  // namespace

Estimate estimate_of(const Scenario& scenario, int threads, int until_week) {
    const int weeks = until_week < 0 ? scenario.weeks : std::min(until_week, scenario.weeks);
    const auto regimes = static_cast<int>(scenario.regimes.size());
    Estimate estimate;
    estimate.runs = regimes * scenario.replicates;
    estimate.world_weeks = static_cast<std::uint64_t>(scenario.replicates) *
                           static_cast<std::uint64_t>(scenario.burn_in_weeks + regimes * weeks);
    estimate.threads = threads > 0 ? threads : Team::available_threads();

    const double people = scenario.place.population;
    const double living = people * static_cast<double>(estimate.world_weeks) / citizen_weeks_per_thread_second;
    const double making = people * scenario.replicates * city_seconds_per_citizen;
    estimate.seconds = (living + making) / estimate.threads;
    // Replicates may run side by side, one thread each.
    const int at_once = std::min(scenario.replicates, estimate.threads);
    estimate.memory_bytes =
        program_bytes + at_once * people * (first_world_bytes + (regimes - 1) * further_world_bytes);

    const double times = std::max(1, weeks / scenario.record_every_weeks);
    double numbers = 0;
    for (const MeasureSpec& measure : measure_catalogue()) {
        numbers += measure.axis == MeasureAxis::neighbourhood
                       ? static_cast<double>(scenario.place.neighbourhoods.size())
                       : population_groups;
    }
    const double rows = estimate.runs * times * static_cast<double>(measure_catalogue().size());
    estimate.disk_bytes = estimate.runs * times * numbers * stored_bytes_per_number + rows * csv_bytes_per_row;
    return estimate;
}

}  // namespace topsoil::cli
