#include "io/hdf5_handle.hpp"

#include <fmt/format.h>

namespace topsoil {

namespace {

std::recursive_mutex& hdf5_mutex() {
    static std::recursive_mutex mutex;
    return mutex;
}

/// The innermost entry of the error stack is the one that says what happened.
herr_t keep_description(unsigned, const H5E_error2_t* entry, void* text) {
    if (entry->desc != nullptr) *static_cast<std::string*>(text) = entry->desc;
    return 1;
}

[[noreturn]] void fail(std::string_view action) {
    std::string text;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_description, &text);
    throw Hdf5Error(fmt::format("cannot {}: {}", action, text.empty() ? "HDF5 gives no reason" : text));
}

/// Locks help nobody here (files are written under another name and moved), and fail on many network file systems.
void lock_if_possible(hid_t access) {
#if H5_VERSION_GE(1, 12, 1) || (H5_VERSION_GE(1, 10, 7) && !H5_VERSION_GE(1, 12, 0))
    check(H5Pset_file_locking(access, true, true), "set file locking");
#else
    (void)access;
#endif
}

Hdf5Handle access_properties() {
    Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make file access properties");
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V110), "set the format version");
    check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_SEMI), "set the closing degree");
    lock_if_possible(access.id());
    return access;
}

}  // namespace

Hdf5Session::Hdf5Session() : alone_(hdf5_mutex()) { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

void check(herr_t result, std::string_view action) {
    if (result < 0) fail(action);
}

Hdf5Handle::Hdf5Handle(hid_t id, Closer closer, std::string_view action) : id_(id), closer_(closer) {
    if (id < 0) fail(action);
}

void Hdf5Handle::close(std::string_view action) { check(closer_(std::exchange(id_, -1)), action); }

Hdf5Handle create_hdf5(const std::filesystem::path& file) {
    const Hdf5Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "make file creation properties");
    constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    check(H5Pset_link_creation_order(creation.id(), in_order), "track the order of links");
    check(H5Pset_attr_creation_order(creation.id(), in_order), "track the order of attributes");
    check(H5Pset_obj_track_times(creation.id(), false), "leave out time stamps");
    const Hdf5Handle access = access_properties();
    return {H5Fcreate(file.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose, "create the file"};
}

Hdf5Handle open_hdf5(const std::filesystem::path& file) {
    const Hdf5Handle access = access_properties();
    return {H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.id()), H5Fclose, "open the file"};
}

Hdf5Handle dataset_properties() {
    Hdf5Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make dataset properties");
    check(H5Pset_attr_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "track the order of attributes");
    check(H5Pset_obj_track_times(properties.id(), false), "leave out time stamps");
    return properties;
}

void write_attribute(hid_t object, const std::string& name, std::string_view text) {
    // Fixed length, as netCDF-C writes its own: variable-length attributes trouble older readers.
    const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
    check(H5Tset_size(type.id(), text.size()), "size a text type");
    check(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "set the padding of a text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "set the alphabet of a text type");
    const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose, "make a scalar");
    const Hdf5Handle attribute(H5Acreate2(object, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                               H5Aclose, "make attribute " + name);
    check(H5Awrite(attribute.id(), type.id(), std::string(text).c_str()), "write attribute " + name);
}

void write_attribute(hid_t object, const std::string& name, hid_t stored_as, hid_t in_memory, const void* values,
                     hsize_t count) {
    const Hdf5Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose, "make a row");
    const Hdf5Handle attribute(H5Acreate2(object, name.c_str(), stored_as, space.id(), H5P_DEFAULT, H5P_DEFAULT),
                               H5Aclose, "make attribute " + name);
    check(H5Awrite(attribute.id(), in_memory, values), "write attribute " + name);
}

}  // namespace topsoil
