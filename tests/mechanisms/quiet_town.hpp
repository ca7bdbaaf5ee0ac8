// A settled small town in which only some processes go on, so that what one mechanism does can be seen by itself.
#pragma once

#include <cmath>
#include <initializer_list>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/maths.hpp"
#include "catch.hpp"
#include "engine/checks.hpp"
#include "state/need_rates.hpp"
#include "support/small_town.hpp"

namespace topsoil {

/// Weeks in which everybody's turn comes at least once, whatever a mechanism takes in turns: several whole rounds of each.
inline constexpr int all_turns = 8;

/// Defaults, save those given here. Values outside the declared range are taken too: limits are worth testing.
[[nodiscard]] inline ParameterSet parameters_with(std::initializer_list<std::pair<std::string_view, double>> values) {
    ParameterSet parameters;
    for (const auto& [key, value] : values) parameters.set(key, value);
    return parameters;
}

/// The town as its first week finds it, settled under default parameters. Branches of it cost nothing.
[[nodiscard]] inline World settled_world() {
    static SmallTown town;
    return town.world().branch();
}

/// A branch of the settled town in which only the named processes live on, under parameters of their own.
class QuietTown {
public:
    explicit QuietTown(const std::vector<std::string_view>& going_on, const ParameterSet& parameters = {}, std::uint64_t seed = test_seed)
        : QuietTown(settled_world(), going_on, parameters, seed) {}
    QuietTown(World&& past, const std::vector<std::string_view>& going_on, const ParameterSet& parameters = {}, std::uint64_t seed = test_seed)
        : parameters_(parameters), simulation_(std::move(past), parameters_, shipped_levers("tendered"), seed, team_) {
        for (const ProcessDeclaration* process : all_processes()) {
            if (std::find(going_on.begin(), going_on.end(), process->name) == going_on.end()) simulation_.switch_off(process->name);
        }
    }

    /// Lives weeks; after each of them everything must balance.
    void live(int weeks = 1) {
        for (int week = 0; week < weeks; ++week) {
            simulation_.live_week();
            check_everything(world());
        }
    }
    [[nodiscard]] World& world() { return simulation_.world(); }
    [[nodiscard]] Simulation& simulation() { return simulation_; }
    [[nodiscard]] std::int64_t total(Flow flow) { return world().flows.total(flow); }

private:
    ParameterSet parameters_;
    Team team_{1};
    Simulation simulation_;
};

/// Events that happen independently, each with a chance of its own: what to count on, and how far chance may stray from it.
struct Expected {
    double mean = 0;
    double variance = 0;
    void add(double chance) {
        mean += chance;
        variance += chance * (1 - chance);
    }
};

/// Four standard deviations: a fixed seed that lies further off is a fault, not bad luck (1 in 16,000).
inline void require_count(double counted, const Expected& expected) {
    CAPTURE(counted, expected.mean, expected.variance);
    REQUIRE(expected.mean > 30);  // fewer events could not tell right from wrong
    REQUIRE(std::abs(counted - expected.mean) <= 4 * std::sqrt(expected.variance));
}

template <class Use>
void for_everybody(const World& world, Use&& use) {
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot)) use(slot);
    }
}

/// Files of people, in order.
template <class Use>
void for_each_file(const World& world, Use&& use) {
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        if (world.care.files[id].person != nobody) use(id, world.care.files[id]);
    }
}

/// The first person for whom `test` holds. The test case fails if there is nobody.
template <class Test>
[[nodiscard]] Slot first_person(const World& world, Test&& test) {
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot) && test(slot)) return slot;
    }
    FAIL("nobody in the small town is as this test needs somebody to be");
    return nobody;
}

/// Gives somebody need of a level, with the hours that are theirs at it, and returns their care file.
inline FileId give_need(World& world, Slot slot, NeedLevel level) {
    const FileId file = open_file(world, slot);
    world.people.need.edit(slot) = level;
    world.care.files.edit(file).need = need_minutes(world.city->seed, world.people.key[slot], level);
    return file;
}

/// Keys of everybody in whom `test` holds: people are compared across worlds by key, never by slot.
template <class Test>
[[nodiscard]] std::set<Key> keys_of(const World& world, Test&& test) {
    std::set<Key> keys;
    for_everybody(world, [&](Slot slot) {
        if (test(slot)) keys.insert(world.people.key[slot]);
    });
    return keys;
}

[[nodiscard]] inline bool contains_all(const std::set<Key>& larger, const std::set<Key>& smaller) {
    return std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end());
}

}  // namespace topsoil
