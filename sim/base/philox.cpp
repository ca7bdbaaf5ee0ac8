#include "base/philox.hpp"

#include "base/processor.hpp"

#if defined(TOPSOIL_CHOOSES_VECTORS)
#include <immintrin.h>
#endif

namespace topsoil {

void blocks_plain(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t k,
                  std::uint32_t* word0, std::uint32_t* word1, std::uint32_t* word2, std::uint32_t* word3) {
    for (std::size_t i = 0; i < count; ++i) {
        const Block out = block(seed, purpose, keys[i], week, k);
        word0[i] = out[0];
        word1[i] = out[1];
        word2[i] = out[2];
        word3[i] = out[3];
    }
}

#if defined(TOPSOIL_CHOOSES_VECTORS)
namespace {

/// Four people in flight, each counter word in the low half of a 64-bit lane: the product of two low halves is then one
/// instruction, and what gathers in the high halves is ignored by the next product.
__attribute__((target("avx2"))) void blocks_avx2(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count,
                                                 Week week, std::uint32_t k, std::uint32_t* word0, std::uint32_t* word1,
                                                 std::uint32_t* word2, std::uint32_t* word3) {
    const __m256i m0 = _mm256_set1_epi64x(0xD2511F53);
    const __m256i m1 = _mm256_set1_epi64x(0xCD9E8D57);
    const __m256i gather_low = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    const auto c2_start = static_cast<long long>(static_cast<std::uint32_t>(week) << 16 | (k & 0xFFFF));
    const auto c3_start = static_cast<long long>(purpose.code);
    const std::size_t whole = count & ~std::size_t{3};
    for (std::size_t i = 0; i < whole; i += 4) {
        const __m256i key = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(keys + i));
        __m256i c0 = key;
        __m256i c1 = _mm256_srli_epi64(key, 32);
        __m256i c2 = _mm256_set1_epi64x(c2_start);
        __m256i c3 = _mm256_set1_epi64x(c3_start);
        auto k0 = static_cast<std::uint32_t>(seed);
        auto k1 = static_cast<std::uint32_t>(seed >> 32);
        for (int round = 0; round < 10; ++round) {
            const __m256i p0 = _mm256_mul_epu32(c0, m0);
            const __m256i p1 = _mm256_mul_epu32(c2, m1);
            const __m256i n0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), c1), _mm256_set1_epi64x(k0));
            const __m256i n2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), c3), _mm256_set1_epi64x(k1));
            c0 = n0;
            c1 = p1;
            c2 = n2;
            c3 = p0;
            k0 += 0x9E3779B9U;
            k1 += 0xBB67AE85U;
        }
        const auto store = [&](std::uint32_t* to, __m256i lanes) __attribute__((target("avx2"))) {
            _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i),
                             _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(lanes, gather_low)));
        };
        store(word0, c0);
        store(word1, c1);
        store(word2, c2);
        store(word3, c3);
    }
    blocks_plain(seed, purpose, keys + whole, count - whole, week, k, word0 + whole, word1 + whole, word2 + whole, word3 + whole);
}

// Intrinsics of the compiler's own header read a value that they need not: GCC 12 warns of it wherever they are inlined.
#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
/// The same with eight people in flight.
__attribute__((target("avx2,avx512f,avx512dq,avx512vl"))) void blocks_avx512(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count,
                                                                             Week week, std::uint32_t k, std::uint32_t* word0, std::uint32_t* word1,
                                                                             std::uint32_t* word2, std::uint32_t* word3) {
    const __m512i m0 = _mm512_set1_epi64(0xD2511F53);
    const __m512i m1 = _mm512_set1_epi64(0xCD9E8D57);
    const auto c2_start = static_cast<long long>(static_cast<std::uint32_t>(week) << 16 | (k & 0xFFFF));
    const auto c3_start = static_cast<long long>(purpose.code);
    const std::size_t whole = count & ~std::size_t{7};
    for (std::size_t i = 0; i < whole; i += 8) {
        const __m512i key = _mm512_loadu_si512(keys + i);
        __m512i c0 = key;
        __m512i c1 = _mm512_srli_epi64(key, 32);
        __m512i c2 = _mm512_set1_epi64(c2_start);
        __m512i c3 = _mm512_set1_epi64(c3_start);
        auto k0 = static_cast<std::uint32_t>(seed);
        auto k1 = static_cast<std::uint32_t>(seed >> 32);
        for (int round = 0; round < 10; ++round) {
            constexpr int xor_of_three = 0x96;
            const __m512i p0 = _mm512_mul_epu32(c0, m0);
            const __m512i p1 = _mm512_mul_epu32(c2, m1);
            c0 = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), c1, _mm512_set1_epi64(k0), xor_of_three);
            c2 = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), c3, _mm512_set1_epi64(k1), xor_of_three);
            c1 = p1;
            c3 = p0;
            k0 += 0x9E3779B9U;
            k1 += 0xBB67AE85U;
        }
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(word0 + i), _mm512_cvtepi64_epi32(c0));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(word1 + i), _mm512_cvtepi64_epi32(c1));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(word2 + i), _mm512_cvtepi64_epi32(c2));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(word3 + i), _mm512_cvtepi64_epi32(c3));
    }
    blocks_plain(seed, purpose, keys + whole, count - whole, week, k, word0 + whole, word1 + whole, word2 + whole, word3 + whole);
}
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif

}  // namespace
#endif

void blocks(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t k,
            std::uint32_t* word0, std::uint32_t* word1, std::uint32_t* word2, std::uint32_t* word3) {
#if defined(TOPSOIL_CHOOSES_VECTORS)
    if (has_avx512()) return blocks_avx512(seed, purpose, keys, count, week, k, word0, word1, word2, word3);
    if (has_avx2()) return blocks_avx2(seed, purpose, keys, count, week, k, word0, word1, word2, word3);
#endif
    blocks_plain(seed, purpose, keys, count, week, k, word0, word1, word2, word3);
}

}  // namespace topsoil
