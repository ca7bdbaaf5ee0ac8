// A hamlet laid out by hand, for worked examples: two neighbourhoods of ten slots, four dwellings each, one care home, nobody in
// it until a test says so. Ties are those a test names; nothing is drawn.
#pragma once

#include <memory>
#include <vector>

#include "state/columns.hpp"
#include "state/process.hpp"

namespace topsoil {

/// A founders' tie of the hamlet.
struct HamletTie {
    Slot owner, target;
    TieKind kind = TieKind::friend_;
    std::uint8_t level = 200;
    std::uint8_t last = 0;
};

class Hamlet {
public:
    static constexpr std::uint32_t room = 10;            ///< slots of a neighbourhood
    static constexpr HomeId dwellings = 4;               ///< of a neighbourhood: homes 0-3 here, 4-7 there
    static constexpr HomeId care_home = 8;               ///< in the second neighbourhood

    explicit Hamlet(std::vector<HamletTie> ties = {}) : luck_(1, {}) {
        auto city = std::make_shared<City>();
        city->seed = 1;
        city->slots = shard_size;
        for (NeighbourhoodId n = 0; n < 2; ++n) lay_neighbourhood(*city, n);
        city->care_homes.push_back({care_home, 1, 3});
        add_home(*city, 1, {5'000, 0}, HomeKind::care_home);
        lay_ties(*city, ties);
        world.city = std::move(city);
        lay_columns(world);
        furnish();
        for (const HamletTie& tie : ties) note_tie(tie);
    }

    /// Somebody of this age moves into a home at the very start; into the given slot, or the lowest that is free.
    Slot settle(HomeId home, int age, NeedLevel need = NeedLevel::none, Slot slot = nobody) {
        auto& free = world.free_slots[world.city->home_neighbourhood[home]];
        if (slot == nobody) slot = free.back();
        std::erase(free, slot);
        People& p = world.people;
        p.key.edit(slot) = ++keys_;
        p.birth_week.edit(slot) = static_cast<std::int16_t>(-age * 52 - 1);
        p.setting.edit(slot) = world.city->home_kind[home] == HomeKind::care_home ? Setting::care_home : Setting::home;
        p.need.edit(slot) = need;
        if (p.setting[slot] == Setting::care_home) ++world.care_homes.residents[0];
        if (world.homes.count[home] == 0) std::erase(world.vacant[world.city->home_neighbourhood[home]], home);
        enter_home(world, slot, home);
        if (need != NeedLevel::none) world.care.files.edit(open_file(world, slot)).need = {600, 300, 0};
        return slot;
    }

    [[nodiscard]] Living living() { return {world, *team_, luck_, 1, world.week}; }

    World world;

private:
    static void add_home(City& city, NeighbourhoodId n, Point point, HomeKind kind) {
        city.home_key.push_back(1'000 + city.home_key.size());
        city.home_point.push_back(point);
        city.home_street.push_back(n);
        city.home_kind.push_back(kind);
        city.home_neighbourhood.push_back(n);
    }

    static void lay_neighbourhood(City& city, NeighbourhoodId n) {
        Neighbourhood here;
        here.key = 100U + n;
        here.first_slot = n * room;
        here.slots = room;
        here.first_home = n * dwellings;
        here.homes = dwellings;
        here.nearest = {static_cast<NeighbourhoodId>(1 - n)};
        city.by_slot.push_back(static_cast<NeighbourhoodId>(n));
        city.neighbourhoods.push_back(here);
        city.street_neighbourhood.push_back(n);
        for (HomeId home = 0; home < dwellings; ++home) add_home(city, n, {5'000 * n + 100 * static_cast<Metres>(home), 0}, HomeKind::dwelling);
    }

    void lay_ties(City& city, std::vector<HamletTie>& ties) {
        std::stable_sort(ties.begin(), ties.end(), [](const HamletTie& a, const HamletTie& b) { return a.owner != b.owner ? a.owner < b.owner : a.kind < b.kind; });
        std::vector<std::uint32_t> starts(city.slots + 1, 0);
        std::vector<std::uint32_t> targets;
        std::vector<std::array<std::uint32_t, tie_kinds>> counts(city.slots);
        for (const HamletTie& tie : ties) {
            ++starts[tie.owner + 1];
            targets.push_back(tie.target);
            ++counts[tie.owner][static_cast<std::size_t>(tie.kind)];
        }
        for (std::size_t slot = 0; slot < city.slots; ++slot) starts[slot + 1] += starts[slot];
        for (const auto& count : counts) city.tie_bounds.push_back(KindBounds::of(count[0], count[1], count[2]));
        const auto arcs = static_cast<std::uint32_t>(targets.size());
        city.shard_first_arc = {0, arcs};
        city.ties = FounderTies(std::move(starts), std::move(targets));
        world.ties.lay({arcs});
    }

    void note_tie(const HamletTie& tie) {
        const City& city = *world.city;
        for (std::uint32_t arc = city.ties.row_begin(tie.owner); arc < city.ties.row_end(tie.owner); ++arc) {
            if (city.ties.target(arc) != tie.target) continue;
            world.ties.level.write(0)[arc] = tie.level;
            world.ties.last.write(0)[arc] = tie.last;
        }
    }

    /// The care home's beds, and what nobody has moved into yet.
    void furnish() {
        world.care_homes.residents = {0};
        world.care_homes.open_beds = {3};
        world.care_homes.weeks_below = {0};
        world.care_homes.weeks_empty = {0};
        world.vacant = {{0, 1, 2, 3}, {4, 5, 6, 7}};
        for (Slot slot = 2 * room; slot-- > 0;) world.free_slots[slot / room].push_back(slot);
    }

    Key keys_ = 0;
    std::unique_ptr<Team> team_ = std::make_unique<Team>(1);
    Luck luck_;
};

}  // namespace topsoil
