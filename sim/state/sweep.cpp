#include "state/sweep.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <span>

#include "state/care_order.hpp"

namespace topsoil {

namespace {

constexpr int lost_sight = 104;    // weeks
constexpr std::uint8_t firm = 90;  // level from which a tie is kept up by meeting now and then, which is a rate and no event: below that of two who came to know each other in a group
constexpr int oldest_clock = 200;  // weeks since contact that a tie's clock is re-based to, below its 256

[[nodiscard]] int weeks_since(std::uint8_t last, Week week) { return static_cast<std::uint8_t>(static_cast<std::uint32_t>(week) - last); }

/// Who is there, a bit each: small enough to stay at hand while millions of ties ask.
class Present {
public:
    explicit Present(const World& world) : bits_(world.people.setting.pages() * (shard_size / 64), 0) {
        for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) {
            const auto setting = world.people.setting.read(shard);
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
    const auto level = world.ties.level.write(shard);
    const auto last = world.ties.last.write(shard);
    const std::uint32_t base = city.shard_first_arc[shard];
    const auto first = static_cast<Slot>(shard << shard_bits);
    const std::uint32_t arcs = city.ties.row_end(first + shard_size - 1) - base;
    for (std::uint32_t arc = 0; arc < arcs; ++arc) level[arc] = here.has(city.ties.target(base + arc)) ? level[arc] : std::uint8_t{0};
    for (Slot slot = first; slot < first + shard_size; ++slot) {
        if (here.has(slot)) continue;  // who has a founder's slot now got it when the founder's ties had ended
        for (std::uint32_t arc = city.ties.row_begin(slot); arc < city.ties.row_end(slot); ++arc) level[arc - base] = 0;
    }
    const auto now = static_cast<std::uint8_t>(living.week);
    const auto held = static_cast<std::uint8_t>(living.week - oldest_clock);
    for (std::uint32_t arc = 0; arc < arcs; ++arc) last[arc] = static_cast<std::uint8_t>(now - last[arc]) > oldest_clock ? held : last[arc];
}

struct KeptTie {
    TieEnd to;
    std::uint8_t level, last;
};

/// Ties written down one after another, in memory that nobody clears before: what is cleared is fetched twice.
class Kept {
public:
    /// Where the next may be written, with room for so many.
    [[nodiscard]] KeptTie* room_for(std::size_t more) {
        if (count_ + more > room_) {
            room_ = std::max<std::size_t>(2 * room_, 12 * shard_size);  // most people have seven or fewer; what is not written takes no memory
            auto wider = std::make_unique_for_overwrite<KeptTie[]>(room_);
            std::copy_n(ties_.get(), count_, wider.get());
            ties_ = std::move(wider);
        }
        return ties_.get() + count_;
    }
    void keep(std::size_t written) { count_ += written; }
    [[nodiscard]] std::span<const KeptTie> all() const { return {ties_.get(), count_}; }

private:
    std::unique_ptr<KeptTie[]> ties_;
    std::size_t room_ = 0, count_ = 0;
};

/// Later ties of one shard that are kept, one person's after another's.
struct LaterTies {
    Kept ties;
    std::array<std::uint16_t, shard_size> of_person{};  ///< how many are theirs
    std::uint32_t pages = 0;                            ///< that hold them
};

[[nodiscard]] constexpr std::uint32_t pages_for(std::size_t ties) { return static_cast<std::uint32_t>((ties + ties_per_page - 1) / ties_per_page); }

/// Somebody's ties in as few pages as hold them, each but the last followed by the next.
void lay_in_pages(Column<TiePage>& pages, std::uint32_t page, std::span<const KeptTie> ties) {
    for (std::size_t begin = 0; begin < ties.size(); begin += ties_per_page, ++page) {
        const std::size_t here = std::min(ties_per_page, ties.size() - begin);
        TiePage laid;
        for (std::size_t at = 0; at < ties_per_page; ++at) {  // nothing in the places behind the last
            const KeptTie tie = at < here ? ties[begin + at] : KeptTie{};
            laid.to[at] = tie.to;
            laid.level[at] = tie.level;
            laid.last[at] = tie.last;
        }
        if (begin + here < ties.size()) laid.next = page + 1;
        pages.edit(page) = laid;
    }
}

/// Later ties that are kept: those to the gone end, and passing acquaintances who have not met for two years have lost sight of each
/// other; kin remain kin, and firm ties last as founders' do.
void keep_later_ties(const World& world, std::size_t shard, Week week, const Present& here, LaterTies& later) {
    const auto held = static_cast<std::uint8_t>(week - oldest_clock);
    const auto heads = world.people.tie_page.read(shard);
    for (std::uint32_t i = 0; i < shard_size; ++i) {
        if (i + 16 < shard_size && heads[i + 16] != nobody) world.ties.pages.prefetch(heads[i + 16]);
        if (heads[i] == nobody || !here.has(static_cast<Slot>(shard << shard_bits | i))) continue;
        // Which ties are kept follows no pattern: each is written down whether it is or not, and the next over it if it is not.
        std::size_t theirs = 0;
        for (std::uint32_t page = heads[i]; page != nobody; page = world.ties.pages[page].next) {
            const TiePage& made = world.ties.pages[page];
            if (made.next != nobody) world.ties.pages.prefetch(made.next);
            KeptTie* const kept = later.ties.room_for(ties_per_page);
            std::size_t count = 0;
            for (std::uint32_t at = 0; at < ties_per_page; ++at) {
                const int apart = weeks_since(made.last[at], week);
                const bool lapsed = (made.to[at].kind() != TieKind::kin) & (made.level[at] < firm) & (apart > lost_sight);
                KeptTie& next = kept[count];
                next.to = made.to[at];
                next.level = made.level[at];
                next.last = apart > oldest_clock ? held : made.last[at];
                count += ((made.level[at] != 0) & !lapsed & here.has(made.to[at].target())) ? 1U : 0U;
            }
            later.ties.keep(count);
            theirs += count;
        }
        later.of_person[i] = static_cast<std::uint16_t>(theirs);
        later.pages += pages_for(theirs);
    }
}

/// Later ties are read along chains of pages made in the order in which people met; once a year they are laid in the order of people,
/// so that whoever reads somebody's ties finds them in one place.
void lay_later_ties(Living& living, const Present& here) {
    World& world = living.world;
    std::vector<LaterTies> later(world.city->shards());
    living.team.for_shards(later.size(), [&](std::size_t shard) { keep_later_ties(world, shard, living.week, here, later[shard]); });
    std::vector<std::uint32_t> first;  // pages of each shard
    std::uint32_t count = 0;
    for (const LaterTies& part : later) {
        first.push_back(count);
        count += part.pages;
    }
    world.ties.pages.own_all();
    living.team.for_shards(later.size(), [&](std::size_t shard) {
        const auto heads = world.people.tie_page.write(shard);
        std::span<const KeptTie> left = later[shard].ties.all();
        std::uint32_t page = first[shard];
        for (std::uint32_t i = 0; i < shard_size; ++i) {
            const auto theirs = left.first(later[shard].of_person[i]);
            heads[i] = theirs.empty() ? nobody : page;
            lay_in_pages(world.ties.pages, page, theirs);
            page += pages_for(theirs.size());
            left = left.subspan(theirs.size());
        }
    });
    world.ties.free_pages.clear();
    for (auto page = static_cast<std::uint32_t>(world.ties.pages.size()); page-- > count;) world.ties.free_pages.push_back(page);
}

/// Ties that nobody keeps up any more end.
void sweep_ties(Living& living, const Present& present) {
    living.team.for_shards(living.world.city->shards(), [&](std::size_t shard) { sweep_founders_ties(living, shard, present); });
    lay_later_ties(living, present);
}

/// Everyday help that a helper who is gone had a part in ends, and groups forget members who are gone.
void sweep_helpers_and_members(World& world, const Present& present) {
    for (FileId file = 0; file < world.care.files.size(); ++file) {
        const CareFile& record = world.care.files[file];
        if (record.person == nobody) continue;
        const bool helper_gone = std::any_of(record.helper.begin(), record.helper.end(), [&](Slot helper) { return helper != nobody && !present.has(helper); });
        if (helper_gone) end_everyday_help(world, file);
        if (record.first_received == nobody && record.first_given == nobody) close_file_if_idle(world, file);  // of those who rested after breaking down when their last tie ended
    }
    for (auto& members : world.groups.members) std::erase_if(members, [&](Slot slot) { return !present.has(slot); });
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
        const NeighbourhoodId n = world.city->laid_out_for(slot);
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
    const Present present(living.world);
    sweep_ties(living, present);
    sweep_helpers_and_members(living.world, present);
    free_rested_slots(living.world);
    living.luck.slots_come_free();
    lay_care_in_order(living.world);
}

}  // namespace topsoil
