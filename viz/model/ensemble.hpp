// The same decisions under other luck: further replicates, lived in the background while people talk.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "viz/model/timeline.hpp"

namespace topsoil::viz {

/// Frames of each further replicate, as far as it has come.
struct EnsembleSummary {
    std::vector<Frames> replicates;
};

class Ensemble {
public:
    /// `store`: folder of burn-ins that have been lived; empty: none.
    Ensemble(const Scenario& scenario, int replicates, std::filesystem::path store = {});
    ~Ensemble();
    Ensemble(const Ensemble&) = delete;
    Ensemble& operator=(const Ensemble&) = delete;

    /// Where the session is and what has been decided; other decisions make every replicate begin again at the parting.
    void follow(const std::vector<LiveAction>& actions, int week);
    /// While the session lives weeks of a large city itself, the ensemble leaves it the processor.
    void give_way(bool busy);
    [[nodiscard]] std::shared_ptr<const EnsembleSummary> summary() const;

private:
    struct Member {
        std::optional<PartingStore> store;
        std::unique_ptr<LiveCity> city;
        std::shared_ptr<LiveCity::Snapshot> start;  ///< the moment of parting
        Frames frames;
        int script = 0;                             ///< of which decisions
    };
    void live();
    void live_step(Member& member, std::size_t index);
    void publish();

    Scenario scenario_;
    std::filesystem::path store_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<LiveAction> actions_;
    int week_ = -1'000'000;
    int script_ = 0;
    bool busy_ = false;
    std::atomic<bool> over_{false};
    std::shared_ptr<const EnsembleSummary> summary_ = std::make_shared<EnsembleSummary>();
    std::vector<Member> members_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace topsoil::viz
