// Groups of the small town, arranged as a test wants them.
#pragma once

#include "quiet_town.hpp"
#include "state/group_kinds.hpp"

namespace topsoil {

/// Nobody joins, leaves or founds, and no organiser is followed.
[[nodiscard]] inline ParameterSet still(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"groups.energy_gain", 0.02}, {"groups.energy_wear", 0.006}, {"groups.leave_rate", 0}, {"groups.recruit_asks", 0}, {"groups.found_rate", 0}, {"groups.successor_chance", 0}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

[[nodiscard]] inline std::uint32_t first_living(const World& world) {
    for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) {
        if (world.groups.all[g].alive != 0) return g;
    }
    FAIL("the small town has no group");
    return nobody;
}

/// A group of `members`, of the age it is for, and `organisers` that owes no rent and is in no hurry.
inline std::uint32_t arrange_group(World& world, std::size_t members, std::uint16_t organisers) {
    const std::uint32_t g = first_living(world);
    Group& group = world.groups.all[g];
    group.organisers = organisers;
    group.rent_per_week = 0;
    auto& list = world.groups.members[g];
    for (const Slot slot : list) --world.people.memberships.edit(slot);
    list.clear();
    const GroupAges ages = ages_of_group(world.city->place.groups[group.kind].kind);
    for (Slot slot = 0; list.size() < members; ++slot) {
        if (!world.people.alive(slot) || world.people.setting[slot] != Setting::home || world.people.has(slot, role::volunteer)) continue;
        if (world.people.age(slot, world.week) < ages.youngest || world.people.age(slot, world.week) >= ages.oldest - 10) continue;
        list.push_back(slot);
        ++world.people.memberships.edit(slot);
    }
    return g;
}

/// Of groups for everybody nobody grows too old.
inline void open_to_everybody(World& world) {
    const auto& kinds = world.city->place.groups;
    const auto arts = std::find_if(kinds.begin(), kinds.end(), [](const KindCount& kind) { return kind.kind == "arts"; });
    for (Group& group : world.groups.all) group.kind = static_cast<std::uint8_t>(arts - kinds.begin());
}

[[nodiscard]] inline std::int64_t memberships(const World& world) {
    std::int64_t sum = 0;
    for_everybody(world, [&](Slot slot) { sum += world.people.memberships[slot]; });
    return sum;
}


}  // namespace topsoil
