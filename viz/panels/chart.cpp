// The chosen measure over time, both worlds on one pair of axes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/model/quantities.hpp"
#include "viz/model/series.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr int weeks_of_a_year = 52;
constexpr int shown_before_parting = 52;
constexpr int longest_average = 12;  // a year's would hide for a year what the parting does

/// From weeks and values to pixels.
struct Axes {
    Area area;
    double first_week, last_week, low, high;
    [[nodiscard]] float x(double week) const { return area.low.x + static_cast<float>((week - first_week) / (last_week - first_week)) * area.width(); }
    [[nodiscard]] float y(double value) const { return area.high.y - static_cast<float>((value - low) / (high - low)) * area.height(); }
};

int first_week_shown(const App& app, int last) { return last <= 0 ? -app.scenario().burn_in_weeks : -std::min(shown_before_parting, app.scenario().burn_in_weeks); }

Axes axes_of(const App& app, const Series& series, const Area& area) {
    const int last = series.weeks.empty() ? 0 : series.weeks.back();
    // Room to grow, in whole years, so that the line does not jump each month.
    const int years = last < weeks_of_a_year ? 1 : last / weeks_of_a_year + 1;
    const double margin = (series.highest - series.lowest) * 0.12;
    Axes axes{area, 0, 0, series.lowest - margin, series.highest + margin};
    axes.first_week = first_week_shown(app, last);
    axes.last_week = last <= 0 ? 0 : std::min(years * weeks_of_a_year, std::max(app.scenario().weeks, last));
    if (axes.last_week <= axes.first_week) axes.last_week = axes.first_week + 1;
    if (series.lowest >= 0) axes.low = std::max(0.0, axes.low);
    return axes;
}

void draw_grid(const App& app, ImDrawList* list, const Axes& axes) {
    const Palette& p = palette(app);
    for (const double value : ticks(axes.low, axes.high, 4)) {
        const float y = axes.y(value);
        list->AddLine({axes.area.low.x, y}, {axes.area.high.x, y}, p.faint);
        const std::string text = number_text(value);
        text_in(list, app.fonts.small, {axes.area.low.x - width_of(app.fonts.small, text) - app.fonts.pixels * 0.4F, y - app.fonts.small->FontSize / 2}, p.muted, text);
    }
    const int years = static_cast<int>(axes.last_week) / weeks_of_a_year;
    const int each = years > 8 ? 2 : 1;
    for (int year = static_cast<int>(std::ceil(axes.first_week / weeks_of_a_year)); year <= years; year += each) {
        const float x = axes.x(year * weeks_of_a_year);
        list->AddLine({x, axes.area.high.y}, {x, axes.area.high.y + app.fonts.pixels * 0.25F}, p.line);
        const std::string text = year == 0 ? "parting" : fmt::format("{} year{}", year, std::abs(year) == 1 ? "" : "s");
        const float left = std::min(x - width_of(app.fonts.small, text) / 2, axes.area.high.x - width_of(app.fonts.small, text) + app.fonts.pixels * 2);
        text_in(list, app.fonts.small, {left, axes.area.high.y + app.fonts.pixels * 0.3F}, p.muted, text);
    }
    if (axes.last_week > 0) list->AddLine({axes.x(0), axes.area.low.y}, {axes.x(0), axes.area.high.y}, p.line, 1.5F);
}

void draw_band(ImDrawList* list, const Axes& axes, const Series::Band& band, ImU32 colour) {
    for (std::size_t i = 1; i < band.weeks.size(); ++i) {
        const float left = axes.x(band.weeks[i - 1]);
        const float right = axes.x(band.weeks[i]);
        list->AddQuadFilled({left, axes.y(band.high[i - 1])}, {right, axes.y(band.high[i])}, {right, axes.y(band.low[i])}, {left, axes.y(band.low[i - 1])}, colour);
    }
}

void draw_line(ImDrawList* list, const Axes& axes, const Series& series, std::size_t world, ImU32 colour, float thickness, bool before) {
    for (std::size_t i = 0; i < series.weeks.size(); ++i) {
        if ((series.weeks[i] <= 0) != before && !(before ? false : series.weeks[i] == 0)) continue;
        if (series.weeks[i] < axes.first_week || !std::isfinite(series.values[world][i])) continue;
        list->PathLineTo({axes.x(series.weeks[i]), axes.y(series.values[world][i])});
    }
    list->PathStroke(colour, 0, thickness);
}

void draw_lines(const App& app, ImDrawList* list, const Axes& axes, const Series& series) {
    const float thickness = app.fonts.pixels * 0.14F;
    for (std::size_t w = 0; w < live_worlds; ++w) draw_band(list, axes, series.bands[w], ink_of(world_colour(w), 46));
    draw_line(list, axes, series, 0, ink_of(both_worlds), thickness, true);
    if (series.weeks.empty() || series.weeks.back() <= 0) return;
    for (std::size_t w = 0; w < live_worlds; ++w) draw_line(list, axes, series, w, ink_of(world_colour(w)), thickness, false);
    // Names at the ends of the lines, kept apart where the lines meet.
    std::array<float, live_worlds> y{};
    for (std::size_t w = 0; w < live_worlds; ++w) y[w] = axes.y(series.values[w].back());
    const float apart = app.fonts.pixels * 1.25F;
    if (std::abs(y[0] - y[1]) < apart) {
        const float middle = (y[0] + y[1]) / 2;
        const bool first_above = y[0] <= y[1];
        y[0] = middle + (first_above ? -apart : apart) / 2;
        y[1] = middle + (first_above ? apart : -apart) / 2;
    }
    // Inside the picture, whichever way they were pushed.
    const float push = std::max(0.0F, axes.area.low.y + apart / 2 - std::min(y[0], y[1])) - std::max(0.0F, std::max(y[0], y[1]) - axes.area.high.y + apart / 2);
    for (float& each : y) each += push;
    const float x = axes.x(series.weeks.back()) + app.fonts.pixels * 0.35F;
    for (std::size_t w = 0; w < live_worlds; ++w) {
        const std::string text = fmt::format("{}  {}", "AB"[w], number_text(series.values[w].back()));
        text_in(list, app.fonts.body, {std::min(x, axes.area.high.x + app.fonts.pixels * 5.6F - width_of(app.fonts.body, text)), y[w] - app.fonts.body->FontSize / 2}, ink_of(world_colour(w)), text);
    }
}

void draw_decisions(const App& app, ImDrawList* list, const Axes& axes) {
    for (const LiveAction& action : app.now->actions) {
        const float x = axes.x(action.week);
        const float size = app.fonts.pixels * 0.35F;
        const float top = axes.area.low.y;
        list->AddTriangleFilled({x - size, top}, {x + size, top}, {x, top + size * 1.5F}, ink_of(world_colour(action.world)));
    }
}

std::string band_text(const Series& series) {
    if (series.replicates < 2) return "one history: what chance alone does is not shown";
    return fmt::format("band: lowest and highest of {} histories", series.replicates);
}

}  // namespace

void draw_chart(App& app, const Area& area) {
    begin_panel(app, "chart", area);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Palette& p = palette(app);
    const float size = app.fonts.pixels;
    const int n = app.view.selected;
    const std::string where = n >= 0 ? app.place().neighbourhoods[static_cast<std::size_t>(n)].name : "The whole of " + app.place().title;
    ImVec2 at{area.low.x + size, area.low.y + size * 0.4F};
    const float width = area.width() - size * 2;
    text_in(list, app.fonts.title, at, p.ink, fitted(app.fonts.title, where + ": " + title_of(app.view.measure), width));
    at.y += size * 1.5F;
    const int average = std::min(app.view.average_weeks, longest_average);
    const Series series = make_series(app.now->frames, app.view.measure, n, average, first_week_shown(app, app.now->week), app.now->ensemble.get());
    text_in(list, app.fonts.small, at, p.muted, fitted(app.fonts.small, fmt::format("{}, average of {} weeks; {}", city_unit(app.view.measure), average, band_text(series)), width));
    if (series.weeks.empty()) {
        text_in(list, app.fonts.body, {at.x, at.y + size * 2}, p.muted, "The line begins when the city has been made and has lived its first weeks.");
        ImGui::End();
        return;
    }
    const Area inside{{area.low.x + size * 5, at.y + size * 1.6F}, {area.high.x - size * 6, area.high.y - size * 2}};
    const Axes axes = axes_of(app, series, inside);
    draw_grid(app, list, axes);
    list->PushClipRect({inside.low.x, inside.low.y - 2}, {area.high.x, inside.high.y + 2}, true);
    draw_lines(app, list, axes, series);
    draw_decisions(app, list, axes);
    list->PopClipRect();
    if (const LiveFrame* frame = app.shown(); frame != nullptr && app.view.past_week) list->AddLine({axes.x(frame->week), inside.low.y}, {axes.x(frame->week), inside.high.y}, p.ink, 2);
    ImGui::End();
}

}  // namespace topsoil::viz
