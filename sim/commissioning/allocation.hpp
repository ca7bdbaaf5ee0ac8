// Sharing money between neighbourhoods to the penny.
#pragma once

#include <vector>

#include "state/world.hpp"

namespace topsoil {

/// Holds any city's pence times any weights. An extension that both compilers have.
__extension__ using Wide = __int128;

/// How `allocation` shares: 0 by need (age and deprivation), 1 per head, 2 as it stood when the regime began.
[[nodiscard]] std::vector<std::int64_t> allocation_weights(const World& world, int formula);

/// People of each neighbourhood at the start: what strands without a formula of their own go by.
[[nodiscard]] std::vector<std::int64_t> head_weights(const World& world);

/// `total` pence in proportion to `weights` (all >= 0; all 0: in equal parts); the shares sum to `total` exactly.
[[nodiscard]] std::vector<Pence> share_pence(Pence total, const std::vector<std::int64_t>& weights);

/// Whole pence of a sum in pounds (>= 0).
[[nodiscard]] constexpr Pence whole_pence(double pounds) { return static_cast<Pence>(pounds * 100 + 0.5); }

/// This week's part of a yearly sum: the parts of any number of weeks sum to within a penny of the year's pro rata.
[[nodiscard]] Pence weekly_part(Pence yearly, Week week);

/// Pence a year of one strand of the place's budget; 0 if the place does not name it.
[[nodiscard]] Pence strand_pence(const Place& place, std::string_view strand);

/// Pence that the council has for one of its strands for care: in a year as money stands now, and this week. The same in every regime.
[[nodiscard]] Pence strand_now(const World& world, std::string_view strand);
[[nodiscard]] Pence strand_this_week(const World& world, std::string_view strand, Week week);

/// Pence of home-care money of each neighbourhood in a week, as the allocation and the reviews share it, before any other line is
/// taken out of it.
[[nodiscard]] std::vector<Pence> home_care_shares(const World& world, int formula, Week week);

}  // namespace topsoil
