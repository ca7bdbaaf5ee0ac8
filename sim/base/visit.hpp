// Every part of a world is visited by name: for checkpoints, for counting bytes, for branching and for checking who wrote what.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/column.hpp"

namespace topsoil {

/// One row of bytes for the table "bytes per citizen by block".
enum class MemoryBlock { identity, place, status, slow_states, minutes, care, ties_shared, tie_state, tie_pages, homes, groups, workforce, accounts, count_ };

/// A name and where its bytes are counted. `visit(visitor)` of each part of the state calls visitor(field, storage).
struct Field {
    std::string_view name;
    MemoryBlock block;
};

}  // namespace topsoil
