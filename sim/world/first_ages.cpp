#include "world/first_ages.hpp"

#include <algorithm>
#include <cmath>

#include "base/draw.hpp"

namespace topsoil {

namespace {

/// Density 1 + slope (2t - 1) on [0, 1], by inverting its quadratic.
double sloping(double u, double from, double to, double slope) {
    const double a = slope;
    const double b = 1 - slope;
    const double t = a == 0 ? u : (-b + std::sqrt(b * b + 4 * a * u)) / (2 * a);
    return from + t * (to - from);
}

/// Above 80 one in eight is not there a year later, and six in a hundred more of them with each further year (Gompertz). Of people of 80 and more 50 in
/// a hundred are 85 and more, 19 are 90 and more, 5 are 95 and more.
double above_eighty(double u) {
    constexpr double at_eighty = 0.119;
    constexpr double growth = 0.062;
    return 80 + std::min(24.9, log_exact(1 - growth / at_eighty * log_exact(1 - u)) / growth);
}

}  // namespace

double age_in_band(std::size_t band, std::uint32_t bits, std::uint32_t choice, double young, double children_per_year) {
    const double u = uniform(bits);
    switch (band) {
        case 0: return 15 * u;
        case 1: {
            const double teenagers = std::min(0.43, 3 * children_per_year / std::max(1.0, young));
            return happens(choice, teenagers) ? 15 + 3 * u : 18 + 7 * u;
        }
        case 2: return sloping(u, 25, 50, -0.10);
        case 3: return sloping(u, 50, 65, -0.08);
        case 4: return sloping(u, 65, 80, -0.28);
        default: return above_eighty(u);
    }
}

double care_home_weight(double age) { return exp_exact(0.13 * (age - 66)); }

}  // namespace topsoil
