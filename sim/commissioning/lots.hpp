// Lots: the parts of the city whose home care is commissioned together, and what is borne by the people of one.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Cuts the city into `count` lots of equal population along Local Area Committees; as many as neighbourhoods or more: one each,
/// with the nearest joined until each has `viable_minutes` of home care a week. Returns lot by neighbourhood.
[[nodiscard]] std::vector<std::uint16_t> cut_lots(const World& world, int count, std::int64_t viable_minutes);

/// Where the people of a lot live, on average.
[[nodiscard]] Point centre_of(const World& world, std::uint16_t lot);

/// Row of levers that a lot was laid under; -1 for one in which nobody is left.
[[nodiscard]] std::int64_t row_of_lot(const World& world, std::size_t lot);

/// Contact hours a week that the council has promised to people of a lot.
[[nodiscard]] double lot_contact_hours(const World& world, std::uint16_t lot);

/// A bill of commissioning, borne by the people of the lot: it is paid out of their home-care strand as that comes in.
void charge(World& world, std::uint16_t lot, Pence amount);

}  // namespace topsoil
