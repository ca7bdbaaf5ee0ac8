// Care files: what is known of each person who needs or gives care, and the care ties between them.
#pragma once

#include <array>

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

/// Weeks in which a carer who broke down is not asked again.
inline constexpr int rest_after_breakdown = 26;

/// What is remembered of somebody's search for help, as bits. No process acts on `turned_away`, `no_money` and `no_bed`: they are for
/// the ledger of reasons and for days in hospital.
namespace mark {
inline constexpr std::uint8_t noticed = 1;      ///< somebody outside knows of the shortfall
inline constexpr std::uint8_t turned_away = 2;  ///< the council's last answer was no, at first contact or after an assessment
inline constexpr std::uint8_t no_money = 4;     ///< at the last try to start the package the lot's money was spoken for
inline constexpr std::uint8_t reablement = 8;   ///< on a course that helps them to do things for themselves
inline constexpr std::uint8_t no_bed = 16;      ///< at the last look they would have gone to a care home, and there was no bed or no money for one
inline constexpr std::uint8_t days = 32 + 64;   ///< days a week at a day centre, none to three
inline constexpr int days_shift = 5;
inline constexpr std::uint8_t admitted = 128;   ///< admitted in an emergency and not yet discharged, or gone elsewhere since
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
    std::int16_t hospital_week = -30000;   ///< last emergency admission
    std::int16_t breakdown_week = -30000;  ///< as a carer: last breakdown
    std::int16_t lost_carer_week = -30000; ///< as cared for: last carer's breakdown
    std::array<std::uint8_t, 2> helper_minutes{};
    std::uint8_t weeks_short = 0;          ///< weeks in a row with more than a fifth unmet
    std::uint8_t ask = 0;                  ///< 1: asks along ties this week
    Stage stage = Stage::none;
    Priority priority = Priority::routine;
    Funding funding = Funding::none;
    std::uint8_t marks = 0;                ///< bits of mark

    [[nodiscard]] bool has(std::uint8_t bit) const { return (marks & bit) != 0; }
    void set(std::uint8_t bit, bool holds) { marks = static_cast<std::uint8_t>(holds ? marks | bit : marks & ~bit); }
    /// Days a week at a day centre.
    [[nodiscard]] int days() const { return (marks & mark::days) >> mark::days_shift; }
    void set_days(int days_a_week) { marks = static_cast<std::uint8_t>((marks & ~mark::days) | days_a_week << mark::days_shift); }
    [[nodiscard]] int need_minutes() const { return need[0] + need[1] + need[2]; }
    [[nodiscard]] int light_need() const { return need[1] + need[2]; }
    /// Minutes of company or watching that a day centre gives and they need.
    [[nodiscard]] int met_by_day() const {
        const int given = days() * minutes_of_a_day;
        return given < need[2] ? given : need[2];
    }
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
    /// The part of the shortfall that friends and neighbours may meet.
    [[nodiscard]] int light_shortfall() const {
        const int light = light_need() - unpaid_light - everyday - met_by_day();
        const int all = shortfall();
        return light < all ? (light > 0 ? light : 0) : all;
    }
};

static_assert(sizeof(CareFile) == 64);

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
    Column<CareFile> files;                ///< those of people with one turn in the same pages (page modulo turn_weeks): a turn reads an eighth
    Column<CareTie> ties;
    std::vector<std::vector<FileId>> free_files = std::vector<std::vector<FileId>>(turn_weeks);  ///< by turn, taken from the back
    std::vector<std::uint32_t> free_ties;
    std::vector<std::uint16_t> reach;      ///< by page of files: all behind this place are free, so that weekly readings may stop there

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"care.files", MemoryBlock::care}, files);
        visitor(Field{"care.ties", MemoryBlock::care}, ties);
        visitor(Field{"care.free_files", MemoryBlock::care}, free_files);
        visitor(Field{"care.free_ties", MemoryBlock::care}, free_ties);
        visitor(Field{"care.reach", MemoryBlock::care}, reach);
    }
};

}  // namespace topsoil
