#include "cli/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "cli/printing.hpp"

namespace topsoil::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int bar_cells = 30;

/// One look at the counters.
class Reading {
public:
    Reading(const Progress& progress, Clock::time_point start)
        : done_(static_cast<double>(progress.done.load())),
          total_(static_cast<double>(progress.total.load())),
          stage_(progress.stage.load()),
          seconds_(std::chrono::duration<double>(Clock::now() - start).count()) {}

    [[nodiscard]] int percent() const { return total_ > 0 ? static_cast<int>(100 * std::min(done_ / total_, 1.0)) : 0; }

    [[nodiscard]] std::string text() const {
        if (stage_ == 0) return "making the city";
        std::string text =
            fmt::format("{:3} %  {} of {} world-weeks", percent(), with_commas(done_), with_commas(total_));
        if (stage_ == 2) return text + ", writing";
        if (done_ > 0 && done_ < total_)
            text += fmt::format(", {} left", duration_text(seconds_ * (total_ - done_) / done_));
        return text;
    }

    [[nodiscard]] std::string bar(bool colour) const {
        const int full = percent() * bar_cells / 100;
        std::string cells = std::string(static_cast<std::size_t>(full), '#');
        if (colour) cells = "\033[36m" + cells + "\033[0m";
        return fmt::format("[{}{}] {}", cells, std::string(static_cast<std::size_t>(bar_cells - full), '.'), text());
    }

private:
    double done_;
    double total_;
    int stage_;
    double seconds_;
};

}  // namespace

ProgressLine::ProgressLine(const Progress& progress) : progress_(progress), thread_([this] { draw_until_done(); }) {}

ProgressLine::~ProgressLine() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void ProgressLine::draw_until_done() {
    const bool live = isatty(STDERR_FILENO) != 0;
    const char* no_colour = std::getenv("NO_COLOR");
    const bool colour = live && (no_colour == nullptr || *no_colour == '\0');
    auto living_since = Clock::now();
    int told = 0;
    std::unique_lock lock(mutex_);
    while (!over_) {
        wake_.wait_for(lock, std::chrono::milliseconds(100), [this] { return over_; });
        if (progress_.done.load() == 0) living_since = Clock::now();
        const Reading now(progress_, living_since);
        if (live) {
            fmt::print(stderr, "\r\033[K{}", now.bar(colour));
            std::fflush(stderr);
        } else if (now.percent() / 10 > told) {
            told = now.percent() / 10;
            fmt::print(stderr, "{}\n", now.text());
        }
    }
    if (live) fmt::print(stderr, "\r\033[K");
}

}  // namespace topsoil::cli
