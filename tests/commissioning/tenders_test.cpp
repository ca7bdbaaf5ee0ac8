// Tenders, told by what they do: who wins, at which price, who may bid, what a bid and a round cost.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

constexpr Week tender_week = 4;

/// A town whose whole home care is one lot, tendered in week 4 among four firms that all hold it now. Costs are round figures:
/// twelve pounds an hour, half of a fifth of travel paid, a quarter on top, one pound of mileage: 17.50 and the variable overhead.
struct Tender {
    explicit Tender(double price_weight, const std::function<void(ParameterSet&)>& change = {}, double minimum_turnover = 0) : town(changed_town(4), parameters(change), levers(price_weight, minimum_turnover)) {
        HomeCare& care = town.world().home_care;
        care.lots[0].next_event = tender_week;
        care.lots[0].providers = 4;
        for (std::uint16_t p = 0; p < 4; ++p) {
            care.lots[0].provider[p] = p;
            care.providers[p].contact_minutes = 300 * 60;
            care.providers[p].paid_minutes = 360 * 60;
            care.providers[p].fixed_per_week = 0;
            set_reserves(town.world(), p, 2'000'000);
        }
    }
    static ParameterSet parameters(const std::function<void(ParameterSet&)>& change) {
        ParameterSet set;
        set.set("workforce.wage", 12);
        set.set("accounts.on_costs", 1.25);
        set.set("accounts.mileage_and_supplies", 1);
        nobody_is_trained(set);
        set.set("contracts.first_fee", 24);
        for (const char* off : {"margin", "margin_shading", "price_noise", "quality_noise", "exit_rate"}) set.set(std::string("contracts.") + off, 0);
        set.set("contracts.fee_ceiling", 0.3);
        if (change) change(set);
        return set;
    }
    static LeverVector levers(double price_weight, double minimum_turnover) {
        LeverVector vector = shipped_levers("tendered");
        vector[Lever::lot_count] = 1;
        vector[Lever::contract_providers_per_lot] = 1;
        vector[Lever::contract_term_weeks] = 100;
        vector[Lever::contract_price_weight] = price_weight;
        vector[Lever::contract_minimum_turnover] = minimum_turnover;
        vector[Lever::pay_basis] = 0.5;
        return vector;
    }
    Provider& firm(std::uint16_t p) { return town.world().home_care.providers[p]; }
    void offer(std::uint16_t p, Pence variable, double quality) {
        firm(p).variable_per_hour = variable;
        firm(p).quality = to_share16(quality);
    }
    void hold() {
        Living living = town.living_in(town.world(), tender_week, test_seed);
        town.part("contracts")->live_week(living);
    }
    const Lot& lot() { return town.world().home_care.lots[0]; }

    Town town;
};

}  // namespace

TEST_CASE("Where only price counts the cheapest bid wins, at its own price") {
    Tender tender(1);
    tender.offer(0, 300, 0.9);
    tender.offer(1, 250, 0.8);
    tender.offer(2, 200, 0.1);
    tender.offer(3, 280, 1.0);
    tender.hold();
    CHECK(tender.lot().providers == 1);
    CHECK(tender.lot().provider[0] == 2);
    CHECK(tender.lot().fee_per_hour == 1'950);  // 12 x 1.10 x 1.25 + 1 + 2.00
    CHECK(tender.firm(2).fee_per_hour == 1'950);
    CHECK(tender.lot().next_event == tender_week + 100);
}

TEST_CASE("Where price does not count the best judged quality wins, however dear") {
    Tender tender(0);
    tender.offer(0, 100, 0.50);
    tender.offer(1, 600, 0.70);
    tender.offer(2, 200, 0.69);
    tender.offer(3, 150, 0.10);
    tender.hold();
    CHECK(tender.lot().provider[0] == 1);
    CHECK(tender.lot().fee_per_hour == 2'350);
}

TEST_CASE("Price and quality are weighed as the score says") {
    // 20.00 pounds at quality 0.5 against 25.00 at 0.7. Weight 0.4: 0.70 against 0.74; weight 0.6: 0.80 against 0.76.
    for (const auto& [weight, winner] : {std::pair<double, int>{0.4, 1}, {0.6, 0}}) {
        Tender tender(weight);
        tender.offer(0, 250, 0.5);
        tender.offer(1, 750, 0.7);
        tender.offer(2, 750, 0.0);
        tender.offer(3, 750, 0.0);
        tender.hold();
        CHECK(tender.lot().provider[0] == winner);
    }
}

TEST_CASE("Margins shrink with competition: six per cent less two for each unit of the logarithm of bidders") {
    Tender tender(1, [](ParameterSet& set) {
        set.set("contracts.margin", 0.06);
        set.set("contracts.margin_shading", 0.02);
    });
    for (std::uint16_t p = 0; p < 4; ++p) tender.offer(p, 250, 0.5);
    tender.hold();
    // 20.00 x (1 + 0.06 - 0.02 ln 4) = 20.6455
    CHECK(tender.lot().fee_per_hour == 2'065);
}

TEST_CASE("No bid lies more than the ceiling above the last fee") {
    Tender tender(0, [](ParameterSet& set) { set.set("contracts.fee_ceiling", 0.05); });
    for (std::uint16_t p = 0; p < 4; ++p) tender.offer(p, 3'000, 0.5);
    tender.hold();
    CHECK(tender.lot().fee_per_hour == 2'520);  // 24.00 and five per cent
}

TEST_CASE("A firm too small for the lot may not bid, cheap as it is") {
    Tender tender(1, {}, 2);
    for (std::uint16_t p = 0; p < 4; ++p) {
        tender.offer(p, 250, 0.5);
        tender.firm(p).contact_minutes = 30'000 * 60;
        tender.firm(p).paid_minutes = 36'000 * 60;
    }
    tender.offer(3, 100, 0.5);
    tender.firm(3).contact_minutes = 60;
    tender.hold();
    CHECK(tender.lot().provider[0] != 3);
    CHECK(tender.lot().fee_per_hour == 2'000);
}

TEST_CASE("Every bid costs its firm, won or lost, and the officers' round is billed to the people of the lot") {
    Tender tender(0.4, [](ParameterSet& set) {
        set.set("contracts.bid_cost", 12'000);
        set.set("contracts.round_cost", 60'000);
        set.set("contracts.lot_cost", 8'000);
    });
    for (std::uint16_t p = 0; p < 4; ++p) tender.offer(p, 250, 0.5);
    tender.hold();
    const World& world = tender.town.world();
    CHECK(world.ledger.total(Account::bids) == 4 * 1'200'000);
    for (std::uint16_t p = 0; p < 4; ++p) CHECK(tender.firm(p).reserves == 800'000);
    CHECK(sum_of(world.commissioned.due) == 6'800'000);
    CHECK_NOTHROW(check_everything(world));
}

TEST_CASE("Where nobody may bid those who serve carry on") {
    Tender tender(1, {}, 2);
    for (std::uint16_t p = 0; p < 4; ++p) tender.firm(p).contact_minutes = 0;
    std::vector<std::uint16_t> before;
    for (const Client& client : tender.town.world().home_care.clients) before.push_back(client.provider);
    tender.hold();
    CHECK(tender.lot().providers == 4);
    CHECK(tender.town.world().ledger.total(Account::bids) == 0);
    std::vector<std::uint16_t> after;
    for (const Client& client : tender.town.world().home_care.clients) after.push_back(client.provider);
    CHECK(after == before);
}

TEST_CASE("Between its rounds nobody tenders a lot") {
    Tender tender(1);
    const std::uint64_t before = digest(tender.town.world());
    Living living = tender.town.living_in(tender.town.world(), tender_week - 1, test_seed);
    tender.town.part("contracts")->live_week(living);
    CHECK(digest(tender.town.world()) == before);
}
