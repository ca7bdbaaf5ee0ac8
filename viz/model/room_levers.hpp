// The three levers that the room has in its hands, and how each lever is put before people.
#pragma once

#include <array>
#include <string>

#include "topsoil/levers.hpp"

namespace topsoil::viz {

/// A lever in the words of the room. Bill, range and meaning are those of the catalogue.
struct RoomLever {
    Lever lever;
    const char* question;  ///< what the room is asked
    double per_shown;      ///< value of the lever that one shown unit is: 52 weeks a year, 0.01 per cent
    const char* unit;      ///< of what is shown
    double most_shown;     ///< end of the slider
    const char* source;    ///< where today's value comes from: key of the evidence list
    const char* grade;     ///< how well it is known
};

[[nodiscard]] const std::array<RoomLever, 3>& room_levers();

/// "Contract term weeks": any lever's name for people.
[[nodiscard]] std::string lever_title(Lever lever);

/// A value as it is shown: "35 %", "3 years", "people may choose".
[[nodiscard]] std::string lever_value_text(Lever lever, double value);

}  // namespace topsoil::viz
