// What the engine's loops are made of: blocks of chance, reads of a column, arcs of the graph.
#include <benchmark/benchmark.h>

#include <vector>

#include "base/column.hpp"
#include "base/philox.hpp"
#include "network/graph.hpp"
#include "reference_pace.hpp"

using namespace topsoil;

namespace {

constexpr Purpose bench_purpose{"benchmark"};

using BlocksFunction = decltype(&blocks);

void chance(benchmark::State& state, BlocksFunction make) {
    std::vector<Key> keys(shard_size);
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = mix64(i);
    std::vector<std::uint32_t> word[4];
    for (auto& w : word) w.resize(shard_size);
    Week week = 0;
    for (auto _ : state) {
        make(1, bench_purpose, keys.data(), keys.size(), week++ % 1000, 0, word[0].data(), word[1].data(),
             word[2].data(), word[3].data());
        benchmark::DoNotOptimize(word[3].data());
        benchmark::ClobberMemory();
    }
    report_per_item(state, shard_size);
}
BENCHMARK_CAPTURE(chance, a_shard_at_once, &blocks);
BENCHMARK_CAPTURE(chance, plain, &blocks_plain);

// 128 MB: larger than any cache, like the state of a city's ties.
constexpr std::uint32_t wide_slots = 1U << 25;
constexpr std::uint32_t reads = 1U << 16;

const Column<std::uint32_t>& wide_column() {
    static const Column<std::uint32_t> column = [] {
        Column<std::uint32_t> made(wide_slots);
        for (std::uint32_t slot = 0; slot < wide_slots; ++slot)
            made.edit(slot) = static_cast<std::uint32_t>(mix64(slot));
        return made;
    }();
    return column;
}

void column_read_in_order(benchmark::State& state) {
    const Column<std::uint32_t>& column = wide_column();
    for (auto _ : state) {
        std::uint64_t sum = 0;
        for (std::size_t page = 0; page < column.pages(); ++page) {
            const std::uint32_t* values = column.read(page);
            for (std::uint32_t i = 0; i < shard_size; ++i) sum += values[i];
        }
        benchmark::DoNotOptimize(sum);
    }
    report_per_item(state, wide_slots);
}
BENCHMARK(column_read_in_order);

/// Each read waits for the one before it: asking one tie, then deciding which to ask next.
void column_read_alone(benchmark::State& state) {
    const Column<std::uint32_t>& column = wide_column();
    std::uint32_t value = 1;
    for (auto _ : state) {
        for (std::uint32_t i = 0; i < reads; ++i) value = column[(value + i) % wide_slots];
        benchmark::DoNotOptimize(value);
    }
    report_per_item(state, reads);
}
BENCHMARK(column_read_alone);

/// The same number of reads, fetched ahead in batches of so many.
void column_read_in_batches(benchmark::State& state) {
    const Column<std::uint32_t>& column = wide_column();
    const auto batch = static_cast<std::uint32_t>(state.range(0));
    std::vector<std::uint32_t> slots(reads);
    std::uint64_t round = 0;
    for (auto _ : state) {
        state.PauseTiming();
        ++round;
        for (std::uint32_t i = 0; i < reads; ++i)
            slots[i] = static_cast<std::uint32_t>(mix64(round << 32 | i) % wide_slots);
        state.ResumeTiming();
        std::uint64_t sum = 0;
        for (std::uint32_t begin = 0; begin < reads; begin += batch) {
            for (std::uint32_t i = begin; i < begin + batch; ++i) column.prefetch(slots[i]);
            for (std::uint32_t i = begin; i < begin + batch; ++i) sum += column[slots[i]];
        }
        benchmark::DoNotOptimize(sum);
    }
    report_per_item(state, reads);
}
BENCHMARK(column_read_in_batches)->Arg(16)->Arg(64)->Arg(256);

const FounderGraph& refk_graph() {
    static const FounderGraph graph = [] {
        RefkRows rows = refk_rows(refk_standard_agents);
        return graph_from_rows(std::move(rows.starts), std::move(rows.targets));
    }();
    return graph;
}

/// Calls visit(target) along all arcs through `rows`: the graph itself, or pointers of one's own.
template <class Rows, class Visit>
void along_rows(const Rows& rows, Visit&& visit) {
    for (std::uint32_t v = 0; v < refk_standard_agents; ++v) {
        const std::uint32_t end = row_end(rows, v);
        for (std::uint32_t arc = row_begin(rows, v); arc < end; ++arc) visit(target_of(rows, arc));
    }
}

void arcs(benchmark::State& state, void (*walk)(const FounderGraph&, std::uint64_t&)) {
    const FounderGraph& graph = refk_graph();
    for (auto _ : state) {
        std::uint64_t sum = 0;
        walk(graph, sum);
        benchmark::DoNotOptimize(sum);
    }
    report_per_item(state, static_cast<double>(num_edges(graph)));
}
BENCHMARK_CAPTURE(arcs, by_plain_reads, [](const FounderGraph& graph, std::uint64_t& sum) {
    along_rows(graph, [&](std::uint32_t target) { sum += target; });
});
BENCHMARK_CAPTURE(arcs, by_own_pointers, [](const FounderGraph& graph, std::uint64_t& sum) {
    along_rows(ArcRows(graph), [&](std::uint32_t target) { sum += target; });
});
BENCHMARK_CAPTURE(arcs, by_raw_arrays, [](const FounderGraph& graph, std::uint64_t& sum) {
    const std::uint32_t* starts = graph.m_forward.m_rowstart.data();
    const std::uint32_t* targets = graph.m_forward.m_column.data();
    for (std::uint32_t v = 0; v < refk_standard_agents; ++v) {
        for (std::uint32_t arc = starts[v]; arc < starts[v + 1]; ++arc) sum += targets[arc];
    }
});
BENCHMARK_CAPTURE(arcs, by_boost_out_edges, [](const FounderGraph& graph, std::uint64_t& sum) {
    for (std::uint32_t v = 0; v < refk_standard_agents; ++v) {
        for (auto [arc, end] = out_edges(v, graph); arc != end; ++arc) sum += target(*arc, graph);
    }
});

}  // namespace

BENCHMARK_MAIN();
