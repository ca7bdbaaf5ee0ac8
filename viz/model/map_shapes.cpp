#include "viz/model/map_shapes.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <numbers>

#include "viz/model/projection.hpp"
#include "viz/model/triangles.hpp"

namespace topsoil::viz {

namespace {

namespace bg = boost::geometry;
using BoostPoint = bg::model::d2::point_xy<double>;
using BoostPolygon = bg::model::polygon<BoostPoint, false, true>;  // anticlockwise, closed
using BoostPolygons = bg::model::multi_polygon<BoostPolygon>;

constexpr double metres_per_km = 1'000;
constexpr double far_away = 400;       // km, longer than any map: where endless edges are cut
constexpr double breadth_of_rim = 1.1; // km of land around the outermost centres
constexpr int corners_of_rim = 24;

/// Land within some distance of any centre, a little more where a neighbourhood is large; this is where cells end.
BoostPolygons outline(const std::vector<Spot2>& centres, const Place& place) {
    BoostPolygons land;
    for (std::size_t n = 0; n < centres.size(); ++n) {
        const double radius = breadth_of_rim + std::sqrt(std::max(0.0, place.neighbourhoods[n].area_km2) / std::numbers::pi);
        BoostPolygon disc;
        for (int corner = 0; corner <= corners_of_rim; ++corner) {
            const double angle = 2 * std::numbers::pi * corner / corners_of_rim;
            bg::append(disc.outer(), BoostPoint(centres[n].x + radius * std::cos(angle), centres[n].y + radius * std::sin(angle)));
        }
        BoostPolygons joined;
        bg::union_(land, disc, joined);
        land = std::move(joined);
    }
    for (BoostPolygon& part : land) part.inners().clear();
    return land;
}

/// Corners of a cell in order; endless edges are followed far away.
BoostPolygon cell_polygon(const boost::polygon::voronoi_cell<double>& cell, const std::vector<Spot2>& centres) {
    BoostPolygon polygon;
    const auto add = [&](double x, double y) { bg::append(polygon.outer(), BoostPoint(x, y)); };
    const auto* edge = cell.incident_edge();
    do {
        const Spot2 a = centres[edge->cell()->source_index()];
        const Spot2 b = centres[edge->twin()->cell()->source_index()];
        const auto far_from = [&](const auto* vertex, double sign) {
            const double dx = (b.y - a.y) * sign;
            const double dy = (a.x - b.x) * sign;
            const double length = std::max(1e-9, std::hypot(dx, dy));
            const double x = vertex != nullptr ? vertex->x() / metres_per_km : (a.x + b.x) / 2;
            const double y = vertex != nullptr ? vertex->y() / metres_per_km : (a.y + b.y) / 2;
            add(x + dx / length * far_away, y + dy / length * far_away);
        };
        if (edge->vertex0() != nullptr) add(edge->vertex0()->x() / metres_per_km, edge->vertex0()->y() / metres_per_km);
        else far_from(edge->vertex1(), 1);
        if (edge->vertex1() == nullptr) far_from(edge->vertex0(), -1);
        edge = edge->next();
    } while (edge != cell.incident_edge());
    bg::correct(polygon);
    return polygon;
}

Ring ring_of(const BoostPolygon& polygon) {
    Ring ring;
    for (const BoostPoint& point : polygon.outer()) ring.push_back({point.x(), point.y()});
    if (ring.size() > 1) ring.pop_back();  // closed in Boost, open here
    return ring;
}

bool inside(const Ring& ring, Spot2 spot) {
    bool in = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        if ((ring[i].y > spot.y) != (ring[j].y > spot.y) && spot.x < (ring[j].x - ring[i].x) * (spot.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x) in = !in;
    }
    return in;
}

}  // namespace

int MapShapes::at(Spot2 spot) const {
    for (std::size_t n = 0; n < shapes.size(); ++n) {
        for (const Ring& ring : shapes[n].rings) {
            if (inside(ring, spot)) return static_cast<int>(n);
        }
    }
    return -1;
}

void finish(MapShapes& map) {
    map.low = {1e9, 1e9};
    map.high = {-1e9, -1e9};
    for (Shape& shape : map.shapes) {
        for (const Ring& ring : shape.rings) {
            shape.triangles.push_back(triangles_of(ring));
            for (const Spot2 corner : ring) {
                map.low = {std::min(map.low.x, corner.x), std::min(map.low.y, corner.y)};
                map.high = {std::max(map.high.x, corner.x), std::max(map.high.y, corner.y)};
            }
        }
    }
}

MapShapes cells_around_centres(const Place& place) {
    const Projection projection(place);
    std::vector<Spot2> centres;
    std::vector<boost::polygon::point_data<int>> sites;
    for (const NeighbourhoodRow& row : place.neighbourhoods) {
        centres.push_back(projection(row.longitude, row.latitude));
        sites.emplace_back(static_cast<int>(std::lround(centres.back().x * metres_per_km)), static_cast<int>(std::lround(centres.back().y * metres_per_km)));
    }
    MapShapes map;
    map.source = "cells around the centres of neighbourhoods, not their boundaries";
    map.shapes.resize(centres.size());
    for (std::size_t n = 0; n < centres.size(); ++n) map.shapes[n].centre = centres[n];
    const BoostPolygons land = outline(centres, place);
    boost::polygon::voronoi_diagram<double> diagram;
    boost::polygon::construct_voronoi(sites.begin(), sites.end(), &diagram);
    for (const auto& cell : diagram.cells()) {
        BoostPolygons clipped;
        if (cell.incident_edge() == nullptr) clipped = land;  // one neighbourhood is the whole place
        else bg::intersection(cell_polygon(cell, centres), land, clipped);
        for (const BoostPolygon& part : clipped) map.shapes[cell.source_index()].rings.push_back(ring_of(part));
    }
    finish(map);
    return map;
}

}  // namespace topsoil::viz
