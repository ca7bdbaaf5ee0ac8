// Life course: ageing, births, deaths, coming and going, moving home, leaving parents, moving together, parting.
//
// Rule: yearly rates by age (state/demography.hpp) become weekly chances; deaths follow the life table times need and loneliness,
// in a care home the length of stay. Coming and going hold the age pyramid; who comes is fixed by the seed before any world branches.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "state/household.hpp"
#include "state/lonely.hpp"
#include "state/need_rates.hpp"
#include "state/residents.hpp"
#include "state/sweep.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

// From 60 on the first weeks of a stay in a care home are the largest rate: 1.8 a year at the ends of the Weibull's ranges.
constexpr LuckCell death_cell{0, "death", Purpose{"life.death"}, luck_bounds({0.02, 0.02, 0.02, 0.03, 0.05, 0.10, 1.8, 1.8, 1.8, 1.8, 2.0, 3.2})};
constexpr LuckCell birth_cell{1, "birth", Purpose{"life.birth"}, luck_bounds({0, 0.05, 0.15, 0.25, 0.10, 0, 0, 0, 0, 0, 0, 0})};
constexpr LuckCell departure_cell{2, "departure", Purpose{"life.departure"}, luck_bounds({0, 0, 0.7, 0.5, 0.15, 0.15, 0.15, 0.15, 0.15, 0.2, 0.2, 0.2})};
constexpr LuckCell move_cell{3, "moving home", Purpose{"life.move"}, luck_bounds({0, 0, 0.5, 0.3, 0.12, 0.08, 0.08, 0.06, 0.06, 0.06, 0.06, 0.06})};
constexpr LuckCell together_cell{8, "moving together", Purpose{"life.together"}, luck_bounds({0, 0, 0.3, 0.4, 0.2, 0.1, 0.05, 0, 0, 0, 0, 0})};
constexpr LuckCell leave_parents_cell{9, "leaving parents", Purpose{"life.leave_parents"}, luck_bounds({0, 0, 0.5, 0.7, 0, 0, 0, 0, 0, 0, 0, 0})};
constexpr LuckCell parting_cell{10, "parting", Purpose{"life.parting"}, luck_bounds({0, 0, 0.2, 0.08, 0.06, 0.03, 0.02, 0, 0, 0, 0, 0})};

constexpr Purpose arrival_count{"life.arrival.count"};
constexpr Purpose arrival_person{"life.arrival.person"};
constexpr Purpose arrival_place{"life.arrival.place"};
constexpr Purpose newcomer_need{"life.newcomer.need"};
constexpr Purpose newcomer_family{"life.newcomer.family"};
constexpr Purpose newborn_sex{"life.newborn.sex"};
constexpr Purpose destination{"life.destination"};
constexpr int generation = generation_years;
constexpr int oldest_parent = 42;  // years between a parent and a child, at most
constexpr std::uint8_t kin_level = 200;  // how much parents and a child who has just left count on each other

class LifeCourse final : public Process {
public:
    explicit LifeCourse(const ParameterView& p)
        : lonely_death_(p["lonely_death_factor"]), move_scale_(p["move_scale"]), together_(p["together_rate"]), parting_(p["parting_rate"]), leave_parents_(p["leave_parents_rate"]), departure_scale_(p["departure_scale"]), newcomer_kin_(p["newcomer_kin"]) {
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
                    const double rate = death_rate(static_cast<int>(age), woman != 0) * death_factor[need] / death_rescaling()[age];
                    dying_[age][woman][need] = {weekly_chance(rate), weekly_chance(rate * lonely_death_)};
                }
            }
        }
    }

    void live_week(Living& living) override {
        if (living.week % 52 == 51) sweep(living);
        grow_older(living);
        deaths(living);
        departures(living);
        births(living);
        arrivals(living);
        leave_parents(living);
        part(living);
        move_together(living);
        move_homes(living);
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

    /// Time to give follows age: people reach sixteen, start to work, retire. Each person's is looked at once a year.
    static void grow_older(Living& living) {
        World& world = living.world;
        living.team.for_shards(world.city->shards(), [&](std::size_t shard) {
            // Whose birthday it is: one pass without a branch, for everybody, then the one in fifty-two.
            const std::int16_t* birth_week = world.people.birth_week.read(shard);
            std::array<std::uint8_t, shard_size> birthday;
            const auto now = static_cast<std::uint16_t>(living.week + 52 * 400);
            for (std::uint32_t i = 0; i < shard_size; ++i) birthday[i] = static_cast<std::uint16_t>(now - birth_week[i]) % 52 == 0 ? 1 : 0;
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                const auto slot = static_cast<Slot>(shard << shard_bits | i);
                if (birthday[i] == 0 || !world.people.alive(slot)) continue;
                const int age = world.people.age(slot, living.week);
                if (!hours_change_at(age) && !world.people.has(slot, role::left_work)) continue;
                const Key key = world.people.key[slot];
                const bool works = in_paid_work(world.city->seed, key, age, world.people.has(slot, role::left_work));
                world.people.capacity.edit(slot) = giveable_minutes(world.city->seed, key, age, works, world.people.need[slot]);
            }
        });
    }

    void deaths(Living& living) const {
        for (const Slot slot : events(living, death_cell, [&](Slot s) { return death_chance(living, s); })) {
            living.world.flows.add(Flow::deaths, living.world.people.neighbourhood[slot], 1);
            remove_person(living, slot);
        }
    }

    void departures(Living& living) const {
        World& world = living.world;
        const auto& rates = world.city->demography.departure_rate;
        const double most = weekly_chance(departure_scale_ * *std::max_element(rates.begin(), rates.end()));
        const auto leaving = events(living, departure_cell, [&](Slot slot) {
            if (world.people.setting[slot] == Setting::care_home || world.people.has(slot, role::younger_resident)) return 0.0;
            const int age = world.people.age(slot, living.week);
            if (age < 18) return 0.0;
            // Luck that would not move anybody need not know who lives there.
            if (!living.luck.happens_to(departure_cell, world.people.key[slot], world.people.birth_week[slot], living.week, most)) return 0.0;
            const Household home = household_of(living.world, living.week, slot);
            if (home.sharers) return weekly_chance(departure_scale_ * world.city->demography.departure_rate[static_cast<std::size_t>(std::min(oldest, age))]);
            return home.eldest == slot ? weekly_chance(departure_scale_ * home.departure / home.people) : 0.0;
        });
        for (const Slot slot : leaving) {
            if (!world.people.alive(slot)) continue;
            const Household home = household_of(living.world, living.week, slot);
            std::vector<Slot> going{slot};
            if (!home.sharers) {
                going.clear();
                for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { going.push_back(other); });
            }
            for (const Slot one : going) {
                world.flows.add(Flow::moved_out, world.people.neighbourhood[one], 1);
                remove_person(living, one);
            }
        }
    }

    void births(Living& living) const {
        World& world = living.world;
        const auto mothers = events(living, birth_cell, [&](Slot slot) {
            if (!world.people.woman(slot) || world.people.setting[slot] != Setting::home) return 0.0;
            return weekly_chance(birth_rate(world.people.age(slot, living.week)) * world.city->demography.fertility);
        });
        for (const Slot mother : mothers) {
            NewPerson child;
            child.key = mix(0xB187, world.people.key[mother], living.week);
            child.birth_week = static_cast<std::int16_t>(living.week);
            child.woman = happens(draw(living.seed, newborn_sex, child.key, living.week), 0.488);
            child.home = world.people.home[mother];
            if (add_person(living, child) != nobody) world.flows.add(Flow::births, world.people.neighbourhood[mother], 1);
        }
    }

    /// Who comes this week: ages from the city's steady flow, households made of them, a neighbourhood each. Reads nothing that a
    /// world could have changed, save which homes stand empty.
    void arrivals(Living& living) const {
        World& world = living.world;
        const auto& flow = world.city->demography.arrivals_per_year;
        double total = 0;
        for (const double people : flow) total += people;
        const double mean = total / weeks_per_year;
        const Block noise = block(living.seed, arrival_count, world.city->seed, living.week);
        const int count = mean < 20 ? poisson(noise[0], mean) : std::max(0, static_cast<int>(mean + std::sqrt(mean) * normal(noise) + 0.5));
        struct Arrival {
            int age;
            bool woman;
            std::uint32_t bits;
        };
        std::vector<Arrival> grown;
        std::vector<Arrival> children;
        for (int i = 0; i < count; ++i) {
            const Block bits = block(living.seed, arrival_person, world.city->seed, living.week, static_cast<std::uint32_t>(i));
            double left = uniform(bits[0]) * total;
            int age = 0;
            while (age < oldest && left >= flow[static_cast<std::size_t>(age)]) left -= flow[static_cast<std::size_t>(age++)];
            (age < 18 ? children : grown).push_back({age, (bits[1] & 1) != 0, bits[2]});
        }
        std::stable_sort(grown.begin(), grown.end(), [](const Arrival& a, const Arrival& b) { return a.age < b.age; });
        std::size_t next_child = 0;
        for (std::size_t i = 0; i < grown.size(); ++i) {
            std::vector<Arrival> unit{grown[i]};
            if (grown[i].age >= 24 && i + 1 < grown.size() && (grown[i].bits & 0xFF) < 160) {
                unit.push_back(grown[++i]);
                unit[1].woman = !unit[0].woman;
            }
            const bool family = grown[i].age >= 24 && grown[i].age < 50;
            for (std::size_t c = 0; family && c < 3 && next_child < children.size(); ++c) {
                // A child too old for these parents waits for the next: everybody who comes is somebody's.
                const auto fits = std::find_if(children.begin() + static_cast<std::ptrdiff_t>(next_child), children.end(), [&](const Arrival& child) { return unit[0].age - child.age >= generation; });
                if (fits == children.end()) break;
                std::iter_swap(children.begin() + static_cast<std::ptrdiff_t>(next_child), fits);
                unit.push_back(children[next_child++]);
            }
            const Key household = mix(0xA881, world.city->seed, living.week, i);
            const HomeId home = home_for_arrival(living, household, unit[0].age, unit.size() == 1);
            if (home == nobody) continue;
            for (std::size_t member = 0; member < unit.size(); ++member) {
                NewPerson person;
                person.key = mix(household, member);
                person.birth_week = static_cast<std::int16_t>(living.week - unit[member].age * 52 - static_cast<int>(unit[member].bits % 52));
                person.woman = unit[member].woman;
                person.origin = Origin::newcomer;
                person.home = home;
                person.setting = world.city->home_kind[home] == HomeKind::dwelling ? Setting::home : Setting::communal;
                const Slot slot = add_person(living, person);
                if (slot == nobody) continue;
                world.flows.add(Flow::moved_in, world.city->home_neighbourhood[home], 1);
                bring_need(living, slot, unit[member].age);
                find_family(living, slot);
            }
        }
    }

    /// Many come to where family lives: a parent's generation or, for older people, that of their children.
    void find_family(Living& living, Slot slot) const {
        World& world = living.world;
        const int age = world.people.age(slot, living.week);
        if (age < generation) return;
        const Block bits = block(living.seed, newcomer_family, world.people.key[slot], living.week);
        if (!happens(bits[0], newcomer_kin_)) return;
        const NeighbourhoodId there = somewhere_near(world, world.people.neighbourhood[slot], block(living.seed, newcomer_family, world.people.key[slot], living.week, 1));
        const Neighbourhood& place = world.city->neighbourhoods[there];
        const bool elder = age >= 55;
        for (std::uint32_t attempt = 0; attempt < 24; ++attempt) {
            const HomeId home = place.first_home + below(static_cast<std::uint32_t>(mix(bits[1], attempt)), place.homes);
            if (home == world.people.home[slot] || world.city->home_kind[home] != HomeKind::dwelling) continue;
            bool found = false;
            for_each_in_home(world.people, world.homes, home, [&](Slot other) {
                const int gap = world.people.age(other, living.week) - age;
                if (elder ? gap < -oldest_parent || gap > -generation : gap < generation || gap > oldest_parent) return;
                add_tie(world, slot, other, TieKind::kin, kin_level, living.week);
                add_tie(world, other, slot, TieKind::kin, kin_level, living.week);
                found = true;
            });
            if (found) return;
        }
    }

    /// Newcomers need help as often as others of their age.
    void bring_need(Living& living, Slot slot, int age) const {
        World& world = living.world;
        double u = uniform(draw(living.seed, newcomer_need, world.people.key[slot], 0));
        const auto& shares = prevalence_[world.people.woman(slot) ? 1 : 0][static_cast<std::size_t>(std::min(age, oldest))];
        int level = 0;
        while (level < 3 && u >= shares[static_cast<std::size_t>(level)]) u -= shares[static_cast<std::size_t>(level++)];
        if (level == 0) return;
        const Key key = world.people.key[slot];
        world.people.need.edit(slot) = static_cast<NeedLevel>(level);
        world.people.capacity.edit(slot) = giveable_minutes(world.city->seed, key, age, in_paid_work(world.city->seed, key, age, false), static_cast<NeedLevel>(level));
        CareFile& file = world.care.files.edit(open_file(world, slot));
        file.need = need_minutes(world.city->seed, world.people.key[slot], static_cast<NeedLevel>(level));
        file.ask = 1;
    }

    [[nodiscard]] static HomeId home_for_arrival(Living& living, Key household, int age, bool alone) {
        World& world = living.world;
        const City& city = *world.city;
        const Block bits = block(living.seed, arrival_place, household, living.week);
        const bool young = age < 30;
        double total = 0;
        for (const NeighbourhoodRow& row : city.place.neighbourhoods) total += young ? row.age_band[1] : row.population;
        double left = uniform(bits[0]) * total;
        NeighbourhoodId n = 0;
        for (; static_cast<std::size_t>(n) + 1 < city.neighbourhoods.size(); ++n) {
            const double weight = young ? city.place.neighbourhoods[n].age_band[1] : city.place.neighbourhoods[n].population;
            if (left < weight) break;
            left -= weight;
        }
        if (young && age >= 18) {
            if (const HomeId hall = age < 23 ? hall_with_room(living, n, bits[1]) : nobody; hall != nobody) return hall;
            if (alone && !happens(bits[2], 0.25)) {
                if (const HomeId shared = shared_home(living, n, bits[3]); shared != nobody) return shared;
            }
        }
        return take_vacancy(world, n, household, living.week);
    }

    [[nodiscard]] static HomeId hall_with_room(const Living& living, NeighbourhoodId n, std::uint32_t bits) {
        const City& city = *living.world.city;
        const Neighbourhood& here = city.neighbourhoods[n];
        std::vector<HomeId> halls;
        for (HomeId home = here.first_home + here.homes; home-- > here.first_home && city.home_kind[home] != HomeKind::dwelling;) {
            if (city.home_kind[home] == HomeKind::student_hall && living.world.homes.count[home] < 300) halls.push_back(home);
        }
        return halls.empty() ? nobody : halls[below(bits, static_cast<std::uint32_t>(halls.size()))];
    }

    /// A home of young people with a free room.
    [[nodiscard]] static HomeId shared_home(const Living& living, NeighbourhoodId n, std::uint32_t bits) {
        const World& world = living.world;
        const Neighbourhood& here = world.city->neighbourhoods[n];
        for (std::uint32_t attempt = 0; attempt < 24; ++attempt) {
            const HomeId home = here.first_home + below(static_cast<std::uint32_t>(mix(bits, attempt)), here.homes);
            if (world.city->home_kind[home] != HomeKind::dwelling || world.homes.count[home] < 1 || world.homes.count[home] > 4) continue;
            bool young = true;
            for_each_in_home(world.people, world.homes, home, [&](Slot other) {
                const int age = world.people.age(other, living.week);
                young = young && age >= 18 && age < 30;
            });
            if (young) return home;
        }
        return nobody;
    }

    void leave_parents(Living& living) const {
        World& world = living.world;
        const auto leaving = events(living, leave_parents_cell, [&](Slot slot) {
            const int age = world.people.age(slot, living.week);
            if (world.people.setting[slot] != Setting::home || age < 18 || age > 39) return 0.0;
            return weekly_chance(leave_parents_ * (age < 22 ? 0.6 : 1.0));
        });
        for (const Slot slot : leaving) {
            if (!lives_with_parents(living, slot)) continue;
            const Block bits = block(living.seed, destination, world.people.key[slot], living.week);
            const NeighbourhoodId there = somewhere_near(world, world.people.neighbourhood[slot], bits);
            HomeId home = happens(bits[2], 0.6) ? shared_home(living, there, bits[3]) : nobody;
            if (home == nobody) home = take_vacancy(world, there, world.people.key[slot], living.week);
            if (home == nobody) continue;
            keep_in_touch(living, slot);
            move_one(world, slot, home);
        }
    }

    /// Those who live together need no tie; when a grown child leaves, parents and child remain each other's kin.
    static void keep_in_touch(Living& living, Slot child) {
        World& world = living.world;
        const int age = world.people.age(child, living.week);
        for_each_in_home(world.people, world.homes, world.people.home[child], [&](Slot other) {
            if (world.people.age(other, living.week) < age + generation) return;
            add_tie(world, child, other, TieKind::kin, kin_level, living.week);
            add_tie(world, other, child, TieKind::kin, kin_level, living.week);
        });
    }

    [[nodiscard]] static bool lives_with_parents(const Living& living, Slot slot) {
        const World& world = living.world;
        const int age = world.people.age(slot, living.week);
        bool with_parents = false;
        for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { with_parents = with_parents || world.people.age(other, living.week) >= age + generation; });
        return with_parents;
    }

    static void move_one(World& world, Slot slot, HomeId home) {
        move_person(world, slot, home);
        world.flows.add(Flow::moved_home, world.people.neighbourhood[slot], 1);
    }

    [[nodiscard]] static NeighbourhoodId somewhere_near(const World& world, NeighbourhoodId here, const Block& bits) {
        const auto& nearest = world.city->neighbourhoods[here].nearest;
        const double u = uniform(bits[0]);
        if (u < 0.35 || nearest.empty()) return here;
        const std::size_t reach = u < 0.75 ? std::min<std::size_t>(12, nearest.size()) : nearest.size();
        return nearest[below(bits[1], static_cast<std::uint32_t>(reach))];
    }

    /// Somebody's partner: the grown-up at home nearest in age, if within fifteen years.
    [[nodiscard]] static Slot partner_of(const Living& living, Slot slot) {
        const World& world = living.world;
        const int age = world.people.age(slot, living.week);
        Slot partner = nobody;
        int nearest = 16;
        int adults = 0;
        for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
            const int gap = std::abs(world.people.age(other, living.week) - age);
            adults += world.people.age(other, living.week) >= 18 ? 1 : 0;
            if (other == slot || world.people.age(other, living.week) < 20 || world.people.woman(other) == world.people.woman(slot)) return;
            if (gap < nearest || (gap == nearest && partner != nobody && world.people.key[other] < world.people.key[partner])) {
                nearest = gap;
                partner = other;
            }
        });
        return age >= 20 && (adults == 2 || age >= 26) ? partner : nobody;
    }

    void part(Living& living) const {
        World& world = living.world;
        const auto parting = events(living, parting_cell, [&](Slot slot) {
            if (world.people.setting[slot] != Setting::home || world.people.need[slot] >= NeedLevel::medium) return 0.0;
            return weekly_chance(parting_ * (world.people.age(slot, living.week) < 40 ? 1.5 : 0.6));
        });
        for (const Slot slot : parting) {
            if (partner_of(living, slot) == nobody) continue;
            const HomeId home = take_vacancy(world, somewhere_near(world, world.people.neighbourhood[slot], block(living.seed, destination, world.people.key[slot], living.week, 1)),
                                             world.people.key[slot], living.week);
            if (home != nobody) move_one(world, slot, home);
        }
    }

    /// Single people whom chance readies this week pair up with somebody of like age in the same part of the city.
    void move_together(Living& living) const {
        World& world = living.world;
        auto ready = events(living, together_cell, [&](Slot slot) {
            const int age = world.people.age(slot, living.week);
            if (world.people.setting[slot] != Setting::home || age < 20 || age > 66) return 0.0;
            return weekly_chance(together_ * (age < 40 ? 1.5 : 0.6));
        });
        std::erase_if(ready, [&](Slot slot) { return partner_of(living, slot) != nobody; });
        std::stable_sort(ready.begin(), ready.end(), [&](Slot a, Slot b) {
            const auto lac_a = world.city->neighbourhoods[world.people.neighbourhood[a]].lac;
            const auto lac_b = world.city->neighbourhoods[world.people.neighbourhood[b]].lac;
            return lac_a != lac_b ? lac_a < lac_b : world.people.birth_week[a] < world.people.birth_week[b];
        });
        std::vector<Slot> waiting;
        for (const Slot slot : ready) {
            const auto match = std::find_if(waiting.begin(), waiting.end(), [&](Slot other) {
                return world.people.woman(other) != world.people.woman(slot) && std::abs(world.people.birth_week[other] - world.people.birth_week[slot]) < 8 * 52 &&
                       world.people.home[other] != world.people.home[slot];
            });
            if (match == waiting.end()) {
                waiting.push_back(slot);
                continue;
            }
            // They live where there are fewer others; one brings nobody along but their own children stay with the larger home.
            const Slot host = world.homes.count[world.people.home[*match]] <= world.homes.count[world.people.home[slot]] ? *match : slot;
            const Slot guest = host == slot ? *match : slot;
            waiting.erase(match);
            bool has_children = false;
            for_each_in_home(world.people, world.homes, world.people.home[guest], [&](Slot other) { has_children = has_children || world.people.age(other, living.week) < 18; });
            if (has_children) {
                move_one(world, host, world.people.home[guest]);
            } else {
                move_one(world, guest, world.people.home[host]);
            }
        }
    }

    void move_homes(Living& living) const {
        World& world = living.world;
        static const Knots yearly{{{18, 0.26}, {24, 0.22}, {30, 0.14}, {40, 0.06}, {55, 0.03}, {70, 0.02}, {90, 0.012}}};
        const auto movers = events(living, move_cell, [&](Slot slot) {
            if (world.people.setting[slot] != Setting::home || world.people.age(slot, living.week) < 18) return 0.0;
            return weekly_chance(move_scale_ * yearly(world.people.age(slot, living.week)));
        });
        for (const Slot slot : movers) {
            if (household_of(living.world, living.week, slot).eldest != slot) continue;
            const Block bits = block(living.seed, destination, world.people.key[slot], living.week, 2);
            const HomeId home = take_vacancy(world, somewhere_near(world, world.people.neighbourhood[slot], bits), world.people.key[slot], living.week);
            if (home == nobody) continue;
            std::vector<Slot> going;
            for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { going.push_back(other); });
            for (const Slot one : going) move_one(world, one, home);
        }
    }

    std::array<std::array<std::array<std::array<double, 2>, 4>, 2>, oldest + 1> dying_{};  ///< chance a week by age, woman, need, lonely
    double lonely_death_, move_scale_, together_, parting_, leave_parents_, departure_scale_, newcomer_kin_;
    std::vector<double> stay_chance_;
    std::array<Prevalence, 2> prevalence_{steady_prevalence(1.0, false), steady_prevalence(1.0, true)};
};

}  // namespace

extern const MechanismDeclaration life_course_declaration;
const MechanismDeclaration life_course_declaration{
    {"life_course",
     Phase::life_course,
     "People grow older, are born, die, come to the city and leave it, move home, leave their parents, move together and part.",
     {"people.birth_week", "people.need", "people.loneliness", "care.files", "homes.count"},
     {"people", "homes", "ties", "care", "care_homes.residents", "groups.members", "flows.sum", "world"},
     {{"lonely_death_factor", "1", 1.10, 1.0, 1.3, "mortality_OR_loneliness", Grade::moderate, "death rate of people over fifty who are often lonely, relative to others", true, 1.0},
      {"move_scale", "1", 1.0, 0.0, 1.1, "assumed", Grade::assumed, "multiplier on how often households move within the city"},
      {"together_rate", "1/year", 0.175, 0.0, 0.19, "assumed", Grade::assumed, "chance that a single person is ready to move together, before age"},
      {"parting_rate", "1/year", 0.007, 0.0, 0.03, "assumed", Grade::assumed, "chance that a couple parts, before age"},
      {"leave_parents_rate", "1/year", 0.095, 0.0, 0.45, "assumed", Grade::assumed, "chance that a grown child leaves the parents' home"},
      {"departure_scale", "1", 1.0, 0.0, 1.0, "calibrated", Grade::calibrated, "multiplier on leaving the city"},
      {"newcomer_kin", "1", 0.5, 0.0, 1.0, "adult_child_within_30_min", Grade::calibrated, "share of grown newcomers who have close family in the city, so that as many have as leave"},
      {"care_home_stay_scale_days", "day", 719, 650, 1000, "care_home_LOS_mean", Grade::moderate, "scale of the Weibull length of stay in a care home"},
      {"care_home_stay_shape", "1", 0.82, 0.75, 1.2, "care_home_survival_first_year", Grade::moderate, "shape of the Weibull length of stay"}},
     {death_cell, birth_cell, departure_cell, move_cell, together_cell, leave_parents_cell, parting_cell}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<LifeCourse>(p); }};

}  // namespace topsoil
