// Rollouts and shocks as people write them: what is read, what is refused and where.
#include "catch.hpp"
#include "io/reading_help.hpp"
#include "topsoil/scenario.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

const std::string head = R"(title = "A test"
question = "Does it read?"
place = "./dale"
regimes = ["./one.toml", "./two.toml"]
weeks = 52
)";

class RolloutFolder : public ScratchFolder {
public:
    explicit RolloutFolder(const std::string& rest) {
        write("dale/place.toml", place_toml);
        write("dale/neighbourhoods.csv", place_csv);
        write("one.toml", regime_toml("One"));
        write("two.toml", regime_toml("Two"));
        write("sample.toml", head + rest);
    }
    [[nodiscard]] Scenario load() const { return load_scenario((path() / "sample.toml").string()); }
};

std::vector<std::string> faults_in(const std::string& rest) {
    const RolloutFolder folder(rest);
    return faults_of([&] { static_cast<void>(folder.load()); });
}

}  // namespace

TEST_CASE("A regime without a rollout holds everywhere at once, and a scenario without shocks has none", "[rollout]") {
    const Scenario scenario = RolloutFolder("").load();
    CHECK(scenario.regimes[1].rollout == Rollout{});
    CHECK(scenario.shocks.empty());
}

TEST_CASE("A pilot names its neighbourhoods by id or name, and what held before", "[rollout]") {
    const Scenario scenario = RolloutFolder("[rollout.two]\nkind = \"pilots\"\nneighbourhoods = [\"D2\"]\nstart_week = 13\n").load();
    const Rollout& rollout = scenario.regimes[1].rollout;
    CHECK(rollout.kind == RolloutKind::pilots);
    CHECK(rollout.start_week == 13);
    CHECK(rollout.pilots == std::vector<std::string>{"D2"});
    CHECK(rollout.before == "one");
    CHECK(rollout.before_levers == scenario.regimes[0].levers);
    CHECK(RolloutFolder("[rollout.two]\nkind = \"pilots\"\nneighbourhoods = [\"Dale, Lower\"]\n").load().regimes[1].rollout.pilots == std::vector<std::string>{"D2"});
}

TEST_CASE("A wedge has steps, a cluster trial a share, both choose neighbourhoods unless told otherwise", "[rollout]") {
    const Scenario wedge = RolloutFolder("[rollout.two]\nkind = \"stepped_wedge\"\nsteps = 2\nstep_weeks = 13\nunit = \"ward\"\n").load();
    CHECK(wedge.regimes[1].rollout.steps == 2);
    CHECK(wedge.regimes[1].rollout.step_weeks == 13);
    CHECK(wedge.regimes[1].rollout.unit == RolloutUnit::ward);
    const Scenario clusters = RolloutFolder("[rollout.two]\nkind = \"clusters\"\nshare = 0.5\n").load();
    CHECK(clusters.regimes[1].rollout.share == 0.5);
    CHECK(clusters.regimes[1].rollout.unit == RolloutUnit::neighbourhood);
}

TEST_CASE("Every fault of a rollout or a shock is told with its line and column", "[rollout]") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"[rollout.tow]\nkind = \"at_once\"\n", "6:10 there is no key \"rollout.tow\" here"},
        {"[rollout.two]\nkind = \"pilot\"\nneighbourhoods = [\"D1\"]\n", "7:8 \"rollout.two.kind\" has no such choice"},
        {"[rollout.two]\nkind = \"pilots\"\n", "6:1 \"rollout.two.neighbourhoods\" is missing"},
        {"[rollout.two]\nkind = \"pilots\"\nneighbourhoods = [\"D3\"]\n", "8:19 Dale has no neighbourhood of this name or id"},
        {"[rollout.two]\nkind = \"pilots\"\nneighbourhoods = [\"D1\", \"Upper Dale\"]\n", "8:25 this neighbourhood is listed twice"},
        {"[rollout.two]\nkind = \"clusters\"\nshare = 2\n", "8:9 \"rollout.two.share\" is out of range"},
        {"[rollout.two]\nkind = \"at_once\"\nsteps = 2\n", "8:1 there is no key \"rollout.two.steps\" here"},
        {"[rollout.two]\nkind = \"at_once\"\nbefore = \"three\"\n", "8:10 the scenario has no regime of this name"},
        {"[[shock]]\nkind = \"cold_summer\"\nweek = 3\n", "7:8 \"shock.kind\" has no such choice"},
        {"[[shock]]\nkind = \"cold_winter\"\n", "6:1 \"shock.week\" is missing"},
        {"[[shock]]\nkind = \"cold_winter\"\nweek = 60\n", "8:8 the run has only 52 weeks"},
        {"[[shock]]\nkind = \"labour_shortage\"\nweek = 6\nsize = 1.5\n", "9:8 \"shock.size\" is out of range"},
    };
    for (const auto& [written, fault] : table) {
        INFO(written);
        const auto found = faults_in(written);
        REQUIRE_FALSE(found.empty());
        CHECK(found[0] == fault);
    }
}

TEST_CASE("A misspelt neighbourhood, regime or shock finds its neighbour", "[rollout]") {
    const auto remedy = [](const std::string& rest) {
        const RolloutFolder folder(rest);
        return first_fault([&] { static_cast<void>(folder.load()); }).remedy;
    };
    CHECK(remedy("[rollout.two]\nkind = \"pilots\"\nneighbourhoods = [\"Uper Dale\"]\n") == "Did you mean \"Upper Dale\"?");
    CHECK(remedy("[rollout.two]\nkind = \"at_once\"\nbefore = \"onee\"\n") == "Did you mean \"one\"?");
    CHECK(remedy("[[shock]]\nkind = \"cold_wimter\"\nweek = 3\n") == "Did you mean \"cold_winter\"?");
}

TEST_CASE("Two formulas of allocation cannot share the same money", "[rollout]") {
    const auto found = faults_in("[regime.two]\nallocation = \"per_head\"\n[rollout.two]\nkind = \"clusters\"\nshare = 0.5\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0] == "8:1 \"allocation\" must be the same in all neighbourhoods at once");
}

TEST_CASE("A shock has the usual length and size of its kind unless told otherwise", "[rollout]") {
    const Scenario scenario = RolloutFolder("[[shock]]\nkind = \"cold_winter\"\nweek = 10\n\n[[shock]]\nkind = \"provider_fails\"\nweek = 20\nsize = 0.3\n").load();
    REQUIRE(scenario.shocks.size() == 2);
    CHECK(scenario.shocks[0] == Shock{ShockKind::cold_winter, 10, 10, 0.25});
    CHECK(scenario.shocks[1] == Shock{ShockKind::provider_fails, 20, 1, 0.3});
}

TEST_CASE("Rollouts and shocks are part of the resolved scenario and load back from it", "[rollout]") {
    for (const char* rest : {"[rollout.two]\nkind = \"pilots\"\nneighbourhoods = [\"D2\"]\nstart_week = 13\n", "[rollout.two]\nkind = \"stepped_wedge\"\nsteps = 2\nstep_weeks = 13\nunit = \"lac\"\n",
                             "[rollout.two]\nkind = \"clusters\"\nshare = 0.25\n[[shock]]\nkind = \"pandemic\"\nweek = 4\nweeks = 9\nsize = 0.7\n"}) {
        RolloutFolder folder(rest);
        const Scenario scenario = folder.load();
        const Scenario again = load_scenario(folder.write("again.toml", resolved_toml(scenario)).string());
        CHECK(again.regimes[1].rollout == scenario.regimes[1].rollout);
        CHECK(again.shocks == scenario.shocks);
    }
}
