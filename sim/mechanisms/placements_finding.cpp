#include "mechanisms/placements_finding.hpp"

#include <algorithm>

#include "mechanisms/placements_guardians.hpp"

namespace topsoil {

namespace {

constexpr Purpose choice_purpose{"placements.choice"};
constexpr Purpose approve_purpose{"placements.approve"};
constexpr Purpose places_purpose{"placements.places"};
constexpr Purpose stop_purpose{"placements.foster_stop"};
constexpr int homes_visited = 24;

[[nodiscard]] double metres_between(const World& world, Slot a, Slot b) {
    return distance_metres(world.city->home_point[world.people.home[a]], world.city->home_point[world.people.home[b]]);
}

/// The nearest foster family with room, equals by key.
[[nodiscard]] FosterHome* family_for(World& world, Slot child) {
    FosterHome* best = nullptr;
    double nearest = 1e12;
    for (FosterHome& family : world.settings.foster_homes) {
        if (family.taken >= family.places || world.people.home[family.carer] == world.people.home[child]) continue;
        const double metres = metres_between(world, child, family.carer);
        if (metres < nearest || (metres == nearest && family.key < best->key)) {
            nearest = metres;
            best = &family;
        }
    }
    return best;
}

void approve(World& world, std::uint64_t seed, Slot carer) {
    const Key key = world.people.key[carer];
    // One place, two or three: 1.6 in the mean.
    const std::uint32_t bits = draw(seed, places_purpose, key, 0);
    const auto places = static_cast<std::uint8_t>(happens(bits, 0.1) ? 3 : (happens(bits, 0.5) ? 2 : 1));
    world.settings.foster_homes.push_back({key, carer, places, 0, 0});
}

[[nodiscard]] bool fosters_already(const World& world, HomeId home) {
    return std::any_of(world.settings.foster_homes.begin(), world.settings.foster_homes.end(), [&](const FosterHome& family) { return world.people.home[family.carer] == home; });
}

[[nodiscard]] std::size_t families_wanted(const World& world, const PlacementRule& rule) { return static_cast<std::size_t>(rule.homes_per_1000 * world.city->place.population / 1'000 + 0.5); }

}  // namespace

PlacementRule::PlacementRule(const ParameterView& p)
    : kin(p["kin_share"]), childrens_home(p["childrens_home_share"]), lodging(p["lodging_share"]), homes_per_1000(p["foster_homes_per_1000"]), foster_leave(weekly_chance(p["foster_leave_rate"])), metres_near(p["near_km"] * 1'000),
      kin_kept_far(p["kin_ties_kept_far"]), kept_near(p["ties_kept_near"]), kept_far(p["ties_kept_far"]) {
    near_share[static_cast<std::size_t>(Carers::agency)] = p["agency_near"];
    near_share[static_cast<std::size_t>(Carers::childrens_home)] = p["childrens_home_near"];
    near_share[static_cast<std::size_t>(Carers::supported_lodging)] = p["lodging_near"];
}

void find_place(Living& living, const PlacementRule& rule, Placement& placement) {
    World& world = living.world;
    const Slot child = placement.child;
    const int age = world.people.age(child, living.week);
    const Block bits = block(living.seed, choice_purpose, placement.key, living.week);
    placement.carer = happens(bits[0], rule.kin) ? kin_of(living, child) : nobody;
    if (placement.carer != nobody) {
        placement.carers = Carers::kin;
    } else if (age >= 16 && happens(bits[1], rule.lodging)) {
        placement.carers = Carers::supported_lodging;
    } else if (age >= 8 && happens(bits[2], rule.childrens_home)) {
        placement.carers = Carers::childrens_home;
    } else if (FosterHome* family = family_for(world, child); family != nullptr) {
        placement.carers = Carers::foster;
        placement.carer = family->carer;
        ++family->taken;
    } else {
        placement.carers = Carers::agency;
    }
    const bool known = placement.carer != nobody;
    placement.carer_key = known ? world.people.key[placement.carer] : 0;
    placement.near = (known ? metres_between(world, child, placement.carer) <= rule.metres_near : happens(bits[3], rule.near_share[static_cast<std::size_t>(placement.carers)])) ? 1 : 0;
}

void leave_place(World& world, const Placement& placement) {
    if (placement.carers != Carers::foster) return;
    for (FosterHome& family : world.settings.foster_homes) {
        if (family.key == placement.carer_key) --family.taken;
    }
}

bool carers_still_able(const Living& living, const Placement& placement) {
    const World& world = living.world;
    if (placement.carer == nobody) return true;
    if (!still_here(world, placement.carer, placement.carer_key)) return false;
    if (placement.carers == Carers::kin) return could_look_after(living, placement.carer, 18, 90);
    return std::any_of(world.settings.foster_homes.begin(), world.settings.foster_homes.end(), [&](const FosterHome& family) { return family.key == placement.carer_key; });
}

void approve_first(Living& living, const PlacementRule& rule) {
    World& world = living.world;
    std::vector<std::pair<std::uint64_t, Slot>> order;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        const std::uint32_t bits = world.people.alive(slot) ? draw(living.seed, approve_purpose, world.people.key[slot], 0) : ~0U;
        if (happens(bits, 0.01) && could_look_after(living, slot, 30, 62)) order.emplace_back(bits, slot);
    }
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : world.people.key[a.second] < world.people.key[b.second]; });
    for (const auto& [bits, slot] : order) {
        if (world.settings.foster_homes.size() >= families_wanted(world, rule)) return;
        if (!fosters_already(world, world.people.home[slot])) approve(world, living.seed, slot);
    }
}

void lose_families(Living& living, const PlacementRule& rule) {
    World& world = living.world;
    std::erase_if(world.settings.foster_homes, [&](const FosterHome& family) {
        const bool able = still_here(world, family.carer, family.key) && could_look_after(living, family.carer, 18, 70);
        return !able || happens(draw(living.seed, stop_purpose, family.key, living.week), rule.foster_leave);
    });
}

void approve_new(Living& living, const PlacementRule& rule) {
    World& world = living.world;
    // Half of those that are lacking are looked for in a week.
    const std::size_t wanted = families_wanted(world, rule);
    const std::size_t have = world.settings.foster_homes.size();
    for (std::size_t i = 0; have < wanted && i < (wanted - have + 1) / 2; ++i) {
        const Block bits = block(living.seed, approve_purpose, world.city->seed, living.week, static_cast<std::uint32_t>(i) + 1);
        const Neighbourhood& here = world.city->neighbourhoods[below(bits[0], static_cast<std::uint32_t>(world.city->neighbourhoods.size()))];
        Slot found = nobody;
        for (std::uint32_t attempt = 0; attempt < homes_visited && found == nobody; ++attempt) {
            const HomeId home = here.first_home + below(static_cast<std::uint32_t>(mix(bits[1], attempt)), here.homes);
            if (fosters_already(world, home)) continue;
            for_each_in_home(world.people, world.homes, home, [&](Slot slot) {
                if (could_look_after(living, slot, 30, 62) && (found == nobody || world.people.key[slot] < world.people.key[found])) found = slot;
            });
        }
        if (found != nobody) approve(world, living.seed, found);
    }
}

namespace {

void set_level(World& world, Slot owner, const TieView& tie, std::uint8_t level) {
    if (tie.page == nobody) {
        const std::size_t shard = shard_of(owner);
        world.ties.level.write(shard)[tie.arc - world.city->shard_first_arc[shard]] = level;
    } else {
        world.ties.pages.edit(tie.page).level[tie.place] = level;
    }
}

[[nodiscard]] std::vector<TieView> ties_of(const World& world, Slot slot) {
    std::vector<TieView> ties;
    for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) { ties.push_back(tie); });
    return ties;
}

/// A tie that is loosened is never ended by it.
[[nodiscard]] std::uint8_t loosened(std::uint8_t level, double kept) { return static_cast<std::uint8_t>(std::max(1.0, level * kept)); }

}  // namespace

void loosen_ties(World& world, const PlacementRule& rule, const Placement& placement) {
    const Slot child = placement.child;
    const bool near = placement.near != 0;
    for (const TieView& tie : ties_of(world, child)) {
        if (tie.target == placement.carer) continue;
        const double kept = tie.kind == TieKind::kin ? (near ? 1.0 : rule.kin_kept_far) : (near ? rule.kept_near : rule.kept_far);
        set_level(world, child, tie, loosened(tie.level, kept));
        for (const TieView& back : ties_of(world, tie.target)) {
            if (back.target == child) set_level(world, tie.target, back, loosened(back.level, kept));
        }
    }
}

}  // namespace topsoil
