// People of a quiet town with duties, time and acquaintances as a test needs them.
#pragma once

#include "quiet_town.hpp"

namespace topsoil {

inline constexpr double never = -200;  // log odds

inline bool grown_up(const World& world, Slot slot) { return world.people.birth_week[slot] <= world.week - 16 * 52; }
inline bool gives(const World& world, Slot slot) { return (world.people.citizenship[slot] & citizen::own_duty) != 0; }
inline int givers(const World& world) {
    int sum = 0;
    for_everybody(world, [&](Slot slot) { sum += gives(world, slot) ? 1 : 0; });
    return sum;
}

inline void let_take_up(World& world, Slot slot, std::uint8_t bits) {
    const Minutes before = minutes_of_own_duties(world.people.citizenship[slot]);
    world.people.citizenship.edit(slot) |= bits;
    world.people.committed.edit(slot) = static_cast<std::uint16_t>(world.people.committed[slot] + minutes_of_own_duties(world.people.citizenship[slot]) - before);
}
/// Nobody has a duty outside groups.
inline void begin_anew(World& world) {
    for_everybody(world, [&](Slot slot) {
        world.people.committed.edit(slot) = static_cast<std::uint16_t>(world.people.committed[slot] - minutes_of_own_duties(world.people.citizenship[slot]));
        world.people.citizenship.edit(slot) = 0;
    });
}
/// Founders' ties of one person end.
inline void know_nobody(World& world, Slot slot) {
    const City& city = *world.city;
    const std::size_t shard = shard_of(slot);
    const auto level = world.ties.level.write(shard);
    for (std::uint32_t arc = city.ties.row_begin(slot); arc < city.ties.row_end(slot); ++arc) level[arc - city.shard_first_arc[shard]] = 0;
}
/// Everybody has so many hours left after what they have promised.
inline void leave_hours(World& world, int hours) {
    for_everybody(world, [&](Slot slot) { world.people.capacity.edit(slot) = static_cast<std::uint16_t>(world.people.committed[slot] + hours * 60); });
}
/// Groups of no duty that people can do outside them.
inline void no_groups_ask(World& world) {
    for (Group& group : world.groups.all) group.organisers = 0;
}

/// Log odds of beginning in each duty alike, and what else a test says.
inline ParameterSet readiness(double base, double asked, std::initializer_list<std::pair<std::string_view, double>> others = {}) {
    ParameterSet parameters = parameters_with({{"citizenship.start_welcoming", base}, {"citizenship.start_commons", base}, {"citizenship.start_nature", base}, {"citizenship.start_asked", asked}});
    for (const auto& [key, value] : others) parameters.set(key, value);
    return parameters;
}

}  // namespace topsoil
