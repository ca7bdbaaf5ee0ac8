// The command line of the viewer.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace topsoil::viz {

struct ViewerOptions {
    std::string scenario = "sheffield";
    std::filesystem::path boundaries, journal, out = "out/view", screenshot, record, open_journal;
    std::vector<std::string> settings;
    std::string layout = "driver", measure, select, maps = "all", story;
    int page = 1;             ///< of the story, for a picture
    int width = 1600, height = 900;
    int week = -1;            ///< of a picture; -1: the end of the burn-in
    int threads = 0, replicate = 0, ensemble = -1;
    bool projector = false, person = false, street = false, answer = false, fresh = false;
    double text = 1;
    int bench = 0;            ///< seconds to draw and live as fast as both go
};

/// Reads the words; where the program is done with them (help, a mistake), the exit code.
[[nodiscard]] std::optional<int> read_options(int count, char** words, ViewerOptions& options);

}  // namespace topsoil::viz
