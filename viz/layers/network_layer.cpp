#include "viz/layers/network_layer.hpp"

#include <algorithm>
#include <cmath>

#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

using Node = LiveNeighbourhood::Node;

constexpr float reach_beyond = 1.25F;  // how far beyond those in need the drawing goes: carers far away are drawn at the rim

/// From metres to pixels, by where those who need help live; whoever lives beyond stands at the rim.
class Ground {
public:
    Ground(const LiveNeighbourhood& close, const Area& area) : area_(area) {
        std::vector<float> distances;
        for (const auto& person : close.people) {
            if (person.kind == Node::needs_help || person.kind == Node::both) distances.push_back(std::max(std::abs(person.x), std::abs(person.y)));
        }
        std::sort(distances.begin(), distances.end());
        const float reach = distances.empty() ? 500 : std::max(200.F, distances[distances.size() * 19 / 20] * reach_beyond);
        scale_ = std::min(area.width(), area.height()) / 2 / reach;
    }
    [[nodiscard]] ImVec2 pixel(const LiveNeighbourhood::Person& person) const {
        const float half_width = area_.width() / 2 - 5;
        const float half_height = area_.height() / 2 - 5;
        const float x = person.x * scale_;
        const float y = person.y * scale_;
        // In the direction in which they live, as far as the drawing goes.
        const float beyond = std::max({1.0F, std::abs(x) / half_width, std::abs(y) / half_height});
        return {(area_.low.x + area_.high.x) / 2 + x / beyond, (area_.low.y + area_.high.y) / 2 - y / beyond};
    }

private:
    Area area_;
    float scale_ = 1;
};

}  // namespace

ImU32 person_colour(Node kind, int need_level) {
    switch (kind) {
        case Node::needs_help: return ink_of(level_colour(0.45 + 0.18 * need_level));
        case Node::gives_care: return IM_COL32(214, 126, 44, 255);
        case Node::both: return IM_COL32(140, 70, 130, 255);
        case Node::care_worker: return IM_COL32(60, 60, 60, 255);
    }
    return IM_COL32_BLACK;
}

std::uint64_t draw_network(const App& app, ImDrawList* list, const LiveNeighbourhood& close, const Area& area, std::uint64_t chosen) {
    const Palette& p = palette(app);
    const float size = app.fonts.pixels;
    const Ground ground(close, area);
    list->AddRectFilled(area.low, area.high, p.paper);
    list->PushClipRect(area.low, area.high, true);
    // Many lines are drawn fainter and thinner, so that a large neighbourhood is no ball of wool.
    const double crowd = std::clamp(120.0 / static_cast<double>(std::max<std::size_t>(1, close.links.size())), 0.3, 1.0);
    const auto unpaid = IM_COL32(214, 126, 44, static_cast<int>(120 * crowd));
    const auto paid = IM_COL32(60, 60, 60, static_cast<int>(60 * crowd));
    for (const auto& link : close.links) {
        const bool mine = close.people[link.from].key == chosen || close.people[link.to].key == chosen;
        const ImU32 colour = mine ? p.ink : (link.paid ? paid : unpaid);
        list->AddLine(ground.pixel(close.people[link.from]), ground.pixel(close.people[link.to]), colour, mine ? 2.0F : std::clamp(link.hours / 12, 0.7F, crowd < 0.5 ? 1.4F : 3.0F));
    }
    std::uint64_t under = 0;
    float nearest = size * 0.6F;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    for (const auto& person : close.people) {
        const ImVec2 at = ground.pixel(person);
        const float radius = size * (crowd < 0.5 ? 0.75F : 1.0F) * (person.kind == Node::care_worker ? 0.13F : 0.15F + 0.05F * static_cast<float>(person.need_level));
        if (person.kind == Node::care_worker) list->AddRectFilled({at.x - radius, at.y - radius}, {at.x + radius, at.y + radius}, person_colour(person.kind, 0));
        else list->AddCircleFilled(at, radius, person_colour(person.kind, person.need_level), 10);
        if (person.key == chosen) list->AddCircle(at, radius + 3, p.ink, 16, 2);
        const float distance = std::hypot(at.x - mouse.x, at.y - mouse.y);
        if (distance < nearest && area.contains(mouse)) {
            nearest = distance;
            under = person.key;
        }
    }
    list->PopClipRect();
    list->AddRect(area.low, area.high, p.line);
    return under;
}

}  // namespace topsoil::viz
