#include "io/toml_reader.hpp"

#include "catch.hpp"
#include "io/reading_help.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

/// Reads a text as a table with known keys, the way a reader of a real file does.
void read_sample(const std::string& text) {
    const TomlNode tree = parse_toml_text(text, "sample.toml");
    Faults faults;
    TomlTable root(tree, "", faults);
    static_cast<void>(root.text("title", "none"));
    static_cast<void>(root.count("weeks", {1, 5200, "weeks"}, 52));
    static_cast<void>(root.number("share", {0, 1}, 0.5));
    static_cast<void>(root.texts("regimes", false));
    TomlTable inner = root.table("inner", false);
    if (root.has("inner")) static_cast<void>(inner.number("needed", {0, 10, "h/week"}));
    if (inner.has("kind")) static_cast<void>(inner.choice("kind", {"historic", "needs"}));
    inner.finish();
    root.finish();
    faults.throw_if_any();
}

struct BadInput {
    std::string text;
    std::vector<std::string> faults;
};

}  // namespace

TEST_CASE("An allowed range is told so that its unit does not run into its numbers") {
    REQUIRE(span_of({0, 30, "1/4 weeks"}) == "0 to 30 per 4 weeks");
    REQUIRE(span_of({0, 0.2, "1/week"}) == "0 to 0.2 per week");
    REQUIRE(span_of({1, 5200, "weeks"}) == "1 to 5200 weeks");
    REQUIRE(span_of({0, 1, "1"}) == "0 to 1");
    REQUIRE(span_of({0, 1}) == "0 to 1");
}

TEST_CASE("Every kind of fault in a TOML file is told with its line and column", "[toml]") {
    const std::vector<BadInput> table{
        {"wekes = 3\n", {"1:1 there is no key \"wekes\" here"}},
        {"\n  weeks = \"3\"\n", {"2:11 \"weeks\" must be a whole number, this is a text"}},
        {"weeks = 3.5\n", {"1:9 \"weeks\" must be a whole number, this is a number"}},
        {"weeks = 0\n", {"1:9 \"weeks\" is out of range"}},
        {"weeks = 5201\n", {"1:9 \"weeks\" is out of range"}},
        {"share = nan\n", {"1:9 \"share\" is out of range"}},
        {"share = inf\n", {"1:9 \"share\" is out of range"}},
        {"share = true\n", {"1:9 \"share\" must be a number, this is true or false"}},
        {"title = 7\n", {"1:9 \"title\" must be a text, this is a whole number"}},
        {"title = 2026-04-23\n", {"1:9 \"title\" must be a text, this is a date or time"}},
        {"regimes = \"tendered\"\n", {"1:11 \"regimes\" must be a list of texts, this is a text"}},
        {"regimes = [\"a\", 5]\n", {"1:17 \"regimes\" must be a list of texts, this is a whole number"}},
        {"inner = 4\n", {"1:9 \"inner\" must be a table, this is a whole number"}},
        {"[inner]\n", {"1:1 \"inner.needed\" is missing"}},
        {"[inner]\nneeded = 11\n", {"2:10 \"inner.needed\" is out of range"}},
        {"[inner]\nneeded = 1\nkind = \"neds\"\n", {"3:8 \"inner.kind\" has no such choice"}},
        {"[inner]\nneeded = 1\nkind = 1\n", {"3:8 \"inner.kind\" must be one of its words, this is a whole number"}},
        {"[iner]\nneeded = 1\n", {"1:2 there is no key \"iner\" here"}},
        {"inner.needed = 1\ninner.neded = 2\n", {"2:7 there is no key \"inner.neded\" here"}},
    };
    for (const BadInput& bad : table) {
        INFO(bad.text);
        CHECK(faults_of([&] { read_sample(bad.text); }) == bad.faults);
    }
}

TEST_CASE("All faults of a file come in one go, from top to bottom", "[toml]") {
    CHECK(faults_of([] { read_sample("share = 2\nweeks = 0\ntitel = \"x\"\n[inner]\nneeded = \"1\"\n"); }) ==
          std::vector<std::string>{"1:9 \"share\" is out of range", "2:9 \"weeks\" is out of range",
                                   "3:1 there is no key \"titel\" here",
                                   "5:10 \"inner.needed\" must be a number, this is a text"});
}

TEST_CASE("A text that is not TOML is refused at the place where reading stopped", "[toml]") {
    const auto missing_value = faults_of([] { read_sample("weeks = 3\nshare =\n"); });
    REQUIRE(missing_value.size() == 1);
    CHECK(missing_value[0].starts_with("2:"));
    CHECK(missing_value[0].find("this is not TOML") != std::string::npos);
    const auto twice = faults_of([] { read_sample("weeks = 3\nweeks = 4\n"); });
    REQUIRE(twice.size() == 1);
    CHECK(twice[0].starts_with("2:"));
}

TEST_CASE("A fault names the value, what is allowed and the word that was probably meant", "[toml]") {
    CHECK(first_fault([] { read_sample("weeks = 0\n"); }).text() ==
          "sample.toml:1:9: \"weeks\" is out of range (0). Write a whole number from 1 to 5200 weeks.");
    CHECK(first_fault([] { read_sample("weeks = \"3\"\n"); }).remedy == "Write a whole number without quotes.");
    CHECK(first_fault([] { read_sample("wekes = 3\n"); }).remedy == "Did you mean \"weeks\"?");
    CHECK(first_fault([] { read_sample("[inner]\nneeded = 1\nkind = \"neds\"\n"); }).remedy ==
          "Did you mean \"needs\"?");
}

TEST_CASE("A good file gives its values, and defaults for what it leaves out", "[toml]") {
    const TomlNode tree = parse_toml_text("title = \"Dale\"\nshare = 1\n[inner]\nkind = \"needs\"\n", "sample.toml");
    Faults faults;
    TomlTable root(tree, "", faults);
    CHECK(root.text("title") == "Dale");
    CHECK(root.number("share", {0, 1}) == 1.0);
    CHECK(root.count("weeks", {1, 5200}, 52) == 52);
    CHECK(root.table("inner", true).choice("kind", {"historic", "needs"}) == 1);
    root.finish();
    CHECK(faults.empty());
}

TEST_CASE("A missing table is told once, not once for each of its keys", "[toml]") {
    const TomlNode tree = parse_toml_text("", "sample.toml");
    Faults faults;
    TomlTable root(tree, "", faults);
    TomlTable inner = root.table("inner", true);
    static_cast<void>(inner.number("a", {0, 1}));
    static_cast<void>(inner.number("b", {0, 1}));
    CHECK(faults_of([&] { faults.throw_if_any(); }) == std::vector<std::string>{"1:1 the table [inner] is missing"});
}
