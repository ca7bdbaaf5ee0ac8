// Real boundaries from a GeoJSON file.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "io/diagnostics.hpp"
#include "viz/model/map_shapes.hpp"
#include "viz/model/projection.hpp"

namespace topsoil::viz {

namespace {

using Json = nlohmann::json;

constexpr std::size_t corners_of_a_square = 4;  // of the smallest closed ring: three and the first again

InputError fault(const std::filesystem::path& file, const std::string& value, const std::string& reason, const std::string& remedy) { return InputError(Diagnostic{file.string(), 0, 0, value, reason, remedy}); }

Json read_json(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) throw fault(file, "", "the file of boundaries cannot be opened", "Check the path after --boundaries.");
    try {
        return Json::parse(stream);
    } catch (const Json::parse_error& error) {
        throw fault(file, fmt::format("byte {}", error.byte), "this is not JSON", "Export the boundaries as GeoJSON.");
    }
}

/// The text under a key, a number as its digits; empty if there is none.
std::string word(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number_integer() ? std::to_string(found->get<long long>()) : std::string{};
}

class Reader {
public:
    Reader(const Place& place, const std::filesystem::path& file) : place_(place), file_(file), projection_(place) { map_.shapes.resize(place.neighbourhoods.size()); }

    MapShapes read() {
        const Json root = read_json(file_);
        if (!root.is_object() || word(root, "type") != "FeatureCollection" || !root.contains("features") || !root["features"].is_array()) {
            throw fault(file_, "", "this is not a GeoJSON FeatureCollection", "Export the boundaries as a FeatureCollection of polygons.");
        }
        for (const Json& feature : root["features"]) take(feature);
        require_all();
        for (std::size_t n = 0; n < map_.shapes.size(); ++n) map_.shapes[n].centre = projection_(place_.neighbourhoods[n].longitude, place_.neighbourhoods[n].latitude);
        map_.source = "boundaries of " + file_.filename().string();
        finish(map_);
        return std::move(map_);
    }

private:
    void take(const Json& feature) {
        if (!feature.is_object() || !feature.contains("geometry") || !feature["geometry"].is_object()) return;
        const Json properties = feature.value("properties", Json::object());
        const int n = neighbourhood_of(feature, properties.is_object() ? properties : Json::object());
        if (n < 0) return;  // a feature of somewhere else
        const Json& geometry = feature["geometry"];
        const std::string type = word(geometry, "type");
        const Json coordinates = geometry.value("coordinates", Json::array());
        if (type == "Polygon") {
            take_polygon(coordinates, n);
        } else if (type == "MultiPolygon") {
            for (const Json& polygon : coordinates) take_polygon(polygon, n);
        } else {
            throw fault(file_, type, fmt::format("the shape of {} is no polygon", name(n)), "Give each neighbourhood a Polygon or a MultiPolygon.");
        }
    }

    /// The outer ring; holes are left filled, since what lies in them is drawn as well.
    void take_polygon(const Json& polygon, int n) {
        Ring ring;
        if (polygon.is_array() && !polygon.empty() && polygon[0].is_array() && polygon[0].size() >= corners_of_a_square) {
            for (const Json& corner : polygon[0]) {
                if (!corner.is_array() || corner.size() < 2 || !corner[0].is_number() || !corner[1].is_number()) throw fault(file_, corner.dump().substr(0, 40), fmt::format("a corner of {} is no pair of degrees", name(n)), "Write [longitude, latitude].");
                const double longitude = corner[0].get<double>();
                const double latitude = corner[1].get<double>();
                if (std::abs(longitude) > 180 || std::abs(latitude) > 90) throw fault(file_, corner.dump().substr(0, 40), fmt::format("a corner of {} does not lie on the globe", name(n)), "Export the boundaries in degrees (WGS 84).");
                ring.push_back(projection_(longitude, latitude));
            }
        }
        if (ring.empty()) throw fault(file_, name(n), "a polygon without corners", "Export the boundaries anew.");
        ring.pop_back();
        map_.shapes[static_cast<std::size_t>(n)].rings.push_back(std::move(ring));
    }

    [[nodiscard]] int neighbourhood_of(const Json& feature, const Json& properties) const {
        for (const std::string& written : {word(properties, "id"), word(feature, "id"), word(properties, "name")}) {
            if (written.empty()) continue;
            for (std::size_t n = 0; n < place_.neighbourhoods.size(); ++n) {
                if (place_.neighbourhoods[n].id == written || place_.neighbourhoods[n].name == written) return static_cast<int>(n);
            }
        }
        return -1;
    }

    void require_all() const {
        std::vector<std::string> missing;
        for (std::size_t n = 0; n < map_.shapes.size(); ++n) {
            if (map_.shapes[n].rings.empty()) missing.push_back(name(static_cast<int>(n)));
        }
        if (missing.empty()) return;
        std::string some;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, missing.size()); ++i) some += (i == 0 ? "" : ", ") + missing[i];
        throw fault(file_, some, fmt::format("{} of {} neighbourhoods have no boundary in this file", missing.size(), map_.shapes.size()),
                    "Features are matched by `id` or `name` with neighbourhoods.csv of the place. Leave --boundaries out for cells around the centres.");
    }

    [[nodiscard]] std::string name(int n) const { return place_.neighbourhoods[static_cast<std::size_t>(n)].name; }

    const Place& place_;
    std::filesystem::path file_;
    Projection projection_;
    MapShapes map_;
};

}  // namespace

MapShapes shapes_from_geojson(const Place& place, const std::filesystem::path& file) { return Reader(place, file).read(); }

}  // namespace topsoil::viz
