#include "viz/model/teller.hpp"

#include <algorithm>
#include <utility>

namespace topsoil::viz {

namespace {

constexpr int some_months = 12, a_year = 52;  // weeks

/// Lives from where `city` is until that week, and notes how somebody fares from there on.
void tell(LiveCity& city, const std::vector<LiveAction>& actions, int until, LifeStory& story, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        story.add(city.week(), city.person(0, story.key), city.person(1, story.key));
        if (city.week() >= until) return;
        act_if_due(city, actions);
        city.step_again(nullptr);
    }
}

}  // namespace

void LifeStory::add(int week, const LivePerson& first, const LivePerson& second) {
    if (!weeks.empty() && weeks.back() >= week) return;
    weeks.push_back(week);
    states[0].push_back(first);
    states[1].push_back(second);
}

void Teller::begin(Timeline& timeline, std::uint64_t key) {
    stop();
    const int threads = threads_ > 0 ? threads_ : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    std::vector<Part> parts;
    for (const int back : {some_months, a_year, timeline.week()}) {
        const bool in_haste = back <= a_year;
        std::shared_ptr<LiveCity> city = timeline.copy_from(std::max(0, timeline.week() - back), in_haste ? threads : 1);
        if (!city) return;
        if (parts.empty() || city->week() < parts.back().city->week()) parts.push_back({std::move(city), in_haste});
    }
    {
        const std::scoped_lock lock(mutex_);
        in_haste_ = true;
    }
    thread_ = std::jthread([this, parts = std::move(parts), key, until = timeline.week(), actions = timeline.actions()](const std::stop_token& stop) mutable { tell_all(std::move(parts), key, until, actions, stop); });
}

void Teller::tell_all(std::vector<Part> parts, std::uint64_t key, int until, const std::vector<LiveAction>& actions, const std::stop_token& stop) {
    std::shared_ptr<LifeStory> known;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto story = std::make_shared<LifeStory>();
        story->key = key;
        const int from = parts[i].city->week();
        tell(*parts[i].city, actions, until, *story, stop);
        if (stop.stop_requested()) return;
        parts[i].city.reset();
        for (std::size_t week = 0; known && week < known->weeks.size(); ++week) story->add(known->weeks[week], known->states[0][week], known->states[1][week]);
        known = story;
        until = from;
        const bool last = i + 1 == parts.size();
        hand_over(std::make_shared<LifeStory>(*story), last, !last && parts[i + 1].in_haste);
    }
}

void Teller::stop() {
    thread_ = {};
    const std::scoped_lock lock(mutex_);
    told_ = {};
    in_haste_ = false;
}

Teller::Told Teller::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(told_, {});
}

bool Teller::has_news() const {
    const std::scoped_lock lock(mutex_);
    return told_.story != nullptr;
}

bool Teller::in_haste() const {
    const std::scoped_lock lock(mutex_);
    return in_haste_;
}

void Teller::hand_over(std::shared_ptr<LifeStory> story, bool whole, bool in_haste) {
    {
        const std::scoped_lock lock(mutex_);
        told_ = {std::move(story), whole};
        in_haste_ = in_haste;
    }
    heard_();
}

}  // namespace topsoil::viz
