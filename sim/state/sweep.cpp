#include "state/sweep.hpp"

#include <algorithm>
#include <functional>

namespace topsoil {

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
            level[arc - base] = (owner & here.has(city.ties.target(arc))) ? level[arc - base] : std::uint8_t{0};
        }
    }
    const auto now = static_cast<std::uint8_t>(living.week);
    const auto held = static_cast<std::uint8_t>(living.week - oldest_clock);
    const std::uint32_t arcs = city.ties.row_end(first + shard_size - 1) - base;
    for (std::uint32_t arc = 0; arc < arcs; ++arc) last[arc] = static_cast<std::uint8_t>(now - last[arc]) > oldest_clock ? held : last[arc];
}

/// What is left of somebody's later ties goes to `kept`: those to the gone end, and passing acquaintances who have not met for two
/// years have lost sight of each other; kin remain kin, and firm ties last as founders' do. False if nothing need be written: no tie
/// ended, moved up or left a page empty.
bool keep_later_ties(const World& world, std::uint32_t first_page, Week week, const Present& here, std::vector<TieView>& kept) {
    const auto held = static_cast<std::uint8_t>(week - oldest_clock);
    std::size_t places = 0;
    bool changed = false;
    for (std::uint32_t page = first_page; page != nobody; page = world.ties.pages[page].next, places += ties_per_page) {
        const TiePage& made = world.ties.pages[page];
        for (std::uint32_t at = 0; at < ties_per_page; ++at) {
            if (made.level[at] == 0) continue;
            const int apart = weeks_since(made.last[at], week);
            const bool lapsed = made.kind[at] != TieKind::kin && made.level[at] < firm && apart > lost_sight;
            if (lapsed || !here.has(made.target[at])) {
                changed = true;
                continue;
            }
            changed = changed || apart > oldest_clock || kept.size() != places + at;
            kept.push_back({made.target[at], made.kind[at], made.level[at], apart > oldest_clock ? held : made.last[at], nobody, page, at});
        }
    }
    return changed || kept.size() + ties_per_page <= places;
}

/// What is left moves up into as few pages as will hold it; the others are added to `empty`. False if no page is needed any more.
bool lay_later_ties(World& world, std::uint32_t first_page, const std::vector<TieView>& kept, std::vector<std::uint32_t>& empty) {
    std::uint32_t page = first_page;
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
        }
        page = next;
    }
    return !kept.empty();
}

/// Later ties of one shard. Pages are written where something ended only, so that worlds go on sharing the rest.
void sweep_later_ties(Living& living, std::size_t shard, const Present& here, std::vector<std::uint32_t>& empty) {
    World& world = living.world;
    std::uint32_t* head = nullptr;
    const std::uint32_t* heads = world.people.tie_page.read(shard);
    std::vector<TieView> kept;
    for (std::uint32_t i = 0; i < shard_size; ++i) {
        if (i + 16 < shard_size && heads[i + 16] != nobody) world.ties.pages.prefetch(heads[i + 16]);
        if (heads[i] == nobody) continue;
        kept.clear();
        const bool owner = here.has(static_cast<Slot>(shard << shard_bits | i));
        if (owner && !keep_later_ties(world, heads[i], living.week, here, kept)) continue;
        if (lay_later_ties(world, heads[i], kept, empty)) continue;
        if (head == nullptr) {
            head = world.people.tie_page.write(shard);
            heads = head;
        }
        head[i] = nobody;
    }
}

/// Ties that nobody keeps up any more; the pages they leave empty are there for others.
void sweep_ties(Living& living) {
    World& world = living.world;
    world.ties.pages.own_all();
    std::vector<std::vector<std::uint32_t>> empty(world.city->shards());
    const Present present(world);
    living.team.for_shards(empty.size(), [&](std::size_t shard) {
        sweep_founders_ties(living, shard, present);
        sweep_later_ties(living, shard, present, empty[shard]);
    });
    for (const auto& pages : empty) world.ties.free_pages.insert(world.ties.free_pages.end(), pages.begin(), pages.end());
}

/// Everyday help that a helper who is gone had a part in ends, and groups forget members who are gone.
void sweep_helpers_and_members(World& world) {
    for (FileId file = 0; file < world.care.files.size(); ++file) {
        const CareFile& record = world.care.files[file];
        if (record.person == nobody) continue;
        const bool helper_gone = std::any_of(record.helper.begin(), record.helper.end(), [&](Slot helper) { return helper != nobody && !world.people.alive(helper); });
        if (helper_gone) end_everyday_help(world, file);
    }
    for (auto& members : world.groups.members) std::erase_if(members, [&](Slot slot) { return !world.people.alive(slot); });
}

/// Slots that rested go back to the neighbourhoods they were laid out for; nothing points at them any more.
void free_rested_slots(World& world) {
    std::vector<Slot> kept;
    std::vector<bool> touched(world.free_slots.size(), false);
    for (const Slot slot : world.resting) {
        if (world.people.care_file[slot] != nobody) {  // a file still waits to be closed: next year
            kept.push_back(slot);
            continue;
        }
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

}  // namespace

void sweep(Living& living) {
    sweep_ties(living);
    sweep_helpers_and_members(living.world);
    free_rested_slots(living.world);
}

}  // namespace topsoil
