// `topsoil view`: reads what was asked for, lives the city in a thread and shows it.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>

#include "io/diagnostics.hpp"
#include "io/journal.hpp"
#include "viz/app/options.hpp"
#include "viz/backend/headless.hpp"
#include "viz/backend/rest.hpp"
#include "viz/backend/window.hpp"
#include "viz/model/find.hpp"
#include "viz/model/quantities.hpp"

namespace topsoil::viz {

namespace {

constexpr int small_place = 50'000;

std::vector<Override> settings_of(const ViewerOptions& options) {
    std::vector<Override> settings;
    for (const std::string& setting : options.settings) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos) throw InputError(Diagnostic{"--set", 0, 0, setting, "a setting has the form key=value", "Write it so."});
        settings.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
    }
    return settings;
}

std::size_t measure_option(const Scenario& scenario, const std::string& name) {
    std::vector<std::string> known;
    for (const std::size_t m : measures_for_maps(scenario)) {
        known.emplace_back(measure_catalogue()[m].name);
        if (known.back() == name) return m;
    }
    throw InputError(Diagnostic{"--measure", 0, 0, name, "no measure of neighbourhoods is called so", suggestion(name, known, "See topsoil list measures.")});
}

int neighbourhood_option(const Place& place, const std::string& name) {
    const auto found = find_neighbourhoods(place, name, 1);
    if (!found.empty()) return found.front();
    std::vector<std::string> known;
    for (const auto& row : place.neighbourhoods) known.push_back(row.name);
    throw InputError(Diagnostic{"--select", 0, 0, name, "no neighbourhood is called so", suggestion(name, known, "See neighbourhoods.csv of the place.", 3)});
}

void set_view(App& app, const ViewerOptions& options) {
    app.view.layout = options.layout == "room" ? Layout::room : Layout::driver;
    app.view.side = app.view.layout == Layout::room ? Side::none : Side::levers;
    app.view.projector = options.projector;
    app.view.text_scale = options.text;
    app.view.maps = options.maps == "A" ? MapChoice::first : (options.maps == "B" ? MapChoice::second : (options.maps == "difference" ? MapChoice::difference : (options.maps == "divided" ? MapChoice::divided : MapChoice::all)));
    if (!options.measure.empty()) app.set_measure(measure_option(app.scenario(), options.measure));
    if (!options.select.empty()) app.select(neighbourhood_option(app.place(), options.select));
}

void follow_somebody(App& app, Session& session) {
    session.settle();
    const auto close = session.latest()->close[0];
    if (close && !close->to_meet.empty()) app.follow(close->to_meet.front());
    session.settle();
}

void wait_for(Session& session, int week) {
    if (!session.wait_for(week)) throw RunError(session.latest()->trouble);
}

/// Until the further histories that were asked for have come as far as the session.
void wait_for_histories(const Session& session, int histories) {
    const auto all_there = [&] {
        const auto now = session.latest();
        const auto& others = now->ensemble->replicates;
        return static_cast<int>(others.size()) >= histories && std::all_of(others.begin(), others.end(), [&](const Frames& frames) { return frames.back()->week >= now->week; });
    };
    while (histories > 0 && !all_there()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

/// Pictures without a display.
int draw_pictures(App& app, Session& session, const ViewerOptions& options) {
    Headless headless(options.width, options.height);
    const int week = std::max(0, options.week);
    if (!options.record.empty()) {
        const int every = app.scenario().record_every_weeks;
        for (int at = 0; at <= week; at += every) {
            wait_for(session, at);
            write_png(options.record / fmt::format("week-{:04}.png", at), headless.picture(app));
        }
    }
    if (options.screenshot.empty()) return 0;
    wait_for(session, week);
    const auto page = static_cast<std::size_t>(options.page);
    while (app.telling && app.telling->step + 1 < std::min(page, app.telling->story.steps.size())) turn_page(app, 1);
    if (options.answer && app.telling && app.telling->curtain()) turn_page(app, 1);
    if (options.person) follow_somebody(app, session);
    if (options.street) app.look_at_street(0);
    session.settle();
    wait_for_histories(session, options.ensemble);
    write_png(options.screenshot, headless.picture(app));
    return 0;
}

/// Bytes that the process has kept in memory at most, where the system tells.
double most_memory() {
    std::ifstream lines("/proc/self/status");
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) * 1'024;
    }
    return 0;
}

constexpr auto between_looks = std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(Rest::seconds_of_rest));

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

/// Looks as often as a window for so many seconds and draws what is new, while both worlds live as fast as they go.
void play_and_draw(App& app, Session& session, Headless& headless, double seconds, bool mouse_moves) {
    const auto begun = Clock::now();
    const int week = session.latest()->week;
    double building = 0;
    int looks = 0, frames = 0, drawn = 0;
    Rest rest;
    for (auto next = begun; seconds_since(begun) < seconds; ++looks) {
        if (mouse_moves) {  // to and fro over the first two maps
            const double way = std::abs(std::fmod(seconds_since(begun) / 4, 2.0) - 1);
            headless.point_at(0.02 + 0.45 * way, 0.2 + 0.2 * way);
        }
        if (rest.worth_drawing(app, mouse_moves, seconds_since(begun))) {
            const Frame frame = headless.frame(app);
            building += frame.building;
            drawn += frame.drawn ? 1 : 0;
            ++frames;
        }
        if (rest.busy() && !mouse_moves) continue;
        std::this_thread::sleep_until(next += between_looks);
        next = std::max(next, Clock::now() - between_looks);  // looks that were missed are not made up for
    }
    const double took = seconds_since(begun);
    fmt::print("{}\n  looks a second                     {:8.1f}\n  that found something new to draw   {:8.1f}\n  building panels, a frame           {:8.2f} ms\n  weeks a second, both worlds        {:8.1f}\n", mouse_moves ? "while the mouse moves over the maps" : "while nobody touches anything",
               looks / took, drawn / took, building / frames * 1e3, (session.latest()->week - week) / took);
}

/// How soon the viewer opens and how fast it plays and draws, without a display.
int bench(App& app, Session& session, const ViewerOptions& options) {
    const auto opened = Clock::now();
    Headless headless(options.width, options.height);
    headless.frame(app);
    fmt::print("the map is drawn first after         {:8.2f} s\n", seconds_since(opened));
    while (session.latest()->frames.empty()) headless.frame(app);
    fmt::print("the city is on it after              {:8.2f} s\n", seconds_since(opened));
    for (const std::size_t first = session.latest()->frames.size(); session.latest()->stage == Stage::burning_in && session.latest()->frames.size() == first;) headless.frame(app);
    fmt::print("it moves, or waits for play, after   {:8.2f} s\n", seconds_since(opened));
    wait_for(session, 0);
    fmt::print("the worlds part after                {:8.2f} s\nat {}x{},\n", seconds_since(opened), options.width, options.height);
    session.set_speed(0);
    session.play(true);
    play_and_draw(app, session, headless, options.bench * 0.6, false);
    play_and_draw(app, session, headless, options.bench * 0.4, true);
    fmt::print("most memory                          {:8.0f} MB\n", most_memory() / 1e6);
    return 0;
}

int view(const ViewerOptions& options) {
    SessionOptions session_options;
    session_options.scenario_name = options.scenario;
    session_options.settings = settings_of(options);
    session_options.replicate = options.replicate;
    std::vector<LiveAction> decisions;
    if (!options.story.empty()) session_options.scenario_name = scenario_of_story(options.story);
    if (!options.open_journal.empty()) {
        const Journal journal = read_journal(options.open_journal);
        session_options.scenario_name = journal.scenario;
        session_options.settings = journal.settings;
        session_options.replicate = journal.replicate;
        decisions = journal.actions;
    }
    Scenario scenario = live_scenario(session_options.scenario_name, session_options.settings);
    MapShapes shapes = options.boundaries.empty() ? cells_around_centres(scenario.place) : shapes_from_geojson(scenario.place, options.boundaries);
    const bool pictures = !options.screenshot.empty() || !options.record.empty() || options.bench > 0;
    session_options.threads = options.threads;
    if (!options.fresh) session_options.store = options.out / "burn-in";
    session_options.journal = !options.journal.empty() ? options.journal : (pictures ? std::filesystem::path() : options.out / "session.toml");
    session_options.ensemble = options.ensemble >= 0 ? options.ensemble : (pictures ? 0 : (scenario.place.population < small_place ? 9 : 2));
    Session session(std::move(scenario), session_options);
    session.script(std::move(decisions));
    App app(session, std::move(shapes), {options.out});
    set_view(app, options);
    if (!options.story.empty()) begin_story(app, read_story(options.story, app.scenario()));
    if (options.bench > 0) return bench(app, session, options);
    if (pictures) return draw_pictures(app, session, options);
    run_window(app, options.width, options.height);
    return 0;
}

}  // namespace

}  // namespace topsoil::viz

int main(int count, char** words) {
    topsoil::viz::ViewerOptions options;
    if (const auto done = topsoil::viz::read_options(count, words, options)) return *done;
    try {
        return topsoil::viz::view(options);
    } catch (const topsoil::InputError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return static_cast<int>(topsoil::ExitCode::invalid_input);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "topsoil view: %s\n", error.what());
        return static_cast<int>(topsoil::ExitCode::run_failed);
    }
}
