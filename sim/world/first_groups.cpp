#include "world/first_groups.hpp"

#include <algorithm>

#include "base/draw.hpp"
#include "state/group_kinds.hpp"
#include "world/ground.hpp"

namespace topsoil {

namespace {

constexpr Purpose size_purpose{"city.group.size"};
constexpr Purpose state_purpose{"city.group.state"};
constexpr double rent_pounds_per_week = 15.0 * 1.5 * 44 / 52.18;

struct Seed {
    Key key;
    NeighbourhoodId neighbourhood;
    std::uint8_t kind;
};

/// How many groups of each kind each neighbourhood has: by people, fewer per head where deprivation is high.
std::vector<Seed> share_groups(const City& city, double deprived_share) {
    std::vector<double> weights;
    for (const Neighbourhood& here : city.neighbourhoods) {
        weights.push_back(here.founders * (1.0 - (1.0 - deprived_share) * here.deprivation_fifth / 4.0));
    }
    std::vector<Seed> seeds;
    for (std::size_t kind = 0; kind < city.place.groups.size(); ++kind) {
        const auto counts = share_out(static_cast<std::uint32_t>(city.place.groups[kind].count), weights);
        for (std::size_t n = 0; n < counts.size(); ++n) {
            for (std::uint32_t i = 0; i < counts[n]; ++i) {
                seeds.push_back({mix(city.neighbourhoods[n].key, 0x6707, kind, i), static_cast<NeighbourhoodId>(n), static_cast<std::uint8_t>(kind)});
            }
        }
    }
    return seeds;
}

/// The members of one group: people of the right age with the highest keyed score; the neighbourhood first, then the nearest.
std::vector<Slot> choose_members(const World& world, const Seed& seed, std::uint32_t size) {
    const City& city = *world.city;
    const GroupAges ages = ages_of_group(city.place.groups[seed.kind].kind);
    std::vector<std::pair<std::uint64_t, Slot>> scored;
    const auto gather = [&](NeighbourhoodId n, std::uint32_t want) {
        scored.clear();
        const Neighbourhood& here = city.neighbourhoods[n];
        for (Slot slot = here.first_slot; slot < here.first_slot + here.slots; ++slot) {
            if (!world.people.alive(slot) || world.people.setting[slot] == Setting::care_home) continue;
            const int age = world.people.age(slot, 0);
            if (age < ages.youngest || age > ages.oldest) continue;
            // People over 60 join about twice as readily (half of those over 65 take part in something).
            const std::uint64_t score = mix(seed.key, world.people.key[slot]) >> (age >= 60 ? 1 : 0);
            scored.emplace_back(score, slot);
        }
        const std::size_t most = std::min<std::size_t>(want, scored.size());
        std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(most), scored.end(), [&](const auto& a, const auto& b) {
            return a.first != b.first ? a.first < b.first : world.people.key[a.second] < world.people.key[b.second];
        });
        scored.resize(most);
    };
    std::vector<Slot> members;
    gather(seed.neighbourhood, size * 3 / 4);
    for (const auto& [score, slot] : scored) members.push_back(slot);
    const auto& nearest = city.neighbourhoods[seed.neighbourhood].nearest;
    if (!nearest.empty() && members.size() < size) {
        gather(nearest[seed.key % std::min<std::size_t>(4, nearest.size())], size - static_cast<std::uint32_t>(members.size()));
        for (const auto& [score, slot] : scored) members.push_back(slot);
    }
    return members;
}

}  // namespace

void found_first_groups(World& world, const ParameterView& parameters, Team& team) {
    const City& city = *world.city;
    const double mean_members = parameters["group_members"];
    const auto giving_percent = static_cast<std::size_t>(std::clamp(parameters["group_volunteers_share"] * 100 + 0.5, 0.0, 100.0));
    const auto seeds = share_groups(city, 1.0 - parameters["fewer_groups_where_deprived"]);
    world.groups.all.resize(seeds.size());
    world.groups.members.resize(seeds.size());
    world.groups.in.resize(city.neighbourhoods.size());
    world.groups.assembly.resize(city.neighbourhoods.size());
    team.for_shards(seeds.size(), [&](std::size_t g) {
        const Seed& seed = seeds[g];
        const double factor = lognormal_mean_one(block(city.seed, size_purpose, seed.key, 0), 0.7);
        const auto size = static_cast<std::uint32_t>(std::clamp(mean_members * usual_size_of_group(city.place.groups[seed.kind].kind) * factor, 8.0, 400.0));
        world.groups.members[g] = choose_members(world, seed, size);
        const Block bits = block(city.seed, state_purpose, seed.key, 0);
        Group& group = world.groups.all[g];
        group.key = seed.key;
        group.alive = 1;
        group.kind = seed.kind;
        group.neighbourhood = seed.neighbourhood;
        group.organisers = static_cast<std::uint16_t>(std::max(1.0, size / 27.5 + 0.5));
        group.energy = to_share16(0.55 + 0.4 * uniform(bits[0]));
        group.founded = static_cast<std::int16_t>(-static_cast<int>(-weeks_per_year / 0.07 * log_exact(uniform(bits[1])) * 0.5));
        group.income_per_week = static_cast<Pence>(2000.0 * 100 / weeks_per_year * lognormal_mean_one(block(city.seed, size_purpose, seed.key, 0, 1), 0.6) * 1.2);
        const auto rent = static_cast<Pence>(rent_pounds_per_week * 100);
        // Of those who could not have paid, the ones still there meet where it costs nothing.
        group.rent_per_week = happens(bits[2], 0.35) || rent > group.income_per_week ? 0 : rent;
        group.cash = group.income_per_week * 30;
    });
    for (std::size_t g = 0; g < seeds.size(); ++g) {
        world.groups.in[seeds[g].neighbourhood].push_back(static_cast<std::uint32_t>(g));
        const auto& members = world.groups.members[g];
        const std::size_t giving = members.size() * giving_percent / 100;
        for (std::size_t i = 0; i < members.size(); ++i) {
            std::uint8_t& count = world.people.memberships.edit(members[i]);
            count = static_cast<std::uint8_t>(std::min(250, count + 1));
            std::uint8_t& roles = world.people.roles.edit(members[i]);
            if (i < world.groups.all[g].organisers) roles |= role::organiser;
            if (i < giving) roles |= role::volunteer;
        }
    }
}

}  // namespace topsoil
