// What a run will take, told before it starts.
#pragma once

#include <cstdint>

#include "topsoil/scenario.hpp"

namespace topsoil::cli {

/// Rough, from the size of the scenario alone.
struct Estimate {
    int runs = 0;                   ///< regimes x replicates
    std::uint64_t world_weeks = 0;  ///< burn-ins included
    int threads = 1;
    double seconds = 0;
    double memory_bytes = 0;
    double disk_bytes = 0;
};

/// `threads` 0: all that the process may use; `until_week` -1: the scenario's weeks.
[[nodiscard]] Estimate estimate_of(const Scenario& scenario, int threads, int until_week);

}  // namespace topsoil::cli
