#include "engine/digest.hpp"
#include "quiet_town.hpp"

using namespace topsoil;

namespace {

/// A town in which every neighbourhood has an assembly (1: who comes forward, 2: by lot).
void call_assemblies(World& world, std::int64_t kind) { world.commissioned.assembly.assign(world.city->neighbourhoods.size(), kind); }

std::size_t seated(const World& world) {
    std::size_t sum = 0;
    for (const auto& members : world.groups.assembly) sum += members.size();
    return sum;
}

double share_in_middle_of_life(const World& world) {
    double of_age = 0;
    for (const auto& members : world.groups.assembly) {
        for (const Slot slot : members) of_age += world.people.age(slot, world.week) >= 50 && world.people.age(slot, world.week) < 75 ? 1 : 0;
    }
    return of_age / static_cast<double>(seated(world));
}

}  // namespace

TEST_CASE("Where officers decide nobody sits in an assembly and nobody's time is taken", "[assemblies]") {
    QuietTown town({"assemblies"});
    const std::uint64_t before = digest(town.world());
    town.live(20);
    town.world().week -= 20;
    REQUIRE(digest(town.world()) == before);
    REQUIRE(town.total(Flow::assembly_minutes) == 0);
}

TEST_CASE("An assembly has twenty-five members, who live there, are grown up and give it two hours a month", "[assemblies]") {
    QuietTown town({"assemblies"});
    World& world = town.world();
    call_assemblies(world, 1);
    std::int64_t committed = 0;
    for_everybody(world, [&](Slot slot) { committed += world.people.committed[slot]; });
    town.live(1);
    std::int64_t after = 0;
    for_everybody(world, [&](Slot slot) { after += world.people.committed[slot]; });
    REQUIRE(seated(world) == 75);
    REQUIRE(after - committed == 75 * assembly_minutes);
    REQUIRE(town.total(Flow::assembly_minutes) == 75 * assembly_minutes);
    for (NeighbourhoodId n = 0; n < 3; ++n) {
        std::set<Slot> once;
        for (const Slot slot : world.groups.assembly[n]) {
            REQUIRE(once.insert(slot).second);
            REQUIRE(world.people.neighbourhood[slot] == n);
            REQUIRE(world.people.age(slot, world.week) >= 18);
            REQUIRE(world.people.has(slot, role::assembly));
            REQUIRE(world.people.committed[slot] <= world.people.capacity[slot]);
        }
    }
}

TEST_CASE("Those who come forward are in the middle of life more often than those drawn by lot", "[assemblies]") {
    double forward = 0;
    double lot = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        QuietTown first({"assemblies"}, {}, seed);
        QuietTown second({"assemblies"}, {}, seed);
        call_assemblies(first.world(), 1);
        call_assemblies(second.world(), 2);
        first.live(1);
        second.live(1);
        forward += share_in_middle_of_life(first.world()) / 8;
        lot += share_in_middle_of_life(second.world()) / 8;
    }
    INFO(forward << " of those who come forward, " << lot << " by lot");
    // exp(1) times as readily: a share p of the adults becomes e p / (e p + 1 - p), give or take the 600 seats drawn.
    REQUIRE(forward == Approx(2.718 * lot / (2.718 * lot + 1 - lot)).margin(0.08));
    REQUIRE(forward > lot + 0.1);
}

TEST_CASE("Where nothing draws some people forward, an assembly of those who come is an assembly by lot", "[assemblies]") {
    const ParameterSet alike = parameters_with({{"assemblies.seat_middle_aged", 0}, {"assemblies.seat_settled", 0}});
    QuietTown first({"assemblies"}, alike);
    QuietTown second({"assemblies"}, alike);
    call_assemblies(first.world(), 1);
    call_assemblies(second.world(), 2);
    first.live(60);
    second.live(60);
    REQUIRE(first.world().groups.assembly == second.world().groups.assembly);
}

TEST_CASE("A new assembly sits every year, a member who moves away leaves an empty seat and takes their time back", "[assemblies]") {
    QuietTown town({"assemblies"});
    World& world = town.world();
    call_assemblies(world, 2);
    town.live(4);
    const auto first = world.groups.assembly[0];
    town.live(30);
    REQUIRE(world.groups.assembly[0] == first);
    const Slot leaver = first.front();
    world.people.setting.edit(leaver) = Setting::hospital;
    town.live(1);
    world.people.setting.edit(leaver) = Setting::home;
    REQUIRE(world.groups.assembly[0].size() == first.size() - 1);
    REQUIRE_FALSE(world.people.has(leaver, role::assembly));
    town.live(30);
    REQUIRE(world.groups.assembly[0] != first);
    REQUIRE(world.groups.assembly[0].size() == 25);
}

TEST_CASE("When officers decide again, members have their time back", "[assemblies]") {
    QuietTown town({"assemblies"});
    World& world = town.world();
    std::vector<std::uint16_t> before;
    for_everybody(world, [&](Slot slot) { before.push_back(world.people.committed[slot]); });
    call_assemblies(world, 1);
    town.live(10);
    call_assemblies(world, 0);
    town.live(1);
    std::vector<std::uint16_t> after;
    for_everybody(world, [&](Slot slot) { after.push_back(world.people.committed[slot]); });
    REQUIRE(after == before);
    REQUIRE(seated(world) == 0);
}

TEST_CASE("Nobody who was left out would have come forward more readily than those who sit", "[assemblies]") {
    QuietTown town({"assemblies"});
    World& world = town.world();
    call_assemblies(world, 1);
    const ParameterSet parameters;
    const Week week = world.week;
    const auto eagerness = [&](Slot slot) {
        const int age = world.people.age(slot, week);
        const double ready = (age >= 50 && age < 75 ? parameters.get("assemblies.seat_middle_aged") : 0) + (world.people.came_as(slot) == Origin::newcomer ? 0 : parameters.get("assemblies.seat_settled"));
        return ready + gumbel(draw(test_seed, Purpose{"assembly.seat"}, world.people.key[slot], week));
    };
    town.live(1);
    for (NeighbourhoodId n = 0; n < 3; ++n) {
        double least_inside = 100;
        for (const Slot slot : world.groups.assembly[n]) least_inside = std::min(least_inside, eagerness(slot));
        for_everybody(world, [&](Slot slot) {
            if (world.people.neighbourhood[slot] != n || world.people.setting[slot] != Setting::home || world.people.age(slot, week) < 18 || world.people.has(slot, role::assembly)) return;
            if (world.people.capacity[slot] < world.people.committed[slot] + assembly_minutes) return;
            REQUIRE(eagerness(slot) <= least_inside);
        });
    }
}
