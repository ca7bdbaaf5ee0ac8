// Who belongs to whom in a home: couples, parents and their children, and who decides for whom. Couples and families leave together,
// people who share decide for themselves; the making of the city and the weekly life course both ask, so that those who come balance
// those who go.
#pragma once

#include <cstdlib>
#include <utility>
#include <vector>

#include "state/city.hpp"
#include "state/people.hpp"
#include "state/world.hpp"

namespace topsoil {

inline constexpr int generation_years = 18;  ///< years between a parent and a child, at least
inline constexpr int oldest_parent = 42;     ///< and at most

/// At home or in a flat of a hall: not in hospital, a care home or another institution.
[[nodiscard]] inline bool lives_independently(const World& world, Slot slot) {
    const Setting setting = world.people.setting[slot];
    return setting == Setting::home || (setting == Setting::communal && world.city->home_kind[world.people.home[slot]] == HomeKind::student_hall);
}

/// Is everybody in a home like this? No further asked than to the first who is not.
template <class Like>
[[nodiscard]] bool all_at_home(const People& people, const Homes& homes, HomeId home, Like&& like) {
    touched(1);
    for (Slot slot = homes.first_person[home]; slot != nobody; slot = people.next_in_home[slot]) {
        if (!like(slot)) return false;
    }
    return true;
}

/// Whom somebody lives with as a couple, or nobody. Where there are several couples at home: who has a partner too, is of the other sex
/// and nearest in age; equals by key.
[[nodiscard]] inline Slot partner_of(const World& world, Slot slot) {
    if (!world.people.has_partner(slot)) return nobody;
    Slot partner = nobody;
    int nearest = 0;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
        if (!world.people.has_partner(other) || world.people.woman(other) == world.people.woman(slot)) return;
        const int gap = std::abs(world.people.birth_week[other] - world.people.birth_week[slot]);
        if (partner != nobody && (gap > nearest || (gap == nearest && world.people.key[other] > world.people.key[partner]))) return;
        nearest = gap;
        partner = other;
    });
    return partner;
}

/// Two people who live together are a couple from now on.
inline void begin_couple(World& world, Slot a, Slot b) {
    world.people.note_partner(a, true);
    world.people.note_partner(b, true);
}

/// Somebody has a partner no more, nor the partner them: to be said before either leaves the home.
inline void end_couple(World& world, Slot slot) {
    const Slot partner = partner_of(world, slot);
    if (partner != nobody) world.people.note_partner(partner, false);
    if (world.people.has_partner(slot)) world.people.note_partner(slot, false);
}

/// Whose child somebody under eighteen is, of those at home: of women 18 to 42 years older the youngest, else of such men, else nobody's.
[[nodiscard]] inline Slot parent_of(const World& world, Week week, Slot child) {
    const auto fits_better = [&](Slot one, Slot other) {
        if (other == nobody || world.people.woman(one) != world.people.woman(other)) return other == nobody || world.people.woman(one);
        const auto born = [&](Slot s) { return std::pair(-world.people.birth_week[s], world.people.key[s]); };
        return born(one) < born(other);
    };
    Slot parent = nobody;
    for_each_in_home(world.people, world.homes, world.people.home[child], [&](Slot other) {
        const int years = world.people.age(other, week) - world.people.age(child, week);
        if (years >= generation_years && years <= oldest_parent && fits_better(other, parent)) parent = other;
    });
    return parent;
}

/// The children of somebody's home who have nobody else grown up there.
[[nodiscard]] inline std::vector<Slot> children_left_to(const World& world, Week week, Slot slot) {
    std::vector<Slot> children;
    bool others = false;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
        if (world.people.age(other, week) < 18) children.push_back(other);
        else others = others || other != slot;
    });
    if (others) children.clear();
    return children;
}

/// Children who go where somebody goes: those left to them, or their own.
[[nodiscard]] inline std::vector<Slot> children_of(const World& world, Week week, Slot slot) {
    std::vector<Slot> children = children_left_to(world, week, slot);
    if (!children.empty()) return children;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
        if (world.people.age(other, week) < 18 && parent_of(world, week, other) == slot) children.push_back(other);
    });
    return children;
}

/// The eldest at home decides for couples and families; people who share decide for themselves, and then nothing else is said of their home.
struct Household {
    int people = 0, children = 0, adults = 0;
    Slot eldest = nobody;
    bool sharers = false;
    double departure = 0;  ///< sum of its people's yearly rates of leaving the city
};

[[nodiscard]] inline Household household_of(const World& world, Week week, Slot slot) {
    Household found;
    found.sharers = world.people.setting[slot] != Setting::home;
    if (found.sharers) return found;  // in halls and homes everybody decides for themselves
    int eldest_age = -1;
    int youngest_adult = 200;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
        const int age = world.people.age(other, week);
        ++found.people;
        (age < 18 ? found.children : found.adults) += 1;
        found.departure += world.city->demography.departure_rate[static_cast<std::size_t>(std::min(oldest, age))];
        if (age >= 18) youngest_adult = std::min(youngest_adult, age);
        if (age > eldest_age || (age == eldest_age && world.people.key[other] < world.people.key[found.eldest])) {
            eldest_age = age;
            found.eldest = other;
        }
    });
    found.sharers = found.children == 0 && (found.adults > 2 || eldest_age < 24 || youngest_adult + generation_years <= eldest_age);
    return found;
}

/// Calls use(slot) for each of some people, in order; those they live with, wherever they are stored, are fetched ahead.
template <class Use>
void for_each_with_home(const World& world, const std::vector<Slot>& slots, Use&& use) {
    // The person so many places down the list of a home whose list is fetched that far.
    const auto fetch_in_list = [&](std::size_t i, int places) {
        Slot other = world.homes.first_person[world.people.home[slots[i]]];
        for (; places > 0 && other != nobody; --places) other = world.people.next_in_home[other];
        if (other != nobody) world.people.next_in_home.prefetch(other);
    };
    in_stages(
        slots.size(), 4, [&](std::size_t i) { world.people.home.prefetch(slots[i]); }, [&](std::size_t i) { world.homes.first_person.prefetch(world.people.home[slots[i]]); },
        [&](std::size_t i) { fetch_in_list(i, 0); }, [&](std::size_t i) { fetch_in_list(i, 1); }, [&](std::size_t i) { fetch_in_list(i, 2); }, [&](std::size_t i) { use(slots[i]); });
}

/// Leaving the city a year: a person's own rate where people share; else the household's mean, because it goes as one.
[[nodiscard]] inline double departure_of(const World& world, Week week, Slot slot) {
    if (world.people.setting[slot] == Setting::care_home || world.people.has(slot, role::younger_resident)) return 0;
    const Household home = household_of(world, week, slot);
    if (!home.sharers) return home.departure / home.people;
    const int age = world.people.age(slot, week);
    return age < 18 ? 0 : world.city->demography.departure_rate[static_cast<std::size_t>(std::min(oldest, age))];
}

}  // namespace topsoil
