#include "base/mix_many.hpp"

#include "base/processor.hpp"

namespace topsoil {

namespace {

// The loops as they are meant; compilers turn each into the widest instructions that the function around it may use.
[[gnu::always_inline]] inline void mix_loop(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low) {
    for (std::size_t i = 0; i < count; ++i) low[i] = static_cast<std::uint32_t>(mix64(keys[i] ^ with));
}
[[gnu::always_inline]] inline void quick_draw_loop(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits) {
    for (std::size_t i = 0; i < count; ++i) bits[i] = quick_draw(seed, purpose, keys[i], week);
}

}  // namespace

void mix_many_plain(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low) { mix_loop(keys, count, with, low); }
void quick_draws_plain(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits) { quick_draw_loop(seed, purpose, keys, count, week, bits); }

#if defined(TOPSOIL_CHOOSES_VECTORS)
namespace {

__attribute__((target("avx2"))) void mix_avx2(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low) { mix_loop(keys, count, with, low); }
__attribute__((target("avx2"))) void quick_draws_avx2(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits) { quick_draw_loop(seed, purpose, keys, count, week, bits); }

// With AVX-512 the product of two 64-bit numbers is one instruction.
__attribute__((target("avx2,avx512f,avx512dq,avx512vl"))) void mix_avx512(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low) { mix_loop(keys, count, with, low); }
__attribute__((target("avx2,avx512f,avx512dq,avx512vl"))) void quick_draws_avx512(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits) {
    quick_draw_loop(seed, purpose, keys, count, week, bits);
}

}  // namespace
#endif

void mix_many(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low) {
#if defined(TOPSOIL_CHOOSES_VECTORS)
    if (has_avx512()) return mix_avx512(keys, count, with, low);
    if (has_avx2()) return mix_avx2(keys, count, with, low);
#endif
    mix_many_plain(keys, count, with, low);
}

void quick_draws(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits) {
#if defined(TOPSOIL_CHOOSES_VECTORS)
    if (has_avx512()) return quick_draws_avx512(seed, purpose, keys, count, week, bits);
    if (has_avx2()) return quick_draws_avx2(seed, purpose, keys, count, week, bits);
#endif
    quick_draws_plain(seed, purpose, keys, count, week, bits);
}

}  // namespace topsoil
