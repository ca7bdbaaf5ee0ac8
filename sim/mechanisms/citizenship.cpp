// Citizenship: the hours that people give to the seven duties beyond care, everyday help and groups; who is welcomed; who
// tires; and the green places that somebody has to look after. A person has a turn every eighth week.
//
// Rule (submodels sheets 3, 4, 5): somebody with an hour to spare takes up welcoming, the commons or the natural world with weekly chance
// sigma(b_d + 1.2 asked + 0.5 z(ties) + 0.4 z(belonging) - 1.5 exhaustion - 0.5 need), and lays it down at 0.35 a year. Exhaustion moves
// by 0.03 (used / giveable - 0.6)+ - 0.02 X a week. Taking up and asking: citizenship_asking; newcomers: citizenship_welcome. Hours given
// are effort: no duty adds anything to anybody's wellbeing here.
#include <algorithm>

#include "base/mix_many.hpp"
#include "base/sift.hpp"
#include "base/widest.hpp"
#include "mechanisms/catalogue.hpp"
#include "mechanisms/citizenship_asking.hpp"
#include "mechanisms/citizenship_welcome.hpp"
#include "state/person_words.hpp"
#include "state/place_counts.hpp"

namespace topsoil {

namespace {

constexpr Purpose might_purpose{"citizenship.might_start"};
constexpr Purpose start_purpose{"citizenship.start"};
constexpr Purpose stop_purpose{"citizenship.stop"};
constexpr Purpose first_purpose{"citizenship.first"};
constexpr Purpose seat_purpose{"citizenship.seat"};
constexpr Share16 rested = share_one / 1000;  // less exhaustion than this is none: whole steps would never quite take it off
constexpr double usual_asking = 0.1;  // of grown-ups in a turn, for duties already held when the city begins

/// What the people of one turn leave behind for the rest of the week.
struct Turn {
    std::vector<Asker> askers;
    std::vector<Caller> callers;
    std::vector<std::array<std::int32_t, counted_kinds>> counted;  ///< by neighbourhood
};

class CitizenLife final : public Process {
public:
    explicit CitizenLife(const ParameterView& p)
        : taking_up_(p), welcome_{static_cast<int>(p["welcome_calls"]), p["newcomer_contact"]}, ceiling_(p["mobilisation_ceiling"]), stop_(p["lay_down_rate"]), stop_exhausted_(p["lay_down_exhausted"]), stop_company_(p["lay_down_company"]),
          asked_factor_(1 + usual_asking * (exp_exact(p["start_asked"]) - 1)), tire_from_(p["tire_from"]), most_exhausted_(p["tire_rate"] / p["rest_rate"]), tire_from_65536_(static_cast<std::uint32_t>(tire_from_ * 65'536)), tiring_(static_cast<std::int32_t>((1 - power(1 - p["rest_rate"], turn_weeks)) * 65'536)),
          might_(taking_up_.most()), might_threshold_(threshold32(might_)), most_laid_down_(threshold32(1 - exp_exact(-stop_ * exp_exact(stop_exhausted_) * turn_weeks / weeks_per_year)) + 1),
          standing_ppm_{static_cast<std::int64_t>(p["everyday_help.notice_rate"] * 1e6), static_cast<std::int64_t>(p["thanked_chance"] * 1e6)}, green_step_ppm_(static_cast<std::int64_t>(p["green_decay"] * turn_weeks / weeks_per_year * 1e6)), green_minutes_(p["green_hours"] * 60) {}

    /// The city begins with as many people in each duty as its own rules keep there.
    void settle(Living& living) override {
        World& world = living.world;
        for (int turn = 0; turn < turn_weeks; ++turn) (void)take_turns(living, turn, true);
        for (std::size_t n = 0; n < world.citizenship.usual_ppm.size(); ++n) {
            const std::int64_t grown_up = world.citizenship.all_counted(Counted::grown_up, n);
            world.citizenship.usual_ppm[n] = grown_up > 0 ? world.citizenship.all_counted(Counted::giving, n) * 1'000'000 / grown_up : 0;
        }
        settle_green_places(world);
    }

    void begin(Living& living) override { living.world.citizenship.standing_ppm = standing_ppm_; }

    void live_week(Living& living) override {
        Turn turn = take_turns(living, living.week % turn_weeks, false);
        add_organisers(living, turn.askers);
        ask_others(living, taking_up_, ceiling_, turn.askers);
        look_back_on_welcome(living);
        call_on_newcomers(living, welcome_, turn.callers);
        count_hours(living.world);
        keep_green_places(living);
    }

private:
    // --- a turn ------------------------------------------------------------------------------------------------------------------

    Turn take_turns(Living& living, int turn, bool first) const {
        World& world = living.world;
        const std::size_t places = world.city->neighbourhoods.size();
        std::vector<Turn> parts(world.city->shards());
        living.team.for_shards(parts.size(), [&](std::size_t shard) {
            if (!world.people.may_have_turn(shard, turn)) return;
            touched(shard_size);
            parts[shard].counted.resize(places);
            static thread_local std::array<std::uint16_t, shard_size + 8> places_there;
            const std::size_t count = those_concerned(living, shard, turn, first, parts[shard], places_there.data());
            for (std::size_t i = 0; i < count; ++i) take_turn(living, static_cast<Slot>(shard << shard_bits | places_there[i]), first, parts[shard]);
        });
        Turn whole;
        for (std::size_t n = 0; n < places; ++n) {
            for (std::size_t what = 0; what < counted_kinds; ++what) world.citizenship.count_of(static_cast<std::size_t>(turn), static_cast<Counted>(what), n) = 0;
        }
        for (const Turn& part : parts) {
            whole.askers.insert(whole.askers.end(), part.askers.begin(), part.askers.end());
            whole.callers.insert(whole.callers.end(), part.callers.begin(), part.callers.end());
            for (std::size_t n = 0; n < part.counted.size(); ++n) {
                for (std::size_t what = 0; what < counted_kinds; ++what) world.citizenship.count_of(static_cast<std::size_t>(turn), static_cast<Counted>(what), n) += part.counted[n][what];
            }
        }
        return whole;
    }

    /// What those of a shard are asked for whom a turn may change anything.
    struct Question {
        Week week;
        int turn;
        std::uint32_t tire_from_65536;
        std::uint32_t luck_below;  ///< less than this, or anything if it is 0
    };
    /// Grown-ups who have their turn: who lives at home or in a hall, who tires or rests, and whom it can change more: who has a duty or a seat, or has an
    /// hour to spare and luck by which they might begin. Without branches: none of it follows a pattern.
    struct Ask {
        [[gnu::always_inline]] void operator()(const Person* persons, const Share16* exhaustion, const std::uint32_t* luck, Question question, std::uint16_t* place, std::uint8_t* is_here, std::uint8_t* tires, std::uint8_t* concerned) const {
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                const PersonWords person(persons[i]);
                const bool grown_up = static_cast<std::int32_t>(person.birth_week()) <= question.week - 16 * 52;
                const bool theirs = person.has_turn(question.turn) & grown_up & !person.lives(Setting::gone), here = theirs & (person.lives(Setting::home) | person.lives(Setting::communal));
                const std::uint32_t used = person.committed(), giveable = std::max(used, person.capacity());
                const bool has_duty = (person.citizenship() & citizen::own_duty) != 0, has_seat = (person.roles() & role::assembly) != 0;
                const bool has_time = person.capacity() >= used + own_duty_minutes, has_luck = luck[i] <= question.luck_below - 1;
                place[i] = static_cast<std::uint16_t>(person.neighbourhood());
                is_here[i] = here;
                tires[i] = theirs & ((exhaustion[i] != 0) | (used << 16 > question.tire_from_65536 * giveable));
                concerned[i] = (theirs & (has_duty | has_seat)) | (here & has_time & has_luck);
            }
        }
    };

    /// Counts the grown-ups of a shard who have their turn, tires them or lets them rest, and writes down the places of those concerned; returns
    /// how many. The others are left alone.
    std::size_t those_concerned(Living& living, std::size_t shard, int turn, bool first, Turn& counts, std::uint16_t* places) const {
        People& people = living.world.people;
        const Person* persons = people.persons(shard);
        Share16* exhaustion = people.exhaustion.write(shard);
        static thread_local std::array<std::uint32_t, shard_size> luck;
        static thread_local std::array<std::uint16_t, shard_size> place;
        static thread_local std::array<std::uint8_t, shard_size> is_here, tires, concerned;
        quick_draws(living.seed, might_purpose, people.key.read(shard), shard_size, living.week, luck.data());
        at_widest(Ask{}, persons, exhaustion, luck.data(), Question{living.week, turn, tire_from_65536_, first ? 0 : static_cast<std::uint32_t>(might_threshold_)}, place.data(), is_here.data(), tires.data(), concerned.data());
        PlaceCounts here(counts.counted.size());
        for (std::uint32_t i = 0; i < shard_size; ++i) here.add(i, place[i], is_here[i]);
        for (std::size_t n = 0; n < counts.counted.size(); ++n) counts.counted[n][static_cast<std::size_t>(Counted::grown_up)] += static_cast<std::int32_t>(here.of(n));
        const std::size_t tired_ones = pick(tires.data(), shard_size, places);
        for (std::size_t t = 0; t < tired_ones; ++t) {
            const Person& person = persons[places[t]];
            exhaustion[places[t]] = tired(exhaustion[places[t]], person.committed, std::max(person.capacity, person.committed), first);
        }
        return pick(concerned.data(), shard_size, places);
    }
    /// One draw for all duties goes before those for each: luck that would move nobody need not know who they are.
    [[nodiscard]] bool might_begin(const Living& living, Key key) const { return quick_draw(living.seed, might_purpose, key, living.week) < might_threshold_; }

    /// Of one of them.
    void take_turn(Living& living, Slot slot, bool first, Turn& turn) const {
        World& world = living.world;
        People& people = world.people;
        const bool here = people.setting[slot] == Setting::home || people.setting[slot] == Setting::communal;
        if ((people.citizenship[slot] & citizen::own_duty) != 0) lay_some_down(living, slot, here);
        if (here && people.capacity[slot] >= people.committed[slot] + own_duty_minutes) take_some_up(living, slot, first);
        if (!here) return;
        const std::uint8_t bits = people.citizenship[slot];
        const Key key = people.key[slot];
        auto& counted = turn.counted[people.neighbourhood[slot]];
        if ((bits & citizen::own_duty) != 0) ++counted[static_cast<std::size_t>(Counted::giving)];
        for (std::size_t duty = 0; duty < own_duties.size(); ++duty) {
            if ((bits & own_duties[duty].bit) == 0) continue;
            ++counted[static_cast<std::size_t>(counted_as(duty))];
            turn.askers.push_back({key, slot, duty});
        }
        if ((bits & citizen::welcoming) != 0) turn.callers.push_back({key, slot});
        if (people.has(slot, role::assembly)) turn.askers.push_back({key, slot, below(draw(living.seed, seat_purpose, key, living.week), own_duties.size())});
    }

    /// Hours beyond six tenths of what somebody can give tire them; those below let them rest.
    [[nodiscard]] Share16 tired(Share16 before, std::int64_t used, std::int64_t giveable, bool first) const {
        const double beyond = giveable > 0 ? static_cast<double>(used) / static_cast<double>(giveable) - tire_from_ : 0;
        const Share16 target = to_share16(most_exhausted_ * std::max(0.0, beyond));
        const Share16 now = first ? target : relax(before, target, tiring_);
        return target == 0 && now < rested ? Share16{0} : now;
    }

    /// Whoever has promised more than they would give, or lives in a care home or hospital, lays duties down; others now and then.
    void lay_some_down(Living& living, Slot slot, bool here) const {
        World& world = living.world;
        for (const OwnDuty& duty : own_duties) {
            if ((world.people.citizenship[slot] & duty.bit) == 0) continue;
            const bool too_much = !here || world.people.committed[slot] > world.people.capacity[slot];
            const std::uint32_t bits = quick_draw(living.seed, stop_purpose, world.people.key[slot] ^ mix64(duty.bit), living.week);
            if (too_much || (bits < most_laid_down_ && happens(bits, laid_down(world.people, slot)))) lay_down(world, slot, duty.bit);
        }
    }
    /// Chance in the eight weeks of a turn.
    [[nodiscard]] double laid_down(const People& people, Slot slot) const {
        double rate = stop_ * exp_exact(stop_exhausted_ * as_share(people.exhaustion[slot]));
        if (people.memberships[slot] > 0) rate *= exp_exact(-stop_company_);
        return 1 - exp_exact(-rate * turn_weeks / weeks_per_year);
    }

    /// Has somebody a duty when the city begins?
    [[nodiscard]] bool began(std::uint32_t bits, const People& people, Slot slot, std::size_t duty) const {
        const double usual = taking_up_.weekly(people, slot, duty, false) * asked_factor_;
        return happens(bits, usual / (usual + stop_ / weeks_per_year));
    }

    void take_some_up(Living& living, Slot slot, bool first) const {
        World& world = living.world;
        const Key key = world.people.key[slot];
        if (!first && !might_begin(living, key)) return;
        for (std::size_t duty = 0; duty < own_duties.size(); ++duty) {
            const std::uint8_t bit = own_duties[duty].bit;
            if (!could_take_up(world, slot, bit, living.week)) continue;
            // In the first week as many as come and go in balance; later what the draw before has left open.
            const std::uint32_t bits = quick_draw(living.seed, first ? first_purpose : start_purpose, key ^ mix64(bit), living.week);
            if (first ? began(bits, world.people, slot, duty) : taking_up_.begins(bits, world.people, slot, duty)) take_up(world, slot, bit);
        }
    }

    // --- hours and green places --------------------------------------------------------------------------------------------------

    /// What those with a duty of their own gave this week, as they were counted when their turn came or they began.
    static void count_hours(World& world) {
        for (std::size_t n = 0; n < world.city->neighbourhoods.size(); ++n) {
            for (std::size_t duty = 0; duty < own_duties.size(); ++duty) {
                const std::int64_t minutes = world.citizenship.all_counted(counted_as(duty), n) * own_duty_minutes;
                world.flows.add(flow_of(own_duties[duty].duty), static_cast<NeighbourhoodId>(n), minutes);
                world.flows.add(Flow::own_duty_minutes, static_cast<NeighbourhoodId>(n), minutes);
            }
        }
    }

    /// How well so many minutes a week keep the green places of a neighbourhood.
    [[nodiscard]] std::int64_t kept_ppm(const World& world, std::size_t n, double minutes_a_week) const {
        const double wanted = green_minutes_ * world.city->neighbourhoods[n].founders / 4'082;
        return wanted > 0 ? static_cast<std::int64_t>(std::min(1.0, minutes_a_week / wanted) * 1e6) : 1'000'000;
    }

    /// As those keep them who care for them in the first week.
    void settle_green_places(World& world) const {
        std::vector<std::int64_t> minutes(world.city->neighbourhoods.size(), 0);
        for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
            const Group& group = world.groups.all[g];
            if (group.alive == 0 || duty_of_group(world.city->place.groups[group.kind].kind) != Duty::nature) continue;
            for (const Slot slot : world.groups.members[g]) {
                if (world.people.has(slot, role::volunteer)) minutes[group.neighbourhood] += volunteer_minutes / std::max<int>(1, world.people.memberships[slot]);
            }
        }
        for (std::size_t n = 0; n < minutes.size(); ++n) {
            minutes[n] += world.citizenship.all_counted(Counted::nature, n) * own_duty_minutes;
            world.citizenship.green_ppm[n] = kept_ppm(world, n, static_cast<double>(minutes[n]));
        }
    }

    /// Green places follow, slowly, what friends-of groups and others give to them. An eighth of the neighbourhoods a week: in eight
    /// weeks each group has had its turn once.
    void keep_green_places(Living& living) const {
        World& world = living.world;
        for (std::size_t n = static_cast<std::size_t>(living.week % turn_weeks); n < world.citizenship.green_ppm.size(); n += turn_weeks) {
            const std::int64_t until_now = world.flows.at(Flow::duty_nature_minutes, static_cast<NeighbourhoodId>(n));
            const std::int64_t given = until_now - world.citizenship.nature_minutes[n];
            world.citizenship.nature_minutes[n] = until_now;
            if (living.week < turn_weeks) continue;  // not eight weeks yet
            std::int64_t& condition = world.citizenship.green_ppm[n];
            condition += divide_rounding((kept_ppm(world, n, static_cast<double>(given) / turn_weeks) - condition) * green_step_ppm_, 1'000'000);
        }
    }

    TakingUp taking_up_;
    WelcomeRule welcome_;
    double ceiling_, stop_, stop_exhausted_, stop_company_, asked_factor_, tire_from_, most_exhausted_;
    std::uint32_t tire_from_65536_;
    std::int32_t tiring_;  ///< of the way in eight weeks, in 65,536ths
    double might_;                   ///< chance that nobody's of beginning anything in a turn is above
    std::uint64_t might_threshold_;  ///< the same as 32-bit chance
    std::uint64_t most_laid_down_;  ///< above this, as 32-bit chance, nobody who has the time lays a duty down in a turn
    std::vector<std::int64_t> standing_ppm_;
    std::int64_t green_step_ppm_;
    double green_minutes_;
};

}  // namespace

extern const MechanismDeclaration citizenship_declaration;
const MechanismDeclaration citizenship_declaration{
    {"citizenship",
     Phase::reckoning,
     "People take up duties outside groups and lay them down, ask those they know to join, call on newcomers, look after green places, and tire.",
     {"people", "ties", "groups.all", "groups.members"},
     {"people.citizenship", "people.exhaustion", "people.committed", "people.tie_page", "ties", "citizenship", "flows.sum"},
     {{"start_welcoming", "1", -9.2, -20, -4, "calibrated", Grade::calibrated, "log odds a week that somebody nobody asked begins to welcome newcomers, outside groups"},
      {"start_commons", "1", -8.65, -20, -4, "calibrated", Grade::calibrated, "the same for what is held in common"},
      {"start_nature", "1", -9.7, -20, -4, "calibrated", Grade::calibrated, "the same for the natural world"},
      {"start_asked", "1", 1.2, 0, 2, "assumed", Grade::weak, "log odds added by being asked by somebody one knows", true, 0.0},
      {"start_ties", "1", 0.5, 0, 1, "assumed", Grade::assumed, "log odds added by one more contact a week, up to two from the middle", true, 0.0},
      {"start_belonging", "1", 0.4, 0, 1, "assumed", Grade::assumed, "log odds added by a standard deviation of belonging, up to two", true, 0.0},
      {"start_exhausted", "1", 1.5, 0, 3, "assumed", Grade::assumed, "log odds taken off by full exhaustion", true, 0.0},
      {"start_need", "1", 0.5, 0, 2, "assumed", Grade::assumed, "log odds taken off by having need oneself", true, 0.0},
      {"lay_down_rate", "1/year", 0.35, 0.1, 1.0, "assumed", Grade::assumed, "how often somebody without a group lays a duty down"},
      {"lay_down_exhausted", "1", 1.0, 0, 2, "assumed", Grade::assumed, "log factor on laying down at full exhaustion"},
      {"lay_down_company", "1", 0.3, 0, 1, "assumed", Grade::assumed, "log factor by which those with company in a group lay down less often"},
      {"tire_from", "1", 0.6, 0.3, 0.9, "assumed", Grade::assumed, "share of giveable hours from which giving tires"},
      {"tire_rate", "1/week", 0.03, 0.0, 0.1, "assumed", Grade::assumed, "weekly growth of exhaustion for giving all instead of that share"},
      {"rest_rate", "1/week", 0.02, 0.005, 0.1, "assumed", Grade::assumed, "share of exhaustion that a week's rest takes off"},
      {"thanked_chance", "1", 0.7, 0, 1, "assumed", Grade::assumed, "chance that somebody who gives is thanked in eight weeks"},
      {"mobilisation_ceiling", "1", 0.05, 0, 0.06, "covid_mobilisation_gain", Grade::weak, "share of grown-ups by which asking can raise those who give outside groups", true, 0.0},
      {"welcome_calls", "1", 2, 0, 8, "assumed", Grade::assumed, "newcomers on whom one person can call in eight hours, with the way there and the second time"},
      {"newcomer_contact", "1", 0.7, 0.5, 1, "assumed", Grade::assumed, "chance that a call on a newcomer becomes contact"},
      {"green_hours", "hour/week", 200, 50, 800, "assumed", Grade::assumed, "hours a week that keep the green places of 4,082 people as good as they can be"},
      {"green_decay", "1/year", 0.10, 0.02, 0.3, "assumed", Grade::assumed, "share of their condition that green places lose in a year with nobody, and regain with enough"}},
     {},
     {"everyday_help.notice_rate"}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<CitizenLife>(p); }};

}  // namespace topsoil
