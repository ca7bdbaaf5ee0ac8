// What a run leaves behind: one number per measure, regime, replicate, recorded time and neighbourhood (or population group).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace topsoil {

/// Flows are summed over a recording interval; stocks and shares are taken at its end.
enum class MeasureKind { flow, stock, share };

/// Where the numbers of a measure lie: by neighbourhood, or by population group (age band, sex, deprivation fifth, carer status).
enum class MeasureAxis { neighbourhood, group };

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
};

/// The numbers of an experiment. `values[m]` is dense, row-major: [regime][replicate][time][place of the axis]; NaN where a run is missing.
struct Results {
    std::vector<std::string> regimes;         ///< slugs
    int replicates = 0;
    std::vector<int> weeks;                   ///< weeks since the end of burn-in, at the end of each recording interval
    int start_year = 2026;
    std::vector<std::string> neighbourhoods;  ///< names
    std::vector<std::string> neighbourhood_ids;
    std::vector<std::string> groups;          ///< labels of population groups: "age 65-79", "carers" ...
    std::vector<std::vector<double>> values;  ///< one entry per measure of measure_catalogue()
    std::vector<RunRecord> runs;

    [[nodiscard]] std::size_t axis_size(std::size_t measure) const;
    [[nodiscard]] std::size_t index(std::size_t measure, std::size_t regime, std::size_t replicate, std::size_t time) const;
};

}  // namespace topsoil
