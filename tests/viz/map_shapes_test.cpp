// The map: every neighbourhood has a cell of its own, and a file of boundaries that does not fit says why.
#include "viz/model/map_shapes.hpp"

#include <fstream>

#include "catch.hpp"
#include "io/temporary_folder.hpp"
#include "topsoil/error.hpp"
#include "topsoil/scenario.hpp"
#include "viz/model/triangles.hpp"

using namespace topsoil;
using namespace topsoil::viz;

namespace {

const Place& sheffield() {
    static const Place place = load_place(std::filesystem::path(TOPSOIL_SOURCE_DIR) / "scenarios/places/sheffield");
    return place;
}

const Place& town() {
    static const Place place = load_place(std::filesystem::path(TOPSOIL_SOURCE_DIR) / "scenarios/places/small-town");
    return place;
}

double area(const Shape& shape) {
    double sum = 0;
    for (const Ring& ring : shape.rings) sum += std::abs(twice_area(ring)) / 2;
    return sum;
}

double triangle_area(const Shape& shape) {
    double sum = 0;
    for (std::size_t r = 0; r < shape.rings.size(); ++r) {
        const auto& corners = shape.triangles[r];
        for (std::size_t i = 0; i + 2 < corners.size(); i += 3) sum += std::abs(twice_area({shape.rings[r][corners[i]], shape.rings[r][corners[i + 1]], shape.rings[r][corners[i + 2]]})) / 2;
    }
    return sum;
}

/// A square around a neighbourhood's centre, as a feature.
std::string square(const std::string& member, const NeighbourhoodRow& row, const std::string& type = "Polygon") {
    const auto corner = [&](double east, double north) { return "[" + std::to_string(row.longitude + east) + "," + std::to_string(row.latitude + north) + "]"; };
    const std::string ring = "[[" + corner(-.003, -.003) + "," + corner(.003, -.003) + "," + corner(.003, .003) + "," + corner(-.003, .003) + "," + corner(-.003, -.003) + "]]";
    return R"({"type":"Feature","properties":{)" + member + R"(},"geometry":{"type":")" + type + R"(","coordinates":)" + (type == "MultiPolygon" ? "[" + ring + "]" : ring) + "}}";
}

std::string collection(const std::string& features) { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; }

/// What is said about a file of boundaries with this text.
std::string complaint(const std::string& text) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "boundaries.geojson";
    std::ofstream(file) << text;
    try {
        (void)shapes_from_geojson(town(), file);
    } catch (const InputError& error) {
        return error.what();
    }
    return "nothing";
}

}  // namespace

TEST_CASE("Each of Sheffield's neighbourhoods has a cell around its own centre") {
    const MapShapes map = cells_around_centres(sheffield());
    REQUIRE(map.shapes.size() == sheffield().neighbourhoods.size());
    for (std::size_t n = 0; n < map.shapes.size(); ++n) {
        INFO(sheffield().neighbourhoods[n].name);
        CHECK_FALSE(map.shapes[n].rings.empty());
        CHECK(map.at(map.shapes[n].centre) == static_cast<int>(n));
    }
}

TEST_CASE("The triangles of a cell cover it and nothing else") {
    for (const Shape& shape : cells_around_centres(sheffield()).shapes) CHECK(triangle_area(shape) == Approx(area(shape)).epsilon(1e-6));
}

TEST_CASE("A hollow shape is filled as it is") {
    // A U of three sides: 3 by 3 less 1 by 2.
    const Ring ring{{0, 0}, {3, 0}, {3, 3}, {2, 3}, {2, 1}, {1, 1}, {1, 3}, {0, 3}};
    Shape shape{{ring}, {triangles_of(ring)}, {}};
    CHECK(triangle_area(shape) == Approx(7));
    const Ring backwards(ring.rbegin(), ring.rend());
    CHECK(triangles_of(backwards).size() == triangles_of(ring).size());
}

TEST_CASE("Beyond the last neighbourhood there is no land") {
    const MapShapes map = cells_around_centres(town());
    CHECK(map.at({100, 100}) == -1);
    CHECK(map.high.x - map.low.x < 20);
}

TEST_CASE("A place of one neighbourhood is one cell") {
    Place place = town();
    place.neighbourhoods.resize(1);
    const MapShapes map = cells_around_centres(place);
    CHECK(map.at(map.shapes[0].centre) == 0);
}

TEST_CASE("Boundaries are found by id and by name, as polygons of one part or more") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "boundaries.geojson";
    const auto& rows = town().neighbourhoods;
    std::ofstream(file) << collection(square(R"("id":"T1")", rows[0]) + "," + square(R"("name":"Market Hill")", rows[1], "MultiPolygon") + "," + square(R"("id":"T3")", rows[2]) + "," + square(R"("name":"Elsewhere")", rows[2]));
    const MapShapes map = shapes_from_geojson(town(), file);
    for (std::size_t n = 0; n < rows.size(); ++n) {
        REQUIRE(map.shapes[n].rings.size() == 1);
        CHECK(map.at(map.shapes[n].centre) == static_cast<int>(n));
    }
    CHECK(map.source == "boundaries of boundaries.geojson");
}

TEST_CASE("A file of boundaries that cannot be used says what is wrong with it") {
    const auto& rows = town().neighbourhoods;
    CHECK(complaint("this is a letter").find("not JSON") != std::string::npos);
    CHECK(complaint("{}").find("FeatureCollection") != std::string::npos);
    CHECK(complaint("[]").find("FeatureCollection") != std::string::npos);
    CHECK(complaint(collection("")).find("3 of 3 neighbourhoods have no boundary") != std::string::npos);
    CHECK(complaint(collection(square(R"("id":"T1")", rows[0]))).find("Market Hill, Long Meadow") != std::string::npos);
    CHECK(complaint(collection(square(R"("id":"T1")", rows[0], "Point"))).find("no polygon") != std::string::npos);
    CHECK(complaint(collection(R"({"properties":{"id":"T1"},"geometry":{"type":"Polygon","coordinates":[[[1e9,3],[2,3],[2,4],[1,3]]]}})")).find("globe") != std::string::npos);
    CHECK(complaint(collection(R"({"properties":{"id":"T1"},"geometry":{"type":"Polygon","coordinates":[[["a",3],[2,3],[2,4],[1,3]]]}})")).find("pair of degrees") != std::string::npos);
    CHECK(complaint(collection(R"({"properties":{"id":"T1"},"geometry":{"type":"Polygon","coordinates":[]}})")).find("without corners") != std::string::npos);
    CHECK(complaint(collection(R"({"properties":null,"geometry":null},3,"x")")).find("3 of 3") != std::string::npos);
    CHECK_THROWS_AS(shapes_from_geojson(town(), "no/such/file.geojson"), InputError);
}
