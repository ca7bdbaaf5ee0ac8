#include "groups_town.hpp"

using namespace topsoil;

TEST_CASE("Two organisers and fifty-five members settle at four fifths of their energy", "[groups]") {
    QuietTown town({"groups"}, still());
    const std::uint32_t g = arrange_group(town.world(), 55, 2);
    town.world().groups.all[g].energy = to_share16(0.3);
    town.live(400);
    REQUIRE(town.world().groups.all[g].alive == 1);
    // 0.02 (1 - E) = 0.006 (55 / 40) / 2
    REQUIRE(as_share(town.world().groups.all[g].energy) == Approx(1 - 0.3 * (55.0 / 40) / 2).margin(0.005));
}

TEST_CASE("A group that wears out its organisers folds within months unless somebody takes over", "[groups]") {
    const bool followed = GENERATE(false, true);
    QuietTown town({"groups"}, still({{"groups.energy_wear", 0.05}, {"groups.successor_chance", followed ? 1.0 : 0.0}}));
    const std::uint32_t g = arrange_group(town.world(), 60, 1);
    town.world().groups.all[g].energy = 0;
    town.live(2 * all_turns);
    REQUIRE(town.world().groups.all[g].alive == (followed ? 1 : 0));
}

TEST_CASE("A group of three folds and a group of four does not", "[groups]") {
    const std::size_t members = GENERATE(std::size_t{3}, std::size_t{4});
    QuietTown town({"groups"}, still());
    World& world = town.world();
    const std::uint32_t g = arrange_group(world, members, 1);
    const std::vector<Slot> people = world.groups.members[g];
    std::vector<int> belonged_to;
    for (const Slot slot : people) belonged_to.push_back(world.people.memberships[slot]);
    town.live(all_turns);
    REQUIRE(world.groups.all[g].alive == (members == 4 ? 1 : 0));
    if (members == 4) return;
    REQUIRE(world.groups.members[g].empty());
    for (std::size_t i = 0; i < people.size(); ++i) REQUIRE(world.people.memberships[people[i]] == belonged_to[i] - 1);
}

TEST_CASE("A group folds when it has owed its rent for half a year, and its books are closed", "[groups]") {
    QuietTown town({"groups"}, still());
    World& world = town.world();
    const std::uint32_t g = arrange_group(world, 20, 2);
    world.groups.all[g].income_per_week = 0;
    world.groups.all[g].rent_per_week = world.groups.all[g].cash + 1'000;  // in debt from its first meeting
    town.live(24);
    REQUIRE(world.groups.all[g].alive == 1);
    REQUIRE(world.groups.all[g].cash < 0);
    town.live(8);
    REQUIRE(world.groups.all[g].alive == 0);
    REQUIRE(world.groups.all[g].cash == 0);
}

TEST_CASE("Money that a group does not need for half a year is spent on what it does", "[groups]") {
    QuietTown town({"groups"}, still());
    World& world = town.world();
    const std::uint32_t g = arrange_group(world, 20, 2);
    world.groups.all[g].income_per_week = 5'000;
    town.live(208);
    // Income equals an eighth of what lies above the reserve of 200 pounds.
    REQUIRE(world.groups.all[g].cash == Approx(20'000 + 8 * 5'000 - 5'000).margin(10));
}

TEST_CASE("Where nobody joins or leaves, members stay members", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.energy_wear", 0}}));
    World& world = town.world();
    open_to_everybody(world);
    for (Group& group : world.groups.all) group.rent_per_week = 0;
    for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) world.groups.all[g].organisers = std::max<std::uint16_t>(1, world.groups.all[g].organisers);
    const auto before = memberships(world);
    town.live(all_turns);  // those who live in a care home leave at once
    const auto after_first = memberships(world);
    REQUIRE(after_first <= before);
    town.live(48);
    REQUIRE(memberships(world) == after_first);
    REQUIRE(town.total(Flow::groups_founded) == 0);
    REQUIRE(town.total(Flow::groups_folded) == 0);
}

TEST_CASE("Members leave at their yearly rate", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.leave_rate", 0.4}, {"groups.successor_chance", 1}}));
    const World& world = town.world();
    Expected expected;
    double left = 0;
    for (int week = 0; week < 3 * all_turns; ++week) {
        const auto before = world.groups.members;
        const auto groups = world.groups.all;
        town.live();
        for (std::size_t g = 0; g < groups.size(); ++g) {
            if (groups[g].alive == 0 || world.groups.all[g].alive == 0) continue;
            for (const Slot slot : before[g]) {
                if (world.people.setting[slot] == Setting::care_home) continue;
                expected.add(weekly_chance(0.4));
                left += std::find(world.groups.members[g].begin(), world.groups.members[g].end(), slot) == world.groups.members[g].end() ? 1 : 0;
            }
        }
    }
    require_count(left, expected);
}

TEST_CASE("Groups are founded at most as often as their rate says, and not at all where it is zero", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.found_rate", 10}}));
    World& world = town.world();
    Expected expected;
    for (int week = 0; week < 260; ++week) {
        for (const Neighbourhood& here : world.city->neighbourhoods) expected.add(10 / weeks_per_year / 4'082 * here.founders);
        town.live();
    }
    const auto founded = static_cast<double>(town.total(Flow::groups_founded));
    REQUIRE(founded <= expected.mean + 4 * std::sqrt(expected.variance));
    REQUIRE(founded > 0.5 * expected.mean);  // some find nobody with the time, or too few friends
}

TEST_CASE("A group that is founded has an organiser, at least five more members, and people of its age", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.found_rate", 40}}));
    const World& world = town.world();
    const std::size_t before = world.groups.all.size();
    town.live(1);
    for (int week = 0; week < 25; ++week) {
        const std::size_t known = world.groups.all.size();
        town.live();
        for (std::size_t g = known; g < world.groups.all.size(); ++g) {
            const Group& group = world.groups.all[g];
            REQUIRE(group.alive == 1);
            REQUIRE(group.organisers == 1);
            REQUIRE(world.groups.members[g].size() >= 6);
            REQUIRE(world.groups.members[g].size() <= 24);
            REQUIRE(world.people.has(world.groups.members[g][0], role::organiser));
            REQUIRE(world.people.neighbourhood[world.groups.members[g][0]] == group.neighbourhood);
        }
    }
    REQUIRE(world.groups.all.size() > before);
}

TEST_CASE("Grants found groups where founding answers to money, and none where it does not", "[groups]") {
    const double elasticity = GENERATE(0.0, 0.5);
    const auto founded = [&](Pence grant) {
        QuietTown town({"groups"}, still({{"groups.found_rate", 5}, {"groups.found_elasticity", elasticity}}));
        for (Pence& grants : town.world().commissioned.group_grants) grants = grant;
        town.live(208);
        return town.total(Flow::groups_founded);
    };
    if (elasticity > 0) {
        REQUIRE(founded(500'000) > founded(0));
    } else {
        REQUIRE(founded(500'000) == founded(0));
    }
}

TEST_CASE("Volunteers set their hours aside and have them back when their last group is gone", "[groups]") {
    QuietTown town({"groups"});
    World& world = town.world();
    std::int64_t volunteers = 0;
    for_everybody(world, [&](Slot slot) { volunteers += world.people.has(slot, role::volunteer) ? 1 : 0; });
    REQUIRE(volunteers > 100);
    for (auto& members : world.groups.members) members.resize(std::min<std::size_t>(members.size(), 3));  // all must fold
    for_everybody(world, [&](Slot slot) { world.people.memberships.edit(slot) = 0; });
    for (const auto& members : world.groups.members) {
        for (const Slot slot : members) ++world.people.memberships.edit(slot);
    }
    QuietTown folding(world.branch(), {"groups"}, still());
    folding.live(all_turns);
    for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) REQUIRE(folding.world().groups.all[g].alive == 0);
    for (const auto& members : world.groups.members) {
        for (const Slot slot : members) REQUIRE_FALSE(folding.world().people.has(slot, role::volunteer));
    }
}

TEST_CASE("Volunteers give each week the time they have set aside, shared over their groups", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.energy_wear", 0}}));
    World& world = town.world();
    open_to_everybody(world);
    for (Group& group : world.groups.all) {
        group.rent_per_week = 0;
        group.organisers = std::max<std::uint16_t>(1, group.organisers);
    }
    town.live(all_turns);  // residents of the care home are no longer members
    std::int64_t expected = 0;
    for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) {
        for (const Slot slot : world.groups.members[g]) {
            if (world.people.has(slot, role::volunteer)) expected += volunteer_minutes * all_turns / std::max<int>(1, world.people.memberships[slot]);
        }
    }
    const std::int64_t before = town.total(Flow::volunteer_minutes);
    town.live(all_turns);
    REQUIRE(expected > 0);
    REQUIRE(town.total(Flow::volunteer_minutes) - before == expected);
}

TEST_CASE("Who keeps a group going is known by it, and no more when they have given it up", "[groups]") {
    QuietTown town({"groups"}, parameters_with({{"groups.leave_rate", 0.4}}));
    const World& world = town.world();
    town.live(3 * 52);
    std::set<Slot> organise;
    for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
        const auto& members = world.groups.members[g];
        for (std::size_t i = 0; i < std::min<std::size_t>(world.groups.all[g].organisers, members.size()); ++i) organise.insert(members[i]);
    }
    int named = 0, not_named = 0, of_old = 0;
    for_everybody(world, [&](Slot slot) {
        const bool organiser = world.people.has(slot, role::organiser);
        named += organiser && organise.contains(slot) ? 1 : 0;
        not_named += !organiser && organise.contains(slot) ? 1 : 0;
        of_old += organiser && !organise.contains(slot) ? 1 : 0;
    });
    REQUIRE(named > 20);
    REQUIRE(not_named * 10 < named);  // who gave up one of two groups, until the other's next turn
    REQUIRE(of_old * 10 < named);     // who is not among the first any more since their group's last turn
}

namespace {

std::int64_t hosted(const World& world) {
    std::int64_t count = 0;
    for (const Group& group : world.groups.all) count += group.hosted;
    return count;
}

}  // namespace

TEST_CASE("Groups in a shared place kept open pay no rent, as many as there is room for, and nobody who paid none before", "[groups]") {
    QuietTown town({"groups"}, still({{"groups.place_hosts", 2}}));
    World& world = town.world();
    town.live(8);
    const Pence usual = world.ledger.total(Account::group_rent);
    world.commissioned.shared_places.assign(3, 1);
    Pence saved = 0;
    town.live(1);
    for (const Group& group : world.groups.all) {
        saved += group.hosted != 0 ? group.rent_per_week : 0;
        if (group.hosted != 0) REQUIRE(group.rent_per_week > 0);
    }
    std::int64_t rooms = 0;  // two in each neighbourhood, where so many pay rent
    for (const auto& here : world.groups.in) rooms += std::min<std::int64_t>(2, std::count_if(here.begin(), here.end(), [&](std::uint32_t g) { return world.groups.all[g].rent_per_week > 0; }));
    REQUIRE(rooms >= 5);
    REQUIRE(hosted(world) == rooms);
    const Pence before = world.ledger.total(Account::group_rent);
    town.live(8);
    // Over eight weeks every group pays its way once; those that end meanwhile pay nothing either.
    REQUIRE(world.ledger.total(Account::group_rent) - before <= usual - 8 * saved);
}

TEST_CASE("When a shared place closes its groups pay rent again, or as many of them end as chance says", "[groups]") {
    for (const double ends : {0.0, 1.0}) {
        QuietTown town({"groups"}, still({{"groups.place_hosts", 13}, {"groups.ends_with_place", ends}}));
        World& world = town.world();
        world.commissioned.shared_places.assign(3, 1);
        town.live(1);
        const std::int64_t rooms = hosted(world);
        const std::int64_t folded = town.total(Flow::groups_folded);
        REQUIRE(rooms > 10);
        world.commissioned.shared_places.assign(3, 0);
        town.live(1);
        REQUIRE(hosted(world) == 0);
        if (ends > 0) REQUIRE(town.total(Flow::groups_folded) - folded >= rooms);
    }
}

TEST_CASE("When a grant has ended for a quarter of a year organisers lose heart once, and a group that never had one loses none", "[groups]") {
    const auto energy_after = [](std::uint8_t granted, double lost, int turns) {
        QuietTown town({"groups"}, still({{"groups.energy_gain", 0}, {"groups.energy_wear", 0}, {"groups.grant_ends", lost}}));
        const std::uint32_t g = arrange_group(town.world(), 30, 2);
        town.world().groups.all[g].energy = to_share16(0.6);
        town.world().groups.all[g].granted = granted;
        town.live(turns * all_turns);
        return as_share(town.world().groups.all[g].energy);
    };
    CHECK(energy_after(1, 0.15, 1) == Approx(0.6).margin(1e-4));   // eight weeks without: it may still come
    CHECK(energy_after(1, 0.15, 2) == Approx(0.45).margin(1e-4));
    CHECK(energy_after(1, 0.15, 6) == Approx(0.45).margin(1e-4));  // once
    CHECK(energy_after(0, 0.15, 6) == Approx(0.6).margin(1e-4));
    CHECK(energy_after(1, 0, 6) == Approx(0.6).margin(1e-4));
}
