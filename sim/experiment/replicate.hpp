// One replicate: burn-in once, then every regime from the same branch point, week by week in turn.
#pragma once

#include <memory>

#include "engine/simulation.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

/// Where the runs of a replicate leave their numbers; shared by all jobs, each writing its own cells.
struct ReplicateOutcome {
    std::vector<RunRecord> runs;                            ///< one per regime
    double citizen_weeks = 0;
    std::vector<std::pair<std::string, double>> bytes;      ///< per citizen, by block, of the first regime's world at its end
    bool interrupted = false;
};

/// One of the runs of every regime: a replicate of a draw.
struct RunNumber {
    int draw = 0;       ///< 0 where nothing is drawn
    int replicate = 0;
    int run = 0;        ///< position among the runs of a regime
};

/// Lives one run of the scenario, whose parameters are those of the draw, from `founders` (a settled world is made from a branch of it) and writes into `results`.
/// Throws RunError if an account does not balance.
[[nodiscard]] ReplicateOutcome live_replicate(const Scenario& scenario, World& founders, const RunNumber& number, Team& team, const ExperimentOptions& options, Results& results);

}  // namespace topsoil
