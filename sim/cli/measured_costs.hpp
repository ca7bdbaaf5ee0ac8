// What the program was measured to take: the one place to change when it is measured again.
#pragma once

namespace topsoil::cli::measured {

/// 22 November 2026, release build (GCC, x86-64), Sheffield's 600,000 people under two regimes: 60 ms for a week of one world on one
/// thread, burn-in and twelve years. In the same minutes a citizen-week took as long as six agent-steps of REFK-1's hand loop (`topsoil
/// bench refk`): on another machine, scale by that.
inline constexpr double seconds_per_citizen_week = 0.060 / 600'000;
inline constexpr double city_seconds_per_citizen = 1.0 / 600'000;

/// The part of the work that several threads share, from their processor times with two of them; the rest waits for one.
inline constexpr double week_shared_part = 0.36;
inline constexpr double city_shared_part = 0.85;

inline constexpr double program_bytes = 150e6;
inline constexpr double first_world_bytes = 250;    ///< a citizen, with the city that all worlds share
inline constexpr double further_world_bytes = 210;  ///< a citizen, for each further regime or replicate living at the same time

inline constexpr double stored_bytes_per_number = 4;  ///< doubles, deflated
inline constexpr double csv_bytes_per_row = 60;

}  // namespace topsoil::cli::measured
