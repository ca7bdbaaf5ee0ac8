// A 64-bit checksum of bytes, to notice that a file was damaged or that two sets of numbers differ. Not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>

namespace topsoil {

/// Takes bytes in pieces; how they are cut into pieces does not matter. A change within any one aligned group of eight
/// bytes is certain to change the value, because every step is a bijection of the group.
class Checksum {
public:
    void add(const void* bytes, std::size_t size);
    [[nodiscard]] std::uint64_t value() const;

private:
    std::uint64_t hash_ = 0;
    std::uint64_t pending_ = 0;  ///< the bytes of a group that is not full yet, first byte lowest
    std::uint64_t length_ = 0;
};

[[nodiscard]] std::uint64_t checksum_of(const void* bytes, std::size_t size);

}  // namespace topsoil
