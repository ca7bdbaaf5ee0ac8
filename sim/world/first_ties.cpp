#include "world/first_ties.hpp"

#include <algorithm>

#include "base/draw.hpp"
#include "world/circles.hpp"
#include "world/families.hpp"

namespace topsoil {

namespace {

constexpr Purpose doors_purpose{"city.tie.doors"};
constexpr Purpose level_purpose{"city.tie.level"};
constexpr int generation = 16;  // years that make somebody of the same home the parent's side

struct Tie {
    TieKind kind;
    Slot target;
    [[nodiscard]] bool operator<(const Tie& other) const { return kind != other.kind ? kind < other.kind : target < other.target; }
};

/// Collects one person's ties; the same person met twice keeps the nearer kind.
class Row {
public:
    void clear() { ties_.clear(); }
    void add(TieKind kind, Slot target) {
        for (Tie& tie : ties_) {
            if (tie.target == target) {
                tie.kind = std::min(tie.kind, kind);
                return;
            }
        }
        ties_.push_back({kind, target});
    }
    void finish() { std::sort(ties_.begin(), ties_.end()); }
    [[nodiscard]] const std::vector<Tie>& ties() const { return ties_; }
    [[nodiscard]] KindBounds bounds() const {
        std::array<std::uint32_t, tie_kinds> count{};
        for (const Tie& tie : ties_) ++count[static_cast<std::size_t>(tie.kind)];
        return KindBounds::of(count[0], count[1], count[2]);
    }

private:
    std::vector<Tie> ties_;
};

class Weaver {
public:
    Weaver(const City& city, const World& world, const Families& families, const std::vector<CircleLayer>& circles, const ParameterView& p)
        : city_(city), world_(world), families_(families), circles_(circles), next_door_(p["knows_next_door"]), two_doors_(p["knows_two_doors"]), person_(p["knows_person"]) {}

    void weave(Slot slot, Row& row) const {
        row.clear();
        add_kin(slot, row);
        add_friends(slot, row);
        add_neighbours(slot, row);
        row.finish();
    }

private:
    void add_kin(Slot slot, Row& row) const {
        const People& people = world_.people;
        const int age = people.age(slot, 0);
        const HomeId parents = families_.parents_home[slot];
        if (parents != nobody) {
            for_each_in_home(people, world_.homes, parents, [&](Slot other) {
                if (people.age(other, 0) >= age + generation) row.add(TieKind::kin, other);
            });
            for_children(parents, [&](Slot sibling) {
                if (sibling != slot) row.add(TieKind::kin, sibling);
            });
        }
        if (people.setting[slot] == Setting::home || people.setting[slot] == Setting::care_home) {
            for_children(people.home[slot], [&](Slot child) {
                if (age >= people.age(child, 0) + generation) row.add(TieKind::kin, child);
            });
        }
    }

    template <class Use>
    void for_children(HomeId home, Use&& use) const {
        for (std::uint32_t i = families_.first_child[home]; i < families_.first_child[home + 1]; ++i) use(families_.children[i]);
    }

    void add_friends(Slot slot, Row& row) const {
        std::uint32_t close = 0;
        std::uint32_t friends = 0;
        for (const CircleLayer& layer : circles_) {
            const std::uint32_t place = layer.position[slot];
            if (place == nobody) continue;
            for (std::uint32_t i = layer.begin_of[place]; i < layer.end_of[place]; ++i) {
                const Slot other = layer.members[i];
                if (other == slot || world_.people.home[other] == world_.people.home[slot]) continue;
                std::uint32_t& count = layer.kind == TieKind::close_friend ? close : friends;
                if (count + 1 > (layer.kind == TieKind::close_friend ? KindBounds::most_close : KindBounds::most_friends)) continue;
                ++count;
                row.add(layer.kind, other);
            }
        }
    }

    /// Grown-ups of the next two doors either way, on the same street: homes first, then people.
    void add_neighbours(Slot slot, Row& row) const {
        if (world_.people.setting[slot] != Setting::home || world_.people.age(slot, 0) < 18) return;
        const HomeId home = world_.people.home[slot];
        for (int step = -2; step <= 2; ++step) {
            if (step == 0 || (step < 0 && home < static_cast<HomeId>(-step))) continue;
            const auto door = static_cast<HomeId>(static_cast<std::int64_t>(home) + step);
            if (door >= city_.home_point.size() || city_.home_street[door] != city_.home_street[home] || city_.home_kind[door] != HomeKind::dwelling) continue;
            const double known = step == 1 || step == -1 ? next_door_ : two_doors_;
            if (!happens(draw(city_.seed, doors_purpose, pair_key(city_.home_key[home], city_.home_key[door]), 0), known)) continue;
            for_each_in_home(world_.people, world_.homes, door, [&](Slot other) {
                if (world_.people.age(other, 0) < 18) return;
                const Key pair = pair_key(world_.people.key[slot], world_.people.key[other]);
                if (happens(draw(city_.seed, doors_purpose, pair, 0, 1), person_)) row.add(TieKind::neighbour, other);
            });
        }
    }

    const City& city_;
    const World& world_;
    const Families& families_;
    const std::vector<CircleLayer>& circles_;
    double next_door_, two_doors_, person_;
};

/// Strength to begin with: kin and close friends are counted on more; drawn per pair and direction.
std::uint8_t first_level(TieKind kind, std::uint32_t bits) {
    static constexpr std::array<std::array<std::uint32_t, 2>, tie_kinds> range{{{120, 230}, {150, 250}, {80, 200}, {70, 190}}};
    const auto& [low, high] = range[static_cast<std::size_t>(kind)];
    return static_cast<std::uint8_t>(low + below(bits, high - low));
}

}  // namespace

void tie_founders(City& city, World& world, const ParameterView& parameters, Team& team) {
    const Families families = find_families(world, parameters, team);
    const std::vector<CircleLayer> circles = draw_circles(world, parameters, team);
    const Weaver weaver(city, world, families, circles, parameters);

    // Rows by shard, then laid end to end: any thread count, the same rows.
    std::vector<std::vector<Slot>> shard_targets(city.shards());
    std::vector<std::uint32_t> row_starts(city.slots + 1, 0);
    city.tie_bounds.assign(city.slots, {});
    team.for_shards(city.shards(), [&](std::size_t shard) {
        Row row;
        const auto first = static_cast<Slot>(shard * shard_size);
        for (Slot slot = first; slot < first + shard_size; ++slot) {
            if (!world.people.alive(slot)) continue;
            weaver.weave(slot, row);
            for (const Tie& tie : row.ties()) shard_targets[shard].push_back(tie.target);
            row_starts[slot + 1] = static_cast<std::uint32_t>(row.ties().size());
            city.tie_bounds[slot] = row.bounds();
        }
    });
    for (std::size_t slot = 0; slot < city.slots; ++slot) row_starts[slot + 1] += row_starts[slot];
    std::vector<std::uint32_t> page_sizes;
    city.shard_first_arc.assign(city.shards() + 1, 0);
    std::vector<std::uint32_t> targets(row_starts[city.slots]);
    for (std::size_t shard = 0; shard < city.shards(); ++shard) {
        city.shard_first_arc[shard + 1] = row_starts[(shard + 1) * shard_size];
        page_sizes.push_back(static_cast<std::uint32_t>(shard_targets[shard].size()));
        std::copy(shard_targets[shard].begin(), shard_targets[shard].end(), targets.begin() + city.shard_first_arc[shard]);
        std::vector<Slot>().swap(shard_targets[shard]);
    }
    world.ties.lay(page_sizes);
    city.ties = FounderTies(std::move(row_starts), std::move(targets));
    team.for_shards(city.shards(), [&](std::size_t shard) {
        const auto level = world.ties.level.write(shard);
        const auto last = world.ties.last.write(shard);
        const std::uint32_t base = city.shard_first_arc[shard];
        const auto first = static_cast<Slot>(shard * shard_size);
        for (Slot slot = first; slot < first + shard_size; ++slot) {
            const std::uint32_t begin = city.ties.row_begin(slot);
            for (std::uint32_t arc = begin; arc < city.ties.row_end(slot); ++arc) {
                const Slot other = city.ties.target(arc);
                const Block bits = block(city.seed, level_purpose, mix(world.people.key[slot], world.people.key[other]), 0);
                level[arc - base] = first_level(city.tie_bounds[slot].kind(arc - begin), bits[0]);
                last[arc - base] = static_cast<std::uint8_t>(0U - below(bits[1], 200));
            }
        }
    });
}

}  // namespace topsoil
