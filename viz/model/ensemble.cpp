#include "viz/model/ensemble.hpp"

#include <algorithm>

namespace topsoil::viz {

namespace {

constexpr int people_that_need_the_processor = 50'000;

}  // namespace

Ensemble::Ensemble(const Scenario& scenario, int replicates, std::filesystem::path store) : scenario_(scenario), store_(std::move(store)), members_(static_cast<std::size_t>(std::max(0, replicates))) {
    if (!members_.empty()) thread_ = std::jthread([this] { live(); });
}

Ensemble::~Ensemble() {
    over_ = true;
    {
        const std::scoped_lock lock(mutex_);
    }
    wake_.notify_all();
}

void Ensemble::follow(const std::vector<LiveAction>& actions, int week) {
    {
        const std::scoped_lock lock(mutex_);
        week_ = week;
        if (actions != actions_) {
            actions_ = actions;
            ++script_;
        }
    }
    wake_.notify_all();
}

void Ensemble::give_way(bool busy) {
    {
        const std::scoped_lock lock(mutex_);
        busy_ = busy && scenario_.place.population > people_that_need_the_processor;
    }
    wake_.notify_all();
}

std::shared_ptr<const EnsembleSummary> Ensemble::summary() const {
    const std::scoped_lock lock(mutex_);
    return summary_;
}

void Ensemble::live() {
    const auto behind = [this](const Member& member) { return week_ >= 0 && (!member.city || member.script != script_ || member.city->week() < week_); };
    try {
        while (!over_) {
            std::size_t next = 0;
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [&] { return over_ || (!busy_ && std::any_of(members_.begin(), members_.end(), behind)); });
                if (over_) return;
                next = static_cast<std::size_t>(std::find_if(members_.begin(), members_.end(), behind) - members_.begin());
            }
            live_step(members_[next], next);
        }
    } catch (const std::exception&) {
        // A replicate that cannot go on is missing from the bands, whose number of replicates is shown; the session itself goes on.
    }
}

void Ensemble::live_step(Member& member, std::size_t index) {
    std::vector<LiveAction> actions;
    int script = 0;
    {
        const std::scoped_lock lock(mutex_);
        actions = actions_;
        script = script_;
    }
    if (!member.city) {
        member.store.emplace(store_, scenario_, static_cast<int>(index) + 1);
        OpenedCity opened = member.store->open(scenario_, 1);
        member.city = std::make_unique<LiveCity>(std::move(opened.city));
        member.frames = std::move(opened.frames);
        if (!member.city->burning_in()) member.start = member.city->snapshot();
        member.script = script;
        if (member.start) publish();
        return;
    }
    if (member.script != script && member.start) {
        member.city->restore(*member.start);
        member.frames.erase(std::remove_if(member.frames.begin(), member.frames.end(), [](const auto& frame) { return frame->week > 0; }), member.frames.end());
    }
    member.script = script;
    act_if_due(*member.city, actions);
    member.frames.push_back(member.city->step());
    if (auto parting = member.city->take_parting()) member.store->keep(std::move(parting), member.frames);
    if (!member.start && !member.city->burning_in()) member.start = member.city->snapshot();
    if (!member.city->burning_in()) publish();
}

void Ensemble::publish() {
    auto summary = std::make_shared<EnsembleSummary>();
    const std::scoped_lock lock(mutex_);
    for (const Member& member : members_) {
        if (member.start && member.script == script_) summary->replicates.push_back(member.frames);
    }
    summary_ = summary;
}

}  // namespace topsoil::viz
