// How somebody has fared: nobody's past is written down in advance, so weeks are lived again, on copies and by a thread beside.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "viz/model/timeline.hpp"

namespace topsoil::viz {

/// Somebody's life in both worlds, at each recorded week of some time that ends with the last that has been lived.
struct LifeStory {
    std::uint64_t key = 0;
    std::vector<int> weeks;
    std::array<std::vector<LivePerson>, live_worlds> states;  ///< one for each week

    /// Adds a week later than all it has; others are left out.
    void add(int week, const LivePerson& first, const LivePerson& second);
};

/// Tells the last months first, then the last year, both by all threads there are, and then everything since the worlds parted, by one.
class Teller {
public:
    /// `heard` is called, by another thread, whenever there is something to take.
    Teller(int threads, std::function<void()> heard) : threads_(threads), heard_(std::move(heard)) {}
    ~Teller() { stop(); }
    Teller(const Teller&) = delete;
    Teller& operator=(const Teller&) = delete;

    /// Sets out to tell of this person until now; what was being told before is told no more.
    void begin(Timeline& timeline, std::uint64_t key);
    void stop();

    struct Told {
        std::shared_ptr<LifeStory> story;  ///< null: nothing new
        bool whole = false;                ///< since the parting, no longer of late alone
    };
    /// What has been found out since this was last asked.
    [[nodiscard]] Told take();
    [[nodiscard]] bool has_news() const;
    /// Somebody waits to hear of the last year: what has time had better wait.
    [[nodiscard]] bool in_haste() const;

private:
    /// Weeks to be lived again, from where a city stands.
    struct Part {
        std::shared_ptr<LiveCity> city;
        bool in_haste;
    };
    void tell_all(std::vector<Part> parts, std::uint64_t key, int until, const std::vector<LiveAction>& actions, const std::stop_token& stop);
    void hand_over(std::shared_ptr<LifeStory> story, bool whole, bool in_haste);

    int threads_;
    std::function<void()> heard_;
    mutable std::mutex mutex_;
    Told told_;
    bool in_haste_ = false;
    std::jthread thread_;
};

}  // namespace topsoil::viz
