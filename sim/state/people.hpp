// Everyone who lives in the city: one column each, indexed by slot. Widths are decided by docs/decisions/0002.
#pragma once

#include "base/column.hpp"
#include "base/units.hpp"
#include "base/visit.hpp"

namespace topsoil {

/// Where someone lives now. Exactly one at any time.
/// In hospital and in a placement for children people keep the home they come back to.
enum class Setting : std::uint8_t { gone, home, communal, care_home, hospital, placement };

/// How much help someone needs. Hours a week by kind are in the care file.
enum class NeedLevel : std::uint8_t { none, low, medium, high };

enum class Origin : std::uint8_t { founder, newborn, newcomer };

namespace role {
inline constexpr std::uint8_t care_worker = 1;   ///< employed in home care
inline constexpr std::uint8_t left_work = 2;     ///< gave up paid work to care
inline constexpr std::uint8_t organiser = 4;     ///< keeps a group going
inline constexpr std::uint8_t volunteer = 8;     ///< gives hours in a group
inline constexpr std::uint8_t younger_resident = 16;  ///< lives in a care home for people under 65
inline constexpr std::uint8_t carer = 32;        ///< gives unpaid care along at least one care tie
inline constexpr std::uint8_t assistant = 64;    ///< employed by a person with a direct payment
}  // namespace role

/// Slow things have a turn every eighth week: that of the neighbourhood where someone first lived, for life. Those who share a turn
/// lie together in memory, and where somebody is stored decides nothing.
inline constexpr int turn_weeks = 8;
[[nodiscard]] constexpr int turn_of(std::uint8_t origin) { return origin >> 3 & (turn_weeks - 1); }
[[nodiscard]] constexpr std::uint8_t origin_bits(bool woman, Origin origin, NeighbourhoodId first_home) {
    return static_cast<std::uint8_t>((woman ? 1 : 0) | static_cast<int>(origin) << 1 | (first_home & (turn_weeks - 1)) << 3);
}

struct People {
    Column<Key> key;
    Column<std::int16_t> birth_week;         ///< weeks before (negative) or after the start of burn-in
    Column<std::uint8_t> origin;             ///< bit 0: woman; bits 1-2: Origin; bits 3-5: turn
    Column<HomeId> home;                     ///< where they live, or lived before hospital
    Column<Slot> next_in_home;               ///< next person in the same home, or nobody
    Column<NeighbourhoodId> neighbourhood;   ///< of `home`
    Column<Setting> setting;
    Column<std::uint8_t> roles;              ///< bits of namespace role
    Column<std::uint8_t> memberships;        ///< groups belonged to
    Column<Share16> loneliness;              ///< chance-like state in [0, 1]; see wellbeing
    Column<Share16> belonging;               ///< [0, 1]
    Column<Share16> strain;                  ///< of carers, [0, 1]
    Column<Share16> contact;                 ///< weekly contacts through ties, 65,535 = 16 a week; see wellbeing
    Column<std::uint16_t> capacity;          ///< minutes a week this person could give, besides close care
    Column<std::uint16_t> committed;         ///< minutes a week promised: care, everyday help, groups, paid hours as an assistant
    Column<NeedLevel> need;
    Column<FileId> care_file;                ///< for people who need or give care, else nobody
    Column<std::uint32_t> tie_page;          ///< first page of ties made since the start, else nobody

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"people.key", MemoryBlock::identity}, key);
        visitor(Field{"people.birth_week", MemoryBlock::identity}, birth_week);
        visitor(Field{"people.origin", MemoryBlock::identity}, origin);
        visitor(Field{"people.home", MemoryBlock::place}, home);
        visitor(Field{"people.next_in_home", MemoryBlock::place}, next_in_home);
        visitor(Field{"people.neighbourhood", MemoryBlock::place}, neighbourhood);
        visitor(Field{"people.setting", MemoryBlock::status}, setting);
        visitor(Field{"people.roles", MemoryBlock::status}, roles);
        visitor(Field{"people.memberships", MemoryBlock::groups}, memberships);
        visitor(Field{"people.loneliness", MemoryBlock::slow_states}, loneliness);
        visitor(Field{"people.belonging", MemoryBlock::slow_states}, belonging);
        visitor(Field{"people.strain", MemoryBlock::slow_states}, strain);
        visitor(Field{"people.contact", MemoryBlock::slow_states}, contact);
        visitor(Field{"people.capacity", MemoryBlock::minutes}, capacity);
        visitor(Field{"people.committed", MemoryBlock::minutes}, committed);
        visitor(Field{"people.need", MemoryBlock::care}, need);
        visitor(Field{"people.care_file", MemoryBlock::care}, care_file);
        visitor(Field{"people.tie_page", MemoryBlock::tie_pages}, tie_page);
    }

    [[nodiscard]] bool alive(Slot slot) const { return setting[slot] != Setting::gone; }
    [[nodiscard]] bool woman(Slot slot) const { return (origin[slot] & 1) != 0; }
    [[nodiscard]] Origin came_as(Slot slot) const { return static_cast<Origin>(origin[slot] >> 1 & 3); }
    [[nodiscard]] bool has(Slot slot, std::uint8_t bits) const { return (roles[slot] & bits) != 0; }
    /// Age in whole years.
    [[nodiscard]] int age(Slot slot, Week week) const { return (week - birth_week[slot]) / 52; }
};

/// Who lives where. `first_person` and `next_in_home` make a list, in no particular order.
struct Homes {
    Column<Slot> first_person;
    Column<std::uint16_t> count;

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"homes.first_person", MemoryBlock::homes}, first_person);
        visitor(Field{"homes.count", MemoryBlock::homes}, count);
    }
};

}  // namespace topsoil
