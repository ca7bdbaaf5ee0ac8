// Who decides for whom in a home: couples and families leave together, people who share decide for themselves. The making of the city
// and the weekly life course both ask, so that those who come balance those who go.
#pragma once

#include "state/city.hpp"
#include "state/people.hpp"
#include "state/world.hpp"

namespace topsoil {

inline constexpr int generation_years = 18;  ///< years between a parent and a child, at least

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
        slots.size(), 4, [&](std::size_t i) { world.homes.first_person.prefetch(world.people.home[slots[i]]); }, [&](std::size_t i) { fetch_in_list(i, 0); },
        [&](std::size_t i) { fetch_in_list(i, 1); }, [&](std::size_t i) { fetch_in_list(i, 2); }, [&](std::size_t i) { use(slots[i]); });
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
