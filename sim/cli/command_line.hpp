// The `topsoil` command: verbs, their options, and what the shell gets back.
#pragma once

#include <stdexcept>

#include "topsoil/error.hpp"

namespace topsoil::cli {

/// Something wrong with the command line itself. Exit code 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads the command line, does what it says and returns the exit code. Throws nothing.
/// Data go to standard output, talk goes to standard error.
[[nodiscard]] ExitCode run_command_line(int count, const char* const* words);

}  // namespace topsoil::cli
