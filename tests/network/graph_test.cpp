#include "network/graph.hpp"

#include <stdexcept>

#include "catch.hpp"

using namespace topsoil;

namespace {

/// 0 - 1, 0 - 2, 2 - 3, and 4 alone.
FounderGraph small_graph() { return graph_from_rows({0, 2, 3, 5, 6, 6}, {1, 2, 0, 0, 3, 2}); }

}  // namespace

TEST_CASE("A graph made from rows keeps their memory instead of copying it") {
    std::vector<std::uint32_t> starts{0, 1, 2};
    std::vector<std::uint32_t> targets{1, 0};
    const std::uint32_t* memory = targets.data();
    const FounderGraph graph = graph_from_rows(std::move(starts), std::move(targets));
    REQUIRE(graph.m_forward.m_column.data() == memory);
}

TEST_CASE("Boost sees the vertices and arcs of the rows, in their order") {
    const FounderGraph graph = small_graph();
    REQUIRE(num_vertices(graph) == 5);
    REQUIRE(num_edges(graph) == 6);
    std::vector<std::uint32_t> around_two;
    for (auto [arc, end] = out_edges(2U, graph); arc != end; ++arc) {
        REQUIRE(source(*arc, graph) == 2);
        around_two.push_back(target(*arc, graph));
    }
    REQUIRE(around_two == std::vector<std::uint32_t>{0, 3});
    REQUIRE(out_degree(4U, graph) == 0);
}

TEST_CASE("Arc numbers of the plain reads are the edge indices of Boost") {
    const FounderGraph graph = small_graph();
    const ArcRows rows(graph);
    std::uint32_t seen = 0;
    for (std::uint32_t vertex = 0; vertex < num_vertices(graph); ++vertex) {
        auto [arc, end] = out_edges(vertex, graph);
        for (std::uint32_t index = row_begin(graph, vertex); index < row_end(graph, vertex); ++index, ++arc, ++seen) {
            REQUIRE(arc != end);
            REQUIRE(get(boost::edge_index, graph, *arc) == index);
            REQUIRE(target(*arc, graph) == target_of(graph, index));
            REQUIRE(target_of(rows, index) == target_of(graph, index));
        }
        REQUIRE(arc == end);
        REQUIRE(row_begin(rows, vertex) == row_begin(graph, vertex));
        REQUIRE(row_end(rows, vertex) == row_end(graph, vertex));
    }
    REQUIRE(seen == 6);
}

TEST_CASE("Rows that are not rows are refused") {
    REQUIRE_THROWS_AS(graph_from_rows({}, {}), std::invalid_argument);
    REQUIRE_THROWS_AS(graph_from_rows({1, 1}, {0}), std::invalid_argument);
    REQUIRE_THROWS_AS(graph_from_rows({0, 2, 1, 2}, {1, 0}), std::invalid_argument);
    REQUIRE_THROWS_AS(graph_from_rows({0, 1}, {0, 0}), std::invalid_argument);
    REQUIRE_THROWS_AS(graph_from_rows({0, 1, 2}, {1, 2}), std::invalid_argument);
}

TEST_CASE("A graph of nobody has no vertices") { REQUIRE(num_vertices(graph_from_rows({0}, {})) == 0); }
