// Sums by neighbourhood over people of a shard, of whom those next to each other mostly live in the same place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"

namespace topsoil {

/// Each place has four sums, which people take in turn: an addition need not wait for that of the person before.
class PlaceCounts {
public:
    explicit PlaceCounts(std::size_t places) : sums_(places * 4, 0) {}
    /// `i`: the person's place in the shard.
    void add(std::size_t i, NeighbourhoodId place, std::uint32_t amount) { sums_[place * std::size_t{4} + (i & 3)] += amount; }
    [[nodiscard]] std::uint32_t of(std::size_t place) const { return sums_[place * 4] + sums_[place * 4 + 1] + sums_[place * 4 + 2] + sums_[place * 4 + 3]; }

private:
    std::vector<std::uint32_t> sums_;
};

}  // namespace topsoil
