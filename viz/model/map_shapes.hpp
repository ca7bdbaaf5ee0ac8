// The shape of each neighbourhood on the map: cells around centres, or real boundaries from a file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "topsoil/place.hpp"

namespace topsoil::viz {

/// Kilometres east and north of the middle of the map.
struct Spot2 {
    double x = 0;
    double y = 0;
};
using Ring = std::vector<Spot2>;

/// One neighbourhood: rings without holes, each cut into triangles (three positions of `ring` after another) for filling.
struct Shape {
    std::vector<Ring> rings;
    std::vector<std::vector<std::uint32_t>> triangles;  ///< one list for each ring
    Spot2 centre;
};

struct MapShapes {
    std::vector<Shape> shapes;   ///< in the order of Place::neighbourhoods
    Spot2 low, high;             ///< bounding box
    std::string source;          ///< for the legend: what the lines are

    /// The neighbourhood at a spot; -1: none.
    [[nodiscard]] int at(Spot2 spot) const;
};

/// Voronoi cells around the centres, clipped to a rounded outline around all of them, so that a lonely centre gets no endless cell.
[[nodiscard]] MapShapes cells_around_centres(const Place& place);

/// Boundaries from a GeoJSON FeatureCollection of Polygons and MultiPolygons in degrees whose features carry the id or the name of
/// a neighbourhood (property or member `id`, property `name`). Throws InputError naming every neighbourhood that has no shape, and
/// what is wrong with the file.
[[nodiscard]] MapShapes shapes_from_geojson(const Place& place, const std::filesystem::path& file);

}  // namespace topsoil::viz
