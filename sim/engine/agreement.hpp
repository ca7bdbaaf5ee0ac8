// A quick answer to a long question: are all lists whole, and is every minute that somebody promised promised to somebody?
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// True if sums agree that agree when people, homes, care ties and promised minutes are all in order: who is named in the lists of homes
/// and who lives there, ties and those they lead to, minutes received and given, assistants and
/// their posts, children and their placements. Each thing enters with a weight of its own, so that no
/// error makes up for another but by a chance of one in 10^18. Nothing is looked up: people, files and ties are read once, in order.
/// False says only that something is wrong; `check_everything` then finds out what.
[[nodiscard]] bool sums_agree(const World& world);

}  // namespace topsoil
