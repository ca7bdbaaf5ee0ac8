#include "io/regime_reader.hpp"

#include <algorithm>

#include "catch.hpp"
#include "io/data_folder.hpp"
#include "io/reading_help.hpp"
#include "topsoil/scenario.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

const LeverSpec& a_number_lever() {
    return *std::find_if(lever_catalogue().begin(), lever_catalogue().end(),
                         [](const LeverSpec& spec) { return spec.choices.empty(); });
}

/// The line of a lever in a file made by regime_toml, counted from 1.
int line_of(const LeverSpec& wanted) {
    int line = 5;
    for (const LeverSpec& spec : lever_catalogue()) {
        if (spec.lever == wanted.lever) break;
        ++line;
    }
    return line;
}

}  // namespace

TEST_CASE("A regime file gives a title and a value for every lever, and its name is that of the file", "[regime]") {
    const ScratchFolder folder;
    const Regime regime = load_regime(folder.write("plain.toml", regime_toml("Plain")));
    CHECK(regime.name == "plain");
    CHECK(regime.title == "Plain");
    for (const LeverSpec& spec : lever_catalogue()) {
        INFO(spec.name);
        CHECK(regime.levers[spec.lever] == spec.null_value);
    }
}

TEST_CASE("A lever outside its range is told with its line and column", "[regime]") {
    const ScratchFolder folder;
    for (const LeverSpec& spec : lever_catalogue()) {
        if (!spec.choices.empty()) continue;
        INFO(spec.name);
        const std::string name(spec.name);
        const std::string text = with(regime_toml("Plain"), fmt::format("\n{} = {}\n", name, spec.null_value),
                                      fmt::format("\n{} = {}\n", name, static_cast<long>(spec.high) + 1));
        const auto file = folder.write("wide.toml", text);
        CHECK(faults_of([&] { static_cast<void>(load_regime(file)); }) ==
              std::vector<std::string>{
                  fmt::format("{}:{} \"levers.{}\" is out of range", line_of(spec), name.size() + 4, name)});
    }
}

TEST_CASE("A word that is not among a lever's choices is told with its line and column", "[regime]") {
    const ScratchFolder folder;
    for (const LeverSpec& spec : lever_catalogue()) {
        if (spec.choices.empty()) continue;
        INFO(spec.name);
        const std::string name(spec.name);
        const std::string null_word(spec.choices.at(static_cast<std::size_t>(spec.null_value)));
        const auto file =
            folder.write("odd.toml", with(regime_toml("Plain"), fmt::format("{} = \"{}\"", name, null_word),
                                          fmt::format("{} = \"{}x\"", name, null_word)));
        const Diagnostic fault = first_fault([&] { static_cast<void>(load_regime(file)); });
        CHECK(fault.line == line_of(spec));
        CHECK(fault.column == static_cast<int>(name.size()) + 4);
        CHECK(fault.remedy == fmt::format("Did you mean \"{}\"?", null_word));
    }
}

TEST_CASE("A lever that is missing and one that is misspelt are told together", "[regime]") {
    const ScratchFolder folder;
    const LeverSpec& lever = a_number_lever();
    const std::string misspelt = std::string(lever.name) + "x";
    const auto file = folder.write(
        "missing.toml", with(regime_toml("Plain"), fmt::format("\n{} =", lever.name), fmt::format("\n{} =", misspelt)));
    CHECK(faults_of([&] { static_cast<void>(load_regime(file)); }) ==
          std::vector<std::string>{fmt::format("4:1 \"levers.{}\" is missing", lever.name),
                                   fmt::format("{}:1 there is no key \"levers.{}\" here", line_of(lever), misspelt)});
}

TEST_CASE("A regime that extends another names only what differs", "[regime]") {
    const ScratchFolder folder;
    folder.write("plain.toml", regime_toml("Plain"));
    const LeverSpec& lever = a_number_lever();
    const auto file = folder.write(
        "other.toml",
        fmt::format("extends = \"./plain.toml\"\ntitle = \"Other\"\n[levers]\n{} = {}\n", lever.name, lever.high));
    const Regime other = load_regime(file);
    CHECK(other.title == "Other");
    Regime expected = load_regime(folder / "plain.toml");
    expected.levers[lever.lever] = lever.high;
    CHECK(other.levers == expected.levers);
}

TEST_CASE("Every shipped regime reads without fault", "[regime]") {
    for (const std::string& slug : shipped_regimes()) {
        INFO(slug);
        CHECK(load_regime(shipped_path(Shipped::regimes, slug)).name == slug);
    }
}
