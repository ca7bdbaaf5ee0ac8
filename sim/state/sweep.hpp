// The yearly sweep: what the dead and departed leave behind is cleared away, so that their slots may be used again.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// Once a year: ties to the gone are cleared, clocks of ties re-based, and slots that rested are free again.
void sweep(Living& living);

}  // namespace topsoil
