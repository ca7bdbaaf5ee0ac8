#include "mechanisms/life_course_moves.hpp"

#include <algorithm>
#include <tuple>

#include "state/household.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose destination{"life.destination"};

/// Are two people who live together parent and child, or brother and sister? `eldest` is the age of the eldest at home.
[[nodiscard]] bool are_kin(const Living& living, Slot one, Slot other, int eldest) {
    const World& world = living.world;
    const int gap = std::abs(world.people.age(one, living.week) - world.people.age(other, living.week));
    return gap >= generation_years || (eldest >= world.people.age(other, living.week) + generation_years && partner_of(world, one) != other);
}

/// Those who live together need no tie; when some move out, they and those who stay remain kin.
void keep_in_touch(Living& living, const std::vector<Slot>& going) {
    World& world = living.world;
    std::vector<Slot> staying;
    int eldest = 0;
    for_each_in_home(world.people, world.homes, world.people.home[going.front()], [&](Slot other) {
        eldest = std::max(eldest, world.people.age(other, living.week));
        if (std::find(going.begin(), going.end(), other) == going.end()) staying.push_back(other);
    });
    for (const Slot leaver : going) {
        for (const Slot other : staying) {
            if (!are_kin(living, leaver, other, eldest)) continue;
            add_tie(world, leaver, other, TieKind::kin, kin_level, living.week);
            add_tie(world, other, leaver, TieKind::kin, kin_level, living.week);
        }
    }
}

/// Some people of one home go to another together.
void move_all(World& world, const std::vector<Slot>& people, HomeId home) {
    for (const Slot one : people) {
        move_person(world, one, home);
        world.flows.add(Flow::moved_home, world.people.neighbourhood[one], 1);
    }
}

/// The same, leaving others behind.
void move_out(Living& living, const std::vector<Slot>& going, HomeId home) {
    keep_in_touch(living, going);
    move_all(living.world, going, home);
}

[[nodiscard]] bool lives_with_parents(const Living& living, Slot slot) {
    const World& world = living.world;
    const int age = world.people.age(slot, living.week);
    const Slot partner = partner_of(world, slot);
    bool with_parents = false;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { with_parents = with_parents || (other != partner && world.people.age(other, living.week) >= age + generation_years); });
    return with_parents;
}

/// Somebody and the children who go where they go.
[[nodiscard]] std::vector<Slot> with_children(const Living& living, Slot slot) {
    std::vector<Slot> going = children_of(living.world, living.week, slot);
    going.push_back(slot);
    return going;
}

[[nodiscard]] HomeId vacancy_near(Living& living, Slot mover, std::uint32_t number) {
    World& world = living.world;
    const Key key = world.people.key[mover];
    return take_vacancy(world, somewhere_near(world, world.people.neighbourhood[mover], block(living.seed, destination, key, living.week, number)), key, living.week);
}

/// Two people become a couple. Where both live with parents they look for a home of their own; else, or if none stands empty, one comes with
/// their own children to whoever does not live with parents, has children, or has fewer others at home, in this order.
void move_in(Living& living, Slot a, Slot b) {
    World& world = living.world;
    const bool of_their_own = lives_with_parents(living, a) && lives_with_parents(living, b);
    const HomeId vacancy = of_their_own ? vacancy_near(living, a, 3) : nobody;
    const auto claim = [&](Slot slot) { return std::tuple(lives_with_parents(living, slot), children_of(world, living.week, slot).empty(), world.homes.count[world.people.home[slot]]); };
    const Slot host = claim(a) <= claim(b) ? a : b;
    const HomeId home = vacancy != nobody ? vacancy : world.people.home[host];
    for (const Slot one : {a, b}) {
        if (world.people.home[one] != home) move_out(living, with_children(living, one), home);
    }
    begin_couple(world, a, b);
}

}  // namespace

double share_who_share(const World& world, double sharing) {
    std::size_t empty = 0;
    for (const auto& homes : world.vacant) empty += homes.size();
    const double scarce = world.city->place.vacant_share * world.city->place.homes / static_cast<double>(std::max<std::size_t>(1, empty));
    return std::clamp(sharing * scarce * scarce, 0.0, 0.95);
}

HomeId shared_home(const Living& living, NeighbourhoodId n, std::uint32_t bits) {
    const World& world = living.world;
    return home_by_chance(world, n, bits, [&](HomeId home) {
        if (world.homes.count[home] < 1 || world.homes.count[home] > 4 || world.city->home_kind[home] != HomeKind::dwelling) return false;
        return all_at_home(world.people, world.homes, home, [&](Slot other) {
            const int age = world.people.age(other, living.week);
            return age >= 18 && age < 30;
        });
    });
}

NeighbourhoodId somewhere_near(const World& world, NeighbourhoodId here, const Block& bits) {
    const auto& nearest = world.city->neighbourhoods[here].nearest;
    const double u = uniform(bits[0]);
    if (u < 0.35 || nearest.empty()) return here;
    const std::size_t reach = u < 0.75 ? std::min<std::size_t>(12, nearest.size()) : nearest.size();
    return nearest[below(bits[1], static_cast<std::uint32_t>(reach))];
}

void leave_parents(Living& living, double yearly_rate, double sharing) {
    World& world = living.world;
    const double share = share_who_share(world, sharing);
    const auto rate_at = [&](int age) { return YearlyRate{age < 18 || age > 39 ? 0 : yearly_rate * (age < 22 ? 0.6 : 1.0)}; };
    const auto leaving = events(living, {leave_parents_cell, largest_chances(rate_at)}, [&](Slot slot) {
        return world.people.setting[slot] == Setting::home ? rate_at(world.people.age(slot, living.week)) : YearlyRate{};
    });
    for_each_with_home(world, leaving, [&](Slot slot) {
        if (!lives_with_parents(living, slot)) return;
        const Block bits = block(living.seed, destination, world.people.key[slot], living.week);
        const NeighbourhoodId there = somewhere_near(world, world.people.neighbourhood[slot], bits);
        std::vector<Slot> going = with_children(living, slot);
        const Slot partner = partner_of(world, slot);
        if (partner != nobody) {
            const std::vector<Slot> theirs = with_children(living, partner);
            going.insert(going.end(), theirs.begin(), theirs.end());
        }
        HomeId home = going.size() == 1 && happens(bits[2], share) ? shared_home(living, there, bits[3]) : nobody;
        if (home == nobody) home = take_vacancy(world, there, world.people.key[slot], living.week);
        if (home == nobody) return;
        move_out(living, going, home);
    });
}

void part(Living& living, double yearly_rate) {
    World& world = living.world;
    const auto rate_at = [&](int age) { return YearlyRate{yearly_rate * (age < 40 ? 1.5 : 0.6)}; };
    const auto parting = events(living, {parting_cell, largest_chances(rate_at)}, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::home || !world.people.has_partner(slot) || world.people.need[slot] >= NeedLevel::medium) return YearlyRate{};
        return rate_at(world.people.age(slot, living.week));
    });
    for_each_with_home(world, parting, [&](Slot slot) {
        if (!world.people.has_partner(slot)) return;  // the partner parted this week
        const HomeId home = vacancy_near(living, slot, 1);
        if (home == nobody) return;
        keep_in_touch(living, {slot});
        end_couple(world, slot);
        move_all(world, {slot}, home);
    });
}

void move_together(Living& living, double yearly_rate) {
    World& world = living.world;
    const auto rate_at = [&](int age) { return YearlyRate{age < 20 || age > 66 ? 0 : yearly_rate * (age < 32 ? 1.5 : 0.6)}; };
    std::vector<Slot> ready = events(living, {together_cell, largest_chances(rate_at)}, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::home || world.people.has_partner(slot)) return YearlyRate{};
        return rate_at(world.people.age(slot, living.week));
    });
    std::stable_sort(ready.begin(), ready.end(), [&](Slot a, Slot b) {
        const auto lac_a = world.city->neighbourhoods[world.people.neighbourhood[a]].lac;
        const auto lac_b = world.city->neighbourhoods[world.people.neighbourhood[b]].lac;
        return lac_a != lac_b ? lac_a < lac_b : world.people.birth_week[a] < world.people.birth_week[b];
    });
    std::vector<Slot> waiting;
    for (const Slot slot : ready) {
        const auto match = std::find_if(waiting.begin(), waiting.end(), [&](Slot other) {
            return world.people.woman(other) != world.people.woman(slot) && std::abs(world.people.birth_week[other] - world.people.birth_week[slot]) < 8 * 52 &&
                   world.people.home[other] != world.people.home[slot];
        });
        if (match == waiting.end()) {
            waiting.push_back(slot);
            continue;
        }
        move_in(living, *match, slot);
        waiting.erase(match);
    }
}

void move_homes(Living& living, double scale) {
    World& world = living.world;
    static const Knots yearly{{{18, 0.26}, {24, 0.22}, {30, 0.14}, {40, 0.06}, {55, 0.03}, {70, 0.02}, {90, 0.012}}};
    const auto rate_at = [&](int age) { return YearlyRate{age < 18 ? 0 : scale * yearly(age)}; };
    const auto movers = events(living, {move_cell, largest_chances(rate_at)}, [&](Slot slot) {
        return world.people.setting[slot] == Setting::home ? rate_at(world.people.age(slot, living.week)) : YearlyRate{};
    });
    std::vector<Slot> going;
    for_each_with_home(world, movers, [&](Slot slot) {
        if (household_of(world, living.week, slot).eldest != slot) return;
        const HomeId home = vacancy_near(living, slot, 2);
        if (home == nobody) return;
        going.clear();
        for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { going.push_back(other); });
        move_all(world, going, home);
    });
}

}  // namespace topsoil
