// Part of groups: how one begins.
#pragma once

#include "state/process.hpp"

namespace topsoil {

inline constexpr std::size_t smallest_group = 4;

/// Sets the time of a volunteer aside, if they have so much and `spare_needed` minutes more.
inline void begin_volunteering(World& world, Slot slot, Minutes spare_needed) {
    const int room = world.people.capacity[slot] - world.people.committed[slot];
    if (world.people.has(slot, role::volunteer) || room < volunteer_minutes + spare_needed) return;
    world.people.roles.edit(slot) |= role::volunteer;
    std::uint16_t& committed = world.people.committed.edit(slot);
    committed = static_cast<std::uint16_t>(committed + volunteer_minutes);
}

/// Where chance, and money for groups, will have it, somebody with time to spare starts a group with people they know. `yearly_rate` is of a
/// neighbourhood of 4,082 people; `elasticity` says how much more often with grants, `missed` how much more
/// readily groups are founded of kinds that have become fewer among all.
void found_groups(Living& living, double yearly_rate, double elasticity, double missed);

}  // namespace topsoil
