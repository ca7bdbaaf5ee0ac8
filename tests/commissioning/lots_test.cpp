// How the city is cut into lots.
#include <numeric>
#include <set>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"
#include "world/ground.hpp"

using namespace topsoil;

namespace {

/// Sheffield's ground before anybody lives there.
World empty_sheffield() {
    auto city = std::make_shared<City>();
    city->place = shipped_place("sheffield");
    city->seed = test_seed;
    lay_neighbourhoods(*city);
    World world;
    world.city = city;
    return world;
}

std::vector<std::int64_t> people_by_lot(const World& world, const std::vector<std::uint16_t>& lot) {
    std::vector<std::int64_t> people(*std::max_element(lot.begin(), lot.end()) + 1U, 0);
    for (std::size_t n = 0; n < lot.size(); ++n) people[lot[n]] += world.city->neighbourhoods[n].founders;
    return people;
}

}  // namespace

TEST_CASE("Sixteen lots of a city hold the same number of people, but for a neighbourhood") {
    const World world = empty_sheffield();
    const auto lot = cut_lots(world, 16, 9'000);
    REQUIRE(lot.size() == world.city->neighbourhoods.size());
    const auto people = people_by_lot(world, lot);
    REQUIRE(people.size() == 16);
    std::int64_t largest = 0;
    for (const Neighbourhood& here : world.city->neighbourhoods) largest = std::max<std::int64_t>(largest, here.founders);
    for (const std::int64_t here : people) CHECK(std::abs(here - sum_of(people) / 16) <= largest);
}

TEST_CASE("A lot lies together: its neighbourhoods are nearer to each other than the city's") {
    const World world = empty_sheffield();
    const auto lot = cut_lots(world, 16, 9'000);
    double within = 0, anywhere = 0;
    int pairs_within = 0, pairs = 0;
    std::vector<std::set<std::uint16_t>> committees(16);
    for (std::size_t a = 0; a < lot.size(); ++a) {
        committees[lot[a]].insert(world.city->neighbourhoods[a].lac);
        for (std::size_t b = 0; b < a; ++b) {
            const double metres = distance_metres(world.city->neighbourhoods[a].centre, world.city->neighbourhoods[b].centre);
            anywhere += metres;
            ++pairs;
            if (lot[a] != lot[b]) continue;
            within += metres;
            ++pairs_within;
        }
    }
    CHECK(within / pairs_within < 0.5 * anywhere / pairs);
    for (const auto& lacs : committees) CHECK(lacs.size() <= 2);
}

TEST_CASE("Nobody is the commissioner of an empty lot, however many lots a city is cut into") {
    const World world = empty_sheffield();
    for (int count = 1; count <= 160; ++count) {
        for (const std::int64_t here : people_by_lot(world, cut_lots(world, count, 0))) CHECK(here > 0);
    }
}

TEST_CASE("One lot is the whole city") {
    const World world = empty_sheffield();
    CHECK(people_by_lot(world, cut_lots(world, 1, 9'000)).size() == 1);
}

TEST_CASE("As many lots as neighbourhoods gives each its own where any size will do") {
    const World world = empty_sheffield();
    const std::size_t places = world.city->neighbourhoods.size();
    CHECK(people_by_lot(world, cut_lots(world, static_cast<int>(places), 0)).size() == places);
    CHECK(cut_lots(world, 1'000, 0) == cut_lots(world, static_cast<int>(places), 0));
}

TEST_CASE("Neighbourhoods too small for a unit join others until every lot is viable") {
    const World world = empty_sheffield();
    // In the first week 5.6 minutes a head are assumed.
    for (const std::int64_t viable : {5'000, 9'000, 30'000}) {
        const auto people = people_by_lot(world, cut_lots(world, 1'000, viable));
        CHECK(people.size() > 1);
        CHECK(people.size() < world.city->neighbourhoods.size());
        for (const std::int64_t here : people) CHECK(here * 5.6 + 200 >= static_cast<double>(viable));  // each neighbourhood is rounded down
    }
    CHECK(people_by_lot(world, cut_lots(world, 1'000, 1'000'000'000)).size() == 1);
}

TEST_CASE("A neighbourhood that is viable by itself stays by itself unless others join it") {
    const World world = empty_sheffield();
    const auto lot = cut_lots(world, 1'000, 9'000);
    // Each lot has at most one neighbourhood that was viable from the start: the viable never join each other.
    std::vector<int> viable(people_by_lot(world, lot).size(), 0);
    for (std::size_t n = 0; n < lot.size(); ++n) viable[lot[n]] += world.city->neighbourhoods[n].founders * 56 / 10 >= 9'000 ? 1 : 0;
    for (const int alone : viable) CHECK(alone <= 1);
}

TEST_CASE("Lots are cut by the care that people have, once they have any") {
    ParameterSet parameters;
    parameters.set("contracts.viable_hours", 0);
    Town town(shipped_levers("gardening"), parameters);
    REQUIRE(town.world().home_care.lots.size() == 3);
    std::vector<std::int64_t> minutes(3, 0);
    for (const Client& client : town.world().home_care.clients) {
        if (client.file == nobody) continue;
        minutes[town.world().people.neighbourhood[client.person]] += client.agreed_a_day() * 7;
    }
    const std::int64_t least = *std::min_element(minutes.begin(), minutes.end());
    const auto lot = cut_lots(town.world(), 3, least);
    CHECK(std::set<std::uint16_t>(lot.begin(), lot.end()).size() == 3);
    const auto joined = cut_lots(town.world(), 3, least + 1);
    CHECK(std::set<std::uint16_t>(joined.begin(), joined.end()).size() == 2);
}
