// How many ties people have, and how many of those whom somebody knows know each other: counted of a sample of people, who are the same
// in every world, so that a difference between two worlds is none of chance who was asked.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// Counts anew: ties of one person in eight; of one in 128 which of the people they know, at home or along a tie, know each other.
void count_ties(Living& living);

}  // namespace topsoil
