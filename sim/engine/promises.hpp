// Every minute a week that a person has promised is promised to somebody. Here is the one list of to whom.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Minutes a week that come with what somebody is: volunteering, a seat in an assembly, duties taken up outside groups.
[[nodiscard]] inline int minutes_of_roles(const World& world, Slot slot) {
    return (world.people.has(slot, role::volunteer) ? volunteer_minutes : 0) + (world.people.has(slot, role::assembly) ? assembly_minutes : 0) +
           minutes_of_own_duties(world.people.citizenship[slot]);
}

/// Calls use(slot, minutes) for each promise of one person to another: care ties, everyday help, the hours of assistants and the
/// half hour that it takes an employer to run the post.
template <class Use>
void for_each_promise(const World& world, Use&& use) {
    for (std::uint32_t id = 0; id < world.care.ties.size(); ++id) {
        const CareTie& tie = world.care.ties[id];
        if (tie.cared != nobody) use(tie.carer, static_cast<int>(tie.minutes));
    }
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        const CareFile& file = world.care.files[id];
        if (file.person == nobody) continue;
        for (std::size_t i = 0; i < file.helper.size(); ++i) {
            if (file.helper[i] != nobody) use(file.helper[i], static_cast<int>(file.helper_minutes[i]));
        }
    }
    for (const Assistance& post : world.settings.assistants) {
        if (not_replaced(world, post.person, post.key)) use(post.person, running_a_post);
        if (not_replaced(world, post.assistant, post.assistant_key)) use(post.assistant, static_cast<int>(post.minutes));
    }
}

}  // namespace topsoil
