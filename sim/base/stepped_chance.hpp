// A chance that rises with a score, at which luck is tried by the hundred thousand a week: what luck decides between two steps of a
// table is looked up, and only a near thing is worked out. The answers are those of the chance itself.
#pragma once

#include <array>
#include <cstdint>

#include "base/maths.hpp"

namespace topsoil {

class SteppedChance {
public:
    /// `chance(score)` never falls as the score rises.
    template <class Chance>
    explicit SteppedChance(Chance&& chance) {
        for (std::size_t step = 0; step < threshold_.size(); ++step) threshold_[step] = threshold32(chance(lowest + static_cast<double>(step) / steps_a_unit));
    }

    /// Bounds of threshold32 at a score: with luck below the first it happens, with luck from the second on it does not.
    struct Bounds {
        std::uint64_t surely, at_most;
    };
    [[nodiscard]] Bounds at(double score) const {
        const double place = (score - lowest) * steps_a_unit;
        if (!(place >= 0 && place < static_cast<double>(steps))) return {0, std::uint64_t{1} << 32};
        const auto step = static_cast<std::size_t>(place);
        return {threshold_[step] > 0 ? threshold_[step] - 1 : 0, threshold_[step + 1] + 1};  // one to spare for rounding
    }

    /// bits < threshold32(chance(score)).
    template <class Chance>
    [[nodiscard]] bool happens(std::uint32_t bits, double score, Chance&& chance) const {
        const Bounds bounds = at(score);
        if (bits < bounds.surely) return true;
        return bits < bounds.at_most && bits < threshold32(chance(score));
    }

private:
    static constexpr double lowest = -16, steps_a_unit = 32;
    static constexpr std::size_t steps = 1'024;
    std::array<std::uint64_t, steps + 1> threshold_{};
};

}  // namespace topsoil
