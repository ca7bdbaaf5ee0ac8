#include "viz/backend/png.hpp"

#include <png.h>

#include <string_view>

#include "io/atomic_write.hpp"

namespace topsoil::viz {

std::vector<std::uint8_t> png_of(const Pixels& pixels) {
    std::vector<std::uint8_t> opaque;
    opaque.reserve(pixels.bytes.size() / 4 * 3);
    for (std::size_t i = 0; i + 3 < pixels.bytes.size(); i += 4) opaque.insert(opaque.end(), pixels.bytes.begin() + static_cast<std::ptrdiff_t>(i), pixels.bytes.begin() + static_cast<std::ptrdiff_t>(i + 3));
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(pixels.width);
    image.height = static_cast<png_uint_32>(pixels.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::vector<std::uint8_t> file(size);
    if (png_image_write_to_memory(&image, file.data(), &size, 0, opaque.data(), 0, nullptr) == 0) throw RunError(std::string("the picture could not be encoded: ") + image.message);
    file.resize(size);
    return file;
}

void write_png(const std::filesystem::path& file, const Pixels& pixels) {
    const auto bytes = png_of(pixels);
    if (file.has_parent_path()) {
        std::error_code none;
        std::filesystem::create_directories(file.parent_path(), none);
    }
    atomic_write_text(file, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace topsoil::viz
