// The city as it is made once and never changed: ground, streets, homes, wards, and the founders' ties. Shared by every world.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "base/column.hpp"
#include "base/units.hpp"
#include "network/founder_ties.hpp"
#include "state/demography.hpp"
#include "topsoil/place.hpp"

namespace topsoil {

enum class HomeKind : std::uint8_t { dwelling, student_hall, care_home, care_home_younger, other_communal };

/// A hall of residence is flats of seven rooms, of which six are let when the city is made: who lives in one shares a kitchen with those
/// of the flat, not with the hall.
inline constexpr std::uint32_t rooms_in_flat = 7, rooms_let_at_first = 6;

/// A point on the local grid, in metres east and north of the middle of the place.
struct Point {
    Metres x = 0;
    Metres y = 0;
};

/// Straight-line distance in metres. sqrt is exact in IEEE 754, so the bits are the same everywhere.
[[nodiscard]] inline double distance_metres(Point a, Point b) {
    const double dx = static_cast<double>(a.x) - b.x;
    const double dy = static_cast<double>(a.y) - b.y;
    return std::sqrt(dx * dx + dy * dy);
}

struct Neighbourhood {
    Key key = 0;
    std::string id, name;
    std::uint16_t ward = 0;
    std::uint16_t lac = 0;
    Point centre;
    std::uint8_t deprivation_fifth = 0;  ///< 0 least ... 4 most deprived, by people
    double deprivation = 1;              ///< multiplier on onset and escalation, 0.70 ... 1.40
    double other_background = 0;         ///< share of households of the background that fewer people share
    int founders = 0;
    Slot first_slot = 0;
    std::uint32_t slots = 0;             ///< founders and room to grow
    HomeId first_home = 0;
    std::uint32_t homes = 0;
    HomeId first_flat = 0;                ///< of halls of residence
    std::uint32_t flats = 0;
    StreetId first_street = 0;
    std::uint32_t streets = 0;
    std::vector<NeighbourhoodId> nearest; ///< all others, nearest centre first
};

/// A building with beds: one of the homes of kind care_home.
struct CareHomeSite {
    HomeId home = 0;
    NeighbourhoodId neighbourhood = 0;
    std::uint16_t beds = 0;
};

/// Kinds of stored ties, in the order of each row.
enum class TieKind : std::uint8_t { kin, close_friend, friend_, neighbour };
inline constexpr std::size_t tie_kinds = 4;

/// Where each kind ends in a person's row: counts of kin (5 bits), close friends (5), friends (6); the rest are neighbours.
struct KindBounds {
    std::uint16_t packed = 0;
    static constexpr std::uint32_t most_kin = 31, most_close = 31, most_friends = 63;
    [[nodiscard]] static constexpr KindBounds of(std::uint32_t kin, std::uint32_t close, std::uint32_t friends) {
        return {static_cast<std::uint16_t>(kin | close << 5 | friends << 10)};
    }
    [[nodiscard]] constexpr std::uint32_t kin() const { return packed & 31U; }
    [[nodiscard]] constexpr std::uint32_t close() const { return (packed >> 5) & 31U; }
    [[nodiscard]] constexpr std::uint32_t friends() const { return packed >> 10; }
    /// Kind of the i-th tie of the row.
    [[nodiscard]] constexpr TieKind kind(std::uint32_t i) const {
        // Counted, not compared one by one: rows differ, and a wrong guess at a branch costs more than the tie.
        const std::uint32_t close_end = kin() + close();
        return static_cast<TieKind>((i >= kin() ? 1 : 0) + (i >= close_end ? 1 : 0) + (i >= close_end + friends() ? 1 : 0));
    }
};

struct City {
    Place place;
    std::uint64_t seed = 0;
    std::vector<Neighbourhood> neighbourhoods;
    std::vector<std::string> wards, lacs;
    std::vector<NeighbourhoodId> street_neighbourhood;
    std::vector<Key> home_key;
    std::vector<Point> home_point;
    std::vector<StreetId> home_street;
    std::vector<HomeKind> home_kind;
    std::vector<NeighbourhoodId> home_neighbourhood;
    std::vector<CareHomeSite> care_homes;          ///< for older people
    FounderTies ties;                              ///< slot -> slot; rows sorted by kind, then target
    std::vector<KindBounds> tie_bounds;            ///< one per slot
    std::uint32_t slots = 0;                       ///< whole shards
    std::vector<NeighbourhoodId> by_slot;          ///< neighbourhoods in the order of their first slots
    std::vector<std::uint32_t> shard_first_arc;    ///< shards + 1
    Demography demography;                         ///< coming, going and births that keep the age pyramid steady

    /// The neighbourhood for whose people a slot was laid out.
    [[nodiscard]] NeighbourhoodId laid_out_for(Slot slot) const {
        return *std::prev(std::upper_bound(by_slot.begin(), by_slot.end(), slot, [this](Slot s, NeighbourhoodId n) { return s < neighbourhoods[n].first_slot; }));
    }
    [[nodiscard]] std::size_t shards() const { return shards_for(slots); }
    [[nodiscard]] std::size_t shared_tie_bytes() const;
};

}  // namespace topsoil
