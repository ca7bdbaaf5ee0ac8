// The founders' graph for those who only read its rows: the same arrays, without Boost's headers in every file that
// looks at a tie.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/fetch.hpp"

namespace topsoil {

struct FounderGraphHolder;  ///< network/founder_ties.cpp: holds the Boost.Graph object

/// The immutable graph of founders' ties: targets of slot v are target(arc) for arc in [row_begin(v), row_end(v)).
class FounderTies {
public:
    FounderTies() = default;
    /// Takes finished rows (see graph_from_rows).
    FounderTies(std::vector<std::uint32_t>&& row_starts, std::vector<std::uint32_t>&& targets);

    [[nodiscard]] std::uint32_t row_begin(std::uint32_t v) const { return row_starts_[v]; }
    [[nodiscard]] std::uint32_t row_end(std::uint32_t v) const { return row_starts_[v + 1]; }
    [[nodiscard]] std::uint32_t target(std::uint32_t arc) const { return targets_[arc]; }
    [[nodiscard]] std::uint32_t people() const { return people_; }
    [[nodiscard]] std::uint32_t arcs() const { return row_starts_ == nullptr ? 0 : row_starts_[people_]; }
    void prefetch_start(std::uint32_t v) const { fetch_ahead(row_starts_ + v); }
    void prefetch_row(std::uint32_t v) const {
        fetch_ahead(targets_ + row_starts_[v]);
        fetch_ahead(targets_ + row_starts_[v] + 16);  // a row rarely fits the line it begins in
    }
    void prefetch_target(std::uint32_t arc) const { fetch_ahead(targets_ + arc); }
    /// The Boost.Graph object itself: include network/graph.hpp and network/founder_graph.hpp to use it.
    [[nodiscard]] const FounderGraphHolder& holder() const { return *holder_; }

private:
    std::shared_ptr<const FounderGraphHolder> holder_;
    const std::uint32_t* row_starts_ = nullptr;  ///< the graph's own arrays
    const std::uint32_t* targets_ = nullptr;
    std::uint32_t people_ = 0;
};

}  // namespace topsoil
