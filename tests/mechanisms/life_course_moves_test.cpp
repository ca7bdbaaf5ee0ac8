// Who moves home, with whom, and whose kin they remain.
#include <map>

#include "life_course_parameters.hpp"
#include "mechanisms/placements_guardians.hpp"
#include "state/household.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

TEST_CASE("Where nobody moves, leaves their parents, pairs up or parts, everybody stays in their home", "[life_course]") {
    QuietTown town({"life_course"}, nobody_moves());
    const World& world = town.world();
    std::map<Key, HomeId> at;
    for_everybody(world, [&](Slot slot) { at[world.people.key[slot]] = world.people.home[slot]; });
    town.live(52);
    REQUIRE(town.total(Flow::moved_home) == 0);
    for_everybody(world, [&](Slot slot) {
        const auto known = at.find(world.people.key[slot]);
        if (known != at.end()) REQUIRE(known->second == world.people.home[slot]);
    });
}

TEST_CASE("Each way of moving home moves people by itself", "[life_course]") {
    const auto [key, value] = GENERATE(table<std::string, double>({{"life_course.move_scale", 1.1}, {"life_course.together_rate", 0.13}, {"life_course.parting_rate", 0.03}, {"life_course.leave_parents_rate", 0.45}}));
    ParameterSet parameters = nobody_moves();
    parameters.set(key, value);
    QuietTown town({"life_course"}, parameters);
    town.live(52);
    CAPTURE(key);
    REQUIRE(town.total(Flow::moved_home) > 0);
}

TEST_CASE("Grown children leave their parents at their rate and those who lead a household of their own do not", "[life_course]") {
    ParameterSet parameters = nobody_moves();
    parameters.set("life_course.leave_parents_rate", 0.45);
    QuietTown town({"life_course"}, parameters);
    const World& world = town.world();
    for (int week = 0; week < 26; ++week) {
        std::map<Key, std::pair<HomeId, bool>> before;  // home, and whether somebody a generation older lives there
        for_everybody(world, [&](Slot slot) {
            const int age = world.people.age(slot, world.week);
            bool parents = false;
            for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) { parents = parents || world.people.age(other, world.week) >= age + 18; });
            before[world.people.key[slot]] = {world.people.home[slot], parents};
        });
        const Week now = world.week;
        town.live();
        for_everybody(world, [&](Slot slot) {
            const auto known = before.find(world.people.key[slot]);
            if (known == before.end() || known->second.first == world.people.home[slot]) return;
            REQUIRE((known->second.second || world.people.has_partner(slot)));  // or goes along with one who did
            if (world.people.age(slot, now) < 18) {  // children go with their parents
                REQUIRE(parent_of(world, now, slot) != nobody);
                return;
            }
            REQUIRE((world.people.age(slot, now) <= 39 || world.people.has_partner(slot)));
        });
    }
    REQUIRE(town.total(Flow::moved_home) > 0);
}

TEST_CASE("The fewer homes stand empty the more young people share one when they leave their parents", "[life_course]") {
    const auto sharing = [](double empty) {
        ParameterSet parameters = nobody_moves();
        parameters.set("life_course.sharing", 0.2);
        parameters.set("life_course.leave_parents_rate", 0.45);
        QuietTown town({"life_course"}, parameters);
        World& world = town.world();
        for (auto& homes : world.vacant) homes.resize(static_cast<std::size_t>(empty * static_cast<double>(homes.size())));
        double moved = 0, shared = 0;
        for (int week = 0; week < 26; ++week) {
            std::map<Key, HomeId> before;
            for_everybody(world, [&](Slot slot) { before[world.people.key[slot]] = world.people.home[slot]; });
            town.simulation().live_week();
            for_everybody(world, [&](Slot slot) {
                const auto known = before.find(world.people.key[slot]);
                if (known == before.end() || known->second == world.people.home[slot] || world.people.age(slot, world.week) < 18) return;
                moved += 1;
                bool with_others = false;
                for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
                    const auto their = before.find(world.people.key[other]);
                    with_others = with_others || (their != before.end() && their->second == world.people.home[slot]);
                });
                shared += with_others ? 1 : 0;
            });
        }
        REQUIRE(moved > 30);
        return shared / moved;
    };
    REQUIRE(sharing(0.5) > sharing(1.0) + 0.05);
}

TEST_CASE("No child is left behind alone, whoever moves, leaves or dies") {
    QuietTown town({"life_course"}, parameters_with({{"life_course.together_rate", 0.19}, {"life_course.parting_rate", 0.03}, {"life_course.leave_parents_rate", 0.45}}));
    const World& world = town.world();
    const auto children_alone = [&] {
        std::set<Key> alone;
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] != Setting::home || world.people.age(slot, world.week) >= 18) return;
            if (children_left_to(world, world.week, slot).empty()) return;
            alone.insert(world.people.key[slot]);
        });
        return alone;
    };
    for (int week = 0; week < 52; ++week) {
        const auto before = children_alone();
        town.live();
        REQUIRE(contains_all(before, children_alone()));
    }
    REQUIRE(town.total(Flow::moved_home) > 0);
    REQUIRE(town.total(Flow::deaths) > 0);
}

TEST_CASE("Children whose last grown-up dies go together to the kin they count on most, and to a family near by where there are none") {
    for (const bool kin : {true, false}) {
        Hamlet hamlet({{0, 3}, {1, 3, TieKind::kin, 150}});  // slots 0 to 2: a parent and two children; 3: the aunt
        const Slot parent = hamlet.settle(0, 40, NeedLevel::none, 0);
        const Slot girl = hamlet.settle(0, 12, NeedLevel::none, 1), boy = hamlet.settle(0, 7, NeedLevel::none, 2);
        if (kin) hamlet.settle(4, 44, NeedLevel::none, 3);
        hamlet.settle(1, 35, NeedLevel::none, 4);
        hamlet.settle(1, 6, NeedLevel::none, 5);
        Living living = hamlet.living();
        entrust_children(living, parent);
        REQUIRE(hamlet.world.people.home[girl] == (kin ? 4U : 1U));
        REQUIRE(hamlet.world.people.home[boy] == hamlet.world.people.home[girl]);
        REQUIRE(hamlet.world.people.home[parent] == 0);
        REQUIRE(hamlet.world.flows.total(Flow::moved_home) == 2);
    }
}

TEST_CASE("Children stay where another grown-up lives with them") {
    Hamlet hamlet;
    const Slot mother = hamlet.settle(0, 40), child = hamlet.settle(0, 12);
    hamlet.settle(0, 70);
    hamlet.settle(1, 35);
    hamlet.settle(1, 6);
    Living living = hamlet.living();
    entrust_children(living, mother);
    REQUIRE(hamlet.world.people.home[child] == 0);
}

TEST_CASE("Only couples part, and whoever moves together is one from then on") {
    for (const bool parting : {true, false}) {
        ParameterSet parameters = nobody_moves();
        parameters.set(parting ? "life_course.parting_rate" : "life_course.together_rate", parting ? 0.03 : 0.19);
        QuietTown town({"life_course"}, parameters);
        const World& world = town.world();
        int moved = 0;
        for (int week = 0; week < 26; ++week) {
            std::map<Key, std::pair<HomeId, bool>> before;  // home, and whether they had a partner
            for_everybody(world, [&](Slot slot) { before[world.people.key[slot]] = {world.people.home[slot], world.people.has_partner(slot)}; });
            town.live();
            for_everybody(world, [&](Slot slot) {
                const auto known = before.find(world.people.key[slot]);
                if (known == before.end() || known->second.first == world.people.home[slot] || world.people.age(slot, world.week) < 20) return;
                ++moved;
                REQUIRE(known->second.second == parting);
                REQUIRE(world.people.has_partner(slot) == !parting);
            });
        }
        REQUIRE(moved > 5);
    }
}

TEST_CASE("A grown child who has a partner at the parents' home leaves with them and with their children") {
    QuietTown town({"life_course"}, parameters_with({{"life_course.move_scale", 0}, {"life_course.together_rate", 0}, {"life_course.parting_rate", 0}, {"life_course.leave_parents_rate", 0.45}}));
    World& world = town.world();
    // In each home one grown daughter falls in love with a man of her age there, as couples that find no home of their own live with parents.
    std::map<Key, Key> couples;
    std::set<HomeId> homes;
    const auto of_age = [&](Slot slot) { return !world.people.has_partner(slot) && world.people.age(slot, world.week) >= 20 && world.people.age(slot, world.week) <= 35; };
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::home || !world.people.woman(slot) || !of_age(slot)) return;
        for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
            if (world.people.woman(other) || !of_age(other) || !homes.insert(world.people.home[slot]).second) return;
            begin_couple(world, slot, other);
            couples[world.people.key[slot]] = world.people.key[other];
        });
    });
    REQUIRE(couples.size() > 3);
    town.live(52);
    int together = 0;
    for_everybody(world, [&](Slot slot) {
        const auto known = couples.find(world.people.key[slot]);
        if (known == couples.end() || !world.people.has_partner(slot)) return;
        REQUIRE(world.people.key[partner_of(world, slot)] == known->second);
        ++together;
    });
    REQUIRE(together > 3);
}

TEST_CASE("Whoever parts or moves together remains kin of parents and children", "[life_course]") {
    for (const std::string key : {"life_course.parting_rate", "life_course.together_rate"}) {
        ParameterSet parameters = nobody_moves();
        parameters.set(key, key == "life_course.parting_rate" ? 0.03 : 0.19);
        QuietTown town({"life_course"}, parameters);
        const World& world = town.world();
        int moved_from_family = 0;
        for (int week = 0; week < 26; ++week) {
            std::map<Slot, std::vector<Slot>> family;  // of a generation more or less, at home with them
            for_everybody(world, [&](Slot slot) {
                for_each_in_home(world.people, world.homes, world.people.home[slot], [&](Slot other) {
                    if (std::abs(world.people.age(other, world.week) - world.people.age(slot, world.week)) >= 20) family[slot].push_back(other);
                });
            });
            std::map<Slot, std::pair<Key, HomeId>> homes;
            for_everybody(world, [&](Slot slot) { homes[slot] = {world.people.key[slot], world.people.home[slot]}; });
            town.live();
            for (const auto& [slot, was] : homes) {
                if (world.people.key[slot] != was.first || !world.people.alive(slot) || world.people.home[slot] == was.second || world.people.setting[slot] != Setting::home) continue;
                for (const Slot other : family[slot]) {
                    if (!world.people.alive(other) || world.people.key[other] != homes[other].first || world.people.home[other] == world.people.home[slot] || world.people.home[other] != homes[other].second) continue;
                    ++moved_from_family;
                    bool kin = false;
                    for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) { kin = kin || (tie.target == other && tie.kind == TieKind::kin); });
                    REQUIRE(kin);
                }
            }
        }
        CAPTURE(key);
        REQUIRE(moved_from_family > 0);
    }
}

TEST_CASE("Grown children who leave home and their parents, brothers and sisters remain each other's kin", "[life_course]") {
    QuietTown town({"life_course"}, parameters_with({{"life_course.move_scale", 0}, {"life_course.together_rate", 0}, {"life_course.parting_rate", 0}, {"life_course.leave_parents_rate", 0.45}}));
    const World& world = town.world();
    int left = 0;
    int apart = 0;
    for (int week = 0; week < 26; ++week) {
        std::map<Key, std::pair<HomeId, std::vector<Key>>> parents;  // of grown children at home
        std::map<Key, std::vector<Key>> siblings;
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] != Setting::home || world.people.age(slot, world.week) < 18) return;
            const HomeId home = world.people.home[slot];
            std::vector<Key>& keys = parents[world.people.key[slot]].second;
            parents[world.people.key[slot]].first = home;
            for_each_in_home(world.people, world.homes, home, [&](Slot other) {
                const int gap = world.people.age(other, world.week) - world.people.age(slot, world.week);
                if (gap >= 18) keys.push_back(world.people.key[other]);
                if (other == slot || gap > 14 || gap < -14) return;
                // A brother or sister: there is somebody in the home who could be a parent of both.
                bool parent = false;
                for_each_in_home(world.people, world.homes, home, [&](Slot elder) {
                    parent = parent || world.people.age(elder, world.week) >= std::max(world.people.age(slot, world.week), world.people.age(other, world.week)) + 18;
                });
                if (parent) siblings[world.people.key[slot]].push_back(world.people.key[other]);
            });
        });
        town.live();
        std::map<Key, Slot> where;
        for_everybody(world, [&](Slot slot) { where[world.people.key[slot]] = slot; });
        const auto knows = [&](Slot owner, Slot target) {
            bool kin = false;
            for_each_tie(*world.city, world.ties, world.people, owner, [&](const TieView& tie) { kin = kin || (tie.target == target && tie.kind == TieKind::kin); });
            return kin;
        };
        for (const auto& [child, from] : parents) {
            if (where.count(child) == 0 || world.people.home[where[child]] == from.first || world.people.setting[where[child]] != Setting::home) continue;
            for (const Key parent : from.second) {
                if (where.count(parent) == 0 || world.people.home[where[parent]] != from.first) continue;
                ++left;
                REQUIRE(knows(where[child], where[parent]));
                REQUIRE(knows(where[parent], where[child]));
            }
            for (const Key sibling : siblings[child]) {
                if (from.second.empty() || where.count(sibling) == 0 || world.people.home[where[sibling]] != from.first) continue;
                ++apart;
                REQUIRE(knows(where[child], where[sibling]));
                REQUIRE(knows(where[sibling], where[child]));
            }
        }
    }
    REQUIRE(left > 5);
    REQUIRE(apart > 5);
}
