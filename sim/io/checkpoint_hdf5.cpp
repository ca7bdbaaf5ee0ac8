#include "io/checkpoint_hdf5.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "io/atomic_write.hpp"
#include "io/checksum.hpp"
#include "io/hdf5_handle.hpp"
#include "topsoil/error.hpp"
#include "topsoil/version.hpp"

namespace topsoil {

namespace {

constexpr int format_version = 1;
const std::string format_attribute = "topsoil_checkpoint";
constexpr std::string_view other_program =
    "Resume with the program that wrote it, or start again without a checkpoint.";
constexpr std::string_view start_again = "Resume from an older checkpoint, or start again without one.";

/// The type in which values of `width` lie both in the file and in memory (little-endian, see checksum.cpp).
hid_t type_for(std::size_t width) {
    switch (width) {
        case 2:
            return H5T_STD_U16LE;
        case 4:
            return H5T_STD_U32LE;
        case 8:
            return H5T_STD_U64LE;
        default:
            return H5T_STD_U8LE;
    }
}

/// Elements of the dataset that make one value: several bytes where no integer has the width.
std::size_t elements_per_value(std::size_t width) { return width == 2 || width == 4 || width == 8 ? 1 : width; }

template <class Number>
void write_number(hid_t object, const std::string& name, hid_t type, Number number) {
    write_attribute(object, name, type, type, &number, 1);
}

template <class Number>
Number read_number(hid_t object, const std::string& name, hid_t type) {
    const Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "open attribute " + name);
    const Hdf5Handle space(H5Aget_space(attribute.id()), H5Sclose, "size attribute " + name);
    if (H5Sget_simple_extent_npoints(space.id()) != 1) throw Hdf5Error("attribute " + name + " is not one number");
    Number number{};
    check(H5Aread(attribute.id(), type, &number), "read attribute " + name);
    return number;
}

void write_block(hid_t file, const std::string& name, const void* data, std::size_t count, std::size_t width,
                 int version) {
    const hsize_t elements = count * elements_per_value(width);
    const Hdf5Handle space(H5Screate_simple(1, &elements, nullptr), H5Sclose, "make a row");
    const Hdf5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "make link properties");
    check(H5Pset_create_intermediate_group(links.id(), 1), "let groups be made");
    const Hdf5Handle block(
        H5Dcreate2(file, name.c_str(), type_for(width), space.id(), links.id(), dataset_properties().id(), H5P_DEFAULT),
        H5Dclose, "make block " + name);
    write_number<std::int32_t>(block.id(), "version", H5T_STD_I32LE, version);
    write_number<std::uint64_t>(block.id(), "width", H5T_STD_U64LE, width);
    write_number<std::uint64_t>(block.id(), "checksum", H5T_STD_U64LE, checksum_of(data, count * width));
    if (count > 0)
        check(H5Dwrite(block.id(), type_for(width), H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write block " + name);
}

/// Runs `work`, alone with HDF5; its failures name the file.
template <class Work>
void writing(const std::filesystem::path& file, const Work& work) {
    const Hdf5Session session;
    try {
        work();
    } catch (const Hdf5Error& error) {
        throw cannot_write(file, error.what());
    }
}

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view value, std::string reason,
                         std::string_view remedy = start_again) {
    throw InputError(Diagnostic{file.string(), 0, 0, std::string(value), std::move(reason), std::string(remedy)});
}

/// Runs `work`, alone with HDF5; its failures refuse the file and name the block being read, empty for the file as a
/// whole.
template <class Work>
void reading(const std::filesystem::path& file, std::string_view block, const Work& work) {
    const Hdf5Session session;
    try {
        work();
    } catch (const Hdf5Error& error) {
        const std::string what = block.empty() ? "the checkpoint" : fmt::format("block {} of the checkpoint", block);
        refuse(file, block, fmt::format("{} is foreign, cut short or altered: {}", what, error.what()));
    }
}

/// What the attributes and the extent of a dataset say.
struct BlockShape {
    std::size_t count = 0;
    std::size_t width = 0;
    int version = 0;
};

hsize_t elements_of(hid_t dataset) {
    const Hdf5Handle space(H5Dget_space(dataset), H5Sclose, "size the block");
    const hssize_t elements = H5Sget_simple_extent_npoints(space.id());
    if (elements < 0) throw Hdf5Error("cannot size the block");
    return static_cast<hsize_t>(elements);
}

BlockShape shape_of(hid_t dataset) {
    BlockShape shape;
    shape.version = read_number<std::int32_t>(dataset, "version", H5T_STD_I32LE);
    shape.width = read_number<std::uint64_t>(dataset, "width", H5T_STD_U64LE);
    if (shape.width == 0) throw Hdf5Error("its values have no width");
    shape.count = elements_of(dataset) / elements_per_value(shape.width);
    return shape;
}

/// Reads a block piece by piece, so that checking the checkpoint of a nation needs no more memory than that of a
/// village.
std::uint64_t checksum_on_disk(hid_t dataset, std::size_t width) {
    constexpr hsize_t most = 1U << 20;
    const hsize_t elements = elements_of(dataset);
    const std::size_t element_bytes = H5Tget_size(type_for(width));
    std::vector<std::byte> piece(std::min(most, elements) * element_bytes);
    const Hdf5Handle in_file(H5Dget_space(dataset), H5Sclose, "size the block");
    Checksum checksum;
    for (hsize_t start = 0; start < elements; start += most) {
        const hsize_t length = std::min(most, elements - start);
        check(H5Sselect_hyperslab(in_file.id(), H5S_SELECT_SET, &start, nullptr, &length, nullptr), "choose a piece");
        const Hdf5Handle in_memory(H5Screate_simple(1, &length, nullptr), H5Sclose, "make a row");
        check(H5Dread(dataset, type_for(width), in_memory.id(), in_file.id(), H5P_DEFAULT, piece.data()),
              "read the block");
        checksum.add(piece.data(), length * element_bytes);
    }
    return checksum.value();
}

BlockShape verified_shape(hid_t dataset) {
    const BlockShape shape = shape_of(dataset);
    if (checksum_on_disk(dataset, shape.width) != read_number<std::uint64_t>(dataset, "checksum", H5T_STD_U64LE)) {
        throw Hdf5Error("its checksum does not fit its numbers");
    }
    return shape;
}

std::string link_name(hid_t group, hsize_t position) {
    const auto ask = [&](char* into, std::size_t size) {
        const auto length =
            H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, position, into, size, H5P_DEFAULT);
        if (length < 0) throw Hdf5Error("cannot list the blocks");
        return static_cast<std::size_t>(length);
    };
    std::string name(ask(nullptr, 0), '\0');
    ask(name.data(), name.size() + 1);
    return name;
}

using Shapes = std::map<std::string, BlockShape, std::less<>>;

/// Verifies every block under `group`; `prefix` is the group's path with a closing slash, empty for the root.
void verify_group(const std::filesystem::path& file, hid_t group, const std::string& prefix, Shapes& shapes) {
    H5G_info_t info;
    check(H5Gget_info(group, &info), "list the blocks");
    for (hsize_t position = 0; position < info.nlinks; ++position) {
        const std::string link = link_name(group, position);
        const std::string name = prefix + link;
        reading(file, name, [&] {
            const Hdf5Handle object(H5Oopen(group, link.c_str(), H5P_DEFAULT), H5Oclose, "open it");
            if (H5Iget_type(object.id()) == H5I_GROUP) {
                verify_group(file, object.id(), name + "/", shapes);
            } else {
                shapes.emplace(name, verified_shape(object.id()));
            }
        });
    }
}

void require_format(const std::filesystem::path& file, hid_t hdf5) {
    const htri_t ours = H5Aexists(hdf5, format_attribute.c_str());
    check(ours, "look for its format");
    if (ours == 0) refuse(file, "", "this is not a checkpoint of topsoil");
    const int format = read_number<std::int32_t>(hdf5, format_attribute, H5T_STD_I32LE);
    if (format != format_version) {
        refuse(file, std::to_string(format), fmt::format("this program reads checkpoints of format {}", format_version),
               other_program);
    }
}

}  // namespace

struct BlockWriter::State {
    AtomicFile file;
    Hdf5Handle hdf5;
};

BlockWriter::BlockWriter(const std::filesystem::path& file) : state_(new State{AtomicFile(file), {}}) {
    writing(file, [&] {
        state_->hdf5 = create_hdf5(state_->file.temporary());
        write_number<std::int32_t>(state_->hdf5.id(), format_attribute, H5T_STD_I32LE, format_version);
        write_attribute(state_->hdf5.id(), "written_by", version() + " (" + git_hash() + ")");
    });
}

BlockWriter::~BlockWriter() {
    const Hdf5Session session;
    state_.reset();
}

void BlockWriter::put(std::string_view name, const void* data, std::size_t count, std::size_t width, int version) {
    writing(state_->file.file(),
            [&] { write_block(state_->hdf5.id(), std::string(name), data, count, width, version); });
}

void BlockWriter::close() {
    writing(state_->file.file(), [&] { state_->hdf5.close("close the file"); });
    state_->file.commit();
}

struct BlockReader::State {
    std::filesystem::path file;
    Hdf5Handle hdf5;
    Shapes shapes;

    [[nodiscard]] const BlockShape& shape(std::string_view name) const {
        const auto found = shapes.find(name);
        if (found == shapes.end()) refuse(file, name, "the checkpoint has no such block", other_program);
        return found->second;
    }
};

BlockReader::BlockReader(const std::filesystem::path& file) : state_(new State{file, {}, {}}) {
    if (!std::filesystem::exists(file)) refuse(file, "", "there is no such checkpoint");
    reading(file, "", [&] {
        state_->hdf5 = open_hdf5(file);
        require_format(file, state_->hdf5.id());
        verify_group(file, state_->hdf5.id(), "", state_->shapes);
    });
}

BlockReader::~BlockReader() {
    const Hdf5Session session;
    state_.reset();
}

bool BlockReader::has(std::string_view name) const { return state_->shapes.contains(name); }

std::size_t BlockReader::count(std::string_view name) const { return state_->shape(name).count; }

void BlockReader::get(std::string_view name, void* into, std::size_t count, std::size_t width, int version) const {
    const BlockShape& kept = state_->shape(name);
    const auto require = [&](std::string_view what, auto found, auto wanted) {
        if (found == wanted) return;
        refuse(state_->file, name, fmt::format("the block has {} {} where this program needs {}", what, found, wanted),
               other_program);
    };
    require("version", kept.version, version);
    require("width", kept.width, width);
    require("count", kept.count, count);
    if (count == 0) return;
    reading(state_->file, name, [&] {
        const Hdf5Handle block(H5Dopen2(state_->hdf5.id(), std::string(name).c_str(), H5P_DEFAULT), H5Dclose,
                               "open it");
        check(H5Dread(block.id(), type_for(width), H5S_ALL, H5S_ALL, H5P_DEFAULT, into), "read it");
    });
}

void write_checkpoint_file(const std::filesystem::path& file, const std::function<void(BlockSink&)>& fill) {
    BlockWriter writer(file);
    fill(writer);
    writer.close();
}

void read_checkpoint_file(const std::filesystem::path& file, const std::function<void(const BlockSource&)>& use) {
    use(BlockReader(file));
}

}  // namespace topsoil
