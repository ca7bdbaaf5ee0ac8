// Unpaid care: people with need ask along their ties, those asked offer what they can; strain grows and falls; carers stop and
// break down.
//
// Rule (submodels sheet 2): tiers are asked in order (partner, kin at home, kin near, kin further, close friend, neighbour); somebody
// accepts when a_k + 0.8 closeness - 0.5 ln(1+km) - 0.3 (paid work) - strain - 0.5 ln(1+h/10) + 0.25 (woman) + 0.4 (asked) + 2.4 ln(gap / 10 h) + logistic
// noise > 0 and offers min(phi_k x gap, cap_k x health x (1 - strain/2), spare time). Askers are settled tier by tier, the larger gap
// first, then by key. Paid care displaces co-resident care by delta, hour for hour, both ways.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

constexpr LuckCell stop_cell{11, "end of caring", Purpose{"care.stop"}, luck_bounds({0, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3})};
constexpr LuckCell breakdown_cell{7, "breakdown of a carer", Purpose{"care.breakdown"}, luck_bounds({0, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6})};
constexpr Purpose accept_purpose{"care.accept"};
constexpr Purpose leave_work_purpose{"care.leave_work"};
constexpr std::size_t tiers = static_cast<std::size_t>(Tier::count_);
constexpr double near_metres = 6'000;  // about thirty minutes door to door in a city
constexpr int between_asks = 13;
constexpr int youngest_carer = 14;
constexpr Minutes smallest_arrangement = 90;  // less is everyday help

struct Offer {
    FileId file;
    Slot carer;
    Tier tier;
    Minutes most;         ///< cap of tier, health and strain
    std::uint64_t order;  ///< keyed by the pair
};

class UnpaidCare final : public Process {
public:
    explicit UnpaidCare(const ParameterView& p)
        : closeness_(p["accept_closeness"]), distance_(p["accept_distance"]), work_(p["accept_work"]), strain_(p["accept_strain"]), load_(p["accept_load"]), woman_(p["accept_woman"]), asked_(p["accept_asked"]), gap_(p["accept_gap"]),
          displacement_home_(p["displacement_home"]), displacement_outside_(p["displacement_outside"]), strain_step_(static_cast<std::int32_t>((1 - power(1 - p["strain_rate"], care_turns)) * 65'536)), stop_rate_(p["stop_rate"]), breakdown_scale_(p["breakdown_scale"]),
          leave_work_(weekly_chance(p["leave_work_rate"]) * care_turns), decay_(5 * 52, 26, tie_sustained) {
        static constexpr std::array<std::string_view, tiers> names{"partner", "kin_home", "kin_near", "kin_far", "friend", "neighbour"};
        for (std::size_t k = 0; k < tiers; ++k) {
            accept_[k] = p["accept_" + std::string(names[k])];
            share_[k] = p["share_" + std::string(names[k])];
            cap_[k] = static_cast<Minutes>(p["cap_" + std::string(names[k])] * 60);
        }
        for (std::size_t step = 0; step < refusal_.size(); ++step) refusal_[step] = threshold32(logistic(-(static_cast<double>(step + 1) / 8 - 16)));
    }

    /// In the first week everybody asks, several times: arrangements that have long stood are there at once.
    void settle(Living& living) override {
        World& world = living.world;
        for (int times = 0; times < 3; ++times) {
            std::vector<FileId> askers;
            for (FileId file = 0; file < world.care.files.size(); ++file) {
                if (may_ask(living, world.care.files[file])) askers.push_back(file);
            }
            ask_along_ties(living, askers);
        }
        for (FileId file = 0; file < world.care.files.size(); ++file) {
            if (world.care.files[file].first_given != nobody) world.people.strain.edit(world.care.files[file].person) = to_share16(target_strain(living, file));
        }
    }

    void live_week(Living& living) override {
        end_some(living);
        break_down(living);
        const Turns turns = turns_of(living);
        answer_paid_care(living, turns.paid_changed);
        ask_along_ties(living, turns.asking);
        feel_strain(living);
    }

private:
    [[nodiscard]] static bool may_ask(const Living& living, const CareFile& file) {
        if (file.person == nobody || file.need_minutes() == 0 || living.world.people.setting[file.person] != Setting::home) return false;
        return file.shortfall() * 10 > file.need_minutes();  // a gap under a tenth is let be
    }

    /// Whose turn it is this week: those whose package changed, and those who ask.
    struct Turns {
        std::vector<FileId> paid_changed, asking;
    };
    [[nodiscard]] static Turns turns_of(Living& living) {
        World& world = living.world;
        std::vector<Turns> found(world.care.files.pages());
        living.team.for_shards(found.size(), [&](std::size_t page) {
            const CareFile* files = world.care.files.read(page);
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                const CareFile& file = files[i];
                const auto id = static_cast<FileId>(page << shard_bits | i);
                const bool less_paid = file.paid < file.paid_answered;
                if (file.paid != file.paid_answered) found[page].paid_changed.push_back(id);
                if (file.ask != 0 || less_paid || (file.weeks_short >= 4 && living.week - file.last_ask >= between_asks)) found[page].asking.push_back(id);
            }
        });
        Turns turns;
        for (const Turns& part : found) {
            turns.paid_changed.insert(turns.paid_changed.end(), part.paid_changed.begin(), part.paid_changed.end());
            turns.asking.insert(turns.asking.end(), part.asking.begin(), part.asking.end());
        }
        return turns;
    }

    [[nodiscard]] Tier tier_of(const World& world, Week week, Slot asker, Slot other, bool at_home, TieKind kind) const {
        if (at_home) {
            const int gap = std::abs(world.people.age(asker, week) - world.people.age(other, week));
            return gap < 16 && world.people.age(other, week) >= 20 ? Tier::partner_at_home : Tier::kin_at_home;
        }
        if (kind == TieKind::kin) return metres_between(world, asker, other) <= near_metres ? Tier::kin_near : Tier::kin_far;
        return kind == TieKind::close_friend ? Tier::close_friend : Tier::neighbour;
    }

    [[nodiscard]] static double metres_between(const World& world, Slot a, Slot b) {
        return distance_metres(world.city->home_point[world.people.home[a]], world.city->home_point[world.people.home[b]]);
    }

    /// Somebody who asks, and what is the same for all whom they ask.
    struct Asker {
        FileId id;
        const CareFile& file;
        double eager;              ///< by being asked and by the size of the gap
        bool light;                ///< lacks help that friends and neighbours may give
        std::uint16_t level;
    };
    [[nodiscard]] Asker asker_of(const World& world, FileId id) const {
        const CareFile& file = world.care.files[id];
        return {id, file, asked_ + gap_ * log_exact(std::max(1, file.shortfall()) / 600.0), file.light_shortfall() >= 60, static_cast<std::uint16_t>(world.people.need[file.person])};
    }

    /// Readiness towards this person at this level of need is lasting luck: asking again changes nothing until circumstances do.
    [[nodiscard]] static std::uint32_t readiness(const Living& living, const Asker& asker, Key key, std::uint64_t identity) {
        return quick_draw(living.seed, accept_purpose, key ^ identity, static_cast<Week>(asker.level));
    }

    /// Could this tie answer at all, whatever else is true of them? Most could not, and need not be looked up.
    [[nodiscard]] bool may_answer(const World& world, const Asker& asker, const TieView& tie, double closeness, std::uint32_t luck) const {
        const Tier tier = tie.kind == TieKind::kin ? Tier::kin_near : (tie.kind == TieKind::close_friend ? Tier::close_friend : Tier::neighbour);
        const double best = accept_[static_cast<std::size_t>(tier)] + asker.eager + closeness_ * closeness + woman_;
        const auto step = static_cast<std::size_t>(std::clamp((best + 16) * 8, 0.0, static_cast<double>(refusal_.size() - 1)));
        if (luck >= refusal_[step]) return true;
        // Who cares already may take on more.
        for (std::uint32_t given = asker.file.first_received; given != nobody; given = world.care.ties[given].next_received) {
            if (world.care.ties[given].carer == tie.target) return true;
        }
        return false;
    }

    /// Would this person help, and with at most how much?
    void consider(const Living& living, const Asker& asker, Slot other, bool at_home, TieKind kind, double closeness, std::uint32_t luck, std::vector<Offer>& offers) const {
        const World& world = living.world;
        const Slot person = asker.file.person;
        const Setting setting = world.people.setting[other];
        if (other == person || (setting != Setting::home && setting != Setting::communal) || world.people.has(other, role::younger_resident)) return;
        const int age = world.people.age(other, living.week);
        if (age < youngest_carer || world.people.need[other] == NeedLevel::high) return;
        const Tier tier = tier_of(world, living.week, person, other, at_home, kind);
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
            const double utility = accept_[k] + asker.eager + closeness_ * closeness + logistic_noise(luck) - distance_ * log_exact(1 + km) - (works ? work_ : 0) - strain_ * strain -
                                   load_ * log_exact(1 + given / 600.0) + (world.people.woman(other) ? woman_ : 0);
            if (utility <= 0) return;
        }
        const double health = world.people.need[other] == NeedLevel::none ? 1.0 : (world.people.need[other] == NeedLevel::low ? 0.8 : 0.4);
        const auto most = static_cast<Minutes>(cap_[k] * health * (1 - strain / 2)) - to_asker;
        const Minutes spare = spare_minutes(age, works, world.people.need[other]) - world.people.committed[other];
        if (std::min(most, spare) >= smallest_arrangement) offers.push_back({asker.id, other, tier, most, pair_key(world.people.key[person], world.people.key[other])});
    }

    /// Those at home first, then all whom they count on.
    void ask_around(const Living& living, const Asker& asker, std::vector<std::pair<TieView, std::uint32_t>>& answering, std::vector<Offer>& offers) const {
        const World& world = living.world;
        const Slot person = asker.file.person;
        const Key key = world.people.key[person];
        const HomeId home = world.people.home[person];
        answering.clear();
        for_each_tie(*world.city, world.ties, world.people.tie_page, person, [&](const TieView& tie) {
            if (tie.kind != TieKind::kin && !asker.light) return;  // friends and neighbours give light help only
            const std::uint32_t luck = readiness(living, asker, key, tie_identity(tie, world.people.key));
            if (!may_answer(world, asker, tie, decay_.strength(tie.kind, tie.level, tie.last, living.week), luck)) return;
            world.people.home.prefetch(tie.target);
            world.people.setting.prefetch(tie.target);
            world.people.key.prefetch(tie.target);
            world.people.care_file.prefetch(tie.target);
            answering.emplace_back(tie, luck);
        });
        for_each_in_home(world.people, world.homes, home, [&](Slot other) {
            consider(living, asker, other, true, TieKind::kin, 0.8, readiness(living, asker, key, mix64(world.people.key[other])), offers);
        });
        for (const auto& [tie, luck] : answering) {
            if (!world.people.alive(tie.target) || world.people.home[tie.target] == home) continue;
            consider(living, asker, tie.target, false, tie.kind, decay_.strength(tie.kind, tie.level, tie.last, living.week), luck, offers);
        }
    }

    void ask_along_ties(Living& living, const std::vector<FileId>& everybody) const {
        World& world = living.world;
        constexpr std::size_t far = 12;
        constexpr std::size_t near = 6;
        std::vector<FileId> askers;
        for (const FileId id : everybody) {
            CareFile& file = world.care.files.edit(id);
            file.ask = 0;
            file.last_ask = static_cast<std::int16_t>(living.week);
            if (may_ask(living, file)) askers.push_back(id);
        }
        const std::size_t batches = (askers.size() + 255) / 256;
        std::vector<std::vector<Offer>> found(batches);
        living.team.for_shards(batches, [&](std::size_t batch) {
            const std::size_t end = std::min(askers.size(), (batch + 1) * 256);
            std::vector<std::pair<TieView, std::uint32_t>> answering;
            for (std::size_t i = batch * 256; i < end; ++i) {
                if (i + far < end) {
                    const Slot later = world.care.files[askers[i + far]].person;
                    prefetch_where_ties_begin(*world.city, world.people.tie_page, later);
                    world.people.key.prefetch(later);
                    world.people.home.prefetch(later);
                }
                if (i + near < end) {
                    const Slot later = world.care.files[askers[i + near]].person;
                    prefetch_ties(*world.city, world.ties, world.people.tie_page, later);
                    world.homes.first_person.prefetch(world.people.home[later]);
                }
                ask_around(living, asker_of(world, askers[i]), answering, found[batch]);
            }
        });
        std::vector<Offer> offers;
        for (const auto& list : found) offers.insert(offers.end(), list.begin(), list.end());
        settle_offers(living, offers);
    }

    void settle_offers(Living& living, std::vector<Offer>& offers) const {
        World& world = living.world;
        for (std::size_t k = 0; k < tiers; ++k) {
            struct Turn {
                int gap;
                const Offer* offer;
            };
            std::vector<Turn> turns;
            for (const Offer& offer : offers) {
                if (static_cast<std::size_t>(offer.tier) == k) turns.push_back({world.care.files[offer.file].shortfall(), &offer});
            }
            std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.gap != b.gap ? a.gap > b.gap : a.offer->order < b.offer->order; });
            for (const Turn& turn : turns) accept(living, *turn.offer);
        }
    }

    void accept(Living& living, const Offer& offer) const {
        World& world = living.world;
        const CareFile& file = world.care.files[offer.file];
        const int gap = does_personal_care(offer.tier) ? file.shortfall() : file.light_shortfall();
        const int age = world.people.age(offer.carer, living.week);
        const bool works = in_paid_work(world.city->seed, world.people.key[offer.carer], age, world.people.has(offer.carer, role::left_work));
        const Minutes spare = spare_minutes(age, works, world.people.need[offer.carer]) - world.people.committed[offer.carer];
        const Minutes minutes = std::min({static_cast<Minutes>(share_[static_cast<std::size_t>(offer.tier)] * gap), offer.most, spare});
        if (minutes < smallest_arrangement) return;
        if (!world.people.has(offer.carer, role::carer)) world.flows.add(Flow::carers_started, world.people.neighbourhood[offer.carer], 1);
        start_care_tie(world, offer.file, offer.carer, offer.tier, minutes, living.week);
    }

    /// Other ends than death, recovery and breakdown: people move on.
    void end_some(Living& living) const {
        World& world = living.world;
        const double stop = weekly_chance(stop_rate_);
        const auto stopping = events(living, stop_cell, [&](Slot slot) {
            return world.people.has(slot, role::carer) ? stop : 0.0;
        });
        for (const Slot slot : stopping) stop_caring(living, slot);
    }

    static void stop_caring(Living& living, Slot slot) {
        World& world = living.world;
        const FileId file = world.people.care_file[slot];
        while (world.care.files[file].first_given != nobody) {
            const std::uint32_t tie = world.care.files[file].first_given;
            world.care.files.edit(world.care.ties[tie].cared).ask = 1;
            change_care_tie(world, tie, 0);
        }
        world.flows.add(Flow::carers_stopped, world.people.neighbourhood[slot], 1);
        close_file_if_idle(world, file);
    }

    void break_down(Living& living) const {
        World& world = living.world;
        const auto breaking = events(living, breakdown_cell, [&](Slot slot) {
            if (!world.people.has(slot, role::carer)) return 0.0;
            const double strain = as_share(world.people.strain[slot]);
            return weekly_chance(breakdown_scale_ * strain * strain * strain);
        });
        for (const Slot slot : breaking) {
            const FileId file = world.people.care_file[slot];
            for (std::uint32_t tie = world.care.files[file].first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
                world.care.files.edit(world.care.ties[tie].cared).lost_carer_week = static_cast<std::int16_t>(living.week);
            }
            world.care.files.edit(file).breakdown_week = static_cast<std::int16_t>(living.week);
            world.flows.add(Flow::breakdowns, world.people.neighbourhood[slot], 1);
            stop_caring(living, slot);
        }
    }

    /// When a package grows, carers at home rest by delta of it (others by hardly anything); when it shrinks they take it up again.
    void answer_paid_care(Living& living, const std::vector<FileId>& paid_changed) const {
        World& world = living.world;
        for (const FileId id : paid_changed) {
            const int change = world.care.files[id].paid - world.care.files[id].paid_answered;
            world.care.files.edit(id).paid_answered = world.care.files[id].paid;
            displace(world, id, change, true, displacement_home_);
            displace(world, id, change, false, displacement_outside_);
        }
    }

    static void displace(World& world, FileId id, int change, bool at_home, double delta) {
        int left = static_cast<int>(std::abs(change) * delta + 0.5);
        for (std::uint32_t tie = world.care.files[id].first_received; tie != nobody && left > 0;) {
            const CareTie& care = world.care.ties[tie];
            const std::uint32_t next = care.next_received;
            if ((care.tier <= Tier::kin_at_home) == at_home) {
                if (change > 0) {
                    const int less = std::min<int>(left, care.minutes);
                    left -= less;
                    change_care_tie(world, tie, care.minutes - less);
                } else {
                    const int more = std::min({left, world.care.files[id].shortfall(), 6'000 - care.minutes});
                    if (more > 0) change_care_tie(world, tie, care.minutes + more);
                    left -= std::max(0, more);
                }
            }
            tie = next;
        }
    }

    [[nodiscard]] double target_strain(const Living& living, FileId id) const {
        const World& world = living.world;
        double hours = 0;
        double years = 0;
        bool high = false;
        for (std::uint32_t tie = world.care.files[id].first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
            const CareTie& care = world.care.ties[tie];
            hours += care.minutes / 60.0;
            years = std::max(years, (living.week - care.since) / 52.0);
            high = high || world.people.need[world.care.files[care.cared].person] == NeedLevel::high;
        }
        return logistic(-3 + 0.045 * hours + 0.10 * std::min(years, 5.0) + (high ? 0.8 : 0.0));
    }

    /// An eighth of the files each week takes eight weeks' step; people past 35 hours may leave paid work.
    void feel_strain(Living& living) const {
        World& world = living.world;
        const auto turn = static_cast<std::size_t>(living.week % care_turns);
        std::vector<FileId> carers;
        for (std::size_t page = turn; page < world.care.files.pages(); page += care_turns) {
            const CareFile* files = world.care.files.read(page);
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                if (files[i].person == nobody) continue;
                if (files[i].first_given != nobody) {
                    carers.push_back(static_cast<FileId>(page << shard_bits | i));
                } else if (world.people.strain[files[i].person] != 0) {
                    Share16& strain = world.people.strain.edit(files[i].person);
                    strain = relax(strain, 0, strain_step_);
                }
            }
        }
        constexpr std::size_t far = 16;
        constexpr std::size_t near = 8;
        for (std::size_t i = 0; i < carers.size(); ++i) {
            if (i + far < carers.size()) {
                world.care.ties.prefetch(world.care.files[carers[i + far]].first_given);
                world.people.strain.prefetch(world.care.files[carers[i + far]].person);
            }
            if (i + near < carers.size()) world.care.files.prefetch(world.care.ties[world.care.files[carers[i + near]].first_given].cared);
            const Slot person = world.care.files[carers[i]].person;
            Share16& strain = world.people.strain.edit(person);
            strain = relax(strain, to_share16(target_strain(living, carers[i])), strain_step_);
            if (minutes_given(world, person) > 35 * 60 && !world.people.has(person, role::left_work) && happens(draw(living.seed, leave_work_purpose, world.people.key[person], living.week), leave_work_)) {
                world.people.roles.edit(person) |= role::left_work;
                // They have more time now: those they care for ask again.
                for (std::uint32_t tie = world.care.files[carers[i]].first_given; tie != nobody; tie = world.care.ties[tie].next_given) world.care.files.edit(world.care.ties[tie].cared).ask = 1;
            }
        }
    }

    double closeness_, distance_, work_, strain_, load_, woman_, asked_, gap_, displacement_home_, displacement_outside_;
    std::int32_t strain_step_;  ///< of eight weeks, in 65,536ths
    double stop_rate_, breakdown_scale_, leave_work_;
    std::array<double, tiers> accept_{}, share_{};
    std::array<Minutes, tiers> cap_{};
    TieDecay decay_;
    std::array<std::uint64_t, 256> refusal_{};  ///< luck below which the answer is no, by the best utility there can be, in eighths from -16
};

}  // namespace

extern const MechanismDeclaration unpaid_care_declaration;
const MechanismDeclaration unpaid_care_declaration{
    {"unpaid_care",
     Phase::unpaid_care,
     "People with need ask family, friends and neighbours; those asked give what they can, tire, stop and sometimes break down.",
     {"people", "homes", "ties", "care.files"},
     {"care.files", "care.ties", "care.free_files", "care.free_ties", "people.committed", "people.care_file", "people.strain", "people.roles", "flows.sum"},
     {{"accept_partner", "1", -0.5, -3, 5, "calibrated", Grade::calibrated, "readiness of a partner at home"},
      {"accept_kin_home", "1", 0, -2, 4, "calibrated", Grade::calibrated, "readiness of other kin at home"},
      {"accept_kin_near", "1", -0.2, -2, 4, "calibrated", Grade::calibrated, "readiness of kin within thirty minutes"},
      {"accept_kin_far", "1", -2.4, -4, 3, "calibrated", Grade::calibrated, "readiness of kin further away"},
      {"accept_friend", "1", -7, -9, 2, "calibrated", Grade::calibrated, "readiness of a close friend"},
      {"accept_neighbour", "1", -8, -10, 2, "calibrated", Grade::calibrated, "readiness of a neighbour or other friend"},
      {"accept_closeness", "1", 0.8, 0, 2, "assumed", Grade::assumed, "weight of the strength of the tie"},
      {"accept_distance", "1", 0.5, 0, 2, "assumed", Grade::assumed, "weight of the logarithm of distance"},
      {"accept_work", "1", 0.3, 0, 2, "assumed", Grade::assumed, "how much paid work holds people back"},
      {"accept_strain", "1", 1.0, 0, 3, "assumed", Grade::assumed, "how much strain holds people back"},
      {"accept_load", "1", 0.5, 0, 2, "assumed", Grade::assumed, "weight of the logarithm of hours already given"},
      {"accept_woman", "1", 0.25, 0, 1, "carers_female", Grade::calibrated, "fitted to carers by sex, 10.3 and 7.6 per cent"},
      {"accept_asked", "1", 0.4, 0, 1, "assumed", Grade::weak, "readiness added by being asked directly"},
      {"accept_gap", "1", 2.4, 0, 4, "calibrated", Grade::calibrated, "weight of the logarithm of the gap: people answer great need more readily"},
      {"share_partner", "1", 1, 0, 1, "assumed", Grade::assumed, "share of the gap a partner takes on"},
      {"share_kin_home", "1", 1, 0, 1, "assumed", Grade::assumed, "share of the gap other kin at home take on"},
      {"share_kin_near", "1", 1, 0, 1, "assumed", Grade::assumed, "share of the gap kin nearby take on"},
      {"share_kin_far", "1", 0.3, 0, 1, "assumed", Grade::assumed, "share of the gap kin further away take on"},
      {"share_friend", "1", 0.2, 0, 1, "assumed", Grade::assumed, "share of the gap a close friend takes on"},
      {"share_neighbour", "1", 0.1, 0, 1, "assumed", Grade::assumed, "share of the gap a neighbour takes on"},
      {"cap_partner", "h/week", 100, 0, 112, "assumed", Grade::assumed, "most that a partner gives"},
      {"cap_kin_home", "h/week", 100, 0, 112, "assumed", Grade::assumed, "most that other kin at home give"},
      {"cap_kin_near", "h/week", 80, 0, 80, "assumed", Grade::assumed, "most that kin nearby give"},
      {"cap_kin_far", "h/week", 20, 0, 40, "assumed", Grade::assumed, "most that kin further away give"},
      {"cap_friend", "h/week", 6, 0, 20, "assumed", Grade::assumed, "most that a close friend gives"},
      {"cap_neighbour", "h/week", 3, 0, 20, "assumed", Grade::assumed, "most that a neighbour gives"},
      {"displacement_home", "1", 0.30, 0, 0.6, "formal_substitutes_coresident_care", Grade::moderate, "minutes of co-resident care that an added minute of paid care displaces", true, 0.0},
      {"displacement_outside", "1", 0.0, 0, 0.1, "formal_vs_outside_household_care", Grade::moderate, "the same for carers who live elsewhere"},
      {"strain_rate", "1/week", 0.04, 0.01, 0.1, "assumed", Grade::assumed, "weekly step of strain towards what the load implies"},
      {"stop_rate", "1/year", 0.10, 0.0, 0.29, "annual_carer_spell_exit", Grade::calibrated, "chance that a carer stops for other reasons"},
      {"breakdown_scale", "1/year", 0.30, 0.0, 0.59, "calibrated", Grade::calibrated, "breakdowns a year at full strain, times strain cubed"},
      {"leave_work_rate", "1/year", 0.12, 0.03, 0.15, "not_in_paid_work_because_caring", Grade::weak, "chance that a carer past 35 hours leaves paid work"}},
     {stop_cell, breakdown_cell}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<UnpaidCare>(p); }};

}  // namespace topsoil
