#include "cli/stop_signal.hpp"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>

namespace topsoil::cli {

namespace {

std::atomic<int> caught{0};
std::atomic<std::int64_t> caught_at{0};  // milliseconds of the monotonic clock

std::int64_t milliseconds_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

void on_signal(int signal, void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;  // a file being written is not to fail for it
    sigaction(signal, &action, nullptr);
}

// Launchers such as `timeout` signal the process and then its group: two signals at one go are one wish.
constexpr std::int64_t one_go_milliseconds = 250;

extern "C" void note_signal(int signal) {
    if (caught == 0) {
        caught_at = milliseconds_now();
        caught = signal;
    } else if (signal == SIGINT && milliseconds_now() - caught_at > one_go_milliseconds) {
        on_signal(SIGINT, SIG_DFL);
        raise(SIGINT);  // delivered when this handler returns
    }
}

}  // namespace

StopSignal::StopSignal() {
    caught = 0;
    on_signal(SIGINT, note_signal);
    on_signal(SIGTERM, note_signal);
}

StopSignal::~StopSignal() {
    on_signal(SIGINT, SIG_DFL);
    on_signal(SIGTERM, SIG_DFL);
}

bool StopSignal::received() const { return caught != 0; }

ExitCode StopSignal::exit_code() const {
    if (caught == SIGINT) return ExitCode::interrupted;
    return caught == SIGTERM ? ExitCode::terminated : ExitCode::done;
}

}  // namespace topsoil::cli
