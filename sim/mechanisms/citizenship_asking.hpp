// Taking up a duty: how readily, and who asks whom. Somebody is asked by a person they know who has half an hour for it, never by a lever.
#pragma once

#include <algorithm>
#include <vector>

#include "state/group_kinds.hpp"
#include "base/stepped_chance.hpp"
#include "state/process.hpp"

namespace topsoil {

/// How readily people take up a duty outside groups.
class TakingUp {
public:
    explicit TakingUp(const ParameterView& p);

    /// Chance in a week; somebody without an hour to spare is not to be asked for it.
    [[nodiscard]] double weekly(const People& people, Slot slot, std::size_t duty, bool asked) const;
    /// Chance in the eight weeks of a turn.
    [[nodiscard]] double in_a_turn(const People& people, Slot slot, std::size_t duty, bool asked) const;
    /// Does luck, told by 32 bits, move somebody unasked in the eight weeks of a turn, where those whom luck could move at all were chosen before?
    [[nodiscard]] bool begins(std::uint32_t bits, const People& people, Slot slot, std::size_t duty) const;
    /// Does it move somebody who would not have begun unasked, now that they are asked?
    [[nodiscard]] bool agrees(std::uint32_t bits, const People& people, Slot slot, std::size_t duty) const;
    /// No more than this begin anything in a turn unasked, whoever they are.
    [[nodiscard]] double most() const { return most_; }
    /// Above this, as 32-bit chance, being asked moves nobody.
    [[nodiscard]] std::uint64_t most_asked(std::size_t duty) const { return most_asked_[duty]; }

private:
    /// Log odds of a week.
    [[nodiscard]] double readiness(const People& people, Slot slot, std::size_t duty, bool asked) const;

    std::array<double, own_duties.size()> base_;
    double asked_, ties_, belonging_, exhausted_, need_;
    double most_ = 0;
    std::array<std::uint64_t, own_duties.size()> most_asked_{};
    SteppedChance in_eight_weeks_;  ///< by log odds of a week
};

/// Has somebody of sixteen or more, who lives at home or in a hall, an hour a week for one more duty?
[[nodiscard]] bool could_take_up(const World& world, Slot slot, std::uint8_t bit, Week week);

/// From now on somebody has a duty, and an hour a week less; or has it no more.
void take_up(World& world, Slot slot, std::uint8_t bit);
void lay_down(World& world, Slot slot, std::uint8_t bit);

/// Somebody who asks a person they know to join them in a duty.
struct Asker {
    Key key;
    Slot person;
    std::size_t duty;   ///< index in own_duties
};

/// Calls use(person, group, duty) for each organiser of the groups that have their turn.
template <class Use>
void for_each_organiser(const Living& living, Use&& use) {
    const World& world = living.world;
    for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) {
        const Group& group = world.groups.all[g];
        if (group.alive == 0 || static_cast<int>(group.key & (turn_weeks - 1)) != living.week % turn_weeks) continue;
        const Duty duty = duty_of_group(world.city->place.groups[group.kind].kind);
        const std::size_t organisers = std::min<std::size_t>(group.organisers, world.groups.members[g].size());
        for (std::size_t i = 0; i < organisers; ++i) {
            if (world.people.alive(world.groups.members[g][i])) use(world.groups.members[g][i], group, duty);
        }
    }
}

/// Organisers of the groups that have their turn, each asking for their group's duty where people can do it outside groups too.
void add_organisers(const Living& living, std::vector<Asker>& askers);

/// Each asks one of those they know. Nobody is asked in a neighbourhood in which as many more give as asking has ever brought: `ceiling`
/// of all grown-ups above the usual share [covid_mobilisation_gain].
void ask_others(Living& living, const TakingUp& readiness, double ceiling, const std::vector<Asker>& askers);

}  // namespace topsoil
