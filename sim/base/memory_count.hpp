// How many bytes the pages of all columns hold in this process: for the table that every run prints.
#pragma once

#include <cstddef>

namespace topsoil {

[[nodiscard]] std::size_t column_bytes_held();
/// Largest resident set of this process so far, in bytes.
[[nodiscard]] std::size_t peak_resident_bytes();

}  // namespace topsoil
