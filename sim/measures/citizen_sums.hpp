// What the census adds up of grown-ups as citizens: who is seen, valued and contributes, and the hours they could give.
#pragma once

#include <array>
#include <cstdint>

#include "base/units.hpp"

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
    void add(Tally more) {
        for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] += more.counts[kind];
    }
};
[[nodiscard]] constexpr unsigned told(Told kind, bool of_this_person) { return static_cast<unsigned>(of_this_person) << static_cast<unsigned>(kind); }
[[nodiscard]] constexpr bool is_told(unsigned bits, Told kind) { return (bits & told(kind, true)) != 0; }
inline constexpr std::array<Tally, 256> tally_of = [] {
    std::array<Tally, 256> tallies{};
    for (std::size_t bits = 0; bits < tallies.size(); ++bits) {
        for (std::size_t kind = 0; kind < 8; ++kind) tallies[bits].counts[kind] = static_cast<std::int32_t>(bits >> kind & 1);
    }
    return tallies;
}();

/// Grown-ups of one place or group.
struct CitizenSums {
    std::int64_t giveable = 0, promised = 0, belonging = 0;  ///< minutes a week; belonging in steps of Share16
    Tally all, in_need;                                      ///< of all of them; of those with need
};

}  // namespace topsoil
