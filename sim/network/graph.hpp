// The founders' graph: who knew whom in the first week. Built once, never changed, shared by every world, used by the
// weekly loop and by all Boost.Graph measures. What changes about a tie lives outside, in columns indexed by arc.
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <vector>

namespace topsoil {

/// Both directions of a tie are stored, each as an arc of its own; 4.3 bytes an arc.
using FounderGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                        boost::no_property, std::uint32_t, std::uint32_t>;

/// Takes finished rows without copying them: the arcs of vertex v are targets[row_starts[v]] to targets[row_starts[v +
/// 1]]. Throws std::invalid_argument if the rows are not rows: no first 0, a start that falls, a last start that is not
/// the number of targets, or a target that is no vertex.
[[nodiscard]] FounderGraph graph_from_rows(std::vector<std::uint32_t>&& row_starts,
                                           std::vector<std::uint32_t>&& targets);

// The three reads of loops over arcs. They are the graph's own arrays: Boost's out_edges() yields the same arcs in the
// same order, and get(edge_index, g, e) is the arc's number, but its iterators carry source and index along where two
// numbers will do.

/// First arc of v.
[[nodiscard]] inline std::uint32_t row_begin(const FounderGraph& g, std::uint32_t v) {
    return g.m_forward.m_rowstart[v];
}
/// One past the last arc of v.
[[nodiscard]] inline std::uint32_t row_end(const FounderGraph& g, std::uint32_t v) {
    return g.m_forward.m_rowstart[v + 1];
}
/// The vertex an arc points at.
[[nodiscard]] inline std::uint32_t target_of(const FounderGraph& g, std::uint32_t arc) {
    return g.m_forward.m_column[arc];
}

/// The same three reads through pointers of one's own, for loops that also write bytes: a byte may alias anything, so
/// that after each such write the compiler fetches the graph's pointers anew. Valid while the graph is neither moved
/// nor destroyed.
struct ArcRows {
    explicit ArcRows(const FounderGraph& g)
        : starts(g.m_forward.m_rowstart.data()), targets(g.m_forward.m_column.data()) {}
    const std::uint32_t* starts;
    const std::uint32_t* targets;
};
[[nodiscard]] inline std::uint32_t row_begin(const ArcRows& g, std::uint32_t v) { return g.starts[v]; }
[[nodiscard]] inline std::uint32_t row_end(const ArcRows& g, std::uint32_t v) { return g.starts[v + 1]; }
[[nodiscard]] inline std::uint32_t target_of(const ArcRows& g, std::uint32_t arc) { return g.targets[arc]; }

}  // namespace topsoil
