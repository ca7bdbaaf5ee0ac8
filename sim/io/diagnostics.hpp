// Gathering everything wrong with what a person wrote, and guessing what they meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "topsoil/error.hpp"

namespace topsoil {

/// A place in a file that a person wrote; `line` and `column` count from 1, 0 is the file as a whole.
/// `file` is what a person can find again: a path, or "--set weeks=52".
struct Spot {
    std::string file;
    int line = 0;
    int column = 0;
};

/// Collects faults so that a person sees all of them at once.
class Faults {
public:
    void add(const Spot& spot, std::string value, std::string reason, std::string remedy);
    void add(const InputError& error);
    [[nodiscard]] bool empty() const { return found_.empty(); }
    [[nodiscard]] std::size_t size() const { return found_.size(); }
    /// Throws InputError if anything was found: files in the order met, inside a file from top to bottom.
    void throw_if_any() const;

private:
    std::vector<Diagnostic> found_;
};

/// Damerau-Levenshtein distance (neighbouring letters may swap) between two words, in edits.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known word that is near enough to be what was meant; empty if none is.
[[nodiscard]] std::string nearest(std::string_view written, const std::vector<std::string>& known);

/// "Did you mean "tendered"?" where a near name exists, else "Known: ..." with up to `most` names, else `otherwise`.
[[nodiscard]] std::string suggestion(std::string_view written, const std::vector<std::string>& known,
                                     std::string_view otherwise, std::size_t most = 12);

/// "a, b or c"
[[nodiscard]] std::string one_of(const std::vector<std::string>& words);

/// Shortest decimal text that reads back to the same number: "0.35", "4", never "4.0".
[[nodiscard]] std::string plain_number(double value);

}  // namespace topsoil
