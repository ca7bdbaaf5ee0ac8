// What a week of the whole model costs, beside the reference loop written by hand in the same run.
#pragma once

#include <string>
#include <vector>

#include "engine/simulation.hpp"
#include "topsoil/experiment.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

struct WeekBench {
    struct Cost {
        std::string what;       ///< a process, "luck lists", "checks" or "recording"
        double milliseconds;    ///< a world-week, mean over all weeks and worlds
        double touches;         ///< records looked at, a world-week; not counted of checks and recording
    };
    std::vector<Cost> costs;
    int jobs = 0;               ///< replicates lived side by side, one thread each
    int world_weeks = 0;        ///< lived in all
    double city_seconds = 0;
    double seconds = 0;         ///< of living, checking and recording; the hand loop's time and the making of the city left out
    double citizen_weeks_per_s = 0;
    double hand_steps_per_s = 0;
    double ratio = 0;           ///< of the two: the median over pieces of a quarter of a year, so that a busy machine slows both alike
};

/// Lives burn-in and `weeks` of every regime, with checks and recording as an experiment has them, in `threads` replicates side by side;
/// after each quarter of a year the hand loop runs on as many threads for a moment.
[[nodiscard]] WeekBench bench_weeks(const Scenario& scenario, int threads, int weeks, Progress* progress = nullptr);

}  // namespace topsoil
