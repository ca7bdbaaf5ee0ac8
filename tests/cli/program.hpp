// Driving the built program as a person does: words in, exit code and two streams out.
#pragma once

#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "io/data_folder.hpp"
#include "io/files_and_commands.hpp"
#include "io/temporary_folder.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil::test {

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

/// A working folder with a scenario so small that it runs in a blink.
class Workplace : public TemporaryFolder {
public:
    /// Runs `topsoil <words>` in this folder; `before` goes in front of the program (variables, `timeout`).
    [[nodiscard]] Outcome topsoil(const std::string& words, const std::string& before = "") const {
        const std::string command = fmt::format("cd '{}' && {} '{}' {} >stdout.txt 2>stderr.txt", path().string(),
                                                before, TOPSOIL_PROGRAM, words);
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(path() / "stdout.txt"),
                bytes_of(path() / "stderr.txt")};
    }

    /// Writes tiny.toml: the smallest shipped place, two regimes, a few weeks.
    void write_tiny(const std::string& more = "") const {
        std::string smallest;
        int people = 0;
        for (const std::string& slug : shipped_places()) {
            const int population = load_place(shipped_path(Shipped::places, slug)).population;
            if (smallest.empty() || population < people) {
                smallest = slug;
                people = population;
            }
        }
        put_bytes(
            path() / "tiny.toml",
            fmt::format("title = \"Tiny\"\nquestion = \"Does it run?\"\nplace = \"{}\"\nregimes = [\"{}\", \"{}\"]\n"
                        "replicates = 2\nburn_in_weeks = 4\nweeks = 8\nrecord_every_weeks = 4\n{}",
                        smallest, shipped_regimes().at(0), shipped_regimes().at(1), more));
    }
};

}  // namespace topsoil::test
