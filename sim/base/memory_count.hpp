// What this process holds of memory, for the table that every run prints, and how it deals with what it has done with.
#pragma once

#include <cstddef>

namespace topsoil {

[[nodiscard]] std::size_t column_bytes_held();
/// Largest resident set of this process so far, in bytes.
[[nodiscard]] std::size_t peak_resident_bytes();

/// From now on freed memory stays with this process: every week needs as much again, and to ask the system for it costs more than to
/// use it. To be called first of all by a program that lives many weeks.
void keep_freed_memory();

}  // namespace topsoil
