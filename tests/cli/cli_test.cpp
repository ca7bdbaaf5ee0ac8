#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "cli/program.hpp"
#include "topsoil/levers.hpp"
#include "topsoil/parameter.hpp"
#include "topsoil/results.hpp"
#include "topsoil/version.hpp"

using namespace topsoil;
using namespace topsoil::test;
using Json = nlohmann::json;

TEST_CASE("The program tells its version, its source and its model", "[cli]") {
    const Workplace here;
    const Outcome verb = here.topsoil("version");
    CHECK(verb.code == 0);
    CHECK(verb.out == fmt::format("topsoil {} (git {}, model {})\n", version(), git_hash(), model_version()));
    CHECK(here.topsoil("--version").out == verb.out);
}

TEST_CASE("Every verb explains itself with examples", "[cli]") {
    const Workplace here;
    const Outcome top = here.topsoil("--help");
    CHECK(top.code == 0);
    for (const std::string verb : {"compare", "run", "validate", "list", "schema", "bench", "version"}) {
        INFO(verb);
        CHECK(contains(top.out, "  " + verb + " "));
        const Outcome help = here.topsoil(verb + " --help");
        CHECK(help.code == 0);
        CHECK(contains(help.out, "Example"));
        CHECK(contains(help.out, "topsoil " + verb));
        CHECK(help.err.empty());
    }
}

TEST_CASE("A wrong command line is told on standard error with what may have been meant, exit code 2", "[cli]") {
    const Workplace here;
    here.write_tiny();
    struct Wrong {
        std::string words;
        std::string told;
    };
    const std::vector<Wrong> table{
        {"", "Usage: topsoil"},
        {"compre tiny.toml", "there is no verb \"compre\". Did you mean \"compare\"?"},
        {"compare tiny.toml --replicate 3", "there is no option \"--replicate\". Did you mean \"--replicates\"?"},
        {"compare", "scenario is required"},
        {"compare tiny.toml -n 0", "not in range 1 to 100000"},
        {"compare tiny.toml --set weeks", "write it as key=value"},
        {"compare tiny.toml --until 9", "the scenario has only 8 weeks"},
        {"compare tiny.toml --set regimes=" + shipped_regimes().at(0), "has one regime only"},
        {"compare tiny.toml -o /dev/null/x", "cannot be written"},
        {"compare tiny.toml -o tiny.toml", "is a file, not a folder"},
        {"compare tiny.toml --log-file /dev/null/x", "this file cannot be written"},
        {"run tiny.toml --regime " + shipped_regimes().at(0) + "x",
         "Did you mean \"" + shipped_regimes().at(0) + "\"?"},
        {"list colours", "colours"},
        {"bench nothing", "nothing"},
    };
    for (const Wrong& wrong : table) {
        INFO(wrong.words);
        const Outcome outcome = here.topsoil(wrong.words);
        CHECK(outcome.code == 2);
        CHECK(contains(outcome.err, wrong.told));
        CHECK(outcome.out.empty());
        CHECK_FALSE(std::filesystem::exists(here / "out"));
    }
}

TEST_CASE("An unknown scenario is told with the nearest one, exit code 3", "[cli]") {
    const Workplace here;
    REQUIRE(!shipped_scenarios().empty());
    const std::string slug = shipped_scenarios().back();
    const Outcome outcome = here.topsoil("compare " + slug + "x");
    CHECK(outcome.code == 3);
    CHECK(contains(outcome.err, fmt::format("({}x). Did you mean \"{}\"?", slug, slug)));
    CHECK(here.topsoil("compare no-such-file.toml").code == 3);
}

TEST_CASE("A faulty scenario is told with file, line and column before anything runs, exit code 3", "[cli]") {
    const Workplace here;
    here.write_tiny("wekes = 9\n");
    const Outcome outcome = here.topsoil("compare tiny.toml --set seed=never");
    CHECK(outcome.code == 3);
    CHECK(contains(outcome.err, "tiny.toml:9:1: there is no key \"wekes\" here (wekes). Did you mean \"weeks\"?"));
    CHECK(contains(outcome.err, "--set seed=never: \"seed\" must be a whole number"));
    CHECK_FALSE(std::filesystem::exists(here / "out"));
}

TEST_CASE("Validate tells what is fine and every fault of what is not", "[cli]") {
    const Workplace here;
    here.write_tiny();
    put_bytes(here / "bad.toml", "title = 3\nquestion = \"q\"\nplace = \"nowhere\"\nregimes = []\n");
    const Outcome good = here.topsoil("validate tiny.toml");
    CHECK(good.code == 0);
    CHECK(good.out == "tiny.toml: fine, a scenario: Tiny, 2 regimes x 2 replicates\n");
    const Outcome mixed = here.topsoil("validate tiny.toml bad.toml");
    CHECK(mixed.code == 3);
    CHECK(mixed.out == good.out);
    for (const std::string at : {"bad.toml:1:9", "bad.toml:3:9", "bad.toml:4:11", "3 faults"}) {
        INFO(at);
        CHECK(contains(mixed.err, at));
    }
}

TEST_CASE("Validate knows regimes and places when it sees them", "[cli]") {
    const Workplace here;
    const std::string regime = shipped_path(Shipped::regimes, shipped_regimes().at(0)).string();
    const std::string place = shipped_path(Shipped::places, shipped_places().at(0)).string();
    const Outcome outcome = here.topsoil(fmt::format("validate '{}' '{}' '{}/place.toml'", regime, place, place));
    CHECK(outcome.code == 0);
    CHECK(contains(outcome.out, regime + ": fine, a regime: "));
    CHECK(contains(outcome.out, place + ": fine, a place: "));
    CHECK(contains(outcome.out, place + "/place.toml: fine, a place: "));
}

TEST_CASE("Lists name everything that ships, can be set and is measured", "[cli]") {
    const Workplace here;
    const Outcome all = here.topsoil("list");
    CHECK(all.code == 0);
    for (const auto& names : {shipped_scenarios(), shipped_regimes(), shipped_places()}) {
        for (const std::string& name : names) CHECK(contains(all.out, "\n" + name + " "));
    }
    const std::string parameters = here.topsoil("list parameters").out;
    for (const ParameterEntry& entry : parameter_catalogue()) CHECK(contains(parameters, "\n" + entry.key() + " "));
    const std::string levers = here.topsoil("list levers").out;
    for (const LeverSpec& spec : lever_catalogue()) CHECK(contains(levers, std::string(spec.name) + "  ["));
    const std::string measures = here.topsoil("list measures").out;
    for (const MeasureSpec& spec : measure_catalogue()) CHECK(contains(measures, "\n" + std::string(spec.name) + " "));
}

TEST_CASE("Schemas are printed as JSON", "[cli]") {
    const Workplace here;
    CHECK(Json::parse(here.topsoil("schema").out)["title"] == "Topsoil scenario");
    CHECK(Json::parse(here.topsoil("schema regime").out)["title"] == "Topsoil regime");
}

TEST_CASE("A dry run tells what it would take and does nothing", "[cli]") {
    const Workplace here;
    here.write_tiny();
    const Outcome words = here.topsoil("compare tiny.toml --dry-run");
    CHECK(words.code == 0);
    for (const std::string line :
         {"runs         4 ", "world-weeks  40\n", "time         about", "memory       about", "disk "}) {
        INFO(line);
        CHECK(contains(words.out, line));
    }
    const Json json = Json::parse(here.topsoil("compare tiny.toml --dry-run --json -n 5 --until 4").out);
    CHECK(json["runs"] == 10);
    CHECK(json["world_weeks"] == 5 * (4 + 2 * 4));
    CHECK(json["memory_bytes"] > 0);
    CHECK_FALSE(std::filesystem::exists(here / "out"));
}

TEST_CASE("Compare prints a table on standard output, leaves results, and does not overwrite them unasked", "[cli]") {
    const Workplace here;
    here.write_tiny();
    const Outcome first = here.topsoil("compare tiny.toml");
    INFO(first.err);
    REQUIRE(first.code == 0);
    CHECK(contains(first.out, "Does it run?"));
    CHECK(contains(first.out, "No interval under 10 replicates"));
    CHECK(contains(first.out, "Results are in out/tiny\n"));
    CHECK(contains(first.err, "100 %"));
    CHECK(std::filesystem::exists(here / "out/tiny/manifest.json"));
    CHECK_FALSE(std::filesystem::exists(here / "out/tiny/checkpoints"));

    const Outcome again = here.topsoil("compare tiny.toml");
    CHECK(again.code == 2);
    CHECK(contains(again.err, "out/tiny already holds results"));
    CHECK(again.out.empty());
    CHECK(here.topsoil("compare tiny.toml --force -q").code == 0);
}

TEST_CASE("Compare prints the same people in both worlds, cost and QALYs, and contested effects drawn or set aside", "[cli]") {
    const Workplace here;
    here.write_tiny("primary_outcomes = [\"unmet_hours\"]\n");
    const Outcome drawn = here.topsoil("compare tiny.toml --draws 2 -n 1 -q");
    INFO(drawn.err);
    REQUIRE(drawn.code == 0);
    CHECK(contains(drawn.out, "The same people in both worlds"));
    CHECK(contains(drawn.out, "Cost to the public purse"));
    CHECK(contains(drawn.out, "The levers reach"));
    CHECK(contains(drawn.out, "of each of 2 draws; contested effects: drawn"));
    for (const char* file : {"cohort.csv", "cost_effects.csv", "draws.csv"}) CHECK(std::filesystem::exists(here / (std::string("out/tiny/") + file)));
    CHECK(contains(here.topsoil("compare tiny.toml -q -o none --contested null -n 1").out, "contested effects: null"));
    CHECK(here.topsoil("compare tiny.toml --contested null --draws 2 -o refused").code == 2);
    const Outcome contrasts = here.topsoil("compare tiny.toml --contrasts -n 1 -q -o five");
    INFO(contrasts.err);
    CHECK(contrasts.code == 0);
    CHECK(contains(contrasts.out, "pooled-lot against"));
}

TEST_CASE("Asked for JSON, compare prints nothing else on standard output, asked to be quiet, it talks of nothing",
          "[cli]") {
    const Workplace here;
    here.write_tiny();
    const Outcome outcome = here.topsoil("compare tiny.toml --json -q --seed 7 -o elsewhere -t 1");
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(outcome.err.empty());
    const Json json = Json::parse(outcome.out);
    CHECK(json["scenario"] == "tiny");
    CHECK(json["seed"] == "7");
    CHECK(json["out"] == "elsewhere");
    CHECK(json["runs"].size() == 4);
    REQUIRE(!json["differences"].empty());
    CHECK(json["differences"][0]["low"].is_null());
    CHECK(std::filesystem::exists(here / "elsewhere/manifest.json"));
}

TEST_CASE("Run lives in one regime only, the one that is named", "[cli]") {
    const Workplace here;
    here.write_tiny();
    const std::string second = shipped_regimes().at(1);
    const Outcome outcome = here.topsoil("run tiny.toml --json -n 1 --regime " + second);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const Json json = Json::parse(outcome.out);
    CHECK(json["regimes"] == Json::array({second}));
    CHECK(json["runs"].size() == 1);
    CHECK(here.topsoil("run tiny.toml -n 1 -o other --no-progress").code == 0);
}

TEST_CASE("All talk goes to the log file too, with times", "[cli]") {
    const Workplace here;
    here.write_tiny();
    REQUIRE(here.topsoil("run tiny.toml -n 1 -q --log-file run.log").code == 0);
    const std::string log = bytes_of(here / "run.log");
    CHECK(contains(log, "info Tiny: 1 runs of "));
    CHECK(log.starts_with("20"));
}

TEST_CASE("A run that is asked to stop leaves a checkpoint and the exit code of the signal", "[cli]") {
    const std::vector<std::pair<std::string, int>> signals{{"INT", 130}, {"TERM", 143}};
    for (const auto& [signal, code] : signals) {
        INFO(signal);
        const Workplace here;
        here.write_tiny();
        const Outcome outcome = here.topsoil("compare tiny.toml -n 200 --set weeks=5200",
                                             fmt::format("timeout --preserve-status -s {} 2", signal));
        CHECK(outcome.code == code);
        CHECK(contains(outcome.err, "--resume goes on from there"));
        CHECK_FALSE(std::filesystem::is_empty(here / "out/tiny/checkpoints"));
        CHECK_FALSE(std::filesystem::exists(here / "out/tiny/manifest.json"));
        CHECK(contains(here.topsoil("compare tiny.toml").err, "holds a run that was interrupted"));
    }
}

TEST_CASE("Another folder of data can be named", "[cli]") {
    const Workplace here;
    std::filesystem::create_directories(here / "data/experiments");
    put_bytes(here / "data/experiments/mine.toml", "title = \"Mine\"\n");
    const Outcome outcome = here.topsoil("list scenarios", "TOPSOIL_DATA=data");
    CHECK(outcome.out == "mine  Mine\n");
}
