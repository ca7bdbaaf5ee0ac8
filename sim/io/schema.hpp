// JSON Schema (draft 2020-12) of what people write, made from the catalogues; editors check TOML files with it.
#pragma once

#include <string>

namespace topsoil {

/// Schema of a scenario file, indented JSON.
[[nodiscard]] std::string scenario_schema();

/// Schema of a regime file, indented JSON.
[[nodiscard]] std::string regime_schema();

}  // namespace topsoil
