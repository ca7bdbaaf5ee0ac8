#include "topsoil/experiment.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

#include "base/memory_count.hpp"
#include "engine/parameters.hpp"
#include "experiment/replicate.hpp"
#include "measures/catalogue.hpp"
#include "world/make_city.hpp"

namespace topsoil {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Results empty_results(const Scenario& scenario, int until) {
    Results results;
    for (const Regime& regime : scenario.regimes) results.regimes.push_back(regime.name);
    results.replicates = scenario.replicates;
    results.draws = std::max(1, scenario.draws);
    results.start_year = scenario.start_year;
    for (int week = scenario.record_every_weeks; week <= until; week += scenario.record_every_weeks) results.weeks.push_back(week);
    for (const NeighbourhoodRow& row : scenario.place.neighbourhoods) {
        results.neighbourhoods.push_back(row.name);
        results.neighbourhood_ids.push_back(row.id);
    }
    results.groups = population_groups();
    for (std::size_t account = 0; account < accounts; ++account) results.accounts.emplace_back(name_of(static_cast<Account>(account)));
    const std::size_t pairs = (results.regimes.size() - 1) * static_cast<std::size_t>(results.runs_of_regime());
    const std::size_t runs = pairs + static_cast<std::size_t>(results.runs_of_regime());
    for (const auto& [name, end] : windows_of(results.weeks.empty() ? 0 : results.weeks.back())) {
        const auto after = std::upper_bound(results.weeks.begin(), results.weeks.end(), end);
        if (after != results.weeks.begin()) results.cohort_weeks.push_back(*(after - 1));
    }
    const double missing = std::numeric_limits<double>::quiet_NaN();
    results.cohort_sums.assign(pairs * results.weeks.size(), {missing, missing, missing, missing, missing});
    results.cohort_counts.assign(pairs * results.cohort_weeks.size() * cohort_outcomes * (results.groups.size() + 1), {missing, missing, missing, missing, missing, missing});
    for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
        results.values.emplace_back(runs * results.weeks.size() * results.axis_size(m), missing);
    }
    return results;
}

}  // namespace

Experiment run_experiment(const Scenario& scenario, const ExperimentOptions& options) {
    const int threads = options.threads > 0 ? options.threads : Team::available_threads();
    const int until = options.until_week < 0 ? scenario.weeks : std::min(options.until_week, scenario.weeks);
    Experiment experiment;
    experiment.results = empty_results(scenario, until);
    if (options.progress != nullptr) {
        const auto per_replicate = static_cast<std::uint64_t>(scenario.burn_in_weeks) + scenario.regimes.size() * static_cast<std::uint64_t>(until);
        options.progress->total = per_replicate * static_cast<std::uint64_t>(experiment.results.runs_of_regime());
        options.progress->stage = 0;
    }
    auto start = Clock::now();
    Team all(threads);
    World founders = make_city(scenario.place, scenario.seed, view_of(scenario.parameters, "city"), all);
    experiment.cost.city_seconds = seconds_since(start);
    if (options.progress != nullptr) options.progress->stage = 1;

    // Replicates side by side need no barriers: jobs first, threads within a job with what is left.
    start = Clock::now();
    const int runs = experiment.results.runs_of_regime();
    const int jobs = std::min(threads, runs);
    experiment.cost.jobs = jobs;
    experiment.cost.threads_per_job = std::max(1, threads / jobs);
    std::vector<ReplicateOutcome> outcomes(static_cast<std::size_t>(runs));
    std::atomic<int> next{0};
    std::mutex branching;
    std::exception_ptr failure;
    const auto work = [&] {
        Team team(experiment.cost.threads_per_job);
        for (int run = next.fetch_add(1); run < runs; run = next.fetch_add(1)) {
            try {
                const RunNumber number{run / scenario.replicates, run % scenario.replicates, run};
                Scenario drawn = scenario;
                drawn.parameters = drawn_parameters(scenario, number.draw);
                World mine;
                {
                    const std::scoped_lock lock(branching);
                    if (failure) return;
                    mine = founders.branch();
                }
                outcomes[static_cast<std::size_t>(run)] = live_replicate(drawn, mine, number, team, options, experiment.results);
            } catch (...) {
                const std::scoped_lock lock(branching);
                if (!failure) failure = std::current_exception();
                return;
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (int job = 1; job < jobs; ++job) others.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
    experiment.cost.living_seconds = seconds_since(start);
    for (ReplicateOutcome& outcome : outcomes) {
        experiment.interrupted = experiment.interrupted || outcome.interrupted;
        experiment.cost.citizen_weeks += outcome.citizen_weeks;
        experiment.results.runs.insert(experiment.results.runs.end(), outcome.runs.begin(), outcome.runs.end());
    }
    if (!outcomes.empty()) experiment.cost.bytes_per_citizen = outcomes.front().bytes;
    experiment.cost.peak_bytes = peak_resident_bytes();
    return experiment;
}

}  // namespace topsoil
