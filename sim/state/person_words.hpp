// Somebody's numbers out of words of one width: compilers read neighbouring words of several people together, but not single bytes.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "state/people.hpp"

namespace topsoil {

class PersonWords {
public:
    explicit PersonWords(const Person& person)
        : home_(word(person, 0)), next_in_home_(word(person, 1)), care_file_(word(person, 2)), birth_and_place_(word(person, 4)), minutes_(word(person, 5)), strain_to_setting_(word(person, 6)), roles_to_citizenship_(word(person, 7)) {}
    [[nodiscard]] HomeId home() const { return home_; }
    [[nodiscard]] Slot next_in_home() const { return next_in_home_; }
    [[nodiscard]] FileId care_file() const { return care_file_; }
    [[nodiscard]] std::uint32_t birth_week() const { return static_cast<std::uint32_t>(static_cast<std::int32_t>(birth_and_place_ << 16) >> 16); }
    [[nodiscard]] std::uint32_t neighbourhood() const { return birth_and_place_ >> 16; }
    [[nodiscard]] std::uint32_t capacity() const { return minutes_ & 0xFFFF; }
    [[nodiscard]] std::uint32_t committed() const { return minutes_ >> 16; }
    [[nodiscard]] std::uint32_t strain() const { return strain_to_setting_ & 0xFFFF; }
    [[nodiscard]] bool has_turn(int turn) const { return (origin() >> 3 & (turn_weeks - 1)) == static_cast<std::uint32_t>(turn); }
    [[nodiscard]] std::uint32_t origin() const { return strain_to_setting_ >> 16 & 0xFF; }
    [[nodiscard]] bool lives(Setting setting) const { return strain_to_setting_ >> 24 == static_cast<std::uint32_t>(setting); }
    [[nodiscard]] std::uint32_t roles() const { return roles_to_citizenship_ & 0xFF; }
    [[nodiscard]] std::uint32_t memberships() const { return roles_to_citizenship_ >> 8 & 0xFF; }
    [[nodiscard]] std::uint32_t need() const { return roles_to_citizenship_ >> 16 & 0xFF; }
    [[nodiscard]] std::uint32_t citizenship() const { return roles_to_citizenship_ >> 24; }

private:
    [[nodiscard]] static std::uint32_t word(const Person& person, std::size_t place) {
        std::uint32_t word;
        std::memcpy(&word, reinterpret_cast<const char*>(&person) + place * sizeof word, sizeof word);
        return word;
    }
    static_assert(std::endian::native == std::endian::little && offsetof(Person, care_file) == 8 && offsetof(Person, birth_week) == 16 && offsetof(Person, capacity) == 20 && offsetof(Person, committed) == 22 && offsetof(Person, setting) == 27 && offsetof(Person, memberships) == 29 && offsetof(Person, need) == 30 && offsetof(Person, citizenship) == 31);

    std::uint32_t home_, next_in_home_, care_file_, birth_and_place_, minutes_, strain_to_setting_, roles_to_citizenship_;
};

}  // namespace topsoil
