// Errors a person can act on. A programming error is an assertion, never one of these.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace topsoil {

/// Exit codes of the `topsoil` command, the same for every verb.
enum class ExitCode : int {
    done = 0,
    run_failed = 1,
    usage = 2,
    invalid_input = 3,
    partly_failed = 4,
    interrupted = 130,
    terminated = 143,
};

/// One thing wrong in a file a person wrote: where it is, what stands there, why it cannot stand, and what to do.
/// `line` and `column` count from 1; 0 means that the fault lies with the file as a whole.
struct Diagnostic {
    std::string file;
    int line = 0;
    int column = 0;
    std::string value;   ///< the offending text as written, empty if something is missing
    std::string reason;  ///< why it cannot stand
    std::string remedy;  ///< what to do, with "did you mean" where a near name exists

    /// `file:line:column: reason (value). remedy`, the shape that editors turn into a link.
    [[nodiscard]] std::string text() const;
};

/// Everything wrong with a person's input, all faults of a file at once. Exit code 3.
class InputError : public std::runtime_error {
public:
    explicit InputError(std::vector<Diagnostic> found);
    explicit InputError(Diagnostic found);
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// A run that could not go on: an account that does not balance, a disk that is full. Exit code 1.
class RunError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace topsoil
