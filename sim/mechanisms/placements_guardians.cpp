#include "mechanisms/placements_guardians.hpp"

#include <algorithm>

#include "mechanisms/life_course_moves.hpp"
#include "state/household.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose family_purpose{"guardians.family"};
constexpr int youngest_guardian = 25, oldest_guardian = 62;  // of a family that is no kin

/// Somebody of a family with children whom chance comes upon in a neighbourhood.
[[nodiscard]] Slot family_in(const Living& living, NeighbourhoodId n, HomeId own, std::uint32_t bits) {
    const World& world = living.world;
    Slot guardian = nobody;
    const HomeId found = home_by_chance(world, n, bits, [&](HomeId home) {
        if (home == own) return false;
        guardian = nobody;
        bool children = false;
        for_each_in_home(world.people, world.homes, home, [&](Slot slot) {
            children = children || world.people.age(slot, living.week) < 18;
            const bool first = guardian == nobody || world.people.key[slot] < world.people.key[guardian];
            if (first && could_look_after(living, slot, youngest_guardian, oldest_guardian)) guardian = slot;
        });
        return children && guardian != nobody;
    });
    return found != nobody ? guardian : nobody;
}

[[nodiscard]] Slot family_near(const Living& living, Slot child) {
    const World& world = living.world;
    const Block bits = block(living.seed, family_purpose, world.people.key[child], living.week);
    const NeighbourhoodId here = world.people.neighbourhood[child];
    const Slot near = family_in(living, here, world.people.home[child], bits[0]);
    if (near != nobody) return near;
    return family_in(living, somewhere_near(world, here, bits), world.people.home[child], bits[2]);
}

}  // namespace

bool could_look_after(const Living& living, Slot slot, int youngest, int oldest_age) {
    const People& people = living.world.people;
    if (!people.alive(slot) || people.setting[slot] != Setting::home || people.need[slot] != NeedLevel::none) return false;
    const int age = people.age(slot, living.week);
    return age >= youngest && age <= oldest_age;
}

Slot kin_of(const Living& living, Slot child) {
    const World& world = living.world;
    Slot best = nobody;
    int strongest = 0;
    for_each_in_home(world.people, world.homes, world.people.home[child], [&](Slot member) {
        for_each_tie(*world.city, world.ties, world.people, member, [&](const TieView& tie) {
            if (tie.kind != TieKind::kin || !could_look_after(living, tie.target, 25, 75) || world.people.home[tie.target] == world.people.home[child]) return;
            if (tie.level > strongest || (tie.level == strongest && world.people.key[tie.target] < world.people.key[best])) {
                strongest = tie.level;
                best = tie.target;
            }
        });
    });
    return best;
}

void entrust_children(Living& living, Slot last_grown_up) {
    World& world = living.world;
    const std::vector<Slot> children = children_left_to(world, living.week, last_grown_up);
    if (children.empty()) return;
    // The eldest speaks for them all, so that brothers and sisters stay together.
    const Slot eldest = *std::min_element(children.begin(), children.end(), [&](Slot a, Slot b) {
        const auto born = [&](Slot s) { return std::pair(world.people.birth_week[s], world.people.key[s]); };
        return born(a) < born(b);
    });
    Slot guardian = kin_of(living, eldest);
    if (guardian == nobody) guardian = family_near(living, eldest);
    if (guardian == nobody) return;
    for (const Slot child : children) {
        move_person(world, child, world.people.home[guardian]);
        world.flows.add(Flow::moved_home, world.people.neighbourhood[child], 1);
    }
}

}  // namespace topsoil
