// HDF5 written the way netCDF-4 readers expect it: every axis a dimension scale with a coordinate, every variable at
// the root. Included by .cpp files of sim/io only; hold an Hdf5Session while using it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "io/hdf5_handle.hpp"

namespace topsoil {

/// Name and text, in the order in which readers list them. Empty texts are left out.
using TextAttributes = std::vector<std::pair<std::string, std::string>>;

/// A file being written. Add coordinates first: they are the axes that variables then name. Sizes that do not agree are
/// a std::logic_error; everything that HDF5 refuses is an Hdf5Error.
class NetcdfFile {
public:
    explicit NetcdfFile(const std::filesystem::path& file);

    /// Attributes of the whole file.
    void describe(const TextAttributes& attributes);

    /// An axis and its labels. `axis` is the name of both.
    void text_axis(const std::string& axis, const std::vector<std::string>& labels, const TextAttributes& attributes);
    void number_axis(const std::string& axis, const std::vector<std::int32_t>& numbers,
                     const TextAttributes& attributes);

    /// Further labels along an axis.
    void text(const std::string& name, const std::string& axis, const std::vector<std::string>& labels,
              const TextAttributes& attributes);
    /// A dense row-major array over `axes`, compressed in pieces of `chunk`; NaN is its missing value.
    void numbers(const std::string& name, const std::vector<std::string>& axes, const std::vector<hsize_t>& chunk,
                 const std::vector<double>& values, const TextAttributes& attributes);
    /// A dense row-major array of codes, each with a one-word meaning.
    void codes(const std::string& name, const std::vector<std::string>& axes, const std::vector<std::int8_t>& values,
               const std::vector<std::string>& meanings, const TextAttributes& attributes);

    void close();

private:
    struct Axis {
        Hdf5Handle scale;
        hsize_t size = 0;
    };

    [[nodiscard]] std::vector<hsize_t> extent(const std::vector<std::string>& axes) const;
    [[nodiscard]] Hdf5Handle dataset(const std::string& name, hid_t stored_as, const std::vector<hsize_t>& size,
                                     hid_t properties, const TextAttributes& attributes) const;
    [[nodiscard]] Hdf5Handle text_dataset(const std::string& name, const std::vector<std::string>& labels,
                                          const TextAttributes& attributes) const;
    void attach(const Hdf5Handle& variable, const std::vector<std::string>& axes) const;
    void make_axis(const std::string& axis, Hdf5Handle scale, hsize_t size);

    Hdf5Handle file_;
    std::map<std::string, Axis> axes_;
};

}  // namespace topsoil
