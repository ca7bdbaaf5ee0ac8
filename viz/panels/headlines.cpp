// The outcomes that were declared before running, for the whole city, side by side.
#include <fmt/format.h>

#include <algorithm>

#include "viz/model/quantities.hpp"
#include "viz/model/picture.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

void draw_line(App& app, std::size_t measure) {
    const Comparison line = compare(app.now->frames, app.shown_index(), measure, -1, app.view.average_weeks, app.now->ensemble.get());
    ImGui::PushFont(app.fonts.body);
    if (ImGui::Selectable((fitted(app.fonts.body, title_of(measure), ImGui::GetContentRegionAvail().x) + "##headline" + std::to_string(measure)).c_str(), measure == app.view.measure)) app.set_measure(measure);
    app.note("headline " + std::string(measure_catalogue()[measure].name));
    ImGui::PopFont();
    const float third = ImGui::GetContentRegionAvail().x / 3;
    const float left = ImGui::GetCursorPosX();
    for (std::size_t w = 0; w < live_worlds; ++w) {
        ImGui::SetCursorPosX(left + third * static_cast<float>(w));
        ImGui::PushFont(app.fonts.title);
        ImGui::TextColored(as_vec(ink_of(world_colour(w))), "%c  %s", "AB"[w], number_text(line.values[w]).c_str());
        ImGui::PopFont();
        ImGui::SameLine();
    }
    ImGui::SetCursorPosX(left + third * 2);
    ImGui::PushFont(app.fonts.title);
    ImGui::Text("%s", difference_text(line.difference, line.values[0]).c_str());
    ImGui::PopFont();
    const std::string range = line.histories > 1 ? fmt::format("{}; B less A from {} to {} in {} histories", city_unit(measure), difference_text(line.low, line.values[0]), difference_text(line.high, line.values[0]), line.histories) : city_unit(measure);
    remark(app, fitted(app.fonts.small, range, ImGui::GetContentRegionAvail().x));
}

}  // namespace

void draw_headlines(App& app, const Area& area) {
    begin_panel(app, "headlines", area);
    ImGui::PushFont(app.fonts.title);
    ImGui::TextUnformatted("The whole city");
    ImGui::PopFont();
    if (!app.has_picture) {
        remark(app, "Figures appear here once the city lives.");
        ImGui::End();
        return;
    }
    // As many of the declared outcomes as there is room for, the chosen one first where it is none of the first.
    const float gap = ImGui::GetStyle().ItemSpacing.y;
    const float line = app.fonts.body->FontSize + app.fonts.title->FontSize + app.fonts.small->FontSize + gap * 3;
    const float room = ImGui::GetContentRegionAvail().y - app.fonts.small->FontSize * 3.2F;
    const auto fits = static_cast<std::size_t>(std::max(1.0F, room / line));
    const std::size_t declared = std::min<std::size_t>(3, app.scenario().primary_outcomes.size());
    std::vector<std::size_t> lines(app.measures.begin(), app.measures.begin() + static_cast<std::ptrdiff_t>(declared));
    if (std::find(lines.begin(), lines.end(), app.view.measure) == lines.end() || fits < lines.size()) {
        std::erase(lines, app.view.measure);
        lines.insert(lines.begin(), app.view.measure);
    }
    for (std::size_t i = 0; i < std::min(fits, lines.size()); ++i) draw_line(app, lines[i]);
    const LiveFrame* frame = app.shown();
    if (frame->burning_in) {
        remark(app, "Until the parting both worlds are one city under today's rules.");
    } else {
        const Tally tally = tally_of(app.picture);
        remark(app, fmt::format("Of {} neighbourhoods the chosen measure is higher in B in {}, lower in {}; in {} it is no more than chance. The third figure is B less A. What the model says under its assumptions, not a forecast.", app.picture.noise.size(), tally.higher, tally.lower, tally.cannot_tell));
    }
    ImGui::End();
}

}  // namespace topsoil::viz
