// Checkpoints: named blocks of numbers in one HDF5 file that is either whole and unharmed or refused.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/blocks.hpp"

namespace topsoil {

/// Keeps blocks in a new file. Until `close()` returns, the final name keeps what it had before; without `close()`
/// nothing is left behind. Each block is a dataset of unsigned integers of its width (bytes where the width is not 1,
/// 2, 4 or 8) with the attributes version, width and checksum. Every member throws RunError naming the file if the disk
/// refuses.
class BlockWriter final : public BlockSink {
public:
    explicit BlockWriter(const std::filesystem::path& file);
    ~BlockWriter() override;
    void put(std::string_view name, const void* data, std::size_t count, std::size_t width, int version) override;
    void close();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Gives back the blocks of a file that BlockWriter made.
class BlockReader final : public BlockSource {
public:
    /// Reads the whole file once and throws InputError, naming file and block, if it is missing, foreign, cut short or
    /// altered: nothing is taken from a file of which a part is bad.
    explicit BlockReader(const std::filesystem::path& file);
    ~BlockReader() override;
    [[nodiscard]] bool has(std::string_view name) const override;
    [[nodiscard]] std::size_t count(std::string_view name) const override;
    void get(std::string_view name, void* into, std::size_t count, std::size_t width, int version) const override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Writes a whole checkpoint file, replacing an older one only when the new one is complete. Throws RunError.
void write_checkpoint_file(const std::filesystem::path& file, const std::function<void(BlockSink&)>& fill);
/// Opens and verifies a checkpoint file and hands it to `use`. Throws InputError for a damaged or foreign file.
void read_checkpoint_file(const std::filesystem::path& file, const std::function<void(const BlockSource&)>& use);

}  // namespace topsoil
