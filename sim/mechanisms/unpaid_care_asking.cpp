#include "mechanisms/unpaid_care_asking.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "state/household.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

constexpr Purpose accept_purpose{"care.accept"};
constexpr double near_metres = 6'000;  // about thirty minutes door to door in a city
constexpr int youngest_carer = 14;
constexpr Minutes smallest_arrangement = 90;  // less is everyday help

struct Offer {
    FileId file;
    Slot carer;
    Tier tier;
    Minutes most;         ///< cap of tier, health and strain
    std::uint64_t order;  ///< keyed by the pair
};

// --- who is asked, and what they say ----------------------------------------------------------------------------------------------

/// Somebody who asks, and what is the same for all whom they ask.
struct Asker {
    FileId id;
    const CareFile& file;
    double eager;              ///< by being asked and by the size of the gap
    bool light;                ///< lacks help that friends and neighbours may give
    std::uint16_t level;
    std::array<std::uint64_t, tie_kinds> surely_refusing;  ///< luck below which a tie of a kind does not answer, however close it is
};

/// The tier by which a tie's answer is foreseen.
[[nodiscard]] std::size_t foreseen_tier(TieKind kind) {
    return static_cast<std::size_t>(kind == TieKind::kin ? Tier::kin_near : (kind == TieKind::close_friend ? Tier::close_friend : Tier::neighbour));
}
/// Luck below which somebody does not answer, whatever else is true of them.
[[nodiscard]] std::uint64_t refusing(const AskingRule& rule, double eager, TieKind kind, double closeness) {
    const double best = rule.accept[foreseen_tier(kind)] + eager + rule.closeness * closeness + rule.woman;
    return rule.refusal[static_cast<std::size_t>(std::clamp((best + 16) * 8, 0.0, static_cast<double>(rule.refusal.size() - 1)))];
}

[[nodiscard]] Asker asker_of(const World& world, const AskingRule& rule, FileId id) {
    const CareFile& file = world.care.files[id];
    Asker asker{id, file, rule.asked + rule.gap * log_exact(std::max(1, file.shortfall()) / 600.0), file.light_shortfall() >= 60, static_cast<std::uint16_t>(world.people.need[file.person]), {}};
    for (std::size_t kind = 0; kind < tie_kinds; ++kind) asker.surely_refusing[kind] = refusing(rule, asker.eager, static_cast<TieKind>(kind), 1.0);
    return asker;
}

/// Readiness towards this person at this level of need is lasting luck: asking again changes nothing until circumstances do.
[[nodiscard]] std::uint32_t readiness(const Living& living, const Asker& asker, Key key, std::uint64_t identity) {
    return quick_draw(living.seed, accept_purpose, key ^ identity, static_cast<Week>(asker.level));
}

[[nodiscard]] double metres_between(const World& world, Slot a, Slot b) {
    return distance_metres(world.city->home_point[world.people.home[a]], world.city->home_point[world.people.home[b]]);
}

[[nodiscard]] Tier tier_of(const World& world, Slot asker, Slot other, bool at_home, TieKind kind) {
    if (at_home) return partner_of(world, asker) == other ? Tier::partner_at_home : Tier::kin_at_home;
    if (kind == TieKind::kin) return metres_between(world, asker, other) <= near_metres ? Tier::kin_near : Tier::kin_far;
    return kind == TieKind::close_friend ? Tier::close_friend : Tier::neighbour;
}

/// Minutes a week that somebody could still take on. Who lives with the person can watch over them beside meals, errands and rest of their own.
[[nodiscard]] Minutes spare_for(const Living& living, const AskingRule& rule, const CareFile& file, Slot carer, Tier tier, bool works) {
    const World& world = living.world;
    const Minutes beside = tier <= Tier::kin_at_home ? std::min<Minutes>(rule.beside, file.need[2]) : 0;
    return spare_minutes(world.people.age(carer, living.week), works, world.people.need[carer]) + beside - world.people.committed[carer];
}

/// Could this tie answer at all? Most could not, and need not be looked up.
[[nodiscard]] bool may_answer(const Living& living, const AskingRule& rule, const Asker& asker, const TieView& tie, std::uint32_t luck) {
    const World& world = living.world;
    if (luck >= asker.surely_refusing[static_cast<std::size_t>(tie.kind)] && luck >= refusing(rule, asker.eager, tie.kind, rule.decay.strength(tie.kind, tie.level, tie.last, living.week))) return true;
    // Who cares already may take on more.
    for (std::uint32_t given = asker.file.first_received; given != nobody; given = world.care.ties[given].next_received) {
        if (world.care.ties[given].carer == other_end(*world.city, tie)) return true;
    }
    return false;
}

/// Would this person help, and with at most how much?
void consider(const Living& living, const AskingRule& rule, const Asker& asker, Slot other, bool at_home, TieKind kind, double closeness, std::uint32_t luck, std::vector<Offer>& offers) {
    const World& world = living.world;
    const Slot person = asker.file.person;
    const Setting setting = world.people.setting[other];
    if (other == person || (setting != Setting::home && setting != Setting::communal) || world.people.has(other, role::younger_resident)) return;
    const int age = world.people.age(other, living.week);
    if (age < youngest_carer || world.people.need[other] == NeedLevel::high) return;
    const Tier tier = tier_of(world, person, other, at_home, kind);
    const FileId own = world.people.care_file[other];
    if (own != nobody && world.care.files[own].breakdown_week + rest_after_breakdown > living.week) return;
    const auto k = static_cast<std::size_t>(tier);
    const double strain = as_share(world.people.strain[other]);
    Minutes given = 0;
    Minutes to_asker = 0;
    if (own != nobody) {
        for (std::uint32_t tie = world.care.files[own].first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
            given += world.care.ties[tie].minutes;
            if (world.care.ties[tie].cared == asker.id) to_asker = world.care.ties[tie].minutes;
        }
    }
    const bool works = in_paid_work(world.city->seed, world.people.key[other], age, world.people.has(other, role::left_work));
    if (to_asker == 0) {
        const double km = at_home ? 0 : metres_between(world, person, other) / 1000;
        const double utility = rule.accept[k] + asker.eager + rule.closeness * closeness + logistic_noise(luck) - rule.distance * log_exact(1 + km) - (works ? rule.work : 0) - rule.strain * strain -
                               rule.load * log_exact(1 + given / 600.0) + (world.people.woman(other) ? rule.woman : 0);
        if (utility <= 0) return;
    }
    const double health = world.people.need[other] == NeedLevel::none ? 1.0 : (world.people.need[other] == NeedLevel::low ? 0.8 : 0.4);
    const auto most = static_cast<Minutes>(rule.cap[k] * health * (1 - strain / 2)) - to_asker;
    const Minutes spare = spare_for(living, rule, asker.file, other, tier, works);
    if (std::min(most, spare) >= smallest_arrangement) offers.push_back({asker.id, other, tier, most, pair_key(world.people.key[person], world.people.key[other])});
}

/// A tie that might answer, and how ready it finds the other.
using Answering = std::vector<std::pair<TieView, std::uint32_t>>;

/// Whom of all they count on they have hopes of.
void find_answering(const Living& living, const AskingRule& rule, const Asker& asker, Answering& answering) {
    const World& world = living.world;
    const Key key = world.people.key[asker.file.person];
    static thread_local std::vector<TieView> known;
    known.clear();
    answering.clear();
    for_each_tie_unnamed(*world.city, world.ties, world.people, asker.file.person, [&](const TieView& tie) {
        if (tie.kind != TieKind::kin && !asker.light) return;  // friends and neighbours give light help only
        if (tie.arc == nobody) world.people.key.prefetch(tie.target);
        known.push_back(tie);
    });
    for (const TieView& tie : known) {
        const std::uint32_t luck = readiness(living, asker, key, tie_identity(tie, world.people.key));
        if (!may_answer(living, rule, asker, tie, luck)) continue;
        prefetch_other_end(*world.city, tie);
        answering.emplace_back(tie, luck);
    }
}

void look_up_answering(const World& world, Answering& answering) {
    for (auto& [tie, luck] : answering) {
        tie.target = other_end(*world.city, tie);
        world.people.home.prefetch(tie.target);
        world.people.key.prefetch(tie.target);
    }
}

/// Those at home first, then those of the others who may answer.
void ask_around(const Living& living, const AskingRule& rule, const Asker& asker, const Answering& answering, std::vector<Offer>& offers) {
    const World& world = living.world;
    const Slot person = asker.file.person;
    const Key key = world.people.key[person];
    const HomeId home = world.people.home[person];
    for_each_in_home(world.people, world.homes, home, [&](Slot other) {
        consider(living, rule, asker, other, true, TieKind::kin, 0.8, readiness(living, asker, key, mix64(world.people.key[other])), offers);
    });
    for (const auto& [tie, luck] : answering) {
        if (!world.people.alive(tie.target) || world.people.home[tie.target] == home) continue;
        consider(living, rule, asker, tie.target, false, tie.kind, rule.decay.strength(tie.kind, tie.level, tie.last, living.week), luck, offers);
    }
}

/// What `consider` will look at beyond the person.
void prefetch_answering(const World& world, const Answering& answering) {
    for (const auto& [tie, luck] : answering) {
        if (!world.people.alive(tie.target)) continue;
        fetch_ahead(&world.city->home_point[world.people.home[tie.target]]);
        if (const FileId file = world.people.care_file[tie.target]; file != nobody) world.care.files.prefetch(file);
    }
}

/// The offers that some askers get. A few at a time, so that nobody waits for one far corner of memory after the other.
void hear_offers(const Living& living, const AskingRule& rule, std::span<const FileId> askers, std::vector<Offer>& offers) {
    const World& world = living.world;
    constexpr std::size_t farthest = 18;
    constexpr std::size_t far = 12;
    constexpr std::size_t near = 6;
    constexpr std::size_t together = 6;
    static thread_local std::array<Answering, together> answering;
    for (std::size_t begin = 0; begin < askers.size(); begin += together) {
        const std::size_t end = std::min(askers.size(), begin + together);
        for (std::size_t i = begin; i < end; ++i) {
            if (i + farthest < askers.size()) {
                const Slot later = world.care.files[askers[i + farthest]].person;
                prefetch_where_ties_and_kinds_begin(*world.city, world.people, later);
                world.people.key.prefetch(later);
            }
            if (i + far < askers.size()) {
                const CareFile& file = world.care.files[askers[i + far]];
                prefetch_levels(*world.city, world.ties, world.people, file.person);
                if (file.first_received != nobody && world.people.came_as(file.person) == Origin::founder) world.city->ties.prefetch_row(file.person);
                world.homes.first_person.prefetch(world.people.home[file.person]);
            }
            if (i + near < askers.size()) {
                const Slot later = world.care.files[askers[i + near]].person;
                prefetch_second_page(world.ties, world.people, later);
                if (const Slot first = world.homes.first_person[world.people.home[later]]; first != nobody) {
                    world.people.setting.prefetch(first);
                    world.people.key.prefetch(first);
                }
            }
            find_answering(living, rule, asker_of(world, rule, askers[i]), answering[i - begin]);
        }
        for (std::size_t i = begin; i < end; ++i) look_up_answering(world, answering[i - begin]);
        for (std::size_t i = begin; i < end; ++i) prefetch_answering(world, answering[i - begin]);
        for (std::size_t i = begin; i < end; ++i) ask_around(living, rule, asker_of(world, rule, askers[i]), answering[i - begin], offers);
    }
}

// --- whose help is taken ----------------------------------------------------------------------------------------------------------

/// The carer takes on what the gap, their offer and their time still allow, by now.
void accept(Living& living, const AskingRule& rule, const Offer& offer) {
    World& world = living.world;
    const CareFile& file = world.care.files[offer.file];
    const int gap = does_personal_care(offer.tier) ? file.shortfall() : file.light_shortfall();
    const int age = world.people.age(offer.carer, living.week);
    const bool works = in_paid_work(world.city->seed, world.people.key[offer.carer], age, world.people.has(offer.carer, role::left_work));
    const Minutes spare = spare_for(living, rule, file, offer.carer, offer.tier, works);
    const Minutes minutes = std::min({static_cast<Minutes>(rule.share[static_cast<std::size_t>(offer.tier)] * gap), offer.most, spare});
    if (minutes < smallest_arrangement) return;
    if (!world.people.has(offer.carer, role::carer)) world.flows.add(Flow::carers_started, world.people.neighbourhood[offer.carer], 1);
    start_care_tie(world, offer.file, offer.carer, offer.tier, minutes, living.week);
}

/// Tier by tier, the larger gap first, then by key.
void settle_offers(Living& living, const AskingRule& rule, std::vector<Offer>& offers) {
    World& world = living.world;
    for (std::size_t k = 0; k < AskingRule::tiers; ++k) {
        struct Turn {
            int gap;
            const Offer* offer;
        };
        std::vector<Turn> turns;
        for (const Offer& offer : offers) {
            if (static_cast<std::size_t>(offer.tier) == k) turns.push_back({world.care.files[offer.file].shortfall(), &offer});
        }
        std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.gap != b.gap ? a.gap > b.gap : a.offer->order < b.offer->order; });
        for (const Turn& turn : turns) accept(living, rule, *turn.offer);
    }
}

/// Where family and friends give more than is needed by now they give less: whoever is furthest first, then whoever began last.
void ease(World& world, FileId id) {
    const auto beyond_need = [&] {
        const CareFile& file = world.care.files[id];
        return file.unpaid_any + file.unpaid_light - file.need_minutes();
    };
    for (int beyond = beyond_need(); beyond > 0; beyond = beyond_need()) {
        std::uint32_t last = world.care.files[id].first_received;
        for (std::uint32_t tie = last; tie != nobody; tie = world.care.ties[tie].next_received) {
            const CareTie& one = world.care.ties[tie];
            const CareTie& other = world.care.ties[last];
            if (one.tier != other.tier ? one.tier > other.tier : one.since > other.since) last = tie;
        }
        const Minutes left = world.care.ties[last].minutes - beyond;
        change_care_tie(world, last, left >= smallest_arrangement ? left : 0);
    }
}

}  // namespace

AskingRule::AskingRule(const ParameterView& p)
    : closeness(p["accept_closeness"]), distance(p["accept_distance"]), work(p["accept_work"]), strain(p["accept_strain"]), load(p["accept_load"]), woman(p["accept_woman"]), asked(p["accept_asked"]), gap(p["accept_gap"]),
      beside(static_cast<Minutes>(p["watch_beside"] * 60)),
      decay(5 * 52, 26, tie_sustained) {
    static constexpr std::array<std::string_view, tiers> names{"partner", "kin_home", "kin_near", "kin_far", "friend", "neighbour"};
    for (std::size_t k = 0; k < AskingRule::tiers; ++k) {
        accept[k] = p["accept_" + std::string(names[k])];
        share[k] = p["share_" + std::string(names[k])];
        cap[k] = static_cast<Minutes>(p["cap_" + std::string(names[k])] * 60);
    }
    for (std::size_t step = 0; step < refusal.size(); ++step) refusal[step] = threshold32(logistic(-(static_cast<double>(step + 1) / 8 - 16)));
}

bool may_ask(const Living& living, const CareFile& file) {
    if (file.person == nobody || file.need_minutes() == 0 || living.world.people.setting[file.person] != Setting::home) return false;
    return file.shortfall() * 10 > file.need_minutes();  // a gap under a tenth is let be
}

void ask_along_ties(Living& living, const AskingRule& rule, const std::vector<FileId>& everybody) {
    World& world = living.world;
    std::vector<FileId> askers;
    for (const FileId id : everybody) {
        CareFile& file = world.care.files.edit(id);
        file.set(mark::asks, false);
        file.last_ask = static_cast<std::int16_t>(living.week);
        ease(world, id);
        if (may_ask(living, file)) askers.push_back(id);
    }
    const std::size_t batches = (askers.size() + 255) / 256;
    std::vector<std::vector<Offer>> found(batches);
    living.team.for_shards(batches, [&](std::size_t batch) {
        const std::size_t begin = batch * 256;
        hear_offers(living, rule, std::span(askers).subspan(begin, std::min<std::size_t>(256, askers.size() - begin)), found[batch]);
    });
    std::vector<Offer> offers;
    for (const auto& list : found) offers.insert(offers.end(), list.begin(), list.end());
    settle_offers(living, rule, offers);
}

}  // namespace topsoil
