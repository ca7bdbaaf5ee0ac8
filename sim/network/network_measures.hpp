// Standard measures of the network of ties, by Boost.Graph, on a temporary undirected graph of everybody present.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "network/graph.hpp"

namespace topsoil {

/// Two slots that know each other; the order does not matter.
using TiePair = std::pair<std::uint32_t, std::uint32_t>;

/// The shape of a network. A tie is counted once however many sources name it and in whichever direction.
struct NetworkReport {
    std::uint64_t people = 0;
    std::uint64_t ties = 0;
    double mean_degree = 0;                    ///< ties per person
    std::vector<std::uint64_t> degree_counts;  ///< [d]: people with d ties
    double mean_local_clustering = 0;          ///< mean over everybody; a person with fewer than two ties counts 0
    double transitivity = 0;  ///< share of pairs of ties of one person that close; 0 without such pairs
    std::uint64_t components = 0;
    double giant_share = 0;    ///< share of people in the largest component
    double assortativity = 0;  ///< correlation of the degrees of two who are tied; NaN where degrees are all equal
    std::vector<std::uint64_t> core_counts;  ///< [c]: people of core number c
};

/// The ties among people who are present, each stored in both directions, once, without ties to oneself.
class TieNetwork {
public:
    /// `present[slot]` is 1 for people to count, one per vertex of `founders`. `extra_ties` are those made since the
    /// first week, `household_ties` all pairs under one roof; pairs with somebody absent are left out. `arc_holds[arc]`
    /// is 0 for founders' arcs that have ended (a tie holds while either direction does); empty means that all hold.
    /// Throws std::invalid_argument if a length is wrong or a pair names no vertex.
    TieNetwork(const FounderGraph& founders, const std::vector<std::uint8_t>& present,
               const std::vector<TiePair>& extra_ties, const std::vector<TiePair>& household_ties,
               const std::vector<std::uint8_t>& arc_holds = {});
    ~TieNetwork();
    TieNetwork(const TieNetwork&) = delete;
    TieNetwork& operator=(const TieNetwork&) = delete;

    /// All measures of NetworkReport; about 3 s for 600,000 people with 14 ties each.
    [[nodiscard]] NetworkReport report() const;

    /// For each of `slots`, the number of pairs of others among them whose shortest path leads through that person, a
    /// path counting in part where several are equally short; only ties among `slots` are followed. 0 for people who
    /// are absent. Time grows with the square of the number of people: a second for 4,000.
    [[nodiscard]] std::vector<double> betweenness_within(const std::vector<std::uint32_t>& slots) const;

private:
    struct Graphs;
    std::unique_ptr<Graphs> graphs_;
};

/// TieNetwork(...).report()
[[nodiscard]] NetworkReport measure_network(const FounderGraph& founders, const std::vector<std::uint8_t>& present,
                                            const std::vector<TiePair>& extra_ties,
                                            const std::vector<TiePair>& household_ties,
                                            const std::vector<std::uint8_t>& arc_holds = {});

}  // namespace topsoil
