#include "world/circles.hpp"

#include <algorithm>

#include "base/draw.hpp"

namespace topsoil {

namespace {

constexpr Purpose take_part_purpose{"city.circle.take_part"};
constexpr Purpose size_purpose{"city.circle.size"};
constexpr int youngest_friend = 12;

struct Candidate {
    std::uint64_t order;   ///< reach, then age group, then chance
    Key key;
    Slot slot;
};

/// People who meet at this distance, apart from people who do not.
std::uint64_t area_of(const City& city, NeighbourhoodId n, CircleLayer::Reach reach) {
    switch (reach) {
        case CircleLayer::Reach::neighbourhood: return n;
        case CircleLayer::Reach::ward: return city.neighbourhoods[n].ward;
        case CircleLayer::Reach::lac: return city.neighbourhoods[n].lac;
        default: return 0;
    }
}

void draw_layer(const World& world, CircleLayer& layer, std::uint32_t number) {
    const City& city = *world.city;
    std::vector<Candidate> candidates;
    for (Slot slot = 0; slot < city.slots; ++slot) {
        if (!world.people.alive(slot)) continue;
        const int age = world.people.age(slot, 0);
        if (age < youngest_friend) continue;
        const Key key = world.people.key[slot];
        const Block bits = block(city.seed, take_part_purpose, key, 0, number);
        if (!happens(bits[0], layer.share)) continue;
        // Ages blur by some years, so that circles of like age overlap between layers. Deprivation sorts far friendships.
        const auto age_group = static_cast<std::uint64_t>(age * 2 + static_cast<int>(below(bits[1], 14))) / 10;
        const NeighbourhoodId n = world.people.neighbourhood[slot];
        const std::uint64_t likeness = layer.reach == CircleLayer::Reach::neighbourhood ? 0 : city.neighbourhoods[n].deprivation_fifth / 2;
        candidates.push_back({area_of(city, n, layer.reach) << 48 | age_group << 40 | likeness << 36 | bits[2], key, slot});
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.order != b.order ? a.order < b.order : a.key < b.key; });

    layer.position.assign(city.slots, nobody);
    for (std::size_t i = 0; i < candidates.size();) {
        const std::uint32_t size = layer.smallest + below(draw(city.seed, size_purpose, candidates[i].key, 0, number), layer.largest - layer.smallest + 1);
        const auto begin = static_cast<std::uint32_t>(i);
        const std::uint64_t area = candidates[i].order >> 48;
        std::size_t end = i;
        while (end < candidates.size() && end - i < size && candidates[end].order >> 48 == area) ++end;
        for (; i < end; ++i) {
            layer.position[candidates[i].slot] = static_cast<std::uint32_t>(i);
            layer.members.push_back(candidates[i].slot);
            layer.begin_of.push_back(begin);
            layer.end_of.push_back(static_cast<std::uint32_t>(end));
        }
    }
}

}  // namespace

std::vector<CircleLayer> draw_circles(const World& world, const ParameterView& parameters, Team& team) {
    using Reach = CircleLayer::Reach;
    const auto layer = [](TieKind kind, Reach reach, double share, std::uint32_t smallest, std::uint32_t largest) {
        return CircleLayer{kind, reach, share, smallest, largest, {}, {}, {}, {}};
    };
    const double sociable = parameters["sociable_share"];
    std::vector<CircleLayer> layers{
        layer(TieKind::close_friend, Reach::neighbourhood, parameters["close_circle_here"], 3, 4),
        layer(TieKind::close_friend, Reach::lac, parameters["close_circle_away"], 3, 4),
        layer(TieKind::friend_, Reach::neighbourhood, parameters["friend_circle_here"], 4, 6),
        layer(TieKind::friend_, Reach::ward, parameters["friend_circle_ward"], 4, 6),
        layer(TieKind::friend_, Reach::city, parameters["friend_circle_city"], 4, 6),
        // A heavy tail: each further circle is joined by fewer people and is larger.
        layer(TieKind::friend_, Reach::lac, sociable, 6, 9),
        layer(TieKind::friend_, Reach::city, sociable / 2, 7, 11),
        layer(TieKind::friend_, Reach::city, sociable / 4, 8, 14),
    };
    team.for_shards(layers.size(), [&](std::size_t i) { draw_layer(world, layers[i], static_cast<std::uint32_t>(i)); });
    return layers;
}

}  // namespace topsoil
