// Running a scenario: every regime of every replicate from one burn-in, and what the pairs of worlds say.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

/// Filled while an experiment runs; read by whoever draws the progress bar. All counts are world-weeks.
struct Progress {
    std::atomic<std::uint64_t> done{0};
    std::atomic<std::uint64_t> total{0};
    std::atomic<int> stage{0};  ///< 0 making the city, 1 living, 2 writing
};

class BlockSink;
class BlockSource;

/// How checkpoints reach the disk: io supplies both (io/checkpoint_hdf5.hpp), so that the engine knows no file format.
using CheckpointWriter = std::function<void(const std::filesystem::path& file, const std::function<void(BlockSink&)>& fill)>;
using CheckpointReader = std::function<void(const std::filesystem::path& file, const std::function<void(const BlockSource&)>& use)>;

struct ExperimentOptions {
    int threads = 0;                     ///< 0: the affinity mask (SLURM_CPUS_PER_TASK first)
    int until_week = -1;                 ///< stop after this many weeks from branching; -1: the scenario's weeks
    std::filesystem::path checkpoint;    ///< folder for checkpoints; empty: none
    double checkpoint_every_seconds = 60;
    CheckpointWriter write_checkpoint;   ///< needed where `checkpoint` is set
    CheckpointReader read_checkpoint;    ///< needed where `resume` is set
    bool resume = false;                 ///< take up the checkpoints found in `checkpoint`
    /// Asked once a week; true: write a checkpoint where one is wanted and return with `interrupted` set.
    std::function<bool()> stop_requested;
    Progress* progress = nullptr;
    bool check_every_week = false;       ///< full recount of people, minutes and pence every week, not only when recorded
};

/// Bytes and times of a finished experiment, for the closing lines and manifest.json.
struct ExperimentCost {
    double city_seconds = 0;
    double living_seconds = 0;
    double citizen_weeks = 0;            ///< people alive, summed over worlds and weeks
    int jobs = 1;                        ///< replicates run side by side
    int threads_per_job = 1;
    std::size_t peak_bytes = 0;          ///< largest resident set of the process
    /// Bytes per citizen of one world at its end, by block ("identity", "place", "ties shared" ...).
    std::vector<std::pair<std::string, double>> bytes_per_citizen;
};

struct Experiment {
    Results results;
    ExperimentCost cost;
    bool interrupted = false;
};

/// Runs every regime of `scenario` over its replicates. Same bits for any number of threads.
/// Throws RunError if an account does not balance (the message names it).
[[nodiscard]] Experiment run_experiment(const Scenario& scenario, const ExperimentOptions& options);

/// One line of the comparison table: what differs between a reference regime and another over some years.
struct Difference {
    std::string measure;
    std::string unit;
    std::string regime;          ///< the other regime
    std::string window;          ///< "years 1-12", "year 1", "years 1-3"
    double reference = 0;        ///< mean over replicates in the first regime (city, a year; stocks and shares as means)
    double other = 0;
    double difference = 0;       ///< mean paired difference, other - reference
    double low = 0, high = 0;    ///< 95 % interval of the mean paired difference; NaN under 10 pairs. With draws: between draws
    double smallest = 0, largest = 0;  ///< range of the paired differences seen
    int replicates = 0;          ///< pairs of runs seen, of all draws
    std::string verdict;         ///< "clear", "leaning", "cannot tell", "too few replicates", "no difference" or "no runs"
    bool primary = false;
    std::string reference_regime;
    int draws = 1;               ///< draws of the contested parameters among the pairs; 1: none drawn
    double chance_sd = 0;        ///< spread of a pair's difference by chance alone, within a draw; NaN with fewer than two replicates
    double parameter_sd = 0;     ///< spread of the mean difference from draw to draw beyond chance; NaN without draws
    double agreeing = 0;         ///< share of draws whose mean difference has the sign of the whole; NaN without draws
    double worth_having = 0;     ///< smallest difference worth having, declared in the scenario; 0: none
};

/// Cost and quality-adjusted life years of one contrast over some years, discounted to the week in which regimes part, of one public
/// purse and of the people who lived in the city then. NaN where nothing was recorded.
struct CostEffect {
    std::string regime;
    std::string window;
    int pairs = 0;
    double cost = 0;             ///< mean difference in public outlay less what is kept unspent, pounds
    double qalys = 0;            ///< mean difference in QALYs of the cohort
    double wellbys = 0;          ///< mean difference in WELLBYs of the cohort: beside it, never added
    double net_low = 0, net_high = 0;  ///< mean net benefit at 20,000 and at 30,000 pounds per QALY, pounds
    std::vector<std::pair<double, double>> seen;  ///< by pair of runs: cost and QALYs, for the plane
    double favourable_low = 0, favourable_high = 0;  ///< share of draws with a positive mean net benefit at either; NaN without draws
};

/// Cost-effectiveness of every regime against the first, over each of the windows of paired_differences().
[[nodiscard]] std::vector<CostEffect> cost_effects(const Results& results);

/// Money that the levers can reach, and all social care, in pounds a year (model document, section on accounts).
struct Reach {
    double levers = 0, social_care = 0;
};
[[nodiscard]] Reach reach_of_levers(const Place& place);

/// Contested parameters all at their null, or all at the end of their range that favours tendering; what a person has set is overwritten.
enum class ContestedColumn { null, standard, tendering };
void set_contested(ParameterSet& parameters, ContestedColumn column);
/// "null", "default", "tendering", or "mixed": which column the contested parameters stand in.
[[nodiscard]] std::string contested_column(const ParameterSet& parameters);

/// The scenario's parameters with the contested ones drawn: each from a triangle over its range with its peak at the value set, by a
/// draw keyed by seed, parameter and number, so that another parameter or further draws change none of these.
[[nodiscard]] ParameterSet drawn_parameters(const Scenario& scenario, int draw);

/// How one regime stood one shock, on one outcome: means over replicates.
struct Resilience {
    std::string shock;           ///< "cold_winter, week 104"
    std::string measure;
    std::string unit;
    std::string regime;
    double before = 0;           ///< city value of a recording in the half year before
    double depth = 0;            ///< farthest that it went from there until a year after the shock's end, signed
    double recovery_weeks = 0;   ///< from the shock's start until it stayed within a tenth of that depth for two recordings; NaN where it never did
    int recovered = 0;           ///< replicates in which it did
    double worst_tenth = 0;      ///< how far the tenth of neighbourhoods that fared farthest in that direction went, each against its own half year before; mean of them
    int replicates = 0;
};

/// Resilience of every regime against every shock, on the primary outcomes that have a value by neighbourhood. Before and after in the same
/// world, so what drifts anyway drifts here too: regimes are compared with each other, not with nothing.
[[nodiscard]] std::vector<Resilience> resilience(const Results& results, const Scenario& scenario);

/// Paired differences of every measure against a regime, the first unless named by its position.
[[nodiscard]] std::vector<Difference> paired_differences(const Results& results, const Scenario& scenario, std::size_t reference = 0);

/// Windows over which runs of so many weeks are compared: name and last week; the whole last.
[[nodiscard]] std::vector<std::pair<std::string, int>> windows_of(int last_week);

}  // namespace topsoil
