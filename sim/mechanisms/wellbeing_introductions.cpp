#include "mechanisms/wellbeing_introductions.hpp"

#include <cstdlib>
#include <optional>

#include "base/draw.hpp"
#include "base/fetch.hpp"
#include "state/ties.hpp"
#include "state/world.hpp"

namespace topsoil {

namespace {

constexpr Purpose introduced_purpose{"wellbeing.introduced"};
constexpr std::size_t far = 16;   // people looked up between two steps of one: a step is short, and memory takes as long as many

/// The way to one of them, looked up step by step with others, so that nobody waits for one far corner of memory at a time.
struct Way {
    Block bits;
    std::optional<TieLead> tie = std::nullopt;
    Slot end = nobody;
};

[[nodiscard]] bool may_become_friends(const Living& living, Slot slot, Slot other) {
    const People& people = living.world.people;
    return other != slot && people.alive(other) && people.home[other] != people.home[slot] && people.age(other, living.week) >= goes_out_from &&
           std::abs(people.age(other, living.week) - people.age(slot, living.week)) <= like_in_age;
}

}  // namespace

std::vector<Slot> friends_of_friends(const Living& living, const std::vector<Slot>& people) {
    const World& world = living.world;
    const City& city = *world.city;
    std::vector<Way> ways(people.size());
    touched(2 * people.size());
    const auto choose_tie = [&](Way& way, Slot of, std::uint32_t bits) {
        way.tie = of == nobody ? std::nullopt : tie_at_random(city, world.ties, world.people, of, bits);
        if (way.tie) prefetch_other_end(city, *way.tie);
    };
    const auto follow = [&](Way& way) {
        way.end = way.tie ? other_end(city, *way.tie) : nobody;
        if (way.end != nobody) prefetch_where_ties_begin(city, world.people, way.end);
    };
    in_stages(
        people.size(), far, [&](std::size_t i) { prefetch_where_ties_begin(city, world.people, people[i]); }, [&](std::size_t i) { prefetch_levels(city, world.ties, world.people, people[i]); },
        [&](std::size_t i) {
            ways[i].bits = block(living.seed, introduced_purpose, world.people.key[people[i]], living.week);
            choose_tie(ways[i], people[i], ways[i].bits[0]);
        },
        [&](std::size_t i) { follow(ways[i]); },
        [&](std::size_t i) {
            if (ways[i].end != nobody) prefetch_levels(city, world.ties, world.people, ways[i].end);
        },
        [&](std::size_t i) { choose_tie(ways[i], ways[i].end, ways[i].bits[1]); }, [&](std::size_t i) { follow(ways[i]); },
        [&](std::size_t i) {
            if (ways[i].end != nobody && !may_become_friends(living, people[i], ways[i].end)) ways[i].end = nobody;
        });
    std::vector<Slot> found;
    for (const Way& way : ways) found.push_back(way.end);
    return found;
}

}  // namespace topsoil
