// A town in which people are born, age and die, and nobody moves home.
#pragma once

#include "quiet_town.hpp"

namespace topsoil {

[[nodiscard]] inline ParameterSet nobody_moves() {
    return parameters_with({{"life_course.move_scale", 0}, {"life_course.together_rate", 0}, {"life_course.parting_rate", 0}, {"life_course.leave_parents_rate", 0}});
}

}  // namespace topsoil
