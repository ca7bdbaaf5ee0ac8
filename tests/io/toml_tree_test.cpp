#include "io/toml_tree.hpp"

#include "catch.hpp"
#include "io/reading_help.hpp"

using namespace topsoil;
using namespace topsoil::test;

TEST_CASE("Keys keep the order in which they were written", "[toml]") {
    const TomlNode tree = parse_toml_text("pub = 1\nchoir = 2\nallotment = 3\n", "x");
    REQUIRE(tree.members.size() == 3);
    CHECK(tree.members[0].key == "pub");
    CHECK(tree.members[1].key == "choir");
    CHECK(tree.members[2].key == "allotment");
}

TEST_CASE("Laying one file over another replaces single values and keeps the rest, each with its own place", "[toml]") {
    TomlNode base = parse_toml_text("a = 1\nlist = [1, 2]\n[t]\nx = 1\ny = 2\n", "base");
    lay_over(base, parse_toml_text("list = [3]\n[t]\ny = 5\nz = 6\n", "over"));
    CHECK(base.find("a")->whole == 1);
    REQUIRE(base.find("list")->items.size() == 1);
    const TomlNode& table = *base.find("t");
    CHECK(table.find("x")->whole == 1);
    CHECK(table.find("x")->spot.file == "base");
    CHECK(table.find("y")->whole == 5);
    CHECK(table.find("y")->spot.file == "over");
    CHECK(table.find("y")->spot.line == 3);
    CHECK(table.find("z")->whole == 6);
}

TEST_CASE("A setting of the command line needs no quotes and reaches into tables", "[toml]") {
    CHECK(setting_tree("weeks", "52").find("weeks")->whole == 52);
    CHECK(setting_tree("place", "small-town").find("place")->text == "small-town");
    CHECK(setting_tree("place", "\"small-town\"").find("place")->text == "small-town");
    CHECK(
        setting_tree("regime.gardening.pay_basis", "0.35").find("regime")->find("gardening")->find("pay_basis")->real ==
        0.35);
    const TomlNode list = setting_tree("regimes", "tendered,gardening");
    REQUIRE(list.find("regimes")->items.size() == 2);
    CHECK(list.find("regimes")->items[1].text == "gardening");
    CHECK(setting_tree("weeks", "52").find("weeks")->spot.file == "--set weeks=52");
}

TEST_CASE("A setting without a key is refused", "[toml]") {
    for (const std::string key : {"", ".", "a..b", "a."}) {
        INFO(key);
        CHECK(faults_of([&] { static_cast<void>(setting_tree(key, "1")); }).size() == 1);
    }
}

TEST_CASE("A file that extends itself, directly or in a ring, is refused", "[toml]") {
    const ScratchFolder folder;
    folder.write("a.toml", "x = 1\nextends = \"b.toml\"\n");
    folder.write("b.toml", "extends = \"a.toml\"\n");
    const auto locate = [&](const TomlNode& node) { return folder.path() / node.text; };
    CHECK(faults_of([&] { static_cast<void>(parse_with_extends(folder.path() / "a.toml", locate)); }) ==
          std::vector<std::string>{"1:11 \"extends\" leads back to a file that is already part of the chain"});
}

TEST_CASE("A chain of extends is read from the bottom up", "[toml]") {
    const ScratchFolder folder;
    folder.write("top.toml", "extends = \"middle.toml\"\nx = 3\n");
    folder.write("middle.toml", "extends = \"ground.toml\"\nx = 2\ny = 2\n");
    folder.write("ground.toml", "x = 1\ny = 1\nz = 1\n");
    const TomlNode tree =
        parse_with_extends(folder.path() / "top.toml", [&](const TomlNode& node) { return folder.path() / node.text; });
    CHECK(tree.find("x")->whole == 3);
    CHECK(tree.find("y")->whole == 2);
    CHECK(tree.find("z")->whole == 1);
    CHECK(tree.find("extends") == nullptr);
}

TEST_CASE("A file that is not there is told by name", "[toml]") {
    const Diagnostic fault = first_fault([] { static_cast<void>(parse_toml_file("no/such/file.toml")); });
    CHECK(fault.text().starts_with("no/such/file.toml: there is no such file"));
}
