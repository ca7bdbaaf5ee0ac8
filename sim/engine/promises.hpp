// Every minute a week that a person has promised is promised to somebody. Here is the one list of to whom.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Minutes a week that come with what somebody is: volunteering, a seat in an assembly, duties taken up outside groups.
[[nodiscard]] inline int minutes_of_roles(std::uint8_t roles, std::uint8_t citizenship) {
    return ((roles & role::volunteer) != 0 ? volunteer_minutes : 0) + ((roles & role::assembly) != 0 ? assembly_minutes : 0) + minutes_of_own_duties(citizenship);
}

/// Calls use(slot, minutes) for each promise of one person to another: care ties, everyday help, the hours of assistants and the
/// half hour that it takes an employer to run the post.
template <class Use>
void for_each_promise(const World& world, Use&& use) {
    for (std::uint32_t id = 0; id < world.care.ties.size(); ++id) {
        const CareTie& tie = world.care.ties[id];
        if (tie.cared != nobody) use(tie.carer, static_cast<int>(tie.minutes));
    }
    for (std::size_t page = 0; page < world.care.files.pages(); ++page) {
        const CareFile* files = world.care.files.read(page);
        for (std::uint32_t i = 0; i < world.care.reach[page]; ++i) {
            if (files[i].person == nobody) continue;
            for (std::size_t h = 0; h < files[i].helper.size(); ++h) {
                if (files[i].helper[h] != nobody) use(files[i].helper[h], static_cast<int>(files[i].helper_minutes[h]));
            }
        }
    }
    for (const Assistance& post : world.settings.assistants) {
        if (not_replaced(world, post.person, post.key)) use(post.person, running_a_post);
        if (not_replaced(world, post.assistant, post.assistant_key)) use(post.assistant, static_cast<int>(post.minutes));
    }
}

}  // namespace topsoil
