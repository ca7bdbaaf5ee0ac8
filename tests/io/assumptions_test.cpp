#include "io/assumptions.hpp"

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
