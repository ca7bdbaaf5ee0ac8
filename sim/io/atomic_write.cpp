#include "io/atomic_write.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace topsoil {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int error) {
    throw cannot_write(file, "cannot write: " + std::generic_category().message(error));
}

/// The page cache is not the disk: only after this do the bytes survive a power cut. Works for folders as well.
void force_to_disk(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail(path, errno);
    const int failed = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (failed != 0) fail(path, failed);
}

}  // namespace

RunError cannot_write(const std::filesystem::path& file, std::string_view reason) {
    return RunError(fmt::format("{}: {}. Check that the folder exists, may be written to and has room left.",
                                file.string(), reason));
}

AtomicFile::AtomicFile(std::filesystem::path file) : file_(std::move(file)), temporary_(file_) {
    temporary_ += fmt::format(".tmp.{}", ::getpid());
}

AtomicFile::~AtomicFile() {
    std::error_code ignored;
    if (!committed_) std::filesystem::remove(temporary_, ignored);
}

void AtomicFile::commit() {
    force_to_disk(temporary_);
    std::error_code error;
    std::filesystem::rename(temporary_, file_, error);
    if (error) fail(file_, error.value());
    committed_ = true;
    force_to_disk(file_.has_parent_path() ? file_.parent_path() : std::filesystem::path("."));
}

void atomic_write(const std::filesystem::path& file, const std::function<void(const std::filesystem::path&)>& write) {
    AtomicFile whole(file);
    write(whole.temporary());
    whole.commit();
}

void atomic_write_text(const std::filesystem::path& file, std::string_view text) {
    atomic_write(file, [&](const std::filesystem::path& temporary) {
        errno = 0;
        std::ofstream out(temporary, std::ios::binary);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.close();
        if (!out) fail(file, errno);
    });
}

}  // namespace topsoil
