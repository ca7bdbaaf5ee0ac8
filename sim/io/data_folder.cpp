#include "io/data_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "topsoil/scenario.hpp"

namespace topsoil {

namespace fs = std::filesystem;

namespace {

std::string_view singular(Shipped kind) {
    switch (kind) {
        case Shipped::experiments:
            return "scenario";
        case Shipped::regimes:
            return "regime";
        case Shipped::places:
            return "place";
    }
    return "";
}

std::string_view folder_of(Shipped kind) {
    switch (kind) {
        case Shipped::experiments:
            return "experiments";
        case Shipped::regimes:
            return "regimes";
        case Shipped::places:
            return "places";
    }
    return "";
}

}  // namespace

fs::path data_folder() {
    if (const char* named = std::getenv("TOPSOIL_DATA"); named != nullptr && *named != '\0') return named;
    std::error_code none;
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    const fs::path installed = program.parent_path().parent_path() / "share" / "topsoil" / "scenarios";
    if (!program.empty() && fs::is_directory(installed, none)) return installed;
    return TOPSOIL_SCENARIOS_DIR;
}

fs::path shipped_path(Shipped kind, const std::string& slug) {
    const fs::path folder = data_folder() / folder_of(kind);
    return kind == Shipped::places ? folder / slug : folder / (slug + ".toml");
}

std::vector<std::string> shipped_names(Shipped kind) {
    std::vector<std::string> names;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator(data_folder() / folder_of(kind), none)) {
        if (kind == Shipped::places) {
            if (fs::exists(entry.path() / "place.toml", none)) names.push_back(entry.path().filename().string());
        } else if (entry.path().extension() == ".toml") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool is_path(const std::string& text) {
    return text.find('/') != std::string::npos || text.starts_with('.') || text.ends_with(".toml");
}

fs::path locate(Shipped kind, const TomlNode& reference) {
    const Spot& spot = reference.spot;
    if (reference.kind != TomlNode::Kind::text || reference.text.empty()) {
        throw InputError({spot.file, spot.line, spot.column, reference.written(),
                          fmt::format("this must name a {}, it is {}", singular(kind), reference.kind_name()),
                          "Write its name or its path in quotes."});
    }
    const bool by_path = is_path(reference.text);
    const fs::path found = !by_path         ? shipped_path(kind, reference.text)
                           : spot.line == 0 ? fs::path(reference.text)
                                            : fs::path(spot.file).parent_path() / reference.text;
    if (fs::exists(found)) return found.lexically_normal();
    const std::string reason =
        by_path ? fmt::format("there is no {} at {}", singular(kind), found.lexically_normal().string())
                : fmt::format("no {} of this name ships with the program", singular(kind));
    const std::string remedy =
        by_path
            ? spot.line == 0 ? "Check the path." : "Check the path; it counts from the file it is written in."
            : suggestion(reference.text, shipped_names(kind), fmt::format("See `topsoil list {}s`.", singular(kind)));
    throw InputError({spot.file, spot.line, spot.column, reference.text, reason, remedy});
}

std::vector<std::string> shipped_scenarios() { return shipped_names(Shipped::experiments); }
std::vector<std::string> shipped_regimes() { return shipped_names(Shipped::regimes); }
std::vector<std::string> shipped_places() { return shipped_names(Shipped::places); }

}  // namespace topsoil
