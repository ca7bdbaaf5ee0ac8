// From degrees to kilometres around the middle of a place: good to a few metres over a city.
#pragma once

#include <cmath>
#include <numbers>

#include "viz/model/map_shapes.hpp"

namespace topsoil::viz {

class Projection {
public:
    explicit Projection(const Place& place) {
        for (const NeighbourhoodRow& row : place.neighbourhoods) {
            latitude_ += row.latitude / static_cast<double>(place.neighbourhoods.size());
            longitude_ += row.longitude / static_cast<double>(place.neighbourhoods.size());
        }
        km_per_degree_east_ = km_per_degree * std::cos(latitude_ * std::numbers::pi / 180);
    }
    [[nodiscard]] Spot2 operator()(double longitude, double latitude) const { return {(longitude - longitude_) * km_per_degree_east_, (latitude - latitude_) * km_per_degree}; }

private:
    static constexpr double km_per_degree = 111.2;
    double latitude_ = 0;
    double longitude_ = 0;
    double km_per_degree_east_ = km_per_degree;
};

/// Bounding box and triangles of shapes whose rings stand.
void finish(MapShapes& map);

}  // namespace topsoil::viz
