// The whole of Sheffield, made once: one sentence each, in one test, because making it takes seconds.
#include <algorithm>
#include <array>

#include "base/memory_count.hpp"
#include "catch.hpp"
#include "world/made_city.hpp"

using namespace topsoil;

namespace {

/// People in the fullest flat of a neighbourhood's halls of residence.
std::uint32_t most_in_a_flat(const World& world, const Neighbourhood& here) {
    std::uint32_t most = 0;
    for (HomeId flat = here.first_flat; flat < here.first_flat + here.flats; ++flat) {
        CHECK(world.city->home_kind[flat] == HomeKind::student_hall);
        most = std::max<std::uint32_t>(most, world.homes.count[flat]);
    }
    return most;
}

void check_totals_of_place(const World& world) {
    const City& city = *world.city;
    const Place& place = city.place;
    CHECK(count_alive(world) == 600'000);
    CHECK(occupied_dwellings(world) == Approx(230'000).epsilon(0.01));
    CHECK(city.street_neighbourhood.size() == Approx(7'000).epsilon(0.01));
    CHECK(city.wards.size() == 28);
    CHECK(city.lacs.size() == 7);
    CHECK(city.neighbourhoods.size() == 147);
    CHECK(people_found_at_home(world) == 600'000);

    auto people = people_by_home_kind(world);
    CHECK(people[HomeKind::student_hall] == Approx(place.student_halls_people).epsilon(0.01));
    CHECK(std::all_of(city.neighbourhoods.begin(), city.neighbourhoods.end(), [&](const Neighbourhood& here) { return most_in_a_flat(world, here) <= rooms_let_at_first; }));
    CHECK(people[HomeKind::care_home] == Approx(place.care_home_residents_older).epsilon(0.01));
    CHECK(people[HomeKind::care_home_younger] == Approx(place.care_home_residents_younger).epsilon(0.01));
    CHECK(people[HomeKind::other_communal] == Approx(place.other_communal_people).epsilon(0.01));
    int beds = 0;
    int residents = 0;
    for (const CareHomeSite& site : city.care_homes) beds += site.beds;
    for (const std::uint16_t count : world.care_homes.residents) residents += count;
    CHECK(beds == Approx(place.care_home_beds_older).epsilon(0.01));
    CHECK(residents == people[HomeKind::care_home]);
}

void check_deprivation(const World& world) {
    const City& city = *world.city;
    std::array<double, 5> people{};
    double mean = 0;
    for (const Neighbourhood& here : city.neighbourhoods) {
        people[here.deprivation_fifth] += here.founders / 600'000.0;
        mean += here.deprivation * here.founders / 600'000.0;
        CHECK(here.deprivation >= 0.70);
        CHECK(here.deprivation <= 1.40);
    }
    for (const double share : people) CHECK(share == Approx(0.2).margin(0.01));
    CHECK(mean == Approx(1.05).margin(0.005));
    for (std::size_t a = 0; a < city.neighbourhoods.size(); ++a) {
        for (std::size_t b = 0; b < city.neighbourhoods.size(); ++b) {
            if (city.place.neighbourhoods[a].imd_score < city.place.neighbourhoods[b].imd_score) CHECK(city.neighbourhoods[a].deprivation < city.neighbourhoods[b].deprivation);
        }
    }
}

void check_network(const World& world) {
    const FoundersNetwork network = measure_founders(world);
    CHECK(network.report.people == 600'000);
    CHECK(network.report.giant_share > 0.99);
    CHECK(network.report.mean_local_clustering >= 0.2);
    CHECK(network.local_close == Approx(0.40).margin(0.08));
    CHECK(network.core >= 3);       // [core_support_clique]
    CHECK(network.core <= 5);
    CHECK(network.sympathetic >= 12);  // [dunbar_layers]
    CHECK(network.sympathetic <= 16);
    CHECK(network.report.assortativity > 0);
    CHECK(network.report.degree_counts.size() > 40);  // a tail of people who know many
}

/// Share of people at home, between two ages, who live alone.
double alone(const World& world, int from, int to) {
    double people = 0;
    double single = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        const int age = world.people.age(slot, 0);
        if (world.people.setting[slot] != Setting::home || age < from || age >= to) continue;
        ++people;
        single += world.homes.count[world.people.home[slot]] == 1 ? 1 : 0;
    }
    return single / people;
}

/// Where the life course leads by itself: unless they begin so, older people's help at home drifts for decades.
void check_who_lives_alone(const World& world) {
    CHECK(alone(world, 50, 65) == Approx(0.20).margin(0.05));
    CHECK(alone(world, 65, 75) == Approx(0.31).margin(0.05));
    CHECK(alone(world, 75, 85) == Approx(0.47).margin(0.05));
    CHECK(alone(world, 85, oldest + 1) == Approx(0.61).margin(0.07));
}

/// Those who have one turn are stored together, so that an eighth of the city is an eighth of the memory.
void check_turns(const World& world) {
    int turns = 0;
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) {
        std::array<bool, turn_weeks> here{};
        for (std::uint32_t i = 0; i < shard_size; ++i) {
            const auto slot = static_cast<Slot>(shard << shard_bits | i);
            if (world.people.alive(slot)) here[static_cast<std::size_t>(turn_of(world.people.origin[slot]))] = true;
        }
        turns += static_cast<int>(std::count(here.begin(), here.end(), true));
    }
    CHECK(turns < 1.1 * static_cast<double>(world.people.setting.pages()));
}

void check_memory(World& world) {
    double bytes = 0;
    for (const BlockBytes& block : bytes_per_citizen(world)) bytes += block.own + block.shared;
    CHECK(bytes > 50);
    CHECK(bytes < 250);
    CHECK(column_bytes_held() < 600'000ULL * 250);
    CHECK(peak_resident_bytes() < 1'500'000'000ULL);
}

}  // namespace

TEST_CASE("Sheffield has its 600,000 people in 147 neighbourhoods, housed, related and befriended as Sheffield's people are") {
    World world = make_shipped_city("sheffield", test_seed, 2);
    check_memory(world);
    check_totals_of_place(world);
    check_deprivation(world);
    check_who_lives_alone(world);
    check_network(world);
    check_turns(world);
}
