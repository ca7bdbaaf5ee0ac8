// Finding a neighbourhood by a part of its name.
#pragma once

#include <string>
#include <vector>

#include "topsoil/place.hpp"

namespace topsoil::viz {

/// Neighbourhoods whose name or ward holds the text, whatever its case; those that begin with it first; at most `most`.
[[nodiscard]] std::vector<int> find_neighbourhoods(const Place& place, const std::string& text, std::size_t most);

}  // namespace topsoil::viz
