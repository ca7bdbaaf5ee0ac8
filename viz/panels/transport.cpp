// Play, pause, step, speed, and the line of time, on which any recorded week can be looked at again.
#include <fmt/format.h>

#include <algorithm>

#include "viz/model/picture.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr int weeks_of_a_year = 52;

/// A button with a drawn sign, since fonts differ in what signs they have.
bool sign_button(App& app, const std::string& name, const char* hint, const std::function<void(ImDrawList*, ImVec2, float, ImU32)>& sign) {
    const float side = app.line() * 1.35F;
    const bool pressed = ImGui::Button(("##" + name).c_str(), {side * 1.2F, side});
    app.note(name);
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    sign(ImGui::GetWindowDrawList(), {(low.x + high.x) / 2, (low.y + high.y) / 2}, side * 0.26F, palette(app).ink);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", hint);
    return pressed;
}

void play_sign(ImDrawList* list, ImVec2 at, float r, ImU32 ink) { list->AddTriangleFilled({at.x - r * 0.8F, at.y - r}, {at.x - r * 0.8F, at.y + r}, {at.x + r, at.y}, ink); }
void pause_sign(ImDrawList* list, ImVec2 at, float r, ImU32 ink) {
    list->AddRectFilled({at.x - r * 0.8F, at.y - r}, {at.x - r * 0.25F, at.y + r}, ink);
    list->AddRectFilled({at.x + r * 0.25F, at.y - r}, {at.x + r * 0.8F, at.y + r}, ink);
}
void step_sign(ImDrawList* list, ImVec2 at, float r, ImU32 ink) {
    list->AddTriangleFilled({at.x - r, at.y - r}, {at.x - r, at.y + r}, {at.x + r * 0.4F, at.y}, ink);
    list->AddRectFilled({at.x + r * 0.5F, at.y - r}, {at.x + r, at.y + r}, ink);
}
void undo_sign(ImDrawList* list, ImVec2 at, float r, ImU32 ink) {
    list->PathArcTo(at, r * 0.85F, 3.6F, 7.6F, 20);
    list->PathStroke(ink, 0, r * 0.3F);
    list->AddTriangleFilled({at.x - r * 1.15F, at.y - r * 0.1F}, {at.x - r * 0.1F, at.y - r * 0.3F}, {at.x - r * 0.95F, at.y - r}, ink);
}
void redo_sign(ImDrawList* list, ImVec2 at, float r, ImU32 ink) {
    list->PathArcTo(at, r * 0.85F, -0.45F, -4.45F, 20);
    list->PathStroke(ink, 0, r * 0.3F);
    list->AddTriangleFilled({at.x + r * 1.15F, at.y - r * 0.1F}, {at.x + r * 0.1F, at.y - r * 0.3F}, {at.x + r * 0.95F, at.y - r}, ink);
}

void buttons(App& app) {
    const bool playing = app.now->playing;
    if (sign_button(app, "play", playing ? "Pause (space)" : "Play (space)", playing ? pause_sign : play_sign)) app.session.play(!playing);
    ImGui::SameLine();
    if (sign_button(app, "step", "Four weeks on (.)", step_sign)) app.session.step_once();
    ImGui::SameLine();
    ImGui::BeginGroup();
    ImGui::PushFont(app.fonts.small);
    if (button(app, "slower", "[", false) && app.view.speed > 0) app.session.set_speed(speeds[--app.view.speed]);
    ImGui::SameLine(0, 2);
    if (button(app, "faster", "]", false) && app.view.speed + 1 < speed_count) app.session.set_speed(speeds[++app.view.speed]);
    ImGui::TextUnformatted(speed_names[app.view.speed]);
    ImGui::PopFont();
    ImGui::EndGroup();
    ImGui::SameLine();
    ImGui::BeginDisabled(!app.now->can_undo);
    if (sign_button(app, "undo", "Take the last decision back (Ctrl+Z)", undo_sign)) app.session.undo();
    ImGui::EndDisabled();
    ImGui::SameLine();
    ImGui::BeginDisabled(!app.now->can_redo);
    if (sign_button(app, "redo", "Make it again (Ctrl+Y)", redo_sign)) app.session.redo();
    ImGui::EndDisabled();
    ImGui::SameLine();
}

struct TimeLine {
    Area area;
    int first, last;
    [[nodiscard]] float x(int week) const { return area.low.x + area.width() * static_cast<float>(week - first) / static_cast<float>(std::max(1, last - first)); }
    [[nodiscard]] int week(float x_of) const { return first + static_cast<int>((x_of - area.low.x) / std::max(1.0F, area.width()) * static_cast<float>(last - first) + 0.5F); }
};

void draw_time(const App& app, ImDrawList* list, const TimeLine& line) {
    const Palette& p = palette(app);
    const float size = app.fonts.pixels;
    const float y = line.area.low.y + size * 0.75F;
    const float half = size * 0.22F;
    const int present = app.now->week;
    list->AddRectFilled({line.area.low.x, y - half}, {line.area.high.x, y + half}, p.faint, half);
    list->AddRectFilled({line.area.low.x, y - half}, {line.x(std::min(0, present)), y + half}, p.line, half);
    if (present > 0) list->AddRectFilled({line.x(0), y - half}, {line.x(present), y + half}, p.muted, half);
    // What the first mark means stands before it, in as many words as there is room for.
    for (const char* text : {"the worlds part", "parting"}) {
        const float x = line.x(0) - width_of(app.fonts.small, text) - size * 0.3F;
        if (x < line.area.low.x) continue;
        text_in(list, app.fonts.small, {x, y + half * 2}, p.muted, text);
        break;
    }
    float free_from = line.area.low.x;  // labels stand beside each other, never over each other
    for (int year = 0; year * weeks_of_a_year <= line.last; ++year) {
        const float x = line.x(year * weeks_of_a_year);
        list->AddLine({x, y + half}, {x, y + half * 3}, p.line);
        const std::string text = fmt::format("{}", app.scenario().start_year + year);
        const float width = width_of(app.fonts.small, text);
        if (x < free_from || x + width > line.area.high.x + size) continue;
        text_in(list, app.fonts.small, {x + size * 0.15F, y + half * 2}, p.muted, text);
        free_from = x + width + size * 0.6F;
    }
    for (const LiveAction& action : app.now->actions) {
        const float x = line.x(action.week);
        list->AddTriangleFilled({x - size * 0.3F, y - size * 0.75F}, {x + size * 0.3F, y - size * 0.75F}, {x, y - half}, ink_of(world_colour(action.world)));
    }
    const LiveFrame* frame = app.shown();
    const float knob = line.x(frame != nullptr ? frame->week : line.first);
    list->AddCircleFilled({knob, y}, size * 0.5F, p.ink, 24);
    list->AddCircleFilled({knob, y}, size * 0.28F, app.view.past_week ? p.paper : p.ink, 24);
}

void take_time(App& app, const TimeLine& line) {
    if (!ImGui::IsItemActive() || app.now->frames.empty()) return;
    const int week = std::clamp(line.week(ImGui::GetIO().MousePos.x), app.now->frames.front()->week, app.now->week);
    const int recorded = app.now->frames[frame_at(app.now->frames, week)]->week;
    if (recorded >= app.now->week) app.view.past_week.reset();
    else app.view.past_week = recorded;
}

}  // namespace

void draw_transport(App& app, const Area& area) {
    begin_panel(app, "transport", area);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddLine(area.low, {area.high.x, area.low.y}, palette(app).line);
    buttons(app);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float size = app.fonts.pixels;
    const TimeLine line{{{low.x + size, low.y}, {area.high.x - size * 1.5F, low.y + app.line() * 1.2F}}, -app.scenario().burn_in_weeks, std::max(app.scenario().weeks, app.now->week)};
    ImGui::InvisibleButton("time", {std::max(1.0F, line.area.high.x - low.x), line.area.height()});
    app.note("time");
    take_time(app, line);
    draw_time(app, list, line);
    // One line below: what was done last, or what can be done.
    std::string text = "Space plays, F1 shows every key";
    if (app.view.past_week) text = "You are looking at the past. End: back to the present. F: go on from here, and drop what came later.";
    if (app.clock < app.view.notice_until) text = app.view.notice;
    if (app.now->stage == Stage::failed) text = "Stopped: " + app.now->trouble;
    text_in(list, app.fonts.small, {line.area.low.x, area.high.y - size * 1.35F}, palette(app).ink, fitted(app.fonts.small, text, line.area.width()));
    ImGui::End();
}

}  // namespace topsoil::viz
