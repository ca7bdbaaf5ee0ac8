#include "network/graph.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace topsoil {

FounderGraph graph_from_rows(std::vector<std::uint32_t>&& row_starts, std::vector<std::uint32_t>&& targets) {
    if (row_starts.empty() || row_starts.front() != 0 || row_starts.back() != targets.size() ||
        !std::is_sorted(row_starts.begin(), row_starts.end())) {
        throw std::invalid_argument("graph_from_rows: row starts must climb from 0 to the number of targets");
    }
    const std::size_t vertices = row_starts.size() - 1;
    if (std::any_of(targets.begin(), targets.end(), [&](std::uint32_t target) { return target >= vertices; })) {
        throw std::invalid_argument("graph_from_rows: a target is not a vertex");
    }
    // Boost's constructors copy from a list of edges, which for a nation is more memory than the graph. Its two arrays
    // are public, and with no properties they are all there is.
    FounderGraph graph;
    graph.m_forward.m_rowstart = std::move(row_starts);
    graph.m_forward.m_column = std::move(targets);
    return graph;
}

}  // namespace topsoil
