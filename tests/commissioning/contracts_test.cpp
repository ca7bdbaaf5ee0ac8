// Contracts over time: calendars, new lots, a new pay basis, terms made longer, and a town where tenders never end.
#include <set>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

TEST_CASE("Tender rounds are spread over the term, and taking over later does not move the calendar") {
    LeverVector levers = three_lots();
    levers[Lever::contract_term_weeks] = 30;
    Town town(levers, quiet_parameters());
    const auto calendar = [](const World& world) {
        std::set<Week> weeks;
        for (const Lot& lot : world.home_care.lots) weeks.insert(lot.next_event % 30);
        return weeks;
    };
    CHECK(calendar(town.world()) == std::set<Week>{0, 10, 20});
    town.live(17);
    const auto again = town.branch(levers);
    CHECK(calendar(again->world()) == std::set<Week>{0, 10, 20});
    for (const Lot& lot : again->world().home_care.lots) CHECK((lot.next_event >= 17 && lot.next_event < 17 + 30));
}

TEST_CASE("A town that tenders every few weeks loses no visit, no person and no penny") {
    for (const double clients : {0.0, 1.0, 2.0}) {
        LeverVector levers = three_lots();
        levers[Lever::contract_term_weeks] = 6;
        levers[Lever::contract_providers_per_lot] = 1;
        levers[Lever::client_transfer] = clients;
        Town town(changed_town(6), quiet_parameters(), levers);
        for (int week = 0; week < 40; ++week) {
            town.live(1);
            REQUIRE_NOTHROW(check_everything(town.world()));
        }
        CHECK(town.world().ledger.total(Account::bids) > 0);
        if (clients == 0) CHECK(town.world().flows.total(Flow::provider_changes) > 0);
    }
}

TEST_CASE("Where lots end and nobody tenders, a new local unit takes up each, and the people of the lot bear the cost") {
    ParameterSet parameters = quiet_parameters();
    parameters.set("contracts.unit_cost", 40'000);
    LeverVector one_lot = shipped_levers("tendered");
    one_lot[Lever::lot_count] = 1;
    Town town(changed_town(4), parameters, one_lot);
    town.live(6);
    const std::size_t firms = town.world().home_care.providers.size();
    LeverVector levers = three_lots("gardening");
    levers[Lever::client_transfer] = 0;
    const auto gardened = town.branch(levers);
    const HomeCare& care = gardened->world().home_care;
    REQUIRE(care.lots.size() == 3);
    CHECK(care.providers.size() == firms + 3);
    CHECK(sum_of(gardened->world().commissioned.due) - sum_of(town.world().commissioned.due) == 3 * 4'000'000);
    CHECK(gardened->world().ledger.total(Account::bids) == town.world().ledger.total(Account::bids));
    for (std::uint16_t lot = 0; lot < 3; ++lot) {
        REQUIRE(care.lots[lot].providers == 1);
        const Provider& unit = care.providers[care.lots[lot].provider[0]];
        CHECK(unit.team == 1);
        CHECK(unit.national == 0);
        CHECK(care.lot_of[unit.base] == lot);
        CHECK(unit.start_up_until == town.world().week + 26);
    }
    // Three small units bring what one firm of their size together would: a share of 100,000 pounds by hours of work, not 100,000 each.
    double hours = 0;
    for (const Client& client : care.clients) {
        if (client.file == nobody || client.private_ != 0) continue;
        hours += client.agreed_a_day() * 7 / 60.0;
    }
    Pence brought = 0;
    for (std::uint16_t lot = 0; lot < 3; ++lot) brought += care.providers[care.lots[lot].provider[0]].reserves;
    CHECK(static_cast<double>(brought) == Approx(10'000'000 * hours / 1'900).margin(3));
    CHECK_NOTHROW(check_everything(gardened->world()));
}

TEST_CASE("A first tender costs what any other does: each bidder its bid, the people of the lots their officers' time") {
    ParameterSet parameters = quiet_parameters();
    parameters.set("contracts.bid_cost", 12'000);
    parameters.set("contracts.round_cost", 60'000);
    parameters.set("contracts.lot_cost", 8'000);
    // Once with lots laid anew, once with the same lots and other contracts.
    for (const double lots_before : {1.0, 3.0}) {
        LeverVector before = three_lots();
        before[Lever::lot_count] = lots_before;
        before[Lever::contract_minimum_turnover] = 0;
        before[Lever::contract_term_weeks] = 1'000;
        Town town(changed_town(4), parameters, before);
        town.live(6);
        LeverVector after = before;
        after[Lever::lot_count] = 3;
        after[Lever::contract_providers_per_lot] = 1;
        const auto tendered = town.branch(after);
        const World& world = tendered->world();
        // One round of three lots: 60,000 + 3 x 8,000.
        CHECK(sum_of(world.commissioned.due) - sum_of(town.world().commissioned.due) == 8'400'000);
        REQUIRE(world.home_care.providers.size() == 4);
        Pence paid = 0;
        for (std::size_t p = 0; p < 4; ++p) {
            const Pence bids = town.world().home_care.providers[p].reserves - world.home_care.providers[p].reserves;
            CHECK(bids % 1'200'000 == 0);
            CHECK((bids >= 0 && bids <= 3 * 1'200'000));
            paid += bids;
        }
        CHECK(paid >= 3 * 1'200'000);
        CHECK(world.ledger.total(Account::bids) - town.world().ledger.total(Account::bids) == paid);
        CHECK_NOTHROW(check_everything(world));
    }
}

TEST_CASE("Officers' time for a round is shared by head between the lots of that week, to the penny") {
    ParameterSet parameters = quiet_parameters();
    parameters.set("contracts.bid_cost", 0);
    parameters.set("contracts.round_cost", 60'000.01);
    parameters.set("contracts.lot_cost", 0);
    Town town(changed_town(4), parameters, three_lots());
    World& world = town.world();
    for (Lot& lot : world.home_care.lots) lot.next_event = 1;
    Living living = town.living_in(world, 1, test_seed);
    town.part("contracts")->live_week(living);
    CHECK(sum_of(world.commissioned.due) == 6'000'001);
    for (std::size_t n = 0; n < 3; ++n) {
        const double share = static_cast<double>(world.city->neighbourhoods[n].founders) / world.city->place.population;
        CHECK(static_cast<double>(world.commissioned.due[n]) == Approx(6'000'001 * share).margin(1));
    }
}

TEST_CASE("A lot that was tendered when the regime took over is not tendered again in the same week") {
    LeverVector one_lot = three_lots();
    one_lot[Lever::lot_count] = 1;
    one_lot[Lever::contract_term_weeks] = 30;
    Town town(changed_town(4), quiet_parameters(), one_lot);
    town.live(10);
    LeverVector levers = three_lots();
    levers[Lever::contract_term_weeks] = 30;
    const auto tendered = town.branch(levers);
    // By the calendar of three lots and thirty weeks the first comes up in week 10, which is now.
    CHECK(tendered->world().home_care.lots[0].next_event == 40);
    CHECK(tendered->world().home_care.lots[1].next_event == 20);
    CHECK(tendered->world().home_care.lots[2].next_event == 30);
}

TEST_CASE("A new lot for which nobody bids is taken up by the firms nearest to it") {
    LeverVector one_lot = three_lots();
    one_lot[Lever::lot_count] = 1;
    one_lot[Lever::contract_minimum_turnover] = 2;
    Town town(changed_town(4), quiet_parameters(), one_lot);
    town.live(6);
    for (Provider& provider : town.world().home_care.providers) provider.contact_minutes = 0;
    const Pence bids = town.world().ledger.total(Account::bids);
    LeverVector levers = one_lot;
    levers[Lever::lot_count] = 2;
    const auto tendered = town.branch(levers);
    REQUIRE(tendered->world().home_care.lots.size() == 2);
    for (const Lot& lot : tendered->world().home_care.lots) CHECK(lot.providers == 3);
    CHECK(tendered->world().ledger.total(Account::bids) == bids);
    CHECK_NOTHROW(check_everything(tendered->world()));
}

TEST_CASE("A new unit is as good as chance makes it, whatever it pays and however it runs itself") {
    LeverVector one_lot = shipped_levers("tendered");
    one_lot[Lever::lot_count] = 1;
    Town town(changed_town(4), quiet_parameters(), one_lot);
    const auto qualities = [&](double team, double pay, double share) {
        LeverVector levers = three_lots("gardening");
        levers[Lever::team_self_managed] = team;
        levers[Lever::pay_basis] = pay;
        levers[Lever::community_share] = share;
        const auto other = town.branch(levers);
        std::vector<std::uint16_t> found;
        for (const Provider& provider : other->world().home_care.providers) found.push_back(provider.quality);
        return found;
    };
    CHECK(qualities(0, 0.35, 0).size() == 7);
    CHECK(qualities(1, 1, 0.05) == qualities(0, 0.35, 0));
}

TEST_CASE("A regime that keeps lots, holders and term changes nobody's provider when it takes over") {
    Town town(three_lots(), quiet_parameters());
    town.live(6);
    const auto same = town.branch(three_lots());
    // What may be promised next is reckoned afresh; all else is as it was.
    Commissioned& promised = same->world().commissioned;
    promised.home_care_budget = town.world().commissioned.home_care_budget;
    promised.care_home_room = town.world().commissioned.care_home_room;
    promised.setting_money = town.world().commissioned.setting_money;
    REQUIRE(promised.parted == std::vector<std::int64_t>{6});  // a regime has taken over
    promised.parted.clear();
    CHECK(digest(same->world()) == digest(town.world()));
}

TEST_CASE("A new pay basis comes in over half a year, and the fee rises by what it costs and no more") {
    Town town(three_lots(), quiet_parameters());
    LeverVector paid = three_lots();
    paid[Lever::pay_basis] = 1.0;
    const auto part = commissioning_part("contracts", town.parameters, paid);
    World& world = town.world();
    for (Provider& provider : world.home_care.providers) {
        provider.pay_basis = 0.35;
        provider.fee_per_hour = 2'400;
        provider.contact_minutes = 60'000;
        provider.paid_minutes = 72'000;  // 0.2 minutes of travel for each of contact
    }
    for (Lot& lot : world.home_care.lots) lot.next_event = 10'000;
    const double wage = town.parameters.get("workforce.wage");
    const double on_costs = town.parameters.get("accounts.on_costs");
    double before = 0.35;
    for (Week week = 1; week <= 26; ++week) {
        Living living = town.living_in(world, week, test_seed);
        part->live_week(living);
        const Provider& provider = world.home_care.providers[0];
        CHECK(provider.pay_basis - before <= 0.025 + 1e-12);
        before = provider.pay_basis;
    }
    const Provider& provider = world.home_care.providers[0];
    CHECK(provider.pay_basis == 1.0);
    // 0.65 of a fifth of an hour's pay with what comes on top; a penny may be lost to rounding each week.
    const double rise = 100 * wage * 0.65 * 0.2 * (1 + provider.coordination) * on_costs;
    CHECK(static_cast<double>(provider.fee_per_hour) == Approx(2'400 + rise).margin(26));
    const Pence settled = provider.fee_per_hour;
    Living living = town.living_in(world, 27, test_seed);
    part->live_week(living);
    CHECK(world.home_care.providers[0].fee_per_hour == settled);
}

TEST_CASE("A term is lengthened once where its holders did well, without a bid, officers' time for it is paid") {
    LeverVector levers = three_lots();
    levers[Lever::contract_term_weeks] = 100;
    levers[Lever::contract_extension_weeks] = 30;
    levers[Lever::contract_minimum_turnover] = 0;
    ParameterSet parameters = quiet_parameters();
    parameters.set("contracts.lot_cost", 8'000);
    Town town(levers, parameters);
    World& world = town.world();
    const auto part = town.part("contracts");
    const auto live = [&](Week week) {
        Living living = town.living_in(world, week, test_seed);
        part->live_week(living);
    };
    for (Lot& lot : world.home_care.lots) lot.next_event = 50;
    for (Provider& provider : world.home_care.providers) provider.quality = 40'000;  // 0.61
    live(50);
    for (const Lot& lot : world.home_care.lots) CHECK(lot.next_event == 80);
    CHECK(world.ledger.total(Account::bids) == 0);
    CHECK(sum_of(world.commissioned.due) == 3 * 800'000);
    live(80);
    for (const Lot& lot : world.home_care.lots) CHECK(lot.next_event == 180);
    CHECK(world.ledger.total(Account::bids) > 0);
    // Not where they did badly.
    for (Provider& provider : world.home_care.providers) provider.quality = 30'000;
    const Pence bids = world.ledger.total(Account::bids);
    live(180);
    CHECK(world.ledger.total(Account::bids) > bids);
}

TEST_CASE("Contracts come out the same for one, two and seven threads") {
    LeverVector levers = three_lots();
    levers[Lever::contract_term_weeks] = 9;
    std::set<std::uint64_t> digests;
    for (const int threads : {1, 2, 7}) {
        Town town(changed_town(5), quiet_parameters(), levers, threads);
        town.live(20);
        digests.insert(digest(town.world()));
    }
    CHECK(digests.size() == 1);
}
