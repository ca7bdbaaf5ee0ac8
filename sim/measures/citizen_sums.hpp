// What the census adds up of grown-ups as citizens: who is seen, valued and contributes, and the hours they could give.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/mix_many.hpp"
#include "state/lonely.hpp"
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

/// What cannot be told of whoever is not at home, or gives less than an hour a month, is left out: bits by either.
inline constexpr std::array<std::array<std::uint8_t, 2>, 2> may_be_told = [] {
    std::array<std::array<std::uint8_t, 2>, 2> bits{};
    for (const unsigned at_home : {0U, 1U}) {
        for (const unsigned gives : {0U, 1U}) {
            bits[at_home][gives] = static_cast<std::uint8_t>(told(Told::at_home, at_home == 1) | told(Told::seen, at_home == 1) | told(Told::valued, gives == 1) | told(Told::contributing, gives == 1) |
                                                             told(Told::exhausted, true) | told(Told::lonely, true) | told(Told::person, true));
        }
    }
    return bits;
}();

/// What would be told of each person of a shard if they were grown up, at home and gave: their luck and their states say so.
class ToldOfShard {
public:
    ToldOfShard(const World& world, const StandingWithOthers& standing, std::size_t shard) {
        const Key* key = world.people.key.read(shard);
        const Share16 *loneliness = world.people.loneliness.read(shard), *contact = world.people.contact.read(shard), *exhaustion = world.people.exhaustion.read(shard);
        std::array<std::uint32_t, shard_size> luck, own;
        standing.luck_of(key, shard_size, luck.data());
        mix_many(key, shard_size, threshold_of_loneliness, own.data());
        for (std::size_t i = 0; i < shard_size; ++i) {
            told_[i] = static_cast<std::uint8_t>(told(Told::at_home, true) | told(Told::seen, standing.luck_notices(luck[i], contact[i])) | told(Told::valued, standing.luck_thanks(luck[i])) | told(Told::contributing, true) |
                                                 told(Told::exhausted, exhaustion[i] > worn_out) | told(Told::lonely, loneliness[i] > (own[i] & 0xFFFF)) | told(Told::person, true));
        }
    }
    /// Of a grown-up, as they live; `known`: noticed by whoever knows of their need.
    [[nodiscard]] unsigned of(std::size_t i, const Person& person, bool known = false) const {
        const bool at_home = person.setting == Setting::home, gives = person.committed >= an_hour_a_month;
        return told_by_roles[person.roles] | ((told_[i] | told(Told::seen, known)) & may_be_told[at_home ? 1 : 0][gives ? 1 : 0]);
    }
    [[nodiscard]] bool lonely(std::size_t i) const { return (told_[i] & told(Told::lonely, true)) != 0; }

private:
    std::array<std::uint8_t, shard_size> told_;
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

    /// Adds one grown-up, of whom this is told. Without branches: what is true of whom follows no pattern.
    void add_one(const Person& person, Share16 belongs, const Tally& tally) {
        const int minutes = person.committed;
        all.add(tally);
        belonging += belongs;
        promised += minutes;
        giveable += std::max<int>(person.capacity, minutes);
    }
};

}  // namespace topsoil
