#include "base/mix_many.hpp"

#include "base/widest.hpp"

namespace topsoil {

namespace {

struct MixLoop {
    [[gnu::always_inline]] void operator()(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low) const {
        for (std::size_t i = 0; i < count; ++i) low[i] = static_cast<std::uint32_t>(mix64(keys[i] ^ with));
    }
};
struct QuickDrawLoop {
    [[gnu::always_inline]] void operator()(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits) const {
        for (std::size_t i = 0; i < count; ++i) bits[i] = quick_draw(seed, purpose, keys[i], week);
    }
};

}  // namespace

void mix_many(const Key* keys, std::size_t count, std::uint64_t with, std::uint32_t* low) { at_widest(MixLoop{}, keys, count, with, low); }

void quick_draws(std::uint64_t seed, Purpose purpose, const Key* keys, std::size_t count, Week week, std::uint32_t* bits) { at_widest(QuickDrawLoop{}, seed, purpose, keys, count, week, bits); }

}  // namespace topsoil
