#include "state/luck.hpp"

#include <algorithm>
#include <numeric>

#include "base/philox.hpp"
#include "base/touches.hpp"

namespace topsoil {

namespace {

constexpr Purpose luck_purpose{"luck"};

/// Age band at the start of the eight weeks: the same in every world.
int band_at(std::int16_t birth_week, Week window) {
    const int age = (window * luck_window - birth_week) / 52;
    return luck_band(age < 0 ? 0 : age);
}

/// Sixteen bits for each week: the low halves of the block's words, then the high ones.
constexpr int words = 4;
std::uint32_t word_of(const Block& block, Week week) { return block[static_cast<std::size_t>(week % words)] >> (week % luck_window < words ? 0 : 16) & 0xFFFF; }

}  // namespace

Luck::Luck(std::uint64_t seed, std::span<const LuckCell> cells) : seed_(seed) {
    for (const LuckCell& cell : cells) {
        for (std::size_t band = 0; band < luck_bands; ++band) bounds_[band][cell.cell] = cell.bound[band];
        largest_[cell.cell] = *std::max_element(cell.bound.begin(), cell.bound.end());
    }
}

void Luck::prepare(const People& people, std::size_t shards, Week week, Team& team) {
    const Week window = week / luck_window;
    if (window == window_ && lists_.size() == shards) return;
    window_ = window;
    slots_came_free_ = false;
    lists_.resize(shards);
    team.for_shards(shards, [&](std::size_t shard) { list_shard(people, shard, window); });
}

void Luck::list_shard(const People& people, std::size_t shard, Week window) {
    static thread_local std::array<std::array<std::uint32_t, shard_size>, words> chance;
    blocks(seed_, luck_purpose, people.key.read(shard), shard_size, window, 0, chance[0].data(), chance[1].data(), chance[2].data(), chance[3].data());
    const auto birth = people.birth_week.read(shard);
    const auto setting = people.setting.read(shard);
    touched(shard_size);
    static thread_local std::array<std::uint8_t, shard_size> bands;
    for (std::uint32_t i = 0; i < shard_size; ++i) bands[i] = static_cast<std::uint8_t>(setting[i] != Setting::gone ? band_at(birth[i], window) : luck_bands);
    // Luck that is too high at any age is set aside first. Entries are written whether they hit or not and kept if they do: no branch to guess wrongly.
    static thread_local std::array<std::array<std::uint16_t, shard_size>, luck_window> entries;
    static thread_local std::array<std::uint16_t, shard_size + 8> places;
    std::array<std::size_t, luck_window> count{};
    for (std::size_t w = 0; w < luck_window; ++w) {
        const Half half = w < words ? Half::low : Half::high;
        const std::uint32_t* luck = chance[w % words].data();
        const std::size_t hopefuls = sift(luck, half, shard_size, largest_, places.data());
        for (std::size_t p = 0; p < hopefuls; ++p) {
            const std::uint16_t i = places[p];
            const std::uint32_t word = luck[i] >> static_cast<unsigned>(half) & 0xFFFF;
            entries[w][count[w]] = static_cast<std::uint16_t>((word >> 12) << shard_bits | i);
            count[w] += (word & 0xFFF) < bounds_[bands[i]][word >> 12] ? 1U : 0U;
        }
    }
    for (std::size_t w = 0; w < luck_window; ++w) {
        WeekList& list = lists_[shard][w];
        const std::span<const std::uint16_t> all(entries[w].data(), count[w]);
        list.first.fill(0);
        for (const std::uint16_t entry : all) ++list.first[(entry >> shard_bits) + 1U];
        std::partial_sum(list.first.begin(), list.first.end(), list.first.begin());
        auto next = list.first;
        list.entries.resize(all.size());
        for (const std::uint16_t entry : all) list.entries[next[entry >> shard_bits]++] = entry & shard_mask;
        list.late.clear();
    }
}

void Luck::add(const People& people, Slot slot, Week week) {
    if (week / luck_window != window_ || shard_of(slot) >= lists_.size()) return;  // the next lists will hold them
    const Block chance = block(seed_, luck_purpose, people.key[slot], window_);
    const auto& bound = bounds_[static_cast<std::size_t>(band_at(people.birth_week[slot], window_))];
    for (Week w = week; w / luck_window == window_; ++w) {
        WeekList& list = lists_[shard_of(slot)][static_cast<std::size_t>(w % luck_window)];
        const auto place = static_cast<std::uint16_t>(slot & shard_mask);
        if (slots_came_free_) std::replace(list.entries.begin(), list.entries.end(), place, struck);  // of whoever had the slot before
        std::erase_if(list.late, [place](std::uint16_t entry) { return (entry & shard_mask) == place; });
        const std::uint32_t word = word_of(chance, w);
        if ((word & 0xFFF) < bound[word >> 12]) list.late.push_back(static_cast<std::uint16_t>((word >> 12) << shard_bits | place));
    }
}

bool Luck::candidate(unsigned cell, Key key, std::int16_t birth_week, Week week) const {
    const Week window = week / luck_window;
    const std::uint32_t word = word_of(block(seed_, luck_purpose, key, window), week);
    return word >> 12 == cell && (word & 0xFFF) < bounds_[static_cast<std::size_t>(band_at(birth_week, window))][cell];
}

Luck::Second Luck::second_draw(const LuckCell& cell, Key key, std::int16_t birth_week, Week week) const {
    return {draw(seed_, cell.purpose, key, week), cell.bound[static_cast<std::size_t>(band_at(birth_week, week / luck_window))] / 65536.0};
}

std::size_t Luck::bytes() const {
    std::size_t bytes = 0;
    for (const auto& shard : lists_) {
        for (const WeekList& list : shard) bytes += (list.entries.capacity() + list.late.capacity()) * sizeof(std::uint16_t);
    }
    return bytes;
}

}  // namespace topsoil
