#include "state/ties.hpp"

#include "base/maths.hpp"

namespace topsoil {

std::size_t City::shared_tie_bytes() const {
    return (static_cast<std::size_t>(ties.arcs()) + ties.people() + 1) * sizeof(std::uint32_t) +
           tie_bounds.size() * sizeof(KindBounds);
}

TieDecay::TieDecay(double kin_half_life, double friend_half_life, double sustained) {
    const double half_life[2] = {kin_half_life, friend_half_life};
    for (int kind = 0; kind < 2; ++kind) {
        for (int weeks = 0; weeks < 256; ++weeks) {
            const double fading = exp_exact(-0.69314718055994530942 * weeks / half_life[kind]);
            table_[kind][weeks] = (sustained + (1.0 - sustained) * fading) / 255.0;
        }
    }
}

}  // namespace topsoil
