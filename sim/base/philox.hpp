// Philox for many keys at once: one block for each of up to a shard of people.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/draw.hpp"

namespace topsoil {

/// block(seed, purpose, keys[i], week, k) for i < count, each of the four words in its own array. Same bits as block(), by
/// whichever instructions the processor has (AVX2 is chosen at run time).
void blocks(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t k,
            std::uint32_t* word0, std::uint32_t* word1, std::uint32_t* word2, std::uint32_t* word3);

/// The plain version, for benchmarks and for processors without AVX2.
void blocks_plain(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t k,
                  std::uint32_t* word0, std::uint32_t* word1, std::uint32_t* word2, std::uint32_t* word3);

}  // namespace topsoil
