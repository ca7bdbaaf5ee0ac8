// Where the data that ship with the program lie, and how a name becomes a file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/toml_tree.hpp"

namespace topsoil {

/// The kinds of data that ship: sub-folders of data_folder().
enum class Shipped { experiments, regimes, places };

/// The folder with `experiments/`, `regimes/` and `places/`: TOPSOIL_DATA if set, else the installed one beside the
/// program, else the one in the source tree.
[[nodiscard]] std::filesystem::path data_folder();

/// File (experiments, regimes) or folder (places) of a shipped name; it need not exist.
[[nodiscard]] std::filesystem::path shipped_path(Shipped kind, const std::string& slug);

/// Names of what ships, sorted.
[[nodiscard]] std::vector<std::string> shipped_names(Shipped kind);

/// Whether a text names a file or folder rather than something shipped: it has a slash, a dot in front or ends in
/// `.toml`.
[[nodiscard]] bool is_path(const std::string& text);

/// The file or folder that a text in a file refers to: a shipped name, or a path relative to the file it stands in
/// (relative to the current folder for the command line). Throws InputError with "did you mean" if there is none.
[[nodiscard]] std::filesystem::path locate(Shipped kind, const TomlNode& reference);

}  // namespace topsoil
