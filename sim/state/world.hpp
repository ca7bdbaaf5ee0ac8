// A world: one history of one city. Made by world/make_city.hpp, changed by mechanisms, branched for free.
#pragma once

#include <memory>

#include "state/care.hpp"
#include "state/care_settings.hpp"
#include "state/citizenship.hpp"
#include "state/city.hpp"
#include "state/conditions.hpp"
#include "state/flows.hpp"
#include "state/groups.hpp"
#include "state/home_care.hpp"
#include "state/ledger.hpp"
#include "state/people.hpp"
#include "state/ties.hpp"

namespace topsoil {

/// What commissioners have decided, as the rest of the city sees it: prices stand with the providers, budgets and thresholds here.
struct Commissioned {
    std::vector<Pence> home_care_budget;      ///< a week, by neighbourhood: what may be promised to people who live there
    std::vector<Pence> care_home_room;        ///< one value: what the care-home strand still allows; below zero nobody new is paid for
    std::vector<std::int64_t> refill_ppm;     ///< by neighbourhood: how readily freed beds are filled again, in millionths
    std::vector<Pence> group_grants;          ///< a week, by neighbourhood: grants beyond today's
    std::vector<Pence> due;                   ///< by neighbourhood: bills of transition and rounds, paid out of the home-care strand
    std::vector<std::int64_t> home_care_ppm;  ///< by neighbourhood: what reviews have made of the home-care strand, 1,000,000 = as before
    std::vector<Pence> strand_money;          ///< a week, [strand beside packages][neighbourhood]: set aside by the levers, before reviews move any
    std::vector<std::int64_t> strand_ppm;     ///< [strand beside packages][neighbourhood]: what reviews have made of it, 1,000,000 = as before
    std::vector<std::int64_t> observed;       ///< [quarter, last six][strand][neighbourhood]: what is lacking, in millionths, seen late; -1: nobody to ask
    std::vector<std::int64_t> historic;       ///< by neighbourhood: minutes a day promised when the regime began
    std::vector<std::int64_t> lots_cut;       ///< [lots asked for, holders of each][neighbourhood], when its lot was last laid
    std::vector<Pence> standing;              ///< a week, by neighbourhood: what standing arrangements cost the home-care strand
    std::vector<std::int64_t> arranged;       ///< by neighbourhood: 1 once money has fallen free for its shared places and its assembly
    std::vector<Pence> budget_money;          ///< a week, by neighbourhood: home-care money that personal budgets may take
    std::vector<std::int64_t> desk;           ///< by neighbourhood: the base of its social workers
    std::vector<std::int64_t> shared_places;  ///< by neighbourhood: rooms kept open for groups
    std::vector<std::int64_t> opening_ppm;    ///< by neighbourhood: how long they are open, 1,000,000 = as long as the lever pays for
    std::vector<std::int64_t> assembly;       ///< by neighbourhood: 0 officers decide, 1 who comes forward, 2 people drawn by lot
    std::vector<Pence> setting_money;         ///< a week, by FundedSetting: what all arrangements of the kind may cost
    std::vector<std::int64_t> cash_limit_ppm; ///< one value: what the council's money for care has grown to since regimes parted, in millionths
    std::vector<std::int64_t> parted;         ///< one value once they have: the week in which regimes parted

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"commissioned.home_care_budget", MemoryBlock::accounts}, home_care_budget);
        visitor(Field{"commissioned.care_home_room", MemoryBlock::accounts}, care_home_room);
        visitor(Field{"commissioned.refill_ppm", MemoryBlock::accounts}, refill_ppm);
        visitor(Field{"commissioned.group_grants", MemoryBlock::accounts}, group_grants);
        visitor(Field{"commissioned.due", MemoryBlock::accounts}, due);
        visitor(Field{"commissioned.home_care_ppm", MemoryBlock::accounts}, home_care_ppm);
        visitor(Field{"commissioned.strand_money", MemoryBlock::accounts}, strand_money);
        visitor(Field{"commissioned.strand_ppm", MemoryBlock::accounts}, strand_ppm);
        visitor(Field{"commissioned.observed", MemoryBlock::accounts}, observed);
        visitor(Field{"commissioned.historic", MemoryBlock::accounts}, historic);
        visitor(Field{"commissioned.lots_cut", MemoryBlock::accounts}, lots_cut);
        visitor(Field{"commissioned.standing", MemoryBlock::accounts}, standing);
        visitor(Field{"commissioned.arranged", MemoryBlock::accounts}, arranged);
        visitor(Field{"commissioned.budget_money", MemoryBlock::accounts}, budget_money);
        visitor(Field{"commissioned.desk", MemoryBlock::accounts}, desk);
        visitor(Field{"commissioned.shared_places", MemoryBlock::accounts}, shared_places);
        visitor(Field{"commissioned.opening_ppm", MemoryBlock::accounts}, opening_ppm);
        visitor(Field{"commissioned.assembly", MemoryBlock::accounts}, assembly);
        visitor(Field{"commissioned.setting_money", MemoryBlock::accounts}, setting_money);
        visitor(Field{"commissioned.cash_limit_ppm", MemoryBlock::accounts}, cash_limit_ppm);
        visitor(Field{"commissioned.parted", MemoryBlock::accounts}, parted);
    }
    /// What the council had for something when regimes parted, and has now: pence, or whatever it pays for.
    [[nodiscard]] std::int64_t grown(std::int64_t amount) const { return cash_limit_ppm.empty() ? amount : amount * cash_limit_ppm.front() / 1'000'000; }
    [[nodiscard]] Pence money_for(FundedSetting setting) const { return setting_money[static_cast<std::size_t>(setting)]; }
};

struct World {
    std::shared_ptr<const City> city;
    Week week = 0;                                  ///< the week about to be lived
    People people;
    Homes homes;
    Ties ties;
    Care care;
    HomeCare home_care;
    CareHomes care_homes;
    CareSettings settings;
    Groups groups;
    Citizenship citizenship;
    Ledger ledger;
    Flows flows;
    Flows billed;                                   ///< flows as they stood when NHS bills were last reckoned
    Commissioned commissioned;
    std::vector<std::int64_t> conditions = ordinary_week();  ///< by Condition
    std::vector<std::vector<Slot>> free_slots;      ///< by neighbourhood, ready for newcomers, lowest last
    std::vector<Slot> resting;                      ///< of the dead and departed, until the yearly sweep
    std::vector<std::vector<HomeId>> vacant;        ///< by neighbourhood: dwellings that stand empty, in order of id

    World() = default;
    World(World&&) = default;
    World& operator=(World&&) = default;

    /// Another world with the same past; pages are shared until one of them writes.
    [[nodiscard]] World branch();

    /// Calls visitor(Field, storage) for every part of the state. Storage is a Column, a vector of plain values, or a vector of
    /// vectors of plain values.
    template <class Visitor>
    void visit(Visitor&& visitor) {
        people.visit(visitor);
        homes.visit(visitor);
        ties.visit(visitor);
        care.visit(visitor);
        home_care.visit(visitor);
        care_homes.visit(visitor);
        settings.visit(visitor);
        groups.visit(visitor);
        citizenship.visit(visitor);
        ledger.visit(visitor);
        flows.visit(visitor);
        commissioned.visit(visitor);
        visitor(Field{"world.billed", MemoryBlock::accounts}, billed.raw());
        visitor(Field{"world.conditions", MemoryBlock::accounts}, conditions);
        visitor(Field{"world.free_slots", MemoryBlock::place}, free_slots);
        visitor(Field{"world.resting", MemoryBlock::place}, resting);
        visitor(Field{"world.vacant", MemoryBlock::homes}, vacant);
    }
};

/// Calls use(slot) for each person in a home.
template <class Use>
void for_each_in_home(const People& people, const Homes& homes, HomeId home, Use&& use) {
    touched(1);
    for (Slot slot = homes.first_person[home]; slot != nobody;) {
        const Slot next = people.next_in_home[slot];
        use(slot);
        slot = next;
    }
}

/// Puts a person into a home's list and takes them out again. The caller keeps `neighbourhood` and `setting` right.
void enter_home(World& world, Slot slot, HomeId home);
/// To be called when what somebody's hours are reckoned by changes outside their care file: where they live, whether they belong to a group.
void reckon_anew(World& world, Slot slot);
/// So many groups more that somebody belongs to, or fewer (-1); never fewer than none.
void change_memberships(World& world, Slot slot, int by);
void leave_home(World& world, Slot slot);

/// Is the person who was stored here still here? After they die or leave the slot will be somebody else's.
[[nodiscard]] inline bool still_here(const World& world, Slot slot, Key key) { return slot != nobody && world.people.alive(slot) && world.people.key[slot] == key; }
/// The same, or gone and nobody else in the slot yet: what they had promised is still to be taken back.
[[nodiscard]] inline bool not_replaced(const World& world, Slot slot, Key key) { return slot != nobody && world.people.key[slot] == key; }

/// The care file of a person, made if there is none.
FileId open_file(World& world, Slot slot);
/// Frees the file if the person neither needs nor gives care any more.
void close_file_if_idle(World& world, FileId file);

/// Makes a care tie and counts its minutes on both sides.
void start_care_tie(World& world, FileId cared, Slot carer, Tier tier, Minutes minutes, Week week);
/// Changes the minutes of a tie; 0 ends it.
void change_care_tie(World& world, std::uint32_t tie, Minutes minutes);

/// Releases the helpers of everyday help.
void end_everyday_help(World& world, FileId file);

/// Sum of minutes a person gives along care ties.
[[nodiscard]] Minutes minutes_given(const World& world, Slot carer);

/// Can this tier do personal care?
[[nodiscard]] constexpr bool does_personal_care(Tier tier) { return tier < Tier::close_friend; }

}  // namespace topsoil
