#include "cli/stop_signal.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "catch.hpp"

using namespace topsoil;
using namespace topsoil::cli;

TEST_CASE("A signal is noted with the exit code that belongs to it", "[signal]") {
    for (const auto& [signal, code] :
         {std::pair(SIGINT, ExitCode::interrupted), std::pair(SIGTERM, ExitCode::terminated)}) {
        const StopSignal stop;
        CHECK_FALSE(stop.received());
        CHECK(stop.exit_code() == ExitCode::done);
        std::raise(signal);
        CHECK(stop.received());
        CHECK(stop.exit_code() == code);
    }
}

TEST_CASE("Two signals at one go are one wish, and the first decides the exit code", "[signal]") {
    const StopSignal stop;
    std::raise(SIGTERM);
    std::raise(SIGINT);
    CHECK(stop.exit_code() == ExitCode::terminated);
}

TEST_CASE("A second Ctrl-C a while after the first stops at once", "[signal]") {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const StopSignal stop;
        std::raise(SIGINT);
        usleep(400'000);
        std::raise(SIGINT);
        _exit(0);  // not reached
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGINT);
}
