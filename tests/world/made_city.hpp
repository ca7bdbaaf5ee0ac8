// Cities made for tests, and counts that several tests take of them.
#pragma once

#include <map>

#include "engine/parameters.hpp"
#include "network/founder_graph.hpp"
#include "network/network_measures.hpp"
#include "support/small_town.hpp"

namespace topsoil {

[[nodiscard]] inline World make_shipped_city(const std::string& slug, std::uint64_t seed, int threads, const ParameterSet& parameters = {}) {
    Team team(threads);
    return make_city(shipped_place(slug), seed, view_of(parameters, "city"), team);
}

/// The small town as it is made, before anything is settled.
[[nodiscard]] inline const World& made_town() {
    static const World world = make_shipped_city("small-town", test_seed, 1);
    return world;
}

template <class Use>
void for_each_person(const World& world, Use&& use) {
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot)) use(slot);
    }
}

/// People in each setting or kind of home.
[[nodiscard]] inline std::map<HomeKind, int> people_by_home_kind(const World& world) {
    std::map<HomeKind, int> count;
    for_each_person(world, [&](Slot slot) { ++count[world.city->home_kind[world.people.home[slot]]]; });
    return count;
}

/// People found in the lists of homes where they say they live; every home's own count agrees, or -1.
[[nodiscard]] inline int people_found_at_home(const World& world) {
    int found = 0;
    for (HomeId home = 0; home < world.city->home_kind.size(); ++home) {
        int here = 0;
        for_each_in_home(world.people, world.homes, home, [&](Slot slot) { here += world.people.alive(slot) && world.people.home[slot] == home; });
        if (here != world.homes.count[home]) return -1;
        found += here;
    }
    return found;
}

[[nodiscard]] inline int occupied_dwellings(const World& world) {
    int count = 0;
    for (HomeId home = 0; home < world.city->home_kind.size(); ++home) count += world.city->home_kind[home] == HomeKind::dwelling && world.homes.count[home] > 0;
    return count;
}

/// How the founders are tied, household members included.
struct FoundersNetwork {
    NetworkReport report;
    double core = 0;         ///< closest people: those at home, and close friends
    double sympathetic = 0;  ///< everybody at home and every stored tie
    double local_close = 0;  ///< share of stored ties to kin and close friends that stay in the neighbourhood
};

[[nodiscard]] inline FoundersNetwork measure_founders(const World& world) {
    const City& city = *world.city;
    std::vector<std::uint8_t> present(city.slots, 0);
    std::vector<TiePair> household;
    FoundersNetwork found;
    double people = 0;
    double close = 0;
    double local = 0;
    for_each_person(world, [&](Slot slot) {
        present[slot] = 1;
        ++people;
        const bool dwelling = world.people.setting[slot] == Setting::home;
        if (dwelling) {
            for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
                if (other < slot) household.emplace_back(other, slot);
            });
        }
        const double at_home = dwelling ? world.homes.count[world.people.home[slot]] - 1 : 0;
        const KindBounds bounds = city.tie_bounds[slot];
        const std::uint32_t begin = city.ties.row_begin(slot);
        const std::uint32_t end = city.ties.row_end(slot);
        found.core += at_home + bounds.close();
        found.sympathetic += at_home + (end - begin);
        for (std::uint32_t arc = begin; arc < begin + bounds.kin() + bounds.close(); ++arc) {
            ++close;
            local += world.people.neighbourhood[city.ties.target(arc)] == world.people.neighbourhood[slot];
        }
    });
    found.core /= people;
    found.sympathetic /= people;
    found.local_close = local / close;
    found.report = measure_network(graph_of(city.ties), present, {}, household);
    return found;
}

}  // namespace topsoil
