#include "network/reference_kernel.hpp"

#include <cstdint>
#include <vector>

#include "catch.hpp"

using namespace topsoil;

namespace {

// REFK-1 written down once more, straight from its definition and sharing nothing with the engine: lists of lists,
// branches, one agent after another.
namespace plain {

std::uint64_t mix64(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

std::uint64_t draw(std::uint64_t s, std::uint64_t a, std::uint64_t b) {
    return mix64(mix64(256 + s) ^ (a << 32 | b)) >> 32;
}

struct Agent {
    int state;
    std::uint64_t memory;
    std::uint64_t theta;
    std::vector<std::size_t> neighbours;
};

std::vector<Agent> population(std::uint64_t n) {
    std::vector<Agent> agents(n);
    for (std::uint64_t i = 0; i < n; ++i) {
        agents[i].state = draw(4, i, 0) < 42949673 ? 1 : 0;
        agents[i].memory = 0;
        agents[i].theta = 8 + draw(3, i, 0) % 24;
        for (std::uint64_t d = 1; d <= 6; ++d) {
            std::uint64_t j = (i + d) % n;
            if (draw(1, i, d) < 429496730 && draw(2, i, d) % n != i) j = draw(2, i, d) % n;
            agents[i].neighbours.push_back(j);
            agents[j].neighbours.push_back(i);
        }
    }
    return agents;
}

std::vector<Agent> after_week(const std::vector<Agent>& old, std::uint64_t week) {
    std::vector<Agent> agents = old;
    for (std::uint64_t i = 0; i < old.size(); ++i) {
        std::uint64_t c = 0;
        for (const std::size_t j : old[i].neighbours) {
            if (old[j].state == 1) ++c;
        }
        const std::uint64_t u = draw(5, week, i);
        agents[i].memory = old[i].memory - (old[i].memory >> 3) + c;
        if (old[i].state == 0) {
            const std::uint64_t p = c * 85899346 + (agents[i].memory >= old[i].theta ? 214748365 : 0);
            if (u < p) agents[i].state = 1;
        } else if (old[i].state == 1) {
            if (u < 644245094) agents[i].state = 2;
        } else {
            if (u < 214748365) agents[i].state = 0;
        }
    }
    return agents;
}

RefkResult run(std::uint64_t n, std::uint64_t weeks) {
    RefkResult result;
    std::vector<Agent> agents = population(n);
    for (std::uint64_t week = 0; week < weeks; ++week) {
        agents = after_week(agents, week);
        result.counts.push_back({0, 0, 0});
        for (const Agent& agent : agents) ++result.counts.back()[static_cast<std::size_t>(agent.state)];
    }
    for (std::uint64_t i = 0; i < n; ++i) {
        result.checksum += mix64(i << 32 | static_cast<std::uint64_t>(agents[i].state) << 16 | agents[i].memory);
    }
    return result;
}

}  // namespace plain

// More than two shards, the last one not full.
constexpr RefkSettings small{.agents = 10'007, .ticks = 60};

const RefkResult& expected() {
    static const RefkResult result = plain::run(10'007, 60);
    return result;
}

}  // namespace

TEST_CASE("On a small population engine and hand loop agree with the definition of the reference kernel") {
    Team team(2);
    const RefkResult engine = run_refk_engine(small, team);
    const RefkResult hand = run_refk_hand(small, 2);
    REQUIRE(engine.checksum == expected().checksum);
    REQUIRE(hand.checksum == expected().checksum);
    REQUIRE(engine.counts == expected().counts);
    REQUIRE(hand.counts == expected().counts);
    REQUIRE(expected().counts.back()[1] > 100);  // the contagion lives, else the checksum would say little
}

TEST_CASE("The reference kernel gives the same bits with one, two and seven threads") {
    for (const int threads : {1, 2, 7}) {
        CAPTURE(threads);
        Team team(threads);
        REQUIRE(run_refk_engine(small, team).checksum == expected().checksum);
        REQUIRE(run_refk_hand(small, threads).checksum == expected().checksum);
    }
}

TEST_CASE("The reference kernel gives the same bits in a world whose pages are scattered") {
    Team team(2);
    RefkSettings settings = small;
    settings.second_world = true;
    REQUIRE(run_refk_engine(settings, team).checksum == expected().checksum);
}

TEST_CASE("Running the two kernels piece by piece changes neither and times both") {
    const RefkComparison both = compare_refk(small, 2);
    REQUIRE(both.engine.checksum == expected().checksum);
    REQUIRE(both.hand.checksum == expected().checksum);
    REQUIRE(both.engine.counts == expected().counts);
    REQUIRE(both.engine.seconds > 0);
    REQUIRE(both.engine.agent_steps_per_s == Approx(60.0 * 10'007 / both.engine.seconds));
    REQUIRE(both.ratio > 0);
}

TEST_CASE("The active share is the mean over the second half of the weeks") {
    Team team(1);
    const RefkResult result = run_refk_engine(small, team);
    double active = 0;
    for (std::size_t week = 30; week < 60; ++week) active += expected().counts[week][1];
    REQUIRE(result.mean_active_share == Approx(active / 30 / 10'007));
}

TEST_CASE("The engine gives the known answer at full size", "[.][known-answer]") {
    Team team(Team::available_threads());
    const RefkResult result = run_refk_engine({}, team);
    REQUIRE(result.checksum == refk_known_checksum);
    REQUIRE(result.mean_active_share == Approx(refk_known_active_share).margin(5e-6));
}
