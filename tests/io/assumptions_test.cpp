#include "io/assumptions.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "io/files_and_commands.hpp"
#include "topsoil/parameter.hpp"

using namespace topsoil;
using topsoil::test::contains;

TEST_CASE("The page of assumptions is what the program says of itself: topsoil list assumptions > docs/model/assumptions.md", "[assumptions]") {
    std::ifstream file(std::string(TOPSOIL_SOURCE_DIR) + "/docs/model/assumptions.md");
    std::stringstream page;
    page << file.rdbuf();
    CHECK(page.str() == assumptions_register());
}

TEST_CASE("Each group of parameters has its table on one page of docs/model, as the program says it: docs/model/refresh mends them", "[assumptions]") {
    std::string pages;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(TOPSOIL_SOURCE_DIR) + "/docs/model")) {
        if (entry.path().extension() != ".md") continue;
        std::ifstream file(entry.path());
        std::stringstream page;
        page << file.rdbuf();
        pages += page.str();
    }
    for (const std::string& group : parameter_groups()) {
        INFO(group);
        const std::string mark = "<!-- parameters: " + group + " -->\n";
        const std::size_t at = pages.find(mark);
        REQUIRE(at != std::string::npos);
        CHECK(pages.find(mark, at + 1) == std::string::npos);
        const std::size_t from = at + mark.size();
        CHECK(pages.substr(from, pages.find("<!-- end of parameters -->", from) - from) == parameter_table(group));
    }
}

TEST_CASE("A group that does not exist has no table", "[assumptions]") { CHECK(parameter_table("neds").empty()); }

TEST_CASE("Every parameter stands in the register once, with what it means", "[assumptions]") {
    const std::string page = assumptions_register();
    for (const ParameterEntry& entry : parameter_catalogue()) {
        INFO(entry.key());
        const std::size_t at = page.find("| `" + entry.key() + "` |");
        REQUIRE(at != std::string::npos);
        CHECK(page.find("| `" + entry.key() + "` |", at + 1) == std::string::npos);
        CHECK(contains(page.substr(at, page.find('\n', at) - at), std::string(entry.spec.meaning.substr(0, 10))));
    }
}

TEST_CASE("What is contested comes first, with the value at which there is no such effect", "[assumptions]") {
    const std::string page = assumptions_register();
    const std::size_t contested = page.find("## Contested");
    const std::size_t assumed = page.find("## Assumed");
    REQUIRE(contested < assumed);
    const std::size_t wage = page.find("`workforce.wage_elasticity`");
    CHECK(wage > contested);
    CHECK(wage < assumed);
    CHECK(contains(page, "| favours tendering |"));
}
