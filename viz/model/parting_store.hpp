// Burn-ins that have been lived are kept on disk, so that a city that was watched once opens at the parting the next time.
#pragma once

#include <filesystem>
#include <optional>
#include <thread>

#include "topsoil/live.hpp"

namespace topsoil::viz {

/// A city and the recorded weeks before it.
struct OpenedCity {
    LiveCity city;
    LiveFrames frames;
};

class PartingStore {
public:
    /// Keeps to files in `folder`; an empty path keeps nothing.
    PartingStore(std::filesystem::path folder, const Scenario& scenario, int replicate);

    /// The stored city, or one that is still to live its burn-in where nothing fitting and whole is stored. A file of another build of
    /// the program counts as none.
    [[nodiscard]] OpenedCity open(const Scenario& scenario, int threads) const;
    /// Writes a parting in a thread of its own and drops the oldest of many files. A disk that refuses costs nothing but the next burn-in.
    void keep(std::shared_ptr<LiveCity::Parting> parting, LiveFrames frames);

private:
    std::filesystem::path file_;
    int replicate_;
    std::jthread writer_;
};

}  // namespace topsoil::viz
