#include "mechanisms/groups_joining.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "mechanisms/groups_founding.hpp"
#include "state/group_kinds.hpp"
#include "state/household.hpp"

namespace topsoil {

namespace {

constexpr Purpose recruit_purpose{"group.recruit"};
constexpr Purpose nearby_purpose{"group.recruit.nearby"};
constexpr std::uint32_t doors = 8;  // at most, until somebody of fitting age is met
constexpr int grown_up = 16;        // years, from which on it takes spare time to join

/// One person asked, looked up step by step with the others, so that nobody waits for one far corner of memory at a time.
struct Ask {
    Block bits;
    bool nearby;
    Slot asker = nobody;         ///< of somebody known to a member
    std::optional<TieLead> tie = std::nullopt;
    HomeId home = nobody;        ///< of somebody nearby
    Slot asked = nobody;
};

[[nodiscard]] bool is_of_age(const People& people, Slot slot, const GroupAges& ages, Week week) {
    const int age = people.age(slot, week);
    return age >= ages.youngest && age <= ages.oldest;
}

[[nodiscard]] int how_many(const Living& living, const Group& group, std::size_t members, const Joining& rules, int weeks) {
    const double mean = rules.asks * weeks / 4 * (0.5 + as_share(group.energy)) * std::sqrt(static_cast<double>(members) / 60.0);
    return poisson(draw(living.seed, recruit_purpose, group.key, living.week), mean);
}

/// Of a member chosen by chance, one tie chosen by chance.
void ask_friends(const World& world, std::vector<Ask>& asks) {
    const auto each = [&](auto&& step) {
        for (Ask& ask : asks) {
            if (!ask.nearby) step(ask);
        }
    };
    each([&](const Ask& ask) { prefetch_levels(*world.city, world.ties, world.people, ask.asker); });
    each([&](const Ask& ask) { prefetch_second_page(world.ties, world.people, ask.asker); });
    each([&](Ask& ask) {
        ask.tie = tie_at_random(*world.city, world.ties, world.people, ask.asker, ask.bits[1]);
        if (ask.tie) prefetch_other_end(*world.city, *ask.tie);
    });
    each([&](Ask& ask) {
        if (ask.tie) ask.asked = other_end(*world.city, *ask.tie);
    });
}

/// Somebody who lives behind one of a few doors of the neighbourhood that chance names, the first behind which anybody is of fitting age.
void ask_nearby(const Living& living, const Group& group, const GroupAges& ages, std::vector<Ask>& asks) {
    const World& world = living.world;
    const Neighbourhood& here = world.city->neighbourhoods[group.neighbourhood];
    for (std::uint32_t door = 0; door < doors; ++door) {
        const auto each = [&](auto&& step) {
            for (Ask& ask : asks) {
                if (ask.nearby && ask.asked == nobody) step(ask);
            }
        };
        each([&](Ask& ask) {
            ask.home = here.first_home + below(static_cast<std::uint32_t>(mix(ask.bits[1], door)), here.homes);
            world.homes.first_person.prefetch(ask.home);
        });
        each([&](const Ask& ask) {
            if (const Slot first = world.homes.first_person[ask.home]; first != nobody) world.people.birth_week.prefetch(first);
        });
        each([&](Ask& ask) {
            for_each_in_home(world.people, world.homes, ask.home, [&](Slot slot) {
                if (!is_of_age(world.people, slot, ages, living.week)) return;
                if (ask.asked == nobody || mix(world.people.key[slot], ask.bits[0]) < mix(world.people.key[ask.asked], ask.bits[0])) ask.asked = slot;
            });
        });
    }
}

/// Not in an institution, of fitting age, in fewer than three groups, and with an hour left; children have time.
[[nodiscard]] bool could_join(const Living& living, Slot slot, const GroupAges& ages) {
    const People& people = living.world.people;
    if (!lives_independently(living.world, slot) || people.memberships[slot] >= 3 || !is_of_age(people, slot, ages, living.week)) return false;
    return people.age(slot, living.week) < grown_up || people.capacity[slot] >= people.committed[slot] + 60;
}

void prefetch_who_was_asked(const People& people, Slot slot) {
    people.setting.prefetch(slot);
    people.belonging.prefetch(slot);
}

}  // namespace

void ask_to_join(Living& living, Group& group, std::vector<Slot>& members, const Joining& rules, int weeks) {
    World& world = living.world;
    if (members.empty()) return;
    const GroupAges ages = ages_of_group(world.city->place.groups[group.kind].kind);
    static thread_local std::vector<Ask> asks;
    asks.clear();
    const int asked = how_many(living, group, members.size(), rules, weeks);
    for (int i = 0; i < asked; ++i) {
        const Block bits = block(living.seed, recruit_purpose, group.key, living.week, static_cast<std::uint32_t>(i) + 1);
        if (!happens(bits[2], rules.accept * (0.5 + 1.0))) continue;  // nobody would say yes: no need to know who was asked
        Ask& ask = asks.emplace_back(Ask{bits, happens(draw(living.seed, nearby_purpose, group.key, living.week, static_cast<std::uint32_t>(i)), rules.nearby)});
        if (ask.nearby) continue;
        ask.asker = members[below(bits[0], static_cast<std::uint32_t>(members.size()))];
        prefetch_where_ties_begin(*world.city, world.people, ask.asker);
    }
    ask_friends(world, asks);
    ask_nearby(living, group, ages, asks);
    for (const Ask& ask : asks) {
        if (ask.asked != nobody) prefetch_who_was_asked(world.people, ask.asked);
    }
    for (const Ask& ask : asks) {
        if (ask.asked == nobody || !could_join(living, ask.asked, ages)) continue;
        const double nearness = world.people.neighbourhood[ask.asked] == group.neighbourhood ? 1.0 : 0.45;
        if (!happens(ask.bits[2], rules.accept * nearness * (0.5 + as_share(world.people.belonging[ask.asked])))) continue;
        if (std::find(members.begin(), members.end(), ask.asked) != members.end()) continue;
        members.push_back(ask.asked);
        change_memberships(world, ask.asked, 1);
        if (!happens(ask.bits[3], rules.volunteer_share)) continue;
        begin_volunteering(world, ask.asked, 0);
        group.energy = to_share16(std::min(1.0, as_share(group.energy) + rules.heartened));
    }
}

}  // namespace topsoil
