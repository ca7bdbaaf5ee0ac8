#include <fmt/format.h>

#include <memory>

#include "cli/verbs.hpp"
#include "io/journal.hpp"

namespace topsoil::cli {

namespace {

ExitCode replay_file(const std::string& file, int threads) {
    const Journal journal = read_journal(file);
    const auto found = replay(journal, threads);
    for (std::size_t w = 0; w < found.size(); ++w) fmt::print("world {} week {} digest {}\n", "AB"[w], journal.weeks, found[w]);
    if (journal.digests[0].empty() || journal.digests == found) return ExitCode::done;
    fmt::print(stderr, "topsoil: the session ended with digests {} and {}: it was lived by another version of the program, or its data have changed.\n", journal.digests[0], journal.digests[1]);
    return ExitCode::run_failed;
}

}  // namespace

void add_replay(CLI::App& app, Action& chosen) {
    struct Options {
        std::string file;
        int threads = 0;
    };
    CLI::App* verb = app.add_subcommand("replay", "Live the journal of a viewer's session again, without a window");
    verb->footer("The digests are those of the session, to the bit; exit code 1 where they differ.\n\n"
                 "Examples:\n"
                 "  topsoil replay out/sessions/sheffield.toml");
    const auto options = std::make_shared<Options>();
    verb->add_option("journal", options->file, "A journal, as `topsoil view` writes it")->required();
    verb->add_option("-t,--threads", options->threads, "Threads; 0 takes all that the process may use")->check(CLI::Range(0, 1024));
    verb->callback([&chosen, options] { chosen = [options] { return replay_file(options->file, options->threads); }; });
}

}  // namespace topsoil::cli
