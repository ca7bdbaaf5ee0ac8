#include "cli/comparison_table.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "catch.hpp"
#include "cli/printing.hpp"
#include "io/data_folder.hpp"
#include "io/files_and_commands.hpp"
#include "io/regime_reader.hpp"

using namespace topsoil;
using namespace topsoil::cli;
using topsoil::test::columns;
using topsoil::test::contains;

namespace {

const std::vector<std::string> windows{"years 1-12", "year 1", "years 1-3"};

/// A text without its line breaks, so that wrapping does not matter.
std::string flat(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// Two shipped regimes, the first measure primary, made-up differences for every measure of the catalogue.
struct Sample {
    Scenario scenario;
    std::vector<Difference> differences;

    explicit Sample(int replicates) {
        scenario.title = "A title";
        scenario.question = "A question?";
        scenario.place.title = "Dale";
        scenario.place.population = 3000;
        scenario.replicates = replicates;
        for (std::size_t i = 0; i < 2; ++i) {
            scenario.regimes.push_back(load_regime(shipped_path(Shipped::regimes, shipped_regimes().at(i))));
        }
        scenario.primary_outcomes = {std::string(measure_catalogue().front().name)};
        for (const MeasureSpec& measure : measure_catalogue()) {
            for (const std::string& window : windows) differences.push_back(line(measure, window, replicates));
        }
    }

    [[nodiscard]] std::string table() const { return comparison_table(scenario, differences); }

private:
    [[nodiscard]] Difference line(const MeasureSpec& measure, const std::string& window, int replicates) const {
        Difference made;
        made.measure = measure.name;
        made.unit = measure.unit;
        made.reference_regime = scenario.regimes[0].name;
        made.regime = scenario.regimes[1].name;
        made.window = window;
        made.reference = 7'187'654;
        made.other = 7'123'456;
        made.difference = -64'198;
        made.low = replicates < 10 ? std::nan("") : -90'000;
        made.high = replicates < 10 ? std::nan("") : -40'000;
        made.smallest = -120'000;
        made.largest = 10'000;
        made.replicates = replicates;
        made.primary = measure.name == measure_catalogue().front().name;
        made.verdict = replicates < 10 ? "too few replicates" : "leaning";
        return made;
    }
};

}  // namespace

TEST_CASE("The table fits 100 columns", "[table]") {
    std::istringstream lines(Sample(2).table());
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(width_of(line) <= page_width);
    }
}

TEST_CASE("No two headings of the comparison run together, however long the names of the regimes", "[table]") {
    for (const std::string name : {"gardening", "tendered-steelman"}) {
        Sample sample(2);
        for (Regime& regime : sample.scenario.regimes) regime.name = name;
        for (Difference& line : sample.differences) line.regime = line.reference_regime = name;
        const std::string table = sample.table();
        INFO(table.substr(0, 2000));
        const auto cut = [&](std::size_t width) { return name.size() <= width ? name : name.substr(0, width - 1) + "…"; };
        CHECK(columns(table, "range seen  verdict") == std::vector<std::string>{cut(17), cut(15), "difference", "range seen", "verdict"});
        CHECK(columns(table, "difference in") == std::vector<std::string>{"in years 1-12", "difference in", "range seen"});
        CHECK(columns(table.substr(table.find("difference in")), cut(9)) == std::vector<std::string>{cut(9), cut(9), "year 1", "years 1-3", "years 1-12", "in years 1-12"});
    }
}

TEST_CASE("Under ten replicates the table shows the range seen and says that there is no interval", "[table]") {
    const std::string table = Sample(9).table();
    CHECK(contains(table, "range seen"));
    CHECK(contains(flat(table), "No interval under 10 replicates"));
    CHECK(contains(table, "too few replicates"));
    CHECK_FALSE(contains(table, "95 % interval"));
}

TEST_CASE("From ten replicates on the table shows the interval and says given what a verdict is clear", "[table]") {
    const std::string table = Sample(10).table();
    CHECK(contains(table, "95 % interval"));
    CHECK(contains(flat(table), "clear given the parameter values of this scenario"));
    CHECK(contains(table, "-0.0900 to -0.0400"));
    CHECK_FALSE(contains(table, "No interval"));
}

TEST_CASE("Every window is shown for primary and exploratory measures alike", "[table]") {
    const std::string table = Sample(2).table();
    const std::size_t exploratory = table.find("Exploratory");
    REQUIRE(exploratory != std::string::npos);
    for (const std::string& window : windows) {
        INFO(window);
        CHECK(table.find(window) < exploratory);
        CHECK(table.find(window, exploratory) != std::string::npos);
    }
}

TEST_CASE("Only primary outcomes get a verdict", "[table]") {
    const std::string table = Sample(30).table();
    const std::size_t exploratory = table.find("Exploratory");
    REQUIRE(exploratory != std::string::npos);
    CHECK(table.find("leaning") < exploratory);
    CHECK(table.find("leaning", exploratory) == std::string::npos);
}

TEST_CASE("The table says which levers differ and that only the contract is tendering", "[table]") {
    Sample sample(2);
    const std::string table = sample.table();
    CHECK(contains(flat(table), "Only the contract levers are"));
    sample.scenario.regimes[1].levers = sample.scenario.regimes[0].levers;
    CHECK(contains(sample.table(), "They differ in no lever"));
}

TEST_CASE("The table says nothing that the model cannot say", "[table]") {
    for (const int replicates : {2, 30}) {
        const std::string table = Sample(replicates).table();
        for (const std::string word : {"proves", "shows that", "would save", "due to", "better", "worse", "will "}) {
            INFO(word);
            CHECK_FALSE(contains(table, word));
        }
        CHECK(contains(table, "synthetic"));
    }
}

TEST_CASE("A measure without a number has no line", "[table]") {
    Sample sample(2);
    const std::string before = sample.table();
    for (Difference& line : sample.differences) {
        if (line.measure == measure_catalogue().back().name) line.difference = std::nan("");
    }
    CHECK(sample.table().size() < before.size());
}

TEST_CASE("The cost is told by block, with speed and peak", "[table]") {
    ExperimentCost cost;
    cost.bytes_per_citizen = {{"identity", 11}, {"ties shared", 54}};
    cost.citizen_weeks = 4e8;
    cost.living_seconds = 8;
    cost.peak_bytes = 312'000'000;
    const std::string lines = cost_lines(cost);
    CHECK(contains(lines, "65 bytes a citizen in one world: identity 11.0, ties shared 54.0."));
    CHECK(contains(lines, "50 million citizen-weeks a second"));
    CHECK(contains(lines, "312 MB"));
}
