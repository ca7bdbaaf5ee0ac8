#include "io/netcdf_file.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace topsoil {

namespace {

void describe_object(hid_t object, const TextAttributes& attributes) {
    for (const auto& [name, text] : attributes) {
        if (!text.empty()) write_attribute(object, name, text);
    }
}

void require_size(const std::string& name, const std::vector<hsize_t>& extent, std::size_t values) {
    const hsize_t wanted = std::accumulate(extent.begin(), extent.end(), hsize_t{1}, std::multiplies<>());
    if (wanted != values) throw std::logic_error(fmt::format("{}: {} values for {} places", name, values, wanted));
}

}  // namespace

NetcdfFile::NetcdfFile(const std::filesystem::path& file) : file_(create_hdf5(file)) {}

void NetcdfFile::describe(const TextAttributes& attributes) { describe_object(file_.id(), attributes); }

std::vector<hsize_t> NetcdfFile::extent(const std::vector<std::string>& axes) const {
    std::vector<hsize_t> sizes;
    for (const auto& axis : axes) sizes.push_back(axes_.at(axis).size);
    return sizes;
}

Hdf5Handle NetcdfFile::dataset(const std::string& name, hid_t stored_as, const std::vector<hsize_t>& size,
                               hid_t properties, const TextAttributes& attributes) const {
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose,
                           "make a space");
    Hdf5Handle made(H5Dcreate2(file_.id(), name.c_str(), stored_as, space.id(), H5P_DEFAULT, properties, H5P_DEFAULT),
                    H5Dclose, "make variable " + name);
    describe_object(made.id(), attributes);
    return made;
}

Hdf5Handle NetcdfFile::text_dataset(const std::string& name, const std::vector<std::string>& labels,
                                    const TextAttributes& attributes) const {
    // Variable length: netCDF-C 4.9 crashes on fixed-length labels.
    const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
    check(H5Tset_size(type.id(), H5T_VARIABLE), "make a text type of any length");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "set the alphabet of a text type");
    Hdf5Handle made = dataset(name, type.id(), {labels.size()}, dataset_properties().id(), attributes);
    std::vector<const char*> pointers;
    for (const auto& label : labels) pointers.push_back(label.c_str());
    check(H5Dwrite(made.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "write " + name);
    return made;
}

void NetcdfFile::attach(const Hdf5Handle& variable, const std::vector<std::string>& axes) const {
    for (unsigned i = 0; i < axes.size(); ++i) {
        check(H5DSattach_scale(variable.id(), axes_.at(axes[i]).scale.id(), i), "attach axis " + axes[i]);
    }
}

void NetcdfFile::make_axis(const std::string& axis, Hdf5Handle scale, hsize_t size) {
    check(H5DSset_scale(scale.id(), axis.c_str()), "make axis " + axis);
    axes_.emplace(axis, Axis{std::move(scale), size});
}

void NetcdfFile::text_axis(const std::string& axis, const std::vector<std::string>& labels,
                           const TextAttributes& attributes) {
    make_axis(axis, text_dataset(axis, labels, attributes), labels.size());
}

void NetcdfFile::number_axis(const std::string& axis, const std::vector<std::int32_t>& numbers,
                             const TextAttributes& attributes) {
    Hdf5Handle made = dataset(axis, H5T_STD_I32LE, {numbers.size()}, dataset_properties().id(), attributes);
    check(H5Dwrite(made.id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()), "write " + axis);
    make_axis(axis, std::move(made), numbers.size());
}

void NetcdfFile::text(const std::string& name, const std::string& axis, const std::vector<std::string>& labels,
                      const TextAttributes& attributes) {
    require_size(name, extent({axis}), labels.size());
    attach(text_dataset(name, labels, attributes), {axis});
}

void NetcdfFile::numbers(const std::string& name, const std::vector<std::string>& axes,
                         const std::vector<hsize_t>& chunk, const std::vector<double>& values,
                         const TextAttributes& attributes) {
    const auto size = extent(axes);
    require_size(name, size, values.size());
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    const Hdf5Handle properties = dataset_properties();
    check(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()), "cut into chunks");
    check(H5Pset_shuffle(properties.id()), "shuffle");
    check(H5Pset_deflate(properties.id(), 1), "compress");  // higher levels cost much and save little
    check(H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &missing), "set the missing value");
    const Hdf5Handle made = dataset(name, H5T_IEEE_F64LE, size, properties.id(), attributes);
    write_attribute(made.id(), "_FillValue", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &missing, 1);
    attach(made, axes);
    check(H5Dwrite(made.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write " + name);
}

void NetcdfFile::codes(const std::string& name, const std::vector<std::string>& axes,
                       const std::vector<std::int8_t>& values, const std::vector<std::string>& meanings,
                       const TextAttributes& attributes) {
    const auto size = extent(axes);
    require_size(name, size, values.size());
    const Hdf5Handle made = dataset(name, H5T_STD_I8LE, size, dataset_properties().id(), attributes);
    std::vector<std::int8_t> known(meanings.size());
    std::iota(known.begin(), known.end(), std::int8_t{0});
    write_attribute(made.id(), "flag_values", H5T_STD_I8LE, H5T_NATIVE_INT8, known.data(), known.size());
    write_attribute(made.id(), "flag_meanings", fmt::format("{}", fmt::join(meanings, " ")));
    attach(made, axes);
    check(H5Dwrite(made.id(), H5T_NATIVE_INT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write " + name);
}

void NetcdfFile::close() {
    axes_.clear();
    file_.close("close the file");
}

}  // namespace topsoil
