// Chance is shared out once: no two uses have the same name or code, no two rare events the same luck.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "quiet_town.hpp"

using namespace topsoil;

namespace {

/// FNV-1a, as Purpose computes it at compile time.
std::uint32_t code_of(std::string_view name) {
    std::uint32_t code = 2166136261U;
    for (const char c : name) code = (code ^ static_cast<unsigned char>(c)) * 16777619U;
    return code;
}

/// Names of purposes in a source text: Purpose{"..."} and Purpose name{"..."}.
std::vector<std::string> purposes_in(const std::string& text) {
    static const std::regex purpose(R"(\bPurpose(?:\s+\w+)?\s*[{(]\s*"([^"]*)\")");
    std::vector<std::string> names;
    for (auto at = std::sregex_iterator(text.begin(), text.end(), purpose); at != std::sregex_iterator(); ++at) names.push_back((*at)[1]);
    return names;
}

std::map<std::string, std::vector<std::string>> purposes_of_the_program() {
    std::map<std::string, std::vector<std::string>> where;  // name -> files
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(TOPSOIL_SOURCE_DIR) / "sim")) {
        const auto kind = entry.path().extension();
        if (kind != ".cpp" && kind != ".hpp") continue;
        std::ifstream file(entry.path());
        std::ostringstream text;
        text << file.rdbuf();
        for (const std::string& name : purposes_in(text.str())) where[name].push_back(entry.path().filename().string());
    }
    return where;
}

}  // namespace

TEST_CASE("The scan for purposes finds them however they are written", "[luck_and_purposes]") {
    REQUIRE(purposes_in("constexpr Purpose a{\"one\"};\nLuckCell c{0, \"x\", Purpose{\"two\"}, b}; Purpose(\"three\")") == std::vector<std::string>{"one", "two", "three"});
    constexpr Purpose luck{"luck"};  // by name: clang 14 fails on a consteval constructor inside the macro
    REQUIRE(code_of("luck") == luck.code);
}

TEST_CASE("No two uses of chance share a name", "[luck_and_purposes]") {
    const auto purposes = purposes_of_the_program();
    REQUIRE(purposes.size() > 30);
    for (const auto& [name, files] : purposes) {
        CAPTURE(name, files);
        REQUIRE(files.size() == 1);
    }
}

TEST_CASE("No two uses of chance share a code", "[luck_and_purposes]") {
    std::map<std::uint32_t, std::string> owner;
    for (const auto& [name, files] : purposes_of_the_program()) {
        const auto [known, is_new] = owner.emplace(code_of(name), name);
        CAPTURE(name, known->second);
        REQUIRE(is_new);
    }
}

TEST_CASE("Every rare event has luck, a name and a purpose of its own", "[luck_and_purposes]") {
    std::map<unsigned, std::string_view> cells;
    std::set<std::string_view> names;
    std::set<std::uint32_t> purposes;
    for (const LuckCell& cell : all_luck_cells()) {
        CAPTURE(cell.cell, cell.name);
        REQUIRE(cell.cell < luck_cells);
        REQUIRE(cells.emplace(cell.cell, cell.name).second);
        REQUIRE(names.insert(cell.name).second);
        REQUIRE(purposes.insert(cell.purpose.code).second);
    }
    REQUIRE(cells.size() > 10);
}

TEST_CASE("Every purpose of a rare event is one that the sources name", "[luck_and_purposes]") {
    std::set<std::uint32_t> known;
    for (const auto& [name, files] : purposes_of_the_program()) known.insert(code_of(name));
    for (const LuckCell& cell : all_luck_cells()) REQUIRE(known.contains(cell.purpose.code));
}

TEST_CASE("Asking everybody finds the same people as the lists of candidates", "[luck_and_purposes]") {
    QuietTown town({"life_course"});
    Team team(1);
    const World& world = town.world();
    for (int week = 0; week < 8; ++week) {
        Luck& luck = town.simulation().luck();
        luck.prepare(world.people, world.city->shards(), world.week, team);
        for (const LuckCell& cell : all_luck_cells()) {
            std::set<Key> listed;
            for (std::size_t shard = 0; shard < world.city->shards(); ++shard) {
                luck.for_candidates(cell.cell, shard, world.week, [&](Slot slot) {
                    if (world.people.alive(slot)) listed.insert(world.people.key[slot]);
                });
            }
            const auto asked = keys_of(world, [&](Slot s) { return luck.candidate(cell.cell, world.people.key[s], world.people.birth_week[s], world.week); });
            CAPTURE(cell.name, world.week);
            REQUIRE(listed == asked);
        }
        town.live();
    }
}
