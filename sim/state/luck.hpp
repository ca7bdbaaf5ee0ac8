// Luck lists: who is a candidate for which rare event this week, without throwing a die for everybody every week. What a list says
// is a pure function of seed, key, week and age, so every world meets the same candidates. See docs/decisions/0003-luck-lists.md.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/draw.hpp"
#include "base/parallel.hpp"
#include "base/sift.hpp"
#include "state/people.hpp"

namespace topsoil {

inline constexpr int luck_bands = 12;
inline constexpr unsigned luck_cells = 16;
inline constexpr int luck_window = 8;  ///< weeks served by one block of chance: two in each of its four words

/// Looked up, not compared: ages come in no order, and wrong guesses at branches would cost more than the chance itself.
inline constexpr std::array<std::int8_t, 128> luck_band_of_age = [] {
    constexpr std::array<int, luck_bands> from{0, 1, 16, 25, 40, 50, 60, 70, 75, 80, 85, 90};
    std::array<std::int8_t, 128> bands{};
    for (std::size_t age = 0; age < bands.size(); ++age) {
        for (std::size_t band = 0; band < from.size(); ++band) {
            if (static_cast<int>(age) >= from[band]) bands[age] = static_cast<std::int8_t>(band);
        }
    }
    return bands;
}();
/// 0, 1-15, 16-24, 25-39, 40-49, 50-59, 60-69, 70-74, 75-79, 80-84, 85-89, 90 and over.
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
        const WeekList& list = lists_[shard][static_cast<std::size_t>(week % luck_window)];
        for (std::size_t i = list.first[cell]; i < list.first[cell + 1]; ++i) {
            if (list.entries[i] != struck) use(static_cast<Slot>(shard << shard_bits | list.entries[i]));
        }
        for (const std::uint16_t entry : list.late) {
            if (entry >> shard_bits == cell) use(static_cast<Slot>(shard << shard_bits | (entry & shard_mask)));
        }
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
    /// The candidates of one shard in one week: places in the shard, cell after cell.
    struct WeekList {
        std::vector<std::uint16_t> entries;
        std::array<std::uint16_t, luck_cells + 1> first{};  ///< of each cell in `entries`
        std::vector<std::uint16_t> late;                    ///< people who came since, as cell << shard_bits | place
    };

    struct Second {
        std::uint32_t bits;
        double share;  ///< chance of being a candidate
    };
    [[nodiscard]] Second second_draw(const LuckCell& cell, Key key, std::int16_t birth_week, Week week) const;
    void list_shard(const People& people, std::size_t shard, Week window);

    std::uint64_t seed_;
    std::array<std::array<std::uint16_t, luck_cells>, luck_bands + 1> bounds_{};  ///< by band; after the last those of whoever is gone, all 0
    SiftBounds largest_{};                                                       ///< of each cell, at any age
    std::vector<std::array<WeekList, luck_window>> lists_;
    Week window_ = -1;
    bool slots_came_free_ = false;  ///< since the lists were made
};

}  // namespace topsoil
