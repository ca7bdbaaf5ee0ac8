// What every process of the week is made of: its declaration, and what it is given to live a week with.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "base/key_order.hpp"
#include "base/parallel.hpp"
#include "base/parameter_view.hpp"
#include "base/touches.hpp"
#include "state/luck.hpp"
#include "state/world.hpp"

namespace topsoil {

/// The order of the week. Each phase sees what earlier ones did; inside a phase everybody reads the state at its start.
enum class Phase : int { life_course, need, everyday_help, groups, unpaid_care, finding_help, home_care, care_homes, crisis, workforce, commissioning, ledger, reckoning };

/// One week of one world.
struct Living {
    World& world;
    Team& team;
    Luck& luck;
    std::uint64_t seed;
    Week week;
};

class Process {
public:
    Process() = default;
    virtual ~Process() = default;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Arrangements that stand in the first week of all: called once, in phase order, on a city just made.
    virtual void settle(Living&) {}
    /// A regime takes over: called once before its first week, in burn-in and at the branch alike.
    virtual void begin(Living&) {}
    virtual void live_week(Living& living) = 0;
};

/// What a process says about itself: the one place where its name, reach, parameters and luck are declared.
struct ProcessDeclaration {
    std::string_view name;
    Phase phase;
    std::string_view sentence;                      ///< what happens in the neighbourhood
    std::vector<std::string_view> reads;            ///< fields, as named by World::visit
    std::vector<std::string_view> writes;
    std::vector<ParameterSpec> parameters;
    std::vector<LuckCell> luck;
    std::vector<std::string_view> borrows = {};     ///< parameters of other processes that it reads: "workforce.wage"
};

/// Slots for which an event happens this week, in order of key. `chance(slot)` is the weekly probability in this world, or the YearlyRate
/// that makes it, and no larger than foreseen; people who are gone are never asked. `fetch(slot)` may prefetch what `chance` will look at
/// beyond the person. Parallel over candidates; the order depends on keys alone.
template <class Chance, class Fetch>
[[nodiscard]] std::vector<Slot> events(Living& living, const Foreseen& event, Chance&& chance, Fetch&& fetch) {
    const People& people = living.world.people;
    std::vector<Candidate> hopeful;  // few, far from each other: found first, so that they are fetched one behind the other
    in_stages(
        people.key.pages(), 16, [&](std::size_t shard) { living.luck.fetch_list(shard, living.week); }, [&](std::size_t shard) { living.luck.fetch_entries(event.cell().cell, shard, living.week); },
        [&](std::size_t shard) { living.luck.for_hopeful(event, people, shard, living.week, [&](const Candidate& one) { hopeful.push_back(one); }); });
    touched(hopeful.size());
    constexpr std::size_t some = 512;  // for one thread
    std::vector<std::vector<Slot>> found((hopeful.size() + some - 1) / some);
    living.team.for_shards(found.size(), [&](std::size_t part) {
        const auto here = std::span(hopeful).subspan(part * some, std::min(some, hopeful.size() - part * some));
        in_stages(
            here.size(), 8, [&](std::size_t i) { people.setting.prefetch(here[i].slot); }, [&](std::size_t i) { fetch(here[i].slot); },
            [&](std::size_t i) {
                const Slot slot = here[i].slot;
                if (!people.alive(slot) || !event.befalls(here[i], chance(slot))) return;
                people.key.prefetch(slot);
                found[part].push_back(slot);
            });
    });
    std::vector<std::pair<Key, Slot>> by_key;
    for (const auto& list : found) {
        for (const Slot slot : list) by_key.emplace_back(people.key[slot], slot);
    }
    sort_by_key(by_key, [](const std::pair<Key, Slot>& one) { return one.first; });
    std::vector<Slot> all;
    for (const auto& [key, slot] : by_key) all.push_back(slot);
    return all;
}
template <class Chance>
[[nodiscard]] std::vector<Slot> events(Living& living, const Foreseen& event, Chance&& chance) {
    return events(living, event, chance, [](Slot) {});
}
/// What fetches the care files of candidates who need help.
[[nodiscard]] inline auto fetching_files(const World& world) {
    return [&world](Slot slot) {
        if (world.people.need[slot] != NeedLevel::none) world.care.files.prefetch(world.people.care_file[slot]);
    };
}

}  // namespace topsoil
