// Blocks kept in memory: a checkpoint without a disk.
#pragma once

#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "base/blocks.hpp"
#include "topsoil/error.hpp"

namespace topsoil {

class MemoryBlocks final : public BlockSink, public BlockSource {
public:
    void put(std::string_view name, const void* data, std::size_t count, std::size_t width, int version) override {
        Block block{std::vector<char>(count * width), count, width, version};
        if (count > 0) std::memcpy(block.bytes.data(), data, count * width);
        if (!blocks_.emplace(std::string(name), std::move(block)).second) throw RunError("put twice: " + std::string(name));
    }
    [[nodiscard]] bool has(std::string_view name) const override { return blocks_.count(std::string(name)) > 0; }
    [[nodiscard]] std::size_t count(std::string_view name) const override { return find(name).count; }
    void get(std::string_view name, void* into, std::size_t count, std::size_t width, int version) const override {
        const Block& block = find(name);
        if (block.count != count || block.width != width || block.version != version) throw InputError(Diagnostic{std::string(name), 0, 0, "", "does not fit", ""});
        if (count > 0) std::memcpy(into, block.bytes.data(), count * width);
    }
    [[nodiscard]] std::size_t size() const { return blocks_.size(); }
    void forget(const std::string& name) { blocks_.erase(name); }

private:
    struct Block {
        std::vector<char> bytes;
        std::size_t count, width;
        int version;
    };
    [[nodiscard]] const Block& find(std::string_view name) const {
        const auto found = blocks_.find(std::string(name));
        if (found == blocks_.end()) throw InputError(Diagnostic{std::string(name), 0, 0, "", "there is no such block", ""});
        return found->second;
    }
    std::map<std::string, Block> blocks_;
};

}  // namespace topsoil
