// The reference kernel on the engine's graph, columns and team, with the loop by hand beside it in the same run.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "network/reference_kernel.hpp"

using namespace topsoil;

namespace {

constexpr int ticks_per_piece = 26;

/// Each iteration times one piece of the engine's run; the hand loop's piece beside it goes into the ratio.
void refk(benchmark::State& state) {
    const int threads = static_cast<int>(state.range(0));
    const bool second_world = state.range(1) != 0;
    const RefkRows rows = refk_rows(refk_standard_agents);
    RefkRows copy = rows;
    const FounderGraph graph = graph_from_rows(std::move(copy.starts), std::move(copy.targets));
    Team team(threads);
    const auto engine = refk_engine(graph, second_world, team);
    const auto hand = refk_hand(rows, threads);
    std::vector<double> ratios;
    double seconds = 0;
    for (auto _ : state) {
        const double by_engine = engine->advance(ticks_per_piece);
        ratios.push_back(hand->advance(ticks_per_piece) / by_engine);
        seconds += by_engine;
        state.SetIterationTime(by_engine);
    }
    std::sort(ratios.begin(), ratios.end());
    state.counters["agent_steps_per_s"] =
        static_cast<double>(ratios.size()) * ticks_per_piece * refk_standard_agents / seconds;
    state.counters["ratio_to_hand_loop"] = ratios[ratios.size() / 2];
}

void sizes(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "second_world"});
    std::vector<int> thread_counts{1};
    if (Team::available_threads() > 1) thread_counts.push_back(Team::available_threads());
    for (const int threads : thread_counts) {
        for (const int second_world : {0, 1}) benchmark->Args({threads, second_world});
    }
}
BENCHMARK(refk)->Apply(sizes)->Iterations(20)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
