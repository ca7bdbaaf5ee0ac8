// Who looks after children that are not their own: kin first.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// Grown up, at home and well, and of an age between these.
[[nodiscard]] bool could_look_after(const Living& living, Slot slot, int youngest, int oldest_age);

/// The kin elsewhere on whom the child or somebody at home counts most, equals by key: grandparents, mostly. Returns nobody if there are none
/// who could.
[[nodiscard]] Slot kin_of(const Living& living, Slot child);

/// To be called before somebody dies or goes into a care home: children for whom nobody else at home is grown up go to live with kin for good,
/// or, where there are none, with a family with children, near by if chance comes upon one there.
void entrust_children(Living& living, Slot last_grown_up);

}  // namespace topsoil
