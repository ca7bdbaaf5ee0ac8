#include "viz/panels/app.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "viz/model/quantities.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr double seconds_of_a_notice = 6;

/// Where everything is. A side panel beside the maps for whoever drives, and for the room when something is looked at closely.
struct Arrangement {
    Area header, maps, chart, headlines, transport, side;
    bool has_side = false;
};

Arrangement arrange(const App& app) {
    const float line = app.line();
    const float width = app.size.x;
    const float height = app.size.y;
    Arrangement a;
    a.header = {{0, 0}, {width, line * 2.1F}};
    a.transport = {{0, height - line * 2.9F}, {width, height}};
    a.has_side = app.view.side != Side::none;
    const float side = a.has_side ? std::max(width * (app.view.layout == Layout::driver ? 0.25F : 0.32F), app.fonts.pixels * 19) : 0;
    const float right = width - side;
    a.side = {{right, a.header.high.y}, {width, a.transport.low.y}};
    const float free = a.transport.low.y - a.header.high.y;
    // A story needs room for its words; behind the curtain nothing else has to be seen below the maps, and the words have the whole width.
    float maps = app.view.layout == Layout::room && !app.view.projector ? 0.64F : 0.58F;
    if (app.telling) maps = app.telling->curtain() ? (app.view.projector ? 0.56F : 0.7F) : (app.view.projector ? 0.48F : 0.56F);
    const float split = a.header.high.y + free * maps;
    a.maps = {{0, a.header.high.y}, {right, split}};
    const float headlines = app.telling ? right * (app.telling->curtain() ? 1.0F : 0.5F) : std::min(right * 0.46F, app.fonts.pixels * 32);
    a.chart = {{0, split}, {right - headlines, a.transport.low.y}};
    a.headlines = {{right - headlines, split}, {right, a.transport.low.y}};
    return a;
}

void draw_side(App& app, const Area& area) {
    begin_panel(app, "side", area, true);
    switch (app.view.side) {
        case Side::levers: draw_levers(app); break;
        case Side::neighbourhood: draw_neighbourhood(app); break;
        case Side::street: draw_street(app); break;
        case Side::person: draw_person(app); break;
        case Side::none: break;
    }
    ImGui::End();
}

}  // namespace

App::App(Session& lived, MapShapes map, AppOptions chosen) : session(lived), shapes(std::move(map)), options(std::move(chosen)), measures(measures_for_maps(lived.scenario())), now(lived.latest()) { view.measure = measures.front(); }

void App::refresh() {
    now = session.latest();
    std::erase_if(sent, [this](const auto& one) { return one.first <= now->decisions_taken; });
    if (view.past_week && !now->frames.empty() && *view.past_week >= now->frames.back()->week) view.past_week.reset();
    has_picture = !now->frames.empty();
    if (!has_picture) return;
    const PictureKey key{now->frames[shown_index()].get(), view.measure, view.average_weeks, now->ensemble.get()};
    if (key == picture_key_) return;
    picture_key_ = key;
    picture = make_picture(now->frames, shown_index(), view.measure, view.average_weeks, now->ensemble.get());
}

void App::draw(ImVec2 whole, double seconds) {
    size = whole;
    clock = seconds;
    items.clear();
    refresh();
    apply_style(*this);
    handle_keys(*this);
    refresh();
    const Arrangement a = arrange(*this);
    draw_header(*this, a.header);
    draw_maps(*this, a.maps);
    if (a.chart.width() > 1) draw_chart(*this, a.chart);
    if (telling) draw_story(*this, a.headlines);
    else draw_headlines(*this, a.headlines);
    draw_transport(*this, a.transport);
    if (a.has_side) draw_side(*this, a.side);
    if (view.finding) draw_find(*this, a.maps);
    if (view.help) draw_help(*this, {a.header.low, {size.x, a.transport.low.y}});
}

std::size_t App::shown_index() const { return view.past_week ? frame_at(now->frames, *view.past_week) : now->frames.size() - 1; }

const LiveFrame* App::shown() const { return now->frames.empty() ? nullptr : now->frames[shown_index()].get(); }

std::string App::world_title(std::size_t world) const {
    const std::size_t own = std::min(world, scenario().regimes.size() - 1);
    const auto places = static_cast<int>(place().neighbourhoods.size());
    const std::size_t first = regime_at(world, 0);
    int others = 0;
    for (int n = 0; n < places; ++n) others += regime_at(world, n) != first ? 1 : 0;
    if (others == 0) return scenario().regimes[first].title;
    int handed = 0;
    for (int n = 0; n < places; ++n) handed += regime_at(world, n) != own ? 1 : 0;
    return fmt::format("{}, {} handed over", scenario().regimes[own].title, handed);
}

std::size_t App::regime_at(std::size_t world, int neighbourhood) const {
    const LiveFrame* frame = shown();
    const auto n = static_cast<std::size_t>(neighbourhood);
    const std::size_t own = std::min(world, scenario().regimes.size() - 1);
    std::size_t regime = frame == nullptr || frame->burning_in ? own : frame->world[world]->regime_of[n];
    if (regime >= scenario().regimes.size()) regime = own;
    if (frame == nullptr) return regime;
    const auto take_up = [&](const LiveAction& action) {
        if (action.world != world || action.regime.empty()) return;
        const auto& ids = action.neighbourhoods;
        if (!ids.empty() && std::find(ids.begin(), ids.end(), place().neighbourhoods[n].id) == ids.end()) return;
        for (std::size_t r = 0; r < scenario().regimes.size(); ++r) {
            if (scenario().regimes[r].name == action.regime) regime = r;
        }
    };
    for (const LiveAction& action : now->actions) {
        if (action.week == frame->week) take_up(action);
    }
    for (const auto& [ticket, action] : sent) {
        if (!view.past_week) take_up(action);
    }
    return regime;
}

std::size_t App::other_regime(std::size_t world) const {
    if (view.hand_to[world]) return *view.hand_to[world];
    return world == 0 && scenario().regimes.size() > 1 ? 1 : 0;
}

void App::choose_other_regime(std::size_t world, int step) {
    const std::size_t count = scenario().regimes.size();
    const std::size_t own = std::min(world, count - 1);
    if (count < 3) return;
    std::size_t regime = other_regime(world);
    do regime = (regime + (step > 0 ? 1 : count - 1)) % count;
    while (regime == own);
    view.hand_to[world] = regime;
    say(fmt::format("World {}: neighbourhoods are handed to \"{}\".", "AB"[world], scenario().regimes[regime].title));
}

double App::lever_now(std::size_t world, Lever lever) const {
    const std::size_t own = std::min(world, scenario().regimes.size() - 1);
    const LiveFrame* frame = now->frames.empty() ? nullptr : now->frames.back().get();
    double value = frame != nullptr && !frame->burning_in ? frame->world[world]->levers[own][lever] : scenario().regimes[own].levers[lever];
    const auto apply = [&](const LiveAction& action) {
        if (action.world != world) return;
        for (const auto& [which, wanted] : action.levers) {
            if (which == lever && (lever != Lever::contract_term_weeks || value > 0)) value = wanted;
        }
    };
    for (const LiveAction& action : now->actions) {
        if (frame != nullptr && action.week == frame->week) apply(action);
    }
    for (const auto& [ticket, action] : sent) apply(action);
    return value;
}

void App::select(int neighbourhood) {
    view.selected = neighbourhood;
    view.side = neighbourhood >= 0 ? Side::neighbourhood : (view.layout == Layout::driver ? Side::levers : Side::none);
    view.street = 0;
    session.look_at(neighbourhood);
    session.look_at_street(-1);
}

void App::follow(std::uint64_t key) {
    view.person = key;
    if (key != 0) view.side = Side::person;
    session.follow(key);
}

void App::look_at_street(int number) {
    if (view.selected < 0) return;
    const int count = now->street[0] && now->street[0]->neighbourhood == view.selected ? now->street[0]->count : 0;
    view.street = count > 0 ? (number + count) % count : std::max(0, number);
    view.side = Side::street;
    session.look_at_street(view.street);
}

void App::say(const std::string& notice) {
    view.notice = notice;
    view.notice_until = clock + seconds_of_a_notice;
}

void App::hand_over(std::size_t world, const std::vector<int>& neighbourhoods) {
    if (neighbourhoods.empty()) return;
    if (now->stage != Stage::living) {
        say("The two worlds have not parted yet. Decisions can be made once they have.");
        return;
    }
    if (view.past_week) {
        say("You are looking at the past. Press End for the present, or F to go on from here.");
        return;
    }
    const std::size_t other = other_regime(world);
    const bool all_there = std::all_of(neighbourhoods.begin(), neighbourhoods.end(), [&](int n) { return regime_at(world, n) == other; });
    const std::size_t regime = all_there ? std::min(world, scenario().regimes.size() - 1) : other;
    LiveAction action;
    action.world = world;
    action.regime = scenario().regimes[regime].name;
    for (const int n : neighbourhoods) action.neighbourhoods.push_back(place().neighbourhoods[static_cast<std::size_t>(n)].id);
    const std::string what = neighbourhoods.size() == 1 ? place().neighbourhoods[static_cast<std::size_t>(neighbourhoods.front())].name : fmt::format("{} neighbourhoods", neighbourhoods.size());
    say(fmt::format("World {}: {} handed to \"{}\". Ctrl+Z takes it back.", "AB"[world], what, scenario().regimes[regime].title));
    decide(std::move(action));
}

void App::decide(LiveAction action) {
    const std::uint64_t ticket = session.decide(action);
    sent.emplace_back(ticket, std::move(action));
}

void App::set_measure(std::size_t measure) { view.measure = measure; }

void App::overview() {
    view.camera = {};
    view.maps = MapChoice::all;
    view.finding = view.help = view.painting = false;
    view.past_week.reset();
    follow(0);
    select(-1);
}

void App::note(const std::string& name) { items[name] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}; }

}  // namespace topsoil::viz
