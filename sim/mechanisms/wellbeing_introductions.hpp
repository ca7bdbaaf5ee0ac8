// Part of wellbeing: who is introduced to somebody by a friend whom they have in common.
#pragma once

#include <vector>

#include "state/process.hpp"

namespace topsoil {

inline constexpr int goes_out_from = 16;  ///< years of age from which on people get to know others by themselves
inline constexpr int like_in_age = 8;     ///< whole years, at most, between two who become friends

/// For each of some people somebody of like age whom one of those they count on counts on, each tie chosen by chance; nobody where it leads
/// home again, to a child, to somebody much older or younger, or nowhere.
[[nodiscard]] std::vector<Slot> friends_of_friends(const Living& living, const std::vector<Slot>& people);

}  // namespace topsoil
