#include "state/luck.hpp"

#include <algorithm>
#include <numeric>

#include "base/philox.hpp"
#include "base/touches.hpp"
#include "base/widest.hpp"
#include "state/person_words.hpp"

namespace topsoil {

namespace {

constexpr Purpose luck_purpose{"luck"};

/// Age band at the start of the eight weeks: the same in every world.
int band_at(std::int16_t birth_week, Week window) {
    const int age = (window * luck_window - birth_week) / 52;
    return luck_band(age < 0 ? 0 : age);
}

/// Bands of a shard's people; luck_bands of whoever is gone. Their band is how many of the ages from which one begins they have reached, besides the first.
struct BandAll {
    [[gnu::always_inline]] void operator()(const Person* persons, Week first, std::uint8_t* bands) const {
        constexpr std::uint32_t gone = 255;  // older than anybody: in all bands, and one more
        std::array<std::uint8_t, shard_size> ages;
        for (std::uint32_t i = 0; i < shard_size; ++i) {
            const PersonWords person(persons[i]);
            const std::int32_t weeks = std::max(0, first - static_cast<std::int32_t>(person.birth_week()));
            const std::uint32_t age = std::min(127U, static_cast<std::uint32_t>(weeks) / 52);
            ages[i] = static_cast<std::uint8_t>(person.lives(Setting::gone) ? gone : age);
        }
        for (std::uint32_t i = 0; i < shard_size; ++i) bands[i] = ages[i] == gone ? 1 : 0;
        for (std::size_t b = 1; b < luck_bands; ++b) {
            for (std::uint32_t i = 0; i < shard_size; ++i) bands[i] = static_cast<std::uint8_t>(bands[i] + (ages[i] >= luck_band_from[b] ? 1 : 0));
        }
    }
};

/// Sixteen bits for each week: the low halves of the block's words, then the high ones.
constexpr int words = 4;
std::uint32_t word_of(const Block& block, Week week) { return block[static_cast<std::size_t>(week % words)] >> (week % luck_window < words ? 0 : 16) & 0xFFFF; }

}  // namespace

Luck::Luck(std::uint64_t seed, std::span<const LuckCell> cells) : seed_(seed), cells_(cells.begin(), cells.end()) {
    std::sort(cells_.begin(), cells_.end(), [](const LuckCell& a, const LuckCell& b) { return a.cell < b.cell; });
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
    touched(shard_size);
    static thread_local std::array<std::uint8_t, shard_size> bands;
    at_widest(BandAll{}, people.persons(shard), window * luck_window, bands.data());
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
        for (const std::uint16_t entry : all) {
            const std::uint16_t place = entry & shard_mask;
            list.entries[next[entry >> shard_bits]++] = static_cast<std::uint16_t>(bands[place] << shard_bits | place);
        }
        draw_second(people, shard, window * luck_window + static_cast<Week>(w), list);
        list.late.clear();
    }
}

/// The second draws of all candidates of a week, four at a time: the last few of a cell are drawn with the first of the next, who are drawn over.
void Luck::draw_second(const People& people, std::size_t shard, Week week, WeekList& list) const {
    constexpr std::size_t room = shard_size + 4;
    static thread_local std::array<Key, room> keys{};
    static thread_local std::array<std::array<std::uint32_t, room>, words> bits;
    const auto key = people.key.read(shard);
    for (std::size_t i = 0; i < list.entries.size(); ++i) keys[i] = key[list.entries[i] & shard_mask];
    for (const LuckCell& cell : cells_) {
        const std::size_t from = list.first[cell.cell], count = list.first[cell.cell + 1] - from;
        blocks(seed_, cell.purpose, keys.data() + from, (count + 3) / 4 * 4, week, 0, bits[0].data() + from, bits[1].data(), bits[2].data(), bits[3].data());
    }
    list.bits.assign(bits[0].begin(), bits[0].begin() + static_cast<std::ptrdiff_t>(list.entries.size()));
}

void Luck::add(const People& people, Slot slot, Week week) {
    if (week / luck_window != window_ || shard_of(slot) >= lists_.size()) return;  // the next lists will hold them
    const Block chance = block(seed_, luck_purpose, people.key[slot], window_);
    const int band = band_at(people.birth_week[slot], window_);
    const auto place = static_cast<std::uint16_t>(slot & shard_mask);
    const auto of_this_place = [place](std::uint16_t entry) { return (entry & shard_mask) == place; };
    for (Week w = week; w / luck_window == window_; ++w) {
        WeekList& list = lists_[shard_of(slot)][static_cast<std::size_t>(w % luck_window)];
        if (slots_came_free_) std::replace_if(list.entries.begin(), list.entries.end(), of_this_place, struck);  // of whoever had the slot before
        std::erase_if(list.late, [&](const Late& late) { return of_this_place(late.entry); });
        const std::uint32_t word = word_of(chance, w);
        if ((word & 0xFFF) >= bounds_[static_cast<std::size_t>(band)][word >> 12]) continue;
        const auto& cell = *std::find_if(cells_.begin(), cells_.end(), [&](const LuckCell& one) { return one.cell == word >> 12; });
        list.late.push_back({static_cast<std::uint16_t>(band << shard_bits | place), static_cast<std::uint8_t>(cell.cell), draw(seed_, cell.purpose, people.key[slot], w)});
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
        for (const WeekList& list : shard) bytes += list.entries.capacity() * sizeof(std::uint16_t) + list.bits.capacity() * sizeof(std::uint32_t) + list.late.capacity() * sizeof(Late);
    }
    return bytes;
}

}  // namespace topsoil
