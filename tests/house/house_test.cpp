// The house keeps its shape: arrows run one way, nothing names a machine, every shipped folder says what it is.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "house/arrows.hpp"

namespace fs = std::filesystem;
using topsoil::house::wrong_arrows;

namespace {

const fs::path root = TOPSOIL_SOURCE_DIR;

std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Files of the repository, relative to its root; what .gitignore leaves out stays out.
std::vector<fs::path> files_of_the_house() {
    static const std::set<std::string> ignored{".git", ".cache", "build", "out", "__pycache__"};
    std::vector<fs::path> found;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
        if (ignored.contains(entry->path().filename().string())) {  // in a second working tree .git is a file
            if (entry->is_directory()) entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            found.push_back(entry->path().lexically_relative(root));
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

bool is_source(const fs::path& file) { return file.extension() == ".cpp" || file.extension() == ".hpp"; }

/// Absolute paths that exist on one person's machine only. A web address has a host before such a path, so it does not
/// match.
bool names_a_machine_path(const std::string& text) {
    static const std::regex path(R"((^|[\s"'`(=:])/(work|farm|tmp|home|root|Users)/\w)");
    return std::regex_search(text, path);
}

/// Names of the TOML files of a folder, without the extension.
std::vector<std::string> slugs_in(const fs::path& folder) {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".toml") found.push_back(entry.path().stem().string());
    return found;
}

}  // namespace

TEST_CASE("Whoever fetches ahead does so by fetch_ahead, which compilers do not leave out") {
    const std::string unsafe = std::string("__builtin_") + "prefetch";
    for (const fs::path& file : files_of_the_house()) {
        if (!is_source(file) || file == "sim/base/fetch.hpp") continue;
        CAPTURE(file.string());
        REQUIRE(read(root / file).find(unsafe) == std::string::npos);
    }
    REQUIRE(read(root / "sim/base/fetch.hpp").find("asm volatile") != std::string::npos);
}

TEST_CASE("A room includes lower rooms and itself only") {
    std::size_t sources = 0;
    for (const auto& file : files_of_the_house()) {
        if (!is_source(file)) continue;
        ++sources;
        for (const auto& wrong : wrong_arrows(file.generic_string(), read(root / file)))
            FAIL_CHECK(file.generic_string() << ":" << wrong.line << ": " << wrong.reason);
    }
    CHECK(sources > 0);
}

TEST_CASE("An arrow that runs upwards is found, with its line") {
    const auto found =
        wrong_arrows("sim/base/draw.cpp", "// why\n#include \"base/draw.hpp\"\n#include \"io/toml_reader.hpp\"\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == 3);
    CHECK(found[0].reason == "base may not include io: io/toml_reader.hpp");
}

TEST_CASE("Mechanisms, commissioning and measures know nothing of each other") {
    for (const std::string from : {"mechanisms", "commissioning", "measures"})
        for (const std::string to : {"mechanisms", "commissioning", "measures"}) {
            const auto found = wrong_arrows("sim/" + from + "/a.cpp", "#include \"" + to + "/b.hpp\"\n");
            CHECK(found.empty() == (from == to));
        }
}

TEST_CASE("The public headers stand on the standard library alone") {
    CHECK(wrong_arrows("include/topsoil/place.hpp", "#include <vector>\n#include \"topsoil/ids.hpp\"\n").empty());
    CHECK(wrong_arrows("include/topsoil/place.hpp", "#include \"base/ids.hpp\"\n").size() == 1);
    CHECK(wrong_arrows("include/topsoil/place.hpp", "#include <fmt/core.h>\n").size() == 1);
}

TEST_CASE("A library with one home is found anywhere else") {
    CHECK(wrong_arrows("sim/base/parallel.cpp", "#include <tbb/parallel_for.h>\n").empty());
    CHECK(wrong_arrows("sim/engine/clock.cpp", "#include <tbb/parallel_for.h>\n").size() == 1);
    CHECK(wrong_arrows("sim/engine/clock.cpp", "#include <oneapi/tbb/parallel_for.h>\n").size() == 1);
    CHECK(wrong_arrows("sim/io/results.cpp", "#include <hdf5.h>\n").empty());
    CHECK(wrong_arrows("sim/cli/main.cpp", "#include <H5public.h>\n").size() == 1);
    CHECK(wrong_arrows("sim/network/graph.cpp", "#include <boost/graph/graph_traits.hpp>\n").empty());
    CHECK(wrong_arrows("sim/measures/ties.cpp", "#include <boost/graph/graph_traits.hpp>\n").size() == 1);
}

TEST_CASE("The viewer sees io and the public headers, and no room sees the viewer") {
    CHECK(wrong_arrows("viz/panels/map.cpp", "#include \"io/results_file.hpp\"\n#include \"topsoil/results.hpp\"\n")
              .empty());
    CHECK(wrong_arrows("viz/panels/map.cpp", "#include \"engine/clock.hpp\"\n").size() == 1);
    CHECK(wrong_arrows("sim/cli/main.cpp", "#include \"viz/panels/map.hpp\"\n").size() == 1);
}

TEST_CASE("No file names a path of one machine") {
    for (const auto& file : files_of_the_house()) {
        const auto text = read(root / file);
        const bool is_text = text.find('\0') == std::string::npos;
        if (is_text && names_a_machine_path(text)) FAIL_CHECK(file.generic_string() << " names a path of one machine");
    }
    const std::string folder = "/home";
    CHECK(names_a_machine_path("see " + folder + "/ada/city.toml"));
    CHECK_FALSE(names_a_machine_path("see https://example.org" + folder + "/page"));
}

TEST_CASE("Every shipped place is a folder that says what it is") {
    std::size_t places = 0;
    for (const auto& entry : fs::directory_iterator(root / "scenarios/places")) {
        if (!entry.is_directory()) continue;
        ++places;
        INFO(entry.path().filename().string());
        CHECK(fs::exists(entry.path() / "place.toml"));
        CHECK(fs::exists(entry.path() / "README.md"));
    }
    CHECK(places > 0);
}

TEST_CASE("Every shipped regime and scenario is explained in the README beside it") {
    for (const std::string folder : {"regimes", "experiments"}) {
        const auto readme = read(root / "scenarios" / folder / "README.md");
        const auto slugs = slugs_in(root / "scenarios" / folder);
        CHECK_FALSE(slugs.empty());
        for (const auto& slug : slugs) {
            INFO(folder << "/" << slug << ".toml");
            CHECK(readme.find("`" + slug + "`") != std::string::npos);
        }
    }
}
