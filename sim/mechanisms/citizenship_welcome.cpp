#include "mechanisms/citizenship_welcome.hpp"

#include <algorithm>

#include "mechanisms/citizenship_asking.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose call_purpose{"citizenship.call"};
constexpr std::uint8_t acquaintance = 64;  // of 255: lapses unless people go on meeting
constexpr int neighbours_who_welcome = 2;

/// Newcomers by the neighbourhood to which they came, as places in the list of all.
class NewcomersByPlace {
public:
    explicit NewcomersByPlace(const World& world) : list_(world.citizenship.newcomers), first_(world.city->neighbourhoods.size() + 1, 0), in_order_(list_.size()) {
        for (const Newcomer& one : list_) ++first_[one.neighbourhood + 1U];
        for (std::size_t n = 1; n < first_.size(); ++n) first_[n] += first_[n - 1];
        std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
        for (std::uint32_t i = 0; i < list_.size(); ++i) in_order_[next[list_[i].neighbourhood]++] = i;
    }
    /// The newcomer that chance names, or nobody if there is none.
    [[nodiscard]] const Newcomer* one_of(NeighbourhoodId n, std::uint32_t bits) const {
        const std::uint32_t count = first_[n + 1U] - first_[n];
        return count == 0 ? nullptr : &list_[in_order_[first_[n] + below(bits, count)]];
    }

private:
    const std::vector<Newcomer>& list_;
    std::vector<std::uint32_t> first_, in_order_;
};

[[nodiscard]] bool still_there(const World& world, const Newcomer& one) {
    return world.people.key[one.person] == one.key && world.people.setting[one.person] == Setting::home && world.people.neighbourhood[one.person] == one.neighbourhood;
}

/// The calls of one week: first who calls on whom, then, in the same order, what comes of it.
class Calls {
public:
    Calls(const Living& living, const WelcomeRule& rule) : living_(living), rule_(rule), newcomers_(living.world) {}

    /// One person's calls in one turn; `n` is where they look for newcomers.
    void plan(Caller caller, NeighbourhoodId n, bool for_a_group) {
        for (int call = 0; call < rule_.calls; ++call) {
            const Block bits = block(living_.seed, call_purpose, caller.key, living_.week, static_cast<std::uint32_t>(call));
            const Newcomer* one = newcomers_.one_of(n, bits[0]);
            if (one == nullptr) return;
            if (!happens(bits[1], rule_.contact)) continue;
            living_.world.people.key.prefetch(one->person);
            living_.world.people.setting.prefetch(one->person);
            calls_.push_back({one, caller.person, for_a_group});
        }
    }
    void make() {
        World& world = living_.world;
        std::vector<Meeting> met;
        for (const Call& call : calls_) {
            const Newcomer& one = *call.newcomer;
            if (!still_there(world, one) || world.people.home[one.person] == world.people.home[call.caller]) continue;
            if (call.for_a_group) world.people.citizenship.edit(one.person) |= citizen::welcomed;
            met.push_back({one.person, call.caller, TieKind::neighbour});
        }
        (void)meet_each_other(world, met, acquaintance, living_.week);
    }

private:
    struct Call {
        const Newcomer* newcomer;
        Slot caller;
        bool for_a_group;
    };
    const Living& living_;
    const WelcomeRule& rule_;
    NewcomersByPlace newcomers_;
    std::vector<Call> calls_;
};

[[nodiscard]] bool knows_enough_neighbours(const World& world, Slot slot) {
    int known = 0;
    for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) { known += tie.kind == TieKind::neighbour && world.people.alive(tie.target) ? 1 : 0; });
    return known >= neighbours_who_welcome;
}

}  // namespace

void call_on_newcomers(Living& living, const WelcomeRule& rule, const std::vector<Caller>& callers) {
    World& world = living.world;
    if (world.citizenship.newcomers.empty()) return;
    Calls calls(living, rule);
    std::vector<Caller> in_order = callers;
    std::sort(in_order.begin(), in_order.end(), [](const Caller& a, const Caller& b) { return a.key < b.key; });
    for (const Caller& caller : in_order) calls.plan(caller, world.people.neighbourhood[caller.person], false);
    for_each_organiser(living, [&](Slot person, const Group& group, Duty duty) {
        if (duty == Duty::welcoming) calls.plan({world.people.key[person], person}, group.neighbourhood, true);
    });
    calls.make();
}

void look_back_on_welcome(Living& living) {
    World& world = living.world;
    std::vector<Newcomer>& newcomers = world.citizenship.newcomers;
    std::size_t done = 0;
    while (done < newcomers.size() && newcomers[done].since + welcome_weeks <= living.week) ++done;
    in_stages(
        done, 8,
        [&](std::size_t i) {
            world.people.key.prefetch(newcomers[i].person);
            prefetch_where_ties_and_kinds_begin(*world.city, world.people, newcomers[i].person);
        },
        [&](std::size_t i) { prefetch_ties(*world.city, world.ties, world.people, newcomers[i].person); },
        [&](std::size_t i) {
            const Newcomer& one = newcomers[i];
            if (!still_there(world, one)) return;
            std::uint8_t& bits = world.people.citizenship.edit(one.person);
            if (world.people.memberships[one.person] > 0 || knows_enough_neighbours(world, one.person)) bits |= citizen::welcomed;
            world.flows.add(Flow::newcomers_settled, one.neighbourhood, 1);
            if ((bits & citizen::welcomed) != 0) world.flows.add(Flow::newcomers_welcomed, one.neighbourhood, 1);
        });
    newcomers.erase(newcomers.begin(), newcomers.begin() + static_cast<std::ptrdiff_t>(done));
}

}  // namespace topsoil
