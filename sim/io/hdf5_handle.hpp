// HDF5 identifiers that close themselves, and HDF5 failures as exceptions. Included by .cpp files of sim/io only.
#pragma once

#include <hdf5.h>

#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace topsoil {

/// What HDF5 could not do, in its own words. Callers turn it into a RunError or InputError that names the file.
class Hdf5Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Held by every function that talks to HDF5: one thread at a time, since many builds of the library are not safe for
/// more. From the first one on the library prints nothing to stderr in this thread, neither its error stack nor, when
/// the process ends, a complaint about memory that it lost over a damaged file: exceptions say what there is to say.
class Hdf5Session {
public:
    Hdf5Session();

private:
    std::unique_lock<std::recursive_mutex> alone_;
};

/// Throws Hdf5Error ("cannot <action>: <what HDF5 says>") if `result` is negative, as every failure of HDF5 is.
void check(herr_t result, std::string_view action);

/// Owns one identifier; its closer is the H5?close that belongs to it.
class Hdf5Handle {
public:
    using Closer = herr_t (*)(hid_t);

    Hdf5Handle() = default;
    /// Takes what an H5?create or H5?open returned. Throws Hdf5Error if that is no identifier.
    Hdf5Handle(hid_t id, Closer closer, std::string_view action);
    ~Hdf5Handle() {
        if (id_ >= 0) closer_(id_);
    }
    Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}
    Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(closer_, other.closer_);
        return *this;
    }

    [[nodiscard]] hid_t id() const { return id_; }
    /// Closes now. Throws Hdf5Error: for a file this is where a full disk shows.
    void close(std::string_view action);

private:
    hid_t id_ = -1;
    Closer closer_ = nullptr;
};

/// A new file in the format of HDF5 1.8 to 1.10, without time stamps, with links and attributes kept in the order in
/// which they were made: what netCDF-4 asks for, and the same bytes for the same content.
[[nodiscard]] Hdf5Handle create_hdf5(const std::filesystem::path& file);
/// An existing file, to be read.
[[nodiscard]] Hdf5Handle open_hdf5(const std::filesystem::path& file);

/// A dataset creation list without time stamps, with attributes kept in order.
[[nodiscard]] Hdf5Handle dataset_properties();

/// Attributes of an object, of the root group if `object` is a file. A text is not empty.
void write_attribute(hid_t object, const std::string& name, std::string_view text);
void write_attribute(hid_t object, const std::string& name, hid_t stored_as, hid_t in_memory, const void* values,
                     hsize_t count);

}  // namespace topsoil
