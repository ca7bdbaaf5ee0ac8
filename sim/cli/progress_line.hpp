// Progress on standard error: a bar where a person looks on, one line per 10 % in a log.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "topsoil/experiment.hpp"

namespace topsoil::cli {

/// Draws from its own thread while it lives; the workers only bump the counters of `progress`.
class ProgressLine {
public:
    explicit ProgressLine(const Progress& progress);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

private:
    void draw_until_done();

    const Progress& progress_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool over_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace topsoil::cli
