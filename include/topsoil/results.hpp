// What a run leaves behind: one number per measure, regime, replicate, recorded time and neighbourhood (or population group).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace topsoil {

/// Flows are summed over a recording interval; stocks and shares are taken at its end.
enum class MeasureKind { flow, stock, share };

/// Where the numbers of a measure lie: by neighbourhood, by population group (age band, sex, deprivation fifth, carer status), or by account of the
/// ledger of pounds.
enum class MeasureAxis { neighbourhood, group, account };
[[nodiscard]] std::string_view name_of(MeasureAxis axis);

/// How neighbourhood values make a city value.
enum class Pooling { sum, population_mean, ratio };

/// A measure as declared in its one file in sim/measures.
struct MeasureSpec {
    std::string_view name;       ///< variable name in results.nc: "unmet_hours"
    std::string_view unit;       ///< UDUNITS spelling, "hour", "1", "GBP"
    std::string_view long_name;
    MeasureKind kind;
    Pooling pooling;
    /// For Pooling::ratio: the city value is sum(name) weighted by this measure of the same frame; else empty.
    std::string_view weight;
    std::string_view meaning;    ///< one sentence for dictionary.csv
    bool higher_is_better_known = false;  ///< false where more is neither good nor bad
    MeasureAxis axis = MeasureAxis::neighbourhood;
};

[[nodiscard]] const std::vector<MeasureSpec>& measure_catalogue();

/// Identity and cost of one run (one regime, one replicate).
struct RunRecord {
    std::string run_id;          ///< hash of resolved scenario, regime, replicate, model version
    std::string regime;
    int replicate = 0;
    std::uint64_t seed = 0;
    std::string digest;          ///< 16 hex digits of the state at the end
    double wall_seconds = 0;
    std::string status;          ///< "done", "failed: ..."
    int draw = 0;                ///< of the contested parameters; 0 where none are drawn
};

/// The people who lived in the city when the regimes parted, in the reference world and in another, at one recorded time. Whoever has
/// left the city by then in either of the two is not among them; who died counts as nothing from then on.
struct CohortSum {
    double people = 0;
    double utility_reference = 0, utility_other = 0;            ///< sums of health-related utility
    double satisfaction_reference = 0, satisfaction_other = 0;  ///< sums of life satisfaction, 0-10, of people of sixteen and over
};

/// The same people one by one: how many fare better or worse in the other world than in the reference, death being nothing.
struct CohortCount {
    double people = 0, better = 0, worse = 0;
    double died_only_in_reference = 0, died_only_in_other = 0;  ///< these are among the better and the worse
    double left = 0;                                            ///< have left the city in either world: not among the people
};

/// What the people of the cohort are compared on, one by one.
enum class CohortOutcome : std::size_t { utility, satisfaction, count_ };
inline constexpr std::size_t cohort_outcomes = static_cast<std::size_t>(CohortOutcome::count_);

/// The numbers of an experiment. `values[m]` is dense, row-major: [regime][run][time][place of the axis]; NaN where a run is missing.
/// The runs of a regime are its replicates, draw by draw.
struct Results {
    std::vector<std::string> regimes;         ///< slugs
    int replicates = 0;                       ///< of each draw
    int draws = 1;                            ///< of the contested parameters; 1: none drawn
    std::vector<int> weeks;                   ///< weeks since the end of burn-in, at the end of each recording interval
    int start_year = 2026;
    std::vector<std::string> neighbourhoods;  ///< names
    std::vector<std::string> neighbourhood_ids;
    std::vector<std::string> groups;          ///< labels of population groups: "age 65-79", "carers" ...
    std::vector<std::string> accounts;        ///< names of accounts: "council", "care wages" ...
    std::vector<std::vector<double>> values;  ///< one entry per measure of measure_catalogue()
    std::vector<RunRecord> runs;
    std::vector<int> cohort_weeks;            ///< when the cohort is compared one by one: after one year, three, and all
    std::vector<CohortSum> cohort_sums;       ///< [regime but the first][run][time]
    std::vector<CohortCount> cohort_counts;   ///< [regime but the first][run][cohort week][CohortOutcome][everybody, then `groups` as they were when regimes parted]

    [[nodiscard]] std::size_t axis_size(std::size_t measure) const;
    /// Runs of one regime.
    [[nodiscard]] int runs_of_regime() const { return draws * replicates; }
    [[nodiscard]] std::size_t index(std::size_t measure, std::size_t regime, std::size_t run, std::size_t time) const;
    /// `regime` from 1 on.
    [[nodiscard]] std::size_t cohort_sum_index(std::size_t regime, std::size_t run, std::size_t time) const;
    [[nodiscard]] std::size_t cohort_count_index(std::size_t regime, std::size_t run, std::size_t week, CohortOutcome outcome, std::size_t group) const;
};

}  // namespace topsoil
