#include "base/sift.hpp"

#include <bit>

#include "base/processor.hpp"

#if defined(TOPSOIL_CHOOSES_VECTORS)
#include <immintrin.h>
#endif

namespace topsoil {

namespace {

/// The places from `begin` on; `found` lie before them.
std::size_t sift_from(std::size_t begin, std::size_t found, const std::uint32_t* words, Half half, std::size_t count, const SiftBounds& bounds, std::uint16_t* places) {
    for (std::size_t i = begin; i < count; ++i) {
        const std::uint32_t word = words[i] >> static_cast<unsigned>(half) & 0xFFFF;
        places[found] = static_cast<std::uint16_t>(i);  // written whether it counts or not: no branch to guess wrongly
        found += (word & 0xFFF) < bounds[word >> 12] ? 1U : 0U;
    }
    return found;
}

std::size_t pick_from(std::size_t begin, std::size_t found, const std::uint8_t* is, std::size_t count, std::uint16_t* places) {
    for (std::size_t i = begin; i < count; ++i) {
        places[found] = static_cast<std::uint16_t>(i);
        found += is[i];
    }
    return found;
}

}  // namespace

#if defined(TOPSOIL_CHOOSES_VECTORS)
namespace {

/// For each set of eight lanes, the bytes that bring the chosen lanes to the front.
struct alignas(16) Front {
    std::array<std::uint8_t, 16> bytes{};
};
constexpr std::array<Front, 256> fronts = [] {
    std::array<Front, 256> all{};
    for (std::size_t chosen = 0; chosen < all.size(); ++chosen) {
        std::size_t to = 0;
        for (std::uint8_t lane = 0; lane < 8; ++lane) {
            if ((chosen >> lane & 1) == 0) continue;
            all[chosen].bytes[to++] = static_cast<std::uint8_t>(2 * lane);
            all[chosen].bytes[to++] = static_cast<std::uint8_t>(2 * lane + 1);
        }
    }
    return all;
}();

/// Writes the chosen of eight places together; returns how many they are.
__attribute__((target("avx2"))) inline std::size_t bring_to_front(__m128i eight, std::uint8_t chosen, std::uint16_t* places) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(places), _mm_shuffle_epi8(eight, _mm_load_si128(reinterpret_cast<const __m128i*>(&fronts[chosen]))));
    return static_cast<std::size_t>(std::popcount(chosen));
}

/// Eight places at a time: the bounds are looked up in a register, and the places that count are moved together.
__attribute__((target("avx2"))) std::size_t sift_avx2(const std::uint32_t* words, Half half, std::size_t count, const SiftBounds& bounds, std::uint16_t* places) {
    const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(half));
    std::array<std::uint8_t, 16> low{};
    std::array<std::uint8_t, 16> high{};
    for (std::size_t cell = 0; cell < 16; ++cell) {
        low[cell] = static_cast<std::uint8_t>(bounds[cell] & 0xFF);
        high[cell] = static_cast<std::uint8_t>(bounds[cell] >> 8);
    }
    const __m128i low_bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(low.data()));
    const __m128i high_bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(high.data()));
    const __m128i nothing_above = _mm_set1_epi16(static_cast<short>(0x8000));  // looks up 0
    const __m128i twelve = _mm_set1_epi16(0xFFF);
    const __m256i half_word = _mm256_set1_epi32(0xFFFF);
    __m128i place = _mm_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7);
    std::size_t found = 0;
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const __m256i eight = _mm256_and_si256(_mm256_srl_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(words + i)), shift), half_word);
        const __m128i word = _mm_packus_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
        const __m128i cell = _mm_or_si128(_mm_srli_epi16(word, 12), nothing_above);
        const __m128i bound = _mm_or_si128(_mm_shuffle_epi8(low_bytes, cell), _mm_slli_epi16(_mm_shuffle_epi8(high_bytes, cell), 8));
        const __m128i counts = _mm_cmpgt_epi16(bound, _mm_and_si128(word, twelve));
        const auto chosen = static_cast<std::uint8_t>(_mm_movemask_epi8(_mm_packs_epi16(counts, _mm_setzero_si128())));
        found += bring_to_front(place, chosen, places + found);
        place = _mm_add_epi16(place, _mm_set1_epi16(8));
    }
    return sift_from(i, found, words, half, count, bounds, places);
}

__attribute__((target("avx2"))) std::size_t pick_avx2(const std::uint8_t* is, std::size_t count, std::uint16_t* places) {
    __m128i place = _mm_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7);
    std::size_t found = 0;
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const __m128i eight = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(is + i));
        found += bring_to_front(place, static_cast<std::uint8_t>(_mm_movemask_epi8(_mm_cmpgt_epi8(eight, _mm_setzero_si128()))), places + found);
        place = _mm_add_epi16(place, _mm_set1_epi16(8));
    }
    return pick_from(i, found, is, count, places);
}

}  // namespace
#endif

std::size_t sift(const std::uint32_t* words, Half half, std::size_t count, const SiftBounds& bounds, std::uint16_t* places) {
#if defined(TOPSOIL_CHOOSES_VECTORS)
    if (has_avx2()) return sift_avx2(words, half, count, bounds, places);
#endif
    return sift_from(0, 0, words, half, count, bounds, places);
}

std::size_t pick(const std::uint8_t* is, std::size_t count, std::uint16_t* places) {
#if defined(TOPSOIL_CHOOSES_VECTORS)
    if (has_avx2()) return pick_avx2(is, count, places);
#endif
    return pick_from(0, 0, is, count, places);
}

}  // namespace topsoil
