// Part of wellbeing: who is introduced to somebody by a friend whom they have in common.
#pragma once

#include <vector>

#include "state/process.hpp"

namespace topsoil {

/// For each of some people somebody of like age whom one of those they count on counts on, each tie chosen by chance; nobody where it leads
/// home again, to a child, to somebody much older or younger, or nowhere.
[[nodiscard]] std::vector<Slot> friends_of_friends(const Living& living, const std::vector<Slot>& people);

}  // namespace topsoil
