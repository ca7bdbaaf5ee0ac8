// One street, home by home: who needs help, who gives it, and to whom along the street.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/layers/network_layer.hpp"
#include "viz/panels/twins.hpp"

namespace topsoil::viz {

namespace {

using Node = LiveNeighbourhood::Node;
using Resident = LiveStreet::Resident;

constexpr int homes_in_row = 12;
constexpr int dots_in_row = 3;

bool takes_part(const Resident& one) { return one.need > 0 || one.gives > 0; }

/// Houses in rows, people as dots inside them.
class Houses {
public:
    Houses(App& app, const LiveStreet& street, const Area& area) : app_(app), street_(street), area_(area), each_(area.width() / homes_in_row), size_(app.fonts.pixels) {
        std::vector<int> inside(static_cast<std::size_t>(street.homes), 0);
        for (const Resident& one : street.people) {
            const int place = inside[static_cast<std::size_t>(one.home)]++;
            const ImVec2 corner = house(one.home);
            const float step = each_ * 0.27F;
            at_.push_back({corner.x + each_ * 0.23F + step * static_cast<float>(place % dots_in_row), corner.y + row_height() * 0.46F + step * static_cast<float>(place / dots_in_row)});
        }
    }
    [[nodiscard]] static int rows(const LiveStreet& street) { return (street.homes + homes_in_row - 1) / homes_in_row; }

    /// Returns the key of the person under the hand; 0: nobody.
    std::uint64_t draw(ImDrawList* list) {
        const Palette& p = palette(app_);
        for (int home = 0; home < street_.homes; ++home) {
            const ImVec2 low = house(home);
            const ImVec2 floor{low.x + each_ * 0.93F, low.y + row_height() * 0.9F};
            const float eaves = low.y + row_height() * 0.3F;
            list->AddRectFilled({low.x + each_ * 0.07F, eaves}, floor, p.paper);
            list->AddRect({low.x + each_ * 0.07F, eaves}, floor, p.line);
            list->AddTriangleFilled({low.x, eaves}, {low.x + each_, eaves}, {low.x + each_ / 2, low.y + row_height() * 0.06F}, p.line);
        }
        for (const auto& link : street_.links) {
            if (street_.people[link.from].home == street_.people[link.to].home) continue;
            list->AddLine(at_[link.from], at_[link.to], person_colour(Node::gives_care, 0), std::clamp(link.hours / 4, 1.5F, 4.0F));
        }
        std::uint64_t under = 0;
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        float nearest = each_ * 0.2F;
        for (std::size_t i = 0; i < at_.size(); ++i) {
            draw_person(list, street_.people[i], at_[i]);
            const float distance = std::hypot(at_[i].x - mouse.x, at_[i].y - mouse.y);
            if (!area_.contains(mouse) || distance >= nearest) continue;
            nearest = distance;
            under = street_.people[i].key;
        }
        return under;
    }

private:
    [[nodiscard]] float row_height() const { return area_.height() / static_cast<float>(std::max(1, rows(street_))); }
    [[nodiscard]] ImVec2 house(int home) const { return {area_.low.x + each_ * static_cast<float>(home % homes_in_row), area_.low.y + row_height() * static_cast<float>(home / homes_in_row)}; }

    void draw_person(ImDrawList* list, const Resident& one, ImVec2 at) const {
        const Node kind = one.need > 0 && one.gives > 0 ? Node::both : (one.need > 0 ? Node::needs_help : Node::gives_care);
        const float radius = each_ * (takes_part(one) ? 0.1F : 0.055F);
        list->AddCircleFilled(at, radius, takes_part(one) ? person_colour(kind, one.need_level) : palette(app_).muted, 12);
        if (one.paid > 0) list->AddRect({at.x - radius * 1.35F, at.y - radius * 1.35F}, {at.x + radius * 1.35F, at.y + radius * 1.35F}, palette(app_).ink, 0, 0, std::max(1.0F, size_ * 0.08F));
        if (one.key == app_.view.person) list->AddCircle(at, radius + 3, palette(app_).ink, 16, 2);
    }

    App& app_;
    const LiveStreet& street_;
    Area area_;
    float each_, size_;
    std::vector<ImVec2> at_;
};

void picture(App& app, const LiveStreet& street) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = std::max(1.0F, width / homes_in_row * 1.25F * static_cast<float>(Houses::rows(street)));
    const ImVec2 low = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("street", {std::max(1.0F, width), height});
    app.note("street");
    const bool clicked = ImGui::IsItemClicked();
    const bool hovered = ImGui::IsItemHovered();
    const std::uint64_t under = Houses(app, street, {low, {low.x + width, low.y + height}}).draw(ImGui::GetWindowDrawList());
    if (under == 0 || !hovered) return;
    ImGui::SetTooltip("Click to follow this person's life");
    if (clicked) app.follow(under);
}

template <class Which>
double people_who(const LiveStreet& street, Which which) {
    return static_cast<double>(std::count_if(street.people.begin(), street.people.end(), which));
}

template <class Hours>
double hours_of(const LiveStreet& street, Hours hours) {
    double sum = 0;
    for (const Resident& one : street.people) sum += hours(one);
    return sum;
}

void figures(App& app, const LiveStreet& first, const LiveStreet& second) {
    Twins table(app, "street figures");
    table.titles();
    const auto people = [&](const char* label, auto which) { table.line(label, people_who(first, which), people_who(second, which)); };
    const auto hours = [&](const char* label, auto of) { table.line(label, number_text(std::round(hours_of(first, of))), number_text(std::round(hours_of(second, of)))); };
    people("People who live here", [](const Resident&) { return true; });
    people("Need help", [](const Resident& one) { return one.need > 0; });
    people("  helped by somebody at home", [](const Resident& one) { return one.from_home > 0; });
    people("  helped by somebody of the street", [](const Resident& one) { return one.from_street > 0; });
    people("  helped by somebody further away", [](const Resident& one) { return one.from_elsewhere > 0; });
    people("  visited by somebody who is paid", [](const Resident& one) { return one.paid > 0; });
    people("  by none of these", [](const Resident& one) { return one.need > 0 && one.from_home + one.from_street + one.from_elsewhere + one.paid <= 0; });
    people("Give unpaid care", [](const Resident& one) { return one.gives > 0; });
    people("Work in home care", [](const Resident& one) { return one.care_worker; });
    hours("Hours of need a week", [](const Resident& one) { return one.need; });
    hours("Hours that nobody meets", [](const Resident& one) { return one.unmet; });
}

}  // namespace

void draw_street(App& app) {
    if (button(app, "back", "Back to the neighbourhood")) {
        app.view.side = Side::neighbourhood;
        return;
    }
    const auto& street = app.now->street;
    const int n = app.view.selected;
    if (app.view.past_week) {
        remark(app, "A street is shown for the present. Press End to go there.");
        return;
    }
    if (n < 0 || !street[0] || street[0]->neighbourhood != n || street[0]->index != app.view.street) {
        remark(app, "Walking there ...");
        return;
    }
    const std::size_t w = app.view.active_world;
    heading(app, fmt::format("A street of {}: {} of {}", app.place().neighbourhoods[static_cast<std::size_t>(n)].name, street[0]->index + 1, street[0]->count));
    remark(app, "Invented homes and people: no street that you know.");
    if (button(app, "street before", "Before (Shift+T)")) app.look_at_street(app.view.street - 1);
    ImGui::SameLine();
    if (button(app, "street after", "Next (T)")) app.look_at_street(app.view.street + 1);
    ImGui::TextColored(as_vec(ink_of(world_colour(w))), "World %c (Tab for the other)", "AB"[w]);
    picture(app, *street[w]);
    remark(app, "Blue: needs help, darker is more. Orange: gives unpaid care. Purple: both. A square round somebody: paid help came this week. Lines: unpaid help from one home to another.");
    figures(app, *street[0], *street[1]);
}

}  // namespace topsoil::viz
