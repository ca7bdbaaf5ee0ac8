// Ctrl-C and a scheduler's "please stop": the first asks for a checkpoint, a second Ctrl-C stops at once.
#pragma once

#include "topsoil/error.hpp"

namespace topsoil::cli {

/// Catches SIGINT and SIGTERM while it lives; one at a time.
class StopSignal {
public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    [[nodiscard]] bool received() const;
    /// `interrupted` or `terminated`; `done` if no signal came.
    [[nodiscard]] ExitCode exit_code() const;
};

}  // namespace topsoil::cli
