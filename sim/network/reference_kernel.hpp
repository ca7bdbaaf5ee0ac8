// REFK-1, the reference kernel: the same small contagion on the same graph, integers only, so that any engine can be
// timed on identical work. Run here on the engine's own graph, columns and team, and beside it as a loop written by
// hand on plain arrays; what the first loses against the second is what the engine costs.
//
// Every week each of N agents (susceptible, active or resting) counts the active among its neighbours, remembers that
// count with decay, and moves on by one keyed random number. See reference_kernel_rules.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/parallel.hpp"
#include "network/graph.hpp"

namespace topsoil {

inline constexpr std::uint32_t refk_standard_agents = 600'000;
inline constexpr int refk_standard_ticks = 520;
inline constexpr std::uint64_t refk_known_checksum = 0x473dec2525819999ULL;  ///< for the standard size
inline constexpr double refk_known_active_share = 0.09563;  ///< for the standard size, to five decimals

struct RefkSettings {
    std::uint32_t agents = refk_standard_agents;
    int ticks = refk_standard_ticks;
    /// Run in a second world, branched from the first, whose pages no longer lie in one piece. Engine only; the same
    /// bits.
    bool second_world = false;
};

/// Agents that are susceptible, active and resting after one tick.
using RefkCounts = std::array<std::uint32_t, 3>;

struct RefkResult {
    std::uint64_t checksum = 0;
    double mean_active_share = 0;  ///< over the second half of the ticks
    double seconds = 0;            ///< wall time of the ticks alone
    double agent_steps_per_s = 0;
    std::vector<RefkCounts> counts;  ///< one entry per tick
};

/// A run of the kernel that is advanced in pieces, so that two can be timed side by side.
class RefkRun {
public:
    virtual ~RefkRun() = default;
    /// Advances by `ticks` weeks and returns the wall time they took, in seconds.
    double advance(int ticks);
    [[nodiscard]] RefkResult result() const;

protected:
    explicit RefkRun(std::uint32_t agents) : agents_(agents) {}
    /// Computes the weeks [first, first + ticks) and appends their counts to counts_.
    virtual void run_ticks(std::uint32_t first, std::uint32_t ticks) = 0;
    [[nodiscard]] virtual std::uint64_t checksum() const = 0;

    std::uint32_t agents_;
    std::vector<RefkCounts> counts_;

private:
    double seconds_ = 0;
};

/// The rows of the kernel's graph: what graph_from_rows takes.
struct RefkRows {
    std::vector<std::uint32_t> starts;
    std::vector<std::uint32_t> targets;
};
[[nodiscard]] RefkRows refk_rows(std::uint32_t agents);

/// On the engine's graph, columns and team, all of which the run refers to but the columns.
[[nodiscard]] std::unique_ptr<RefkRun> refk_engine(const FounderGraph& graph, bool second_world, Team& team);
/// On plain arrays and threads of its own, knowing nothing of shards, pages and worlds. Keeps a reference to the rows.
[[nodiscard]] std::unique_ptr<RefkRun> refk_hand(const RefkRows& rows, int threads);

[[nodiscard]] RefkResult run_refk_engine(const RefkSettings& settings, Team& team);
[[nodiscard]] RefkResult run_refk_hand(const RefkSettings& settings, int threads);

/// Both, a few weeks of one and then of the other, so that a busy machine slows both alike.
struct RefkComparison {
    RefkResult engine;
    RefkResult hand;
    double ratio = 0;  ///< speed of the engine over speed of the loop by hand: the median over the pieces
};
[[nodiscard]] RefkComparison compare_refk(const RefkSettings& settings, int threads);

/// Runs the comparison at standard size and prints it, as one line of JSON or as a table, to standard output; about 10
/// s. Returns 0 if both give the known answer, 1 if not.
[[nodiscard]] int bench_refk(bool json, int threads);

}  // namespace topsoil
