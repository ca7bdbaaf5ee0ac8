// The viewer without a window: state, keys and panels. Everything is drawn with Dear ImGui and nothing knows of GL, so that tests
// can press keys and read what is where.
#pragma once

#include <imgui.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "viz/model/colours.hpp"
#include "viz/model/map_shapes.hpp"
#include "viz/model/picture.hpp"
#include "viz/model/session.hpp"
#include "viz/model/story.hpp"
#include "viz/model/view_state.hpp"

namespace topsoil::viz {

struct Area {
    ImVec2 low, high;
    [[nodiscard]] float width() const { return high.x - low.x; }
    [[nodiscard]] float height() const { return high.y - low.y; }
    [[nodiscard]] bool contains(ImVec2 at) const { return at.x >= low.x && at.x < high.x && at.y >= low.y && at.y < high.y; }
};

enum class Key { space, full_stop, comma, left_bracket, right_bracket, escape, enter, tab, slash, left, right, up, down, end, home, plus, minus, f1, f11, letter, digit };

/// One press. Letters and digits carry their character, letters in lower case.
struct KeyPress {
    Key key = Key::letter;
    char character = 0;
    bool control = false;
    bool shift = false;
};

struct Fonts {
    ImFont* body = nullptr;
    ImFont* small = nullptr;
    ImFont* title = nullptr;
    ImFont* story = nullptr;
    float pixels = 18;  ///< height of the body text
};

/// What only a window can do.
struct Window {
    std::function<void()> toggle_full_screen = [] {};
    std::function<void()> quit = [] {};
};

struct AppOptions {
    std::filesystem::path out;  ///< folder for exports
};

struct App {
    App(Session& session, MapShapes shapes, AppOptions options = {});

    /// Draws one picture of the whole window. `now` are seconds of a clock that only goes forwards.
    void draw(ImVec2 size, double now);
    void press(KeyPress key) { keys.push_back(key); }

    [[nodiscard]] const Scenario& scenario() const { return session.scenario(); }
    [[nodiscard]] const Place& place() const { return session.scenario().place; }
    /// The frame that is shown: of the past week looked at, or the last; null before the first.
    [[nodiscard]] const LiveFrame* shown() const;
    [[nodiscard]] std::size_t shown_index() const;
    /// What the world is called: the title of its regime.
    [[nodiscard]] std::string world_title(std::size_t world) const;
    /// Index of the regime that a neighbourhood lives under, with decisions that take effect with the next step.
    [[nodiscard]] std::size_t regime_at(std::size_t world, int neighbourhood) const;
    /// The regime to which neighbourhoods of this world are handed: the one chosen, or the other of the pair.
    [[nodiscard]] std::size_t other_regime(std::size_t world) const;
    /// Chooses that regime; the world's own is passed over.
    void choose_other_regime(std::size_t world, int step);
    /// Levers as they are now in this world, under its own regime, pending decisions included.
    [[nodiscard]] double lever_now(std::size_t world, Lever lever) const;

    void select(int neighbourhood);
    void follow(std::uint64_t key);
    /// Looks at a street of the neighbourhood that is selected; numbers beyond the last begin again.
    void look_at_street(int number);
    void say(const std::string& notice);
    /// Hands neighbourhoods over to the other regime, or back where all of them are there already.
    void hand_over(std::size_t world, const std::vector<int>& neighbourhoods);
    void decide(LiveAction action);
    void set_measure(std::size_t measure);
    void overview();

    /// Notes where something is that a hand or a test may reach for.
    void note(const std::string& name);
    [[nodiscard]] float line() const { return fonts.pixels * 1.5F; }

    Session& session;
    MapShapes shapes;
    AppOptions options;
    Window window;
    Fonts fonts;
    ViewState view;
    std::vector<std::size_t> measures;         ///< in the order of the chooser
    std::shared_ptr<const Published> now;      ///< what this picture is drawn from
    Picture picture;
    bool has_picture = false;
    std::deque<KeyPress> keys;
    /// Decisions that the living thread has not taken up yet, with their tickets: shown at once, whatever it is busy with.
    std::vector<std::pair<std::uint64_t, LiveAction>> sent;
    std::map<std::string, Area> items;         ///< of the picture drawn last
    double clock = 0;
    ImVec2 size{};
    std::optional<Telling> telling;            ///< the story that is told
    bool wants_export = false;                 ///< a picture and a page are to be saved by whoever owns the window

private:
    void refresh();
    struct PictureKey {
        const void* frame = nullptr;
        std::size_t measure = 0;
        int weeks = 0;
        const void* ensemble = nullptr;
        bool operator==(const PictureKey&) const = default;
    } picture_key_;
};

// Panels, each in a file of its own.
void draw_header(App& app, const Area& area);
void draw_maps(App& app, const Area& area);
void draw_chart(App& app, const Area& area);
void draw_headlines(App& app, const Area& area);
void draw_transport(App& app, const Area& area);
void draw_levers(App& app);
void draw_neighbourhood(App& app);
void draw_street(App& app);
void draw_person(App& app);
void draw_find(App& app, const Area& area);
void draw_story(App& app, const Area& area);
void begin_story(App& app, Story story);
/// On or back; before an open question the answer is shown first.
void turn_page(App& app, int pages);
/// The room's answer to an open question.
void predict(App& app, int choice);
void draw_help(App& app, const Area& area);
void handle_keys(App& app);

}  // namespace topsoil::viz
