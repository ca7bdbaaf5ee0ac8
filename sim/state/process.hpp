// What every process of the week is made of: its declaration, and what it is given to live a week with.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

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

/// Slots for which the event of `cell` happens this week, in order of key. `chance(slot)` is the weekly probability in this world,
/// or the YearlyRate that makes it; people who are gone are never asked. `fetch(slot)` may prefetch what `chance` will look at beyond the person. Parallel over shards;
/// the order depends on keys alone.
template <class Chance, class Fetch>
[[nodiscard]] std::vector<Slot> events(Living& living, const LuckCell& cell, Chance&& chance, Fetch&& fetch) {
    const People& people = living.world.people;
    const std::size_t shards = people.key.pages();
    std::vector<std::vector<Slot>> found(shards);
    living.team.for_shards(shards, [&](std::size_t shard) {
        static thread_local std::vector<Slot> candidates, happened;
        candidates.clear();
        happened.clear();
        // A shard has few candidates, far from each other: all are fetched at once.
        living.luck.for_candidates(cell.cell, shard, living.week, [&](Slot slot) {
            if (cell.with_file_only && !people.has_file(slot)) return;
            people.setting.prefetch(slot);
            people.key.prefetch(slot);
            candidates.push_back(slot);
        });
        touched(candidates.size());
        for (const Slot slot : candidates) fetch(slot);
        for (const Slot slot : candidates) {
            if (!people.alive(slot)) continue;
            if (living.luck.happens_to(cell, people.key[slot], people.birth_week[slot], living.week, chance(slot))) happened.push_back(slot);
        }
        found[shard].assign(happened.begin(), happened.end());
    });
    std::vector<Slot> all;
    for (const auto& list : found) all.insert(all.end(), list.begin(), list.end());
    std::sort(all.begin(), all.end(), [&](Slot a, Slot b) { return people.key[a] < people.key[b]; });
    return all;
}
template <class Chance>
[[nodiscard]] std::vector<Slot> events(Living& living, const LuckCell& cell, Chance&& chance) {
    return events(living, cell, chance, [](Slot) {});
}
/// What fetches the care files of candidates who need help.
[[nodiscard]] inline auto fetching_files(const World& world) {
    return [&world](Slot slot) {
        if (world.people.need[slot] != NeedLevel::none) world.care.files.prefetch(world.people.care_file[slot]);
    };
}

}  // namespace topsoil
