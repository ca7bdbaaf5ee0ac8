// Neighbourhoods as coloured cells on an ImGui draw list.
#pragma once

#include "viz/panels/app.hpp"

namespace topsoil::viz {

/// From kilometres to pixels of one map; all maps share the camera, so that the same place is at the same spot in each.
class MapView {
public:
    MapView(const MapShapes& shapes, const Camera& camera, const Area& area);
    [[nodiscard]] ImVec2 pixel(Spot2 spot) const { return {static_cast<float>(centre_.x + (spot.x - middle_.x) * scale_), static_cast<float>(centre_.y - (spot.y - middle_.y) * scale_)}; }
    [[nodiscard]] Spot2 spot(ImVec2 pixel) const { return {(pixel.x - centre_.x) / scale_ + middle_.x, middle_.y - (pixel.y - centre_.y) / scale_}; }
    [[nodiscard]] double pixels_per_km() const { return scale_; }

private:
    Spot2 middle_;
    ImVec2 centre_;
    double scale_;
};

/// Fills every cell with its colour, and draws the lines between cells.
void fill_cells(ImDrawList* list, const MapShapes& shapes, const MapView& view, const std::vector<ImU32>& colours, ImU32 lines, float thickness);
/// Draws the outline of one neighbourhood.
void outline_cell(ImDrawList* list, const Shape& shape, const MapView& view, ImU32 colour, float thickness);
/// A bar of the scale from left to right.
void draw_scale(ImDrawList* list, ImVec2 low, ImVec2 high, Colour (*colour_at)(double), double from, double to);

}  // namespace topsoil::viz
