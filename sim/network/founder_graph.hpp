// From the rows that the weekly loop reads to the Boost.Graph object that measures read: one and the same.
#pragma once

#include "network/founder_ties.hpp"
#include "network/graph.hpp"

namespace topsoil {

struct FounderGraphHolder {
    FounderGraph graph;
};

[[nodiscard]] inline const FounderGraph& graph_of(const FounderTies& ties) { return ties.holder().graph; }

}  // namespace topsoil
