// What the census wants to know of people, read of some hundreds of them at once: no branches and whole words, so that compilers read
// several people in one instruction.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/mix_many.hpp"
#include "measures/citizen_sums.hpp"
#include "measures/outcomes.hpp"
#include "state/lonely.hpp"
#include "state/person_words.hpp"
#include "state/standing.hpp"

namespace topsoil {

class Reading {
public:
    static constexpr std::uint32_t people = 512;  ///< so many fit into the nearest cache with all that is read of them

    std::array<std::uint32_t, people> told;     ///< bits of Told; of people with need as if nobody knew of it
    std::array<std::uint32_t, people> cell;     ///< where they count, see ByCell; nowhere for people with need and whoever is gone
    std::array<std::uint32_t, people> in_need;  ///< 1 of whoever lives here and has need, else 0
    std::array<std::int32_t, people> utility, satisfaction;  ///< if they had no need and belonging did not count; 0 of whoever is gone

    /// Reads those of a shard from place `first` onwards.
    template <class Cells>
    void read(const World& world, const StandingWithOthers& standing, const OutcomeRules& rules, const Cells& cells, std::size_t shard, std::uint32_t first) {
        const Person* persons = world.people.persons(shard) + first;
        const Key* key = world.people.key.read(shard) + first;
        const Share16 *loneliness = world.people.loneliness.read(shard) + first, *contact = world.people.contact.read(shard) + first, *exhaustion = world.people.exhaustion.read(shard) + first;
        std::array<std::uint32_t, people> luck, threshold;
        standing.luck_of(key, people, luck.data());
        mix_many(key, people, threshold_of_loneliness, threshold.data());
        const std::uint32_t nowhere = cells.nowhere();
        const auto week = static_cast<std::uint32_t>(world.week);
        for (std::size_t i = 0; i < people; ++i) {
            const PersonWords person(persons[i]);
            const std::uint32_t age = (week - person.birth_week()) / 52;
            const bool here = !person.lives(Setting::gone), home = person.lives(Setting::home), needs = person.need() != 0;
            const bool gives = person.committed() >= an_hour_a_month, lonely = loneliness[i] > (threshold[i] & 0xFFFF), strained = rules.strained(person.roles(), person.strain());
            const bool noticed = standing.luck_notices(luck[i], contact[i]), thanked = standing.luck_thanks(luck[i]), honoured = (person.roles() & (role::volunteer | role::assembly)) != 0;
            told[i] = topsoil::told(Told::at_home, home) | topsoil::told(Told::seen, home & noticed) |
                      topsoil::told(Told::valued, (gives & thanked) | honoured) | topsoil::told(Told::contributing, gives) |
                      topsoil::told(Told::volunteer, (person.roles() & role::volunteer) != 0) | topsoil::told(Told::exhausted, exhaustion[i] > worn_out) | topsoil::told(Told::lonely, lonely) | topsoil::told(Told::person, true);
            in_need[i] = here & needs;
            const std::uint32_t own_cell = cells.index(person.neighbourhood(), age, person.origin(), person.roles());
            cell[i] = nowhere + ((own_cell - nowhere) & (0 - static_cast<std::uint32_t>(here & !needs)));
            utility[i] = rules.utility_without_need(age, strained, person.memberships() != 0) & -std::int32_t{here};
            satisfaction[i] = rules.usual_satisfaction(age, lonely, strained, person.roles()) & -std::int32_t{here};
        }
    }
};

}  // namespace topsoil
