#include "mechanisms/citizenship_asking.hpp"

#include <cmath>

namespace topsoil {

namespace {

constexpr Purpose ask_purpose{"citizenship.ask"};
constexpr Minutes time_to_ask = 30;
constexpr double most_z = 2;  // how far from the middle of the city a person counts: the terms were never seen to hold further out

[[nodiscard]] constexpr double held(double z) { return std::clamp(z, -most_z, most_z); }

/// 1 - (1 - p)^8.
[[nodiscard]] constexpr double in_eight(double weekly) {
    const double two = (1 - weekly) * (1 - weekly);
    const double four = two * two;
    return 1 - four * four;
}
static_assert(turn_weeks == 8);
[[nodiscard]] double chance_in_eight(double odds) { return in_eight(logistic(odds)); }

/// May people be asked in a neighbourhood? Those who said yes a moment ago count.
[[nodiscard]] bool below_the_ceiling(const Citizenship& citizenship, std::size_t n, double ceiling) {
    const auto most = citizenship.usual_ppm[n] + static_cast<std::int64_t>(ceiling * 1e6);
    return citizenship.all_counted(Counted::giving, n) * 1'000'000 < most * citizenship.all_counted(Counted::grown_up, n);
}

/// Somebody begins between two turns of theirs: they are counted at once, or a whole neighbourhood could say yes before anybody looked.
void count_in(World& world, Slot slot, std::size_t duty) {
    const auto turn = static_cast<std::size_t>(turn_of(world.people.origin[slot]));
    const NeighbourhoodId n = world.people.neighbourhood[slot];
    if ((world.people.citizenship[slot] & citizen::own_duty) == 0) ++world.citizenship.count_of(turn, Counted::giving, n);
    ++world.citizenship.count_of(turn, counted_as(duty), n);
}

struct Request {
    Asker asker;
    std::uint32_t whom, answer;  ///< chance
    std::optional<TieLead> tie;
    Slot asked = nobody;
};

/// One of the ties of somebody who has the time to ask, by chance.
[[nodiscard]] std::optional<TieLead> some_tie(const World& world, const Request& request) {
    const Slot asker = request.asker.person;
    if (world.people.capacity[asker] < world.people.committed[asker] + time_to_ask) return std::nullopt;
    const auto tie = tie_at_random(*world.city, world.ties, world.people, asker, request.whom);
    if (tie) prefetch_other_end(*world.city, *tie);
    return tie;
}

/// Whom it leads to.
[[nodiscard]] Slot somebody_known(const World& world, const Request& request) {
    if (!request.tie) return nobody;
    const Slot asked = other_end(*world.city, *request.tie);
    world.people.setting.prefetch(asked);
    world.people.contact.prefetch(asked);
    world.people.belonging.prefetch(asked);
    return asked;
}

}  // namespace

TakingUp::TakingUp(const ParameterView& p)
    : base_{p["start_welcoming"], p["start_commons"], p["start_nature"]}, asked_(p["start_asked"]), ties_(p["start_ties"]), belonging_(p["start_belonging"]), exhausted_(p["start_exhausted"]), need_(p["start_need"]), in_eight_weeks_(chance_in_eight) {
    for (std::size_t duty = 0; duty < base_.size(); ++duty) {
        const double readiest = base_[duty] + most_z * (std::abs(ties_) + std::abs(belonging_)) + std::max(0.0, -exhausted_) + std::max(0.0, -need_);
        most_ += in_eight(logistic(readiest));
        most_asked_[duty] = threshold32(in_eight(logistic(readiest + std::max(0.0, asked_)))) + 1;  // more than asking adds to anybody
    }
    most_ = std::clamp(most_, 1e-9, 1.0);  // never nothing: chances are divided by it
}

double TakingUp::readiness(const People& people, Slot slot, std::size_t duty, bool asked) const {
    const double ties = held(as_share(people.contact[slot]) * 16 - 2.0);  // around two contacts a week, give or take one
    const double belonging = held((as_share(people.belonging[slot]) - 0.55) / 0.12);
    return base_[duty] + (asked ? asked_ : 0) + ties_ * ties + belonging_ * belonging - exhausted_ * as_share(people.exhaustion[slot]) - (people.need[slot] != NeedLevel::none ? need_ : 0);
}

double TakingUp::weekly(const People& people, Slot slot, std::size_t duty, bool asked) const { return logistic(readiness(people, slot, duty, asked)); }

double TakingUp::in_a_turn(const People& people, Slot slot, std::size_t duty, bool asked) const { return chance_in_eight(readiness(people, slot, duty, asked)); }

bool TakingUp::begins(std::uint32_t bits, const People& people, Slot slot, std::size_t duty) const {
    const SteppedChance::Bounds bounds = in_eight_weeks_.at(readiness(people, slot, duty, false));
    return bits * most_ < static_cast<double>(bounds.at_most) + 1 && happens(bits, in_a_turn(people, slot, duty, false) / most_);
}

bool TakingUp::agrees(std::uint32_t bits, const People& people, Slot slot, std::size_t duty) const {
    const SteppedChance::Bounds unasked = in_eight_weeks_.at(readiness(people, slot, duty, false));
    const SteppedChance::Bounds asked = in_eight_weeks_.at(readiness(people, slot, duty, true));
    return bits + unasked.surely <= asked.at_most && happens(bits, in_a_turn(people, slot, duty, true) - in_a_turn(people, slot, duty, false));
}

bool could_take_up(const World& world, Slot slot, std::uint8_t bit, Week week) {
    const People& people = world.people;
    const bool here = people.setting[slot] == Setting::home || people.setting[slot] == Setting::communal;
    return here && people.birth_week[slot] <= week - 16 * 52 && (people.citizenship[slot] & bit) == 0 && people.capacity[slot] >= people.committed[slot] + own_duty_minutes;
}

void take_up(World& world, Slot slot, std::uint8_t bit) {
    world.people.citizenship.edit(slot) |= bit;
    std::uint16_t& committed = world.people.committed.edit(slot);
    committed = static_cast<std::uint16_t>(committed + own_duty_minutes);
}

void lay_down(World& world, Slot slot, std::uint8_t bit) {
    world.people.citizenship.edit(slot) = static_cast<std::uint8_t>(world.people.citizenship[slot] & ~bit);
    std::uint16_t& committed = world.people.committed.edit(slot);
    committed = static_cast<std::uint16_t>(committed - own_duty_minutes);
}

void add_organisers(const Living& living, std::vector<Asker>& askers) {
    for_each_organiser(living, [&](Slot person, const Group&, Duty duty) {
        for (std::size_t own = 0; own < own_duties.size(); ++own) {
            if (own_duties[own].duty == duty) askers.push_back({living.world.people.key[person], person, own});
        }
    });
}

void ask_others(Living& living, const TakingUp& readiness, double ceiling, const std::vector<Asker>& askers) {
    World& world = living.world;
    // Luck by which nobody would say yes need not know whom it asks.
    static thread_local std::vector<Request> requests;
    requests.clear();
    for (const Asker& asker : askers) {
        const Block bits = block(living.seed, ask_purpose, asker.key, living.week, static_cast<std::uint32_t>(asker.duty));
        if (bits[1] < readiness.most_asked(asker.duty)) requests.push_back({asker, bits[0], bits[1], std::nullopt});
    }
    // In order of key: two who ask one person must not depend on where they are stored.
    std::sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) { return a.asker.key != b.asker.key ? a.asker.key < b.asker.key : a.asker.duty < b.asker.duty; });
    in_stages(
        requests.size(), 8, [&](std::size_t i) { prefetch_where_ties_begin(*world.city, world.people, requests[i].asker.person); },
        [&](std::size_t i) { prefetch_levels(*world.city, world.ties, world.people, requests[i].asker.person); }, [&](std::size_t i) { prefetch_second_page(world.ties, world.people, requests[i].asker.person); },
        [&](std::size_t i) { requests[i].tie = some_tie(world, requests[i]); }, [&](std::size_t i) { requests[i].asked = somebody_known(world, requests[i]); });
    for (const Request& request : requests) {
        const std::size_t duty = request.asker.duty;
        const std::uint8_t bit = own_duties[duty].bit;
        if (request.asked == nobody || !could_take_up(world, request.asked, bit, living.week)) continue;
        if (!below_the_ceiling(world.citizenship, world.people.neighbourhood[request.asked], ceiling)) continue;
        // What they would do unasked, they do in their own turn: here is what being asked adds.
        if (!readiness.agrees(request.answer, world.people, request.asked, duty)) continue;
        count_in(world, request.asked, duty);
        take_up(world, request.asked, bit);
    }
}

}  // namespace topsoil
