// Families across homes: which older home a grown person comes from.
#pragma once

#include <vector>

#include "base/parallel.hpp"
#include "base/parameter_view.hpp"
#include "state/world.hpp"

namespace topsoil {

/// Parents' homes of grown people and grown children of homes: two views of the same families.
struct Families {
    std::vector<HomeId> parents_home;              ///< by slot; nobody: no parents in the city
    std::vector<std::uint32_t> first_child;        ///< by home, into `children`; homes + 1 entries
    std::vector<Slot> children;                    ///< grown children who live elsewhere, at most six a home
};

[[nodiscard]] Families find_families(const World& world, const ParameterView& parameters, Team& team);

}  // namespace topsoil
