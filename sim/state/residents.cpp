#include "state/residents.hpp"

#include <algorithm>
#include <bit>

#include "state/household.hpp"
#include "state/need_rates.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

std::uint32_t take_tie_page(World& world) {
    Ties& ties = world.ties;
    if (ties.free_pages.empty()) {
        const auto first = static_cast<std::uint32_t>(ties.pages.size());
        ties.pages.append_uniform(shard_size, TiePage{});
        for (std::uint32_t page = first + shard_size; page-- > first;) ties.free_pages.push_back(page);
    }
    const std::uint32_t page = ties.free_pages.back();
    ties.free_pages.pop_back();
    ties.pages.edit(page) = TiePage{};
    return page;
}

Slot take_slot(World& world, NeighbourhoodId neighbourhood) {
    const auto from = [&](NeighbourhoodId n) -> Slot {
        auto& free = world.free_slots[n];
        if (free.empty()) return nobody;
        const Slot slot = free.back();
        free.pop_back();
        return slot;
    };
    Slot slot = from(neighbourhood);
    // Where there is no room left, with those who have the same turn: that they lie together spares others being looked at.
    for (const bool same_turn : {true, false}) {
        for (const NeighbourhoodId n : world.city->neighbourhoods[neighbourhood].nearest) {
            if (slot != nobody) return slot;
            if (!same_turn || turn_of_home(n) == turn_of_home(neighbourhood)) slot = from(n);
        }
    }
    return slot;
}

}  // namespace

Slot add_person(Living& living, const NewPerson& person) {
    World& world = living.world;
    const Slot slot = take_slot(world, world.city->home_neighbourhood[person.home]);
    if (slot == nobody) return nobody;
    People& p = world.people;
    const int age = (living.week - person.birth_week) / 52;
    p.key.edit(slot) = person.key;
    p.birth_week.edit(slot) = person.birth_week;
    p.origin.edit(slot) = origin_bits(person.woman, person.origin, world.city->home_neighbourhood[person.home]);
    p.note_turn(slot);
    p.setting.edit(slot) = person.setting;
    p.roles.edit(slot) = 0;
    p.memberships.edit(slot) = 0;
    p.loneliness.edit(slot) = to_share16(person.origin == Origin::newcomer ? 0.15 : 0.06);
    p.belonging.edit(slot) = to_share16(person.origin == Origin::newcomer ? 0.3 : 0.5);
    p.strain.edit(slot) = 0;
    p.contact.edit(slot) = 0;
    p.capacity.edit(slot) = giveable_minutes(world.city->seed, person.key, age, in_paid_work(world.city->seed, person.key, age, false), NeedLevel::none);
    p.committed.edit(slot) = 0;
    p.need.edit(slot) = NeedLevel::none;
    p.set_file(slot, nobody);
    p.tie_page.edit(slot) = nobody;
    const bool grown_newcomer = person.origin == Origin::newcomer && age >= 16;  // children meet others at school
    p.citizenship.edit(slot) = static_cast<std::uint8_t>((person.other_background ? citizen::other_background : 0) | (grown_newcomer ? citizen::new_here : 0));
    p.exhaustion.edit(slot) = 0;
    if (grown_newcomer) world.citizenship.newcomers.push_back({person.key, slot, static_cast<std::int16_t>(living.week), world.city->home_neighbourhood[person.home]});
    const auto& vacant = world.city->home_kind[person.home];
    if (vacant == HomeKind::dwelling && world.homes.count[person.home] == 0) {
        auto& list = world.vacant[world.city->home_neighbourhood[person.home]];
        std::erase(list, person.home);
    }
    enter_home(world, slot, person.home);
    living.luck.add(p, slot, living.week);
    return slot;
}

namespace {

void note_vacancy(World& world, HomeId home) {
    if (world.homes.count[home] != 0 || world.city->home_kind[home] != HomeKind::dwelling) return;
    auto& list = world.vacant[world.city->home_neighbourhood[home]];
    list.insert(std::lower_bound(list.begin(), list.end(), home), home);
}

}  // namespace

void remove_person(Living& living, Slot slot) {
    World& world = living.world;
    const FileId file = world.people.care_file[slot];
    if (world.people.setting[slot] == Setting::care_home) {
        const HomeId home = world.people.home[slot];
        for (std::size_t i = 0; i < world.city->care_homes.size(); ++i) {
            if (world.city->care_homes[i].home == home) --world.care_homes.residents[i];
        }
    }
    if (file != nobody) {
        while (world.care.files[file].first_received != nobody) change_care_tie(world, world.care.files[file].first_received, 0);
        while (world.care.files[file].first_given != nobody) {
            const std::uint32_t tie = world.care.files[file].first_given;
            world.care.files.edit(world.care.ties[tie].cared).set(mark::asks, true);
            change_care_tie(world, tie, 0);
        }
        end_everyday_help(world, file);
    }
    end_couple(world, slot);
    const HomeId home = world.people.home[slot];
    leave_home(world, slot);
    note_vacancy(world, home);
    world.people.setting.edit(slot) = Setting::gone;
    reckon_anew(world, slot);
    world.people.need.edit(slot) = NeedLevel::none;
    if (file != nobody) close_file_if_idle(world, file);
    world.resting.push_back(slot);
}

void move_person(World& world, Slot slot, HomeId home) {
    const HomeId old = world.people.home[slot];
    leave_home(world, slot);
    note_vacancy(world, old);
    if (world.city->home_kind[home] == HomeKind::dwelling && world.homes.count[home] == 0) std::erase(world.vacant[world.city->home_neighbourhood[home]], home);
    enter_home(world, slot, home);
    const bool dwelling = world.city->home_kind[home] == HomeKind::dwelling;
    if (dwelling && world.people.setting[slot] == Setting::communal) world.people.setting.edit(slot) = Setting::home;
}

HomeId take_vacancy(World& world, NeighbourhoodId neighbourhood, Key mover, Week week) {
    const auto best_in = [&](NeighbourhoodId n) {
        HomeId best = nobody;
        std::uint64_t lowest = ~0ULL;
        for (const HomeId home : world.vacant[n]) fetch_ahead(&world.city->home_key[home]);
        for (const HomeId home : world.vacant[n]) {
            const std::uint64_t order = mix(mover, world.city->home_key[home], week);
            if (order < lowest) {
                lowest = order;
                best = home;
            }
        }
        return best;
    };
    HomeId home = best_in(neighbourhood);
    for (const NeighbourhoodId n : world.city->neighbourhoods[neighbourhood].nearest) {
        if (home != nobody) break;
        home = best_in(n);
    }
    return home;
}

namespace {

[[nodiscard]] std::uint8_t stronger(std::uint8_t now, std::uint8_t level) { return static_cast<std::uint8_t>(std::min(255, now + level / 4)); }

/// The founders' tie of `owner` to `target` if it stands, else nobody.
[[nodiscard]] std::uint32_t standing_arc(const World& world, Slot owner, Slot target) {
    if (world.people.came_as(target) != Origin::founder) return nobody;
    const City& city = *world.city;
    const std::size_t shard = shard_of(owner);
    const auto [begin, end] = founder_row(city, world.people, owner);
    std::uint32_t found = nobody;  // there is one at most
    for (std::uint32_t arc = begin; arc != end; ++arc) found = city.ties.target(arc) == target ? arc : found;
    return found != nobody && world.ties.level.read(shard)[found - city.shard_first_arc[shard]] != 0 ? found : nobody;
}

void strengthen(World& world, Slot owner, std::uint32_t arc, std::uint8_t level, Week week) {
    const std::size_t shard = shard_of(owner);
    const std::uint32_t place = arc - world.city->shard_first_arc[shard];
    std::uint8_t& now = world.ties.level.write(shard)[place];
    now = stronger(now, level);
    world.ties.last.write(shard)[place] = static_cast<std::uint8_t>(week);
}

/// Adds a tie between people whom no founders' tie joins, or strengthens the one made since; true for a new one.
bool add_later_tie(World& world, Slot owner, Slot target, TieKind kind, std::uint8_t level, Week week) {
    std::uint32_t free_page = nobody;
    std::size_t free_place = 0;
    for (std::uint32_t page = world.people.tie_page[owner]; page != nobody; page = world.ties.pages[page].next) {
        const TiePage& known = world.ties.pages[page];
        unsigned free = 0, theirs = 0;  // places of the page, a bit each: which they are follows no pattern
        for (unsigned i = 0; i < ties_per_page; ++i) {
            const unsigned stands = known.level[i] != 0 ? 1 : 0;
            free |= (stands ^ 1) << i;
            theirs |= (stands & static_cast<unsigned>(known.to[i].target() == target)) << i;
        }
        if (theirs != 0) {
            const auto i = static_cast<std::size_t>(std::countr_zero(theirs));
            TiePage& made = world.ties.pages.edit(page);
            made.level[i] = stronger(made.level[i], level);
            made.last[i] = static_cast<std::uint8_t>(week);
            return false;
        }
        if (free != 0 && free_page == nobody) {
            free_page = page;
            free_place = static_cast<std::size_t>(std::countr_zero(free));
        }
    }
    if (free_page == nobody) {
        free_page = take_tie_page(world);
        world.ties.pages.edit(free_page).next = world.people.tie_page[owner];
        world.people.tie_page.edit(owner) = free_page;
    }
    TiePage& made = world.ties.pages.edit(free_page);
    made.to[free_place] = {target, kind};
    made.level[free_place] = level;
    made.last[free_place] = static_cast<std::uint8_t>(week);
    return true;
}

}  // namespace

std::uint8_t level_between(const World& world, Slot a, Slot b, TieKind kind, std::uint8_t level) {
    const auto stranger = [](std::uint8_t bits) { return (bits & (citizen::new_here | citizen::welcomed)) == citizen::new_here; };
    const std::uint8_t one = world.people.citizenship[a], other = world.people.citizenship[b];
    const bool apart = (kind != TieKind::kin) & ((((one ^ other) & citizen::other_background) != 0) | stranger(one) | stranger(other));
    return apart ? lessened(level, world.citizenship.apart_ppm.front()) : level;
}

namespace {

bool add_tie_at(World& world, Slot owner, Slot target, TieKind kind, std::uint8_t level, Week week) {
    const std::uint32_t arc = standing_arc(world, owner, target);
    if (arc == nobody) return add_later_tie(world, owner, target, kind, level, week);
    strengthen(world, owner, arc, level, week);
    return false;
}

/// Two get to know each other better; true if they did not know each other.
bool meet(World& world, const Meeting& meeting, std::uint8_t level, Week week) {
    const auto [a, b, kind] = meeting;
    level = level_between(world, a, b, kind, level);
    // A founders' tie stands on both sides or on neither: who has none need not be looked for from the other side.
    if (const std::uint32_t arc = standing_arc(world, a, b); arc != nobody) {
        strengthen(world, a, arc, level, week);
        add_tie_at(world, b, a, kind, level, week);
        return false;
    }
    const bool fresh = add_later_tie(world, a, b, kind, level, week);
    add_later_tie(world, b, a, kind, level, week);
    return fresh;
}

}  // namespace

bool add_tie(World& world, Slot owner, Slot target, TieKind kind, std::uint8_t level, Week week) {
    return add_tie_at(world, owner, target, kind, level_between(world, owner, target, kind, level), week);
}

std::vector<Meeting> meet_each_other(World& world, const std::vector<Meeting>& meetings, std::uint8_t level, Week week) {
    std::vector<Meeting> fresh;
    touched(2 * meetings.size());
    const auto both_founders = [&](const Meeting& meeting) { return world.people.came_as(meeting.a) == Origin::founder && world.people.came_as(meeting.b) == Origin::founder; };
    // Who they are, then where the ties of one begin, then the ties.
    in_stages(
        meetings.size(), 4,
        [&](std::size_t i) {
            world.people.tie_page.prefetch(meetings[i].a);
            world.people.tie_page.prefetch(meetings[i].b);
        },
        [&](std::size_t i) {
            if (both_founders(meetings[i])) world.city->ties.prefetch_start(meetings[i].a);
            prefetch_later_ties(world.ties, world.people, meetings[i].a);
            prefetch_later_ties(world.ties, world.people, meetings[i].b);
        },
        [&](std::size_t i) {
            if (both_founders(meetings[i])) world.city->ties.prefetch_row(meetings[i].a);
            prefetch_second_page(world.ties, world.people, meetings[i].a);
            prefetch_second_page(world.ties, world.people, meetings[i].b);
        },
        [&](std::size_t i) {
            if (meet(world, meetings[i], level, week)) fresh.push_back(meetings[i]);
        });
    return fresh;
}

void know_each_other_better(World& world, const std::vector<Meeting>& meetings, std::uint8_t level, Week week) {
    touched(2 * meetings.size());
    // Their ties mostly stand among those of the founders, on either side.
    in_stages(
        meetings.size(), 4,
        [&](std::size_t i) {
            for (const Slot slot : {meetings[i].a, meetings[i].b}) prefetch_where_ties_begin(*world.city, world.people, slot);
        },
        [&](std::size_t i) {
            for (const Slot slot : {meetings[i].a, meetings[i].b}) prefetch_ties(*world.city, world.ties, world.people, slot);
        },
        [&](std::size_t i) {
            for (const Slot slot : {meetings[i].a, meetings[i].b}) prefetch_second_page(world.ties, world.people, slot);
        },
        [&](std::size_t i) {
            add_tie(world, meetings[i].a, meetings[i].b, meetings[i].kind, level, week);
            add_tie(world, meetings[i].b, meetings[i].a, meetings[i].kind, level, week);
        });
}

}  // namespace topsoil
