#include "network/reference_kernel.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "base/column.hpp"
#include "network/flat_view.hpp"
#include "network/reference_kernel_rules.hpp"

namespace topsoil {

double RefkRun::advance(int ticks) {
    const auto start = std::chrono::steady_clock::now();
    run_ticks(static_cast<std::uint32_t>(counts_.size()), static_cast<std::uint32_t>(ticks));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    seconds_ += seconds;
    return seconds;
}

RefkResult RefkRun::result() const {
    RefkResult result;
    result.checksum = checksum();
    result.seconds = seconds_;
    result.counts = counts_;
    const auto agent_steps = static_cast<double>(counts_.size()) * agents_;
    if (seconds_ > 0) result.agent_steps_per_s = agent_steps / seconds_;
    std::uint64_t active = 0;
    const std::size_t half = counts_.size() / 2;
    for (std::size_t tick = half; tick < counts_.size(); ++tick) active += counts_[tick][refk::active];
    const auto counted = static_cast<double>(counts_.size() - half) * agents_;
    if (counted > 0) result.mean_active_share = static_cast<double>(active) / counted;
    return result;
}

namespace {

template <class Visit>
void each_edge(std::uint32_t agents, Visit&& visit) {
    for (std::uint32_t i = 0; i < agents; ++i) {
        for (std::uint32_t d = 1; d <= refk::edges_to_each_side; ++d) {
            std::uint32_t j = (i + d) % agents;
            if (refk::draw(refk::rewire, i, d) < refk::rewire_below) {
                const std::uint32_t elsewhere = refk::draw(refk::rewire_target, i, d) % agents;
                if (elsewhere != i) j = elsewhere;
            }
            visit(i, j);
        }
    }
}

}  // namespace

RefkRows refk_rows(std::uint32_t agents) {
    RefkRows rows;
    rows.starts.assign(agents + 1, 0);
    each_edge(agents, [&](std::uint32_t i, std::uint32_t j) {
        ++rows.starts[i + 1];
        ++rows.starts[j + 1];
    });
    for (std::uint32_t i = 0; i < agents; ++i) rows.starts[i + 1] += rows.starts[i];
    rows.targets.resize(rows.starts.back());
    std::vector<std::uint32_t> cursors(rows.starts.begin(), rows.starts.end() - 1);
    each_edge(agents, [&](std::uint32_t i, std::uint32_t j) {
        rows.targets[cursors[i]++] = j;
        rows.targets[cursors[j]++] = i;
    });
    for (std::uint32_t i = 0; i < agents; ++i) {
        std::sort(rows.targets.begin() + rows.starts[i], rows.targets.begin() + rows.starts[i + 1]);
    }
    return rows;
}

namespace {

/// What a world of the kernel holds.
struct RefkWorld {
    Column<std::uint8_t> state;       ///< at the start of the week
    Column<std::uint8_t> next_state;  ///< at its end; the two change places
    Column<std::uint16_t> memory;
    Column<std::uint8_t> threshold;

    [[nodiscard]] RefkWorld branch() {
        return {state.branch(), next_state.branch(), memory.branch(), threshold.branch()};
    }
};

RefkWorld new_world(std::uint32_t agents) {
    RefkWorld world{Column<std::uint8_t>(agents), Column<std::uint8_t>(agents), Column<std::uint16_t>(agents),
                    Column<std::uint8_t>(agents)};
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
        world.state.edit(agent) = refk::first_state(agent);
        world.threshold.edit(agent) = refk::threshold_of(agent);
    }
    return world;
}

class RefkEngine final : public RefkRun {
public:
    RefkEngine(const FounderGraph& graph, bool second_world, Team& team)
        : RefkRun(static_cast<std::uint32_t>(num_vertices(graph))),
          graph_(graph),
          team_(team),
          first_world_(new_world(agents_)),
          second_world_(second_world ? std::optional(first_world_.branch()) : std::nullopt),
          world_(second_world_ ? *second_world_ : first_world_),
          shard_counts_(shards_for(agents_)) {}

private:
    struct alignas(64) ShardCounts {  // a cache line each, so that threads do not write into one another's
        RefkCounts of_state{};
    };

    void run_ticks(std::uint32_t first, std::uint32_t ticks) override {
        for (std::uint32_t tick = first; tick < first + ticks; ++tick) {
            const std::uint8_t* state = view_.of(world_.state);
            team_.for_shards(shard_counts_.size(), [&](std::size_t shard) { run_shard(shard, tick, state); });
            std::swap(world_.state, world_.next_state);
            RefkCounts sum{};
            for (const ShardCounts& counts : shard_counts_) {
                for (std::size_t s = 0; s < sum.size(); ++s) sum[s] += counts.of_state[s];
            }
            counts_.push_back(sum);
        }
    }

    void run_shard(std::size_t shard, std::uint32_t tick, const std::uint8_t* state) {
        const auto first = static_cast<std::uint32_t>(shard * shard_size);
        const std::uint32_t count = std::min(shard_size, agents_ - first);
        const std::uint8_t* threshold = world_.threshold.read(shard);
        std::uint16_t* memory = world_.memory.write(shard);
        std::uint8_t* next = world_.next_state.write(shard);
        const ArcRows graph(graph_);
        RefkCounts counts{};
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t agent = first + i;
            std::uint32_t neighbours = 0;
            const std::uint32_t end = row_end(graph, agent);
            for (std::uint32_t arc = row_begin(graph, agent); arc < end; ++arc) {
                neighbours += refk::counts_as_active(state[target_of(graph, arc)]);
            }
            const std::uint16_t remembered = refk::next_memory(memory[i], neighbours);
            const std::uint8_t after = refk::next_state(state[agent], remembered, threshold[i], neighbours,
                                                        refk::draw(refk::step, tick, agent));
            memory[i] = remembered;
            next[i] = after;
            ++counts[after];
        }
        shard_counts_[shard].of_state = counts;
    }

    [[nodiscard]] std::uint64_t checksum() const override {
        std::uint64_t sum = 0;
        for (std::uint32_t agent = 0; agent < agents_; ++agent) {
            sum += refk::fingerprint(agent, world_.state[agent], world_.memory[agent]);
        }
        return sum;
    }

    const FounderGraph& graph_;
    Team& team_;
    RefkWorld first_world_;
    std::optional<RefkWorld> second_world_;
    RefkWorld& world_;  ///< the one that runs; the other only keeps its pages
    FlatView<std::uint8_t> view_;
    std::vector<ShardCounts> shard_counts_;
};

}  // namespace

std::unique_ptr<RefkRun> refk_engine(const FounderGraph& graph, bool second_world, Team& team) {
    return std::make_unique<RefkEngine>(graph, second_world, team);
}

RefkResult run_refk_engine(const RefkSettings& settings, Team& team) {
    RefkRows rows = refk_rows(settings.agents);
    const FounderGraph graph = graph_from_rows(std::move(rows.starts), std::move(rows.targets));
    const auto run = refk_engine(graph, settings.second_world, team);
    (void)run->advance(settings.ticks);
    return run->result();
}

}  // namespace topsoil
