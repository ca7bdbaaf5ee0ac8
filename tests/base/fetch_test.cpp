#include "base/fetch.hpp"

#include <utility>
#include <vector>

#include "catch.hpp"

using namespace topsoil;

namespace {

/// What in_stages calls, as (stage, item), for this many items with three stages so many steps apart.
std::vector<std::pair<int, std::size_t>> calls(std::size_t count, std::size_t steps) {
    std::vector<std::pair<int, std::size_t>> made;
    in_stages(
        count, steps, [&](std::size_t i) { made.emplace_back(0, i); }, [&](std::size_t i) { made.emplace_back(1, i); }, [&](std::size_t i) { made.emplace_back(2, i); });
    return made;
}

}  // namespace

TEST_CASE("Stages follow each other by so many items, worked by hand") {
    REQUIRE(calls(3, 1) == std::vector<std::pair<int, std::size_t>>{{0, 0}, {0, 1}, {1, 0}, {0, 2}, {1, 1}, {2, 0}, {1, 2}, {2, 1}, {2, 2}});
    REQUIRE(calls(1, 4) == std::vector<std::pair<int, std::size_t>>{{0, 0}, {1, 0}, {2, 0}});
    REQUIRE(calls(0, 4).empty());
}

TEST_CASE("Every stage sees every item once, in order, and never before the stage ahead of it") {
    for (const std::size_t count : {1, 2, 7, 8, 9, 100}) {
        for (const std::size_t steps : {1, 4, 16}) {
            CAPTURE(count, steps);
            std::vector<std::size_t> next(3, 0);
            for (const auto& [stage, item] : calls(count, steps)) {
                REQUIRE(item == next[static_cast<std::size_t>(stage)]++);
                if (stage > 0) REQUIRE(item < next[static_cast<std::size_t>(stage) - 1]);
            }
            REQUIRE(next == std::vector<std::size_t>(3, count));
        }
    }
}
