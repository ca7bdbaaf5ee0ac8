#include <memory>

#include "base/parallel.hpp"
#include "cli/verbs.hpp"
#include "network/reference_kernel.hpp"

namespace topsoil::cli {

void add_bench(CLI::App& app, Action& chosen) {
    struct Options {
        std::string kernel = "refk";
        int threads = 0;
        bool json = false;
    };
    CLI::App* verb = app.add_subcommand("bench", "Time the engine on a fixed piece of work");
    verb->footer(
        "refk: a fixed contagion on a fixed graph; every conforming engine gives the same bits.\n\n"
        "Examples:\n"
        "  topsoil bench refk\n"
        "  topsoil bench refk -t 1 --json");
    const auto options = std::make_shared<Options>();
    verb->add_option("kernel", options->kernel, "What to time")->check(CLI::IsMember({"refk"}))->capture_default_str();
    verb->add_option("-t,--threads", options->threads, "Threads; 0 takes all that the process may use")
        ->check(CLI::Range(0, 1024));
    verb->add_flag("--json", options->json, "One line of JSON");
    verb->callback([&chosen, options] {
        chosen = [options] {
            const int threads = options->threads > 0 ? options->threads : Team::available_threads();
            return bench_refk(options->json, threads) == 0 ? ExitCode::done : ExitCode::run_failed;
        };
    });
}

}  // namespace topsoil::cli
