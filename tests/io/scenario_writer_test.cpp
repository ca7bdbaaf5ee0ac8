#include "catch.hpp"
#include "io/data_folder.hpp"
#include "io/reading_help.hpp"
#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

void check_equal(const Regime& a, const Regime& b) {
    CHECK(a.name == b.name);
    CHECK(a.title == b.title);
    CHECK(a.levers == b.levers);
}

void check_equal(const Place& a, const Place& b) {
    CHECK(a.slug == b.slug);
    CHECK(a.reference == b.reference);
    CHECK(a.title == b.title);
    CHECK(a.population == b.population);
    REQUIRE(a.neighbourhoods.size() == b.neighbourhoods.size());
    for (std::size_t i = 0; i < a.neighbourhoods.size(); ++i) {
        CHECK(a.neighbourhoods[i].id == b.neighbourhoods[i].id);
        CHECK(a.neighbourhoods[i].age_band == b.neighbourhoods[i].age_band);
    }
}

void check_equal(const Scenario& a, const Scenario& b) {
    CHECK(a.name == b.name);
    CHECK(a.title == b.title);
    CHECK(a.question == b.question);
    CHECK(a.seed == b.seed);
    CHECK(a.replicates == b.replicates);
    CHECK(a.draws == b.draws);
    CHECK(a.smallest_differences == b.smallest_differences);
    CHECK(a.burn_in_weeks == b.burn_in_weeks);
    CHECK(a.weeks == b.weeks);
    CHECK(a.record_every_weeks == b.record_every_weeks);
    CHECK(a.start_year == b.start_year);
    CHECK(a.primary_outcomes == b.primary_outcomes);
    CHECK(a.parameters == b.parameters);
    check_equal(a.place, b.place);
    check_equal(a.status_quo, b.status_quo);
    REQUIRE(a.regimes.size() == b.regimes.size());
    for (std::size_t i = 0; i < a.regimes.size(); ++i) check_equal(a.regimes[i], b.regimes[i]);
}

Scenario load_back(const Scenario& scenario) {
    const ScratchFolder folder;
    return load_scenario(folder.write("somewhere/else/scenario.resolved.toml", resolved_toml(scenario)).string());
}

/// A scenario in which nothing is at its default and texts hold what is awkward to quote.
class OddFolder : public ScratchFolder {
public:
    OddFolder() {
        write("dale/place.toml", place_toml);
        write("dale/neighbourhoods.csv", place_csv);
        write("one.toml", regime_toml("One"));
        write("two-b.toml", regime_toml("Two \\\"b\\\""));
        write("quiet.toml", regime_toml("Quiet"));
        std::string text = R"(title = "A \"test\" \\ of café"
question = """Two
lines?"""
place = "./dale"
regimes = ["./one.toml", "./two-b.toml"]
status_quo = "./quiet.toml"
seed = 9007199254740991
replicates = 11
draws = 3
burn_in_weeks = 10
weeks = 30
record_every_weeks = 2
start_year = 2030
)";
        text += fmt::format("primary_outcomes = [\"{0}\"]\n[smallest_differences]\n{0} = 2.5\n", measure_catalogue().front().name);
        std::string_view mechanism;
        for (const ParameterEntry& entry : parameter_catalogue()) {
            if (entry.mechanism != mechanism) text += fmt::format("[parameters.{}]\n", entry.mechanism);
            mechanism = entry.mechanism;
            text += fmt::format("{} = {}\n", entry.spec.name, entry.spec.low + (entry.spec.high - entry.spec.low) / 3);
        }
        text += "[regime.two-b]\n";
        for (const LeverSpec& spec : lever_catalogue()) {
            if (spec.choices.empty()) {
                text += fmt::format("{} = {}\n", spec.name, spec.high);
            } else {
                text += fmt::format("{} = \"{}\"\n", spec.name, spec.choices.back());
            }
        }
        write("odd.toml", text);
    }
};

}  // namespace

TEST_CASE("A resolved scenario loads back to the same scenario, wherever it lies", "[resolved]") {
    const OddFolder folder;
    const Scenario scenario = load_scenario((folder / "odd.toml").string());
    REQUIRE(scenario.title == "A \"test\" \\ of café");
    check_equal(load_back(scenario), scenario);
}

TEST_CASE("Every shipped scenario loads back from its resolved text", "[resolved]") {
    for (const std::string& slug : shipped_scenarios()) {
        INFO(slug);
        const Scenario scenario = load_scenario(slug);
        check_equal(load_back(scenario), scenario);
    }
}

TEST_CASE("A resolved scenario refers to a shipped place by name and to any other by its folder", "[resolved]") {
    Scenario scenario = load_scenario((OddFolder() / "odd.toml").string());
    CHECK(contains(resolved_toml(scenario), "place = \"/"));
    REQUIRE(!shipped_places().empty());
    scenario.place = load_place(shipped_path(Shipped::places, shipped_places().front()));
    CHECK(contains(resolved_toml(scenario), fmt::format("place = \"{}\"\n", shipped_places().front())));
}

TEST_CASE("Every parameter is written with its unit, range, source and grade, and a changed one is marked",
          "[resolved]") {
    Scenario scenario = load_scenario((OddFolder() / "odd.toml").string());
    scenario.parameters = ParameterSet();
    const ParameterEntry& changed = parameter_catalogue().front();
    REQUIRE(changed.spec.value != changed.spec.high);
    scenario.parameters.set(changed.key(), changed.spec.high);
    const std::string text = resolved_toml(scenario);
    for (const ParameterEntry& entry : parameter_catalogue()) {
        INFO(entry.key());
        const ParameterSpec& spec = entry.spec;
        const bool is_changed = entry.key() == changed.key();
        CHECK(contains(text, fmt::format("\n{} = {}  # [{}] {}default {}, {} to {}; source: {}; grade: {}\n", spec.name,
                                         is_changed ? spec.high : spec.value, spec.unit, is_changed ? "CHANGED; " : "",
                                         spec.value, spec.low, spec.high, spec.source, name_of(spec.grade))));
    }
}

TEST_CASE("A whole regime written inside a scenario needs every lever", "[resolved]") {
    const OddFolder folder;
    const auto file = folder.write("inside.toml",
                                   "title = \"t\"\nquestion = \"q\"\nplace = \"./dale\"\nregimes = [\"mine\"]\n"
                                   "[regime.mine]\ntitle = \"Mine\"\n");
    const auto found = faults_of([&] { static_cast<void>(load_scenario(file.string())); });
    CHECK(found.size() == lever_catalogue().size());
    REQUIRE(!found.empty());
    CHECK(found[0] == fmt::format("5:1 \"regime.mine.{}\" is missing", lever_catalogue().front().name));
}
