#include "mechanisms/life_course_migration.hpp"

#include <algorithm>
#include <cmath>

#include "mechanisms/life_course_moves.hpp"
#include "state/household.hpp"
#include "state/residents.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

constexpr Purpose arrival_count{"life.arrival.count"};
constexpr Purpose arrival_person{"life.arrival.person"};
constexpr Purpose arrival_place{"life.arrival.place"};
constexpr Purpose newcomer_need{"life.newcomer.need"};
constexpr Purpose newcomer_family{"life.newcomer.family"};
constexpr Purpose newcomer_background{"life.newcomer.background"};

/// Somebody who comes this week, not yet anybody's.
struct Arrival {
    int age;
    bool woman;
    std::uint32_t bits;
};

struct Arrivals {
    std::vector<Arrival> grown;  ///< the youngest first
    std::vector<Arrival> children;
};

/// Ages from the city's steady flow. Reads nothing that a world could have changed.
[[nodiscard]] Arrivals draw_arrivals(const Living& living) {
    const World& world = living.world;
    const auto& flow = world.city->demography.arrivals_per_year;
    double total = 0;
    for (const double people : flow) total += people;
    const double mean = total / weeks_per_year;
    const Block noise = block(living.seed, arrival_count, world.city->seed, living.week);
    const int count = mean < 20 ? poisson(noise[0], mean) : std::max(0, static_cast<int>(mean + std::sqrt(mean) * normal(noise) + 0.5));
    Arrivals who;
    for (int i = 0; i < count; ++i) {
        const Block bits = block(living.seed, arrival_person, world.city->seed, living.week, static_cast<std::uint32_t>(i));
        double left = uniform(bits[0]) * total;
        int age = 0;
        while (age < oldest && left >= flow[static_cast<std::size_t>(age)]) left -= flow[static_cast<std::size_t>(age++)];
        (age < 18 ? who.children : who.grown).push_back({age, (bits[1] & 1) != 0, bits[2]});
    }
    std::stable_sort(who.grown.begin(), who.grown.end(), [](const Arrival& a, const Arrival& b) { return a.age < b.age; });
    return who;
}

/// The next household of them: a person or a couple, with children of fitting age while there are any. Moves both counts on.
[[nodiscard]] std::vector<Arrival> next_household(Arrivals& who, std::size_t& i, std::size_t& next_child) {
    std::vector<Arrival> unit{who.grown[i]};
    if (who.grown[i].age >= 24 && i + 1 < who.grown.size() && (who.grown[i].bits & 0xFF) < 160) {
        unit.push_back(who.grown[++i]);
        unit[1].woman = !unit[0].woman;
    }
    const bool family = who.grown[i].age >= 24 && who.grown[i].age < 50;
    for (std::size_t c = 0; family && c < 3 && next_child < who.children.size(); ++c) {
        // A child too old for these parents waits for the next: everybody who comes is somebody's.
        const auto fits = std::find_if(who.children.begin() + static_cast<std::ptrdiff_t>(next_child), who.children.end(), [&](const Arrival& child) { return unit[0].age - child.age >= generation_years; });
        if (fits == who.children.end()) break;
        std::iter_swap(who.children.begin() + static_cast<std::ptrdiff_t>(next_child), fits);
        unit.push_back(who.children[next_child++]);
    }
    return unit;
}

/// The first flat of a hall that has a room to let, from one chosen by chance onwards.
[[nodiscard]] HomeId flat_with_room(const Living& living, NeighbourhoodId n, std::uint32_t bits) {
    const Neighbourhood& here = living.world.city->neighbourhoods[n];
    const std::uint32_t first = below(bits, std::max(1U, here.flats));
    for (std::uint32_t i = 0; i < here.flats; ++i) {
        const HomeId flat = here.first_flat + (first + i) % here.flats;
        if (living.world.homes.count[flat] < rooms_in_flat) return flat;
    }
    return nobody;
}

/// How many people each neighbourhood and all before it had to begin with: of the age of students, and of any.
struct Attraction {
    explicit Attraction(const Place& place) {
        for (const NeighbourhoodRow& row : place.neighbourhoods) {
            young.push_back((young.empty() ? 0 : young.back()) + row.age_band[1]);
            any.push_back((any.empty() ? 0 : any.back()) + row.population);
        }
    }
    std::vector<double> young, any;
};

/// People who come together, the key of their choices, and the neighbourhood that they are drawn to.
struct ArrivingHousehold {
    std::vector<Arrival> people;
    Key key;
    NeighbourhoodId drawn_to;

    [[nodiscard]] int age() const { return people[0].age; }
    [[nodiscard]] bool young() const { return age() < 30; }
    [[nodiscard]] Block place_bits(const Living& living) const { return block(living.seed, arrival_place, key, living.week); }
};

[[nodiscard]] std::vector<ArrivingHousehold> households_of(const Living& living, Arrivals& who) {
    const Attraction attraction(living.world.city->place);
    std::vector<ArrivingHousehold> households;
    std::size_t next_child = 0;
    for (std::size_t i = 0; i < who.grown.size(); ++i) {
        ArrivingHousehold one{next_household(who, i, next_child), mix(0xA881, living.world.city->seed, living.week, i), 0};
        const std::vector<double>& people = one.young() ? attraction.young : attraction.any;
        one.drawn_to = static_cast<NeighbourhoodId>(std::upper_bound(people.begin(), people.end() - 1, uniform(one.place_bits(living)[0]) * people.back()) - people.begin());
        households.push_back(std::move(one));
    }
    return households;
}

[[nodiscard]] HomeId home_for_arrival(Living& living, double share, const ArrivingHousehold& household) {
    World& world = living.world;
    const Block bits = household.place_bits(living);
    const NeighbourhoodId n = household.drawn_to;
    const bool alone = household.people.size() == 1;
    if (household.young() && household.age() >= 18) {
        if (const HomeId flat = household.age() < 23 ? flat_with_room(living, n, bits[1]) : nobody; flat != nobody) return flat;
        if (alone && happens(bits[2], share)) {
            HomeId shared = shared_home(living, n, bits[3]);
            if (shared == nobody) shared = shared_home(living, somewhere_near(world, n, block(living.seed, arrival_place, household.key, living.week, 1)), bits[3]);
            if (shared != nobody) return shared;
        }
    }
    return take_vacancy(world, n, household.key, living.week);
}

/// Newcomers need help as often as others of their age.
void bring_need(Living& living, const std::array<Prevalence, 2>& prevalence, Slot slot, int age) {
    World& world = living.world;
    double u = uniform(draw(living.seed, newcomer_need, world.people.key[slot], 0));
    const auto& shares = prevalence[world.people.woman(slot) ? 1 : 0][static_cast<std::size_t>(std::min(age, oldest))];
    int level = 0;
    while (level < 3 && u >= shares[static_cast<std::size_t>(level)]) u -= shares[static_cast<std::size_t>(level++)];
    if (level == 0) return;
    const Key key = world.people.key[slot];
    world.people.need.edit(slot) = static_cast<NeedLevel>(level);
    world.people.capacity.edit(slot) = giveable_minutes(world.city->seed, key, age, in_paid_work(world.city->seed, key, age, false), static_cast<NeedLevel>(level));
    CareFile& file = world.care.files.edit(open_file(world, slot));
    file.need = need_minutes(world.city->seed, world.people.key[slot], static_cast<NeedLevel>(level));
    file.set(mark::asks, true);
}

/// Many come to where family lives: a parent's generation or, for older people, that of their children.
void find_family(Living& living, double newcomer_kin, Slot slot) {
    World& world = living.world;
    const int age = world.people.age(slot, living.week);
    if (age < generation_years) return;
    const Block bits = block(living.seed, newcomer_family, world.people.key[slot], living.week);
    if (!happens(bits[0], newcomer_kin)) return;
    const NeighbourhoodId there = somewhere_near(world, world.people.neighbourhood[slot], block(living.seed, newcomer_family, world.people.key[slot], living.week, 1));
    const bool elder = age >= 55;
    (void)home_by_chance(world, there, bits[1], [&](HomeId home) {
        if (home == world.people.home[slot] || world.city->home_kind[home] != HomeKind::dwelling) return false;
        std::vector<Slot> family;
        for_each_in_home(world.people, world.homes, home, [&](Slot other) {
            const int gap = world.people.age(other, living.week) - age;
            if (elder ? gap < -oldest_parent || gap > -generation_years : gap < generation_years || gap > oldest_parent) return;
            prefetch_later_ties(world.ties, world.people, other);
            family.push_back(other);
        });
        for (const Slot other : family) {
            add_tie(world, slot, other, TieKind::kin, kin_level, living.week);
            add_tie(world, other, slot, TieKind::kin, kin_level, living.week);
        }
        return !family.empty();
    });
}

/// One of a household enters the city, with the need and the family that they bring. Returns nobody if the city is full.
Slot settle_newcomer(Living& living, const ArrivalRule& rule, Key key, const Arrival& who, HomeId home, bool other_background) {
    World& world = living.world;
    NewPerson person;
    person.key = key;
    person.birth_week = static_cast<std::int16_t>(living.week - who.age * 52 - static_cast<int>(who.bits % 52));
    person.woman = who.woman;
    person.origin = Origin::newcomer;
    person.home = home;
    person.setting = world.city->home_kind[home] == HomeKind::dwelling ? Setting::home : Setting::communal;
    person.other_background = other_background;
    const Slot slot = add_person(living, person);
    if (slot == nobody) return nobody;
    world.flows.add(Flow::moved_in, world.city->home_neighbourhood[home], 1);
    bring_need(living, rule.prevalence, slot, who.age);
    find_family(living, rule.newcomer_kin, slot);
    return slot;
}

}  // namespace

void departures(Living& living, double scale) {
    World& world = living.world;
    const auto& rates = world.city->demography.departure_rate;
    const YearlyRate most{scale * *std::max_element(rates.begin(), rates.end())};
    // Luck that would move nobody is set aside first: only of the others need be known who they live with.
    const auto lucky = events(living, {departure_cell, largest_chances([&](int) { return most; })}, [&](Slot slot) {
        if (world.people.setting[slot] == Setting::care_home || world.people.has(slot, role::younger_resident)) return YearlyRate{};
        return world.people.age(slot, living.week) < 18 ? YearlyRate{} : most;
    });
    std::vector<Slot> leaving, going;
    for_each_with_home(world, lucky, [&](Slot slot) {
        const Household home = household_of(world, living.week, slot);
        const auto age = static_cast<std::size_t>(std::min(oldest, world.people.age(slot, living.week)));
        const double rate = home.sharers ? rates[age] : (home.eldest == slot ? home.departure / home.people : 0.0);
        if (living.luck.happens_to(departure_cell, world.people.key[slot], world.people.birth_week[slot], living.week, YearlyRate{scale * rate})) leaving.push_back(slot);
    });
    for (const Slot slot : leaving) {
        if (!world.people.alive(slot)) continue;
        const Household home = household_of(living.world, living.week, slot);
        going.assign(1, slot);
        if (!home.sharers) {
            going.clear();
            for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { going.push_back(other); });
        }
        for (const Slot one : going) {
            world.flows.add(Flow::moved_out, world.people.neighbourhood[one], 1);
            remove_person(living, one);
        }
    }
}

void arrivals(Living& living, const ArrivalRule& rule) {
    World& world = living.world;
    Arrivals who = draw_arrivals(living);
    const std::vector<ArrivingHousehold> households = households_of(living, who);
    const double share = share_who_share(world, rule.sharing);
    std::vector<Slot> settled;
    const auto move_in = [&](const ArrivingHousehold& household) {
        const HomeId home = home_for_arrival(living, share, household);
        if (home == nobody) return;
        const bool other_background = happens(draw(living.seed, newcomer_background, household.key, living.week), world.city->neighbourhoods[world.city->home_neighbourhood[home]].other_background);
        settled.clear();
        for (std::size_t member = 0; member < household.people.size(); ++member) settled.push_back(settle_newcomer(living, rule, mix(household.key, member), household.people[member], home, other_background));
        const bool couple = settled.size() > 1 && household.people[1].age >= 18;
        if (couple && settled[0] != nobody && settled[1] != nobody) begin_couple(world, settled[0], settled[1]);
    };
    // Homes that stand empty, and where there is room for somebody, come first from memory.
    in_stages(
        households.size(), 2,
        [&](std::size_t i) {
            const NeighbourhoodId n = households[i].drawn_to;
            for (const HomeId home : world.vacant[n]) fetch_ahead(&world.city->home_key[home]);
            if (!world.free_slots[n].empty()) fetch_ahead(&world.free_slots[n].back());
        },
        [&](std::size_t i) {
            if (const auto& free = world.free_slots[households[i].drawn_to]; !free.empty()) world.people.home.prefetch(free.back());
        },
        [&](std::size_t i) { move_in(households[i]); });
}

}  // namespace topsoil
