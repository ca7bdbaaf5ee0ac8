// The yearly sweep: what the dead and departed leave behind is cleared away, so that their slots may be used again, and what the weeks
// have scattered is laid in order again.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// Once a year: ties to the gone are cleared, clocks of ties re-based, slots that rested are free again, and
/// later ties and care files lie in the order of people.
void sweep(Living& living);

}  // namespace topsoil
