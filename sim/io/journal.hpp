// The journal of a live session: what was looked at and what the room decided, enough to live it again to the bit.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "topsoil/live.hpp"

namespace topsoil {

struct Journal {
    std::string scenario;                  ///< name of a shipped one or a path
    std::vector<Override> settings;        ///< what the command line changed in it
    int replicate = 0;
    int weeks = 0;                         ///< how far the session came, since branching
    std::vector<LiveAction> actions;       ///< in order of week
    std::array<std::string, live_worlds> digests;  ///< at `weeks`; empty where the session was not ended
};

/// The scenario of a live session: its own regimes, of which the first two are the worlds, then shipped ones, so that a room may hand
/// neighbourhoods to any of them. Whole ways to commission come before those that move one lever. Throws InputError.
[[nodiscard]] Scenario live_scenario(const std::string& name_or_path, const std::vector<Override>& settings);

/// The journal as TOML; reading it gives the same journal.
[[nodiscard]] std::string journal_text(const Journal& journal);

/// Throws RunError where the file cannot be written.
void write_journal(const std::filesystem::path& file, const Journal& journal);

/// Throws InputError with every fault of the file. Regimes and neighbourhoods are checked when the decisions are carried out.
[[nodiscard]] Journal read_journal(const std::filesystem::path& file);

/// Lives the session again without a window and returns the digests at its end. Throws InputError, RunError.
[[nodiscard]] std::array<std::string, live_worlds> replay(const Journal& journal, int threads);

}  // namespace topsoil
