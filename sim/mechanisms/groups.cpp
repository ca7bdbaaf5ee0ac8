// Groups: they meet, ask people to join, tire, fold and are founded. Meetings make ties across streets.
//
// Rule (submodels sheet 4): energy E moves by 0.02 (1 - E) - 0.006 (m/40) / organisers a week; a group folds with fewer than four
// members, after eight weeks below 0.15 without a successor, or after half a year in debt. An eighth of the groups take an
// eight-week step each week.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "mechanisms/groups_founding.hpp"
#include "mechanisms/groups_joining.hpp"
#include "state/group_kinds.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose leave_purpose{"group.leave"};
constexpr Purpose successor_purpose{"group.successor"};
constexpr Purpose meet_purpose{"group.meet"};
constexpr Purpose room_purpose{"group.room"};
constexpr int step_weeks = 8;
constexpr int quarter_weeks = 13;
constexpr std::size_t ahead = 16;

/// Minutes that a volunteer gives each group until its next turn, by the groups they belong to. Looked up: a division for every volunteer is dear.
constexpr auto given_to_each = [] {
    std::array<std::int64_t, 256> minutes{};
    for (std::size_t groups = 0; groups < minutes.size(); ++groups) minutes[groups] = std::int64_t{volunteer_minutes} * step_weeks / static_cast<std::int64_t>(std::max<std::size_t>(1, groups));
    return minutes;
}();

class GroupLife final : public Process {
public:
    explicit GroupLife(const ParameterView& p)
        : gain_(p["energy_gain"]), wear_(p["energy_wear"]), leave_(weekly_chance(p["leave_rate"]) * step_weeks), belongs_steps_(static_cast<int>(1 / leave_)),
          joining_{p["recruit_asks"], p["recruit_nearby"], p["join_accept"], p["volunteer_share"], p["energy_new_helper"]}, found_rate_(p["found_rate"]), successor_(p["successor_chance"]), found_elasticity_(p["found_elasticity"]), found_missed_(p["found_missed"]),
          place_hosts_(static_cast<std::int64_t>(p["place_hosts"])), grant_ends_(p["grant_ends"]), ends_with_place_(p["ends_with_place"]) {}

    /// Those who volunteer set the time aside.
    void settle(Living& living) override {
        People& people = living.world.people;
        for (Slot slot = 0; slot < living.world.city->slots; ++slot) {
            if (!people.alive(slot) || !people.has(slot, role::volunteer)) continue;
            people.roles.edit(slot) = static_cast<std::uint8_t>(people.roles[slot] & ~role::volunteer);
            begin_volunteering(living.world, slot, 0);
        }
        for (const Group& group : living.world.groups.all) living.world.ledger.post(Account::group_income, Account::group_cash, group.neighbourhood, group.cash);
        settle_acquaintance(living);
    }

    void live_week(Living& living) override {
        World& world = living.world;
        std::vector<Meeting> met;
        share_out_rooms(living);
        const std::vector<std::uint32_t> turn = those_with_a_turn(living);
        for (std::size_t i = 0; i < turn.size(); ++i) {
            if (i + 2 < turn.size()) fetch_ahead(world.groups.members[turn[i + 2]].data());
            if (i + 1 < turn.size()) prefetch_first_members(world, turn[i + 1]);
            if (world.groups.all[turn[i]].alive != 0) live_some_weeks(living, turn[i], met);
        }
        meet_each_other(world, met, met_level, living.week);
        found_groups(living, found_rate_, found_elasticity_, found_missed_);
    }

private:
    /// An eighth of the groups.
    [[nodiscard]] static std::vector<std::uint32_t> those_with_a_turn(const Living& living) {
        std::vector<std::uint32_t> turn;
        for (std::uint32_t g = 0; g < living.world.groups.all.size(); ++g) {
            const Group& group = living.world.groups.all[g];
            if (group.alive != 0 && static_cast<int>(group.key & 7) == (living.week & 7)) turn.push_back(g);
        }
        return turn;
    }

    static void prefetch_member(const World& world, Slot slot) {
        world.people.key.prefetch(slot);
        world.people.setting.prefetch(slot);
    }
    /// Before a group's turn begins: its other members are fetched while the first are looked at.
    static void prefetch_first_members(const World& world, std::uint32_t g) {
        const std::vector<Slot>& members = world.groups.members[g];
        for (std::size_t i = 0; i < std::min(members.size(), ahead); ++i) prefetch_member(world, members[i]);
    }

    /// Members have met for as long as they have belonged: the pairs who would have come to know each other know each other.
    void settle_acquaintance(Living& living) const {
        for (int steps_ago = belongs_steps_; steps_ago > 0; --steps_ago) {
            const Week then = living.week - steps_ago * step_weeks;
            std::vector<Meeting> met;
            for (std::size_t g = 0; g < living.world.groups.all.size(); ++g) {
                const Group& group = living.world.groups.all[g];
                if (group.alive != 0 && group.founded <= then) meet(living, then, group, living.world.groups.members[g], met);
            }
            meet_each_other(living.world, met, met_level, then);
        }
    }

    /// Rooms that the council keeps open go to groups that pay rent, in order of key; who has a room keeps it while there is one. A
    /// group whose room is closed pays rent again, or ends.
    void share_out_rooms(Living& living) const {
        World& world = living.world;
        for (std::size_t n = 0; n < world.commissioned.shared_places.size(); ++n) {
            // Shorter or longer opening hours have room for fewer or more groups, to the nearest.
            std::int64_t room = (world.commissioned.shared_places[n] * place_hosts_ * world.commissioned.opening_ppm[n] + 500'000) / 1'000'000;
            std::vector<std::uint32_t> without;
            for (const std::uint32_t g : world.groups.in[n]) {
                if (world.groups.all[g].hosted == 0) continue;
                if (room > 0) --room;
                else without.push_back(g);
            }
            for (const std::uint32_t g : without) {
                world.groups.all[g].hosted = 0;
                if (happens(draw(living.seed, room_purpose, world.groups.all[g].key, living.week), ends_with_place_)) fold(living, g);
            }
            for (std::size_t i = 0; i < world.groups.in[n].size() && room > 0; ++i) {
                Group& group = world.groups.all[world.groups.in[n][i]];
                if (group.hosted != 0 || group.rent_per_week == 0) continue;
                group.hosted = 1;
                --room;
            }
        }
    }

    static void give_up_organising(World& world, Slot slot) { world.people.roles.edit(slot) = static_cast<std::uint8_t>(world.people.roles[slot] & ~role::organiser); }

    /// Who keeps a group going is known by it; who also organises another group, and gave this one up, has the role back at that one's next turn.
    static void name_organisers(World& world, const Group& group, const std::vector<Slot>& members) {
        for (std::size_t i = 0; i < std::min<std::size_t>(group.organisers, members.size()); ++i) {
            if (!world.people.has(members[i], role::organiser)) world.people.roles.edit(members[i]) |= role::organiser;
        }
    }

    static void leave_group(World& world, Slot slot) {
        change_memberships(world, slot, -1);
        if (world.people.memberships[slot] > 0 || !world.people.has(slot, role::volunteer)) return;
        world.people.roles.edit(slot) = static_cast<std::uint8_t>(world.people.roles[slot] & ~role::volunteer);
        std::uint16_t& committed = world.people.committed.edit(slot);
        committed = static_cast<std::uint16_t>(committed - volunteer_minutes);
    }

    void live_some_weeks(Living& living, std::uint32_t g, std::vector<Meeting>& met) const {
        World& world = living.world;
        Group& group = world.groups.all[g];
        std::vector<Slot>& members = world.groups.members[g];
        touched(1 + members.size());
        const std::int64_t given = part_with_members(living, group, members);
        const double meetings = factor_of(world.conditions, Condition::meetings);
        const bool comes_together = meetings >= 1 || happens(draw(living.seed, meet_purpose, group.key, living.week, 2), meetings);
        if (comes_together) {
            world.flows.add(Flow::volunteer_minutes, group.neighbourhood, given);
            world.flows.add(flow_of(duty_of_group(world.city->place.groups[group.kind].kind)), group.neighbourhood, given);
            ask_to_join(living, group, members, joining_, step_weeks);
        }
        feel_end_of_grant(group);
        const double m = static_cast<double>(members.size());
        for (int week = 0; week < step_weeks; ++week) {
            const double energy = as_share(group.energy);
            group.energy = to_share16(energy + gain_ * (1 - energy) - wear_ * (m / 40) / std::max<int>(1, group.organisers));
        }
        pay_way(world, group);
        if (comes_together) meet(living, living.week, group, members, met);
        if (must_fold(living, group, members)) fold(living, g);
    }

    /// Members who die, move into care, have grown too old for the group (who keeps it going has not) or have had enough go. Returns the
    /// minutes that those who volunteer gave since, each person's shared out over the groups they belong to.
    std::int64_t part_with_members(Living& living, Group& group, std::vector<Slot>& members) const {
        World& world = living.world;
        std::int64_t minutes = 0;
        std::size_t kept = 0;
        std::uint16_t organisers = 0;
        const int oldest = ages_of_group(world.city->place.groups[group.kind].kind).oldest;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const Slot slot = members[i];
            if (i + ahead < members.size()) prefetch_member(world, members[i + ahead]);  // members live anywhere
            const bool gone = !world.people.alive(slot);
            const bool leaves = !gone && (world.people.setting[slot] == Setting::care_home || (i >= group.organisers && world.people.age(slot, living.week) > oldest) || happens(quick_draw(living.seed, leave_purpose, group.key ^ mix64(world.people.key[slot]), living.week), leave_));
            if (gone || leaves) {
                if (leaves) leave_group(world, slot);
                if (leaves && i < group.organisers) give_up_organising(world, slot);
                continue;
            }
            if (i < group.organisers) ++organisers;
            minutes += given_to_each[world.people.memberships[slot]] & (world.people.has(slot, role::volunteer) ? ~std::int64_t{0} : 0);
            members[kept++] = slot;
        }
        members.resize(kept);
        // A lost organiser finds a successor half of the time.
        for (std::uint16_t lost = organisers; lost < group.organisers; ++lost) {
            if (happens(draw(living.seed, successor_purpose, group.key, living.week, lost), successor_) && members.size() > organisers) ++organisers;
        }
        group.organisers = organisers;
        // An ordinary member may step forward where more hands are wanted.
        const auto wanted = static_cast<std::uint16_t>(std::max(1.0, static_cast<double>(members.size()) / 27.5 + 0.5));
        if (group.organisers < wanted && members.size() > group.organisers && happens(draw(living.seed, successor_purpose, group.key, living.week, 99), 0.16)) ++group.organisers;
        name_organisers(world, group, members);
        return minutes;
    }

    /// Who has been paid grants and had none for a quarter of a year takes it that there will be no more.
    void feel_end_of_grant(Group& group) const {
        if (group.granted == 0) return;
        group.granted = static_cast<std::uint8_t>(group.granted + step_weeks);
        if (group.granted <= quarter_weeks) return;
        group.granted = 0;
        group.energy = to_share16(std::max(0.0, as_share(group.energy) - grant_ends_));
    }

    static void pay_way(World& world, Group& group) {
        for (int week = 0; week < step_weeks; ++week) {
            const Pence income = group.income_per_week;  // grants beyond today's come from the council's own ledger
            world.ledger.post(Account::group_income, Account::group_cash, group.neighbourhood, income);
            const Pence rent = group.hosted != 0 ? 0 : group.rent_per_week;
            world.ledger.post(Account::group_cash, Account::group_rent, group.neighbourhood, rent);
            group.cash += income - rent;
            // What is not needed for half a year of rent and safety is spent on what the group does.
            const Pence spend = std::max<Pence>(0, (group.cash - 26 * group.rent_per_week - 20'000) / 8);
            world.ledger.post(Account::group_cash, Account::group_spending, group.neighbourhood, spend);
            group.cash -= spend;
        }
        group.weeks_in_debt = group.cash < 0 ? static_cast<std::int16_t>(group.weeks_in_debt + step_weeks) : std::int16_t{0};
    }

    /// Three pairs of members get to know each other better.
    static void meet(const Living& living, Week week, const Group& group, const std::vector<Slot>& members, std::vector<Meeting>& met) {
        if (members.size() < 2) return;
        for (std::uint32_t pair = 0; pair < 3; ++pair) {
            const Block bits = block(living.seed, meet_purpose, group.key, week, pair);
            const Slot a = members[below(bits[0], static_cast<std::uint32_t>(members.size()))];
            const Slot b = members[below(bits[1], static_cast<std::uint32_t>(members.size()))];
            if (a != b && living.world.people.home[a] != living.world.people.home[b]) met.push_back({a, b, TieKind::friend_});
        }
    }

    [[nodiscard]] bool must_fold(Living& living, Group& group, const std::vector<Slot>& members) const {
        group.weeks_tired = as_share(group.energy) < folding_energy || group.organisers == 0 ? static_cast<std::int16_t>(group.weeks_tired + step_weeks) : std::int16_t{0};
        if (members.size() < smallest_group || group.weeks_in_debt > 26) return true;
        return group.weeks_tired >= 8 && !happens(draw(living.seed, successor_purpose, group.key, living.week, 100), successor_);
    }

    static void fold(Living& living, std::uint32_t g) {
        World& world = living.world;
        Group& group = world.groups.all[g];
        const std::vector<Slot>& members = world.groups.members[g];
        for (std::size_t i = 0; i < members.size(); ++i) {
            leave_group(world, members[i]);
            if (i < group.organisers) give_up_organising(world, members[i]);
        }
        world.groups.members[g].clear();
        std::erase(world.groups.in[group.neighbourhood], g);
        // What is left in the tin is spent; a debt is borne by those who lent.
        if (group.cash > 0) world.ledger.post(Account::group_cash, Account::group_spending, group.neighbourhood, group.cash);
        if (group.cash < 0) world.ledger.post(Account::group_income, Account::group_cash, group.neighbourhood, -group.cash);
        world.flows.add(Flow::groups_folded, group.neighbourhood, 1);
        const Key key = group.key;
        group = Group{};
        group.key = key;
    }

    double gain_, wear_, leave_;
    int belongs_steps_;  ///< steps that somebody belongs to a group, in the mean
    Joining joining_;
    double found_rate_, successor_, found_elasticity_, found_missed_;
    std::int64_t place_hosts_;
    double grant_ends_, ends_with_place_;
};

}  // namespace

extern const MechanismDeclaration groups_declaration;
const MechanismDeclaration groups_declaration{
    {"groups",
     Phase::groups,
     "Groups meet, members bring people they know, organisers tire or find successors, groups fold and new ones are founded.",
     {"people", "ties", "homes", "commissioned.group_grants", "commissioned.shared_places", "commissioned.opening_ppm", "world.conditions"},
     {"groups", "people.memberships", "people.roles", "people.committed", "people.tie_page", "ties", "ledger.balance", "flows.sum"},
     {{"energy_gain", "1/week", 0.02, 0, 0.1, "calibrated", Grade::calibrated, "recovery of organisers' energy"},
      {"energy_wear", "1/week", 0.006, 0, 0.05, "calibrated", Grade::calibrated, "wear for forty members and one organiser"},
      {"energy_new_helper", "1", 0.01, 0, 0.05, "assumed", Grade::assumed, "energy that somebody new who helps gives the organisers"},
      {"leave_rate", "1/year", 0.25, 0.15, 0.4, "assumed", Grade::assumed, "chance that a member leaves"},
      {"recruit_asks", "1/4 weeks", 3.85, 0, 30, "calibrated", Grade::calibrated, "people whom a group of sixty asks in four weeks at middling energy; others by the root of their members"},
      {"recruit_nearby", "1", 0.5, 0, 1, "assumed", Grade::assumed, "of those asked, who are met in the group's neighbourhood, where others are known to a member"},
      {"join_accept", "1", 0.515, 0, 1, "calibrated", Grade::calibrated, "chance that somebody asked joins, in the neighbourhood and with usual belonging"},
      {"found_rate", "1/year", 0.86, 0, 5, "small_group_annual_closure", Grade::calibrated, "groups founded a year in a neighbourhood of 4,082 people"},
      {"found_elasticity", "1", 0.2, 0, 0.5, "assumed", Grade::assumed, "growth of founding for each doubling of income by grants", true, 0.0},
      {"found_missed", "1", 10, 0, 50, "assumed", Grade::assumed, "for each per cent by which groups of a kind are fewer among all groups than at first, per cent by which more are founded of it"},
      {"volunteer_share", "1", 0.61, 0, 1, "sheffield_volunteers", Grade::calibrated, "members who give hours"},
      {"successor_chance", "1", 0.5, 0, 1, "assumed", Grade::assumed, "chance that a lost or tired organiser finds a successor"},
      {"place_hosts", "1", 13, 1, 40, "assumed", Grade::assumed, "groups that a shared place has room for: twenty hours a week, an hour and a half each"},
      {"grant_ends", "1", 0.15, 0, 0.5, "assumed", Grade::assumed, "energy that organisers lose when a grant that their group has had ends"},
      {"ends_with_place", "1", 0.15, 0, 1, "assumed", Grade::assumed, "chance that a group ends when the room it had for nothing closes"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<GroupLife>(p); }};

}  // namespace topsoil
