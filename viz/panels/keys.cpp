// What each key does. Nothing is reachable by the mouse alone.
#include <fmt/format.h>

#include <algorithm>

#include "viz/model/find.hpp"
#include "viz/model/quantities.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr double smallest_text = 0.6, largest_text = 2.4, text_step = 1.12;
constexpr double divider_step = 0.1;

void next_measure(App& app, int step) {
    const auto at = std::find(app.measures.begin(), app.measures.end(), app.view.measure) - app.measures.begin();
    const auto count = static_cast<std::ptrdiff_t>(app.measures.size());
    app.set_measure(app.measures[static_cast<std::size_t>((at + step + count) % count)]);
}

void next_neighbourhood(App& app, int step) {
    const int count = static_cast<int>(app.place().neighbourhoods.size());
    app.select(app.view.selected < 0 ? (step > 0 ? 0 : count - 1) : (app.view.selected + step + count) % count);
}

void next_street(App& app, int step) {
    if (app.view.selected < 0) {
        app.say("Choose a neighbourhood first: click it, or press N or /.");
        return;
    }
    app.look_at_street(app.view.side == Side::street ? app.view.street + step : app.view.street);
}

void change_speed(App& app, int step) {
    const auto wanted = static_cast<std::ptrdiff_t>(app.view.speed) + step;
    if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(speed_count)) return;
    app.view.speed = static_cast<std::size_t>(wanted);
    app.session.set_speed(speeds[app.view.speed]);
    app.say(std::string("Speed: ") + speed_names[app.view.speed]);
}

void move_in_time(App& app, int step) {
    if (app.now->frames.empty()) return;
    const auto at = static_cast<std::ptrdiff_t>(app.shown_index()) + step;
    const auto last = static_cast<std::ptrdiff_t>(app.now->frames.size()) - 1;
    if (at >= last) app.view.past_week.reset();
    else app.view.past_week = app.now->frames[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at))]->week;
}

void go_on_from_here(App& app) {
    if (!app.view.past_week || *app.view.past_week < 0 || app.now->stage != Stage::living) return;
    app.say("Going on from " + week_text(*app.view.past_week) + ".");
    app.session.fork(*app.view.past_week);
    app.view.past_week.reset();
}

void zoom(App& app, double factor) {
    Camera& camera = app.view.camera;
    if (camera.zoom <= 1 && factor > 1) {
        camera.middle = {(app.shapes.low.x + app.shapes.high.x) / 2, (app.shapes.low.y + app.shapes.high.y) / 2};
        if (app.view.selected >= 0) camera.middle = app.shapes.shapes[static_cast<std::size_t>(app.view.selected)].centre;
    }
    camera.zoom = std::clamp(camera.zoom * factor, 1.0, 40.0);
}

void preset(App& app, std::size_t index) {
    if (index >= app.scenario().regimes.size()) {
        app.say(fmt::format("There are {} presets.", app.scenario().regimes.size()));
        return;
    }
    if (app.now->stage != Stage::living || app.view.past_week) {
        app.say("Presets are for the present, once the two worlds have parted.");
        return;
    }
    const Regime& regime = app.scenario().regimes[index];
    app.say(fmt::format("World {}: the whole city to \"{}\". Ctrl+Z takes it back.", "AB"[app.view.active_world], regime.title));
    app.decide({0, app.view.active_world, {}, regime.name, {}});
}

void move_divider(App& app, double share) {
    if (app.view.maps == MapChoice::divided) app.view.divider = std::clamp(app.view.divider + share, 0.0, 1.0);
}

void change_text(App& app, double factor) { app.view.text_scale = std::clamp(app.view.text_scale * factor, smallest_text, largest_text); }

void escape(App& app) {
    ViewState& view = app.view;
    if (view.help || view.finding || view.painting) view.help = view.finding = view.painting = false;
    else app.overview();
}

void take_first_found(App& app) {
    const auto found = find_neighbourhoods(app.place(), app.view.find_text, 1);
    if (found.empty()) return;
    app.select(found.front());
    app.view.finding = false;
}

void with_control(App& app, const KeyPress& press) {
    if (press.key == Key::plus) change_text(app, text_step);
    if (press.key == Key::minus) change_text(app, 1 / text_step);
    if (press.character == 'z') press.shift ? app.session.redo() : app.session.undo();
    if (press.character == 'y') app.session.redo();
    if (press.character == 'q') app.window.quit();
}

void letter(App& app, const KeyPress& press) {
    ViewState& view = app.view;
    const int step = press.shift ? -1 : 1;
    switch (press.character) {
        case 'a': view.maps = MapChoice::first; break;
        case 'b': view.maps = MapChoice::second; break;
        case 'd': view.maps = MapChoice::difference; break;
        case 's': view.maps = MapChoice::all; break;
        case 'w': view.maps = MapChoice::divided; break;
        case 'm': next_measure(app, step); break;
        case 'n': next_neighbourhood(app, step); break;
        case 'p': view.painting = !view.painting; break;
        case 'g':
            if (view.selected >= 0) app.hand_over(view.active_world, {view.selected});
            else app.say("Choose a neighbourhood first: click it, or press N or /.");
            break;
        case 'h': app.choose_other_regime(view.active_world, step); break;
        case 'f': go_on_from_here(app); break;
        case 'l':
            if (view.side == Side::levers) view.all_levers = !view.all_levers;
            view.side = Side::levers;
            break;
        case 'r':
            view.layout = view.layout == Layout::room ? Layout::driver : Layout::room;
            if (view.layout == Layout::room && view.side == Side::levers) view.side = Side::none;
            break;
        case 't': next_street(app, step); break;
        case 'j': turn_page(app, step); break;
        case 'v': view.projector = !view.projector; break;
        case 'e': app.wants_export = true; break;
        default: break;
    }
}

void press(App& app, const KeyPress& key) {
    ViewState& view = app.view;
    if (view.finding) {  // everything else is typing
        if (key.key == Key::escape) view.finding = false;
        if (key.key == Key::enter) take_first_found(app);
        return;
    }
    if (key.control) {
        with_control(app, key);
        return;
    }
    switch (key.key) {
        case Key::space: app.session.play(!app.now->playing); break;
        case Key::full_stop: app.session.step_once(); break;
        case Key::left_bracket: change_speed(app, -1); break;
        case Key::right_bracket: change_speed(app, 1); break;
        case Key::escape: escape(app); break;
        case Key::tab: view.active_world = 1 - view.active_world; break;
        case Key::slash:
            view.finding = true;
            view.find_text.clear();
            break;
        case Key::left: move_in_time(app, -1); break;
        case Key::right: move_in_time(app, 1); break;
        case Key::home: move_in_time(app, -1'000'000); break;
        case Key::end: view.past_week.reset(); break;
        case Key::plus: case Key::up: zoom(app, 1.25); break;
        case Key::minus: case Key::down: zoom(app, 0.8); break;
        case Key::f1: view.help = !view.help; break;
        case Key::f11: app.window.toggle_full_screen(); break;
        case Key::digit:
            if (app.telling && app.telling->curtain()) predict(app, key.character - '1');
            else if (key.character >= '1') preset(app, static_cast<std::size_t>(key.character - '1'));
            break;
        case Key::letter: letter(app, key); break;
        case Key::enter: turn_page(app, 1); break;
        case Key::comma: move_divider(app, key.shift ? divider_step : -divider_step); break;
    }
}

}  // namespace

void handle_keys(App& app) {
    while (!app.keys.empty()) {
        const KeyPress key = app.keys.front();
        app.keys.pop_front();
        press(app, key);
    }
}

}  // namespace topsoil::viz
