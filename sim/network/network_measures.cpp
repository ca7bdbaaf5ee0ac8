#include "network/network_measures.hpp"

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/clustering_coefficient.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/range/iterator_range.hpp>
#include <limits>
#include <stdexcept>
#include <utility>

#include "base/ids.hpp"

namespace topsoil {

/// Rows sorted and both directions stored, so that to Boost it is an undirected graph with a fast lookup of edges.
struct TieGraph : FounderGraph {
    using directed_category = boost::undirected_tag;
    explicit TieGraph(FounderGraph&& rows) : FounderGraph(std::move(rows)) {}
};

}  // namespace topsoil

/// Boost looks property maps up by the exact type of a graph; those of a TieGraph are those of its base.
template <class Tag>
struct boost::property_map<topsoil::TieGraph, Tag> : boost::property_map<topsoil::FounderGraph, Tag> {};

namespace topsoil {

/// Found by Boost's clustering in place of its own search along the row.
std::pair<TieGraph::edge_descriptor, bool> lookup_edge(std::uint32_t u, std::uint32_t v, const TieGraph& graph) {
    const std::uint32_t* targets = graph.m_forward.m_column.data();
    const std::uint32_t* end = targets + row_end(graph, u);
    const std::uint32_t* found = std::lower_bound(targets + row_begin(graph, u), end, v);
    return {{u, static_cast<std::uint32_t>(found - targets)}, found != end && *found == v};
}

struct TieNetwork::Graphs {
    TieGraph ties;
    std::vector<std::uint32_t> vertex_of;  ///< slot -> vertex of `ties`, or nobody
};

namespace {

std::vector<std::uint32_t> number_the_present(const std::vector<std::uint8_t>& present) {
    std::vector<std::uint32_t> vertex_of(present.size(), nobody);
    std::uint32_t next = 0;
    for (std::size_t slot = 0; slot < present.size(); ++slot) {
        if (present[slot]) vertex_of[slot] = next++;
    }
    return vertex_of;
}

std::uint32_t vertices_in(const std::vector<std::uint32_t>& vertex_of) {
    return static_cast<std::uint32_t>(
        std::count_if(vertex_of.begin(), vertex_of.end(), [](std::uint32_t vertex) { return vertex != nobody; }));
}

/// Sorts each row and drops what it names twice; the rows close up.
void sort_and_thin(std::vector<std::uint32_t>& row_starts, std::vector<std::uint32_t>& targets) {
    std::uint32_t kept = 0;
    std::uint32_t begin = 0;
    for (std::size_t vertex = 0; vertex + 1 < row_starts.size(); ++vertex) {
        const std::uint32_t end = row_starts[vertex + 1];
        std::sort(targets.begin() + begin, targets.begin() + end);
        const auto thinned = std::unique_copy(targets.begin() + begin, targets.begin() + end, targets.begin() + kept);
        kept = static_cast<std::uint32_t>(thinned - targets.begin());
        row_starts[vertex + 1] = kept;
        begin = end;
    }
    targets.resize(kept);
}

/// The graph of all pairs that `each_pair(visit)` names: counted, then filled, so that no list of pairs is made.
template <class EachPair>
TieGraph undirected_graph(std::uint32_t vertices, EachPair&& each_pair) {
    std::vector<std::uint64_t> cursors(vertices + 1, 0);
    each_pair([&](std::uint32_t u, std::uint32_t v) {
        ++cursors[u];
        ++cursors[v];
    });
    std::vector<std::uint32_t> row_starts(vertices + 1, 0);
    std::uint64_t total = 0;
    for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
        const std::uint64_t count = std::exchange(cursors[vertex], total);
        total += count;
        row_starts[vertex + 1] = static_cast<std::uint32_t>(total);
    }
    if (total > std::numeric_limits<std::uint32_t>::max()) {
        throw std::invalid_argument("TieNetwork: more than 2^31 ties, too many to measure at once");
    }
    std::vector<std::uint32_t> targets(total);
    each_pair([&](std::uint32_t u, std::uint32_t v) {
        targets[cursors[u]++] = v;
        targets[cursors[v]++] = u;
    });
    sort_and_thin(row_starts, targets);
    return TieGraph(graph_from_rows(std::move(row_starts), std::move(targets)));
}

void check_pairs(const std::vector<TiePair>& pairs, std::size_t slots) {
    for (const auto& [one, other] : pairs) {
        if (one >= slots || other >= slots)
            throw std::invalid_argument("TieNetwork: a pair names a slot that does not exist");
    }
}

void count_degrees(const TieGraph& ties, NetworkReport& report) {
    for (const std::uint32_t vertex : boost::make_iterator_range(vertices(ties))) {
        const std::uint64_t degree = out_degree(vertex, ties);
        if (degree >= report.degree_counts.size()) report.degree_counts.resize(degree + 1, 0);
        ++report.degree_counts[degree];
    }
    report.people = num_vertices(ties);
    report.ties = num_edges(ties) / 2;
    if (report.people > 0)
        report.mean_degree = 2.0 * static_cast<double>(report.ties) / static_cast<double>(report.people);
}

/// The sums run over both ends of every tie and are exact integers, so nothing is lost before they are divided.
double degree_assortativity(const TieGraph& ties) {
    std::uint64_t degrees = 0;
    std::uint64_t squares = 0;
    std::uint64_t products = 0;
    std::uint64_t lowest = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t highest = 0;
    for (const std::uint32_t vertex : boost::make_iterator_range(vertices(ties))) {
        const std::uint64_t degree = out_degree(vertex, ties);
        if (degree == 0) continue;
        lowest = std::min(lowest, degree);
        highest = std::max(highest, degree);
        degrees += degree * degree;
        squares += degree * degree * degree;
        std::uint64_t around = 0;
        for (const std::uint32_t other : boost::make_iterator_range(adjacent_vertices(vertex, ties))) {
            around += out_degree(other, ties);
        }
        products += degree * around;
    }
    if (lowest >= highest) return std::numeric_limits<double>::quiet_NaN();
    const auto ends = static_cast<double>(num_edges(ties));
    const double mean = static_cast<double>(degrees) / ends;
    return (static_cast<double>(products) / ends - mean * mean) / (static_cast<double>(squares) / ends - mean * mean);
}

void measure_clustering(const TieGraph& ties, NetworkReport& report) {
    std::uint64_t all_closed = 0;
    std::uint64_t all_pairs = 0;
    double local = 0;
    for (const std::uint32_t vertex : boost::make_iterator_range(vertices(ties))) {
        const std::uint64_t pairs = boost::num_paths_through_vertex(ties, vertex);
        if (pairs == 0) continue;
        const std::uint64_t closed = boost::num_triangles_on_vertex(ties, vertex);
        all_closed += closed;
        all_pairs += pairs;
        local += static_cast<double>(closed) / static_cast<double>(pairs);
    }
    if (all_pairs == 0) return;
    report.mean_local_clustering = local / static_cast<double>(report.people);
    report.transitivity = static_cast<double>(all_closed) / static_cast<double>(all_pairs);
}

void measure_components(const TieGraph& ties, NetworkReport& report) {
    std::vector<std::uint32_t> component(num_vertices(ties));
    const auto map = boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, ties));
    report.components = boost::connected_components(ties, map);
    std::vector<std::uint64_t> sizes(report.components, 0);
    for (const std::uint32_t label : component) ++sizes[label];
    const std::uint64_t largest = sizes.empty() ? 0 : *std::max_element(sizes.begin(), sizes.end());
    if (report.people > 0) report.giant_share = static_cast<double>(largest) / static_cast<double>(report.people);
}

void measure_cores(const TieGraph& ties, NetworkReport& report) {
    std::vector<std::uint32_t> core(num_vertices(ties));
    if (core.empty()) return;
    const std::uint32_t highest =
        boost::core_numbers(ties, boost::make_iterator_property_map(core.begin(), get(boost::vertex_index, ties)));
    report.core_counts.assign(highest + 1, 0);
    for (const std::uint32_t number : core) ++report.core_counts[number];
}

}  // namespace

TieNetwork::TieNetwork(const FounderGraph& founders, const std::vector<std::uint8_t>& present,
                       const std::vector<TiePair>& extra_ties, const std::vector<TiePair>& household_ties,
                       const std::vector<std::uint8_t>& arc_holds) {
    if (present.size() != num_vertices(founders)) {
        throw std::invalid_argument("TieNetwork: `present` needs one entry for each vertex of the founders' graph");
    }
    if (!arc_holds.empty() && arc_holds.size() != num_edges(founders)) {
        throw std::invalid_argument(
            "TieNetwork: `arc_holds` needs one entry for each arc of the founders' graph, or none");
    }
    check_pairs(extra_ties, present.size());
    check_pairs(household_ties, present.size());
    std::vector<std::uint32_t> vertex_of = number_the_present(present);

    const auto each_pair = [&](auto&& visit) {
        const auto visit_if_present = [&](std::uint32_t one, std::uint32_t other) {
            const std::uint32_t u = vertex_of[one];
            const std::uint32_t v = vertex_of[other];
            if (u != nobody && v != nobody && u != v) visit(u, v);
        };
        for (std::uint32_t slot = 0; slot < present.size(); ++slot) {
            for (std::uint32_t arc = row_begin(founders, slot); arc < row_end(founders, slot); ++arc) {
                if (arc_holds.empty() || arc_holds[arc]) visit_if_present(slot, target_of(founders, arc));
            }
        }
        for (const auto& [one, other] : extra_ties) visit_if_present(one, other);
        for (const auto& [one, other] : household_ties) visit_if_present(one, other);
    };
    TieGraph ties = undirected_graph(vertices_in(vertex_of), each_pair);
    graphs_ = std::make_unique<Graphs>(Graphs{std::move(ties), std::move(vertex_of)});
}

TieNetwork::~TieNetwork() = default;

NetworkReport TieNetwork::report() const {
    NetworkReport report;
    count_degrees(graphs_->ties, report);
    report.assortativity = degree_assortativity(graphs_->ties);
    measure_clustering(graphs_->ties, report);
    measure_components(graphs_->ties, report);
    measure_cores(graphs_->ties, report);
    return report;
}

std::vector<double> TieNetwork::betweenness_within(const std::vector<std::uint32_t>& slots) const {
    const TieGraph& ties = graphs_->ties;
    std::vector<std::uint32_t> local_of(num_vertices(ties), nobody);
    std::vector<std::uint32_t> members;
    for (const std::uint32_t slot : slots) {
        const std::uint32_t vertex = graphs_->vertex_of.at(slot);
        if (vertex == nobody || local_of[vertex] != nobody) continue;
        local_of[vertex] = static_cast<std::uint32_t>(members.size());
        members.push_back(vertex);
    }
    const TieGraph inside = undirected_graph(static_cast<std::uint32_t>(members.size()), [&](auto&& visit) {
        for (std::uint32_t local = 0; local < members.size(); ++local) {
            for (const std::uint32_t other : boost::make_iterator_range(adjacent_vertices(members[local], ties))) {
                if (local_of[other] != nobody && local < local_of[other]) visit(local, local_of[other]);
            }
        }
    });
    std::vector<double> centrality(members.size(), 0.0);
    boost::brandes_betweenness_centrality(
        inside, boost::make_iterator_property_map(centrality.begin(), get(boost::vertex_index, inside)));

    std::vector<double> result;
    result.reserve(slots.size());
    for (const std::uint32_t slot : slots) {
        const std::uint32_t vertex = graphs_->vertex_of[slot];
        result.push_back(vertex == nobody ? 0.0 : centrality[local_of[vertex]]);
    }
    return result;
}

NetworkReport measure_network(const FounderGraph& founders, const std::vector<std::uint8_t>& present,
                              const std::vector<TiePair>& extra_ties, const std::vector<TiePair>& household_ties,
                              const std::vector<std::uint8_t>& arc_holds) {
    return TieNetwork(founders, present, extra_ties, household_ties, arc_holds).report();
}

}  // namespace topsoil
