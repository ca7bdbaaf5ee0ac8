// Care files in the order of people: once a year what the weeks have scattered is laid as it is read.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Lays care files, within the pages of each turn, in the order in which their people are stored, those of people who need help first, and care
/// ties in the order of the people they go to. Files and ties are renumbered; nothing else changes.
void lay_care_in_order(World& world);

}  // namespace topsoil
