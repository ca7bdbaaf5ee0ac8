// Everyone who lives in the city, indexed by slot: what is read together in one record, the rest in columns. Widths are decided by
// docs/decisions/0002, what lies together by 0010.
#pragma once

#include <memory>

#include "base/column.hpp"
#include "base/facet.hpp"
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
inline constexpr std::uint8_t assembly = 64;     ///< has a seat in the assembly of a neighbourhood
inline constexpr std::uint8_t assistant = 128;   ///< employed by a person with a direct payment
}  // namespace role

/// How somebody lives as a citizen, as bits: duties taken up outside groups, welcome, and what may keep others at a distance. Who is seen and
/// thanked: state/standing.hpp.
namespace citizen {
inline constexpr std::uint8_t welcoming = 1;   ///< calls on people who are new here
inline constexpr std::uint8_t commons = 2;     ///< looks after what is held in common
inline constexpr std::uint8_t nature = 4;      ///< cares for the natural world
inline constexpr std::uint8_t own_duty = 7;    ///< any of the three
inline constexpr std::uint8_t welcomed = 8;    ///< as a newcomer: two neighbours or a group made contact within a quarter of a year
inline constexpr std::uint8_t other_background = 16;  ///< of the background that fewer people share; households have one
inline constexpr std::uint8_t new_here = 32;   ///< came grown up from elsewhere and has had no birthday here yet
}  // namespace citizen

/// Slow things have a turn every eighth week: that of the neighbourhood where someone first lived, for life. Those who share a turn
/// lie together in memory, and where somebody is stored decides nothing.
inline constexpr int turn_weeks = 8;
[[nodiscard]] constexpr int turn_of(std::uint8_t origin) { return origin >> 3 & (turn_weeks - 1); }
[[nodiscard]] constexpr int turn_of_home(NeighbourhoodId first_home) { return first_home & (turn_weeks - 1); }
[[nodiscard]] constexpr bool is_woman(std::uint8_t origin) { return (origin & 1) != 0; }
[[nodiscard]] constexpr bool has_partner(std::uint8_t origin) { return (origin >> 7 & 1) != 0; }
[[nodiscard]] constexpr std::uint8_t origin_bits(bool woman, Origin origin, NeighbourhoodId first_home) {
    return static_cast<std::uint8_t>((woman ? 1 : 0) | static_cast<int>(origin) << 1 | turn_of_home(first_home) << 3);
}

/// What is looked at whenever somebody is looked at: half a cache line.
struct Person {
    HomeId home = nobody;
    Slot next_in_home = nobody;
    FileId care_file = nobody;
    std::uint32_t tie_page = nobody;
    std::int16_t birth_week = 0;
    NeighbourhoodId neighbourhood = 0;
    std::uint16_t capacity = 0;
    std::uint16_t committed = 0;
    Share16 strain = 0;
    std::uint8_t origin = 0;
    Setting setting = Setting::gone;
    std::uint8_t roles = 0;
    std::uint8_t memberships = 0;
    NeedLevel need = NeedLevel::none;
    std::uint8_t citizenship = 0;
};
static_assert(sizeof(Person) == 32);

struct People {
private:
    std::unique_ptr<Column<Person>> persons_ = std::make_unique<Column<Person>>();

public:
    Column<Key> key;
    Facet<Person, &Person::birth_week> birth_week{*persons_};        ///< weeks before (negative) or after the start of burn-in
    Facet<Person, &Person::origin> origin{*persons_};                ///< bit 0: woman; bits 1-2: Origin; bits 3-5: turn; bit 6: gone by death; bit 7: lives with a partner
    Facet<Person, &Person::home> home{*persons_};                    ///< where they live, or lived before hospital
    Facet<Person, &Person::next_in_home> next_in_home{*persons_};    ///< next person in the same home, or nobody
    Facet<Person, &Person::neighbourhood> neighbourhood{*persons_};  ///< of `home`
    Facet<Person, &Person::setting> setting{*persons_};
    Facet<Person, &Person::roles> roles{*persons_};                  ///< bits of namespace role
    Facet<Person, &Person::memberships> memberships{*persons_};      ///< groups belonged to
    Column<Share16> loneliness;                                      ///< chance-like state in [0, 1]; see wellbeing
    Column<Share16> belonging;                                       ///< [0, 1]
    Facet<Person, &Person::strain> strain{*persons_};                ///< of carers, [0, 1]
    Column<Share16> contact;                                         ///< weekly contacts through ties, 65,535 = 16 a week; see wellbeing
    Facet<Person, &Person::capacity> capacity{*persons_};            ///< minutes a week this person could give, besides close care
    Facet<Person, &Person::committed> committed{*persons_};          ///< minutes a week promised: care, everyday help, groups, paid hours as an assistant
    Facet<Person, &Person::need> need{*persons_};
    Facet<Person, &Person::care_file> care_file{*persons_};          ///< for people who need or give care, else nobody
    Facet<Person, &Person::tie_page> tie_page{*persons_};            ///< first page of ties made since the start, else nobody
    Facet<Person, &Person::citizenship> citizenship{*persons_};      ///< bits of namespace citizen
    Column<Share16> exhaustion;                                      ///< [0, 1]: from giving most of what one has to give
    std::vector<std::uint8_t> turns;                                 ///< by shard: a bit for each turn that anybody in it has, and perhaps for others
    std::vector<std::uint64_t> filed;                                ///< by slot, a bit each: has a care file

    /// Room for so many, everybody still absent.
    void lay(std::size_t slots) {
        *persons_ = Column<Person>(slots, Person{});
        key = Column<Key>(slots);
        loneliness = Column<Share16>(slots);
        belonging = Column<Share16>(slots);
        contact = Column<Share16>(slots);
        exhaustion = Column<Share16>(slots);
        turns.assign(persons_->pages(), 0xFF);
        filed.assign(slots / 64 + 1, 0);
    }
    /// The records behind the facets, for who reads several members of one person or of a whole shard: found once instead of each time.
    [[nodiscard]] const Person& person(Slot slot) const { return (*persons_)[slot]; }
    [[nodiscard]] const Person* persons(std::size_t shard) const { return persons_->read(shard); }
    /// The records behind the facets for another world, as Column::branch.
    void share_records_with(People& other) { *other.persons_ = persons_->branch(); }

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
        visitor(Field{"people.citizenship", MemoryBlock::status}, citizenship);
        visitor(Field{"people.exhaustion", MemoryBlock::slow_states}, exhaustion);
        visitor(Field{"people.turns", MemoryBlock::place}, turns);
        visitor(Field{"people.filed", MemoryBlock::care}, filed);
    }

    [[nodiscard]] bool alive(Slot slot) const { return setting[slot] != Setting::gone; }
    [[nodiscard]] bool woman(Slot slot) const { return is_woman(origin[slot]); }
    /// Of the gone: by death, not by leaving the city.
    [[nodiscard]] bool died(Slot slot) const { return (origin[slot] >> 6 & 1) != 0; }
    void note_death(Slot slot) { origin.edit(slot) |= 1U << 6; }
    /// Lives with a partner; who that is says partner_of (state/household.hpp).
    [[nodiscard]] bool has_partner(Slot slot) const { return topsoil::has_partner(origin[slot]); }
    void note_partner(Slot slot, bool has) { origin.edit(slot) = static_cast<std::uint8_t>((origin[slot] & 0x7F) | (has ? 1U << 7 : 0U)); }
    [[nodiscard]] Origin came_as(Slot slot) const { return static_cast<Origin>(origin[slot] >> 1 & 3); }
    [[nodiscard]] bool has(Slot slot, std::uint8_t bits) const { return (roles[slot] & bits) != 0; }
    /// Could anybody in a shard have their turn this week? To be noted when an origin is written.
    [[nodiscard]] bool may_have_turn(std::size_t shard, Week week) const { return (turns[shard] >> (week % turn_weeks) & 1) != 0; }
    void note_turn(Slot slot) { turns[shard_of(slot)] |= static_cast<std::uint8_t>(1 << turn_of(origin[slot])); }
    /// Needs care, gives it or lately did: told without looking at the person.
    [[nodiscard]] bool has_file(Slot slot) const { return (filed[slot / 64] >> (slot % 64) & 1) != 0; }
    void set_file(Slot slot, FileId file) {
        care_file.edit(slot) = file;
        const std::uint64_t bit = std::uint64_t{1} << (slot % 64);
        filed[slot / 64] = file != nobody ? filed[slot / 64] | bit : filed[slot / 64] & ~bit;
    }
    /// Age in whole years.
    [[nodiscard]] int age(Slot slot, Week week) const { return (week - birth_week[slot]) / 52; }
};

struct Dwelling {
    Slot first_person = nobody;
    std::uint16_t count = 0;
    std::uint16_t unused = 0;
};

/// Who lives where. `first_person` and `next_in_home` make a list, in no particular order.
struct Homes {
private:
    std::unique_ptr<Column<Dwelling>> dwellings_ = std::make_unique<Column<Dwelling>>();

public:
    Facet<Dwelling, &Dwelling::first_person> first_person{*dwellings_};
    Facet<Dwelling, &Dwelling::count> count{*dwellings_};
    Facet<Dwelling, &Dwelling::unused> unused{*dwellings_};

    /// Room for so many homes, all still empty.
    void lay(std::size_t homes) { *dwellings_ = Column<Dwelling>(homes, Dwelling{}); }
    void share_records_with(Homes& other) { *other.dwellings_ = dwellings_->branch(); }

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"homes.first_person", MemoryBlock::homes}, first_person);
        visitor(Field{"homes.count", MemoryBlock::homes}, count);
        visitor(Field{"homes.unused", MemoryBlock::homes}, unused);
    }
};

}  // namespace topsoil
