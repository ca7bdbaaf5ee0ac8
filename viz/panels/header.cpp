// The line on top: which place, which week, what is coloured.
#include <fmt/format.h>

#include "viz/model/quantities.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

std::string when(const App& app) {
    switch (app.now->stage) {
        case Stage::making_city: return "making the city: homes, people, families, friends";
        case Stage::failed: return "stopped";
        default: break;
    }
    const LiveFrame* frame = app.shown();
    if (frame == nullptr) return "";
    if (frame->burning_in && frame->week < 0) return fmt::format("living the years before, under today's rules: {} weeks to go", -frame->week);
    if (app.now->catching_up) return fmt::format("living {} again after the change", week_text(frame->week));
    return week_text(frame->week) + (app.view.past_week ? "  (the past)" : "");
}

void choose_measure(App& app) {
    ImGui::SetNextItemWidth(app.fonts.pixels * 24);
    if (ImGui::BeginCombo("##measure", title_of(app.view.measure).c_str(), ImGuiComboFlags_HeightLargest)) {
        for (const std::size_t m : app.measures) {
            if (ImGui::Selectable(title_of(m).c_str(), m == app.view.measure)) app.set_measure(m);
            app.note("measure " + std::string(measure_catalogue()[m].name));
        }
        ImGui::EndCombo();
    }
    app.note("measure");
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s\n(M: the next one)", std::string(measure_catalogue()[app.view.measure].meaning).c_str());
}

void choose_average(App& app) {
    static constexpr int choices[] = {4, 12, 52};
    static constexpr const char* names[] = {"4 weeks", "12 weeks", "a year"};
    for (int i = 0; i < 3; ++i) {
        ImGui::SameLine();
        if (button(app, fmt::format("average {}", choices[i]), names[i], app.view.average_weeks == choices[i])) app.view.average_weeks = choices[i];
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("Maps show the average of %s", names[i]);
    }
}

}  // namespace

void draw_header(App& app, const Area& area) {
    begin_panel(app, "header", area);
    ImGui::PushFont(app.fonts.title);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(app.place().title.c_str());
    ImGui::SameLine();
    ImGui::TextUnformatted(when(app).c_str());
    ImGui::PopFont();
    // The chooser of the measure on the right, where it is above what it colours.
    const float averages = width_of(app.fonts.body, "4 weeks12 weeksa year") + app.fonts.pixels * 5.5F;
    const float wanted = app.fonts.pixels * 24 + (app.view.layout == Layout::driver ? averages : 0) + app.fonts.pixels * 1.2F;
    ImGui::SameLine(std::max(ImGui::GetCursorPosX() + app.fonts.pixels * 22, area.width() - wanted));
    choose_measure(app);
    if (app.view.layout == Layout::driver) choose_average(app);
    ImGui::End();
}

}  // namespace topsoil::viz
