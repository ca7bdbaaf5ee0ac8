#include "base/column.hpp"

#include <utility>

#include "catch.hpp"

using namespace topsoil;

TEST_CASE("A new column holds its value in every slot") {
    const Column<std::uint16_t> column(3 * shard_size, 42);
    REQUIRE(column.size() == 3 * shard_size);
    REQUIRE(column.pages() == 3);
    std::uint32_t right = 0;
    for (std::uint32_t slot = 0; slot < column.size(); ++slot) right += column[slot] == 42;
    REQUIRE(right == 3 * shard_size);
}

TEST_CASE("A column of part of a shard has room for the whole shard") {
    const Column<std::uint8_t> column(shard_size + 1, 3);
    REQUIRE(column.pages() == 2);
    REQUIRE(column.page_length(1) == shard_size);
    REQUIRE(column[2 * shard_size - 1] == 3);
}

TEST_CASE("What is written to a slot is read there and nowhere else") {
    Column<std::uint32_t> column(2 * shard_size);
    column.edit(shard_size + 5) = 77;
    REQUIRE(column[shard_size + 5] == 77);
    REQUIRE(column.read(1)[5] == 77);
    REQUIRE(column[5] == 0);
    REQUIRE(column[shard_size + 4] == 0);
}

TEST_CASE("A branch costs no page until somebody writes, and then one page") {
    const std::size_t before = column_bytes_held();
    constexpr std::size_t page_bytes = shard_size * sizeof(std::uint32_t);
    Column<std::uint32_t> first(4 * shard_size, 1);
    REQUIRE(column_bytes_held() == before + 4 * page_bytes);
    Column<std::uint32_t> second = first.branch();
    REQUIRE(column_bytes_held() == before + 4 * page_bytes);
    REQUIRE(second.read(2) == first.read(2));
    second.edit(2 * shard_size) = 9;
    REQUIRE(column_bytes_held() == before + 5 * page_bytes);
    second.edit(2 * shard_size + 1) = 9;
    REQUIRE(column_bytes_held() == before + 5 * page_bytes);
    REQUIRE(second.read(1) == first.read(1));
}

TEST_CASE("A write in one world is not seen in the other, whichever writes first") {
    Column<int> first(2 * shard_size, 1);
    Column<int> second = first.branch();
    Column<int> third = second.branch();
    first.edit(0) = 10;
    second.edit(0) = 20;
    second.edit(shard_size) = 21;
    third.edit(0) = 30;
    REQUIRE(first[0] == 10);
    REQUIRE(second[0] == 20);
    REQUIRE(third[0] == 30);
    REQUIRE(first[shard_size] == 1);
    REQUIRE(second[shard_size] == 21);
    REQUIRE(third[shard_size] == 1);
    REQUIRE(second[1] == 1);
}

TEST_CASE("The last holder of a page writes in place instead of copying") {
    Column<int> first(shard_size, 1);
    Column<int> second = first.branch();
    const int* shared = first.read(0);
    second.edit(0) = 2;
    first.edit(0) = 3;
    REQUIRE(first.read(0) == shared);
    REQUIRE(second.read(0) != shared);
}

TEST_CASE("A branch outlives the world it came from") {
    auto first = std::make_unique<Column<int>>(2 * shard_size, 5);
    Column<int> second = first->branch();
    first.reset();
    REQUIRE(second[shard_size + 1] == 5);
    second.edit(0) = 6;
    REQUIRE(second[0] == 6);
}

TEST_CASE("Owning all pages at once leaves nothing shared") {
    Column<int> first(3 * shard_size, 5);
    Column<int> second = first.branch();
    second.own_all();
    REQUIRE(second.bytes_own_and_shared() == std::pair<std::size_t, std::size_t>(3 * shard_size * sizeof(int), 0));
    for (std::size_t page = 0; page < 3; ++page) REQUIRE(second.read(page) != first.read(page));
    REQUIRE(second[2 * shard_size] == 5);
}

TEST_CASE("Bytes are told apart into own and shared") {
    using Bytes = std::pair<std::size_t, std::size_t>;
    constexpr std::size_t page_bytes = shard_size * sizeof(std::uint16_t);
    Column<std::uint16_t> first(4 * shard_size);
    REQUIRE(first.bytes_own_and_shared() == Bytes(4 * page_bytes, 0));
    {
        Column<std::uint16_t> second = first.branch();
        second.edit(0) = 1;
        REQUIRE(first.bytes_own_and_shared() == Bytes(page_bytes, 3 * page_bytes));
        REQUIRE(second.bytes_own_and_shared() == Bytes(page_bytes, 3 * page_bytes));
    }
    REQUIRE(first.bytes_own_and_shared() == Bytes(4 * page_bytes, 0));
}

TEST_CASE("A column is flat while all its pages lie where they were made") {
    Column<int> first(3 * shard_size);
    for (std::uint32_t slot = 0; slot < first.size(); ++slot) first.edit(slot) = static_cast<int>(slot);
    REQUIRE(first.flat() != nullptr);
    REQUIRE(first.flat()[2 * shard_size + 7] == 2 * shard_size + 7);
    Column<int> second = first.branch();
    REQUIRE(second.flat() == first.flat());
    second.edit(shard_size) = -1;
    REQUIRE(second.flat() == nullptr);
    REQUIRE(first.flat() != nullptr);
    REQUIRE(Column<int>().flat() == nullptr);
}

TEST_CASE("Pages of unequal length follow one another and start at zero") {
    Column<std::uint64_t> column(std::vector<std::uint32_t>{3, 0, 5'000});
    REQUIRE(column.size() == 5'003);
    REQUIRE(column.pages() == 3);
    REQUIRE(column.page_length(1) == 0);
    REQUIRE(column.page_length(2) == 5'000);
    REQUIRE(column.read(2)[4'999] == 0);
    column.write(2)[4'999] = 8;
    Column<std::uint64_t> other = column.branch();
    other.write(2)[0] = 1;
    (void)other.write(1);
    REQUIRE(other.read(2)[4'999] == 8);
    REQUIRE(column.read(2)[0] == 0);
}

TEST_CASE("Appended slots carry their value and leave earlier pages where they are") {
    Column<int> column(shard_size, 1);
    const int* page = column.read(0);
    column.append_uniform(2 * shard_size, 4);
    REQUIRE(column.size() == 3 * shard_size);
    REQUIRE(column.read(0) == page);
    REQUIRE(column[shard_size - 1] == 1);
    REQUIRE(column[shard_size] == 4);
    REQUIRE(column[3 * shard_size - 1] == 4);
    REQUIRE(column.flat() == nullptr);
}

TEST_CASE("Moving a column moves its pages") {
    Column<int> first(shard_size, 6);
    const int* page = first.read(0);
    Column<int> second = std::move(first);
    REQUIRE(second.read(0) == page);
    Column<int> third(2 * shard_size, 7);
    third = std::move(second);
    REQUIRE(third.read(0) == page);
    REQUIRE(third.size() == shard_size);
}

TEST_CASE("Nothing is held any more when the last column is gone") {
    const std::size_t before = column_bytes_held();
    {
        Column<int> first(5 * shard_size, 1);
        Column<int> second = first.branch();
        second.edit(0) = 2;
        first.edit(shard_size) = 3;
        Column<int> third = second.branch();
        third.own_all();
        third.append_uniform(shard_size, 1);
        second = std::move(third);
        const Column<std::uint8_t> uneven(std::vector<std::uint32_t>{1, 0, 9});
        REQUIRE(column_bytes_held() > before);
    }
    REQUIRE(column_bytes_held() == before);
}

TEST_CASE("The resident set is at least what the columns hold") {
    const Column<std::uint64_t> column(64 * shard_size, 1);
    REQUIRE(peak_resident_bytes() > 64 * shard_size * sizeof(std::uint64_t));
}
