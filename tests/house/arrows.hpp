// Which room may include which: the one place where the arrows of the house are written down.
#pragma once

#include <string>
#include <vector>

namespace topsoil::house {

/// What is wrong with one include, in words that say where it stands and which rule it breaks.
struct WrongArrow {
    int line = 0;  ///< from 1
    std::string reason;
};

/// Every include of a source that the house does not allow.
/// `path` is relative to the root of the repository ("sim/world/homes.cpp"); sources outside sim, viz and include have
/// no rules.
[[nodiscard]] std::vector<WrongArrow> wrong_arrows(const std::string& path, const std::string& text);

}  // namespace topsoil::house
