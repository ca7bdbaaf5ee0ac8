// The outcomes that were declared before running, for the whole city, side by side.
#include <fmt/format.h>

#include <algorithm>

#include "viz/model/quantities.hpp"
#include "viz/model/picture.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

/// City values averaged as on the maps, of the frame that is shown.
struct Line {
    std::array<double, live_worlds> values{};
    double low = 0, high = 0;  ///< of the difference, over the histories
    int histories = 1;
};

double average(const Frames& frames, std::size_t at, std::size_t world, std::size_t measure, int weeks) {
    const std::size_t from = first_frame_of(frames, at, weeks);
    double sum = 0;
    for (std::size_t i = from; i <= at; ++i) sum += city_value(*frames[i], world, measure);
    return sum / static_cast<double>(at - from + 1);
}

Line line_of(const App& app, std::size_t measure) {
    const Frames& frames = app.now->frames;
    const std::size_t at = app.shown_index();
    Line line;
    for (std::size_t w = 0; w < live_worlds; ++w) line.values[w] = average(frames, at, w, measure, app.view.average_weeks);
    line.low = line.high = line.values[1] - line.values[0];
    if (!app.now->ensemble || frames[at]->burning_in) return line;
    for (const Frames& other : app.now->ensemble->replicates) {
        const std::size_t there = frame_at(other, frames[at]->week);
        if (other.empty() || other[there]->week != frames[at]->week) continue;
        const double difference = average(other, there, 1, measure, app.view.average_weeks) - average(other, there, 0, measure, app.view.average_weeks);
        line.low = std::min(line.low, difference);
        line.high = std::max(line.high, difference);
        ++line.histories;
    }
    return line;
}

void draw_line(App& app, std::size_t measure) {
    const Line line = line_of(app, measure);
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
    ImGui::Text("%s", difference_text(line.values[1] - line.values[0]).c_str());
    ImGui::PopFont();
    const std::string range = line.histories > 1 ? fmt::format("{}; B less A from {} to {} in {} histories", city_unit(measure), difference_text(line.low), difference_text(line.high), line.histories) : city_unit(measure);
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
    const float line = ImGui::GetFrameHeightWithSpacing() * 2.6F;
    const float room = ImGui::GetContentRegionAvail().y - app.fonts.small->FontSize * 4;
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
