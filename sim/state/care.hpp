// Care files: what is known of each person who needs or gives care, and the care ties between them.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <limits>

#include "base/column.hpp"
#include "base/units.hpp"
#include "base/visit.hpp"
#include "state/people.hpp"

namespace topsoil {

/// How far someone has come in finding formal help.
enum class Stage : std::uint8_t { none, waiting_assessment, waiting_start, served };

/// Why someone is in a hurry; larger goes first.
enum class Priority : std::uint8_t { routine, discharge, breakdown, crisis };

enum class Funding : std::uint8_t { none, council, own, supported_living, personal_assistant, personal_budget };

/// Employs an assistant, or looks for one: with a direct payment, or with a personal budget out of the neighbourhood's home-care money.
[[nodiscard]] constexpr bool employs(Funding funding) { return funding == Funding::personal_assistant || funding == Funding::personal_budget; }

/// Tier of a care tie, in the order in which people are asked.
enum class Tier : std::uint8_t { partner_at_home, kin_at_home, kin_near, kin_far, close_friend, neighbour, count_ };

/// Strain that is forgotten: somebody who cares no more has a care file until theirs has fallen to a fiftieth.
inline constexpr Share16 rested = 1'311;
/// Weeks in which a carer who broke down is not asked again.
inline constexpr int rest_after_breakdown = 26;
/// Weeks in a row with more than a fifth unmet after which somebody asks again.
inline constexpr int weeks_until_asking = 4;
/// Weeks after which somebody who lacks a fifth for so long asks again.
inline constexpr int weeks_between_asks = 13;
/// Weeks in which somebody whom the council told no does not ask it again, unless there is a new reason.
inline constexpr int weeks_after_a_no = 26;

inline constexpr Week no_week = std::numeric_limits<Week>::max();  ///< never

/// What is remembered of somebody's search for help, as bits. No process acts on `turned_away`, `no_money` and `no_bed`: they are for
/// the ledger of reasons and for days in hospital.
namespace mark {
inline constexpr std::uint16_t noticed = 1;      ///< somebody outside knows of the shortfall
inline constexpr std::uint16_t turned_away = 2;  ///< the council's last answer was no, at first contact or after an assessment
inline constexpr std::uint16_t no_money = 4;     ///< at the last try to start the package the lot's money was spoken for
inline constexpr std::uint16_t reablement = 8;   ///< on a course that helps them to do things for themselves
inline constexpr std::uint16_t no_bed = 16;      ///< at the last look they would have gone to a care home, and there was no bed or no money for one
inline constexpr std::uint16_t days = 32 + 64;   ///< days a week at a day centre, none to three
inline constexpr int days_shift = 5;
inline constexpr std::uint16_t admitted = 128;   ///< admitted in an emergency and not yet discharged, or gone elsewhere since
inline constexpr std::uint16_t asks = 256;      ///< asks along ties this week
inline constexpr std::uint16_t by_group = 512;  ///< the last of those who give everyday help was found by a group
}  // namespace mark

/// A day at a day centre is five hours, without the way there. A definition.
inline constexpr int minutes_of_a_day = 300;

/// One cache line: most weeks look at every file once.
struct CareFile {
    std::uint32_t person = nobody;         ///< slot; nobody: the file is free
    std::uint32_t first_received = nobody; ///< care ties towards this person
    std::uint32_t first_given = nobody;    ///< care ties from this person
    std::uint32_t client = nobody;         ///< index in HomeCare::clients
    std::array<std::uint32_t, 2> helper{nobody, nobody};  ///< who gives the everyday help
    std::array<std::uint16_t, 3> need{};   ///< minutes a week: personal, practical, company or watching
    std::uint16_t unpaid_any = 0;          ///< minutes from people who do personal care too (at home, kin)
    std::uint16_t unpaid_light = 0;        ///< minutes from friends and neighbours: practical, company
    std::uint16_t paid = 0;                ///< minutes of package agreed (home care, supported living, assistant)
    std::uint16_t delivered = 0;           ///< minutes of the package that came this week
    std::uint16_t everyday = 0;            ///< minutes of everyday help that meet need
    std::uint16_t unmet = 0;               ///< minutes at the last reckoning
    std::uint16_t package_wanted = 0;      ///< minutes a week assessed, and granted
    std::uint16_t paid_answered = 0;       ///< minutes of package that co-resident carers have already answered to
    std::int16_t since = 0;                ///< week in which the stage (or the care-home stay) began
    std::int16_t last_ask = -30000;
    std::int16_t hospital_week = -30000;   ///< last emergency admission, once home again the week of that
    std::int16_t breakdown_week = -30000;  ///< as a carer: last breakdown
    std::int16_t lost_carer_week = -30000; ///< as cared for: last carer's breakdown
    std::array<std::uint8_t, 2> helper_minutes{};
    std::uint8_t weeks_short = 0;          ///< weeks in a row with more than a fifth unmet, counted as far as weeks_until_asking
    Stage stage = Stage::none;
    Priority priority = Priority::routine;
    Funding funding = Funding::none;
    std::uint16_t marks = 0;               ///< bits of mark

    [[nodiscard]] bool has(std::uint16_t bit) const { return (marks & bit) != 0; }
    void set(std::uint16_t bit, bool holds) { marks = static_cast<std::uint16_t>(holds ? marks | bit : marks & ~bit); }
    /// Days a week at a day centre.
    [[nodiscard]] int days() const { return (marks & mark::days) >> mark::days_shift; }
    void set_days(int days_a_week) { marks = static_cast<std::uint16_t>((marks & ~mark::days) | days_a_week << mark::days_shift); }
    [[nodiscard]] int need_minutes() const { return need[0] + need[1] + need[2]; }
    [[nodiscard]] int light_need() const { return need[1] + need[2]; }
    /// Minutes of company or watching that a day centre gives and they need.
    [[nodiscard]] int met_by_day() const {
        const int given = days() * minutes_of_a_day;
        return given < need[2] ? given : need[2];
    }
    /// Minutes of everyday help by somebody whom a group found.
    [[nodiscard]] int found_by_group() const { return has(mark::by_group) ? helper_minutes[helper[1] != nobody ? 1 : 0] : 0; }
    /// Minutes still lacking after everything that stands.
    [[nodiscard]] int shortfall() const {
        const int gap = need_minutes() - unpaid_any - unpaid_light - paid - everyday - met_by_day();
        return gap > 0 ? gap : 0;
    }
    /// The same if the package were not there.
    [[nodiscard]] int shortfall_but_for_paid() const {
        const int gap = need_minutes() - unpaid_any - unpaid_light - everyday - met_by_day();
        return gap > 0 ? gap : 0;
    }
    /// The same if nobody gave everyday help.
    [[nodiscard]] int shortfall_but_for_everyday() const {
        const int gap = need_minutes() - unpaid_any - unpaid_light - paid - met_by_day();
        return gap > 0 ? gap : 0;
    }
    /// Asks along ties in this week.
    [[nodiscard]] bool asks(Week week) const { return has(mark::asks) | (paid < paid_answered) | ((weeks_short >= weeks_until_asking) & (week - last_ask >= weeks_between_asks)); }
    /// Came home from hospital or lost a carer in the last weeks.
    [[nodiscard]] bool in_a_crisis(Week week) const { return week - hospital_week <= 2 || week - lost_carer_week <= 2; }
    /// Might contact the council in this week: lacks a fifth, and was not told no of late.
    [[nodiscard]] bool may_contact(Week week) const {
        const bool told_no = since + weeks_after_a_no > week && since != 0;
        return (!told_no || in_a_crisis(week)) && lacks_a_fifth_unheard();
    }
    [[nodiscard]] bool lacks_a_fifth_unheard() const { return (stage == Stage::none) & (unmet != 0) & (shortfall() * 5 >= need_minutes()); }
    /// Would anybody who reads all files find something to do in this one, in this week? See CareFiles.
    [[nodiscard]] bool concerns_anybody(Week week) const {
        const bool waits = stage == Stage::waiting_assessment || stage == Stage::waiting_start;
        return waits || paid != paid_answered || has(mark::admitted) || asks(week) || may_contact(week);
    }
    /// Of a file that concerns nobody this week: when it will again though nobody changes it, because a time is up.
    [[nodiscard]] Week concerns_again() const {
        const Week asks_again = weeks_short >= weeks_until_asking ? last_ask + weeks_between_asks : no_week;
        return std::min(asks_again, lacks_a_fifth_unheard() ? since + weeks_after_a_no : no_week);
    }
    /// The part of the shortfall that friends and neighbours may meet.
    [[nodiscard]] int light_shortfall() const {
        const int light = light_need() - unpaid_light - everyday - met_by_day();
        const int all = shortfall();
        return light < all ? (light > 0 ? light : 0) : all;
    }
};

static_assert(sizeof(CareFile) == 64);

/// Care files, and two bits for each. Watched: it may concern somebody this week. Settled: its hours will be the same every week, and it is
/// watched or not as it is now. Reckoning, which alone looks at all that are not settled, says which they are, and when a time is up by which a
/// settled file concerns somebody again; whoever changes a file has it watched and reckoned again. So none is missed, and most need not be read.
class CareFiles : public Column<CareFile> {
public:
    [[nodiscard]] CareFile& edit(FileId id) {
        if (id / 64 < watched_.size()) {
            watched_[id / 64] |= bit_of(id);
            unsettle(id);
        }
        return Column::edit(id);
    }
    [[nodiscard]] CareFile* write(std::size_t page) {
        forget();
        return Column::write(page);
    }
    /// All of them, to whoever may change any.
    [[nodiscard]] Column<CareFile>& all() {
        forget();
        return *this;
    }
    /// Something outside the file changes by which its hours are reckoned.
    void unsettle(FileId id) {
        if (id / 64 >= settled_.size() || (settled_[id / 64] & bit_of(id)) == 0) return;
        settled_[id / 64] &= ~bit_of(id);
        unsettled_[shard_of(id)].push_back({id, (*this)[id]});
    }

    /// Calls use(FileId) for those of a page that may concern somebody, in order.
    template <class Use>
    void for_each_watched(std::size_t page, Use&& use) const {
        const std::size_t end = (page + 1) * words_a_page;
        for (std::size_t word = page * words_a_page; word < end; ++word) {
            if (word + 1 < end) {
                for_each_of(watched_in(word + 1), word + 1, [&](FileId id) { prefetch(id); });
            }
            for_each_of(watched_in(word), word, use);
        }
    }

    /// A file that was settled until it changed, as it was.
    struct Unsettled {
        FileId id;
        CareFile as_it_was;
    };
    /// What a review finds of a file. Who is settled and not watched is watched again from a week of the next two hundred, or from no_week.
    struct Found {
        bool watched, settled;
        Week again = no_week;
    };
    /// To be called before pages are reviewed, which may be done side by side.
    void begin_review() {
        watched_.resize(pages() * words_a_page, ~std::uint64_t{0});
        settled_.resize(pages() * words_a_page, 0);
        unsettled_.resize(pages());
        again_.resize(pages() * shard_size, 0);
    }
    /// Those of a page that were settled at the last review and changed since; to be asked before the page is reviewed.
    [[nodiscard]] const std::vector<Unsettled>& unsettled(std::size_t page) const { return unsettled_[page]; }
    /// Calls use(FileId, file), which answers Found, for those of the first `reach` files of a page that are not settled, and some time before
    /// fetch(FileId), when the file itself has come from afar. Files behind them are watched no more. `next` is the week for which they will be
    /// watched.
    template <class Fetch, class Use>
    void review(std::size_t page, std::uint32_t reach, Week next, Fetch&& fetch, Use&& use) {
        unsettled_[page].clear();
        CareFile* files = Column::write(page);
        const std::size_t first = page * words_a_page;
        std::array<FileId, shard_size> open;
        std::size_t count = 0;
        for (std::uint32_t word = 0; word < words_a_page; ++word) {
            watched_[first + word] &= settled_[first + word];
            for_each_of(open_within(word, reach, settled_[first + word]), first + word, [&](FileId id) { open[count++] = id; });
        }
        in_stages(
            count, 12, [&](std::size_t i) { prefetch(open[i]); }, [&](std::size_t i) { fetch(open[i]); },
            [&](std::size_t i) {
                const FileId id = open[i];
                const Found found = use(id, files[id & shard_mask]);
                watched_[id / 64] |= found.watched ? bit_of(id) : 0;
                settled_[id / 64] |= found.settled ? bit_of(id) : 0;
                again_[id] = found.again == no_week ? 0 : mark_of(found.again);
            });
        watch_again(page, reach, next);
    }
    /// Another number, of all that any files ever had, whenever all are forgotten: what was kept of settled files holds no more.
    [[nodiscard]] std::uint64_t remembered_since() const { return since_; }
    /// All are watched, and none is settled.
    void forget() {
        watched_.clear();
        settled_.clear();
        unsettled_.clear();
        again_.clear();
        since_ = another();
    }

private:
    [[nodiscard]] static constexpr std::uint64_t bit_of(FileId id) { return std::uint64_t{1} << (id % 64); }
    [[nodiscard]] std::uint64_t watched_in(std::size_t word) const { return word < watched_.size() ? watched_[word] : ~std::uint64_t{0}; }
    /// Those of a word of the first `reach` files that are not settled.
    [[nodiscard]] static std::uint64_t open_within(std::uint32_t word, std::uint32_t reach, std::uint64_t settled) {
        const std::uint32_t before = word * 64;
        if (reach <= before) return 0;
        return ~settled & (reach - before < 64 ? bit_of(reach - before) - 1 : ~std::uint64_t{0});
    }
    /// Tells the weeks of five years apart; 0 is for none.
    [[nodiscard]] static std::uint8_t mark_of(Week week) { return static_cast<std::uint8_t>(1 + static_cast<unsigned>(week + 255 * 1024) % 255); }
    /// Those of a page whose time is up.
    void watch_again(std::size_t page, std::uint32_t reach, Week next) {
        const std::uint8_t now = mark_of(next);
        for (std::uint32_t word = 0; word * 64 < reach; ++word) {
            const std::size_t at = page * words_a_page + word;
            const std::uint8_t* again = again_.data() + at * 64;
            std::uint64_t up = 0;
            for (unsigned i = 0; i < 64; ++i) up |= std::uint64_t{again[i] == now} << i;
            for_each_of(up & settled_[at], at, [&](FileId id) {
                watched_[at] |= bit_of(id);
                unsettle(id);
            });
        }
    }
    template <class Use>
    static void for_each_of(std::uint64_t bits, std::size_t word, Use&& use) {
        for (; bits != 0; bits &= bits - 1) use(static_cast<FileId>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
    }

    [[nodiscard]] static std::uint64_t another() {
        static std::atomic<std::uint64_t> last{0};
        return ++last;
    }

    static constexpr std::size_t words_a_page = shard_size / 64;
    std::vector<std::uint64_t> watched_, settled_;  ///< by file; those beyond their ends are watched and not settled
    std::vector<std::vector<Unsettled>> unsettled_;  ///< by page
    std::vector<std::uint8_t> again_;                ///< by file: the week in which a time is up, as mark_of
    std::uint64_t since_ = another();
};

struct CareTie {
    FileId cared = nobody;                 ///< whose care; nobody: the tie is free
    std::uint32_t carer = nobody;          ///< slot
    std::uint32_t next_received = nobody;  ///< next tie towards the same person
    std::uint32_t next_given = nobody;     ///< next tie from the same carer
    std::uint16_t minutes = 0;             ///< a week
    std::int16_t since = 0;                ///< week
    Tier tier = Tier::neighbour;
    std::array<std::uint8_t, 3> unused{};
};

struct Care {
    CareFiles files;                       ///< those of people with one turn in the same pages (page modulo turn_weeks): a turn reads an eighth
    Column<CareTie> ties;
    std::vector<std::vector<FileId>> free_files = std::vector<std::vector<FileId>>(turn_weeks);  ///< by turn, taken from the back
    std::vector<std::uint32_t> free_ties;
    std::vector<std::uint16_t> reach;      ///< by page of files: all behind this place are free, so that weekly readings may stop there

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"care.files", MemoryBlock::care}, files.all());
        visitor(Field{"care.ties", MemoryBlock::care}, ties);
        visitor(Field{"care.free_files", MemoryBlock::care}, free_files);
        visitor(Field{"care.free_ties", MemoryBlock::care}, free_ties);
        visitor(Field{"care.reach", MemoryBlock::care}, reach);
    }
};

}  // namespace topsoil
