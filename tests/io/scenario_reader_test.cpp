#include <algorithm>

#include "catch.hpp"
#include "io/data_folder.hpp"
#include "io/reading_help.hpp"
#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

const std::string scenario_toml = R"(title = "A test"
question = "Does it read?"
place = "./dale"
regimes = ["./one.toml", "./two.toml"]
weeks = 52
)";

/// A folder with a place, two regimes and the scenario given.
class SampleFolder : public ScratchFolder {
public:
    explicit SampleFolder(const std::string& scenario = scenario_toml) {
        write("dale/place.toml", place_toml);
        write("dale/neighbourhoods.csv", place_csv);
        write("one.toml", regime_toml("One"));
        write("two.toml", regime_toml("Two"));
        write("sample.toml", scenario);
    }
    [[nodiscard]] Scenario load(const std::vector<Override>& overrides = {}) const {
        return load_scenario((path() / "sample.toml").string(), overrides);
    }
};

std::vector<std::string> faults_in(const std::string& scenario, const std::vector<Override>& overrides = {}) {
    const SampleFolder folder(scenario);
    return faults_of([&] { static_cast<void>(folder.load(overrides)); });
}

struct BadInput {
    std::string from;
    std::string to;
    std::vector<std::string> faults;
};

const ParameterEntry& a_parameter() { return parameter_catalogue().front(); }
const LeverSpec& a_number_lever() {
    return *std::find_if(lever_catalogue().begin(), lever_catalogue().end(),
                         [](const LeverSpec& spec) { return spec.choices.empty(); });
}

}  // namespace

TEST_CASE("A short scenario gets its place, its regimes and defaults for the rest", "[scenario]") {
    const Scenario scenario = SampleFolder().load();
    CHECK(scenario.name == "sample");
    CHECK(scenario.place.title == "Dale");
    REQUIRE(scenario.regimes.size() == 2);
    CHECK(scenario.regimes[0].name == "one");
    CHECK(scenario.regimes[1].title == "Two");
    CHECK(scenario.status_quo.name == "one");
    CHECK(scenario.weeks == 52);
    CHECK(scenario.seed == default_seed);
    CHECK(scenario.replicates == Scenario{}.replicates);
    CHECK(scenario.parameters == ParameterSet());
    CHECK(scenario.primary_outcomes.empty());
}

TEST_CASE("Every fault of a scenario is told with its line and column", "[scenario]") {
    const std::vector<BadInput> table{
        {"weeks = 52", "wekes = 52", {"5:1 there is no key \"wekes\" here"}},
        {"weeks = 52", "weeks = 0", {"5:9 \"weeks\" is out of range"}},
        {"weeks = 52",
         "weeks = 52\nrecord_every_weeks = 53",
         {"6:22 nothing would be recorded: the run has only 52 weeks"}},
        {"weeks = 52", "replicates = 0", {"5:14 \"replicates\" is out of range"}},
        {"weeks = 52", "seed = -1", {"5:8 \"seed\" is out of range"}},
        {"weeks = 52", "primary_outcomes = [\"happyness\"]", {"5:21 there is no measure of this name"}},
        {"place = \"./dale\"", "place = \"./dael\"", {}},
        {"place = \"./dale\"\n", "", {"1:1 \"place\" is missing"}},
        {"regimes = [\"./one.toml\", \"./two.toml\"]", "regimes = []", {"4:11 a scenario needs at least one regime"}},
        {"\"./two.toml\"", "\"./one.toml\"", {"4:26 this regime is listed twice"}},
        {"\"./two.toml\"", "2", {"4:26 \"regimes\" must be a list of texts, this is a whole number"}},
        {"\"./two.toml\"", "\"no-such-regime\"", {"4:26 no regime of this name ships with the program"}},
        {"weeks = 52", "[parameters.nowhere]\nx = 1", {"5:13 there is no key \"parameters.nowhere\" here"}},
        {"weeks = 52", "[need]\nonset_scale = 1", {"5:1 \"need\" is a process; its parameters stand under \"parameters\""}},
        {"weeks = 52", "[regime.three]\nx = 1", {"5:9 there is no key \"regime.three\" here"}},
        {"weeks = 52", "[regime.two]\nlever = 1", {"6:1 there is no key \"regime.two.lever\" here"}},
        {"weeks = 52", "status_quo = 3", {"5:14 \"status_quo\" must be a text, this is a whole number"}},
    };
    for (const BadInput& bad : table) {
        INFO(bad.to);
        const auto found = faults_in(with(scenario_toml, bad.from, bad.to));
        if (bad.faults.empty()) {
            REQUIRE(found.size() == 1);
            CHECK(found[0].starts_with("3:9 there is no place at "));
        } else {
            CHECK(found == bad.faults);
        }
    }
}

TEST_CASE("A parameter outside its range is told with its line, column and range", "[scenario]") {
    const ParameterSpec& spec = a_parameter().spec;
    const SampleFolder folder(
        scenario_toml + fmt::format("[parameters.{}]\n{} = {}\n", a_parameter().mechanism, spec.name, spec.high + 1));
    const Diagnostic fault = first_fault([&] { static_cast<void>(folder.load()); });
    CHECK(fault.line == 7);
    CHECK(fault.column == static_cast<int>(spec.name.size()) + 4);
    CHECK(fault.reason == fmt::format("\"parameters.{}\" is out of range", a_parameter().key()));
}

TEST_CASE("A misspelt parameter finds its neighbour", "[scenario]") {
    const ParameterEntry& entry = a_parameter();
    const SampleFolder folder(scenario_toml +
                              fmt::format("[parameters.{}]\n{}x = 1\n", entry.mechanism, entry.spec.name));
    CHECK(first_fault([&] { static_cast<void>(folder.load()); }).remedy ==
          fmt::format("Did you mean \"{}\"?", entry.spec.name));
}

TEST_CASE("No more than three primary outcomes may be declared, each once", "[scenario]") {
    REQUIRE(measure_catalogue().size() > 3);
    std::string list;
    for (std::size_t i = 0; i < 4; ++i)
        list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", measure_catalogue()[i].name);
    const auto many = faults_in(scenario_toml + "primary_outcomes = [" + list + "]\n");
    REQUIRE(many.size() == 1);
    CHECK(contains(many[0], "at most three primary outcomes"));
    const std::string_view first = measure_catalogue().front().name;
    const auto twice = faults_in(scenario_toml + fmt::format("primary_outcomes = [\"{}\", \"{}\"]\n", first, first));
    REQUIRE(twice.size() == 1);
    CHECK(contains(twice[0], "listed twice"));
}

TEST_CASE("A setting of the command line wins over the file", "[scenario]") {
    const SampleFolder folder;
    const ParameterEntry& entry = a_parameter();
    const LeverSpec& lever = a_number_lever();
    const Scenario scenario = folder.load({{"weeks", "26"},
                                           {"replicates", "5"},
                                           {"seed", "7"},
                                           {"parameters." + entry.key(), plain_number(entry.spec.high)},
                                           {fmt::format("regime.two.{}", lever.name), plain_number(lever.high)}});
    CHECK(scenario.weeks == 26);
    CHECK(scenario.replicates == 5);
    CHECK(scenario.seed == 7);
    CHECK(scenario.parameters.get(entry.key()) == entry.spec.high);
    CHECK(scenario.regimes[0].levers[lever.lever] == lever.null_value);
    CHECK(scenario.regimes[1].levers[lever.lever] == lever.high);
}

TEST_CASE("A list of one needs no brackets on the command line", "[scenario]") {
    const SampleFolder folder;
    CHECK(folder.load({{"regimes", (folder / "two.toml").string()}}).regimes.at(0).title == "Two");
}

TEST_CASE("Faulty settings are told as they were typed, all of them", "[scenario]") {
    const SampleFolder folder;
    std::vector<std::string> texts;
    try {
        static_cast<void>(folder.load({{"wekes", "3"}, {"weeks", "never"}}));
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics()) texts.push_back(fault.text());
    }
    REQUIRE(texts.size() == 2);
    CHECK(texts[0] ==
          "--set weeks=never: \"weeks\" must be a whole number, this is a text (\"never\"). "
          "Write a whole number without quotes.");
    CHECK(texts[1] == "--set wekes=3: there is no key \"wekes\" here (wekes). Did you mean \"weeks\"?");
}

TEST_CASE("A scenario may extend another, paths count from the file they are written in", "[scenario]") {
    const SampleFolder folder;
    folder.write("further/longer.toml", "extends = \"../sample.toml\"\nweeks = 104\ntitle = \"Longer\"\n");
    const Scenario scenario = load_scenario((folder / "further/longer.toml").string());
    CHECK(scenario.name == "longer");
    CHECK(scenario.title == "Longer");
    CHECK(scenario.weeks == 104);
    CHECK(scenario.place.slug == "dale");
    CHECK(scenario.regimes.size() == 2);
}

TEST_CASE("The burn-in may follow a regime that is not compared", "[scenario]") {
    const SampleFolder folder(with(scenario_toml, ", \"./two.toml\"]", "]\nstatus_quo = \"./two.toml\""));
    const Scenario scenario = folder.load();
    CHECK(scenario.regimes.size() == 1);
    CHECK(scenario.status_quo.name == "two");
}

TEST_CASE("Faults of the scenario, its regimes and its place come in one go", "[scenario]") {
    const SampleFolder folder(with(scenario_toml, "weeks = 52", "weeks = -1"));
    folder.write("one.toml", with(regime_toml("One"), "title", "titel"));
    folder.write("dale/place.toml", with(place_toml, "streets = 40", "streets = 0"));
    const auto found = faults_of([&] { static_cast<void>(folder.load()); });
    CHECK(found == std::vector<std::string>{"5:9 \"weeks\" is out of range", "1:1 \"title\" is missing",
                                            "1:1 there is no key \"titel\" here",
                                            "9:11 \"totals.streets\" is out of range"});
}

TEST_CASE("An unknown scenario is told with the nearest name that ships", "[scenario]") {
    REQUIRE(!shipped_scenarios().empty());
    const std::string slug = shipped_scenarios().front();
    const Diagnostic fault = first_fault([&] { static_cast<void>(load_scenario(slug + "x")); });
    CHECK(fault.value == slug + "x");
    CHECK(fault.remedy == fmt::format("Did you mean \"{}\"?", slug));
    CHECK(first_fault([] { static_cast<void>(load_scenario("no/such/file.toml")); }).reason ==
          "there is no scenario at no/such/file.toml");
}

TEST_CASE("Every shipped scenario reads without fault", "[scenario]") {
    for (const std::string& slug : shipped_scenarios()) {
        INFO(slug);
        const Scenario scenario = load_scenario(slug);
        CHECK(scenario.name == slug);
        CHECK(!scenario.question.empty());
    }
}
