#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

TEST_CASE("The effective wage is pay over all hours worked, where workers live") {
    Taken taken;
    Flows& flows = taken.world().flows;
    flows.add(Flow::care_pay_pence, 1, 110'300);
    flows.add(Flow::care_pay_minutes, 1, 6'000);
    CHECK(taken.look("care_pay_hours") == std::vector<double>{0, 100, 0});
    CHECK(taken.look("effective_wage")[1] == Approx(11.03));
    CHECK(taken.look("effective_wage")[0] == 0);
}

TEST_CASE("In a living town workers earn less an hour than their wage, since ways are paid in part") {
    Taken taken;
    taken.live(4);
    const Frame frame = taken.look();
    const double wage = total(frame[measure_index("care_pay_hours")]) > 0 ? pool(frame[measure_index("effective_wage")], &frame[measure_index("care_pay_hours")]) : 0;
    CHECK(wage > 9);
    CHECK(wage < 12.40);
}

TEST_CASE("An hour on the way of five worked is a fifth, and twelve and a half kilometres are two kilograms of carbon dioxide") {
    Taken taken;
    Flows& flows = taken.world().flows;
    flows.add(Flow::travel_seconds, 2, 3'600);
    flows.add(Flow::worked_minutes, 2, 300);
    flows.add(Flow::travel_metres, 2, 12'500);
    CHECK(taken.look("travel_share")[2] == Approx(0.2));
    CHECK(taken.look("working_hours")[2] == Approx(5));
    CHECK(taken.look("care_travel_km")[2] == Approx(12.5));
    CHECK(taken.look("care_travel_co2")[2] == Approx(12.5 * 0.17));
    CHECK(taken.look("travel_share")[0] == 0);
}

TEST_CASE("Kilometres are those of the time on the way at eighteen an hour, less the time at doors") {
    Taken taken;
    taken.live(4);
    const Frame frame = taken.look();
    const double km = total(frame[measure_index("care_travel_km")]), hours = total(frame[measure_index("travel_hours")]);
    CHECK(km > 0);
    CHECK(km / 18 < hours);
    CHECK(km / 18 > 0.2 * hours);
}

TEST_CASE("Of two providers one with three quarters of the hours makes a concentration of five eighths") {
    Taken taken;
    HomeCare& care = taken.world().home_care;
    REQUIRE(care.providers.size() >= 2);
    for (Provider& provider : care.providers) provider.alive = 0;
    for (const std::size_t p : {0U, 1U}) {
        care.providers[p].alive = 1;
        care.providers[p].base = static_cast<NeighbourhoodId>(p);
        care.providers[p].contact_minutes = p == 0 ? 300 : 100;
    }
    care.vacancies.assign(care.providers.size(), 0);
    care.vacancies[1] = 4;
    CHECK(taken.look("providers") == std::vector<double>{1, 1, 0});
    CHECK(taken.look("vacant_rounds") == std::vector<double>{0, 4, 0});
    const auto squares = taken.look("market_concentration");
    CHECK(squares[0] == Approx(0.5625));
    CHECK(total(squares) == Approx(0.625));
}

TEST_CASE("The fee and who owns the provider are means over the clients of a neighbourhood") {
    Taken taken;
    World& world = taken.world();
    std::vector<double> clients(3, 0), local(3, 0);
    for (std::size_t p = 0; p < world.home_care.providers.size(); ++p) {
        world.home_care.providers[p].fee_per_hour = p == 0 ? 2'000 : 3'000;
        world.home_care.providers[p].national = p == 0 ? 1 : 0;
    }
    for (const Client& client : world.home_care.clients) {
        if (client.file == nobody) continue;
        clients[world.people.neighbourhood[client.person]] += 1;
        local[world.people.neighbourhood[client.person]] += client.provider != 0 ? 1 : 0;
    }
    for (std::size_t n = 0; n < 3; ++n) {
        REQUIRE(clients[n] > 0);
        CHECK(taken.look("local_provider_share")[n] == Approx(local[n] / clients[n]));
        CHECK(taken.look("home_care_fee")[n] == Approx(20 + 10 * local[n] / clients[n]));
    }
}

TEST_CASE("Each person moved to another provider is counted where they live") {
    Taken taken;
    taken.world().flows.add(Flow::provider_changes, 1, 7);
    CHECK(taken.look("provider_changes") == std::vector<double>{0, 7, 0});
}
