#include "base/relax_many.hpp"

#include "base/processor.hpp"

namespace topsoil {

namespace {

/// As relax(), in 32 bits: the way to go times the rate, and a half, just fits.
[[gnu::always_inline]] inline void relax_loop(Share16* values, const Share16* targets, std::size_t count, std::uint32_t rate) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::int32_t value = values[i], way = targets[i] - value;
        const std::int32_t sign = way >> 31;
        const auto step = static_cast<std::int32_t>((static_cast<std::uint32_t>((way ^ sign) - sign) * rate + 32'768U) >> 16);
        values[i] = static_cast<Share16>(value + ((step ^ sign) - sign));
    }
}

}  // namespace

void relax_many_plain(Share16* values, const Share16* targets, std::size_t count, std::uint32_t rate) { relax_loop(values, targets, count, rate); }

#if defined(TOPSOIL_CHOOSES_VECTORS)
namespace {
__attribute__((target("avx2"))) void relax_avx2(Share16* values, const Share16* targets, std::size_t count, std::uint32_t rate) { relax_loop(values, targets, count, rate); }
}  // namespace
#endif

void relax_many(Share16* values, const Share16* targets, std::size_t count, std::uint32_t rate) {
#if defined(TOPSOIL_CHOOSES_VECTORS)
    if (has_avx2()) return relax_avx2(values, targets, count, rate);
#endif
    relax_many_plain(values, targets, count, rate);
}

}  // namespace topsoil
