#include "io/checksum.hpp"

#include <bit>
#include <cstring>

#include "base/ids.hpp"

namespace topsoil {

namespace {

constexpr std::size_t group = sizeof(std::uint64_t);

// A checksum is over bytes as they lie in the file, which are little-endian.
static_assert(std::endian::native == std::endian::little, "blocks are written as they lie in memory");

}  // namespace

void Checksum::add(const void* bytes, std::size_t size) {
    const auto* next = static_cast<const unsigned char*>(bytes);
    const auto take_one = [&] {
        pending_ |= std::uint64_t{*next++} << (8 * (length_ % group));
        if (++length_ % group == 0) {
            hash_ = mix64(hash_ ^ pending_);
            pending_ = 0;
        }
        --size;
    };
    while (size > 0 && length_ % group != 0) take_one();
    for (; size >= group; size -= group, next += group, length_ += group) {
        std::uint64_t word = 0;
        std::memcpy(&word, next, group);
        hash_ = mix64(hash_ ^ word);
    }
    while (size > 0) take_one();
}

std::uint64_t Checksum::value() const { return mix(hash_, pending_, length_); }

std::uint64_t checksum_of(const void* bytes, std::size_t size) {
    Checksum all;
    all.add(bytes, size);
    return all.value();
}

}  // namespace topsoil
