// Population groups, the positions of the `group` axis: age bands, sex, deprivation fifths, carers and others.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace topsoil {

/// Their names, by position.
[[nodiscard]] const std::vector<std::string>& population_groups();

namespace group_axis {
inline constexpr std::size_t age_bands = 6;
inline constexpr std::size_t women = 6;
inline constexpr std::size_t men = 7;
inline constexpr std::size_t deprivation = 8;  ///< the least deprived fifth, four more after it
inline constexpr std::size_t carers = 13;
inline constexpr std::size_t others = 14;
/// Looked up, not compared: ages come in no order, and a wrong guess at a branch costs more than all else about a person.
inline constexpr std::array<std::uint8_t, 128> band_of_age = [] {
    std::array<std::uint8_t, 128> bands{};
    for (std::size_t age = 0; age < bands.size(); ++age) bands[age] = age < 15 ? 0 : (age < 25 ? 1 : (age < 50 ? 2 : (age < 65 ? 3 : (age < 80 ? 4 : 5))));
    return bands;
}();
[[nodiscard]] constexpr std::size_t age_band(int age) { return band_of_age[static_cast<std::size_t>(age) & 127]; }
}  // namespace group_axis

}  // namespace topsoil
