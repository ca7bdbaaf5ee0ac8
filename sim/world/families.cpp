#include "world/families.hpp"

#include <algorithm>

#include "base/draw.hpp"
#include "state/household.hpp"

namespace topsoil {

namespace {

constexpr Purpose family_purpose{"city.family"};
constexpr std::uint32_t most_children = 6;

/// Homes of each neighbourhood in which somebody is old enough to have a grown child, with the age of the eldest.
struct ElderHome {
    int age;
    HomeId home;
};

std::vector<std::vector<ElderHome>> elder_homes(const World& world) {
    const City& city = *world.city;
    std::vector<std::vector<ElderHome>> homes(city.neighbourhoods.size());
    for (HomeId home = 0; home < city.home_point.size(); ++home) {
        if (city.home_kind[home] != HomeKind::dwelling && city.home_kind[home] != HomeKind::care_home) continue;
        int eldest = 0;
        for_each_in_home(world.people, world.homes, home, [&](Slot slot) { eldest = std::max(eldest, world.people.age(slot, 0)); });
        if (eldest >= 40) homes[city.home_neighbourhood[home]].push_back({eldest, home});
    }
    for (auto& list : homes) {
        std::sort(list.begin(), list.end(), [](const ElderHome& a, const ElderHome& b) { return a.age != b.age ? a.age < b.age : a.home < b.home; });
    }
    return homes;
}

}  // namespace

Families find_families(const World& world, const ParameterView& parameters, Team& team) {
    const City& city = *world.city;
    const double in_city = parameters["parents_in_city"];
    const double same_place = parameters["parents_same_neighbourhood"];
    const double near_place = parameters["parents_near"];
    const auto elders = elder_homes(world);

    Families families;
    families.parents_home.assign(city.slots, nobody);
    team.for_shards(city.shards(), [&](std::size_t shard) {
        const auto first = static_cast<Slot>(shard * shard_size);
        for (Slot slot = first; slot < first + shard_size; ++slot) {
            if (!world.people.alive(slot)) continue;
            const int age = world.people.age(slot, 0);
            if (age < 18 || age > 68 || world.people.setting[slot] != Setting::home) continue;
            // Living with parents already?
            bool with_parents = false;
            for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
                if (world.people.age(other, 0) >= age + generation_years) with_parents = true;
            });
            const Block bits = block(city.seed, family_purpose, world.people.key[slot], 0);
            // Fewer parents live on as people grow older themselves.
            const double living = age < 50 ? 1.0 : (age > 62 ? 0.35 : 1.0 - (age - 50) * 0.054);
            if (with_parents || !happens(bits[0], in_city * living)) continue;
            const NeighbourhoodId here = world.people.neighbourhood[slot];
            NeighbourhoodId there = here;
            const double where = uniform(bits[1]);
            const auto& nearest = city.neighbourhoods[here].nearest;
            if (where > same_place && !nearest.empty()) {
                const auto reach = static_cast<std::uint32_t>(where < same_place + near_place ? std::min<std::size_t>(12, nearest.size()) : nearest.size());
                there = nearest[below(bits[2], reach)];
            }
            const auto& list = elders[there];
            const auto from = std::lower_bound(list.begin(), list.end(), age + generation_years, [](const ElderHome& e, int a) { return e.age < a; });
            const auto to = std::lower_bound(list.begin(), list.end(), age + oldest_parent, [](const ElderHome& e, int a) { return e.age < a; });
            if (to <= from) continue;
            const HomeId home = from[below(bits[3], static_cast<std::uint32_t>(to - from))].home;
            if (home != world.people.home[slot]) families.parents_home[slot] = home;
        }
    });

    // Grown children by home, in order of key so that slots decide nothing; a home keeps the first six.
    const std::size_t homes = city.home_point.size();
    std::vector<std::uint32_t> count(homes + 1, 0);
    for (Slot slot = 0; slot < city.slots; ++slot) {
        if (families.parents_home[slot] != nobody) ++count[families.parents_home[slot] + 1];
    }
    for (std::size_t home = 0; home < homes; ++home) count[home + 1] += count[home];
    std::vector<Slot> all(count[homes]);
    std::vector<std::uint32_t> next(count.begin(), count.end() - 1);
    for (Slot slot = 0; slot < city.slots; ++slot) {
        if (families.parents_home[slot] != nobody) all[next[families.parents_home[slot]]++] = slot;
    }
    families.first_child.assign(homes + 1, 0);
    for (std::size_t home = 0; home < homes; ++home) {
        std::sort(all.begin() + count[home], all.begin() + count[home + 1], [&](Slot a, Slot b) { return world.people.key[a] < world.people.key[b]; });
        for (std::uint32_t i = count[home]; i < count[home + 1]; ++i) {
            if (i - count[home] < most_children) {
                families.children.push_back(all[i]);
            } else {
                families.parents_home[all[i]] = nobody;
            }
        }
        families.first_child[home + 1] = static_cast<std::uint32_t>(families.children.size());
    }
    return families;
}

}  // namespace topsoil
