// Tests that catch a thumb on the scale: who may see a lever, what a lever may reach, what names may do.
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"
#include "topsoil/experiment.hpp"

using namespace topsoil;
namespace fs = std::filesystem;

namespace {

const fs::path root = TOPSOIL_SOURCE_DIR;

/// The text of a source without its comments.
std::string code_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    static const std::regex comment(R"(//[^\n]*)");
    return std::regex_replace(text, comment, "");
}

template <class Use>
void for_each_source(const fs::path& folder, Use&& use) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto kind = entry.path().extension();
        if (kind == ".cpp" || kind == ".hpp") use(entry.path(), code_of(entry.path()));
    }
}

bool speaks_of_levers(const std::string& code) {
    static const std::regex word(R"(\bLeverVector\b|\bLever::|topsoil/levers\.hpp|\bRegime\b)");
    return std::regex_search(code, word);
}

const std::set<std::string> may_see_levers{"commissioning", "engine", "experiment", "io", "cli"};

Scenario small_scenario_of(const std::string& name, int replicates) {
    return load_scenario(name, {{"replicates", std::to_string(replicates)}, {"burn_in_weeks", "30"}, {"weeks", "40"}});
}

ExperimentOptions one_thread() {
    ExperimentOptions options;
    options.threads = 1;
    return options;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

// --- who may see a lever ----------------------------------------------------------------------------------------------------

TEST_CASE("Only commissioning reads levers, the rooms above it carry them, and the city never hears of them") {
    std::set<std::string> rooms;
    for_each_source(root / "sim", [&](const fs::path& file, const std::string& code) {
        const std::string room = file.lexically_relative(root / "sim").begin()->string();
        if (!speaks_of_levers(code)) return;
        rooms.insert(room);
        INFO(file.string());
        CHECK(may_see_levers.contains(room));
        // Carrying is not reading: single levers are named in commissioning alone.
        if (room != "commissioning") CHECK(code.find("Lever::") == std::string::npos);
    });
    CHECK(rooms.contains("commissioning"));
}

TEST_CASE("No rule knows a regime by its name") {
    for (const char* room : {"base", "state", "world", "network", "mechanisms", "commissioning", "measures", "engine"}) {
        for_each_source(root / "sim" / room, [&](const fs::path& file, const std::string& code) {
            INFO(file.string());
            // "gardening" is a kind of group too.
            if (file.filename() != "group_kinds.cpp") {
                for (const std::string& regime : shipped_regimes()) CHECK(code.find('"' + regime + '"') == std::string::npos);
            }
            static const std::regex by_label(R"(\bRegime\b|regime\.(name|title))");
            CHECK_FALSE(std::regex_search(code, by_label));
        });
    }
}

TEST_CASE("Commissioning may not write how anybody fares: not need, strain, loneliness, belonging, contact, care or admission") {
    // By name of a field of the world; a part that says it writes "people" would say it writes them all.
    static const std::vector<std::string_view> outcomes{"people.need",    "people.strain", "people.loneliness", "people.belonging", "people.contact", "people.setting", "people.memberships",
                                                        "people.committed", "care.files",    "care.ties",         "care_homes.residents", "ties"};
    for (const CommissioningDeclaration* part : commissioning_catalogue()) {
        for (const std::string_view written : part->writes) {
            for (const std::string_view outcome : outcomes) {
                INFO(part->name << " writes " << written);
                CHECK_FALSE((outcome == written || outcome.starts_with(std::string(written) + ".")));
            }
        }
    }
}

TEST_CASE("Commissioning writes no more than it says, week after week") {
    LeverVector levers = shipped_levers("gardening");
    levers[Lever::contract_term_weeks] = 5;
    levers[Lever::review_every_weeks] = 7;
    for (const bool tendered : {true, false}) {
        if (!tendered) levers[Lever::contract_term_weeks] = 0;
        Town town(changed_town(4), {}, levers);
        for (int week = 0; week < 20; ++week) {
            for (const CommissioningDeclaration* part : commissioning_catalogue()) {
                World copy = town.world().branch();
                WriteGuard guard(copy);
                Living living = town.living_in(copy, copy.week, town.seed);
                town.part(part->name)->live_week(living);
                REQUIRE_NOTHROW(guard.check(*part));
            }
            town.live(1);
        }
    }
}

// --- names and places in a list ---------------------------------------------------------------------------------------------

TEST_CASE("Two regimes with equal levers give exactly equal worlds, whatever they are called") {
    const Scenario scenario = small_scenario_of("neutral", 2);
    REQUIRE(scenario.regimes.size() == 2);
    REQUIRE(scenario.regimes[0].name != scenario.regimes[1].name);
    REQUIRE(scenario.regimes[0].levers == scenario.regimes[1].levers);
    const Experiment experiment = run_experiment(scenario, one_thread());
    const Results& results = experiment.results;
    for (std::size_t m = 0; m < results.values.size(); ++m) {
        const std::size_t half = results.values[m].size() / 2;
        INFO(measure_catalogue()[m].name);
        CHECK(std::memcmp(results.values[m].data(), results.values[m].data() + half, half * sizeof(double)) == 0);
    }
    std::set<std::string> ids;
    for (const RunRecord& run : results.runs) ids.insert(run.run_id);
    CHECK(ids.size() == results.runs.size());
    for (int replicate = 0; replicate < 2; ++replicate) CHECK(results.runs[static_cast<std::size_t>(2 * replicate)].digest == results.runs[static_cast<std::size_t>(2 * replicate + 1)].digest);
    for (const Difference& line : paired_differences(results, scenario)) CHECK(line.difference == 0);
}

TEST_CASE("Names and titles of scenario, regimes and neighbourhoods enter nothing") {
    Scenario scenario = small_scenario_of("small-town", 1);
    const Experiment named = run_experiment(scenario, one_thread());
    scenario.name = "zzz";
    scenario.title = scenario.question = "Something else";
    scenario.place.title = "Elsewhere";
    for (Regime& regime : scenario.regimes) {
        regime.name = "x-" + regime.name;
        regime.title = "The best of all regimes";
    }
    scenario.status_quo.name = "the-worst";
    for (NeighbourhoodRow& row : scenario.place.neighbourhoods) row.name = "Nowhere";
    const Experiment renamed = run_experiment(scenario, one_thread());
    for (std::size_t m = 0; m < named.results.values.size(); ++m) CHECK(same_bits(named.results.values[m], renamed.results.values[m]));
    for (std::size_t run = 0; run < named.results.runs.size(); ++run) {
        CHECK(named.results.runs[run].digest == renamed.results.runs[run].digest);
    }
}

TEST_CASE("It does not matter which regime is named first") {
    Scenario scenario = small_scenario_of("small-town", 1);
    const Experiment one_way = run_experiment(scenario, one_thread());
    std::swap(scenario.regimes[0], scenario.regimes[1]);
    const Experiment other_way = run_experiment(scenario, one_thread());
    CHECK(one_way.results.runs[0].digest == other_way.results.runs[1].digest);
    CHECK(one_way.results.runs[1].digest == other_way.results.runs[0].digest);
    CHECK(one_way.results.runs[0].digest != one_way.results.runs[1].digest);
}

// --- the same money ---------------------------------------------------------------------------------------------------------

TEST_CASE("Each lever alone at full strength leaves the public outlay as it is, to the penny, and has a bill") {
    Town town(shipped_levers("tendered"));
    town.live(6);
    const auto usual = town.branch(town.levers);
    for (int week = 0; week < 30; ++week) usual->live_week();
    for (const LeverSpec& spec : lever_catalogue()) {
        INFO(spec.name);
        CHECK_FALSE(spec.bill.empty());
        for (const double full : {spec.low, spec.high}) {
            LeverVector levers = town.levers;
            levers[spec.lever] = full;
            const auto moved = town.branch(levers);
            for (int week = 0; week < 30; ++week) moved->live_week();
            CHECK(moved->world().flows.total(Flow::council_outlay_pence) == usual->world().flows.total(Flow::council_outlay_pence));
            CHECK_NOTHROW(check_everything(moved->world()));
        }
    }
}
