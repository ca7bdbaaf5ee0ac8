// Files appear whole or not at all: a reader, or a machine that dies, never meets half a file.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "topsoil/error.hpp"

namespace topsoil {

/// "<file>: <reason>. <what to check>"
[[nodiscard]] RunError cannot_write(const std::filesystem::path& file, std::string_view reason);

/// A file on its way. Write to `temporary()` (`x.tmp.<process id>` in the same folder), close it, then `commit()`.
/// Without a commit the temporary file is removed and whatever stood under the final name stays as it was.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path file);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] const std::filesystem::path& temporary() const { return temporary_; }
    /// Forces the bytes to the disk, then moves them to the final name. Throws RunError.
    void commit();

private:
    std::filesystem::path file_;
    std::filesystem::path temporary_;
    bool committed_ = false;
};

/// Calls `write` with a temporary path; once it returns, `file` holds what was written there. Throws RunError, and
/// whatever `write` throws.
void atomic_write(const std::filesystem::path& file, const std::function<void(const std::filesystem::path&)>& write);

/// The same for a text that is already in memory.
void atomic_write_text(const std::filesystem::path& file, std::string_view text);

}  // namespace topsoil
