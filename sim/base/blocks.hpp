// Named blocks of plain numbers: how the state of a world leaves memory and comes back, without knowing where it is
// kept.
#pragma once

#include <cstddef>
#include <string_view>

namespace topsoil {

/// Takes blocks, each a run of `count` values of `width` bytes. Names may contain '/' to group what belongs together
/// ("people/need_hours"); each name is put once.
class BlockSink {
public:
    virtual ~BlockSink() = default;
    /// `version` says what the values mean: raise it when the meaning of a block changes while its width does not.
    /// `data` may be null where `count` is 0. Throws RunError if the block cannot be kept (a disk that is full).
    virtual void put(std::string_view name, const void* data, std::size_t count, std::size_t width, int version) = 0;
};

/// Gives back the blocks that a BlockSink took.
class BlockSource {
public:
    virtual ~BlockSource() = default;
    [[nodiscard]] virtual bool has(std::string_view name) const = 0;
    /// Values in the block. Throws InputError if there is no such block.
    [[nodiscard]] virtual std::size_t count(std::string_view name) const = 0;
    /// Fills `into` with the `count` values of the block. Throws InputError if there is no such block, or if it was
    /// kept with another count, width or version.
    virtual void get(std::string_view name, void* into, std::size_t count, std::size_t width, int version) const = 0;
};

}  // namespace topsoil
