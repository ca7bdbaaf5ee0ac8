#include "groups_town.hpp"

#include <set>

using namespace topsoil;

namespace {

/// Groups of a kind that are alive.
std::vector<std::uint32_t> groups_of(const World& world, std::string_view kind) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) {
        if (world.groups.all[g].alive != 0 && world.city->place.groups[world.groups.all[g].kind].kind == kind) found.push_back(g);
    }
    return found;
}

/// Nobody leaves or founds; everybody asked says yes.
ParameterSet asking(double nearby) { return parameters_with({{"groups.recruit_asks", 30}, {"groups.recruit_nearby", nearby}, {"groups.join_accept", 1}, {"groups.found_rate", 0}, {"groups.leave_rate", 0}}); }

/// Somebody who joined a group this week, and who its members were before.
struct Joined {
    Slot slot;
    std::uint32_t group;
    std::vector<Slot> before;
};
std::vector<Joined> joined_in_a_round(QuietTown& town) {
    std::vector<Joined> joined;
    for (int week = 0; week < all_turns; ++week) {
        const auto before = town.world().groups.members;
        town.live();
        for (std::uint32_t g = 0; g < before.size(); ++g) {
            for (const Slot slot : town.world().groups.members[g]) {
                if (std::find(before[g].begin(), before[g].end(), slot) == before[g].end()) joined.push_back({slot, g, before[g]});
            }
        }
    }
    return joined;
}

}  // namespace

TEST_CASE("Nobody joins a group that is not for their age", "[groups]") {
    QuietTown town({"groups"}, parameters_with({{"groups.recruit_asks", 30}, {"groups.join_accept", 1}, {"groups.found_rate", 0}, {"groups.leave_rate", 0}}));
    const World& world = town.world();
    int joined = 0;
    for (int week = 0; week < all_turns; ++week) {
        const auto before = world.groups.members;
        const Week now = world.week;
        town.live();
        for (std::uint32_t g = 0; g < before.size(); ++g) {
            if (world.groups.all[g].alive == 0) continue;
            const std::string& kind = world.city->place.groups[world.groups.all[g].kind].kind;
            for (const Slot slot : world.groups.members[g]) {
                if (std::find(before[g].begin(), before[g].end(), slot) != before[g].end()) continue;
                ++joined;
                const int age = world.people.age(slot, now);
                if (kind == "older_people" || kind == "lunch_club") REQUIRE(age >= 62);
                if (kind == "youth") REQUIRE(age <= 21);
                if (kind == "football") REQUIRE(age <= 45);
                REQUIRE(world.people.setting[slot] == Setting::home);
                REQUIRE(world.people.memberships[slot] <= 3);
            }
        }
    }
    REQUIRE(joined > 50);
}

TEST_CASE("A group a quarter as large asks half as many people: groups grow towards a size and not without end", "[groups]") {
    const auto joining_once = [](std::size_t most, std::uint64_t seed) {
        QuietTown town({"groups"}, still({{"groups.recruit_asks", 30}, {"groups.energy_wear", 0}}), seed);
        World& world = town.world();
        double roots = 0;
        for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
            auto& members = world.groups.members[g];
            if (world.groups.all[g].alive == 0) continue;
            for (std::size_t i = most; i < members.size(); ++i) --world.people.memberships.edit(members[i]);
            members.resize(std::min(members.size(), most));
            roots += std::sqrt(static_cast<double>(members.size()));
        }
        const std::int64_t before = memberships(world);
        town.live(all_turns);
        return std::pair{static_cast<double>(memberships(world) - before), roots};
    };
    const auto joining = [&](std::size_t most) {
        const auto one = joining_once(most, 1), other = joining_once(most, 2), third = joining_once(most, 3);
        return std::pair{one.first + other.first + third.first, one.second + other.second + third.second};
    };
    const auto [few, few_roots] = joining(16);
    const auto [many, many_roots] = joining(64);
    REQUIRE(few > 100);
    REQUIRE(few / many == Approx(few_roots / many_roots).epsilon(0.2));
}

TEST_CASE("Each new helper gives the organisers energy, and nobody does where that is nothing", "[groups]") {
    const auto energy_after = [](double each) {
        QuietTown town({"groups"}, still({{"groups.recruit_asks", 30}, {"groups.energy_gain", 0}, {"groups.energy_wear", 0}, {"groups.volunteer_share", 1}, {"groups.energy_new_helper", each}}));
        World& world = town.world();
        const std::uint32_t g = arrange_group(world, 55, 2);
        world.groups.all[g].energy = to_share16(0.3);
        const std::size_t members = world.groups.members[g].size();
        town.live(all_turns);
        return std::pair{as_share(world.groups.all[g].energy), static_cast<double>(world.groups.members[g].size() - members)};
    };
    const auto [energy, joined] = energy_after(0.01);
    REQUIRE(joined > 3);
    REQUIRE(energy == Approx(0.3 + 0.01 * joined).margin(0.001));
    REQUIRE(energy_after(0).first == Approx(0.3).margin(0.0001));
}

TEST_CASE("Children join groups for the young though they have no hours to give, and give none", "[groups]") {
    QuietTown town({"groups"}, asking(1));
    const World& world = town.world();
    int children = 0;
    for (const Joined& one : joined_in_a_round(town)) {
        if (world.people.age(one.slot, world.week) >= 16) continue;
        ++children;
        REQUIRE(world.people.capacity[one.slot] == 0);
        REQUIRE_FALSE(world.people.has(one.slot, role::volunteer));
        REQUIRE(ages_of_group(world.city->place.groups[world.groups.all[one.group].kind].kind).youngest <= 15);
    }
    REQUIRE(children >= 10);
}

TEST_CASE("Where everybody asked is met in the neighbourhood whoever joins lives there, and where nobody is a member knew them", "[groups]") {
    const bool nearby = GENERATE(true, false);
    QuietTown town({"groups"}, asking(nearby ? 1 : 0));
    const World& world = town.world();
    const auto joined = joined_in_a_round(town);
    REQUIRE(joined.size() > 100);
    for (const Joined& one : joined) {
        if (nearby) {
            REQUIRE(world.people.neighbourhood[one.slot] == world.groups.all[one.group].neighbourhood);
            continue;
        }
        // Of the members before, or of those who joined the same week before them, somebody has a tie to them.
        std::set<Slot> knowing(one.before.begin(), one.before.end());
        knowing.insert(world.groups.members[one.group].begin(), world.groups.members[one.group].end());
        bool known = false;
        for (const Slot member : knowing) {
            for_each_tie(*world.city, world.ties, world.people, member, [&](const TieView& tie) { known = known || tie.target == one.slot; });
        }
        REQUIRE(known);
    }
}

TEST_CASE("Who has grown older than a group is for leaves at its next turn, but not who keeps it going", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.energy_wear", 0}}));
    World& world = town.world();
    const std::uint32_t g = groups_of(world, "youth").front();
    auto& members = world.groups.members[g];
    for (const Slot slot : members) change_memberships(world, slot, -1);
    members.clear();
    const auto add = [&](std::size_t count, int from, int upto) {
        for (Slot slot = 0; count > 0; ++slot) {
            const int age = world.people.age(slot, world.week);
            if (!world.people.alive(slot) || world.people.setting[slot] != Setting::home || age < from || age > upto || world.people.has(slot, role::volunteer)) continue;
            change_memberships(world, slot, 1);
            members.push_back(slot);
            --count;
        }
    };
    add(2, 30, 40);   // the first of them keeps it going
    add(5, 12, 15);
    add(1, 22, 25);
    world.groups.all[g].organisers = 1;
    world.groups.all[g].rent_per_week = 0;
    const std::vector<Slot> before = members;
    town.live(all_turns);
    REQUIRE(world.groups.members[g] == std::vector<Slot>{before[0], before[2], before[3], before[4], before[5], before[6]});
    REQUIRE(world.people.memberships[before[1]] == 0);
}

TEST_CASE("A grown-up may found a group for the young", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.found_rate", 150}}));
    const World& world = town.world();
    const std::size_t first = world.groups.all.size();
    town.live(26);
    int founded = 0, by_grown_ups = 0;
    for (const std::uint32_t g : groups_of(world, "youth")) {
        if (g < first) continue;
        ++founded;
        by_grown_ups += world.people.age(world.groups.members[g].front(), world.week) > 21 ? 1 : 0;
        for (std::size_t i = 1; i < world.groups.members[g].size(); ++i) REQUIRE(world.people.age(world.groups.members[g][i], world.week) <= 22);
    }
    REQUIRE(founded > 3);
    REQUIRE(by_grown_ups > founded / 2);  // most of those who could
}

TEST_CASE("Of a kind that has become rare more groups are founded, where founders mind", "[groups]") {
    const auto founded = [](double missed) {
        QuietTown town({"groups"}, still({{"groups.found_rate", 150}, {"groups.found_missed", missed}}));
        World& world = town.world();
        for (const std::uint32_t g : groups_of(world, "arts")) world.groups.all[g].weeks_in_debt = 52;  // they fold at their next turn
        town.live(all_turns);
        const auto gone = world.groups.all.size();
        town.live(26);
        double arts = 0;
        for (const std::uint32_t g : groups_of(world, "arts")) arts += g >= gone ? 1 : 0;
        return std::pair{arts, static_cast<double>(world.groups.all.size() - gone)};
    };
    const auto [minded, all_minded] = founded(10);
    const auto [unminded, all_unminded] = founded(0);
    REQUIRE(minded > 5);
    // As often as the place has them, by chance: an eighth of its groups.
    REQUIRE(unminded / all_unminded < 0.2);
    REQUIRE(minded / all_minded > 1.5 * unminded / all_unminded);
}
