#include "state/residents.hpp"

#include <algorithm>

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
    for (const NeighbourhoodId n : world.city->neighbourhoods[neighbourhood].nearest) {
        if (slot != nobody) break;
        slot = from(n);
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
    p.care_file.edit(slot) = nobody;
    p.tie_page.edit(slot) = nobody;
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
            world.care.files.edit(world.care.ties[tie].cared).ask = 1;
            change_care_tie(world, tie, 0);
        }
        end_everyday_help(world, file);
    }
    const HomeId home = world.people.home[slot];
    leave_home(world, slot);
    note_vacancy(world, home);
    world.people.setting.edit(slot) = Setting::gone;
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

/// Strengthens a founders' tie that stands already; false if there is none.
bool meet_again(World& world, Slot owner, Slot target, std::uint8_t level, Week week) {
    const City& city = *world.city;
    const std::size_t shard = shard_of(owner);
    const std::uint32_t base = city.shard_first_arc[shard];
    const std::uint32_t end = city.ties.row_end(owner);
    for (std::uint32_t arc = city.ties.row_begin(owner); arc != end; ++arc) {
        if (city.ties.target(arc) != target || world.ties.level.read(shard)[arc - base] == 0) continue;
        std::uint8_t& now = world.ties.level.write(shard)[arc - base];
        now = stronger(now, level);
        world.ties.last.write(shard)[arc - base] = static_cast<std::uint8_t>(week);
        return true;
    }
    return false;
}

}  // namespace

void add_tie(World& world, Slot owner, Slot target, TieKind kind, std::uint8_t level, Week week) {
    if (meet_again(world, owner, target, level, week)) return;
    std::uint32_t free_page = nobody;
    std::size_t free_place = 0;
    for (std::uint32_t page = world.people.tie_page[owner]; page != nobody; page = world.ties.pages[page].next) {
        const TiePage& known = world.ties.pages[page];
        for (std::size_t i = 0; i < ties_per_page; ++i) {
            if (known.level[i] == 0) {
                if (free_page == nobody) {
                    free_page = page;
                    free_place = i;
                }
            } else if (known.target[i] == target) {
                TiePage& made = world.ties.pages.edit(page);
                made.level[i] = stronger(made.level[i], level);
                made.last[i] = static_cast<std::uint8_t>(week);
                return;
            }
        }
    }
    if (free_page == nobody) {
        free_page = take_tie_page(world);
        world.ties.pages.edit(free_page).next = world.people.tie_page[owner];
        world.people.tie_page.edit(owner) = free_page;
    }
    TiePage& made = world.ties.pages.edit(free_page);
    made.target[free_place] = target;
    made.level[free_place] = level;
    made.last[free_place] = static_cast<std::uint8_t>(week);
    made.kind[free_place] = kind;
}

void meet_each_other(World& world, const std::vector<Meeting>& meetings, std::uint8_t level, Week week) {
    constexpr std::size_t far = 8;
    constexpr std::size_t near = 4;
    for (std::size_t i = 0; i < meetings.size(); ++i) {
        if (i + far < meetings.size()) {
            for (const Slot slot : {meetings[i + far].a, meetings[i + far].b}) prefetch_where_ties_begin(*world.city, world.people.tie_page, slot);
        }
        if (i + near < meetings.size()) {
            for (const Slot slot : {meetings[i + near].a, meetings[i + near].b}) prefetch_ties(*world.city, world.ties, world.people.tie_page, slot);
        }
        add_tie(world, meetings[i].a, meetings[i].b, meetings[i].kind, level, week);
        add_tie(world, meetings[i].b, meetings[i].a, meetings[i].kind, level, week);
    }
}

namespace {

constexpr int lost_sight = 104;    // weeks
constexpr std::uint8_t firm = 128; // level from which a tie is kept up by meeting now and then, which is a rate and no event
constexpr int oldest_clock = 200;  // weeks since contact that a tie's clock is re-based to, below its 256

[[nodiscard]] int weeks_since(std::uint8_t last, Week week) { return static_cast<std::uint8_t>(static_cast<std::uint32_t>(week) - last); }

/// Who is there, a bit each: small enough to stay at hand while millions of ties ask.
class Present {
public:
    explicit Present(const World& world) : bits_(world.people.setting.pages() * (shard_size / 64), 0) {
        for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) {
            const Setting* setting = world.people.setting.read(shard);
            for (std::uint32_t i = 0; i < shard_size; ++i) bits_[(shard << shard_bits | i) / 64] |= std::uint64_t{setting[i] != Setting::gone} << (i % 64);
        }
    }
    [[nodiscard]] bool has(Slot slot) const { return (bits_[slot / 64] >> (slot % 64) & 1) != 0; }

private:
    std::vector<std::uint64_t> bits_;
};

/// Founders' ties of one shard: those of and to the gone end, clocks that would wrap are held.
void sweep_founders_ties(Living& living, std::size_t shard, const Present& here) {
    World& world = living.world;
    const City& city = *world.city;
    std::uint8_t* level = world.ties.level.write(shard);
    std::uint8_t* last = world.ties.last.write(shard);
    const std::uint32_t base = city.shard_first_arc[shard];
    const auto first = static_cast<Slot>(shard << shard_bits);
    for (Slot slot = first; slot < first + shard_size; ++slot) {
        const bool owner = here.has(slot);
        for (std::uint32_t arc = city.ties.row_begin(slot); arc < city.ties.row_end(slot); ++arc) {
            level[arc - base] = owner & here.has(city.ties.target(arc)) ? level[arc - base] : std::uint8_t{0};
        }
    }
    const auto now = static_cast<std::uint8_t>(living.week);
    const auto held = static_cast<std::uint8_t>(living.week - oldest_clock);
    const std::uint32_t arcs = city.ties.row_end(first + shard_size - 1) - base;
    for (std::uint32_t arc = 0; arc < arcs; ++arc) last[arc] = static_cast<std::uint8_t>(now - last[arc]) > oldest_clock ? held : last[arc];
}

/// Later ties of one shard: those to the gone end, and passing acquaintances who have not met for two years have lost sight of each
/// other; kin remain kin, and firm ties last as founders' do.
/// What is left moves up into as few pages as will hold it; the others are added to `empty`.
void sweep_later_ties(Living& living, std::size_t shard, const Present& here, std::vector<std::uint32_t>& empty) {
    World& world = living.world;
    const auto held = static_cast<std::uint8_t>(living.week - oldest_clock);
    std::uint32_t* head = nullptr;
    const std::uint32_t* heads = world.people.tie_page.read(shard);
    std::vector<TieView> kept;
    for (std::uint32_t i = 0; i < shard_size; ++i) {
        if (i + 16 < shard_size && heads[i + 16] != nobody) world.ties.pages.prefetch(heads[i + 16]);
        if (heads[i] == nobody) continue;
        kept.clear();
        bool changed = true;
        if (here.has(static_cast<Slot>(shard << shard_bits | i))) {
            std::size_t places = 0;
            changed = false;
            for (std::uint32_t page = heads[i]; page != nobody; page = world.ties.pages[page].next, places += ties_per_page) {
                const TiePage& made = world.ties.pages[page];
                for (std::uint32_t at = 0; at < ties_per_page; ++at) {
                    if (made.level[at] == 0) continue;
                    const int apart = weeks_since(made.last[at], living.week);
                    const bool lapsed = made.kind[at] != TieKind::kin && made.level[at] < firm && apart > lost_sight;
                    if (lapsed || !here.has(made.target[at])) {
                        changed = true;
                        continue;
                    }
                    changed = changed || apart > oldest_clock || kept.size() != places + at;
                    kept.push_back({made.target[at], made.kind[at], made.level[at], apart > oldest_clock ? held : made.last[at], nobody, page, at});
                }
            }
            // A tie ended, moved up or left a page empty; else nothing need be written.
            changed = changed || kept.size() + ties_per_page <= places;
        }
        if (!changed) continue;
        std::uint32_t page = heads[i];
        std::uint32_t last_used = nobody;
        for (std::size_t done = 0; page != nobody; done += ties_per_page) {
            const std::uint32_t next = world.ties.pages[page].next;
            if (done >= kept.size()) {
                empty.push_back(page);
            } else {
                TiePage& made = world.ties.pages.edit(page);
                for (std::size_t at = 0; at < ties_per_page; ++at) {
                    if (done + at >= kept.size()) {
                        made.level[at] = 0;
                        continue;
                    }
                    made.target[at] = kept[done + at].target;
                    made.kind[at] = kept[done + at].kind;
                    made.level[at] = kept[done + at].level;
                    made.last[at] = kept[done + at].last;
                }
                if (done + ties_per_page >= kept.size()) made.next = nobody;
                last_used = page;
            }
            page = next;
        }
        if (last_used != nobody) continue;
        if (head == nullptr) {
            head = world.people.tie_page.write(shard);
            heads = head;
        }
        head[i] = nobody;
    }
}

}  // namespace

void sweep(Living& living) {
    World& world = living.world;
    world.ties.pages.own_all();
    std::vector<std::vector<std::uint32_t>> empty(world.city->shards());
    const Present present(world);
    living.team.for_shards(empty.size(), [&](std::size_t shard) {
        sweep_founders_ties(living, shard, present);
        sweep_later_ties(living, shard, present, empty[shard]);
    });
    for (const auto& pages : empty) world.ties.free_pages.insert(world.ties.free_pages.end(), pages.begin(), pages.end());
    for (FileId file = 0; file < world.care.files.size(); ++file) {
        const CareFile& record = world.care.files[file];
        if (record.person == nobody) continue;
        const bool helper_gone = std::any_of(record.helper.begin(), record.helper.end(), [&](Slot helper) { return helper != nobody && !world.people.alive(helper); });
        if (helper_gone) end_everyday_help(world, file);
    }
    for (auto& members : world.groups.members) std::erase_if(members, [&](Slot slot) { return !world.people.alive(slot); });

    std::vector<Slot> kept;
    std::vector<bool> touched(world.free_slots.size(), false);
    for (const Slot slot : world.resting) {
        if (world.people.care_file[slot] != nobody) {  // a file still waits to be closed: next year
            kept.push_back(slot);
            continue;
        }
        // A slot goes back to the neighbourhood it was laid out for.
        const auto& places = world.city->neighbourhoods;
        const auto after = std::upper_bound(places.begin(), places.end(), slot, [](Slot s, const Neighbourhood& n) { return s < n.first_slot; });
        const auto n = static_cast<std::size_t>(after - places.begin() - 1);
        world.free_slots[n].push_back(slot);
        touched[n] = true;
    }
    world.resting.swap(kept);
    for (std::size_t n = 0; n < touched.size(); ++n) {
        if (touched[n]) std::sort(world.free_slots[n].begin(), world.free_slots[n].end(), std::greater<>());
    }
}

}  // namespace topsoil
