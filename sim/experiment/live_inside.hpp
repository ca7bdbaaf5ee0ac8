// What a live city is made of; known to live*.cpp alone.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "engine/recorder.hpp"
#include "engine/simulation.hpp"
#include "topsoil/live.hpp"

namespace topsoil {

/// One world with the regimes that the arms of its plan stand for.
struct LiveWorld {
    std::unique_ptr<Simulation> simulation;
    std::vector<std::size_t> regimes;  ///< by arm: index in Scenario::regimes, or their number for rules that none of them names
    LastRecord last;                   ///< what pounds are counted from
    std::unique_ptr<Recorder> recorder;  ///< from the first step on: what it needs in memory is some megabytes
};

/// The threads of a live city: all of them for the one city of the burn-in; after it the worlds live side by side, each with its share.
/// In turn, the threads of both would wait wherever in a week one thing follows another.
class LiveTeams {
public:
    explicit LiveTeams(int threads) : all_(threads) {
        for (auto& share : shares_) share = std::make_unique<Team>(std::max(1, threads / static_cast<int>(live_worlds)));
    }
    [[nodiscard]] Team& all() { return all_; }
    [[nodiscard]] Team& of_world(std::size_t world) { return *shares_[world]; }

private:
    Team all_;
    std::array<std::unique_ptr<Team>, live_worlds> shares_;
};

struct LiveCity::Inside {
    Scenario scenario;
    int replicate = 0;
    std::uint64_t seed = 0;
    std::unique_ptr<LiveTeams> teams;
    std::vector<LiveWorld> worlds;     ///< one in burn-in, two after it
    std::shared_ptr<const LiveFrame> frame;
    std::shared_ptr<Parting> parting;  ///< until it is taken or the first week after it is lived

    [[nodiscard]] const World& world(std::size_t index) const { return worlds[worlds.size() == 1 ? 0 : index].simulation->world(); }
    [[nodiscard]] bool burning_in() const { return worlds.size() == 1; }
    [[nodiscard]] const LastRecord& last(std::size_t index) const { return worlds[worlds.size() == 1 ? 0 : index].last; }
};

struct LiveCity::Parting {
    World world;
    std::string identity;              ///< run id of the status quo
};

struct LiveCity::Snapshot {
    struct Held {
        World world;
        LeverPlan plan;
        std::vector<std::size_t> regimes;
        LastRecord last;
    };
    std::vector<Held> worlds;
    std::shared_ptr<const LiveFrame> frame;
    int week = 0;
};

/// As an experiment makes it: weeks of shocks are counted from the parting.
[[nodiscard]] std::unique_ptr<Simulation> make_live_simulation(const Scenario& scenario, World&& world, const LeverPlan& plan, std::uint64_t seed, Team& team);
[[nodiscard]] LastRecord record_of(const World& world);

}  // namespace topsoil
