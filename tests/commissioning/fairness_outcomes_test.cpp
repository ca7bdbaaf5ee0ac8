// A test that catches a thumb on the scale: cases in which tendering does better on a primary outcome, and cases in which stewardship does,
// stay so. Between two towns nothing differs but the contract; that the whole city says the same: fairness_city.cpp.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

/// A town short of money in which `firms` compete, and what they and an audited firm ask beyond cost. Rounds, bids and reviews cost what is
/// right for a town of this size: a hundred-and-twentieth of the city's.
struct Market {
    int firms;
    double margin, shading, audited_margin, creep;
    double money = 0.7;  ///< of what the town has for home care
    [[nodiscard]] ParameterSet parameters() const {
        ParameterSet set;
        for (const auto& [key, value] : {std::pair{"contracts.margin", margin}, {"contracts.margin_shading", shading}, {"contracts.fee_ceiling", 0.3}, {"reviews.open_book_margin", audited_margin}, {"reviews.cost_creep", creep},
                                         {"contracts.round_cost", 500.0}, {"contracts.lot_cost", 70.0}, {"contracts.bid_cost", 100.0}, {"reviews.review_cost", 50.0}}) {
            set.set(key, value);
        }
        return set;
    }
};

/// Thousand hours unmet in five years of sixteen towns with luck of their own, under a contract with this term (0: stewarded).
double unmet(const Market& market, double term) {
    LeverVector levers = shipped_levers("tendered");
    levers[Lever::contract_price_weight] = 1;
    levers[Lever::contract_minimum_turnover] = 0;
    levers[Lever::contract_term_weeks] = term;
    levers[Lever::review_every_weeks] = 26;
    std::int64_t minutes = 0;
    for (std::uint64_t luck = 1; luck <= 16; ++luck) {
        Town town(changed_town(market.firms, market.money), market.parameters(), levers, 1, luck);
        town.live(260);
        minutes += town.world().flows.total(Flow::unmet_minutes);
    }
    return static_cast<double>(minutes) / 60'000;
}

}  // namespace

TEST_CASE("Where ten firms bid each other's margin away and audited costs creep, people lack fewer hours under tendering than under stewardship") {
    const Market sharp{10, 0.06, 0.05, 0.10, 0.015};
    const double tendered = unmet(sharp, 78);
    const double stewarded = unmet(sharp, 0);
    INFO(tendered << " tendered, " << stewarded << " stewarded");
    CHECK(tendered < stewarded);
}

TEST_CASE("Where the one firm there is asks what it likes and books could be opened, people lack fewer hours under stewardship than under tendering") {
    const Market easy{1, 0.10, 0, 0, 0};
    const double tendered = unmet(easy, 78);
    const double stewarded = unmet(easy, 0);
    INFO(tendered << " tendered, " << stewarded << " stewarded");
    CHECK(stewarded < tendered);
}
