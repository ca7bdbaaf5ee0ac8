// Wellbeing: how many people someone meets in a week, how lonely they are, how much they feel they belong. An eighth of the city a week.
//
// Rule (submodels sheet 11): chance of being often lonely = sigma(b0 + need + unmet + alone - contact - groups), approached over
// months; contact is counted along living ties once a year and when
// somebody moves in, and grows with each new acquaintance; belonging fades towards its usual level with
// a half-life of 26 weeks. Newcomers and people with few ties get to know who lives next door, somebody of like age near by, or a friend of a
// friend. Once a year ties are counted, for measures.
#include <algorithm>

#include "base/key_order.hpp"
#include "base/mix_many.hpp"
#include "base/relax_many.hpp"
#include "base/sift.hpp"
#include "base/widest.hpp"
#include "mechanisms/catalogue.hpp"
#include "mechanisms/wellbeing_introductions.hpp"
#include "state/contacts.hpp"
#include "state/person_words.hpp"
#include "state/residents.hpp"
#include "state/tie_count.hpp"

namespace topsoil {

namespace {

constexpr Purpose acquaint_purpose{"wellbeing.acquaint"};
constexpr int step_weeks = 8;
constexpr std::uint32_t rounds = 7;               // turns in which everybody's ties are counted once
constexpr HomeId homes_together = 64;     // whose people are counted in one week

class Wellbeing final : public Process {
public:
    explicit Wellbeing(const ParameterView& p)
        : base_(p["lonely_base"]), need_(p["lonely_need"]), unmet_(p["lonely_unmet"]), alone_(p["lonely_alone"]), contact_(p["lonely_contact"]), group_(p["lonely_group"]), usual_belonging_(to_share16(p["belonging_usual"])),
          meetings_(UsualContacts(p, "")), acquaint_(p["acquaint_chance"]), close_(p["acquaint_close"]), introduced_(p["introduced"]), few_(to_share16(p["few_contacts"] / 16)), group_belonging_(static_cast<int>(p["belonging_group"] * share_one)) {
        for (std::size_t i = 0; i < logistic_.size(); ++i) logistic_[i] = to_share16(logistic((static_cast<double>(i) - 512) / 64));
        for (std::size_t groups = 0; groups < sustained_.size(); ++groups) sustained_[groups] = static_cast<Share16>(std::min<int>(share_one, usual_belonging_ + group_belonging_ * static_cast<int>(groups)));
        for (std::size_t lives_alone = 0; lives_alone < 2; ++lives_alone) {
            for (std::size_t groups = 0; groups < 4; ++groups) {
                for (std::size_t step = 0; step < contact_steps; ++step) {
                    const double contacts = (static_cast<double>(step) + 0.5) * 16 / contact_steps;
                    without_need_[lives_alone][groups][step] = chance(base_ + company(contacts, lives_alone == 1, static_cast<int>(groups)));
                }
            }
        }
    }

    void settle(Living& living) override {
        living.team.for_shards(living.world.city->shards(), [&](std::size_t shard) {
            for (int turn = 0; turn < turn_weeks; ++turn) {
                const Turn& now = turn_of_shard(living, shard, turn);
                for (std::size_t i = 0; i < now.people; ++i) count_contacts(living, static_cast<Slot>(shard << shard_bits | now.person[i]));
                feel(living, shard, 65'536, now);
            }
        });
        count_ties(living);
    }

    void live_week(Living& living) override {
        std::vector<std::vector<Slot>> alone(living.world.city->shards());
        living.team.for_shards(alone.size(), [&](std::size_t shard) {
            if (!living.world.people.may_have_turn(shard, living.week)) return;
            const Turn& turn = turn_of_shard(living, shard, living.week % turn_weeks);
            count_some(living, shard, turn);
            alone[shard] = those_going_out(living, shard);
            touched(shard_size + turn.people);
            feel(living, shard, feeling_rate, turn);
        });
        acquaint(living, alone);
        if (living.week % 52 == 51) count_ties(living);
    }

private:
    static constexpr std::uint32_t feeling_rate = 65'536 / 2;     // of the way in eight weeks: three months to settle
    static constexpr std::uint32_t belonging_rate = 12'590;       // half-life of 26 weeks, eight weeks at a time

    /// The places of a shard's people who have their turn, and of those of them whose ties are counted.
    struct Turn {
        std::size_t people = 0, counted = 0;
        std::array<std::uint16_t, shard_size + 8> person, to_count;
    };
    /// Those of the living who have their turn. People's ties are counted once in seven turns, with those who live near them: their ties lie near each
    /// other too; and those of newcomers, who never were.
    struct AskWhoseTurn {
        [[gnu::always_inline]] void operator()(const Person* persons, const Share16* contact, int turn, std::uint32_t round, std::uint8_t* theirs, std::uint8_t* counted) const {
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                const PersonWords person(persons[i]);
                const bool now = person.has_turn(turn) & !person.lives(Setting::gone);
                theirs[i] = now;
                counted[i] = now & ((person.home() / homes_together % rounds == round) | (contact[i] == 0));
            }
        }
    };
    [[nodiscard]] static const Turn& turn_of_shard(const Living& living, std::size_t shard, int turn) {
        const People& people = living.world.people;
        static thread_local std::array<std::uint8_t, shard_size> theirs, counted;
        static thread_local Turn found;
        at_widest(AskWhoseTurn{}, people.persons(shard), people.contact.read(shard), turn, static_cast<std::uint32_t>(living.week / step_weeks) % rounds, theirs.data(), counted.data());
        found.people = pick(theirs.data(), shard_size, found.person.data());
        found.counted = pick(counted.data(), shard_size, found.to_count.data());
        return found;
    }

    /// Of those who have their turn, whoever is counted in it.
    void count_some(Living& living, std::size_t shard, const Turn& turn) const {
        const World& world = living.world;
        const auto slot = [&](std::size_t c) { return static_cast<Slot>(shard << shard_bits | turn.to_count[c]); };
        in_stages(
            turn.counted, 8, [&](std::size_t c) { prefetch_where_ties_and_kinds_begin(*world.city, world.people, slot(c)); },
            [&](std::size_t c) {
                prefetch_levels(*world.city, world.ties, world.people, slot(c));
                prefetch_street(*world.city, world.people.home[slot(c)]);
            },
            [&](std::size_t c) { prefetch_second_page(world.ties, world.people, slot(c)); }, [&](std::size_t c) { count_contacts(living, slot(c)); });
    }

    void count_contacts(Living& living, Slot slot) const {
        World& world = living.world;
        std::uint64_t contacts = 0;
        for_each_meeting(
            world, meetings_.of(*world.city, world.people.home[slot]), slot, [&](std::uint32_t, std::uint32_t more) { contacts += more; }, [&](std::uint32_t, std::uint32_t, std::uint32_t more) { contacts += more; });
        world.people.contact.edit(slot) = static_cast<Share16>(std::clamp<std::uint64_t>(contacts >> 16, 1, share_one));
    }

    /// Log odds of being often lonely that company adds or takes off.
    [[nodiscard]] double company(double contacts, bool lives_alone, int groups) const { return (lives_alone ? alone_ : 0) - contact_ * (contacts - 2.0) - group_ * groups; }
    [[nodiscard]] Share16 chance(double logit) const { return logistic_[static_cast<std::size_t>(std::clamp(logit * 64 + 512, 0.0, 1023.0))]; }

    void feel(Living& living, std::size_t shard, std::uint32_t rate, const Turn& turn) const {
        World& world = living.world;
        Share16* loneliness = world.people.loneliness.write(shard);
        Share16* belonging = world.people.belonging.write(shard);
        const Share16* contact = world.people.contact.read(shard);
        const Person* persons = world.people.persons(shard);
        // Where loneliness and belonging are on their way to; those of others stay what they are.
        std::array<Share16, shard_size> lonely, belong;
        std::copy_n(loneliness, shard_size, lonely.begin());
        std::copy_n(belonging, shard_size, belong.begin());
        // Those with need by themselves, afterwards: who they are follows no pattern.
        std::array<std::uint16_t, shard_size> in_need;
        std::size_t needs = 0;
        in_stages(
            turn.people, 16, [&](std::size_t t) { world.homes.count.prefetch(persons[turn.person[t]].home); },
            [&](std::size_t t) {
                const std::uint32_t i = turn.person[t];
                const Person& person = persons[i];
                const std::size_t alone = world.homes.count[person.home] == 1 ? 1 : 0, groups = std::min<std::size_t>(3, person.memberships);
                lonely[i] = without_need_[alone][groups][contact[i] * contact_steps >> 16];
                belong[i] = sustained_[groups];
                in_need[needs] = static_cast<std::uint16_t>(i);
                needs += person.need != NeedLevel::none ? 1U : 0U;
            });
        in_stages(
            needs, 16, [&](std::size_t n) { world.care.files.prefetch(persons[in_need[n]].care_file); },
            [&](std::size_t n) {
                const std::uint32_t i = in_need[n];
                const Person& person = persons[i];
                const CareFile& file = world.care.files[person.care_file];
                const int minutes = file.need_minutes();
                lonely[i] = chance(base_ + company(as_share(contact[i]) * 16, world.homes.count[person.home] == 1, std::min<int>(3, person.memberships)) + need_ + (minutes > 0 ? unmet_ * file.unmet / minutes : 0));
            });
        relax_many(loneliness, lonely.data(), shard_size, rate);
        relax_many(belonging, belong.data(), shard_size, belonging_rate);
    }

    struct Outgoing {
        Week week;
        int turn;
        Share16 few;
        std::uint32_t luck_below;  ///< less than this, or any if it is 0
    };
    /// Grown-ups at home who have their turn, know few, and go where they might meet somebody.
    struct AskWhoGoesOut {
        [[gnu::always_inline]] void operator()(const Person* persons, const Share16* contact, const std::uint32_t* luck, Outgoing outgoing, std::uint8_t* going) const {
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                const PersonWords person(persons[i]);
                const bool old_enough = static_cast<std::int32_t>(person.birth_week()) <= outgoing.week - goes_out_from * 52;
                going[i] = person.has_turn(outgoing.turn) & person.lives(Setting::home) & old_enough & (contact[i] < outgoing.few) & (luck[i] <= outgoing.luck_below - 1);
            }
        }
    };
    [[nodiscard]] std::vector<Slot> those_going_out(const Living& living, std::size_t shard) const {
        const std::uint64_t going_below = threshold32(acquaint_);
        if (going_below == 0) return {};  // a chance too small to tell from none sends nobody out
        const People& people = living.world.people;
        static thread_local std::array<std::uint32_t, shard_size> luck;
        static thread_local std::array<std::uint8_t, shard_size> going;
        static thread_local std::array<std::uint16_t, shard_size + 8> places;
        quick_draws(living.seed, acquaint_purpose, people.key.read(shard), shard_size, living.week, luck.data());
        at_widest(AskWhoGoesOut{}, people.persons(shard), people.contact.read(shard), luck.data(), Outgoing{living.week, living.week % turn_weeks, few_, static_cast<std::uint32_t>(going_below)}, going.data());
        std::vector<Slot> slots(pick(going.data(), shard_size, places.data()));
        for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = static_cast<Slot>(shard << shard_bits | places[i]);
        return slots;
    }

    /// People who meet hardly anybody, newcomers above all, come to know a grown-up next door or somebody of like age nearby.
    void acquaint(Living& living, const std::vector<std::vector<Slot>>& alone) const {
        World& world = living.world;
        std::vector<Slot> going;
        for (const auto& shard : alone) going.insert(going.end(), shard.begin(), shard.end());
        std::vector<Outing> outings;
        in_stages(
            going.size(), 8, [&](std::size_t i) { prefetch_street(*world.city, world.people.home[going[i]]); }, [&](std::size_t i) { outings.push_back(outing_of(living, going[i])); });
        introduce(living, outings);
        std::vector<std::pair<Key, Meeting>> met;
        const auto fetch_next = [&](std::size_t i) { outings[i].fetch_next(world); };
        in_stages(
            outings.size(), 4,
            [&](std::size_t i) {
                for (const HomeId home : outings[i].homes) world.homes.first_person.prefetch(home);
            },
            [&](std::size_t i) { outings[i].fetch_first(world); }, fetch_next, fetch_next, fetch_next,
            [&](std::size_t i) {
                const Outing& outing = outings[i];
                touched(outing.homes.size());
                const Slot other = outing.introduced_to != nobody ? outing.introduced_to : somebody_met(living, outing);
                if (other != nobody) met.push_back({world.people.key[outing.slot], {outing.slot, other, outing.becomes}});
            });
        // In order of key: two who meet each other in one week, or somebody met twice, must not depend on where they are stored.
        sort_by_key(met, [](const std::pair<Key, Meeting>& one) { return one.first; });
        std::vector<Meeting> meetings;
        for (const auto& [key, meeting] : met) meetings.push_back(meeting);
        for (const Meeting& meeting : meet_each_other(world, meetings, 255, living.week)) {
            Share16& contact = world.people.contact.edit(meeting.a);
            contact = static_cast<Share16>(std::min<std::uint64_t>(share_one, contact + (std::uint64_t{level_between(world, meeting.a, meeting.b, meeting.kind, 255)} * meetings_.of(*world.city, world.people.home[meeting.a])[static_cast<std::size_t>(meeting.kind)][0] >> 16)));
        }
    }

    /// Where somebody may meet another: at the door to the left or right, or in a few homes of the neighbourhood that stand for
    /// work, a shop, the school gate.
    struct Outing {
        Slot slot;
        bool next_door, by_friend;
        Slot introduced_to = nobody;
        TieKind becomes;                ///< what they will be to each other
        std::array<HomeId, 4> homes;    ///< their own: nobody there
        std::array<Slot, 4> fetched{};  ///< who has been fetched ahead last of each home's list

        void fetch_first(const World& world) {
            for (std::size_t h = 0; h < homes.size(); ++h) fetch(world, h, world.homes.first_person[homes[h]]);
        }
        /// Behind the end of a list the first person of all is fetched: less work than to ask each time, and guess wrongly, whether it ends.
        void fetch_next(const World& world) {
            for (std::size_t h = 0; h < homes.size(); ++h) fetch(world, h, world.people.next_in_home[fetched[h]]);
        }

    private:
        void fetch(const World& world, std::size_t h, Slot one) {
            fetched[h] = one != nobody ? one : 0;
            world.people.birth_week.prefetch(fetched[h]);
        }
    };
    [[nodiscard]] Outing outing_of(const Living& living, Slot slot) const {
        const World& world = living.world;
        const Block bits = block(living.seed, acquaint_purpose, world.people.key[slot], living.week);
        const HomeId own = world.people.home[slot];
        const bool next_door = (bits[1] & 1) != 0;
        const TieKind becomes = next_door ? TieKind::neighbour : (happens(bits[3], close_) ? TieKind::close_friend : TieKind::friend_);
        Outing outing;
        outing.slot = slot;
        outing.next_door = next_door;
        outing.by_friend = !next_door && happens(bits[0], introduced_);
        outing.becomes = becomes;
        outing.homes.fill(own);
        if (next_door) {
            const HomeId door = own + ((bits[2] & 1) != 0 ? 1U : ~0U);
            if (door < world.city->home_point.size() && world.city->home_street[door] == world.city->home_street[own]) outing.homes[0] = door;
            return outing;
        }
        const Neighbourhood& here = world.city->neighbourhoods[world.people.neighbourhood[slot]];
        for (std::uint32_t attempt = 0; attempt < outing.homes.size(); ++attempt) {
            outing.homes[attempt] = here.first_home + below(static_cast<std::uint32_t>(mix(bits[2], attempt)), here.homes);
        }
        return outing;
    }

    /// Some of those who go further than next door are introduced to somebody by a friend; where that leads to nobody they go out by themselves.
    static void introduce(const Living& living, std::vector<Outing>& outings) {
        std::vector<Slot> people;
        for (const Outing& outing : outings) {
            if (outing.by_friend) people.push_back(outing.slot);
        }
        const std::vector<Slot> met = friends_of_friends(living, people);
        auto found = met.begin();
        for (Outing& outing : outings) {
            if (outing.by_friend) outing.introduced_to = *found++;
            if (outing.introduced_to != nobody) outing.homes.fill(living.world.people.home[outing.slot]);
        }
    }

    /// Any grown-up next door; elsewhere somebody of like age.
    [[nodiscard]] static Slot somebody_met(const Living& living, const Outing& outing) {
        for (const HomeId home : outing.homes) {
            if (home == living.world.people.home[outing.slot]) continue;
            if (const Slot found = nearest_in_age(living, home, outing.slot, outing.next_door ? 100 : like_in_age); found != nobody) return found;
        }
        return nobody;
    }

    /// The grown-up of a home nearest in age to somebody, within so many years; equals by key.
    [[nodiscard]] static Slot nearest_in_age(const Living& living, HomeId home, Slot slot, int within) {
        const World& world = living.world;
        const int born = world.people.birth_week[slot];
        const int grown_up = living.week - goes_out_from * 52;
        Slot best = nobody;
        int best_gap = within * 52 + 52;
        for_each_in_home(world.people, world.homes, home, [&](Slot other) {
            const int gap = std::abs(world.people.birth_week[other] - born);
            if (world.people.birth_week[other] > grown_up) return;
            if (gap < best_gap || (gap == best_gap && best != nobody && world.people.key[other] < world.people.key[best])) {
                best_gap = gap;
                best = other;
            }
        });
        return best;
    }

    double base_, need_, unmet_, alone_, contact_, group_;
    Share16 usual_belonging_;
    Meetings meetings_;
    double acquaint_, close_, introduced_;
    Share16 few_;
    int group_belonging_;
    std::array<Share16, 4> sustained_{};   ///< belonging, by groups
    std::array<Share16, 1024> logistic_{};
    /// Chance of being often lonely of people without need, most of all: by living alone, groups, contacts a week in 64ths.
    static constexpr std::size_t contact_steps = 1024;
    std::array<std::array<std::array<Share16, contact_steps>, 4>, 2> without_need_{};
};

}  // namespace

extern const MechanismDeclaration wellbeing_declaration;
const MechanismDeclaration wellbeing_declaration{
    {"wellbeing",
     Phase::reckoning,
     "People meet, or do not; loneliness and belonging follow over months; newcomers get to know the house next door.",
     {"people", "ties", "homes.count", "care.files"},
     {"people.loneliness", "people.belonging", "people.contact", "people.tie_page", "ties"},
     {{"lonely_base", "1", -2.80, -6, 0, "lonely_often_always", Grade::calibrated, "log odds of being often lonely of somebody without need who lives with others"},
      {"lonely_need", "1", 0.70, 0, 2, "often_lonely_by_need", Grade::moderate, "log odds added by needing help"},
      {"lonely_unmet", "1", 0.60, 0, 2, "often_lonely_by_need", Grade::moderate, "log odds added when all need is unmet"},
      {"lonely_alone", "1", 0.60, 0, 2, "living_alone_share_65plus", Grade::assumed, "log odds added by living alone"},
      {"lonely_contact", "1", 0.20, 0, 1, "assumed", Grade::assumed, "log odds taken off by one more contact a week"},
      {"lonely_group", "1", 0.10, 0, 0.5, "assumed", Grade::assumed, "log odds taken off by each group, up to three"},
      {"belonging_usual", "1", 0.555, 0.2, 0.9, "belong_neighbourhood", Grade::assumed, "level to which belonging fades without contact"},
      {"belonging_group", "1", 0.04, 0, 0.2, "assumed", Grade::assumed, "belonging that regular meetings of each group, up to three, sustain"},
      {"few_contacts", "1/week", 1.8, 0, 10, "assumed", Grade::assumed, "contacts a week below which people get to know somebody new"},
      {"acquaint_chance", "1/8 weeks", 0.3, 0, 1, "assumed", Grade::assumed, "chance that somebody with few contacts gets to know somebody in eight weeks"},
      {"acquaint_close", "1", 0.6, 0, 1, "dunbar_layers", Grade::calibrated, "of those of like age whom people get to know, who become close friends: so that circles of close friends last as people die, leave and grow up"},
      {"introduced", "1", 0.5, 0, 1, "assumed", Grade::assumed, "of those who get to know somebody further off than next door, who are introduced by a friend of both, if that leads to anybody of like age"},
      {"contact_kin", "1/week", 0.6, 0, 3, "meet_friends_family_weekly", Grade::assumed, "contacts a week along a kin tie at full strength"},
      {"contact_friend", "1/week", 0.4, 0, 3, "meet_friends_family_weekly", Grade::assumed, "the same for friends; close friends 1.4 times as often"},
      {"contact_neighbour", "1/week", 0.25, 0, 3, "chat_to_neighbours_monthly", Grade::assumed, "the same for neighbours"},
      {"street_messages_share", "1", 0.4, 0, 1, "assumed", Grade::assumed, "streets whose people write to each other"},
      {"street_messages", "1", 1.3, 1, 1.6, "assumed", Grade::assumed, "contacts of neighbours there, over those elsewhere"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Wellbeing>(p); }};

}  // namespace topsoil
