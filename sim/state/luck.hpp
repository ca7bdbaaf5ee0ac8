// Luck lists: who is a candidate for which rare event this week, without throwing a die for everybody every week. What a list says
// is a pure function of seed, key, week and age, so every world meets the same candidates. See docs/decisions/0003-luck-lists.md.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "base/draw.hpp"
#include "base/parallel.hpp"
#include "base/sift.hpp"
#include "state/people.hpp"

namespace topsoil {

inline constexpr int luck_bands = 12;
inline constexpr unsigned luck_cells = 16;
inline constexpr int luck_window = 8;  ///< weeks served by one block of chance: two in each of its four words

/// Ages from which bands begin: 0, 1-15, 16-24, 25-39, 40-49, 50-59, 60-69, 70-74, 75-79, 80-84, 85-89, 90 and over.
inline constexpr std::array<std::uint8_t, luck_bands> luck_band_from{0, 1, 16, 25, 40, 50, 60, 70, 75, 80, 85, 90};
/// Looked up, not compared: ages come in no order, and wrong guesses at branches would cost more than the chance itself.
inline constexpr std::array<std::int8_t, 128> luck_band_of_age = [] {
    std::array<std::int8_t, 128> bands{};
    for (std::size_t age = 0; age < bands.size(); ++age) {
        for (std::size_t band = 0; band < luck_bands; ++band) {
            if (age >= luck_band_from[band]) bands[age] = static_cast<std::int8_t>(band);
        }
    }
    return bands;
}();
[[nodiscard]] constexpr int luck_band(int age) { return luck_band_of_age[static_cast<std::size_t>(age < 127 ? age : 127)]; }

/// A rare weekly event's share of luck. The cell number is its own for ever; the bounds are declared constants, the largest yearly
/// rate that any world may reach at each age, so that no parameter reshuffles luck.
struct LuckCell {
    unsigned cell;
    std::string_view name;
    Purpose purpose;                                ///< of the second draw, which decides
    std::array<std::uint16_t, luck_bands> bound;    ///< of 4,096; the chance of being a candidate is bound / 65,536
    bool with_file_only = false;                    ///< it can only befall people who need or give care: others are not looked up
};

/// Bounds from the largest yearly rates by band. A weekly chance above 1 in 16 cannot be had: such a process is not rare.
[[nodiscard]] constexpr std::array<std::uint16_t, luck_bands> luck_bounds(const std::array<double, luck_bands>& largest_yearly_rate) {
    std::array<std::uint16_t, luck_bands> bounds{};
    for (std::size_t band = 0; band < bounds.size(); ++band) {
        const double weekly = weekly_chance(largest_yearly_rate[band]);
        const double bound = weekly * 65536.0 + 1.0;
        bounds[band] = static_cast<std::uint16_t>(largest_yearly_rate[band] <= 0 ? 0 : (bound > 4095 ? 4095 : bound));
    }
    return bounds;
}

/// Somebody whom the lists name, and what luck holds for them: all of it told without looking at them.
struct Candidate {
    Slot slot;
    std::uint8_t band;   ///< of age, when the lists were made
    std::uint32_t bits;  ///< of the second draw
};

/// Chances a week that nobody of a band of age exceeds in this world.
using LargestChances = std::array<double, luck_bands>;

/// The largest of `chance(age)`, a chance a week or the YearlyRate that makes it, which rises or falls from birthday to birthday: in each band, and
/// among those who grow out of it while a list lasts.
template <class Chance>
[[nodiscard]] LargestChances largest_chances(Chance&& chance) {
    constexpr int ages = static_cast<int>(luck_band_of_age.size());
    LargestChances most{};
    for (int age = 0; age < ages + 2; ++age) {
        double here;
        if constexpr (std::is_same_v<decltype(chance(age)), YearlyRate>) here = chance(age).a_year / weeks_per_year;
        else here = chance(age);
        for (const int younger : {age - 2, age - 1, age}) {
            double& band = most[static_cast<std::size_t>(luck_band(std::max(0, younger)))];
            band = std::max(band, here);
        }
    }
    return most;
}

/// An event as a process of this world knows it before it looks at anybody: its cell, and the largest chances of people with a care file and of
/// others. Whom luck spares even at those is left alone.
class Foreseen {
public:
    /// Any chance that the cell's bounds allow. Not explicit: a cell alone foresees just that.
    Foreseen(const LuckCell& cell) : cell_(cell) {
        std::fill_n(spared_from_[1].begin(), luck_bands, std::uint64_t{1} << 32);
        if (!cell.with_file_only) spared_from_[0] = spared_from_[1];
    }
    Foreseen(const LuckCell& cell, const LargestChances& most) : Foreseen(cell, most, most) {}
    Foreseen(const LuckCell& cell, const LargestChances& others, const LargestChances& with_file) : cell_(cell) {
        for (std::size_t band = 0; band < luck_bands; ++band) {
            spared_from_[0][band] = cell.with_file_only ? 0 : luck_at(others[band], share_of(band));
            spared_from_[1][band] = luck_at(with_file[band], share_of(band));
        }
    }

    [[nodiscard]] const LuckCell& cell() const { return cell_; }
    /// Could it befall somebody of this band, with or without a care file?
    [[nodiscard]] bool may_befall_anybody(std::size_t band, std::uint32_t bits) const { return bits < std::max(spared_from_[0][band], spared_from_[1][band]); }
    /// Could it befall them? `has_file()` is asked only where the answer depends on it.
    template <class HasFile>
    [[nodiscard]] bool may_befall(const Candidate& one, HasFile&& has_file) const {
        const std::uint64_t others = spared_from_[0][one.band], with_file = spared_from_[1][one.band];
        return one.bits < std::min(others, with_file) || one.bits < (has_file() ? with_file : others);
    }
    /// It befalls them with chance p in total; a p above the candidate's own chance is cut to it. The same answer as Luck::happens_to.
    [[nodiscard]] bool befalls(const Candidate& one, double p) const { return p > 0 && share_of(one.band) > 0 && happens(one.bits, p / share_of(one.band)); }
    [[nodiscard]] bool befalls(const Candidate& one, YearlyRate rate) const { return rate.a_year > 0 && share_of(one.band) > 0 && happens(one.bits, rate, share_of(one.band)); }

private:
    [[nodiscard]] double share_of(std::size_t band) const { return cell_.bound[band] / 65536.0; }
    /// Luck from which on a chance spares, rounded up.
    [[nodiscard]] static std::uint64_t luck_at(double chance, double share) { return chance > 0 && share > 0 ? threshold32((chance * (1 + 1e-9) + 1e-11) / share) + 1 : 0; }

    LuckCell cell_;
    /// By whether they have a care file, and band; an entry of a list that is struck is of no band, and spared.
    std::array<std::array<std::uint64_t, std::size_t{1} << (16 - shard_bits)>, 2> spared_from_{};
};

class Luck {
public:
    Luck(std::uint64_t seed, std::span<const LuckCell> cells);

    /// Makes the lists for the eight weeks that hold `week`, unless they are made.
    void prepare(const People& people, std::size_t shards, Week week, Team& team);
    /// A person who came after the lists were made: from now on they are on them too.
    void add(const People& people, Slot slot, Week week);
    /// Slots of people who are gone may be given to others from now on: the lists may still name them.
    void slots_come_free() { slots_came_free_ = true; }

    /// Calls use(slot) for each candidate of `cell` in a shard this week. Candidates may have died since the list was made.
    template <class Use>
    void for_candidates(unsigned cell, std::size_t shard, Week week, Use&& use) const {
        for_listed(cell, shard, week, [&](const Candidate& one) { use(one.slot); });
    }
    /// Calls use(candidate) for those of them whom luck does not spare whatever they are like.
    template <class Use>
    void for_hopeful(const Foreseen& event, const People& people, std::size_t shard, Week week, Use&& use) const {
        const auto may_befall = [&](const Candidate& one) {
            if (event.may_befall(one, [&] { return people.has_file(one.slot); })) use(one);
        };
        const WeekList& list = lists_[shard][static_cast<std::size_t>(week % luck_window)];
        const std::size_t first = list.first[event.cell().cell], end = list.first[event.cell().cell + 1];
        // Those whom luck spares whatever they are like are set aside some at a time: written or written over, no branch to guess wrongly.
        constexpr std::size_t some = 64;
        std::array<std::size_t, some> left;
        for (std::size_t from = first; from < end; from += some) {
            std::size_t count = 0;
            for (std::size_t i = from; i < std::min(end, from + some); ++i) {
                left[count] = i;
                count += event.may_befall_anybody(list.entries[i] >> shard_bits, list.bits[i]) ? 1U : 0U;
            }
            for (std::size_t i = 0; i < count; ++i) may_befall(candidate_of(shard, list.entries[left[i]], list.bits[left[i]]));
        }
        for_late(list, event.cell().cell, shard, [&](const Candidate& one) {
            if (event.may_befall_anybody(one.band, one.bits)) may_befall(one);
        });
    }

    /// Where a shard's list of this week begins, and then, some shards later, what it says of a cell.
    void fetch_list(std::size_t shard, Week week) const {
        const WeekList& list = lists_[shard][static_cast<std::size_t>(week % luck_window)];
        fetch_ahead(&list);
        fetch_ahead(&list.first);
    }
    void fetch_entries(unsigned cell, std::size_t shard, Week week) const {
        const WeekList& list = lists_[shard][static_cast<std::size_t>(week % luck_window)];
        fetch_ahead(list.entries.data() + list.first[cell]);
        fetch_ahead(list.bits.data() + list.first[cell]);
    }

    /// The test that makes the list, asked directly: the oracle of the lists.
    [[nodiscard]] bool candidate(unsigned cell, Key key, std::int16_t birth_week, Week week) const;

    /// Second draw at a candidate: happens with probability p in total; a p above the candidate's own chance is cut to it.
    [[nodiscard]] bool happens_to(const LuckCell& cell, Key key, std::int16_t birth_week, Week week, double p) const {
        if (!(p > 0)) return false;
        const Second second = second_draw(cell, key, birth_week, week);
        return second.share > 0 && happens(second.bits, p / second.share);
    }
    /// The same with a chance told as a yearly rate.
    [[nodiscard]] bool happens_to(const LuckCell& cell, Key key, std::int16_t birth_week, Week week, YearlyRate rate) const {
        if (!(rate.a_year > 0)) return false;
        const Second second = second_draw(cell, key, birth_week, week);
        return second.share > 0 && happens(second.bits, rate, second.share);
    }

    [[nodiscard]] std::uint64_t seed() const { return seed_; }
    [[nodiscard]] std::size_t bytes() const;

private:
    static constexpr std::uint16_t struck = 0xFFFF;  ///< an entry whose slot somebody else has now
    struct Late {
        std::uint16_t entry;
        std::uint8_t cell;
        std::uint32_t bits;
    };
    /// The candidates of one shard in one week, cell after cell: band << shard_bits | place in the shard, and the bits of their second draw.
    struct alignas(64) WeekList {
        std::vector<std::uint16_t> entries;
        std::vector<std::uint32_t> bits;
        std::vector<Late> late;                             ///< people who came since
        std::array<std::uint16_t, luck_cells + 1> first{};  ///< of each cell in `entries`
    };

    template <class Use>
    void for_listed(unsigned cell, std::size_t shard, Week week, Use&& use) const {
        const WeekList& list = lists_[shard][static_cast<std::size_t>(week % luck_window)];
        for (std::size_t i = list.first[cell]; i < list.first[cell + 1]; ++i) {
            if (list.entries[i] != struck) use(candidate_of(shard, list.entries[i], list.bits[i]));
        }
        for_late(list, cell, shard, use);
    }
    template <class Use>
    static void for_late(const WeekList& list, unsigned cell, std::size_t shard, Use&& use) {
        for (const Late& late : list.late) {
            if (late.cell == cell) use(candidate_of(shard, late.entry, late.bits));
        }
    }
    [[nodiscard]] static Candidate candidate_of(std::size_t shard, std::uint16_t entry, std::uint32_t bits) { return {static_cast<Slot>(shard << shard_bits | (entry & shard_mask)), static_cast<std::uint8_t>(entry >> shard_bits), bits}; }

    struct Second {
        std::uint32_t bits;
        double share;  ///< chance of being a candidate
    };
    [[nodiscard]] Second second_draw(const LuckCell& cell, Key key, std::int16_t birth_week, Week week) const;
    void list_shard(const People& people, std::size_t shard, Week window);

    void draw_second(const People& people, std::size_t shard, Week week, WeekList& list) const;

    std::uint64_t seed_;
    std::vector<LuckCell> cells_;  ///< in order of their numbers
    std::array<std::array<std::uint16_t, luck_cells>, luck_bands + 1> bounds_{};  ///< by band; after the last those of whoever is gone, all 0
    SiftBounds largest_{};                                                       ///< of each cell, at any age
    std::vector<std::array<WeekList, luck_window>> lists_;
    Week window_ = -1;
    bool slots_came_free_ = false;  ///< since the lists were made
};

}  // namespace topsoil
