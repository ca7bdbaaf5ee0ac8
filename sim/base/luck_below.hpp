// Luck that makes something happen, asked of many people at once in words of 32 bits: threshold32 needs one more.
#pragma once

#include <cstdint>

#include "base/maths.hpp"

namespace topsoil {

/// `holds(bits)` where happens(bits, probability).
class LuckBelow {
public:
    explicit LuckBelow(double probability) : some_(threshold32(probability) > 0 ? 1 : 0), last_(static_cast<std::uint32_t>(threshold32(probability) - 1)) {}
    [[nodiscard]] bool holds(std::uint32_t bits) const { return (some_ & static_cast<std::uint32_t>(bits <= last_)) != 0; }

private:
    std::uint32_t some_;  ///< 0: nobody's luck will do
    std::uint32_t last_;  ///< bits up to these will
};

}  // namespace topsoil
