// Twelve years of every regime, of every lever at either end and of the extreme conditions: `.ci/run conservation`.
#include "catch.hpp"
#include "engine/conservation_help.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

constexpr int twelve_years = 626;

Town& settled() {
    static Town town(shipped_levers("tendered"));
    if (town.world().week == 0) town.live(52);
    return town;
}

}  // namespace

TEST_CASE("In twelve years of any shipped regime nobody, no minute, no reason and no penny is lost") {
    for (const std::string& regime : shipped_regimes()) {
        INFO(regime);
        live_and_recount(settled(), shipped_levers(regime), twelve_years);
    }
}

TEST_CASE("In twelve years of any shipped regime the hours are those of a town in which every care file is reckoned every week") {
    for (const std::string& regime : shipped_regimes()) {
        INFO(regime);
        SmallTown some(regime);
        SmallTown all(regime);
        for (int week = 0; week < twelve_years; ++week) {
            (void)all.world().care.files.all();
            some.live(1);
            all.live(1);
        }
        REQUIRE(some.world().flows.values() == all.world().flows.values());
    }
}

TEST_CASE("In twelve years with any lever at either end nobody, no minute, no reason and no penny is lost") {
    for_levers_at_their_bounds([&](const LeverSpec& spec, const LeverVector& levers) {
        INFO(spec.name << " = " << levers[spec.lever]);
        live_and_recount(settled(), levers, twelve_years);
    });
}

TEST_CASE("Without money, carers, friends or providers a town lives on for twelve years and nothing in it is lost") {
    live_through_extremes(twelve_years);
}
