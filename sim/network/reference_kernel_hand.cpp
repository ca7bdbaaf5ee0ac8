// The loop that the engine is measured against: what one would write for this kernel and nothing else.
#include <algorithm>
#include <atomic>
#include <barrier>
#include <thread>
#include <utility>

#include "network/reference_kernel.hpp"
#include "network/reference_kernel_rules.hpp"

namespace topsoil {

namespace {

class RefkHand final : public RefkRun {
public:
    RefkHand(const RefkRows& rows, int threads)
        : RefkRun(static_cast<std::uint32_t>(rows.starts.size() - 1)),
          rows_(rows),
          threads_(std::max(1, threads)),
          state_(agents_),
          next_(agents_),
          threshold_(agents_),
          memory_(agents_, 0) {
        for (std::uint32_t agent = 0; agent < agents_; ++agent) {
            state_[agent] = refk::first_state(agent);
            threshold_[agent] = refk::threshold_of(agent);
        }
    }

private:
    static constexpr std::uint32_t chunk = 4'096;  ///< agents that a thread takes at a time

    void run_ticks(std::uint32_t first, std::uint32_t ticks) override {
        std::atomic<std::uint32_t> next_chunk{0};
        std::array<std::atomic<std::uint32_t>, 3> tally{};
        std::barrier week_over(threads_, [&]() noexcept {
            state_.swap(next_);
            counts_.push_back({tally[0].exchange(0), tally[1].exchange(0), tally[2].exchange(0)});
            next_chunk.store(0);
        });
        counts_.reserve(counts_.size() + ticks);
        const auto work = [&] {
            for (std::uint32_t tick = first; tick < first + ticks; ++tick) {
                RefkCounts counts{};
                for (;;) {
                    const std::uint32_t begin = next_chunk.fetch_add(chunk);
                    if (begin >= agents_) break;
                    run_chunk(begin, std::min(begin + chunk, agents_), tick, counts);
                }
                for (std::size_t s = 0; s < counts.size(); ++s) tally[s] += counts[s];
                week_over.arrive_and_wait();
            }
        };
        std::vector<std::jthread> others;
        for (int thread = 1; thread < threads_; ++thread) others.emplace_back(work);
        work();
    }

    void run_chunk(std::uint32_t begin, std::uint32_t end, std::uint32_t tick, RefkCounts& counts) {
        const std::uint32_t* starts = rows_.starts.data();
        const std::uint32_t* targets = rows_.targets.data();
        const std::uint8_t* state = state_.data();
        const std::uint8_t* threshold = threshold_.data();
        std::uint8_t* next = next_.data();
        std::uint16_t* memory = memory_.data();
        RefkCounts local{};
        for (std::uint32_t agent = begin; agent < end; ++agent) {
            std::uint32_t neighbours = 0;
            const std::uint32_t row_end = starts[agent + 1];
            for (std::uint32_t arc = starts[agent]; arc < row_end; ++arc) {
                neighbours += refk::counts_as_active(state[targets[arc]]);
            }
            const std::uint16_t remembered = refk::next_memory(memory[agent], neighbours);
            const std::uint8_t after = refk::next_state(state[agent], remembered, threshold[agent], neighbours,
                                                        refk::draw(refk::step, tick, agent));
            memory[agent] = remembered;
            next[agent] = after;
            ++local[after];
        }
        for (std::size_t s = 0; s < counts.size(); ++s) counts[s] += local[s];
    }

    [[nodiscard]] std::uint64_t checksum() const override {
        std::uint64_t sum = 0;
        for (std::uint32_t agent = 0; agent < agents_; ++agent) {
            sum += refk::fingerprint(agent, state_[agent], memory_[agent]);
        }
        return sum;
    }

    const RefkRows& rows_;
    int threads_;
    std::vector<std::uint8_t> state_;
    std::vector<std::uint8_t> next_;
    std::vector<std::uint8_t> threshold_;
    std::vector<std::uint16_t> memory_;
};

}  // namespace

std::unique_ptr<RefkRun> refk_hand(const RefkRows& rows, int threads) {
    return std::make_unique<RefkHand>(rows, threads);
}

RefkResult run_refk_hand(const RefkSettings& settings, int threads) {
    const RefkRows rows = refk_rows(settings.agents);
    const auto run = refk_hand(rows, threads);
    (void)run->advance(settings.ticks);
    return run->result();
}

}  // namespace topsoil
