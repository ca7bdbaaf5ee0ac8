// A regime file: a title and a value for every lever.
#pragma once

#include <filesystem>

#include "io/toml_reader.hpp"
#include "topsoil/levers.hpp"

namespace topsoil {

/// Reads one regime with whatever it extends; its name is that of the file. Throws InputError with every fault.
[[nodiscard]] Regime load_regime(const std::filesystem::path& file);

/// Reads the levers that a table names into `levers`; with `every`, a lever that is not named is a fault.
/// The caller finishes the table.
void read_levers(TomlTable& table, LeverVector& levers, bool every);

}  // namespace topsoil
