// Prices that both those who arrange care and those who pay for it must reckon alike.
#pragma once

#include "base/units.hpp"

namespace topsoil {

/// What minutes a week cost at pounds an hour: whole pence, to nearest.
[[nodiscard]] constexpr Pence weekly_price(int minutes, double pounds_per_hour) { return static_cast<Pence>(pounds_per_hour * 100 * minutes / 60 + 0.5); }

/// Pence for the two trips of a day at a day centre so many metres away.
[[nodiscard]] constexpr Pence fare_of_a_day(int metres, double pounds_per_km) { return static_cast<Pence>(pounds_per_km * 100 * 2 * metres / 1'000 + 0.5); }

}  // namespace topsoil
