// Pictures to files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace topsoil::viz {

/// Rows from top to bottom, four bytes a pixel: red, green, blue, alpha.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> bytes;
};

/// The picture as a PNG file in memory, without alpha. Throws RunError.
[[nodiscard]] std::vector<std::uint8_t> png_of(const Pixels& pixels);
/// Throws RunError where the file cannot be written.
void write_png(const std::filesystem::path& file, const Pixels& pixels);

}  // namespace topsoil::viz
