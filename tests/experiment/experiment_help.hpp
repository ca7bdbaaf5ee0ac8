// Short experiments in the small town, and checkpoints that lie on a shelf in memory.
#pragma once

#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/blocks.hpp"
#include "io/temporary_folder.hpp"
#include "topsoil/error.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

[[nodiscard]] inline Scenario short_scenario(int replicates = 2, const std::string& name = "small-town") {
    return load_scenario(name, {{"replicates", std::to_string(replicates)}, {"burn_in_weeks", "12"}, {"weeks", "20"}, {"record_every_weeks", "4"}});
}

[[nodiscard]] inline ExperimentOptions with_threads(int threads) {
    ExperimentOptions options;
    options.threads = threads;
    return options;
}

/// The same bits, NaN for NaN.
[[nodiscard]] inline bool same_values(const Results& a, const Results& b) {
    if (a.values.size() != b.values.size()) return false;
    for (std::size_t m = 0; m < a.values.size(); ++m) {
        if (a.values[m].size() != b.values[m].size() || std::memcmp(a.values[m].data(), b.values[m].data(), a.values[m].size() * sizeof(double)) != 0) return false;
    }
    return true;
}

[[nodiscard]] inline std::vector<std::string> digests_of(const Results& results) {
    std::vector<std::string> digests;
    for (const RunRecord& run : results.runs) digests.push_back(run.regime + " " + std::to_string(run.replicate) + " " + run.digest);
    return digests;
}

/// One checkpoint: blocks by name.
class Blocks final : public BlockSink, public BlockSource {
public:
    void put(std::string_view name, const void* data, std::size_t count, std::size_t width, int version) override {
        Block block{std::vector<unsigned char>(count * width), width, version};
        if (count > 0) std::memcpy(block.bytes.data(), data, count * width);
        if (!blocks_.emplace(std::string(name), std::move(block)).second) throw RunError("a block is put twice: " + std::string(name));
    }
    [[nodiscard]] bool has(std::string_view name) const override { return blocks_.contains(std::string(name)); }
    [[nodiscard]] std::size_t count(std::string_view name) const override { return find(name).bytes.size() / find(name).width; }
    void get(std::string_view name, void* into, std::size_t count, std::size_t width, int version) const override {
        const Block& block = find(name);
        if (block.width != width || block.version != version || block.bytes.size() != count * width) refuse(name);
        if (count > 0) std::memcpy(into, block.bytes.data(), count * width);
    }

private:
    struct Block {
        std::vector<unsigned char> bytes;
        std::size_t width;
        int version;
    };
    [[noreturn]] static void refuse(std::string_view name) { throw InputError(Diagnostic{"shelf", 0, 0, std::string(name), "this block does not fit", "start afresh"}); }
    [[nodiscard]] const Block& find(std::string_view name) const {
        const auto found = blocks_.find(std::string(name));
        if (found == blocks_.end()) refuse(name);
        return found->second;
    }
    std::map<std::string, Block> blocks_;
};

/// Keeps checkpoints in memory; an empty file stands for each in a folder of its own.
class Shelf {
public:
    [[nodiscard]] ExperimentOptions options(int threads, bool resume) {
        ExperimentOptions options = with_threads(threads);
        options.checkpoint = folder_.path();
        options.checkpoint_every_seconds = 1e9;  // when told to stop and at the end
        options.resume = resume;
        options.write_checkpoint = [this](const std::filesystem::path& file, const std::function<void(BlockSink&)>& fill) {
            Blocks blocks;
            fill(blocks);
            const std::scoped_lock lock(mutex_);
            kept_[file] = std::move(blocks);
            ++written_;
            std::ofstream(file).flush();
        };
        options.read_checkpoint = [this](const std::filesystem::path& file, const std::function<void(const BlockSource&)>& use) { use(kept_.at(file)); };
        return options;
    }
    [[nodiscard]] int written() const { return written_; }
    [[nodiscard]] const std::map<std::filesystem::path, Blocks>& kept() const { return kept_; }

private:
    test::TemporaryFolder folder_;
    std::mutex mutex_;
    std::map<std::filesystem::path, Blocks> kept_;
    int written_ = 0;
};

}  // namespace topsoil
