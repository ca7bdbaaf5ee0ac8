// Clients of home care in a quiet town, and somebody who waits to be one.
#pragma once

#include "quiet_town.hpp"

namespace topsoil {

template <class Use>
void for_each_client(const World& world, Use&& use) {
    for (std::uint32_t c = 0; c < world.home_care.clients.size(); ++c) {
        if (world.home_care.clients[c].file != nobody) use(c, world.home_care.clients[c]);
    }
}

inline int minutes_a_week(const Client& client) { return client.agreed_a_day() * 7; }

inline int clients(const World& world) {
    int count = 0;
    for_each_client(world, [&](std::uint32_t, const Client&) { ++count; });
    return count;
}

/// Nobody new waits to start.
inline void empty_the_queue(World& world) {
    for_each_file(world, [&](FileId id, const CareFile& file) {
        if (file.stage == Stage::waiting_start) world.care.files.edit(id).stage = Stage::none;
    });
    world.settings.may_start.clear();
}

/// Somebody who waits for a package of so many minutes; means and money are there.
inline FileId newcomer(World& world, int minutes, Funding funding = Funding::council) {
    empty_the_queue(world);
    for (Pence& budget : world.commissioned.home_care_budget) budget = 100'000'000;
    const Slot slot = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) > 40; });
    CareFile& file = world.care.files.edit(give_need(world, slot, NeedLevel::high));
    file.need = {3'000, 2'000, 1'000};
    file.stage = Stage::waiting_start;
    file.funding = funding;
    file.package_wanted = static_cast<std::uint16_t>(minutes);
    world.settings.may_start.push_back(world.people.care_file[slot]);
    return world.people.care_file[slot];
}

/// Every round has somebody to run it.
inline World fully_staffed_world() {
    static SmallTown town("tendered", 1, parameters_with({{"workforce.first_vacancy", 0}, {"workforce.outside_share", 1}, {"finding_help.package_smallest", 4}, {"finding_help.package_share", 0.4}, {"finding_help.low_need_hours", 0}}));
    return town.world().branch();
}

}  // namespace topsoil
