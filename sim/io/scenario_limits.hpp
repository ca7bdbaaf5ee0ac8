// How far the plain numbers of a scenario may reach; the reader, the JSON Schema and the command line agree on them.
#pragma once

#include <cstddef>

#include "io/toml_reader.hpp"

namespace topsoil::limits {

inline constexpr AllowedRange seed{0, 9'007'199'254'740'992.0};  ///< what JSON readers keep exactly
inline constexpr AllowedRange replicates{1, 100'000};
inline constexpr AllowedRange draws{0, 10'000};
inline constexpr AllowedRange smallest_difference{0, 1e12};
inline constexpr AllowedRange burn_in_weeks{0, 5'200, "weeks"};
inline constexpr AllowedRange weeks{1, 5'200, "weeks"};
inline constexpr AllowedRange record_every_weeks{1, 520, "weeks"};
inline constexpr AllowedRange start_year{1900, 2200};
inline constexpr AllowedRange rollout_start_week{0, 5'200, "weeks"};
inline constexpr AllowedRange rollout_steps{1, 1'000};
inline constexpr AllowedRange rollout_step_weeks{1, 520, "weeks"};
inline constexpr AllowedRange rollout_share{0, 1};
inline constexpr AllowedRange shock_week{0, 5'200, "weeks"};
inline constexpr AllowedRange shock_weeks{1, 5'200, "weeks"};
inline constexpr std::size_t primary_outcomes = 3;

}  // namespace topsoil::limits
