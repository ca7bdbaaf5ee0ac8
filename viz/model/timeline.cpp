#include "viz/model/timeline.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace topsoil::viz {

namespace {

constexpr int weeks_between_snapshots = 48;  // so many are lived again in two seconds

}  // namespace

Timeline::Timeline(const Scenario& scenario, int threads, int replicate, const std::filesystem::path& store) : Timeline(scenario, threads, PartingStore(store, scenario, replicate)) {}

Timeline::Timeline(const Scenario& scenario, int threads, PartingStore store) : Timeline(scenario, store.open(scenario, threads), std::move(store)) {}

Timeline::Timeline(const Scenario& scenario, OpenedCity opened, PartingStore&& store) : store_(std::move(store)), city_(std::move(opened.city)), interval_(scenario.record_every_weeks), frames_(std::move(opened.frames)) {
    keep_snapshot();
}

void Timeline::step() {
    const bool decided_now = std::any_of(actions_.begin(), actions_.end(), [this](const LiveAction& action) { return action.week == week(); });
    if (decided_now) keep_snapshot();  // so that taking a decision back costs no long way
    act_if_due(city_, actions_);
    if (to_come_.empty()) {
        frames_.push_back(city_.step());
    } else {
        frames_.push_back(to_come_.front());
        city_.step_again(to_come_.front());
        to_come_.erase(to_come_.begin());
    }
    if (burning_in()) return;
    if (auto parting = city_.take_parting()) store_.keep(std::move(parting), frames_);
    target_ = std::max(target_, week());
    if (snapshots_.empty() || week() - snapshots_.rbegin()->first >= weeks_between_snapshots) keep_snapshot();
}

bool Timeline::decide(LiveAction action) {
    if (burning_in()) return false;
    action.week = week();
    to_come_.clear();
    actions_.push_back(std::move(action));
    undone_.clear();
    return true;
}

void Timeline::schedule(const std::vector<LiveAction>& actions) {
    to_come_.clear();
    for (const LiveAction& action : actions) {
        if (action.week >= week()) actions_.push_back(action);
    }
    std::stable_sort(actions_.begin(), actions_.end(), [](const LiveAction& a, const LiveAction& b) { return a.week < b.week; });
}

void Timeline::undo() {
    if (actions_.empty()) return;
    undone_.push_back(std::move(actions_.back()));
    actions_.pop_back();
    go_back_to(undone_.back().week);
}

void Timeline::redo() {
    if (undone_.empty()) return;
    const int week = undone_.back().week;
    actions_.push_back(std::move(undone_.back()));
    undone_.pop_back();
    go_back_to(week);
}

void Timeline::fork(int week) {
    if (burning_in()) return;
    week = std::clamp(week / interval_ * interval_, 0, this->week());
    std::erase_if(actions_, [week](const LiveAction& action) { return action.week >= week; });
    undone_.clear();
    go_back_to(week);
    target_ = week;
}

/// Takes up the last snapshot of that week or before; nothing to do where nothing after it has been lived. What was so until that week will be
/// so again.
void Timeline::go_back_to(int week) {
    std::erase_if(to_come_, [&](const auto& frame) { return frame->week > week; });
    if (this->week() <= week) return;
    target_ = std::max(target_, this->week());
    const auto point = std::prev(snapshots_.upper_bound(week));
    city_.restore(*point->second);
    Frames again;
    for (const auto& frame : frames_) {
        if (frame->week > city_.week() && frame->week <= week) again.push_back(frame);
    }
    to_come_.insert(to_come_.begin(), again.begin(), again.end());
    std::erase_if(frames_, [&](const auto& frame) { return frame->week > city_.week(); });
    snapshots_.erase(std::next(point), snapshots_.end());
}

void Timeline::keep_snapshot() {
    if (burning_in() || snapshots_.contains(week())) return;
    snapshots_[week()] = city_.snapshot();
    thin_snapshots();
}

/// Drops the snapshot whose absence leaves the shortest gap; the first and the last stay.
void Timeline::thin_snapshots() {
    const std::size_t most = std::clamp<std::size_t>(snapshot_budget_bytes / city_.snapshot_bytes(), 3, 60);
    while (snapshots_.size() > most) {
        auto least = snapshots_.end();
        int shortest = std::numeric_limits<int>::max();
        for (auto at = std::next(snapshots_.begin()); std::next(at) != snapshots_.end(); ++at) {
            const int gap = std::next(at)->first - std::prev(at)->first;
            if (gap < shortest) {
                shortest = gap;
                least = at;
            }
        }
        snapshots_.erase(least);
    }
}

std::unique_ptr<LiveCity> Timeline::copy_from(int week, int threads) {
    const auto after = snapshots_.upper_bound(week);
    return after == snapshots_.begin() ? nullptr : std::make_unique<LiveCity>(city_.copy_of(*std::prev(after)->second, threads));
}

}  // namespace topsoil::viz
