// Strands: what a neighbourhood's home-care money divides into where levers set some of it apart, and what can be seen of each.
#pragma once

#include <optional>

#include "state/world.hpp"

namespace topsoil {

/// What is left for packages, and what is set apart beside them. In the order in which results are put down to the next, those of the last to the first.
enum class Strand : std::uint8_t { packages, budgets, groups, places };
inline constexpr std::size_t strands = 4;

/// Notes what a strand beside packages has been given by the levers this week; returns what reviews have made of it.
[[nodiscard]] Pence after_reviews(World& world, Strand strand, std::size_t n, Pence by_levers);

/// What the levers give a strand beside packages a week, before reviews; 0 where there is none.
[[nodiscard]] Pence given_by_levers(const World& world, Strand strand, std::size_t n);

/// What reviews have made of a strand beside packages, in millionths of what the levers give it.
[[nodiscard]] std::int64_t& reviewed_ppm(World& world, Strand strand, std::size_t n);

/// No money has been moved and nobody has been asked.
void forget_reviews(World& world);

/// Once a quarter: what each strand lacks is noted, neighbourhood by neighbourhood; the last quarters are kept, newest first.
///   packages   unmet share of the need of people with packages
///   budgets    the same of people with a personal budget, whether somebody is in post or not
///   groups     people there beyond the members of its groups, over people
///   places     share of its groups that meet elsewhere than in a shared place
void note_results(World& world);

/// By how much less a strand lacked at the end of the year that ended a quarter ago, in millionths; nothing where there was nobody to ask.
[[nodiscard]] std::optional<std::int64_t> fall_seen(const World& world, Strand strand, std::size_t n);

}  // namespace topsoil
