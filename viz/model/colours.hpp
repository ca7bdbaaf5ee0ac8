// Colours that carry a number. Both scales can be told apart by people who see colours differently, and neither says good or bad.
#pragma once

#include <cstdint>

namespace topsoil::viz {

/// Red, green, blue, each 0 to 255.
struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    [[nodiscard]] bool operator==(const Colour&) const = default;
};

/// From light yellow to dark blue, dark is much; `share` is clamped to [0, 1].
[[nodiscard]] Colour level_colour(double share);
/// From purple (less in the second world) over white to orange (more); `share` is clamped to [-1, 1].
[[nodiscard]] Colour difference_colour(double share);
/// Relative luminance after WCAG, 0 to 1.
[[nodiscard]] double luminance(Colour colour);
/// Contrast ratio after WCAG, 1 to 21.
[[nodiscard]] double contrast(Colour a, Colour b);

inline constexpr Colour noise_grey{203, 201, 196};
inline constexpr Colour first_world{0, 96, 153};      ///< blue
inline constexpr Colour second_world{181, 76, 0};     ///< orange, as dark as the blue
inline constexpr Colour further_regime{40, 40, 44};   ///< neither world's own
inline constexpr Colour both_worlds{90, 90, 90};      ///< before they part

}  // namespace topsoil::viz
