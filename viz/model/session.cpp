#include "viz/model/session.hpp"

#include <algorithm>
#include <chrono>
#include <exception>

namespace topsoil::viz {

namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

Session::Session(Scenario scenario, SessionOptions options) : scenario_(std::move(scenario)), options_(std::move(options)), latest_(std::make_shared<Published>()) {
    ensemble_ = std::make_unique<Ensemble>(scenario_, options_.ensemble, options_.store);
    teller_ = std::make_unique<Teller>(options_.threads, [this] {
        { const std::scoped_lock lock(mutex_); }
        wake_.notify_all();
    });
    thread_ = std::jthread([this] { live(); });
}

Session::~Session() {
    over_ = true;
    {
        const std::scoped_lock lock(mutex_);
    }
    wake_.notify_all();
    thread_ = {};
    teller_->stop();  // it wakes whoever lived, who is no more, through what is still here
}

std::shared_ptr<const Published> Session::latest() const {
    const std::scoped_lock lock(mutex_);
    return latest_;
}

void Session::wish(Wish one) {
    {
        const std::scoped_lock lock(mutex_);
        wishes_.push_back(std::move(one));
        ++wishes_sent_;
    }
    wake_.notify_all();
}

void Session::play(bool on) {
    wish([this, on](Timeline&) { playing_ = on; });
}
void Session::step_once() {
    wish([this](Timeline&) { ++steps_wanted_; });
}
void Session::set_speed(double steps_per_second) {
    wish([this, steps_per_second](Timeline&) {
        speed_ = steps_per_second;
        next_step_ = Clock::now();
    });
}
std::uint64_t Session::decide(LiveAction action) {
    wish([this, action = std::move(action)](Timeline& timeline) {
        timeline.decide(action);
        ++decisions_taken_;
    });
    return ++decisions_sent_;
}
void Session::script(std::vector<LiveAction> actions) {
    if (actions.empty()) return;
    wish([actions = std::move(actions)](Timeline& timeline) { timeline.schedule(actions); });
}
void Session::run_to(int week) {
    wish([this, week](Timeline&) { run_to_ = std::max(run_to_, week); });
}
void Session::undo() {
    wish([this](Timeline& timeline) {
        timeline.undo();
        tell_story(timeline);
    });
}
void Session::redo() {
    wish([this](Timeline& timeline) {
        timeline.redo();
        tell_story(timeline);
    });
}
void Session::fork(int week) {
    wish([this, week](Timeline& timeline) {
        timeline.fork(week);
        playing_ = false;
        run_to_ = -1;  // what was asked for before lies in a future that is no more
        tell_story(timeline);
    });
}
void Session::look_at(int neighbourhood) {
    wish([this, neighbourhood](Timeline&) { close_index_ = neighbourhood; });
}
void Session::look_at_street(int number) {
    wish([this, number](Timeline&) { street_ = number; });
}
void Session::follow(std::uint64_t key) {
    wish([this, key](Timeline& timeline) {
        followed_ = key;
        tell_story(timeline);
    });
}

bool Session::wait_for(int week) {
    run_to(week);
    std::unique_lock lock(mutex_);
    published_.wait(lock, [&] { return latest_->stage == Stage::failed || (latest_->stage == Stage::living && latest_->week >= week && !latest_->busy && wishes_published_ == wishes_sent_); });
    return latest_->stage != Stage::failed;
}

void Session::settle() {
    std::unique_lock lock(mutex_);
    published_.wait(lock, [&] { return latest_->stage == Stage::failed || (wishes_published_ == wishes_sent_ && !latest_->story_pending && !latest_->busy); });
}

Journal Session::journal() const {
    const auto now = latest();
    Journal journal;
    journal.scenario = options_.scenario_name;
    journal.settings = options_.settings;
    journal.replicate = options_.replicate;
    journal.weeks = std::max(0, now->week);
    journal.actions = now->actions;
    return journal;
}

// --- the living thread -------------------------------------------------------------------------------------------------------------

void Session::live() {
    try {
        Timeline timeline(scenario_, options_.threads, options_.replicate, options_.store);
        next_step_ = Clock::now();
        publish(timeline);
        while (!over_) live_on(timeline);
        save_journal(timeline);
    } catch (const std::exception& error) {
        publish_failure(error.what());
    }
}

bool Session::asked_for(const Timeline& timeline) const { return timeline.burning_in() || timeline.catching_up() || timeline.week() < run_to_ || steps_wanted_ > 0; }

bool Session::wants_step(const Timeline& timeline) const { return asked_for(timeline) || (playing_ && timeline.week() < scenario_.weeks && !teller_->in_haste()); }

void Session::live_on(Timeline& timeline) {
    {
        std::unique_lock lock(mutex_);
        // The ensemble and the teller publish in their own time: look once in a while.
        const auto ready = [&] { return over_ || !wishes_.empty() || teller_->has_news() || wants_step(timeline); };
        wake_.wait_for(lock, std::chrono::milliseconds(options_.ensemble > 0 ? 500 : 5'000), ready);
    }
    if (over_) return;
    carry_out(timeline);
    if (wants_step(timeline)) {
        const bool at_leisure = !asked_for(timeline);
        if (at_leisure && speed_ > 0) pace();
        if (!at_leisure || speed_ <= 0 || Clock::now() >= next_step_) {
            ensemble_->give_way(true);
            timeline.step();
            if (steps_wanted_ > 0 && !timeline.burning_in() && !timeline.catching_up()) --steps_wanted_;
            // Weeks lived in haste, as those of the burn-in, are not waited for afterwards.
            const auto interval = std::chrono::microseconds(static_cast<int>(speed_ > 0 ? 1e6 / speed_ : 0));
            next_step_ = at_leisure ? std::max(next_step_ + interval, Clock::now() - std::chrono::milliseconds(200)) : Clock::now() + interval;
        }
    }
    if (playing_ && timeline.week() >= scenario_.weeks) playing_ = false;
    ensemble_->give_way(wants_step(timeline) || teller_->in_haste());
    publish(timeline);
}

/// Sleeps until the next step is due; a wish ends the sleep.
void Session::pace() {
    std::unique_lock lock(mutex_);
    wake_.wait_until(lock, next_step_, [this] { return over_ || !wishes_.empty(); });
}

void Session::carry_out(Timeline& timeline) {
    while (true) {
        Wish one;
        {
            const std::scoped_lock lock(mutex_);
            if (wishes_.empty()) return;
            one = std::move(wishes_.front());
            wishes_.pop_front();
        }
        one(timeline);
        ++wishes_done_;
    }
}

void Session::publish(const Timeline& timeline) {
    auto next = std::make_shared<Published>();
    next->stage = timeline.burning_in() ? Stage::burning_in : Stage::living;
    next->frames = timeline.frames();
    next->actions = timeline.actions();
    next->decisions_taken = decisions_taken_;
    next->can_undo = timeline.can_undo();
    next->can_redo = timeline.can_redo();
    next->playing = playing_;
    next->catching_up = timeline.catching_up();
    next->busy = asked_for(timeline);
    next->week = timeline.week();
    next->target = timeline.target();
    if (close_index_ >= 0) {
        const auto before = latest();
        const bool same = before->close[0] && before->close[0]->index == close_index_ && before->close[0]->week == timeline.week() && !before->frames.empty() && before->frames.back() == next->frames.back();
        for (std::size_t w = 0; w < live_worlds; ++w) {
            next->close[w] = same ? before->close[w] : std::make_shared<LiveNeighbourhood>(timeline.city().neighbourhood(w, close_index_));
            if (street_ >= 0) next->street[w] = std::make_shared<LiveStreet>(timeline.city().street(w, close_index_, street_));
        }
    }
    go_on_with_story(timeline);
    next->story = story_ && story_->key == followed_ ? story_ : nullptr;
    next->story_pending = followed_ != 0 && !(next->story && story_whole_);
    next->ensemble = ensemble_->summary();
    ensemble_->follow(next->actions, timeline.burning_in() ? -1'000'000 : timeline.week());
    if (next->actions != actions_saved_ || timeline.week() / 52 != week_saved_ / 52) save_journal(timeline);
    {
        const std::scoped_lock lock(mutex_);
        latest_ = next;
        wishes_published_ = wishes_done_;
    }
    published_.notify_all();
}

void Session::publish_failure(const std::string& trouble) {
    auto next = std::make_shared<Published>(*latest());
    next->stage = Stage::failed;
    next->trouble = trouble;
    next->playing = false;
    {
        const std::scoped_lock lock(mutex_);
        latest_ = next;
        wishes_published_ = wishes_sent_;
    }
    published_.notify_all();
}

/// What the teller has found out, and what has been noted since it set out.
void Session::go_on_with_story(const Timeline& timeline) {
    if (followed_ == 0 || timeline.burning_in()) return;
    auto [told, whole] = teller_->take();
    if (told) story_whole_ = whole;
    const bool is_new = since_.weeks.empty() || since_.weeks.back() < timeline.week();
    if (is_new) since_.add(timeline.week(), timeline.city().person(0, followed_), timeline.city().person(1, followed_));
    if (!told && story_ && is_new) told = std::make_shared<LifeStory>(*story_);
    if (!told) return;
    for (std::size_t i = 0; i < since_.weeks.size(); ++i) told->add(since_.weeks[i], since_.states[0][i], since_.states[1][i]);
    story_ = told;
}

void Session::tell_story(Timeline& timeline) {
    story_ = nullptr;
    story_whole_ = false;
    since_ = {};
    since_.key = followed_;
    if (followed_ == 0) return teller_->stop();
    teller_->begin(timeline, followed_);
}

void Session::save_journal(const Timeline& timeline) {
    actions_saved_ = timeline.actions();
    week_saved_ = timeline.week();
    if (options_.journal.empty() || timeline.burning_in()) return;
    Journal journal;
    journal.scenario = options_.scenario_name;
    journal.settings = options_.settings;
    journal.replicate = options_.replicate;
    journal.weeks = timeline.week();
    for (const LiveAction& action : timeline.actions()) {
        if (action.week <= journal.weeks) journal.actions.push_back(action);
    }
    if (over_) journal.digests = timeline.city().digests();
    std::error_code none;
    std::filesystem::create_directories(options_.journal.parent_path(), none);
    write_journal(options_.journal, journal);
}

}  // namespace topsoil::viz
