#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/verbs.hpp"

namespace topsoil::cli {

namespace {

namespace fs = std::filesystem;

/// The viewer is a program of its own beside this one, so that a cluster needs no graphics to run the model. Does not return if it is there.
ExitCode become_viewer(const std::vector<std::string>& words) {
    std::error_code none;
    const fs::path viewer = fs::read_symlink("/proc/self/exe", none).parent_path() / "topsoil-view";
    if (!fs::exists(viewer, none)) {
        fmt::print(stderr, "topsoil: this build has no viewer. `./quickstart view` installs what it needs, builds it and opens it.\n");
        return ExitCode::run_failed;
    }
    std::vector<std::string> all{viewer.string()};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (std::string& word : all) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(viewer.c_str(), pointers.data());
    fmt::print(stderr, "topsoil: the viewer could not be started: {}.\n", std::strerror(errno));
    return ExitCode::run_failed;
}

}  // namespace

void add_view(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("view", "Watch two worlds of one city side by side, and decide in them");
    verb->set_help_flag();  // the viewer answers for its own options
    verb->prefix_command();
    verb->callback([&chosen, verb] { chosen = [verb] { return become_viewer(verb->remaining()); }; });
}

}  // namespace topsoil::cli
