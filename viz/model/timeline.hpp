// What has been lived and decided so far: frames of every recorded week, decisions in order, points to come back to. No thread of
// its own and no drawing; session.hpp gives it a thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <vector>

#include "topsoil/live.hpp"
#include "viz/model/parting_store.hpp"

namespace topsoil::viz {

using Frames = LiveFrames;

/// How many snapshots may be held: about this much memory when every world has changed throughout.
inline constexpr std::size_t snapshot_budget_bytes = 2'000'000'000;

class Timeline {
public:
    /// Begins at the parting where `store`, a folder, has this burn-in; otherwise lives it and leaves it there. Empty: no store.
    Timeline(const Scenario& scenario, int threads, int replicate = 0, const std::filesystem::path& store = {});

    /// Lives one recorded step, with the decisions that fall due before it.
    void step();
    /// Where the present is; negative in burn-in.
    [[nodiscard]] int week() const { return city_.week(); }
    [[nodiscard]] bool burning_in() const { return city_.burning_in(); }
    /// Where living should go on to before anybody is asked again: ahead of week() after a change of the past.
    [[nodiscard]] int target() const { return target_; }
    [[nodiscard]] bool catching_up() const { return !burning_in() && week() < target_; }

    [[nodiscard]] const Frames& frames() const { return frames_; }
    [[nodiscard]] const std::vector<LiveAction>& actions() const { return actions_; }
    [[nodiscard]] bool can_undo() const { return !actions_.empty(); }
    [[nodiscard]] bool can_redo() const { return !undone_.empty(); }

    /// A decision of now; its week is set to the present. Returns false while the burn-in lasts.
    bool decide(LiveAction action);
    /// Decisions for weeks to come, each with its own week.
    void schedule(const std::vector<LiveAction>& actions);
    /// Takes the last decision back, or makes it again in its own week; what came after is lived anew.
    void undo();
    void redo();
    /// The present becomes that recorded week: later decisions and frames are dropped.
    void fork(int week);

    [[nodiscard]] const LiveCity& city() const { return city_; }
    /// A city as it was at the last snapshot of that week or before, for another thread to live on; null in burn-in.
    [[nodiscard]] std::unique_ptr<LiveCity> copy_from(int week, int threads);
    [[nodiscard]] std::size_t snapshots() const { return snapshots_.size(); }

private:
    Timeline(const Scenario& scenario, int threads, PartingStore store);
    Timeline(const Scenario& scenario, OpenedCity opened, PartingStore&& store);
    void go_back_to(int week);
    void keep_snapshot();
    void thin_snapshots();

    PartingStore store_;
    LiveCity city_;
    int interval_;
    Frames frames_;
    Frames to_come_;  ///< of weeks that have been lived before and are being lived again with the same decisions
    std::vector<LiveAction> actions_, undone_;
    std::map<int, std::shared_ptr<LiveCity::Snapshot>> snapshots_;  ///< by week; that of week 0 is never dropped
    int target_ = 0;
};

}  // namespace topsoil::viz
