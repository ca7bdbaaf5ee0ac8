// The maps: one world, the other, and what differs; the hand on them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/layers/map_layer.hpp"
#include "viz/model/quantities.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr std::size_t difference_map = live_worlds;
constexpr double most_zoom = 40;
constexpr double smallest_reach = 1e-6;  // of a scale that has anything to show
constexpr double zoom_for_names = 2.2;
constexpr float longest_click = 6;  // pixels that the hand may move between pressing and letting go; further is a drag

/// A map on the screen: what it shows from its left edge to the right end of each part.
struct Part {
    std::size_t map;
    double until;  ///< share of the width
};
struct ShownMap {
    const char* name;
    std::vector<Part> parts;
};

std::vector<ShownMap> shown_maps(const App& app) {
    const ShownMap first{"map A", {{0, 1}}};
    const ShownMap second{"map B", {{1, 1}}};
    const ShownMap difference{"map difference", {{difference_map, 1}}};
    switch (app.view.maps) {
        case MapChoice::first: return {first};
        case MapChoice::second: return {second};
        case MapChoice::difference: return {difference};
        case MapChoice::divided: return {{"map divided", {{0, app.view.divider}, {1, 1}}}};
        case MapChoice::all: break;
    }
    return {first, second, difference};
}

double share_of(const Picture& picture, double value) { return (value - picture.low) / (picture.high - picture.low); }

/// Behind the curtain of an open question the first world alone is seen.
bool hidden(const App& app, std::size_t map) { return app.telling && app.telling->curtain() && map != 0; }

std::vector<ImU32> colours_of(const App& app, std::size_t map) {
    if (hidden(app, map)) return std::vector<ImU32>(app.shapes.shapes.size(), ink_of(noise_grey));
    std::vector<ImU32> colours;
    for (std::size_t n = 0; n < app.shapes.shapes.size(); ++n) {
        if (!app.has_picture) colours.push_back(ink_of(noise_grey));
        else if (map == difference_map) colours.push_back(ink_of(app.picture.noise[n] ? noise_grey : difference_colour(app.picture.difference[n] / app.picture.reach)));
        else colours.push_back(ink_of(std::isfinite(app.picture.values[map][n]) ? level_colour(share_of(app.picture, app.picture.values[map][n])) : noise_grey));
    }
    return colours;
}

// --- titles and legends ------------------------------------------------------------------------------------------------------------

void draw_title(const App& app, ImDrawList* list, const Area& area, std::size_t map) {
    if (area.width() < app.fonts.pixels * 3) return;  // of a world that the divider hides
    const Palette& p = palette(app);
    const float size = app.fonts.pixels;
    ImVec2 at = area.low;
    if (map != difference_map) {
        const std::string letter(1, "AB"[map]);
        const float radius = size * 0.62F;
        list->AddCircleFilled({at.x + radius, at.y + size * 0.72F}, radius, ink_of(world_colour(map)), 24);
        text_in(list, app.fonts.body, {at.x + radius - width_of(app.fonts.body, letter) / 2, at.y + size * 0.72F - app.fonts.body->FontSize / 2}, IM_COL32_WHITE, letter);
        at.x += size * 1.7F;
    }
    const bool together = app.now->stage == Stage::making_city || app.now->stage == Stage::burning_in;
    const std::string title = map == difference_map ? "What differs: B less A" : app.world_title(map) + (together ? " (from the parting on)" : "");
    text_in(list, app.fonts.title, at, p.ink, fitted(app.fonts.title, title, area.high.x - at.x));
}

void draw_level_legend(const App& app, ImDrawList* list, const Area& area) {
    const Palette& p = palette(app);
    const float bar = std::min(area.width() * 0.42F, app.fonts.pixels * 11);
    const ImVec2 low{area.low.x, area.low.y};
    const ImVec2 high{area.low.x + bar, area.low.y + app.fonts.pixels * 0.6F};
    draw_scale(list, low, high, level_colour, 0, 1);
    list->AddRect(low, high, p.line);
    const std::string least = number_text(app.picture.low);
    const std::string most = number_text(app.picture.high) + " +";
    text_in(list, app.fonts.small, {low.x, high.y + 2}, p.ink, least);
    text_in(list, app.fonts.small, {high.x - width_of(app.fonts.small, most), high.y + 2}, p.ink, most);
    text_in(list, app.fonts.small, {high.x + app.fonts.pixels * 0.6F, low.y - app.fonts.pixels * 0.2F}, p.muted, fitted(app.fonts.small, map_unit(app.view.measure), area.high.x - high.x - app.fonts.pixels * 0.6F));
}

void draw_difference_legend(const App& app, ImDrawList* list, const Area& area) {
    const Palette& p = palette(app);
    const float bar = std::min(area.width() * 0.42F, app.fonts.pixels * 11);
    const ImVec2 low{area.low.x, area.low.y};
    const ImVec2 high{area.low.x + bar, area.low.y + app.fonts.pixels * 0.6F};
    draw_scale(list, low, high, difference_colour, -1, 1);
    list->AddRect(low, high, p.line);
    const bool any = app.picture.reach > smallest_reach;
    const std::string reach = number_text(app.picture.reach);
    const std::string most = any ? "+" + reach : "";
    text_in(list, app.fonts.small, {low.x, high.y + 2}, p.ink, any ? "-" + reach : "no difference yet");
    text_in(list, app.fonts.small, {high.x - width_of(app.fonts.small, most), high.y + 2}, p.ink, most);
    const float left = high.x + app.fonts.pixels * 0.6F;
    const float box = app.fonts.pixels * 0.6F;
    list->AddRectFilled({left, low.y}, {left + box, low.y + box}, ink_of(noise_grey));
    text_in(list, app.fonts.small, {left + box * 1.5F, low.y - app.fonts.pixels * 0.2F}, p.muted, fitted(app.fonts.small, "no more than chance", area.high.x - left - box * 1.5F));
    text_in(list, app.fonts.small, {left, high.y + 2}, p.muted, fitted(app.fonts.small, map_unit(app.view.measure), area.high.x - left));
}

// --- the hand ----------------------------------------------------------------------------------------------------------------------

void describe(const App& app, int n) {
    const LiveFrame* frame = app.shown();
    const auto& row = app.place().neighbourhoods[static_cast<std::size_t>(n)];
    ImGui::BeginTooltip();
    ImGui::PushFont(app.fonts.title);
    ImGui::TextUnformatted(row.name.c_str());
    ImGui::PopFont();
    if (frame != nullptr && app.has_picture) {
        const auto i = static_cast<std::size_t>(n);
        ImGui::TextDisabled("%s ward, %s people", row.ward.c_str(), number_text(frame->world[0]->residents[i]).c_str());
        const std::string unit = map_unit(app.view.measure);
        for (std::size_t w = 0; w < live_worlds; ++w) {
            ImGui::TextColored(as_vec(ink_of(world_colour(w))), "%c", "AB"[w]);
            ImGui::SameLine();
            ImGui::Text("%s  %s", number_text(app.picture.values[w][i]).c_str(), unit.c_str());
            if (frame->week >= 0) ImGui::TextDisabled("    %s", app.scenario().regimes[app.regime_at(w, n)].title.c_str());
        }
        ImGui::Separator();
        ImGui::Text("B less A  %s%s", difference_text(app.picture.difference[i], app.picture.values[0][i]).c_str(), app.picture.noise[i] ? ", no more than chance" : "");
        ImGui::TextDisabled("average of %d weeks; invented people, rough figures", app.picture.weeks);
    }
    ImGui::EndTooltip();
}

void zoom_and_pan(App& app, const MapView& view, const Area& area) {
    ImGuiIO& io = ImGui::GetIO();
    Camera& camera = app.view.camera;
    if (io.MouseWheel != 0) {
        const Spot2 under = view.spot(io.MousePos);
        const double before = camera.zoom;
        camera.zoom = std::clamp(camera.zoom * std::pow(1.25, static_cast<double>(io.MouseWheel)), 1.0, most_zoom);
        const Spot2 middle = view.spot({(area.low.x + area.high.x) / 2, (area.low.y + area.high.y) / 2});
        const double keep = before / camera.zoom;
        camera.middle = {under.x + (middle.x - under.x) * keep, under.y + (middle.y - under.y) * keep};
    }
    if (!app.view.painting && ImGui::IsMouseDragging(ImGuiMouseButton_Left, longest_click) && camera.zoom > 1) {
        camera.middle.x -= io.MouseDelta.x / view.pixels_per_km();
        camera.middle.y += io.MouseDelta.y / view.pixels_per_km();
    }
}

void paint(App& app, std::size_t map, int under) {
    ViewState& view = app.view;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        view.stroke.clear();
        view.stroke_world = map == difference_map ? 1 : map;
    }
    if (ImGui::IsMouseDown(ImGuiMouseButton_Left) && under >= 0 && std::find(view.stroke.begin(), view.stroke.end(), under) == view.stroke.end()) view.stroke.push_back(under);
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !view.stroke.empty()) {
        app.hand_over(view.stroke_world, view.stroke);
        view.stroke.clear();
    }
}

int take_hand(App& app, const MapView& view, const Area& area, std::size_t map) {
    const int under = app.shapes.at(view.spot(ImGui::GetIO().MousePos));
    zoom_and_pan(app, view, area);
    if (app.view.painting) paint(app, map, under);
    else if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < longest_click * longest_click) {
        if (map < live_worlds) app.view.active_world = map;
        app.select(under);
    }
    if (under >= 0 && !(app.telling && app.telling->curtain())) describe(app, under);
    return under;
}

// --- marks -------------------------------------------------------------------------------------------------------------------------

/// Neighbourhoods that live under another regime than their world's carry its colour: a line inside their own and a dot.
void mark_handed_over(const App& app, ImDrawList* list, const MapView& view, std::size_t world) {
    const LiveFrame* frame = app.shown();
    if (frame == nullptr || app.now->stage != Stage::living || frame->week < 0) return;
    const std::size_t own = std::min(world, app.scenario().regimes.size() - 1);
    for (std::size_t n = 0; n < app.shapes.shapes.size(); ++n) {
        const std::size_t regime = app.regime_at(world, static_cast<int>(n));
        if (regime == own) continue;
        const ImU32 colour = ink_of(regime == 0 ? first_world : (regime == 1 ? second_world : further_regime));
        outline_cell(list, app.shapes.shapes[n], view, colour, app.fonts.pixels * 0.16F);
        const ImVec2 at = view.pixel(app.shapes.shapes[n].centre);
        list->AddCircleFilled(at, app.fonts.pixels * 0.3F, colour, 16);
        list->AddCircle(at, app.fonts.pixels * 0.3F, IM_COL32_WHITE, 16, 1.5F);
    }
}

void draw_marks(const App& app, ImDrawList* list, const MapView& view, std::size_t map) {
    const Palette& p = palette(app);
    if (map < live_worlds) mark_handed_over(app, list, view, map);
    for (const int n : app.view.stroke) outline_cell(list, app.shapes.shapes[static_cast<std::size_t>(n)], view, p.ink, app.fonts.pixels * 0.2F);
    if (app.view.hovered >= 0) outline_cell(list, app.shapes.shapes[static_cast<std::size_t>(app.view.hovered)], view, p.ink, app.fonts.pixels * 0.09F);
    if (app.view.selected >= 0) outline_cell(list, app.shapes.shapes[static_cast<std::size_t>(app.view.selected)], view, p.ink, app.fonts.pixels * 0.18F);
    if (app.view.camera.zoom < zoom_for_names) return;
    for (std::size_t n = 0; n < app.shapes.shapes.size(); ++n) {
        const std::string& name = app.place().neighbourhoods[n].name;
        const ImVec2 at = view.pixel(app.shapes.shapes[n].centre);
        const ImVec2 corner{at.x - width_of(app.fonts.small, name) / 2, at.y - app.fonts.small->FontSize / 2};
        for (const float dx : {-1.5F, 1.5F}) {
            for (const float dy : {-1.5F, 1.5F}) text_in(list, app.fonts.small, {corner.x + dx, corner.y + dy}, p.paper, name);
        }
        text_in(list, app.fonts.small, corner, p.ink, name);
    }
}

void draw_curtain(const App& app, ImDrawList* list, const Area& inside) {
    const Palette& p = palette(app);
    const float size = app.fonts.pixels;
    const std::string what = fitted(app.fonts.title, "What do you expect?", inside.width() - size * 2);
    const float wide = width_of(app.fonts.title, what);
    const ImVec2 at{(inside.low.x + inside.high.x - wide) / 2, (inside.low.y + inside.high.y) / 2};
    list->AddRectFilled({at.x - size, at.y - size * 0.5F}, {at.x + wide + size, at.y + size * 1.9F}, p.paper, size * 0.4F);
    text_in(list, app.fonts.title, at, p.ink, what);
}

/// The line between two worlds on one map, with a handle for the hand.
void draw_divider(App& app, ImDrawList* list, const Area& inside) {
    const float size = app.fonts.pixels;
    const float x = inside.low.x + inside.width() * static_cast<float>(app.view.divider);
    ImGui::SetCursorScreenPos({x - size * 0.8F, inside.low.y});
    ImGui::InvisibleButton("divider", {size * 1.6F, std::max(1.0F, inside.height())});
    app.note("divider");
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (ImGui::IsItemActive()) app.view.divider = std::clamp((static_cast<double>(ImGui::GetIO().MousePos.x) - inside.low.x) / std::max(1.0F, inside.width()), 0.0, 1.0);
    const float y = (inside.low.y + inside.high.y) / 2;
    const float r = size * 0.85F;
    list->AddLine({x, inside.low.y}, {x, inside.high.y}, palette(app).ink, size * 0.12F);
    list->AddCircleFilled({x, y}, r, palette(app).ink, 24);
    for (const float side : {-1.0F, 1.0F}) list->AddTriangleFilled({x + side * r * 0.7F, y}, {x + side * r * 0.2F, y - r * 0.4F}, {x + side * r * 0.2F, y + r * 0.4F}, palette(app).paper);
}

/// Returns the neighbourhood under the hand; -1: none.
int draw_map(App& app, const Area& area, const ShownMap& shown) {
    const Palette& p = palette(app);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float size = app.fonts.pixels;
    const Area inside{{area.low.x, area.low.y + size * 1.9F}, {area.high.x, area.high.y - size * 2.2F}};
    const MapView view(app.shapes, app.view.camera, inside);
    float left = inside.low.x;
    std::size_t under_hand = shown.parts.back().map;
    for (const Part& part : shown.parts) {
        const float right = inside.low.x + inside.width() * static_cast<float>(part.until);
        const Area clip{{left, inside.low.y}, {right, inside.high.y}};
        draw_title(app, list, {{left, area.low.y}, {right - size * 0.5F, inside.low.y}}, part.map);
        list->PushClipRect(clip.low, clip.high, true);
        fill_cells(list, app.shapes, view, colours_of(app, part.map), part.map == difference_map ? p.paper : IM_COL32(255, 255, 255, 150), 1.2F);
        draw_marks(app, list, view, part.map);
        list->PopClipRect();
        if (hidden(app, part.map)) draw_curtain(app, list, clip);
        if (clip.contains(ImGui::GetIO().MousePos)) under_hand = part.map;
        left = right;
    }
    if (app.has_picture && !hidden(app, shown.parts.front().map)) {
        const Area legend{{area.low.x, area.high.y - size * 1.7F}, area.high};
        if (shown.parts.front().map == difference_map) draw_difference_legend(app, list, legend);
        else draw_level_legend(app, list, legend);
    }
    if (shown.parts.size() > 1) draw_divider(app, list, inside);
    ImGui::SetCursorScreenPos(inside.low);
    ImGui::InvisibleButton(shown.name, {std::max(1.0F, inside.width()), std::max(1.0F, inside.height())});
    app.note(shown.name);
    return ImGui::IsItemHovered() ? take_hand(app, view, inside, under_hand) : -1;
}

void draw_waiting(const App& app, const Area& area) {
    const bool failed = app.now->stage == Stage::failed;
    const std::string text = failed ? "The city could not go on living: " + app.now->trouble : "The city is being made: a few seconds for half a million people.";
    const ImVec2 at{area.low.x + app.fonts.pixels, area.high.y - app.fonts.pixels * 2};
    text_in(ImGui::GetWindowDrawList(), app.fonts.body, at, palette(app).ink, fitted(app.fonts.body, text, area.width() - app.fonts.pixels * 2));
}

}  // namespace

void draw_maps(App& app, const Area& area) {
    begin_panel(app, "maps", area);
    int hovered = -1;
    const auto maps = shown_maps(app);
    const float gap = app.fonts.pixels;
    const float width = (area.width() - gap * static_cast<float>(maps.size() + 1)) / static_cast<float>(maps.size());
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const float left = area.low.x + gap + (width + gap) * static_cast<float>(i);
        hovered = std::max(hovered, draw_map(app, {{left, area.low.y + gap * 0.2F}, {left + width, area.high.y}}, maps[i]));
    }
    app.view.hovered = hovered;
    if (!app.has_picture || app.now->stage == Stage::failed) draw_waiting(app, area);
    ImGui::End();
}

}  // namespace topsoil::viz
