#include "engine/simulation.hpp"

#include <map>
#include <set>

#include "catch.hpp"
#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "engine/recorder.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

TEST_CASE("In a hundred and ten weeks of either regime nobody, no minute and no penny is lost") {
    for (const char* regime : {"tendered", "gardening"}) {
        SmallTown town(regime);
        for (int week = 0; week < 110; ++week) {
            town.live(1);
            INFO(regime << ", week " << week);
            REQUIRE_NOTHROW(check_totals(town.world()));
            if (week % 10 == 0 || week > 104) REQUIRE_NOTHROW(check_everything(town.world()));
        }
        const Flows& sums = town.world().flows;
        for (const Flow flow : {Flow::births, Flow::deaths, Flow::moved_in, Flow::moved_out, Flow::unpaid_minutes, Flow::home_care_minutes}) REQUIRE(sums.total(flow) > 0);
    }
}

TEST_CASE("The same town with the same luck lives the same weeks, with other luck it does not") {
    SmallTown one;
    SmallTown again;
    SmallTown other("tendered", 1, {}, test_seed + 1);
    for (SmallTown* town : {&one, &again, &other}) town->live(8);
    REQUIRE(digest(one.world()) == digest(again.world()));
    REQUIRE(digest(one.world()) != digest(other.world()));
}

TEST_CASE("A process that is switched off leaves what only it writes alone") {
    SmallTown town;
    town.simulation().switch_off("life_course");
    for (const Scheduled& one : town.simulation().schedule()) REQUIRE(one.declaration->name != "life_course");
    town.live(12);
    for (const Flow flow : {Flow::births, Flow::moved_in, Flow::moved_out}) REQUIRE(town.world().flows.total(flow) == 0);
    REQUIRE(count_alive(town.world()) == 5'000 - town.world().flows.total(Flow::deaths));
    REQUIRE(town.world().week == 12);
}

TEST_CASE("Every block of memory counts some bytes for each citizen, and a second world shares what never changes") {
    SmallTown town;
    town.live(30);
    std::map<std::string, double> bytes;
    for (const BlockBytes& block : bytes_per_citizen(town.world())) {
        INFO(block.name);
        REQUIRE(block.own >= 0);
        REQUIRE(block.shared >= 0);
        REQUIRE(block.own + block.shared > 0);
        REQUIRE(bytes.emplace(block.name, block.own).second);
    }
    REQUIRE(bytes.size() == static_cast<std::size_t>(MemoryBlock::count_));
    World other = town.world().branch();
    for (const BlockBytes& block : bytes_per_citizen(other)) {
        INFO(block.name);
        REQUIRE(block.own + block.shared > 0);
        if (block.name == "identity" || block.name == "slow states" || block.name == "tie state") {
            REQUIRE(block.own == 0);
            REQUIRE(block.shared == Approx(bytes[block.name]));
        }
    }
    other.people.belonging.own_all();
    for (const BlockBytes& block : bytes_per_citizen(other)) {
        if (block.name == "slow states") REQUIRE(block.own == Approx(bytes[block.name] / 5));  // one of five states of equal width
    }
}

TEST_CASE("A recording takes every measure once, for every neighbourhood or group, and begins a new interval") {
    SmallTown town;
    Recorder recorder(town.world());
    town.live(4);
    const Frame first = recorder.record(town.world());
    REQUIRE(first.size() == measure_catalogue().size());
    std::set<std::string_view> names;
    for (std::size_t m = 0; m < first.size(); ++m) {
        INFO(measure_catalogue()[m].name);
        REQUIRE(names.insert(measure_catalogue()[m].name).second);
        REQUIRE(!first[m].empty());
        if (measure_catalogue()[m].axis == MeasureAxis::neighbourhood) REQUIRE(first[m].size() == town.world().city->neighbourhoods.size());
    }
    // No week has passed: whatever is summed over an interval is nothing.
    const Frame second = recorder.record(town.world());
    for (std::size_t m = 0; m < second.size(); ++m) {
        if (measure_catalogue()[m].kind != MeasureKind::flow) continue;
        INFO(measure_catalogue()[m].name);
        for (const double value : second[m]) REQUIRE((value == 0 || std::isnan(value)));
    }
}
