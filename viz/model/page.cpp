#include "viz/model/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "viz/model/quantities.hpp"
#include "viz/model/room_levers.hpp"

namespace topsoil::viz {

namespace {

std::string outcomes(const Scenario& scenario, const LiveFrame& frame) {
    std::string rows;
    for (const std::string& name : scenario.primary_outcomes) {
        const std::size_t m = measure_called(name);
        const double first = city_value(frame, 0, m);
        const double second = city_value(frame, 1, m);
        rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", html_safe(title_of(m)), html_safe(city_unit(m)), number_text(first), number_text(second), difference_text(second - first, first));
    }
    return "<table><tr><th>outcome declared beforehand</th><th>unit</th><th>A</th><th>B</th><th>B less A</th></tr>\n" + rows + "</table>\n";
}

std::string decisions(const Scenario& scenario, const std::vector<LiveAction>& actions) {
    if (actions.empty()) return "<p>The room decided nothing.</p>\n";
    std::string items;
    for (const LiveAction& action : actions) {
        std::string what;
        if (!action.regime.empty()) {
            const auto regime = std::find_if(scenario.regimes.begin(), scenario.regimes.end(), [&](const Regime& one) { return one.name == action.regime; });
            const std::string title = regime != scenario.regimes.end() ? regime->title : action.regime;
            what = fmt::format("{} to \"{}\"", action.neighbourhoods.empty() ? std::string("the whole city") : fmt::format("{} neighbourhood{}", action.neighbourhoods.size(), action.neighbourhoods.size() == 1 ? "" : "s"), title);
        }
        for (const auto& [lever, value] : action.levers) what += (what.empty() ? "" : "; ") + lever_title(lever) + ": " + lever_value_text(lever, value);
        items += fmt::format("<li>{}, world {}: {}</li>\n", html_safe(week_text(action.week)), "AB"[action.world], html_safe(what));
    }
    return "<ol>\n" + items + "</ol>\n";
}

}  // namespace

std::string html_safe(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string base64(const std::vector<std::uint8_t>& bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = static_cast<std::uint32_t>(bytes[i]) << 16;
        if (i + 1 < bytes.size()) three |= static_cast<std::uint32_t>(bytes[i + 1]) << 8;
        if (i + 2 < bytes.size()) three |= bytes[i + 2];
        text += letters[three >> 18 & 63];
        text += letters[three >> 12 & 63];
        text += i + 1 < bytes.size() ? letters[three >> 6 & 63] : '=';
        text += i + 2 < bytes.size() ? letters[three & 63] : '=';
    }
    return text;
}

std::string page_of(const Scenario& scenario, const LiveFrame& frame, const std::vector<LiveAction>& actions, const std::vector<std::uint8_t>& png) {
    const std::string title = html_safe(scenario.place.title + ", " + week_text(frame.week));
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title +
           "</title>\n<style>body{font:18px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#212124;background:#faf8f3}img{width:100%;border:1px solid #c9c2b6}"
           "td,th{text-align:left;padding:.2rem 1rem .2rem 0}</style></head>\n<body><h1>" +
           title + "</h1>\n<p>" + html_safe(scenario.question) + "</p>\n<img alt=\"What was on the screen\" src=\"data:image/png;base64," + base64(png) + "\">\n<h2>Outcomes</h2>\n" + outcomes(scenario, frame) +
           "<p>One history of chance, in the last recorded weeks alone: not an answer. <code>topsoil compare</code> gives differences with intervals.</p>\n<h2>Decisions</h2>\n" + decisions(scenario, actions) +
           "<p>Invented people and apportioned figures. The model explores assumptions; it does not show that either way of commissioning works.</p>\n<p>" + html_safe(scenario.place.attribution) + "</p>\n</body></html>\n";
}

}  // namespace topsoil::viz
