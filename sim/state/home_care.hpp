// Home care as it is organised: providers, lots and their contracts, workers, rounds, clients. Small tables, copied when a world
// branches.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/units.hpp"
#include "base/visit.hpp"

namespace topsoil {

/// Parts of the day in which a visit must fall. Shares of visiting time: 45, 20, 20, 15 %.
enum class Window : std::uint8_t { morning, midday, tea, bed };
inline constexpr std::size_t windows = 4;

struct Provider {
    Key key = 0;
    std::uint8_t alive = 0;
    std::uint8_t national = 0;         ///< owner lives outside the city
    std::uint8_t team = 0;             ///< a local unit set up for one lot
    std::uint8_t rare_asked = 0;       ///< weeks for which it still trains because it turned away somebody who needs the rare skill
    NeighbourhoodId base = 0;
    std::uint16_t quality = 0;         ///< Share16: from missed visits, moving average
    Pence reserves = 0;
    Pence fee_per_hour = 0;            ///< what the council pays an hour of contact
    Pence fixed_per_week = 0;          ///< overhead that does not vary with hours
    Pence variable_per_hour = 0;
    std::int32_t contact_minutes = 0;  ///< this week
    std::int32_t paid_minutes = 0;     ///< worked minutes this week, paid or not
    std::int32_t missed_minutes = 0;
    std::int32_t vain_minutes = 0;     ///< this week, at doors where a second worker or a rare skill was wanting: paid like contact, and no care
    std::int16_t weeks_in_red = 0;
    std::int16_t start_up_until = 0;   ///< week until which a new unit needs extra coordination
    double pay_basis = 0;              ///< share of travel paid
    double coordination = 0;           ///< share of paid time spent on running the team
    double autonomy = 0;               ///< of workers, 0 to 1
    std::uint64_t practices = 0;       ///< bits of the practices kept; what they do is in the three factors
    double practice_overhead = 1;      ///< on variable overhead
    double practice_supplies = 1;      ///< on mileage and supplies
    double practice_leaving = 1;       ///< on the rate at which workers leave
    Pence emergency_fee = 0;           ///< part of the fee that is paid only until `emergency_until`
    std::int16_t emergency_until = 0;  ///< week
    std::int16_t notice = 0;           ///< week in which it hands its contracts back; 0: no notice given
    std::int16_t help_until = 0;       ///< week in which help to mend poor care ends; 0: none
    std::uint8_t poor_seen = 0;        ///< quarters in a row in which monitoring saw poor care
    std::uint8_t closed_to_new = 0;    ///< takes nobody new on until seen better
    std::uint8_t rare_trained = 0;     ///< workers who have learned the rare skill this week
};

/// A part of the city whose home care is commissioned together.
struct Lot {
    Week next_event = 0;               ///< week of the next tender round
    std::uint16_t providers = 0;       ///< how many hold the contract
    std::array<std::uint16_t, 12> provider{};
    std::uint16_t extended = 0;        ///< 1: the term has been lengthened once
    Pence fee_per_hour = 0;            ///< of the last award, the ceiling's base
    Week term = -1;                    ///< weeks between tenders by which `next_event` was set; -1: not yet
    Week review_every = -1;            ///< weeks between reviews by which `next_review` was set; -1: not yet
    Week next_review = 0;              ///< week of the next review
    Week stewarded = -1;               ///< week since which fees go by open book; -1: they do not
};

struct Worker {
    Key key = 0;                       ///< of the citizen; 0: the place is free
    Slot person = nobody;
    std::uint16_t provider = 0;
    std::uint16_t contract_minutes = 0;///< a week
    std::int16_t since = 0;            ///< week of joining this employer
    std::int16_t changed = -30000;     ///< week in which the employer last changed under them
    Share16 morale = 32768;
    std::uint8_t absent = 0;           ///< this week
    std::uint8_t factors = 0;          ///< bits: above the minimum, guaranteed hours, full time, trained, qualified; and what few know (rare_skills.hpp)
    std::uint32_t round = nobody;      ///< the round they run; nobody: relief only
    std::int32_t worked_minutes = 0;   ///< this week: contact, travel and gaps

    static constexpr std::uint8_t rare_skill_bit = 1U << 5;
    [[nodiscard]] bool knows_rare_skill() const { return (factors & rare_skill_bit) != 0; }
    /// Those that make people stay.
    [[nodiscard]] unsigned job_factors() const { return factors & (rare_skill_bit - 1U); }
};
static_assert(sizeof(Worker) == 32);

inline constexpr std::size_t most_stops = 14;
/// Days of a week on which a worker works.
inline constexpr int main_days = 5;

/// The visits that one worker makes in one window of the day, every day of the week, in order.
struct Round {
    std::uint16_t provider = 0;
    Window window = Window::morning;
    std::uint8_t stops = 0;            ///< 0 and no worker: the round is free
    std::uint8_t used = 0;
    std::uint8_t changed = 0;          ///< the order was touched this week: 2-opt again
    std::uint16_t contact_minutes = 0; ///< a day
    std::int32_t travel_seconds = 0;   ///< a day, at every door and from the first to the last
    std::uint32_t worker = nobody;     ///< main
    std::uint32_t relief = nobody;     ///< stands in on two days of seven
    std::array<std::uint32_t, most_stops> client{};
    std::array<std::uint8_t, most_stops> minutes{};
};

/// A worker a client has met.
struct Acquaintance {
    Key worker = 0;
    std::int16_t last_week = 0;
    Share16 trust = 0;
    std::uint16_t visits = 0;
    std::uint16_t unused = 0;
};

/// Weeks of which faces are counted.
inline constexpr int weeks_of_faces = 4;

/// A worker met in the last weeks whom the client had to forget for others: enough of them to tell whether they come again.
struct Face {
    std::uint16_t print = 0;           ///< of the worker's key; 0: the place is free
    std::int16_t last_week = 0;
};

struct Client {
    std::uint32_t file = nobody;       ///< care file; nobody: free
    std::uint32_t person = nobody;     ///< slot
    Key key = 0;
    HomeId home = nobody;              ///< where the visits go; differs from the person's home after a move
    std::uint16_t provider = 0;
    std::uint8_t private_ = 0;         ///< pays for themselves
    std::uint8_t hands = 1;            ///< workers who must be there at the same time, one or two
    std::uint8_t rare = 0;             ///< 1: somebody who knows the rare skill must come to each visit
    std::array<std::uint8_t, windows> visit_minutes{};  ///< a day, of each of them
    std::array<std::uint32_t, windows> round{nobody, nobody, nobody, nobody};
    std::array<std::uint32_t, windows> second_round{nobody, nobody, nobody, nobody};  ///< of the second worker, where two must come
    std::int16_t since = 0;
    std::uint16_t met_recently = 0;    ///< workers met in the last four weeks
    std::uint32_t delivered = 0;       ///< minutes this week
    std::int16_t changed = -30000;     ///< week in which the provider last changed over their head
    std::uint16_t gap = 0;             ///< minutes a week that were lacking when the package began
    std::uint16_t shrunk = 0;          ///< minutes a week that reviews have taken off it for want of money, and not given back
    std::array<std::uint8_t, weeks_of_faces> strangers{};  ///< met once and never again, by week of four: bank staff
    std::array<Face, 8> faces{};
    std::array<Acquaintance, 12> met{};

    /// Minutes of work a day that the visits agreed take: where two come, those of both.
    [[nodiscard]] int agreed_a_day() const {
        int minutes = 0;
        for (const std::uint8_t visit : visit_minutes) minutes += visit;
        return minutes * hands;
    }
    /// Rounds of the first worker, or of the second.
    [[nodiscard]] std::array<std::uint32_t, windows>& rounds_of(int hand) { return hand == 0 ? round : second_round; }
    [[nodiscard]] const std::array<std::uint32_t, windows>& rounds_of(int hand) const { return hand == 0 ? round : second_round; }
};

struct HomeCare {
    std::vector<Provider> providers;
    std::vector<Lot> lots;
    std::vector<std::uint16_t> lot_of;       ///< by neighbourhood
    std::vector<Worker> workers;
    std::vector<std::uint32_t> free_workers;
    std::vector<Round> rounds;
    std::vector<std::uint32_t> free_rounds;
    std::vector<Client> clients;
    std::vector<std::uint32_t> free_clients;
    std::vector<std::uint16_t> vacancies;    ///< by provider: rounds nobody runs

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"home_care.providers", MemoryBlock::workforce}, providers);
        visitor(Field{"home_care.lots", MemoryBlock::workforce}, lots);
        visitor(Field{"home_care.lot_of", MemoryBlock::workforce}, lot_of);
        visitor(Field{"home_care.workers", MemoryBlock::workforce}, workers);
        visitor(Field{"home_care.free_workers", MemoryBlock::workforce}, free_workers);
        visitor(Field{"home_care.rounds", MemoryBlock::workforce}, rounds);
        visitor(Field{"home_care.free_rounds", MemoryBlock::workforce}, free_rounds);
        visitor(Field{"home_care.clients", MemoryBlock::workforce}, clients);
        visitor(Field{"home_care.free_clients", MemoryBlock::workforce}, free_clients);
        visitor(Field{"home_care.vacancies", MemoryBlock::workforce}, vacancies);
    }
};

/// Beds for older people, home by home.
struct CareHomes {
    std::vector<std::uint16_t> residents;  ///< by care home of the city
    std::vector<std::uint16_t> open_beds;  ///< beds still run; lapsed ones are not
    std::vector<std::uint16_t> weeks_below;///< weeks under the break-even occupancy
    std::vector<std::uint16_t> weeks_empty;///< weeks in which some bed stood empty

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"care_homes.residents", MemoryBlock::workforce}, residents);
        visitor(Field{"care_homes.open_beds", MemoryBlock::workforce}, open_beds);
        visitor(Field{"care_homes.weeks_below", MemoryBlock::workforce}, weeks_below);
        visitor(Field{"care_homes.weeks_empty", MemoryBlock::workforce}, weeks_empty);
    }
};

}  // namespace topsoil
