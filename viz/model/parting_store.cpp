#include "viz/model/parting_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "io/checkpoint_hdf5.hpp"
#include "topsoil/version.hpp"

namespace topsoil::viz {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 6;
constexpr std::string_view ending = ".parting.h5";

/// Which build of the program this is: another one may live the same burn-in otherwise.
std::string this_build() {
    std::error_code none;
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    const auto size = fs::file_size(program, none);
    const auto written = fs::last_write_time(program, none).time_since_epoch().count();
    return fmt::format("{} {} {} {}", model_version(), git_hash(), size, written);
}

std::uint64_t spread(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a: enough to tell files apart
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    return hash;
}

void drop_oldest(const fs::path& folder) {
    std::error_code none;
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        if (entry.path().string().ends_with(ending)) files.emplace_back(entry.last_write_time(none), entry.path());
    }
    std::sort(files.rbegin(), files.rend());
    for (std::size_t i = most_files; i < files.size(); ++i) fs::remove(files[i].second, none);
}

}  // namespace

PartingStore::PartingStore(fs::path folder, const Scenario& scenario, int replicate) : replicate_(replicate) {
    if (!folder.empty()) file_ = folder / fmt::format("{}-{}-{:016x}{}", scenario.place.slug, replicate, spread(this_build() + LiveCity::identity(scenario, replicate)), ending);
}

OpenedCity PartingStore::open(const Scenario& scenario, int threads) const {
    std::optional<OpenedCity> stored;
    std::error_code none;
    if (!file_.empty() && fs::exists(file_, none)) {
        try {
            read_checkpoint_file(file_, [&](const BlockSource& source) {
                LiveFrames frames;
                LiveCity city(scenario, source, frames, threads, replicate_);
                stored.emplace(OpenedCity{std::move(city), std::move(frames)});
            });
        } catch (const InputError&) {
            stored.reset();  // damaged: lived anew, and written anew
        }
    }
    if (stored) return std::move(*stored);
    LiveCity city(scenario, threads, replicate_);
    LiveFrames first{city.frame()};
    return {std::move(city), std::move(first)};
}

void PartingStore::keep(std::shared_ptr<LiveCity::Parting> parting, LiveFrames frames) {
    if (file_.empty() || !parting) return;
    writer_ = std::jthread([file = file_, parting = std::move(parting), frames = std::move(frames)] {
        try {
            fs::create_directories(file.parent_path());
            write_checkpoint_file(file, [&](BlockSink& sink) { LiveCity::store_parting(*parting, frames, sink); });
            drop_oldest(file.parent_path());
        } catch (const std::exception&) {
            // Nothing is lost but time.
        }
    });
}

}  // namespace topsoil::viz
