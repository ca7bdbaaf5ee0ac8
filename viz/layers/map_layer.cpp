#include "viz/layers/map_layer.hpp"

#include <algorithm>

#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr double margin = 0.97;  // of the area that the whole place fills

}  // namespace

MapView::MapView(const MapShapes& shapes, const Camera& camera, const Area& area) : centre_((area.low.x + area.high.x) / 2, (area.low.y + area.high.y) / 2) {
    const double wide = std::max(0.1, shapes.high.x - shapes.low.x);
    const double high = std::max(0.1, shapes.high.y - shapes.low.y);
    const double fit = std::max(1e-3, std::min(area.width() / wide, area.height() / high) * margin);
    scale_ = fit * camera.zoom;
    middle_ = camera.zoom <= 1 ? Spot2{(shapes.low.x + shapes.high.x) / 2, (shapes.low.y + shapes.high.y) / 2} : camera.middle;
}

void fill_cells(ImDrawList* list, const MapShapes& shapes, const MapView& view, const std::vector<ImU32>& colours, ImU32 lines, float thickness) {
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    for (std::size_t n = 0; n < shapes.shapes.size(); ++n) {
        const Shape& shape = shapes.shapes[n];
        for (std::size_t r = 0; r < shape.rings.size(); ++r) {
            const auto& corners = shape.triangles[r];
            // Straight into the buffers, without the soft edges that would show as seams between cells.
            list->PrimReserve(static_cast<int>(corners.size()), static_cast<int>(shape.rings[r].size()));
            const ImDrawIdx base = static_cast<ImDrawIdx>(list->_VtxCurrentIdx);
            for (const Spot2 corner : shape.rings[r]) list->PrimWriteVtx(view.pixel(corner), white, colours[n]);
            for (const std::uint32_t corner : corners) list->PrimWriteIdx(static_cast<ImDrawIdx>(base + corner));
        }
    }
    if (thickness <= 0) return;
    for (const Shape& shape : shapes.shapes) outline_cell(list, shape, view, lines, thickness);
}

void outline_cell(ImDrawList* list, const Shape& shape, const MapView& view, ImU32 colour, float thickness) {
    for (const Ring& ring : shape.rings) {
        for (const Spot2 corner : ring) list->PathLineTo(view.pixel(corner));
        list->PathStroke(colour, ImDrawFlags_Closed, thickness);
    }
}

void draw_scale(ImDrawList* list, ImVec2 low, ImVec2 high, Colour (*colour_at)(double), double from, double to) {
    constexpr int steps = 64;
    for (int i = 0; i < steps; ++i) {
        const float left = low.x + (high.x - low.x) * static_cast<float>(i) / steps;
        const float right = low.x + (high.x - low.x) * static_cast<float>(i + 1) / steps;
        list->AddRectFilled({left, low.y}, {right, high.y}, ink_of(colour_at(from + (to - from) * (i + 0.5) / steps)));
    }
}

}  // namespace topsoil::viz
