// How people stand with others, as nothing in the city acts on: were they noticed by anybody outside their home in the last four weeks, and
// thanked if they gave? Looked up when somebody asks, never stored: a pure function of who they are, how they live and the eight weeks.
#pragma once

#include <array>

#include "base/mix_many.hpp"
#include "state/world.hpp"

namespace topsoil {

/// Like often_lonely: luck of one's own against a chance, so that shares equal the mean of the chance and a small change moves few people.
class StandingWithOthers {
public:
    /// As things stand in a world; it must outlive this.
    explicit StandingWithOthers(const World& world);

    /// At home, and noticed by somebody they met in the last four weeks, or in need that is known. Paid visits do not count.
    [[nodiscard]] bool seen(Slot slot) const {
        const Person& person = world_.people.person(slot);
        const bool known = person.need != NeedLevel::none && world_.care.files[person.care_file].has(mark::noticed);
        return person.setting == Setting::home && (known || luck_notices(luck(world_.people.key[slot]), world_.people.contact[slot]));
    }
    /// Of somebody who gives time: thanked for it in these eight weeks.
    [[nodiscard]] bool thanked(Slot slot) const { return world_.people.committed[slot] > 0 && luck_thanks(luck(world_.people.key[slot])); }

    /// Luck by which somebody who gives is thanked.
    [[nodiscard]] bool luck_thanks(std::uint32_t luck) const { return luck >> 16 < thanked_; }
    /// Luck by which whoever meets so many is noticed by one of them in four weeks.
    [[nodiscard]] bool luck_notices(std::uint32_t luck, Share16 contact) const { return (luck & 0xFFFF) < seen_[contact * std::uint32_t{steps} >> 16]; }
    /// Sixteen bits for being seen, sixteen for being thanked, of whoever has this key.
    [[nodiscard]] std::uint32_t luck(Key key) const { return static_cast<std::uint32_t>(mix64(key ^ weeks_)); }
    /// The same of many.
    void luck_of(const Key* keys, std::size_t count, std::uint32_t* luck) const { mix_many(keys, count, weeks_, luck); }

private:
    static constexpr std::uint32_t steps = 1024;

    const World& world_;
    std::uint64_t weeks_;                    ///< a number for these eight weeks
    std::uint32_t thanked_;                  ///< chance, 65,536 = surely
    std::array<std::uint32_t, steps> seen_{}; ///< the same of being noticed in four weeks, by people.contact
};

}  // namespace topsoil
