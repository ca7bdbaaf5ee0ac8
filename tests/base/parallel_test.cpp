#include "base/parallel.hpp"

#include <atomic>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/column.hpp"
#include "catch.hpp"

using namespace topsoil;

TEST_CASE("Every shard is visited once, whatever the number of threads and shards") {
    for (const int threads : {1, 2, 7}) {
        Team team(threads);
        REQUIRE(team.threads() == threads);
        for (const std::size_t shards : {0, 1, 2, 3, 160, 5'000}) {
            CAPTURE(threads, shards);
            std::vector<std::atomic<int>> visits(shards + 1);
            team.for_shards(shards, [&](std::size_t shard) { ++visits[shard]; });
            std::size_t once = 0;
            for (std::size_t shard = 0; shard < shards; ++shard) once += visits[shard] == 1;
            REQUIRE(once == shards);
            REQUIRE(visits[shards] == 0);
        }
    }
}

TEST_CASE("When the loop returns all shards are done") {
    Team team(2);
    std::atomic<int> done{0};
    for (int loop = 1; loop <= 200; ++loop) {
        team.for_shards(16, [&](std::size_t) { done.fetch_add(1, std::memory_order_relaxed); });
        REQUIRE(done.load(std::memory_order_relaxed) == 16 * loop);
    }
}

TEST_CASE("What goes wrong in one shard is told to whoever asked, whatever the number of threads") {
    for (const int threads : {1, 2, 7}) {
        Team team(threads);
        REQUIRE_THROWS_AS(team.for_shards(160, [](std::size_t shard) {
            if (shard == 77) throw std::runtime_error("a page is missing");
        }),
                          std::runtime_error);
        std::atomic<int> visits{0};
        team.for_shards(160, [&](std::size_t) { ++visits; });
        REQUIRE(visits == 160);
    }
}

TEST_CASE("Work that is a named object is used in place, not copied") {
    struct Counter {
        std::atomic<int> calls{0};
        void operator()(std::size_t) { ++calls; }
    } counter;
    Team team(2);
    team.for_shards(32, counter);
    REQUIRE(counter.calls == 32);
}

TEST_CASE("A team of less than one thread is a team of one, and works on the calling thread") {
    Team team(0);
    REQUIRE(team.threads() == 1);
    const auto here = std::this_thread::get_id();
    std::size_t on_this_thread = 0;
    team.for_shards(10, [&](std::size_t) { on_this_thread += std::this_thread::get_id() == here; });
    REQUIRE(on_this_thread == 10);
}

TEST_CASE("Threads copy the pages of a branched column side by side") {
    Column<std::uint32_t> first(64 * shard_size, 1);
    for (const int threads : {1, 2, 7}) {
        CAPTURE(threads);
        Column<std::uint32_t> second = first.branch();
        Team team(threads);
        team.for_shards(second.pages(), [&](std::size_t page) {
            std::uint32_t* values = second.write(page);
            for (std::uint32_t i = 0; i < shard_size; ++i) values[i] += static_cast<std::uint32_t>(page);
        });
        std::uint64_t sum = 0;
        for (std::uint32_t slot = 0; slot < second.size(); ++slot) sum += second[slot];
        REQUIRE(sum == std::uint64_t{shard_size} * (64 + 63 * 64 / 2));
        REQUIRE(first[63 * shard_size] == 1);
    }
}

TEST_CASE("The number of threads to use is what Slurm grants, else what the processor allows") {
    const char* given = std::getenv("SLURM_CPUS_PER_TASK");
    const std::optional<std::string> before = given ? std::optional<std::string>(given) : std::nullopt;
    setenv("SLURM_CPUS_PER_TASK", "5", 1);
    REQUIRE(Team::available_threads() == 5);
    setenv("SLURM_CPUS_PER_TASK", "none", 1);
    REQUIRE(Team::available_threads() >= 1);
    unsetenv("SLURM_CPUS_PER_TASK");
    REQUIRE(Team::available_threads() >= 1);
    REQUIRE(Team::available_threads() <= static_cast<int>(std::thread::hardware_concurrency()));
    if (before) setenv("SLURM_CPUS_PER_TASK", before->c_str(), 1);
}
