// Life course: ageing, births, deaths, coming and going, moving home, leaving parents, moving together, parting.
//
// Rule: yearly rates by age (state/demography.hpp) become weekly chances; deaths follow the life table times need and loneliness,
// in a care home the length of stay. Coming and going hold the age pyramid; who comes is fixed by the seed before any world branches.
//
// Here: the week in order, growing older, births and deaths, the declaration. Coming to the city and leaving it: life_course_migration;
// moving within it: life_course_moves.
#include <algorithm>

#include "base/sift.hpp"
#include "base/widest.hpp"
#include "mechanisms/catalogue.hpp"
#include "mechanisms/placements_guardians.hpp"
#include "mechanisms/life_course_migration.hpp"
#include "mechanisms/life_course_moves.hpp"
#include "state/household.hpp"
#include "state/lonely.hpp"
#include "state/need_rates.hpp"
#include "state/person_words.hpp"
#include "state/residents.hpp"
#include "state/sweep.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

// From 60 on the first weeks of a stay in a care home are the largest rate: 1.8 a year at the ends of the Weibull's ranges.
constexpr LuckCell death_cell{0, "death", Purpose{"life.death"}, luck_bounds({0.02, 0.02, 0.02, 0.03, 0.05, 0.10, 1.8, 1.8, 1.8, 1.8, 2.0, 3.2})};
constexpr LuckCell birth_cell{1, "birth", Purpose{"life.birth"}, luck_bounds({0, 0.05, 0.15, 0.25, 0.10, 0, 0, 0, 0, 0, 0, 0})};
constexpr Purpose newborn_sex{"life.newborn.sex"};

class LifeCourse final : public Process {
public:
    explicit LifeCourse(const ParameterView& p)
        : lonely_death_(p["lonely_death_factor"]), move_scale_(p["move_scale"]), together_(p["together_rate"]), parting_(p["parting_rate"]), leave_parents_(p["leave_parents_rate"]), sharing_(p["sharing"]), departure_scale_(p["departure_scale"]), arriving_{p["sharing"], p["newcomer_kin"], {steady_prevalence(1.0, false), steady_prevalence(1.0, true)}} {
        // Hazard of the Weibull stay, by week since admission (submodels sheet 11: shape 0.82, scale 719 days).
        const double scale = p["care_home_stay_scale_days"];
        const double shape = p["care_home_stay_shape"];
        double before = 0;
        for (int week = 0; week < 1'100; ++week) {
            const double now = power((week + 1) * 7.0 / scale, shape);
            stay_chance_.push_back(1 - exp_exact(before - now));
            before = now;
        }
        for (std::size_t age = 0; age <= oldest; ++age) {
            for (std::size_t woman = 0; woman < 2; ++woman) {
                for (std::size_t need = 0; need < death_factor.size(); ++need) {
                    const double rate = death_rate(static_cast<int>(age), woman != 0) * death_factor[need] / death_rescaling(woman != 0)[age];
                    dying_[age][woman][need] = {weekly_chance(rate), weekly_chance(rate * lonely_death_)};
                }
            }
        }
        foreseen_death_ = foresee_death();
    }

    void live_week(Living& living) override {
        if (living.week % 52 == 51) sweep(living);
        grow_older(living);
        deaths(living);
        departures(living, departure_scale_);
        births(living);
        arrivals(living, arriving_);
        leave_parents(living, leave_parents_, sharing_);
        part(living, parting_);
        move_together(living, together_);
        move_homes(living, move_scale_);
    }

private:
    [[nodiscard]] double death_chance(const Living& living, Slot slot) const {
        const People& p = living.world.people;
        const int age = std::min(oldest, p.age(slot, living.week));
        if (p.setting[slot] == Setting::care_home) {
            const int weeks = std::clamp(living.week - living.world.care.files[p.care_file[slot]].since, 0, static_cast<int>(stay_chance_.size()) - 1);
            return stay_chance_[static_cast<std::size_t>(weeks)];
        }
        const bool lonely = age >= 50 && often_lonely(p.loneliness[slot], p.key[slot]);
        return dying_[static_cast<std::size_t>(age)][p.woman(slot) ? 1 : 0][static_cast<std::size_t>(p.need[slot])][lonely ? 1 : 0];
    }

    /// Who needs help or lives in a care home has a care file: others die seldom.
    [[nodiscard]] Foreseen foresee_death() const {
        const auto most = [&](int age, NeedLevel need) {
            const auto& here = dying_[static_cast<std::size_t>(std::min(oldest, age))];
            const auto of = [&](std::size_t woman) { return std::max(here[woman][static_cast<std::size_t>(need)][0], here[woman][static_cast<std::size_t>(need)][1]); };
            return std::max(of(0), of(1));
        };
        const double end_of_stay = *std::max_element(stay_chance_.begin(), stay_chance_.end());
        return {death_cell, largest_chances([&](int age) { return most(age, NeedLevel::none); }), largest_chances([&](int age) { return std::max(end_of_stay, most(age, NeedLevel::high)); })};
    }

    /// Time to give follows age: people reach sixteen, start to work, retire; and whoever gave work up to care and cares for nobody any
    /// more looks for work again. Looked at in the turn after each birthday.
    static void grow_older(Living& living) {
        living.team.for_shards(living.world.city->shards(), [&](std::size_t shard) {
            if (!living.world.people.may_have_turn(shard, living.week)) return;
            touched(shard_size);
            static thread_local std::array<std::uint16_t, shard_size + 8> places;
            const std::size_t count = whom_a_birthday_changes(living.world.people.persons(shard), living.week, places.data());
            for (std::size_t p = 0; p < count; ++p) have_birthday(living, static_cast<Slot>(shard << shard_bits | places[p]));
        });
    }

    /// Whoever has their turn and had a birthday since the last.
    struct Birthdays {
        [[gnu::always_inline]] void operator()(const Person* persons, Week week, std::uint8_t* is) const {
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                const PersonWords person(persons[i]);
                const std::uint32_t weeks = static_cast<std::uint32_t>(week) - person.birth_week();
                is[i] = (weeks % 52 < turn_weeks) & person.has_turn(week % turn_weeks) & !person.lives(Setting::gone);
            }
        }
    };

    /// Those for whom it may change anything: at the ages at which hours change, for those who had left work, who may look for it again, and for
    /// newcomers, who are new no more. Their places in a shard, written whether they count or not: they come in no order that could be guessed.
    static std::size_t whom_a_birthday_changes(const Person* persons, Week week, std::uint16_t* places) {
        static thread_local std::array<std::uint8_t, shard_size> is;
        at_widest(Birthdays{}, persons, week, is.data());
        const std::size_t birthdays = pick(is.data(), shard_size, places);
        std::size_t count = 0;
        for (std::size_t b = 0; b < birthdays; ++b) {
            const Person& one = persons[places[b]];
            const bool left_work = (one.roles & role::left_work) != 0, is_new = (one.citizenship & citizen::new_here) != 0;
            const bool concerned = hours_change_[static_cast<std::size_t>(std::min(oldest, (week - one.birth_week) / 52))] | left_work | is_new;
            places[count] = places[b];
            count += concerned ? 1U : 0U;
        }
        return count;
    }

    static void have_birthday(Living& living, Slot slot) {
        World& world = living.world;
        if ((world.people.citizenship[slot] & citizen::new_here) != 0) world.people.citizenship.edit(slot) &= static_cast<std::uint8_t>(~citizen::new_here);
        const FileId file = world.people.care_file[slot];
        if (world.people.has(slot, role::left_work) && (file == nobody || world.care.files[file].first_given == nobody)) {
            world.people.roles.edit(slot) = static_cast<std::uint8_t>(world.people.roles[slot] & ~role::left_work);
        }
        const Key key = world.people.key[slot];
        const int age = world.people.age(slot, living.week);
        const bool works = in_paid_work(world.city->seed, key, age, world.people.has(slot, role::left_work));
        world.people.capacity.edit(slot) = giveable_minutes(world.city->seed, key, age, works, world.people.need[slot]);
    }

    void deaths(Living& living) const {
        const auto fetch = [&](Slot slot) {
            living.world.people.loneliness.prefetch(slot);
            living.world.people.key.prefetch(slot);
            if (living.world.people.setting[slot] == Setting::care_home) living.world.care.files.prefetch(living.world.people.care_file[slot]);
        };
        for_each_with_home(living.world, events(living, foreseen_death_, [&](Slot s) { return death_chance(living, s); }, fetch), [&](Slot slot) {
            living.world.flows.add(Flow::deaths, living.world.people.neighbourhood[slot], 1);
            entrust_children(living, slot);
            remove_person(living, slot);
            living.world.people.note_death(slot);
        });
    }

    void births(Living& living) const {
        World& world = living.world;
        const auto rate_at = [&](int age) { return YearlyRate{birth_rate(age) * world.city->demography.fertility}; };
        const auto mothers = events(living, {birth_cell, largest_chances(rate_at)}, [&](Slot slot) {
            if (!world.people.woman(slot) || world.people.setting[slot] != Setting::home) return YearlyRate{};
            return rate_at(world.people.age(slot, living.week));
        });
        for (const Slot mother : mothers) {
            NewPerson child;
            child.key = mix(0xB187, world.people.key[mother], living.week);
            child.birth_week = static_cast<std::int16_t>(living.week);
            child.woman = happens(draw(living.seed, newborn_sex, child.key, living.week), 0.488);
            child.home = world.people.home[mother];
            child.other_background = (world.people.citizenship[mother] & citizen::other_background) != 0;
            if (add_person(living, child) != nobody) world.flows.add(Flow::births, world.people.neighbourhood[mother], 1);
        }
    }

    /// By age in years.
    static inline const std::array<bool, oldest + 1> hours_change_ = [] {
        std::array<bool, oldest + 1> change{};
        for (int age = 1; age <= oldest; ++age) change[static_cast<std::size_t>(age)] = hours_change_at(age);
        return change;
    }();
    std::array<std::array<std::array<std::array<double, 2>, 4>, 2>, oldest + 1> dying_{};  ///< chance a week by age, woman, need, lonely
    double lonely_death_, move_scale_, together_, parting_, leave_parents_, sharing_, departure_scale_;
    std::vector<double> stay_chance_;
    Foreseen foreseen_death_{death_cell};
    ArrivalRule arriving_;
};

}  // namespace

extern const MechanismDeclaration life_course_declaration;
const MechanismDeclaration life_course_declaration{
    {"life_course",
     Phase::life_course,
     "People grow older, are born, die, come to the city and leave it, move home, leave their parents, move together and part.",
     {"people.birth_week", "people.need", "people.loneliness", "care.files", "homes.count"},
     {"people", "homes", "ties", "care", "care_homes.residents", "groups.members", "citizenship.newcomers", "home_care.clients", "settings.may_start", "flows.sum", "world"},
     {{"lonely_death_factor", "1", 1.10, 1.0, 1.3, "mortality_OR_loneliness", Grade::moderate, "death rate of people over fifty who are often lonely, relative to others", true, 1.0},
      {"move_scale", "1", 1.0, 0.0, 1.1, "assumed", Grade::assumed, "multiplier on how often households move within the city"},
      {"together_rate", "1/year", 0.06, 0.0, 0.19, "assumed", Grade::assumed, "chance that a single person is ready to move together, before age"},
      {"parting_rate", "1/year", 0.004, 0.0, 0.03, "assumed", Grade::assumed, "chance that a couple parts, before age"},
      {"leave_parents_rate", "1/year", 0.06, 0.0, 0.45, "assumed", Grade::assumed, "chance that a grown child leaves the parents' home"},
      {"sharing", "1", 1.0, 0.0, 1.5, "assumed", Grade::assumed, "share of young people who come alone or leave their parents who would share a home with others of their age, while as many homes stand empty as at the start; four times as many where half as many do"},
      {"departure_scale", "1", 1.0, 0.0, 1.0, "calibrated", Grade::calibrated, "multiplier on leaving the city"},
      {"newcomer_kin", "1", 0.75, 0.0, 1.0, "adult_child_within_30_min", Grade::calibrated, "share of grown newcomers who have close family in the city, so that as many have as leave"},
      {"care_home_stay_scale_days", "day", 719, 650, 1000, "care_home_LOS_mean", Grade::moderate, "scale of the Weibull length of stay in a care home"},
      {"care_home_stay_shape", "1", 0.82, 0.75, 1.2, "care_home_survival_first_year", Grade::moderate, "shape of the Weibull length of stay"}},
     {death_cell, birth_cell, departure_cell, move_cell, together_cell, leave_parents_cell, parting_cell}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<LifeCourse>(p); }};

}  // namespace topsoil
