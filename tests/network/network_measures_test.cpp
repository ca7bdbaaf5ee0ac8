// Graphs small enough to count on fingers.
#include "network/network_measures.hpp"

#include <cmath>
#include <stdexcept>

#include "catch.hpp"

using namespace topsoil;

namespace {

/// Rows with both directions of each pair.
FounderGraph founders(std::uint32_t people, const std::vector<TiePair>& ties) {
    std::vector<std::vector<std::uint32_t>> rows(people);
    for (const auto& [one, other] : ties) {
        rows[one].push_back(other);
        rows[other].push_back(one);
    }
    std::vector<std::uint32_t> starts{0};
    std::vector<std::uint32_t> targets;
    for (const auto& row : rows) {
        targets.insert(targets.end(), row.begin(), row.end());
        starts.push_back(static_cast<std::uint32_t>(targets.size()));
    }
    return graph_from_rows(std::move(starts), std::move(targets));
}

NetworkReport measure(std::uint32_t people, const std::vector<TiePair>& ties) {
    return measure_network(founders(people, ties), std::vector<std::uint8_t>(people, 1), {}, {});
}

using Counts = std::vector<std::uint64_t>;

/// A triangle 0-1-2 with a tail 2-3, and 4 alone.
const std::vector<TiePair> triangle_with_tail{{0, 1}, {1, 2}, {0, 2}, {2, 3}};

}  // namespace

TEST_CASE("A triangle with a tail and one person alone measures as counted by hand") {
    const NetworkReport report = measure(5, triangle_with_tail);
    REQUIRE(report.people == 5);
    REQUIRE(report.ties == 4);
    REQUIRE(report.mean_degree == Approx(8.0 / 5));
    REQUIRE(report.degree_counts == Counts{1, 1, 2, 1});
    REQUIRE(report.mean_local_clustering == Approx((1.0 + 1.0 + 1.0 / 3) / 5));
    REQUIRE(report.transitivity == Approx(3.0 / 5));
    REQUIRE(report.components == 2);
    REQUIRE(report.giant_share == Approx(0.8));
    REQUIRE(report.core_counts == Counts{1, 1, 3});
    // Ends of ties have degrees 2,2 | 2,3 | 2,3 | 3,1 in both orders: mean 18/8, mean square 44/8, mean product 38/8.
    const double mean = 18.0 / 8;
    REQUIRE(report.assortativity == Approx((38.0 / 8 - mean * mean) / (44.0 / 8 - mean * mean)));
}

TEST_CASE("A star is as disassortative as can be and closes no triangle") {
    const NetworkReport report = measure(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}});
    REQUIRE(report.assortativity == Approx(-1.0));
    REQUIRE(report.transitivity == 0);
    REQUIRE(report.mean_local_clustering == 0);
    REQUIRE(report.core_counts == Counts{0, 5});
}

TEST_CASE("Where all have as many ties assortativity is not a number") {
    const NetworkReport ring = measure(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
    REQUIRE(std::isnan(ring.assortativity));
    REQUIRE(ring.giant_share == 1);
}

TEST_CASE("Two cliques of different size are perfectly assortative") {
    const NetworkReport report = measure(7, {{0, 1}, {1, 2}, {0, 2}, {3, 4}, {3, 5}, {3, 6}, {4, 5}, {4, 6}, {5, 6}});
    REQUIRE(report.assortativity == Approx(1.0));
    REQUIRE(report.transitivity == 1);
    REQUIRE(report.core_counts == Counts{0, 0, 3, 4});
    REQUIRE(report.components == 2);
}

TEST_CASE("A tie that several sources name is counted once, and a tie to oneself not at all") {
    const std::vector<std::uint8_t> everybody(5, 1);
    const NetworkReport plain = measure(5, triangle_with_tail);
    const NetworkReport repeated =
        measure_network(founders(5, triangle_with_tail), everybody, {{1, 0}, {0, 1}, {4, 4}}, {{2, 1}});
    REQUIRE(repeated.ties == plain.ties);
    REQUIRE(repeated.degree_counts == plain.degree_counts);
}

TEST_CASE("New ties and homes join what the founders' graph leaves apart") {
    const std::vector<std::uint8_t> everybody(5, 1);
    const NetworkReport report = measure_network(founders(5, {{0, 1}}), everybody, {{1, 2}}, {{2, 3}, {2, 4}, {3, 4}});
    REQUIRE(report.ties == 5);
    REQUIRE(report.components == 1);
    REQUIRE(report.degree_counts == Counts{0, 1, 3, 1});
}

TEST_CASE("People who are absent take their ties with them and are not counted") {
    const NetworkReport report = measure_network(founders(5, triangle_with_tail), {1, 1, 0, 1, 1}, {{2, 4}}, {{2, 3}});
    REQUIRE(report.people == 4);
    REQUIRE(report.ties == 1);
    REQUIRE(report.components == 3);
    REQUIRE(report.degree_counts == Counts{2, 2});
}

TEST_CASE("A founders' tie holds while either of its arcs does") {
    const FounderGraph pair = founders(2, {{0, 1}});
    REQUIRE(measure_network(pair, {1, 1}, {}, {}, {0, 1}).ties == 1);
    REQUIRE(measure_network(pair, {1, 1}, {}, {}, {0, 0}).ties == 0);
}

TEST_CASE("Nobody at all is a network without ties") {
    const NetworkReport report = measure_network(founders(2, {{0, 1}}), {0, 0}, {}, {});
    REQUIRE(report.people == 0);
    REQUIRE(report.components == 0);
    REQUIRE(report.mean_degree == 0);
    REQUIRE(report.giant_share == 0);
    REQUIRE(report.core_counts.empty());
}

TEST_CASE("Betweenness counts the pairs whose shortest path leads through a person") {
    // 0 - 1 - 2 - 3: through 1 lead 0-2 and 0-3, through 2 lead 0-3 and 1-3.
    const TieNetwork path(founders(4, {{0, 1}, {1, 2}, {2, 3}}), {1, 1, 1, 1}, {}, {});
    REQUIRE(path.betweenness_within({0, 1, 2, 3}) == std::vector<double>{0, 2, 2, 0});
}

TEST_CASE("Of two equally short ways each counts half") {
    const TieNetwork ring(founders(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}), {1, 1, 1, 1}, {}, {});
    REQUIRE(ring.betweenness_within({0, 1, 2, 3}) == std::vector<double>{0.5, 0.5, 0.5, 0.5});
}

TEST_CASE("Betweenness within a neighbourhood follows no tie that leaves it and answers in the order asked") {
    const TieNetwork path(founders(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}}), {1, 1, 1, 1, 0}, {}, {});
    REQUIRE(path.betweenness_within({3, 1, 0}) == std::vector<double>{0, 0, 0});
    REQUIRE(path.betweenness_within({2, 0, 1, 4}) == std::vector<double>{0, 0, 1, 0});
}

TEST_CASE("Lists of the wrong length and pairs without a person are refused") {
    const FounderGraph pair = founders(2, {{0, 1}});
    REQUIRE_THROWS_AS(measure_network(pair, {1}, {}, {}), std::invalid_argument);
    REQUIRE_THROWS_AS(measure_network(pair, {1, 1}, {{0, 2}}, {}), std::invalid_argument);
    REQUIRE_THROWS_AS(measure_network(pair, {1, 1}, {}, {{5, 0}}), std::invalid_argument);
    REQUIRE_THROWS_AS(measure_network(pair, {1, 1}, {}, {}, {1}), std::invalid_argument);
}
