// One neighbourhood from close by, both worlds side by side.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "viz/layers/network_layer.hpp"
#include "viz/model/quantities.hpp"
#include "viz/panels/style.hpp"
#include "viz/panels/twins.hpp"

namespace topsoil::viz {

namespace {

constexpr std::size_t most_rows = 7;

using Close = std::array<std::shared_ptr<const LiveNeighbourhood>, live_worlds>;

void people(App& app, const Close& close) {
    heading(app, "People");
    Twins table(app, "people");
    table.titles();
    static constexpr const char* levels[] = {"Need no help", "Need a little help", "Need more help", "Need a great deal"};
    for (std::size_t level = 0; level < 4; ++level) table.line(levels[level], close[0]->by_need[level], close[1]->by_need[level]);
    table.line("Live in care homes", close[0]->in_care_homes, close[1]->in_care_homes);
    table.line("Are in hospital", close[0]->in_hospital, close[1]->in_hospital);
    static constexpr const char* bands[] = {"Care for somebody, under 20 hours a week", "20 to 49 hours a week", "50 hours a week and more"};
    for (std::size_t band = 0; band < 3; ++band) table.line(bands[band], close[0]->carers_by_band[band], close[1]->carers_by_band[band]);
    table.line("Wait to be seen by a social worker", close[0]->waiting_assessment, close[1]->waiting_assessment);
    table.line("Wait for help to start", close[0]->waiting_start, close[1]->waiting_start);
}

void network(App& app, const Close& close) {
    const std::size_t w = app.view.active_world;
    heading(app, fmt::format("Who cares for whom, world {}", "AB"[w]));
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const Area area{low, {low.x + width, low.y + width * 0.72F}};
    ImGui::InvisibleButton("network", {std::max(1.0F, width), std::max(1.0F, width * 0.72F)});
    app.note("network");
    const bool clicked = ImGui::IsItemClicked();
    const std::uint64_t under = draw_network(app, ImGui::GetWindowDrawList(), *close[w], area, app.view.person);
    if (under != 0 && ImGui::IsItemHovered()) ImGui::SetTooltip("Click to follow this person's life");
    if (under != 0 && clicked) app.follow(under);
    remark(app, "Blue: needs help, darker is more. Orange: gives unpaid care. Squares: care workers who are sent. Lines: who helps whom. Invented people.");
    ImGui::TextUnformatted("Some people to follow:");
    for (std::size_t i = 0; i < close[w]->to_meet.size(); ++i) {
        const std::uint64_t key = close[w]->to_meet[i];
        if (i % 3 != 0) ImGui::SameLine();
        if (button(app, fmt::format("person {}", i), fmt::format("No. {}", i + 1), key == app.view.person)) app.follow(key);
    }
}

void reasons(App& app, int n) {
    const LiveFrame* frame = app.shown();
    if (frame == nullptr) return;
    struct Row {
        std::size_t measure;
        std::array<double, live_worlds> hours;
    };
    std::vector<Row> rows;
    for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
        const MeasureSpec& spec = measure_catalogue()[m];
        if (!spec.name.starts_with("unmet_hours_") || spec.axis != MeasureAxis::neighbourhood) continue;
        rows.push_back({m, {own_value(*frame, 0, m, static_cast<std::size_t>(n)), own_value(*frame, 1, m, static_cast<std::size_t>(n))}});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.hours[0] + a.hours[1] > b.hours[0] + b.hours[1]; });
    heading(app, "Why hours go unmet");
    Twins table(app, "reasons");
    table.titles();
    for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i) {
        if (rows[i].hours[0] + rows[i].hours[1] > 0) table.line(std::string(measure_catalogue()[rows[i].measure].long_name), rows[i].hours[0], rows[i].hours[1]);
    }
}

void suppliers(App& app, const Close& close) {
    heading(app, "Who is sent to help at home");
    for (std::size_t w = 0; w < live_worlds; ++w) {
        ImGui::TextColored(as_vec(ink_of(world_colour(w))), "World %c", "AB"[w]);
        const auto& all = close[w]->suppliers;
        for (std::size_t i = 0; i < std::min(all.size(), most_rows); ++i) {
            const auto& one = all[i];
            paragraph(fmt::format("{}: {} people, {} hours a week", one.label, one.clients, number_text(one.hours)));
            remark(app, fmt::format("{}{} pounds an hour; pays {:.0f}% of travel; {} workers met in four weeks", one.holds_contract ? "holds the contract; " : "", number_text(one.fee), one.pay_basis * 100, number_text(one.workers_met)));
        }
        if (all.empty()) remark(app, "Nobody is sent here.");
    }
}

void groups(App& app, const Close& close) {
    heading(app, "Groups");
    Twins table(app, "groups");
    table.titles();
    table.line("Groups that meet here", static_cast<double>(close[0]->groups.size()), static_cast<double>(close[1]->groups.size()));
    std::array<double, live_worlds> members{};
    for (std::size_t w = 0; w < live_worlds; ++w) {
        for (const auto& group : close[w]->groups) members[w] += group.members;
    }
    table.line("Their members", members[0], members[1]);
    std::set<std::string> kinds;
    for (const auto& group : close[app.view.active_world]->groups) kinds.insert(group.kind);
    for (const std::string& kind : kinds) {
        std::array<double, live_worlds> number{};
        for (std::size_t w = 0; w < live_worlds; ++w) number[w] = static_cast<double>(std::count_if(close[w]->groups.begin(), close[w]->groups.end(), [&](const auto& group) { return group.kind == kind; }));
        std::string words = kind;
        std::replace(words.begin(), words.end(), '_', ' ');
        table.line("  " + words, number[0], number[1]);
    }
}

void money(App& app, const Close& close) {
    heading(app, "Pounds in and out, in the last four weeks");
    Twins table(app, "money");
    table.titles();
    std::vector<std::string> labels;
    for (const auto& world : close) {
        for (const auto& line : world->money) {
            if (std::find(labels.begin(), labels.end(), line.label) == labels.end()) labels.push_back(line.label);
        }
    }
    for (const std::string& label : labels) {
        std::array<std::string, live_worlds> texts{"-", "-"};
        for (std::size_t w = 0; w < live_worlds; ++w) {
            for (const auto& line : close[w]->money) {
                if (line.label == label) texts[w] = difference_text(std::round(line.pounds));
            }
        }
        table.line(label, texts[0], texts[1]);
    }
}

}  // namespace

void draw_neighbourhood(App& app) {
    const int n = app.view.selected;
    if (n < 0) {
        remark(app, "Click a neighbourhood on a map, or press / to find one by name.");
        return;
    }
    const auto& row = app.place().neighbourhoods[static_cast<std::size_t>(n)];
    heading(app, row.name);
    remark(app, fmt::format("{} ward. Invented people, apportioned figures: nothing here is about a real street, team or provider.", row.ward));
    for (std::size_t w = 0; w < live_worlds; ++w) {
        ImGui::TextColored(as_vec(ink_of(world_colour(w))), "%c", "AB"[w]);
        ImGui::SameLine();
        paragraph(app.scenario().regimes[app.regime_at(w, n)].title);
        const bool handed = app.regime_at(w, n) == app.other_regime(w);
        if (button(app, fmt::format("hand over {}", "AB"[w]), handed ? "Hand it back" : fmt::format("Hand it to: {}", app.scenario().regimes[app.other_regime(w)].title))) app.hand_over(w, {n});
    }
    if (app.view.past_week) {
        remark(app, "The past keeps its maps and lines; people and teams are shown for the present. Press End to go there.");
        reasons(app, n);
        return;
    }
    if (button(app, "streets", "Street by street (T)")) app.look_at_street(app.view.street);
    const Close& close = app.now->close;
    if (!close[0] || close[0]->index != n) {
        remark(app, "Looking more closely ...");
        return;
    }
    people(app, close);
    network(app, close);
    reasons(app, n);
    suppliers(app, close);
    groups(app, close);
    money(app, close);
}

}  // namespace topsoil::viz
