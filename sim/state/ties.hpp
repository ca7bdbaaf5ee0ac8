// The state of ties: how much one person counts on another (level) and when they last met, beside the shared founders' graph;
// and pages for ties made since. A tie belongs to the one who counts on the other; only their shard writes it.
#pragma once

#include <algorithm>
#include <array>
#include <optional>

#include "base/column.hpp"
#include "base/draw.hpp"
#include "base/touches.hpp"
#include "base/visit.hpp"
#include "state/city.hpp"
#include "state/people.hpp"

namespace topsoil {

/// Who somebody made a tie with during the run, and what they are to each other: in four bytes, so that what most people make lies in
/// one cache line. Thirty bits tell a thousand million people apart.
class TieEnd {
public:
    TieEnd() = default;  ///< TieEnd{} leads to the first of all; without braces memory is left as it is
    TieEnd(Slot target, TieKind kind) : bits_(target << 2 | static_cast<std::uint32_t>(kind)) {}
    [[nodiscard]] Slot target() const { return bits_ >> 2; }
    [[nodiscard]] TieKind kind() const { return static_cast<TieKind>(bits_ & 3); }

private:
    std::uint32_t bits_;
};
static_assert(tie_kinds <= 4);

/// Ten ties made during the run: one cache line.
inline constexpr std::size_t ties_per_page = 10;
struct TiePage {
    std::uint32_t next = nobody;
    std::array<TieEnd, ties_per_page> to{};
    std::array<std::uint8_t, ties_per_page> level{};      ///< 0: no tie
    std::array<std::uint8_t, ties_per_page> last{};       ///< week of last contact, modulo 256
};
static_assert(sizeof(TiePage) == 64);

/// How a founders' tie stands.
struct ArcState {
    std::uint8_t level = 0;
    std::uint8_t last = 0;
};

/// Ties of some of the people of a neighbourhood, as counted when they were last (see state/tie_count.hpp).
struct TieCount {
    std::uint32_t people = 0;  ///< of whom they were counted
    std::uint32_t ties = 0;
    std::uint32_t pairs = 0;   ///< pairs of people whom somebody knows...
    std::uint32_t closed = 0;  ///< ...who know each other
};

struct Ties {
private:
    std::unique_ptr<Column<ArcState>> arcs_ = std::make_unique<Column<ArcState>>();

public:
    Facet<ArcState, &ArcState::level> level{*arcs_};  ///< by arc, pages by shard of the owner; 255 = 1; 0 = ended
    Facet<ArcState, &ArcState::last> last{*arcs_};    ///< week of last contact modulo 256; the yearly sweep re-bases
    Column<TiePage> pages;                            ///< ties made since the start
    std::vector<std::uint32_t> free_pages;
    std::vector<TieCount> counted;                    ///< by neighbourhood

    /// Room for the founders' ties: so many by shard of the owner, none standing yet.
    void lay(const std::vector<std::uint32_t>& arcs) { *arcs_ = Column<ArcState>(arcs); }
    void share_records_with(Ties& other) { *other.arcs_ = arcs_->branch(); }
    /// The records behind the facets, for who reads both members of many.
    [[nodiscard]] const ArcState* arcs(std::size_t shard) const { return arcs_->read(shard); }

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"ties.level", MemoryBlock::tie_state}, level);
        visitor(Field{"ties.last", MemoryBlock::tie_state}, last);
        visitor(Field{"ties.pages", MemoryBlock::tie_pages}, pages);
        visitor(Field{"ties.free_pages", MemoryBlock::tie_pages}, free_pages);
        visitor(Field{"ties.counted", MemoryBlock::place}, counted);
    }
};

/// Share of its level that a founders' tie keeps without recorded contact: regular meeting that is a rate, not an event.
inline constexpr double tie_sustained = 0.6;

/// A level cut to so many millionths of itself; of a tie that is there something is left.
[[nodiscard]] constexpr std::uint8_t lessened(std::uint8_t level, std::int64_t ppm) {
    return level == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(std::clamp<std::int64_t>((level * ppm + 500'000) / 1'000'000, 1, 255));
}

/// One tie as seen by its owner.
struct TieView {
    Slot target;          ///< nobody: not looked up yet (see other_end)
    TieKind kind;
    std::uint8_t level;   ///< as stored, before decay
    std::uint8_t last;
    std::uint32_t arc;    ///< founders' arc, or nobody for a page tie
    std::uint32_t page;
    std::uint32_t place;  ///< position in the page
};

/// Level after the weeks since the last contact, for each kind: halves every 26 weeks for friends and neighbours, every five
/// years for kin, towards a floor that regular contact sustains.
class TieDecay {
public:
    /// Half-lives in weeks; `sustained` is the share of its level that a tie keeps without recorded contact.
    TieDecay(double kin_half_life, double friend_half_life, double sustained);
    [[nodiscard]] double strength(TieKind kind, std::uint8_t level, std::uint8_t last, Week week) const {
        const auto weeks = static_cast<std::uint8_t>(static_cast<std::uint32_t>(week) - last);
        return level * table_[kind == TieKind::kin ? 0 : 1][weeks];
    }

private:
    std::array<std::array<double, 256>, 2> table_{};  ///< [kin or not][weeks] x 1/255
};

/// Somebody's row in the shared graph of founders' ties: arcs from `begin` until before `end`. Whoever was born or moved in since has
/// none: their slot's row is that of a founder who is gone.
struct FounderRow {
    std::uint32_t begin;
    std::uint32_t end;
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
};
[[nodiscard]] inline FounderRow founder_row(const City& city, const People& people, Slot slot) {
    if (people.came_as(slot) == Origin::founder) return {city.ties.row_begin(slot), city.ties.row_end(slot)};
    const std::uint32_t base = city.shard_first_arc[shard_of(slot)];
    return {base, base};
}

/// Where a tie leads, for who asks nothing else about it: its kind lies in a place of its own.
struct TieLead {
    std::uint32_t arc;  ///< founders' arc, or nobody for a later tie
    Slot target;        ///< of a later tie
};

/// Whom founders' ties lead to lies in another place than how firm they are: who needs to know it of a few alone asks for those.
/// `Tie`: TieView or TieLead.
template <class Tie>
[[nodiscard]] Slot other_end(const City& city, const Tie& tie) {
    return tie.arc != nobody ? city.ties.target(tie.arc) : tie.target;
}
template <class Tie>
void prefetch_other_end(const City& city, const Tie& tie) {
    if (tie.arc != nobody) city.ties.prefetch_target(tie.arc);
}

/// Calls use(TieView) for each living entry of `slot`: founders' ties first, whose other end is not looked up, then pages, always in the
/// same order.
template <class Use>
void for_each_tie_unnamed(const City& city, const Ties& ties, const People& people, Slot slot, Use&& use) {
    const std::size_t shard = shard_of(slot);
    const std::uint32_t base = city.shard_first_arc[shard];
    const auto level = ties.level.read(shard);
    const auto last = ties.last.read(shard);
    const KindBounds bounds = city.tie_bounds[slot];
    const auto [begin, end] = founder_row(city, people, slot);
    touched(end - begin);
    // Which ties still stand follows no pattern: they are picked out without asking one by one, some at a time.
    constexpr std::uint32_t some = 32;
    for (std::uint32_t from = begin; from < end; from += some) {
        std::array<std::uint8_t, some> standing;
        std::uint32_t count = 0;
        const std::uint32_t here = std::min(some, end - from);
        for (std::uint32_t i = 0; i < here; ++i) {
            standing[count] = static_cast<std::uint8_t>(i);
            count += level[from + i - base] != 0 ? 1U : 0U;
        }
        for (std::uint32_t s = 0; s < count; ++s) {
            const std::uint32_t arc = from + standing[s];
            use(TieView{nobody, bounds.kind(arc - begin), level[arc - base], last[arc - base], arc, nobody, 0});
        }
    }
    for (std::uint32_t page = people.tie_page[slot]; page != nobody; page = ties.pages[page].next) {
        const TiePage& made = ties.pages[page];
        touched(ties_per_page);
        for (std::uint32_t i = 0; i < ties_per_page; ++i) {
            if (made.level[i] != 0) use(TieView{made.to[i].target(), made.to[i].kind(), made.level[i], made.last[i], nobody, page, i});
        }
    }
}

/// The same with the other end of every tie.
template <class Use>
void for_each_tie(const City& city, const Ties& ties, const People& people, Slot slot, Use&& use) {
    for_each_tie_unnamed(city, ties, people, slot, [&](TieView tie) {
        tie.target = other_end(city, tie);
        use(tie);
    });
}

/// Somebody's ties lie in five places and more. Who reads the ties of many people fetches ahead in three steps: first where the ties of
/// each begin, then, some people later, the ties themselves, and last the second page of those who have made many.
inline void prefetch_where_ties_begin(const City& city, const People& people, Slot slot) {
    city.ties.prefetch_start(slot);
    people.tie_page.prefetch(slot);
}
/// The same for who asks of what kind they are.
inline void prefetch_where_ties_and_kinds_begin(const City& city, const People& people, Slot slot) {
    prefetch_where_ties_begin(city, people, slot);
    fetch_ahead(city.tie_bounds.data() + slot);
}
/// For nobody's page the first of all is fetched: less work than to ask each time, and guess wrongly, whether there is one.
inline void prefetch_page(const Ties& ties, std::uint32_t page) {
    if (ties.pages.size() != 0) ties.pages.prefetch(page != nobody ? page : 0);
}
inline void prefetch_later_ties(const Ties& ties, const People& people, Slot slot) {
    prefetch_page(ties, people.tie_page[slot]);
}
inline void prefetch_second_page(const Ties& ties, const People& people, Slot slot) {
    const std::uint32_t page = people.tie_page[slot];
    if (page != nobody) prefetch_page(ties, ties.pages[page].next);
}
/// How firm somebody's ties are, but not to whom they lead.
inline void prefetch_levels(const City& city, const Ties& ties, const People& people, Slot slot) {
    const std::size_t shard = shard_of(slot);
    if (people.came_as(slot) == Origin::founder) ties.level.read(shard).prefetch(city.ties.row_begin(slot) - city.shard_first_arc[shard]);
    prefetch_later_ties(ties, people, slot);
}
inline void prefetch_ties(const City& city, const Ties& ties, const People& people, Slot slot) {
    if (people.came_as(slot) == Origin::founder) city.ties.prefetch_row(slot);
    prefetch_levels(city, ties, people, slot);
}

/// What tells a tie from all others of its owner, the same in every world: founders' ties by their place in the shared graph, so
/// that the other person need not be looked up, later ones by who they lead to.
[[nodiscard]] inline std::uint64_t tie_identity(const TieView& tie, const Column<Key>& key) {
    return mix64(tie.arc != nobody ? tie.arc : key[tie.target]);
}

/// How many of somebody's ties stand.
[[nodiscard]] inline std::uint32_t standing_ties(const City& city, const Ties& ties, const People& people, Slot slot) {
    const std::size_t shard = shard_of(slot);
    const FounderRow founders = founder_row(city, people, slot);
    const auto level = ties.level.read(shard) + (founders.begin - city.shard_first_arc[shard]);
    std::uint32_t standing = 0;
    for (std::uint32_t place = 0; place < founders.size(); ++place) standing += level[place] != 0 ? 1U : 0U;
    for (std::uint32_t page = people.tie_page[slot]; page != nobody; page = ties.pages[page].next) {
        for (const std::uint8_t made : ties.pages[page].level) standing += made != 0 ? 1U : 0U;
    }
    return standing;
}

/// One of a person's ties by chance, founders' ties and later ones alike, each as likely as any other; its other end is not looked up.
/// Nothing if there is none.
[[nodiscard]] inline std::optional<TieLead> tie_at_random(const City& city, const Ties& ties, const People& people, Slot slot, std::uint32_t bits) {
    const std::size_t shard = shard_of(slot);
    const std::uint32_t standing = standing_ties(city, ties, people, slot);
    if (standing == 0) return std::nullopt;
    const FounderRow founders = founder_row(city, people, slot);
    const auto level = ties.level.read(shard) + (founders.begin - city.shard_first_arc[shard]);
    std::uint32_t before = below(bits, standing);
    for (std::uint32_t place = 0; place < founders.size(); ++place) {
        if (level[place] == 0 || before-- != 0) continue;
        return TieLead{founders.begin + place, nobody};
    }
    for (std::uint32_t page = people.tie_page[slot]; page != nobody; page = ties.pages[page].next) {
        const TiePage& made = ties.pages[page];
        for (std::uint32_t i = 0; i < ties_per_page; ++i) {
            if (made.level[i] != 0 && before-- == 0) return TieLead{nobody, made.to[i].target()};
        }
    }
    return std::nullopt;
}

}  // namespace topsoil
