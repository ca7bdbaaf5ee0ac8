#include "state/tie_count.hpp"

#include <algorithm>

#include "base/fetch.hpp"
#include "base/ids.hpp"

namespace topsoil {

namespace {

constexpr std::uint64_t asked_of_ties = 7;        // bits of a mixed key that are all zero for one person in eight...
constexpr std::uint64_t asked_of_others = 127;    // ...and in 128, who are among those

/// Those whom one person knows, and whom each of them knows.
class Circle {
public:
    void look(const World& world, Slot slot) {
        find(world, slot, known_);
        for (const Slot one : known_) prefetch_where_ties_begin(*world.city, world.people, one);
        for (const Slot one : known_) prefetch_ties(*world.city, world.ties, world.people, one);
        theirs_.resize(std::max(theirs_.size(), known_.size()));
        homes_.clear();
        for (std::size_t i = 0; i < known_.size(); ++i) {
            homes_.push_back(world.people.home[known_[i]]);
            theirs_[i].clear();  // where their ties lead, whoever is there: it is asked only whether one of the known is among them
            for_each_tie(*world.city, world.ties, world.people, known_[i], [&](const TieView& tie) { theirs_[i].push_back(tie.target); });
        }
    }
    void add_to(TieCount& count) const {
        for (std::size_t i = 0; i < known_.size(); ++i) {
            for (std::size_t j = i + 1; j < known_.size(); ++j) {
                ++count.pairs;
                count.closed += knows(i, j) || knows(j, i) ? 1U : 0U;
            }
        }
    }

private:
    /// Those at home and, besides, along ties that stand.
    static void find(const World& world, Slot slot, std::vector<Slot>& found) {
        found.clear();
        for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
            if (other != slot) found.push_back(other);
        });
        for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) {
            if (world.people.alive(tie.target) && world.people.home[tie.target] != world.people.home[slot]) found.push_back(tie.target);
        });
    }
    [[nodiscard]] bool knows(std::size_t one, std::size_t other) const { return homes_[one] == homes_[other] || std::find(theirs_[one].begin(), theirs_[one].end(), known_[other]) != theirs_[one].end(); }

    std::vector<Slot> known_;
    std::vector<HomeId> homes_;  ///< of those
    std::vector<std::vector<Slot>> theirs_;
};

[[nodiscard]] std::vector<TieCount> count_shard(const World& world, std::size_t shard) {
    const City& city = *world.city;
    std::vector<Slot> asked, of_others;
    for (auto slot = static_cast<Slot>(shard << shard_bits); shard_of(slot) == shard; ++slot) {
        const std::uint64_t luck = mix64(world.people.key[slot]);
        if ((luck & asked_of_ties) != 0 || !world.people.alive(slot)) continue;
        asked.push_back(slot);
        if ((luck & asked_of_others) == 0) of_others.push_back(slot);
    }
    std::vector<TieCount> counts(city.neighbourhoods.size());
    in_stages(
        asked.size(), 8, [&](std::size_t i) { prefetch_where_ties_begin(city, world.people, asked[i]); }, [&](std::size_t i) { prefetch_levels(city, world.ties, world.people, asked[i]); },
        [&](std::size_t i) {
            TieCount& count = counts[world.people.neighbourhood[asked[i]]];
            ++count.people;
            count.ties += standing_ties(city, world.ties, world.people, asked[i]);
        });
    Circle circle;
    for (const Slot slot : of_others) {
        circle.look(world, slot);
        circle.add_to(counts[world.people.neighbourhood[slot]]);
    }
    return counts;
}

}  // namespace

void count_ties(Living& living) {
    World& world = living.world;
    std::vector<std::vector<TieCount>> parts(world.city->shards());
    living.team.for_shards(parts.size(), [&](std::size_t shard) { parts[shard] = count_shard(world, shard); });
    world.ties.counted.assign(world.city->neighbourhoods.size(), TieCount{});
    for (const auto& part : parts) {
        for (std::size_t n = 0; n < part.size(); ++n) {
            TieCount& count = world.ties.counted[n];
            count.people += part[n].people;
            count.ties += part[n].ties;
            count.pairs += part[n].pairs;
            count.closed += part[n].closed;
        }
    }
}

}  // namespace topsoil
