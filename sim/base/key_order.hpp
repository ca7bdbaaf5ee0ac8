// Putting things in order of key. Keys are well-mixed numbers, spread evenly over all there are: each thing's place follows nearly from its
// key's leading bits, where comparing keys by halves guesses wrongly at every other step.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"

namespace topsoil {

/// Sorts `things` by `key_of(thing)`; those of one key stay in the order in which they stood.
template <class Thing, class KeyOf>
void sort_by_key(std::vector<Thing>& things, KeyOf&& key_of) {
    constexpr std::size_t few = 32;
    const auto before = [&](const Thing& a, const Thing& b) { return key_of(a) < key_of(b); };
    if (things.size() < few) {
        std::stable_sort(things.begin(), things.end(), before);
        return;
    }
    // Four times as many bins as things: most hold one at most.
    const unsigned bits = static_cast<unsigned>(std::bit_width(things.size())) + 2;
    const unsigned shift = 64 - bits;
    std::vector<std::uint32_t> next((std::size_t{1} << bits) + 1, 0);
    for (const Thing& thing : things) ++next[(key_of(thing) >> shift) + 1];
    for (std::size_t bin = 1; bin < next.size(); ++bin) next[bin] += next[bin - 1];
    std::vector<Thing> dealt(things.size());
    for (const Thing& thing : things) dealt[next[key_of(thing) >> shift]++] = thing;
    things.swap(dealt);
    // What is left to put right lies within a bin.
    for (std::size_t i = 1; i < things.size(); ++i) {
        if (!before(things[i], things[i - 1])) continue;
        const auto from = things.begin() + static_cast<std::ptrdiff_t>(i);
        const auto to = std::upper_bound(things.begin(), from, *from, before);
        std::rotate(to, from, from + 1);
    }
}

}  // namespace topsoil
