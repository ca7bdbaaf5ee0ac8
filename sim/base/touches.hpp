// A count of what is looked at: people, homes, ties, care files, visits, workers, posts. It is what a week costs before any machine is
// named, and what tells a process that only meets those concerned from one that meets everybody.
#pragma once

#include <cstdint>

namespace topsoil {

/// Of this thread, from its start. Read it before and after; nothing else depends on it.
inline thread_local std::uint64_t touches_here = 0;

/// So many records have been looked at: said once for a page or a list, not for each of them.
inline void touched(std::uint64_t records) { touches_here += records; }

}  // namespace topsoil
