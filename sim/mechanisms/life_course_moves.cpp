#include "mechanisms/life_course_moves.hpp"

#include <algorithm>
#include <tuple>

#include "state/household.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose destination{"life.destination"};

void move_one(World& world, Slot slot, HomeId home) {
    move_person(world, slot, home);
    world.flows.add(Flow::moved_home, world.people.neighbourhood[slot], 1);
}

/// Those who live together need no tie; when somebody moves out alone, parents, children, brothers and sisters remain their kin.
void keep_in_touch(Living& living, Slot leaver) {
    World& world = living.world;
    const int age = world.people.age(leaver, living.week);
    int eldest = 0;
    for_each_in_home(world.people, world.homes, world.people.home[leaver], [&](Slot other) { eldest = std::max(eldest, world.people.age(other, living.week)); });
    for_each_in_home(world.people, world.homes, world.people.home[leaver], [&](Slot other) {
        const int theirs = world.people.age(other, living.week);
        const bool parent = theirs >= age + generation_years;
        const bool child = age >= theirs + generation_years;
        const bool sibling = other != leaver && eldest >= theirs + generation_years && std::abs(theirs - age) < generation_years;
        if (!parent && !child && !sibling) return;
        add_tie(world, leaver, other, TieKind::kin, kin_level, living.week);
        add_tie(world, other, leaver, TieKind::kin, kin_level, living.week);
    });
}

[[nodiscard]] bool lives_with_parents(const Living& living, Slot slot) {
    const World& world = living.world;
    const int age = world.people.age(slot, living.week);
    bool with_parents = false;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { with_parents = with_parents || world.people.age(other, living.week) >= age + generation_years; });
    return with_parents;
}

/// Somebody's partner: the grown-up at home nearest in age, if within fifteen years.
[[nodiscard]] Slot partner_of(const Living& living, Slot slot) {
    const World& world = living.world;
    const int age = world.people.age(slot, living.week);
    Slot partner = nobody;
    int nearest = 16;
    int adults = 0;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
        const int gap = std::abs(world.people.age(other, living.week) - age);
        adults += world.people.age(other, living.week) >= 18 ? 1 : 0;
        if (other == slot || world.people.age(other, living.week) < 20 || world.people.woman(other) == world.people.woman(slot)) return;
        if (gap < nearest || (gap == nearest && partner != nobody && world.people.key[other] < world.people.key[partner])) {
            nearest = gap;
            partner = other;
        }
    });
    return age >= 20 && (adults == 2 || age >= 26) ? partner : nobody;
}

/// Children for whom nobody else in the home is there: they go where the only grown-up goes.
[[nodiscard]] std::vector<Slot> own_children(const Living& living, Slot slot) {
    const World& world = living.world;
    std::vector<Slot> children;
    bool alone = true;
    for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
        if (world.people.age(other, living.week) < 18) children.push_back(other);
        else alone = alone && other == slot;
    });
    if (!alone) children.clear();
    return children;
}

/// The other comes with their own children, to whoever does not live with parents, has the children, or has fewer others at home, in this order.
void move_in(Living& living, Slot a, Slot b) {
    World& world = living.world;
    const auto claim = [&](Slot slot) { return std::tuple(lives_with_parents(living, slot), own_children(living, slot).empty(), world.homes.count[world.people.home[slot]]); };
    const Slot host = claim(a) <= claim(b) ? a : b;
    const Slot guest = host == b ? a : b;
    std::vector<Slot> coming = own_children(living, guest);
    if (coming.empty()) keep_in_touch(living, guest);
    coming.push_back(guest);
    const HomeId home = world.people.home[host];
    for (const Slot one : coming) move_one(world, one, home);
}

/// How many homes stand empty in the city in the first week, over how many do now.
[[nodiscard]] double usual_over_empty(const World& world) {
    std::size_t empty = 0;
    for (const auto& homes : world.vacant) empty += homes.size();
    return world.city->place.vacant_share * world.city->place.homes / static_cast<double>(std::max<std::size_t>(1, empty));
}

}  // namespace

std::array<HomeId, homes_tried> homes_at_random(const World& world, NeighbourhoodId n, std::uint32_t bits) {
    const Neighbourhood& here = world.city->neighbourhoods[n];
    std::array<HomeId, homes_tried> homes;
    in_stages(
        homes_tried, homes_tried / 2,
        [&](std::size_t attempt) {
            homes[attempt] = here.first_home + below(static_cast<std::uint32_t>(mix(bits, attempt)), here.homes);
            fetch_ahead(&world.city->home_kind[homes[attempt]]);
            world.homes.first_person.prefetch(homes[attempt]);
        },
        [&](std::size_t attempt) {
            if (const Slot first = world.homes.first_person[homes[attempt]]; first != nobody) world.people.setting.prefetch(first);
        });
    return homes;
}

HomeId shared_home(const Living& living, NeighbourhoodId n, std::uint32_t bits) {
    const World& world = living.world;
    for (const HomeId home : homes_at_random(world, n, bits)) {
        if (world.city->home_kind[home] != HomeKind::dwelling || world.homes.count[home] < 1 || world.homes.count[home] > 4) continue;
        bool young = true;
        for_each_in_home(world.people, world.homes, home, [&](Slot other) {
            const int age = world.people.age(other, living.week);
            young = young && age >= 18 && age < 30;
        });
        if (young) return home;
    }
    return nobody;
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
    const double scarce = usual_over_empty(world);
    const double share = std::clamp(sharing * scarce * scarce, 0.0, 0.95);
    const auto leaving = events(living, leave_parents_cell, [&](Slot slot) {
        const int age = world.people.age(slot, living.week);
        if (world.people.setting[slot] != Setting::home || age < 18 || age > 39) return YearlyRate{};
        return YearlyRate{yearly_rate * (age < 22 ? 0.6 : 1.0)};
    });
    for_each_with_home(world, leaving, [&](Slot slot) {
        if (!lives_with_parents(living, slot)) return;
        const Block bits = block(living.seed, destination, world.people.key[slot], living.week);
        const NeighbourhoodId there = somewhere_near(world, world.people.neighbourhood[slot], bits);
        HomeId home = happens(bits[2], share) ? shared_home(living, there, bits[3]) : nobody;
        if (home == nobody) home = take_vacancy(world, there, world.people.key[slot], living.week);
        if (home == nobody) return;
        keep_in_touch(living, slot);
        move_one(world, slot, home);
    });
}

void part(Living& living, double yearly_rate) {
    World& world = living.world;
    const auto parting = events(living, parting_cell, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::home || world.people.need[slot] >= NeedLevel::medium) return YearlyRate{};
        return YearlyRate{yearly_rate * (world.people.age(slot, living.week) < 40 ? 1.5 : 0.6)};
    });
    for_each_with_home(world, parting, [&](Slot slot) {
        if (partner_of(living, slot) == nobody) return;
        const HomeId home = take_vacancy(world, somewhere_near(world, world.people.neighbourhood[slot], block(living.seed, destination, world.people.key[slot], living.week, 1)),
                                         world.people.key[slot], living.week);
        if (home == nobody) return;
        keep_in_touch(living, slot);
        move_one(world, slot, home);
    });
}

void move_together(Living& living, double yearly_rate) {
    World& world = living.world;
    const auto single_or_not = events(living, together_cell, [&](Slot slot) {
        const int age = world.people.age(slot, living.week);
        if (world.people.setting[slot] != Setting::home || age < 20 || age > 66) return YearlyRate{};
        return YearlyRate{yearly_rate * (age < 40 ? 1.5 : 0.6)};
    });
    std::vector<Slot> ready;
    for_each_with_home(world, single_or_not, [&](Slot slot) {
        if (partner_of(living, slot) == nobody) ready.push_back(slot);
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
    const auto movers = events(living, move_cell, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::home || world.people.age(slot, living.week) < 18) return YearlyRate{};
        return YearlyRate{scale * yearly(world.people.age(slot, living.week))};
    });
    for_each_with_home(world, movers, [&](Slot slot) {
        if (household_of(world, living.week, slot).eldest != slot) return;
        const Block bits = block(living.seed, destination, world.people.key[slot], living.week, 2);
        const HomeId home = take_vacancy(world, somewhere_near(world, world.people.neighbourhood[slot], bits), world.people.key[slot], living.week);
        if (home == nobody) return;
        std::vector<Slot> going;
        for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { going.push_back(other); });
        for (const Slot one : going) move_one(world, one, home);
    });
}

}  // namespace topsoil
