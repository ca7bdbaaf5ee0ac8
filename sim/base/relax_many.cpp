#include "base/relax_many.hpp"

#include "base/widest.hpp"

namespace topsoil {

namespace {

/// As relax(), in 32 bits: the way to go times the rate, and a half, just fits.
struct RelaxLoop {
    [[gnu::always_inline]] void operator()(Share16* values, const Share16* targets, std::size_t count, std::uint32_t rate) const {
        for (std::size_t i = 0; i < count; ++i) {
            const std::int32_t value = values[i], way = targets[i] - value;
            const std::int32_t sign = way >> 31;
            const auto step = static_cast<std::int32_t>((static_cast<std::uint32_t>((way ^ sign) - sign) * rate + 32'768U) >> 16);
            values[i] = static_cast<Share16>(value + ((step ^ sign) - sign));
        }
    }
};

}  // namespace

void relax_many(Share16* values, const Share16* targets, std::size_t count, std::uint32_t rate) { at_widest(RelaxLoop{}, values, targets, count, rate); }

}  // namespace topsoil
