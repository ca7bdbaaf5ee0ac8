// Checkpoints of one replicate: its worlds and the numbers recorded so far, in one file, replaced as a whole.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "engine/simulation.hpp"
#include "experiment/cohort.hpp"
#include "experiment/replicate.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

/// What a checkpoint holds.
struct Checkpoint {
    bool done = false;       ///< the replicate was finished: only its numbers are kept
    bool branched = false;
    std::vector<World> worlds;
    Cohort cohort;           ///< where the regimes have parted
    std::vector<RunRecord> runs;
};

class CheckpointKeeper {
public:
    CheckpointKeeper(const Scenario& scenario, const RunNumber& number, const ExperimentOptions& options);

    /// True if resuming was asked for and this replicate left something to resume.
    [[nodiscard]] bool has_checkpoint() const;
    /// Throws InputError if the file is damaged or belongs to another scenario.
    [[nodiscard]] Checkpoint load(World& founders, Results& results) const;

    using Worlds = std::vector<std::unique_ptr<Simulation>>;
    /// Writes a checkpoint if checkpoints are wanted and the last is old enough.
    void save_when_due(const Worlds& worlds, bool branched, const Cohort& cohort, const Results& results);
    void save(const Worlds& worlds, bool branched, const Cohort& cohort, const Results& results);
    void save_done(const std::vector<RunRecord>& runs, const Results& results);

private:
    void save_numbers(BlockSink& sink, const Results& results) const;

    const Scenario& scenario_;
    RunNumber number_;
    const ExperimentOptions& options_;
    std::filesystem::path file_;
    std::uint64_t identity_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace topsoil
