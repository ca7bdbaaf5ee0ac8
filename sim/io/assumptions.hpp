// The register of assumptions: every parameter as it is declared, the contested first, then by how little is known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace topsoil {

/// Markdown, one table for each grade; the same text as docs/model/assumptions.md and `topsoil list assumptions`.
[[nodiscard]] std::string assumptions_register();

/// The parameters of one group (the name before the dot) in the order of their declaration, as the pages of docs/model have them: Markdown, or
/// nothing where no group has that name. A contested parameter's null stands behind its range.
[[nodiscard]] std::string parameter_table(std::string_view group);

/// Names of all groups, each once, in order.
[[nodiscard]] std::vector<std::string> parameter_groups();

}  // namespace topsoil
