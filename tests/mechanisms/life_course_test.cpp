#include <map>

#include "life_course_parameters.hpp"
#include "state/household.hpp"
#include "state/lonely.hpp"
#include "state/time_use.hpp"

using namespace topsoil;

namespace {

/// Chance that somebody who does not live in a care home dies this week (submodels sheet 1).
double death_chance(const World& world, Slot slot, double lonely_factor) {
    const int age = std::min(oldest, world.people.age(slot, world.week));
    double rate = death_rate(age, world.people.woman(slot)) * death_factor[static_cast<std::size_t>(world.people.need[slot])] / death_rescaling(world.people.woman(slot))[static_cast<std::size_t>(age)];
    if (age >= 50 && often_lonely(world.people.loneliness[slot], world.people.key[slot])) rate *= lonely_factor;
    return weekly_chance(rate);
}

/// Chance of dying in week w of a stay that follows a Weibull law in days: 1 - S(7(w+1)) / S(7w).
double stay_ends(int week, double shape, double scale) {
    const auto survival = [&](double days) { return std::exp(-std::pow(days / scale, shape)); };
    return 1 - survival(7.0 * (week + 1)) / survival(7.0 * week);
}

/// Moves somebody into the town's care home by hand, as admission does.
void enter_care_home(World& world, Slot slot, Week since) {
    const FileId file = give_need(world, slot, NeedLevel::high);
    while (world.care.files[file].first_received != nobody) change_care_tie(world, world.care.files[file].first_received, 0);
    end_couple(world, slot);
    leave_home(world, slot);
    enter_home(world, slot, world.city->care_homes[0].home);
    world.people.setting.edit(slot) = Setting::care_home;
    world.care.files.edit(file).since = static_cast<std::int16_t>(since);
    ++world.care_homes.residents[0];
}

}  // namespace

TEST_CASE("Deaths at home follow the life table, need and loneliness", "[life_course]") {
    ParameterSet parameters;
    parameters.set("life_course.lonely_death_factor", 1.3);
    QuietTown town({"life_course"}, parameters);
    const World& world = town.world();
    Expected expected;
    double counted = 0;
    for (int week = 0; week < 6 * 52; ++week) {
        double in_care_homes = 0;
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] == Setting::care_home) {
                in_care_homes += 1;
            } else {
                expected.add(death_chance(world, slot, 1.3));
            }
        });
        const auto before = static_cast<double>(town.total(Flow::deaths));
        town.simulation().live_week();
        for_everybody(world, [&](Slot slot) { in_care_homes -= world.people.setting[slot] == Setting::care_home ? 1 : 0; });
        counted += static_cast<double>(town.total(Flow::deaths)) - before - in_care_homes;  // nobody leaves a care home but by death
    }
    require_count(counted, expected);
    check_everything(world);
}

TEST_CASE("Stays in a care home are as long as their Weibull law says, whatever the resident's age", "[life_course]") {
    const int from = GENERATE(65, 70, 75);
    QuietTown town({"life_course"}, parameters_with({{"life_course.care_home_stay_scale_days", 719}, {"life_course.care_home_stay_shape", 0.82}}));
    World& world = town.world();
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        const int age = world.people.age(slot, 0);
        if (world.people.alive(slot) && world.people.setting[slot] == Setting::home && age >= from && age < from + 5) enter_care_home(world, slot, 0);
    }
    Expected expected;
    double ended = 0;
    for (int week = 0; week < 52; ++week) {
        double before = 0;
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] != Setting::care_home) return;
            ++before;
            expected.add(stay_ends(world.week - world.care.files[world.people.care_file[slot]].since, 0.82, 719));
        });
        town.simulation().live_week();
        for_everybody(world, [&](Slot slot) { before -= world.people.setting[slot] == Setting::care_home ? 1 : 0; });
        ended += before;
    }
    require_count(ended, expected);
}

TEST_CASE("Loneliness that kills adds deaths and spares nobody", "[life_course]") {
    std::size_t at_null = 0;
    std::size_t at_most = 0;
    for (int week = 0; week < 52; ++week) {
        World past = settled_world();
        past.week = week;
        for_everybody(past, [&](Slot slot) { past.people.loneliness.edit(slot) = 65'535; });
        const auto survivors = [&](double factor) {
            ParameterSet parameters;
            parameters.set("life_course.lonely_death_factor", factor);
            QuietTown town(past.branch(), {"life_course"}, parameters);
            town.live();
            return std::pair(keys_of(town.world(), [](Slot) { return true; }), town.total(Flow::deaths));
        };
        const auto [without, few] = survivors(1.0);
        const auto [with, many] = survivors(1.3);
        REQUIRE(few <= many);
        at_null += static_cast<std::size_t>(few);
        at_most += static_cast<std::size_t>(many);
        if (few == many) REQUIRE(with == without);
    }
    REQUIRE(at_most > at_null);
}

TEST_CASE("Women bear children at the rate of their age, in their own home", "[life_course]") {
    const std::uint64_t seed = GENERATE(1, 2, 3);
    QuietTown town({"life_course"}, {}, seed);
    const World& world = town.world();
    Expected expected;
    for (int week = 0; week < 5 * 52; ++week) {
        for_everybody(world, [&](Slot slot) {
            if (!world.people.woman(slot) || world.people.setting[slot] != Setting::home) return;
            expected.add(weekly_chance(birth_rate(world.people.age(slot, world.week)) * world.city->demography.fertility));
        });
        const Week now = world.week;
        town.simulation().live_week();
        for_everybody(world, [&](Slot child) {
            if (world.people.birth_week[child] != now || world.people.came_as(child) != Origin::newborn) return;
            bool with_a_mother = false;
            for_each_in_home(world.people, world.homes, world.people.home[child], [&](Slot other) {
                const int age = world.people.age(other, now);
                with_a_mother = with_a_mother || (world.people.woman(other) && age >= 15 && age <= 45);
            });
            REQUIRE(with_a_mother);
            REQUIRE(world.people.need[child] == NeedLevel::none);
            REQUIRE(world.people.capacity[child] == 0);
        });
    }
    require_count(static_cast<double>(town.total(Flow::births)), expected);
    check_everything(world);
}

TEST_CASE("The same newcomers come whatever has become of the town", "[life_course]") {
    World past = settled_world();
    QuietTown usual(past.branch(), {"life_course"}, nobody_moves());
    QuietTown frailer(std::move(past), {"life_course"}, nobody_moves());
    for_everybody(frailer.world(), [&](Slot slot) { frailer.world().people.need.edit(slot) = NeedLevel::none; });
    for_everybody(frailer.world(), [&](Slot slot) {
        if (frailer.world().people.age(slot, 0) >= 60 && frailer.world().people.setting[slot] == Setting::home) give_need(frailer.world(), slot, NeedLevel::high);
    });
    std::set<Key> came;
    std::set<Key> came_too;
    for (int week = 0; week < 26; ++week) {
        usual.live();
        frailer.live();
        const auto newcomers = [](QuietTown& town) {
            return keys_of(town.world(), [&](Slot s) { return town.world().people.came_as(s) == Origin::newcomer; });
        };
        came.merge(newcomers(usual));
        came_too.merge(newcomers(frailer));
    }
    REQUIRE(frailer.total(Flow::deaths) > usual.total(Flow::deaths));
    REQUIRE(came.size() > 20);
    REQUIRE(came == came_too);
}

TEST_CASE("Nobody is cared for by the dead or cares for them", "[life_course]") {
    QuietTown town({"life_course"});
    const World& world = town.world();
    town.live(104);
    int ties = 0;
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
        const CareTie& care = world.care.ties[tie];
        if (care.cared == nobody) continue;
        ++ties;
        REQUIRE(world.people.alive(care.carer));
        REQUIRE(world.people.alive(world.care.files[care.cared].person));
    }
    REQUIRE(ties > 0);
}

TEST_CASE("Those who lose a carer to death or departure ask again", "[life_course]") {
    QuietTown town({"life_course"});
    const World& world = town.world();
    int bereft = 0;
    for (int week = 0; week < 52; ++week) {
        std::map<FileId, std::pair<Slot, int>> carers;
        for_each_file(world, [&](FileId id, const CareFile& file) {
            int count = 0;
            for (std::uint32_t tie = file.first_received; tie != nobody; tie = world.care.ties[tie].next_received) ++count;
            carers[id] = {file.person, count};
        });
        town.live();
        for_each_file(world, [&](FileId id, const CareFile& file) {
            if (!carers.contains(id) || carers[id].first != file.person || !world.people.alive(file.person)) return;
            int count = 0;
            for (std::uint32_t tie = file.first_received; tie != nobody; tie = world.care.ties[tie].next_received) ++count;
            if (count >= carers[id].second) return;
            ++bereft;
            REQUIRE(file.has(mark::asks));
        });
    }
    REQUIRE(bereft > 0);
}

TEST_CASE("A slot left by the dead rests until the yearly sweep and then is free again", "[life_course]") {
    QuietTown town({"life_course"}, nobody_moves());
    const World& world = town.world();
    town.live(51);
    const std::size_t rested = world.resting.size();
    REQUIRE(rested > 0);
    std::size_t free_before = 0;
    for (const auto& list : world.free_slots) free_before += list.size();
    for (const Slot slot : world.resting) REQUIRE_FALSE(world.people.alive(slot));
    town.live(1);
    std::size_t free_after = 0;
    for (const auto& list : world.free_slots) free_after += list.size();
    REQUIRE(free_after > free_before);
    REQUIRE(world.resting.size() < rested);
}

TEST_CASE("People who reach sixteen have time to give, and those who retire have more than when they worked", "[life_course]") {
    QuietTown town({"life_course"}, nobody_moves());
    const World& world = town.world();
    std::set<Key> children = keys_of(world, [&](Slot slot) { return world.people.age(slot, 0) == 15; });
    for (const Key key : children) REQUIRE(world.people.capacity[first_person(world, [&](Slot slot) { return world.people.key[slot] == key; })] == 0);
    town.live(52 + turn_weeks + 1);
    int grown = 0;
    for_everybody(world, [&](Slot slot) {
        if (children.count(world.people.key[slot]) == 0) return;
        ++grown;
        REQUIRE(world.people.capacity[slot] > 0);
    });
    REQUIRE(grown > 10);
    // A year on everybody's time to give is what their age, work and need leave them.
    for_everybody(world, [&](Slot slot) {
        if ((world.week - world.people.birth_week[slot]) % 52 <= turn_weeks) return;  // their turn may be yet to come
        const Key key = world.people.key[slot];
        const int age = world.people.age(slot, world.week);
        const bool works = in_paid_work(world.city->seed, key, age, world.people.has(slot, role::left_work));
        REQUIRE(world.people.capacity[slot] == giveable_minutes(world.city->seed, key, age, works, world.people.need[slot]));
    });
}

TEST_CASE("Newcomers find family in the town as often as they have any, a generation away", "[life_course]") {
    const double share = GENERATE(0.0, 1.0);
    ParameterSet parameters = nobody_moves();
    parameters.set("life_course.newcomer_kin", share);
    QuietTown town({"life_course"}, parameters);
    const World& world = town.world();
    std::set<Key> before = keys_of(world, [](Slot) { return true; });
    town.live(8);
    int newcomers = 0;
    int with_kin = 0;
    for_everybody(world, [&](Slot slot) {
        if (before.count(world.people.key[slot]) != 0 || world.people.age(slot, world.week) < 20) return;
        ++newcomers;
        bool kin = false;
        for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) {
            if (tie.kind != TieKind::kin) return;
            kin = true;
            REQUIRE(std::abs(world.people.age(tie.target, world.week) - world.people.age(slot, world.week)) >= 17);
        });
        with_kin += kin ? 1 : 0;
    });
    REQUIRE(newcomers > 10);
    if (share == 0) {
        REQUIRE(with_kin == 0);
    } else {
        REQUIRE(with_kin > newcomers / 2);
    }
}

TEST_CASE("A flat of a hall has seven people at most, and students who leave are followed by others", "[life_course]") {
    Place place = shipped_place("small-town");
    place.student_halls_people = 240;
    Team team(1);
    const ParameterSet parameters;
    Simulation town(make_city(place, test_seed, view_of(parameters, "city"), team), parameters, shipped_levers("tendered"), test_seed, team);
    town.settle();
    const World& world = town.world();
    const auto students = [&] {
        std::vector<Key> found;
        for (const Neighbourhood& here : world.city->neighbourhoods) {
            for (HomeId flat = here.first_flat; flat < here.first_flat + here.flats; ++flat) {
                REQUIRE(world.homes.count[flat] <= rooms_in_flat);
                for_each_in_home(world.people, world.homes, flat, [&](Slot slot) { found.push_back(world.people.key[slot]); });
            }
        }
        std::sort(found.begin(), found.end());
        return found;
    };
    const std::vector<Key> first = students();
    REQUIRE(first.size() == 240);
    for (int year = 0; year < 3; ++year) {
        for (int week = 0; week < 52; ++week) town.live_week();
        const std::vector<Key> now = students();
        CHECK(now.size() > 200);
        std::vector<Key> still;
        std::set_intersection(first.begin(), first.end(), now.begin(), now.end(), std::back_inserter(still));
        CHECK(still.size() < first.size() - 20 * static_cast<std::size_t>(year + 1));
    }
}
