// The register of assumptions: every parameter as it is declared, the contested first, then by how little is known.
#pragma once

#include <string>

namespace topsoil {

/// Markdown, one table for each grade; the same text as docs/model/assumptions.md and `topsoil list assumptions`.
[[nodiscard]] std::string assumptions_register();

}  // namespace topsoil
