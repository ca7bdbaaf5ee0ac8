#include "engine/checkpoint.hpp"

#include <string>

namespace topsoil {

namespace {

constexpr int layout_version = 1;  // raise when the meaning of a field changes while its width does not

class Saver {
public:
    Saver(BlockSink& sink, const std::string& prefix) : sink_(sink), prefix_(prefix) {}

    template <class T>
    void operator()(const Field& field, Column<T>& column) {
        std::vector<std::uint32_t> lengths;
        std::vector<T> values;
        values.reserve(column.size());
        for (std::size_t page = 0; page < column.pages(); ++page) {
            lengths.push_back(column.page_length(page));
            values.insert(values.end(), column.read(page), column.read(page) + column.page_length(page));
        }
        put(name(field) + ".pages", lengths);
        put(name(field), values);
    }
    template <class Record, auto Member>
    void operator()(const Field& field, Facet<Record, Member>& facet) {
        std::vector<std::uint32_t> lengths;
        std::vector<typename Facet<Record, Member>::Value> values;
        values.reserve(facet.size());
        for (std::size_t page = 0; page < facet.pages(); ++page) {
            lengths.push_back(facet.page_length(page));
            const auto from = facet.read(page);
            for (std::uint32_t i = 0; i < facet.page_length(page); ++i) values.push_back(from[i]);
        }
        put(name(field) + ".pages", lengths);
        put(name(field), values);
    }
    template <class T>
    void operator()(const Field& field, std::vector<T>& values) {
        put(name(field), values);
    }
    template <class T>
    void operator()(const Field& field, std::vector<std::vector<T>>& rows) {
        std::vector<std::uint64_t> lengths;
        std::vector<T> values;
        for (const auto& row : rows) {
            lengths.push_back(row.size());
            values.insert(values.end(), row.begin(), row.end());
        }
        put(name(field) + ".rows", lengths);
        put(name(field), values);
    }

private:
    [[nodiscard]] std::string name(const Field& field) const { return prefix_ + std::string(field.name); }
    template <class T>
    void put(const std::string& block, const std::vector<T>& values) {
        sink_.put(block, values.data(), values.size(), sizeof(T), layout_version);
    }

    BlockSink& sink_;
    std::string prefix_;
};

class Loader {
public:
    Loader(const BlockSource& source, const std::string& prefix) : source_(source), prefix_(prefix) {}

    template <class T>
    void operator()(const Field& field, Column<T>& column) {
        const auto lengths = get<std::uint32_t>(name(field) + ".pages");
        const auto values = get<T>(name(field));
        column = Column<T>(lengths);
        const T* next = values.data();
        for (std::size_t page = 0; page < lengths.size(); ++page) {
            if (lengths[page] > 0) std::memcpy(column.write(page), next, lengths[page] * sizeof(T));
            next += lengths[page];
        }
    }
    template <class Record, auto Member>
    void operator()(const Field& field, Facet<Record, Member>& facet) {
        facet.lay(get<std::uint32_t>(name(field) + ".pages"));
        const auto values = get<typename Facet<Record, Member>::Value>(name(field));
        auto next = values.begin();
        for (std::size_t page = 0; page < facet.pages(); ++page) {
            const auto to = facet.write(page);
            for (std::uint32_t i = 0; i < facet.page_length(page); ++i) to[i] = *next++;
        }
    }
    template <class T>
    void operator()(const Field& field, std::vector<T>& values) {
        values = get<T>(name(field));
    }
    template <class T>
    void operator()(const Field& field, std::vector<std::vector<T>>& rows) {
        const auto lengths = get<std::uint64_t>(name(field) + ".rows");
        const auto values = get<T>(name(field));
        rows.clear();
        auto next = values.begin();
        for (const std::uint64_t length : lengths) {
            rows.emplace_back(next, next + static_cast<std::ptrdiff_t>(length));
            next += static_cast<std::ptrdiff_t>(length);
        }
    }

private:
    [[nodiscard]] std::string name(const Field& field) const { return prefix_ + std::string(field.name); }
    template <class T>
    [[nodiscard]] std::vector<T> get(const std::string& block) const {
        std::vector<T> values(source_.count(block));
        source_.get(block, values.data(), values.size(), sizeof(T), layout_version);
        return values;
    }

    const BlockSource& source_;
    std::string prefix_;
};

}  // namespace

void save_world(World& world, BlockSink& sink, const std::string& prefix) {
    Saver saver(sink, prefix);
    const std::vector<std::int64_t> week{world.week};
    sink.put(prefix + "world.week", week.data(), 1, sizeof(std::int64_t), layout_version);
    world.visit(saver);
}

void load_world(World& world, const BlockSource& source, const std::string& prefix) {
    std::int64_t week = 0;
    source.get(prefix + "world.week", &week, 1, sizeof week, layout_version);
    Loader loader(source, prefix);
    world.visit(loader);
    world.week = static_cast<Week>(week);
}

}  // namespace topsoil
