// Every minute a week that a person has promised is promised to somebody. Here is the one list of to whom.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Looked up, since everybody is asked at once.
inline constexpr auto minutes_by_roles = [] {
    std::array<std::uint8_t, 256> minutes{};
    for (std::size_t bits = 0; bits < minutes.size(); ++bits) minutes[bits] = ((bits & role::volunteer) != 0 ? volunteer_minutes : 0) + ((bits & role::assembly) != 0 ? assembly_minutes : 0);
    return minutes;
}();
inline constexpr auto minutes_by_duties = [] {
    std::array<std::uint8_t, citizen::own_duty + 1> minutes{};
    for (std::size_t bits = 0; bits < minutes.size(); ++bits) minutes[bits] = static_cast<std::uint8_t>(minutes_of_own_duties(static_cast<std::uint8_t>(bits)));
    return minutes;
}();
static_assert(volunteer_minutes + assembly_minutes < 256 && minutes_of_own_duties(citizen::own_duty) < 256);

/// Minutes a week that come with what somebody is: volunteering, a seat in an assembly, duties taken up outside groups.
[[nodiscard]] inline int minutes_of_roles(std::uint8_t roles, std::uint8_t citizenship) { return minutes_by_roles[roles] + minutes_by_duties[citizenship & citizen::own_duty]; }

/// Calls use(slot, minutes) for each promise of one person to another: care ties...
template <class Use>
void for_each_promise_of_care(const CareTie& tie, Use&& use) {
    if (tie.cared != nobody) use(tie.carer, static_cast<int>(tie.minutes));
}
/// ...everyday help...
template <class Use>
void for_each_promise_of_help(const CareFile& file, Use&& use) {
    for (std::size_t h = 0; h < file.helper.size(); ++h) {
        if (file.helper[h] != nobody) use(file.helper[h], static_cast<int>(file.helper_minutes[h]));
    }
}
/// ...and the hours of assistants, with the half hour that it takes an employer to run the post.
template <class Use>
void for_each_promise_of_posts(const World& world, Use&& use) {
    for (const Assistance& post : world.settings.assistants) {
        if (not_replaced(world, post.person, post.key)) use(post.person, running_a_post);
        if (not_replaced(world, post.assistant, post.assistant_key)) use(post.assistant, static_cast<int>(post.minutes));
    }
}

}  // namespace topsoil
