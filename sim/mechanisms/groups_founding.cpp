#include "mechanisms/groups_founding.hpp"

#include <algorithm>
#include <numeric>

#include "state/group_kinds.hpp"
#include "state/household.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose found_purpose{"group.found"};
constexpr Purpose door_purpose{"group.found.doors"};
constexpr int oldest_organiser = 70;   // years, of groups for people younger than that
constexpr std::uint32_t notices = 48;  // homes in the neighbourhood that hear of a new group

/// Grants beyond today's as a share of what the neighbourhood's groups live on.
[[nodiscard]] double grants_over_income(const World& world, std::size_t n) {
    Pence income = 0;
    for (const std::uint32_t g : world.groups.in[n]) income += world.groups.all[g].lives_on();
    return income > 0 ? static_cast<double>(world.commissioned.group_grants[n]) / static_cast<double>(income) : 0.0;
}

[[nodiscard]] bool could_organise(const Living& living, Slot slot, const GroupAges& ages) {
    const People& people = living.world.people;
    const int age = people.age(slot, living.week);
    return people.setting[slot] != Setting::hospital && people.setting[slot] != Setting::care_home && people.capacity[slot] >= people.committed[slot] + 5 * 60 && age >= std::max(16, ages.youngest) && age <= std::max(oldest_organiser, ages.oldest) && people.memberships[slot] < 3;
}

/// Somebody of fitting age with time to spare, found by knocking at doors that chance names; nobody if hardly anybody fits. A home is
/// taken the more readily the more people in it fit, so that each of them is as likely as the next.
[[nodiscard]] Slot find_organiser(const Living& living, const Neighbourhood& here, const GroupAges& ages) {
    const World& world = living.world;
    constexpr std::uint32_t doors = 400;
    constexpr std::uint32_t crowded = 8;  // fitting people in one home
    for (std::uint32_t door = 1; door <= doors; ++door) {
        const Block bits = block(living.seed, found_purpose, here.key, living.week, door);
        Slot best = nobody;
        std::uint32_t fitting = 0;
        for_each_in_home(world.people, world.homes, here.first_home + below(bits[0], here.homes), [&](Slot slot) {
            if (!could_organise(living, slot, ages)) return;
            ++fitting;
            if (best == nobody || mix(world.people.key[slot], bits[1]) < mix(world.people.key[best], bits[1])) best = slot;
        });
        if (below(bits[2], crowded) < fitting) return best;
    }
    return nobody;
}

/// With those they know, those who know them, and people of fitting age who hear of it in the neighbourhood; nothing comes of it if they are too few.
void start(Living& living, NeighbourhoodId n, std::uint8_t kind, Slot organiser, const GroupAges& ages) {
    World& world = living.world;
    Group group;
    group.key = mix(0x6208, world.people.key[organiser], living.week);
    group.alive = 1;
    group.kind = kind;
    group.neighbourhood = n;
    group.organisers = 1;
    group.energy = to_share16(0.8);
    const Block bits = block(living.seed, found_purpose, group.key, living.week);
    group.income_per_week = static_cast<Pence>(2'400.0 * 100 / weeks_per_year * lognormal_mean_one(bits, 0.6));
    group.rent_per_week = happens(bits[2], 0.35) ? 0 : 1'897;
    group.founded = static_cast<std::int16_t>(living.week);
    std::vector<Slot> members{organiser};
    const auto join = [&](Slot slot) {
        const int age = world.people.age(slot, living.week);
        if (!lives_independently(world, slot) || age < ages.youngest || age > ages.oldest || world.people.memberships[slot] >= 3) return;
        if (members.size() < 24 && std::find(members.begin(), members.end(), slot) == members.end()) members.push_back(slot);
    };
    for_each_tie(*world.city, world.ties, world.people, organiser, [&](const TieView& tie) { join(tie.target); });
    for (std::size_t i = 1, known = members.size(); i < known; ++i) {
        for_each_tie(*world.city, world.ties, world.people, members[i], [&](const TieView& tie) { join(tie.target); });
    }
    const Neighbourhood& here = world.city->neighbourhoods[n];
    for (std::uint32_t door = 0; door < notices; ++door) {
        for_each_in_home(world.people, world.homes, here.first_home + below(draw(living.seed, door_purpose, group.key, living.week, door), here.homes), join);
    }
    if (members.size() < smallest_group + 2) return;
    for (std::size_t i = 0; i < members.size(); ++i) {
        change_memberships(world, members[i], 1);
        if (i % 2 == 0) begin_volunteering(world, members[i], 0);
    }
    world.people.roles.edit(organiser) |= role::organiser;
    const auto g = static_cast<std::uint32_t>(world.groups.all.size());
    world.groups.all.push_back(group);
    world.groups.members.push_back(members);
    world.groups.in[n].push_back(g);
    world.flows.add(Flow::groups_founded, n, 1);
}

/// How readily each kind is founded, in thousandths of groups: as many as the place had of it, more where it has fewer by now, measured by all its
/// groups, and none where it has many more.
[[nodiscard]] std::vector<std::int64_t> weights_of_kinds(const World& world, double missed) {
    std::vector<std::int64_t> alive(world.city->place.groups.size(), 0);
    std::int64_t all = 0, at_first = 0;
    for (const Group& group : world.groups.all) {
        alive[group.kind] += group.alive;
        all += group.alive;
    }
    for (const KindCount& kind : world.city->place.groups) at_first += kind.count;
    std::vector<std::int64_t> weights;
    for (std::size_t kind = 0; kind < alive.size(); ++kind) {
        const double usual = static_cast<double>(world.city->place.groups[kind].count) * static_cast<double>(std::max<std::int64_t>(1, all)) / static_cast<double>(at_first);
        weights.push_back(static_cast<std::int64_t>(1'000 * std::max(0.0, usual + missed * (usual - static_cast<double>(alive[kind])))));
    }
    return weights;
}

[[nodiscard]] std::uint8_t kind_founded(const std::vector<std::int64_t>& weights, std::uint32_t bits) {
    const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    auto left = static_cast<std::int64_t>(below(bits, static_cast<std::uint32_t>(total)));
    std::size_t kind = 0;
    while (kind + 1 < weights.size() && left >= weights[kind]) left -= weights[kind++];
    return static_cast<std::uint8_t>(kind);
}

}  // namespace

void found_groups(Living& living, double yearly_rate, double elasticity, double missed) {
    World& world = living.world;
    const City& city = *world.city;
    if (city.place.groups.empty()) return;
    const std::vector<std::int64_t> weights = weights_of_kinds(world, missed);
    const double founded_per_person = yearly_rate / weeks_per_year / 4'082;
    for (std::size_t n = 0; n < city.neighbourhoods.size(); ++n) {
        const Neighbourhood& here = city.neighbourhoods[n];
        const Block bits = block(living.seed, found_purpose, here.key, living.week);
        if (!happens(bits[0], founded_per_person * here.founders * (1 + elasticity * grants_over_income(world, n)))) continue;
        const std::uint8_t kind = kind_founded(weights, bits[1]);
        const GroupAges ages = ages_of_group(city.place.groups[kind].kind);
        const Slot organiser = find_organiser(living, here, ages);
        if (organiser == nobody) continue;
        start(living, static_cast<NeighbourhoodId>(n), kind, organiser, ages);
    }
}

}  // namespace topsoil
