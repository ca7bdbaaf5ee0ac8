// The pace of this machine at this moment: times on shared machines vary by a factor of two, their ratios to the
// reference kernel do not.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>

#include "network/reference_kernel.hpp"

namespace topsoil {

/// Seconds that one agent-step of the reference kernel's hand loop takes on one thread; measured once per program,
/// about a second.
inline double refk_seconds_per_step() {
    static const double pace = [] {
        const RefkRows rows = refk_rows(refk_standard_agents);
        const auto hand = refk_hand(rows, 1);
        constexpr int ticks = 20;
        (void)hand->advance(ticks);  // the contagion takes some weeks to reach its usual pace
        double best = hand->advance(ticks);
        for (int again = 0; again < 3; ++again) best = std::min(best, hand->advance(ticks));
        return best / ticks / refk_standard_agents;
    }();
    return pace;
}

/// Reports nanoseconds per item and the same in agent-steps of the reference kernel, for `items` in each iteration.
inline void report_per_item(benchmark::State& state, double items) {
    const double all = items * static_cast<double>(state.iterations());
    // An inverted rate is seconds per item; the second is scaled so that it comes out in agent-steps.
    state.counters["per_item"] = benchmark::Counter(all, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["refk_steps"] =
        benchmark::Counter(all * refk_seconds_per_step(), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace topsoil
