#include "viz/model/colours.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace topsoil::viz {

namespace {

template <std::size_t Stops>
Colour between(const std::array<Colour, Stops>& stops, double share) {
    const double at = std::clamp(share, 0.0, 1.0) * (Stops - 1);
    const auto left = std::min(static_cast<std::size_t>(at), Stops - 2);
    const double rest = at - static_cast<double>(left);
    const auto mixed = [rest](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(std::lround(a + (b - a) * rest)); };
    const Colour a = stops[left];
    const Colour b = stops[left + 1];
    return {mixed(a.red, b.red), mixed(a.green, b.green), mixed(a.blue, b.blue)};
}

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

}  // namespace

Colour level_colour(double share) {
    static constexpr std::array<Colour, 6> stops{{{255, 250, 214}, {206, 229, 190}, {127, 200, 186}, {64, 158, 183}, {37, 103, 160}, {24, 46, 104}}};
    return between(stops, std::isfinite(share) ? share : 0);
}

Colour difference_colour(double share) {
    static constexpr std::array<Colour, 7> stops{{{73, 35, 120}, {128, 100, 172}, {190, 178, 216}, {250, 249, 247}, {253, 200, 132}, {226, 138, 36}, {150, 74, 6}}};
    return between(stops, (std::isfinite(share) ? std::clamp(share, -1.0, 1.0) : 0) / 2 + 0.5);
}

double luminance(Colour colour) { return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue); }

double contrast(Colour a, Colour b) {
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace topsoil::viz
