#include "cli/outcome_tables.hpp"

#include <algorithm>
#include <sstream>

#include "catch.hpp"
#include "cli/printing.hpp"
#include "io/files_and_commands.hpp"

using namespace topsoil;
using namespace topsoil::cli;
using topsoil::test::columns;
using topsoil::test::contains;

namespace {

/// Two regimes, two pairs, one comparison of a cohort of 1,000.
struct Sample {
    Scenario scenario;
    Results results;

    Sample() {
        scenario.primary_outcomes = {"unmet_hours"};
        for (const char* name : {"one-way", "another-way"}) {
            Regime regime;
            regime.name = name;
            scenario.regimes.push_back(regime);
            results.regimes.emplace_back(name);
        }
        results.replicates = 2;
        results.weeks = results.cohort_weeks = {626};
        results.groups = {"women", "men"};
        results.cohort_counts.assign(2 * cohort_outcomes * 3, CohortCount{1000, 30, 20, 3, 2, 100});
        scenario.place.strands = {{"home_care", 50e6}, {"older_care_homes", 60e6}, {"childrens_placements", 90e6}, {"education", 1e9}};
    }
};

std::string flat(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

void require_fits(const std::string& table) {
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(width_of(line) <= page_width);
    }
}

CostEffect made_up() {
    CostEffect effect;
    effect.regime = "another-way";
    effect.window = "years 1-12";
    effect.pairs = 2;
    effect.cost = -1'230'000;
    effect.qalys = 45;
    effect.wellbys = -310;
    effect.net_low = 20'000 * 45 + 1'230'000;
    effect.net_high = 30'000 * 45 + 1'230'000;
    effect.seen = {{-1e6, 40}, {-1.46e6, 50}};
    effect.favourable_low = effect.favourable_high = std::nan("");
    return effect;
}

}  // namespace

TEST_CASE("The table of the same people shows how many fare higher and lower, and the balance", "[table]") {
    Sample sample;
    const std::string table = cohort_table(sample.scenario, sample.results);
    require_fits(table);
    CHECK(contains(table, "after 12 years"));
    CHECK(contains(table, "1,000"));
    CHECK(contains(table, "+10"));
    CHECK(contains(table, "3 / 2"));
    CHECK(contains(table, "women"));
    CHECK(contains(flat(table), "newcomers are not among them"));
}

TEST_CASE("No two headings of a table run together, nor do the numbers under them", "[table]") {
    Sample sample;
    for (CohortCount& count : sample.results.cohort_counts) count = {556'500, 278'250, 278'250, 12'345, 12'345, 0};  // a whole city, as far apart as can be
    const std::string cohort = cohort_table(sample.scenario, sample.results);
    CHECK(columns(cohort, "health-related") == std::vector<std::string>{"health-related utility", "people", "higher", "lower", "balance", "died in one only"});
    CHECK(columns(cohort, "life satisfaction") == std::vector<std::string>{"life satisfaction", "people", "higher", "lower", "balance", "died in one only"});
    CHECK(columns(cohort, "after 12 years") == std::vector<std::string>{"after 12 years", "556,500", "278,250", "278,250", "0", "12345 / 12345"});
    const std::string cost = cost_effect_table(sample.scenario, {made_up()});
    CHECK(columns(cost, "range seen") == std::vector<std::string>{"cost", "QALYs", "range seen", "net at £20k", "at £30k"});
}

TEST_CASE("Cost and QALYs stand together, WELLBYs apart, and nothing is added up", "[table]") {
    Sample sample;
    const std::string table = cost_effect_table(sample.scenario, {made_up()});
    require_fits(table);
    CHECK(contains(table, "-£1.23 M"));
    CHECK(contains(table, "+£2.13 M"));
    CHECK(contains(table, "+£2.58 M"));
    CHECK(contains(table, "+40 to +50"));
    CHECK(table.find("-310") > table.find("WELLBYs, apart"));
    CHECK(contains(flat(table), "never added"));
    CHECK_FALSE(contains(table, "of draws"));
}

TEST_CASE("A regime's name is told whole beside its cost, and one that is too long is cut where everybody sees it", "[table]") {
    Sample sample;
    CostEffect effect = made_up();
    for (const char* name : {"professionals-only", "everything-that-anybody-ever-thought-of"}) {
        sample.scenario.regimes.back().name = effect.regime = name;
        const std::string table = cost_effect_table(sample.scenario, {effect});
        require_fits(table);
        CHECK(contains(table, std::string_view(name).size() < 20 ? "  professionals-only, years 1-12" : "  everything-that-a…, years 1-12"));
    }
}

TEST_CASE("With draws the share of them with a net benefit is told", "[table]") {
    Sample sample;
    CostEffect effect = made_up();
    effect.favourable_low = 0.4;
    effect.favourable_high = 0.6;
    CHECK(contains(flat(cost_effect_table(sample.scenario, {effect})), "40 % of draws at £20,000 and in 60 %"));
}

TEST_CASE("Contrasts stand side by side with their verdicts, against either reference", "[table]") {
    Sample sample;
    std::vector<Difference> lines;
    for (const char* reference : {"tendered", "tendered-steelman"}) {
        Difference line;
        line.measure = "unmet_hours";
        line.regime = "gardening";
        line.reference_regime = reference;
        line.window = "years 1-12";
        line.difference = 161'000;
        line.low = line.high = std::nan("");
        line.smallest = 137'000;
        line.largest = 185'000;
        line.verdict = "too few replicates";
        lines.push_back(line);
    }
    const std::string table = contrast_table(sample.scenario, sample.results, lines);
    require_fits(table);
    CHECK(contains(table, "gardening against tendered "));
    CHECK(contains(table, "gardening against tendered-steelman"));
    CHECK(contains(table, "too few replicates"));
}

TEST_CASE("It is said how much of social care the levers reach, schools left out", "[table]") {
    Sample sample;
    CHECK(contains(reach_lines(sample.scenario), "£110 M of the £200 M"));
    sample.scenario.place.strands.clear();
    CHECK(reach_lines(sample.scenario).empty());
}

TEST_CASE("These tables say nothing that the model cannot say", "[table]") {
    Sample sample;
    const std::string all = cohort_table(sample.scenario, sample.results) + cost_effect_table(sample.scenario, {made_up()}) + reach_lines(sample.scenario);
    for (const std::string word : {"proves", "shows that", "would save", "due to", "better", "worse", "saving", " will "}) {
        INFO(word);
        CHECK_FALSE(contains(all, word));
    }
}
