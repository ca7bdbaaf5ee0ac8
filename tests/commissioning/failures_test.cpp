// Providers that close: long in the red, with nothing left, struck by a shock, or as some do every year.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

TEST_CASE("A provider long in the red closes: others of the lot or a successor take on its people and workers, its owner the debt") {
    Town town(three_lots(), quiet_parameters());
    town.live(4);
    World& world = town.world();
    HomeCare& care = world.home_care;
    for (Lot& lot : care.lots) lot.next_event = 10'000;
    const std::size_t firms = care.providers.size();
    set_reserves(world, 1, -700'000);
    care.providers[1].weeks_in_red = 27;
    care.providers[1].notice = static_cast<std::int16_t>(world.week);  // given eight weeks ago
    std::vector<std::uint32_t> people;
    std::vector<std::uint16_t> before;
    for (std::uint32_t c = 0; c < care.clients.size(); ++c) {
        before.push_back(care.clients[c].provider);
        if (care.clients[c].file != nobody && care.clients[c].provider == 1) people.push_back(c);
    }
    // Somebody is served by a firm that holds no contract any more, as people may who chose to stay.
    for (Lot& lot : care.lots) {
        lot.provider = {1};
        lot.providers = 1;
    }
    REQUIRE_FALSE(people.empty());
    Living living = town.living();
    town.part("contracts")->live_week(living);
    REQUIRE(care.providers.size() == firms + 1);
    const auto next = static_cast<std::uint16_t>(firms);
    CHECK(care.providers[1].alive == 0);
    CHECK(care.providers[1].reserves == 0);
    CHECK(care.providers[next].alive == 1);
    CHECK(care.providers[next].base == care.providers[1].base);
    for (const std::uint32_t c : people) CHECK(care.clients[c].provider == next);
    for (std::uint32_t c = 0; c < care.clients.size(); ++c) CHECK((before[c] == 1 || care.clients[c].provider == before[c]));
    for (const Worker& worker : care.workers) CHECK((worker.key == 0 || worker.provider != 1));
    for (const Lot& lot : care.lots) CHECK(std::count(lot.provider.begin(), lot.provider.begin() + lot.providers, 1) == 0);
    CHECK_NOTHROW(check_everything(world));
}

TEST_CASE("A provider that has nothing left gives eight weeks' notice, and takes it back where it recovers meanwhile") {
    ParameterSet parameters = quiet_parameters();
    parameters.set("contracts.registration_cost", 3'000);
    Town town(three_lots(), parameters);
    World& world = town.world();
    for (Lot& lot : world.home_care.lots) lot.next_event = 10'000;
    const auto part = town.part("contracts");
    const auto live = [&](Week week) {
        Living living = town.living_in(world, week, test_seed);
        part->live_week(living);
    };
    for (const std::uint16_t failing : {0, 1}) {
        set_reserves(world, failing, -700'000);
        world.home_care.providers[failing].weeks_in_red = 27;
    }
    live(1);
    CHECK(world.home_care.providers[0].notice == 9);
    set_reserves(world, 0, 100'000);
    for (Week week = 2; week <= 8; ++week) live(week);
    CHECK(world.home_care.providers[0].notice == 0);
    CHECK(world.home_care.providers[1].alive == 1);
    live(9);
    CHECK(world.home_care.providers[0].alive == 1);
    CHECK(world.home_care.providers[1].alive == 0);
    // Whoever steps in is paid 15 % more for thirteen weeks, and registered for 3,000 pounds like anybody.
    const auto next = world.home_care.providers.size() - 1;
    const Pence usual = world.home_care.providers[1].fee_per_hour;
    CHECK(world.home_care.providers[next].fee_per_hour == usual + usual * 15 / 100);
    CHECK(world.ledger.total(Account::registration) == 300'000);
    for (Week week = 10; week <= 22; ++week) live(week);
    CHECK(world.home_care.providers[next].fee_per_hour == usual);
}

TEST_CASE("When a tenth of the city's hours is struck, providers with a tenth of the hours close, in every regime") {
    for (const char* regime : {"tendered", "gardening"}) {
        Town town(changed_town(12), quiet_parameters(), three_lots(regime));
        town.live(4);
        World& world = town.world();
        double all = 0;
        double largest = 0;
        for (const Provider& provider : world.home_care.providers) {
            all += provider.alive != 0 ? provider.contact_minutes : 0;
            largest = std::max(largest, provider.alive != 0 ? static_cast<double>(provider.contact_minutes) : 0.0);
        }
        const auto before = world.home_care.providers;
        world.conditions[static_cast<std::size_t>(Condition::providers_fail)] = 100'000;
        Living living = town.living();
        town.part("contracts")->live_week(living);
        double closed = 0;
        for (std::size_t p = 0; p < before.size(); ++p) closed += before[p].alive != 0 && world.home_care.providers[p].alive == 0 ? before[p].contact_minutes : 0;
        INFO(regime);
        CHECK(closed >= 0.1 * all);
        CHECK(closed < 0.1 * all + largest);
        CHECK_NOTHROW(check_everything(world));
    }
}

TEST_CASE("Providers close at the rate that is known, whatever the regime, and their number holds") {
    ParameterSet parameters;
    parameters.set("contracts.exit_rate", 0.5);
    parameters.set("contracts.viable_hours", 0);
    for (const char* regime : {"tendered", "gardening"}) {
        LeverVector levers = three_lots(regime);
        levers[Lever::contract_term_weeks] = 0;
        levers[Lever::contract_providers_per_lot] = 3;
        Town town(changed_town(12), parameters, levers);
        const auto part = town.part("contracts");
        int closed = 0;
        for (Week week = 1; week <= 520; ++week) {
            const std::size_t before = town.world().home_care.providers.size();
            Living living = town.living_in(town.world(), week, test_seed);
            part->live_week(living);
            closed += static_cast<int>(town.world().home_care.providers.size() - before);
        }
        int alive = 0;
        for (const Provider& provider : town.world().home_care.providers) alive += provider.alive;
        CHECK(alive == 12);
        // Twelve providers for 520 weeks: 12 x 520 x (1 - exp(-0.5 / 52.18)) = 59.5; four standard deviations.
        CHECK(closed == Approx(59.5).margin(4 * std::sqrt(59.5)));
    }
}
