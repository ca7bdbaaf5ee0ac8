// Neighbourhoods that change hands in mid-run: their people's lot changes, everybody else's stays, and no penny is made.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

/// Tendered in two lots, one of them of two neighbourhoods.
LeverVector two_lots() {
    LeverVector levers = shipped_levers("tendered");
    levers[Lever::lot_count] = 2;
    return levers;
}

/// The last neighbourhoods of the town, `count` of them, under gardening, the rest as tendered.
LeverRows mixed(const World& world, std::size_t count) {
    const std::size_t places = world.city->neighbourhoods.size();
    LeverRows rows({two_lots(), shipped_levers("gardening")}, std::vector<std::uint8_t>(places, 0));
    for (std::size_t n = places - count; n < places; ++n) rows.of[n] = 1;
    return rows;
}

struct TwoRows {
    Town town;
    explicit TwoRows(int weeks = 8, int threads = 1) : town(shipped_place("small-town"), ParameterSet{}, two_lots(), threads) { town.live(weeks); }
    World& world() { return town.world(); }
    std::size_t places() { return world().city->neighbourhoods.size(); }
};

void live_and_check(Town& town, int weeks) {
    for (int week = 0; week < weeks; ++week) {
        town.live(1);
        check_everything(town.world());
    }
}

Pence outlay(const World& world) { return world.flows.total(Flow::council_outlay_pence); }

}  // namespace

TEST_CASE("A neighbourhood handed to gardening leaves its lot, and the others keep theirs and their calendar") {
    TwoRows two;
    const auto lots_before = two.world().home_care.lots;
    const auto lot_of_before = two.world().home_care.lot_of;
    two.town.simulation->change_levers(mixed(two.world(), 1));
    const HomeCare& care = two.world().home_care;
    const std::size_t last = two.places() - 1;
    CHECK(care.lot_of[last] == lots_before.size());
    CHECK(care.providers[care.lots.back().provider[0]].team == 1);
    CHECK(care.lots.back().providers == 1);
    for (std::size_t n = 0; n < last; ++n) {
        CHECK(care.lot_of[n] == lot_of_before[n]);
        CHECK(care.lots[care.lot_of[n]].next_event == lots_before[lot_of_before[n]].next_event);
    }
    live_and_check(two.town, 8);
}

TEST_CASE("The public sets aside the same to the penny when some neighbourhoods are gardened and some tendered") {
    TwoRows one;
    TwoRows other;
    other.town.simulation->change_levers(mixed(other.world(), 1));
    live_and_check(one.town, 8);
    live_and_check(other.town, 8);
    CHECK(outlay(one.world()) == outlay(other.world()));
}

TEST_CASE("Grants to the groups of a gardened neighbourhood come out of its own home care, and of nobody else's") {
    TwoRows two;
    two.town.simulation->change_levers(mixed(two.world(), 1));
    two.town.live(1);
    const auto& grants = two.world().commissioned.group_grants;
    CHECK(grants.back() > 0);
    for (std::size_t n = 0; n + 1 < two.places(); ++n) CHECK(grants[n] == 0);
}

TEST_CASE("A neighbourhood handed over and back rejoins the lot it came from, and officers are paid for it") {
    TwoRows two;
    const auto lot_before = two.world().home_care.lot_of.back();
    const bool shared = std::count(two.world().home_care.lot_of.begin(), two.world().home_care.lot_of.end(), lot_before) > 1;
    two.town.simulation->change_levers(mixed(two.world(), 1));
    live_and_check(two.town, 4);
    const auto due = sum_of(two.world().commissioned.due);
    two.town.simulation->change_levers(mixed(two.world(), 0));
    CHECK(sum_of(two.world().commissioned.due) > due);
    if (shared) CHECK(two.world().home_care.lot_of.back() == lot_before);
    live_and_check(two.town, 8);
}

TEST_CASE("Handing over every neighbourhood one after another loses nobody and no money") {
    TwoRows two;
    for (std::size_t count = 1; count <= two.places(); ++count) {
        two.town.simulation->change_levers(mixed(two.world(), count));
        live_and_check(two.town, 2);
    }
    for (std::size_t n = 0; n < two.places(); ++n) CHECK(row_of_lot(two.world(), two.world().home_care.lot_of[n]) == 1);
    // And the whole city at once, back to one row.
    two.town.simulation->change_levers(two_lots());
    CHECK(two.world().commissioned.row_of.empty());
    live_and_check(two.town, 4);
}

TEST_CASE("The same levers again change nothing but the dates that a regime sets as it begins") {
    TwoRows one;
    TwoRows other;
    const LeverRows same({two_lots()}, {});
    other.town.simulation->change_levers(same);
    one.town.live(8);
    other.town.live(8);
    CHECK(digest(one.world()) == digest(other.world()));
}

TEST_CASE("A handed-over neighbourhood gives the same bits for any number of threads") {
    TwoRows one(8, 1);
    TwoRows two(8, 2);
    for (TwoRows* town : {&one, &two}) {
        town->town.simulation->change_levers(mixed(town->world(), 1));
        town->town.live(8);
    }
    CHECK(digest(one.world()) == digest(two.world()));
}
