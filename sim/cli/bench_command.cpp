#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "base/parallel.hpp"
#include "cli/progress_line.hpp"
#include "cli/verbs.hpp"
#include "experiment/week_bench.hpp"
#include "network/reference_kernel.hpp"

namespace topsoil::cli {

namespace {

void print_as_table(const WeekBench& bench) {
    fmt::print("{:<18}{:>14}{:>14}{:>14}\n", "a world-week", "ms of a thread", "touches", "ns a touch");
    double milliseconds = 0, touches = 0;
    for (const WeekBench::Cost& cost : bench.costs) {
        const std::string each = cost.touches > 0 ? fmt::format("{:.0f}", cost.milliseconds * 1e6 / cost.touches) : "";
        fmt::print("{:<18}{:>14.2f}{:>14}{:>14}\n", cost.what, cost.milliseconds, cost.touches > 0 ? fmt::format("{:.0f}", cost.touches) : "", each);
        milliseconds += cost.milliseconds;
        touches += cost.touches;
    }
    fmt::print("{:<18}{:>14.2f}{:>14.0f}\n", "all of it", milliseconds, touches);
    fmt::print("A touch: a person, home, tie, care file, visit, worker or post that is looked at.\n\n");
    fmt::print("{} replicates side by side, {} world-weeks in {:.1f} s; city made in {:.1f} s\n", bench.jobs, bench.world_weeks, bench.seconds, bench.city_seconds);
    fmt::print("{:.3g} citizen-weeks a second beside {:.3g} agent-steps a second of the hand loop: ratio {:.3f}\n", bench.citizen_weeks_per_s, bench.hand_steps_per_s, bench.ratio);
}

void print_as_json(const WeekBench& bench) {
    nlohmann::ordered_json costs, touches;
    for (const WeekBench::Cost& cost : bench.costs) {
        costs[cost.what] = cost.milliseconds;
        touches[cost.what] = cost.touches;
    }
    const nlohmann::ordered_json line{{"jobs", bench.jobs}, {"world_weeks", bench.world_weeks}, {"seconds", bench.seconds}, {"city_seconds", bench.city_seconds}, {"citizen_weeks_per_s", bench.citizen_weeks_per_s},
                                      {"hand_loop_agent_steps_per_s", bench.hand_steps_per_s}, {"ratio", bench.ratio}, {"milliseconds_per_world_week", costs}, {"touches_per_world_week", touches}};
    fmt::print("{}\n", line.dump());
}

ExitCode bench_week(const std::string& name, int threads, int weeks, bool json) {
    const Scenario scenario = load_scenario(name, {});
    Progress progress;
    const WeekBench bench = [&] {
        const ProgressLine line(progress);
        return bench_weeks(scenario, threads, weeks > 0 ? weeks : scenario.weeks, &progress);
    }();
    json ? print_as_json(bench) : print_as_table(bench);
    return ExitCode::done;
}

}  // namespace

void add_bench(CLI::App& app, Action& chosen) {
    struct Options {
        std::string kernel = "refk";
        int threads = 0;
        std::string scenario = "sheffield";
        int weeks = -1;
        bool json = false;
    };
    CLI::App* verb = app.add_subcommand("bench", "Time the engine on a fixed piece of work");
    verb->footer(
        "refk: a fixed contagion on a fixed graph; every conforming engine gives the same bits.\n"
        "week: the whole model, burn-in and all regimes, one replicate a thread, beside the loop of refk written by hand.\n\n"
        "Examples:\n"
        "  topsoil bench refk\n"
        "  topsoil bench refk -t 1 --json\n"
        "  topsoil bench week --weeks 104");
    const auto options = std::make_shared<Options>();
    verb->add_option("kernel", options->kernel, "What to time")->check(CLI::IsMember({"refk", "week"}))->capture_default_str();
    verb->add_option("-t,--threads", options->threads, "Threads; 0 takes all that the process may use")
        ->check(CLI::Range(0, 1024));
    verb->add_option("--scenario", options->scenario, "week: a shipped scenario or a file")->capture_default_str();
    verb->add_option("--weeks", options->weeks, "week: weeks after burn-in; as many as the scenario has unless given")->check(CLI::Range(1, 5200));
    verb->add_flag("--json", options->json, "One line of JSON");
    verb->callback([&chosen, options] {
        chosen = [options] {
            const int threads = options->threads > 0 ? options->threads : Team::available_threads();
            if (options->kernel == "week") return bench_week(options->scenario, threads, options->weeks, options->json);
            return bench_refk(options->json, threads) == 0 ? ExitCode::done : ExitCode::run_failed;
        };
    });
}

}  // namespace topsoil::cli
