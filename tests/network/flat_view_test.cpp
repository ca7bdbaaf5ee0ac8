#include "network/flat_view.hpp"

#include "catch.hpp"

using namespace topsoil;

TEST_CASE("A flat view of a column that lies in one piece is the column's own memory") {
    Column<std::uint16_t> column(3 * shard_size);
    column.edit(5) = 7;
    FlatView<std::uint16_t> view;
    REQUIRE(view.of(column) == column.read(0));
}

TEST_CASE("A flat view of a column whose pages are scattered shows the same values and follows later writes") {
    Column<std::uint16_t> first(3 * shard_size);
    for (std::uint32_t slot = 0; slot < first.size(); ++slot) first.edit(slot) = static_cast<std::uint16_t>(slot * 3);
    Column<std::uint16_t> second = first.branch();
    second.edit(shard_size + 1) = 9;
    REQUIRE(second.flat() == nullptr);

    FlatView<std::uint16_t> view;
    const auto disagreements = [&] {
        const std::uint16_t* values = view.of(second);
        std::uint32_t count = 0;
        for (std::uint32_t slot = 0; slot < second.size(); ++slot) count += values[slot] != second[slot];
        return count;
    };
    REQUIRE(disagreements() == 0);
    second.edit(2 * shard_size) = 11;
    REQUIRE(disagreements() == 0);
    REQUIRE(view.of(second)[2 * shard_size] == 11);
}
