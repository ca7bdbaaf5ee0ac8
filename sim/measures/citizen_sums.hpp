// What the census adds up of grown-ups as citizens: who is seen, valued and contributes, and the hours they could give.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "state/standing.hpp"

namespace topsoil {

inline constexpr Minutes an_hour_a_month = 14;            ///< in minutes a week: whoever has promised so much contributes
inline constexpr Share16 worn_out = share_one * 3 / 10;   ///< exhaustion from giving above which somebody counts as worn out

/// What may be true of a grown-up; `person` is true of everybody.
enum class Told : unsigned { at_home, seen, valued, contributing, volunteer, exhausted, lonely, person };

/// How many people each of those is true of. One person's is looked up by their bits: eight numbers are added at once, where each by
/// itself would cost as much.
struct Tally {
    std::array<std::int32_t, 8> counts{};
    [[nodiscard]] std::int32_t operator[](Told kind) const { return counts[static_cast<std::size_t>(kind)]; }
    void add(const Tally& more) {
        for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] += more.counts[kind];
    }
};
[[nodiscard]] constexpr unsigned told(Told kind, bool of_this_person) { return static_cast<unsigned>(of_this_person) << static_cast<unsigned>(kind); }
inline constexpr std::array<Tally, 256> tally_of = [] {
    std::array<Tally, 256> tallies{};
    for (std::size_t bits = 0; bits < tallies.size(); ++bits) {
        for (std::size_t kind = 0; kind < 8; ++kind) tallies[bits].counts[kind] = static_cast<std::int32_t>(bits >> kind & 1);
    }
    return tallies;
}();

/// What somebody's roles say of them, by their bits: volunteers, and valued as a volunteer or for a seat in an assembly.
inline constexpr std::array<std::uint8_t, 256> told_by_roles = [] {
    std::array<std::uint8_t, 256> tells{};
    for (unsigned roles = 0; roles < tells.size(); ++roles) {
        tells[roles] = static_cast<std::uint8_t>(told(Told::volunteer, (roles & role::volunteer) != 0) | told(Told::valued, (roles & (role::volunteer | role::assembly)) != 0));
    }
    return tells;
}();

/// A grown-up as the census sees them.
struct Grown {
    const Person& person;
    Key key;
    Share16 contact, exhaustion, belonging;
    bool lonely;
};

/// Grown-ups of one place or group.
struct CitizenSums {
    std::int64_t giveable = 0, promised = 0, belonging = 0;  ///< minutes a week; belonging in steps of Share16
    Tally all, in_need;                                      ///< of all of them; of those with need

    void add(const CitizenSums& other) {
        giveable += other.giveable, promised += other.promised, belonging += other.belonging;
        all.add(other.all);
        in_need.add(other.in_need);
    }

    /// Adds one grown-up who needs no help. Without branches: what is true of whom follows no pattern.
    void add_one(const StandingWithOthers& standing, const Grown& grown) {
        const std::uint64_t luck = standing.luck(grown.key);
        (void)add_one(standing, grown, luck, standing.noticed(luck, grown.contact));
    }
    /// Adds one grown-up with need.
    void add_one_in_need(const StandingWithOthers& standing, const Grown& grown, const CareFile& file) {
        const std::uint64_t luck = standing.luck(grown.key);
        in_need.add(add_one(standing, grown, luck, standing.noticed(luck, grown.contact) | file.has(mark::noticed)));
    }

private:
    const Tally& add_one(const StandingWithOthers& standing, const Grown& grown, std::uint64_t luck, bool noticed) {
        const Person& person = grown.person;
        const int minutes = person.committed;
        const bool at_home = person.setting == Setting::home, gives = minutes >= an_hour_a_month;
        const Tally& tally = tally_of[told_by_roles[person.roles] | told(Told::at_home, at_home) | told(Told::seen, at_home & noticed) | told(Told::valued, gives & standing.thanked(person, luck)) |
                                      told(Told::contributing, gives) | told(Told::exhausted, grown.exhaustion > worn_out) | told(Told::lonely, grown.lonely) | told(Told::person, true)];
        all.add(tally);
        belonging += grown.belonging;
        promised += minutes;
        giveable += std::max<int>(person.capacity, minutes);
        return tally;
    }
};

}  // namespace topsoil
