#include "house/arrows.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <sstream>
#include <string_view>

namespace topsoil::house {

namespace {

struct Room {
    std::string_view name;
    int height;  ///< a room may include itself and lower rooms; rooms of one height know nothing of each other
};

constexpr std::array rooms{
    Room{"base", 0},          Room{"network", 1},  Room{"state", 2},  Room{"world", 3},      Room{"mechanisms", 4},
    Room{"commissioning", 4}, Room{"measures", 4}, Room{"engine", 5}, Room{"experiment", 6}, Room{"io", 7},
    Room{"cli", 8},
};

/// A library of the system that only some places may name.
struct Guest {
    std::string_view name;
    std::string_view header;              ///< how its headers begin
    std::vector<std::string_view> homes;  ///< how the paths of its homes begin
};

const std::vector<Guest>& guests() {
    static const std::vector<Guest> all{
        {"oneTBB", "tbb/", {"sim/base/parallel."}},
        {"oneTBB", "oneapi/tbb", {"sim/base/parallel."}},
        {"HDF5", "hdf5", {"sim/io/"}},
        {"HDF5", "H5", {"sim/io/"}},
        {"Boost.Graph", "boost/graph/", {"sim/network/", "sim/world/"}},
    };
    return all;
}

const Room* find_room(std::string_view name) {
    const auto* found = std::find_if(rooms.begin(), rooms.end(), [&](const Room& room) { return room.name == name; });
    return found == rooms.end() ? nullptr : found;
}

std::string_view first_folder(std::string_view path) { return path.substr(0, std::min(path.find('/'), path.size())); }

bool starts_with_any(std::string_view path, const std::vector<std::string_view>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](auto beginning) { return path.starts_with(beginning); });
}

std::optional<std::string> fault_of_public_header(const std::string& target, bool quoted) {
    if (quoted ? target.starts_with("topsoil/") : target.find_first_of("./") == std::string::npos) return std::nullopt;
    return "include/topsoil knows the standard library and itself, not " + target;
}

std::optional<std::string> fault_of_viewer(const std::string& target) {
    const auto folder = first_folder(target);
    if (folder == "viz" || folder == "io" || folder == "topsoil") return std::nullopt;
    return "viz may include viz, io and topsoil, not " + target;
}

std::optional<std::string> fault_of_room(const std::string& path, const std::string& target) {
    const std::string from_name{first_folder(std::string_view(path).substr(4))};
    const auto* from = find_room(from_name);
    if (from == nullptr) return "sim/" + from_name + " is no room of the house";
    if (target.starts_with("topsoil/")) return std::nullopt;
    const auto* to = find_room(first_folder(target));
    if (to == nullptr) return target + " is written relative to neither sim/ nor include/";
    if (to == from || to->height < from->height) return std::nullopt;
    return from_name + " may not include " + std::string(to->name) + ": " + target;
}

std::optional<std::string> fault_of_guest(const std::string& path, const std::string& target) {
    for (const auto& guest : guests())
        if (target.starts_with(guest.header) && !starts_with_any(path, guest.homes))
            return std::string(guest.name) + " is named only under " + std::string(guest.homes.front()) +
                   "*, not here: " + target;
    return std::nullopt;
}

std::optional<std::string> fault_of(const std::string& path, const std::string& target, bool quoted) {
    if (path.starts_with("include/")) return fault_of_public_header(target, quoted);
    if (!quoted) return fault_of_guest(path, target);
    return path.starts_with("viz/") ? fault_of_viewer(target) : fault_of_room(path, target);
}

}  // namespace

std::vector<WrongArrow> wrong_arrows(const std::string& path, const std::string& text) {
    if (!path.starts_with("sim/") && !path.starts_with("viz/") && !path.starts_with("include/")) return {};
    static const std::regex include_line(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<WrongArrow> found;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::smatch match;
        if (!std::regex_search(line, match, include_line)) continue;
        if (auto fault = fault_of(path, match[2], match[1] == "\"")) found.push_back({number, *fault});
    }
    return found;
}

}  // namespace topsoil::house
