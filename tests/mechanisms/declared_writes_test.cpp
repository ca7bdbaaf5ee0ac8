// A process changes only what it has declared, and one that is switched off is as if it had never been written.
#include "commissioning/catalogue.hpp"
#include "engine/digest.hpp"
#include "mechanisms/catalogue.hpp"
#include "quiet_town.hpp"
#include "topsoil/error.hpp"

using namespace topsoil;

namespace {

/// Lives weeks process by process with a guard that compares the whole state before and after each.
void live_guarded(SmallTown& town, int weeks) {
    World& world = town.world();
    WriteGuard guard(world);
    for (int week = 0; week < weeks; ++week) {
        town.simulation().luck().prepare(world.people, world.city->shards(), world.week, town.team());
        Living living = town.living();
        for (const Scheduled& one : town.simulation().schedule()) {
            one.process->live_week(living);
            guard.check(*one.declaration);
        }
        ++world.week;
    }
    check_everything(world);
}

/// The settled town lives without one process: not made, its luck not known.
std::uint64_t lived_without(std::string_view absent, int weeks, const std::string& regime = "tendered") {
    World world = settled_world();
    const ParameterSet parameters;
    const LeverVector levers = shipped_levers(regime);
    std::vector<Scheduled> schedule;
    for (const MechanismDeclaration* one : mechanisms_catalogue()) {
        if (one->name != absent) schedule.push_back({one, one->make(view_of(parameters, one->name))});
    }
    for (const CommissioningDeclaration* one : commissioning_catalogue()) schedule.push_back({one, one->make(view_of(parameters, one->name), levers)});
    std::stable_sort(schedule.begin(), schedule.end(), [](const Scheduled& a, const Scheduled& b) { return a.declaration->phase < b.declaration->phase; });
    std::vector<LuckCell> cells;
    for (const Scheduled& one : schedule) cells.insert(cells.end(), one.declaration->luck.begin(), one.declaration->luck.end());
    Luck luck(test_seed, cells);
    Team team(1);
    {
        Living first{world, team, luck, test_seed, world.week};
        luck.prepare(world.people, world.city->shards(), world.week, team);
        for (Scheduled& one : schedule) one.process->begin(first);
        // Money has fallen free everywhere for what the regime arranges, as it does in later years.
        std::fill(world.commissioned.arranged.begin(), world.commissioned.arranged.end(), 1);
    }
    for (int week = 0; week < weeks; ++week) {
        luck.prepare(world.people, world.city->shards(), world.week, team);
        Living living{world, team, luck, test_seed, world.week};
        for (Scheduled& one : schedule) one.process->live_week(living);
        ++world.week;
    }
    return digest(world);
}

std::unique_ptr<Simulation> switched_off(std::string_view absent, Team& team) {
    auto town = std::make_unique<Simulation>(settled_world(), ParameterSet{}, shipped_levers("tendered"), test_seed, team);
    town->switch_off(absent);
    return town;
}

/// Candidates of each cell this week, by key.
std::vector<std::set<Key>> candidates(Simulation& town, Team& team, const std::set<Key>& among) {
    const World& world = town.world();
    town.luck().prepare(world.people, world.city->shards(), world.week, team);
    std::vector<std::set<Key>> found(luck_cells);
    for (unsigned cell = 0; cell < luck_cells; ++cell) {
        for (std::size_t shard = 0; shard < world.city->shards(); ++shard) {
            town.luck().for_candidates(cell, shard, world.week, [&](Slot slot) {
                if (world.people.alive(slot) && among.contains(world.people.key[slot])) found[cell].insert(world.people.key[slot]);
            });
        }
    }
    return found;
}

}  // namespace

TEST_CASE("In a year no process changes anything it has not declared", "[declared_writes]") {
    const std::string regime = GENERATE("tendered", "gardening");
    SmallTown town(regime, 1, parameters_with({{"home_care.rare_share", 0.5}, {"workforce.rare_known", 0}}));  // else hardly anybody learns anything in a year
    REQUIRE_NOTHROW(live_guarded(town, 52));
    REQUIRE(town.world().flows.total(Flow::rare_trained) > 0);
}

TEST_CASE("The guard notices a process that writes what it has not declared", "[declared_writes]") {
    World world = settled_world();
    WriteGuard guard(world);
    const ProcessDeclaration honest{"honest", Phase::need, "", {}, {"people.belonging"}, {}, {}};
    const ProcessDeclaration whole{"whole", Phase::need, "", {}, {"people"}, {}, {}};
    const ProcessDeclaration silent{"silent", Phase::need, "", {}, {"people.belonging_of_others"}, {}, {}};
    const auto write = [&] { world.people.belonging.edit(0) = static_cast<Share16>(world.people.belonging[0] ^ 1); };
    write();
    REQUIRE_NOTHROW(guard.check(honest));
    write();
    REQUIRE_NOTHROW(guard.check(whole));
    write();
    REQUIRE_THROWS_AS(guard.check(silent), RunError);
}

TEST_CASE("Every field that a process says it reads or writes is one that the world has", "[declared_writes]") {
    World world = settled_world();
    std::vector<std::string> fields;
    world.visit([&](const Field& field, auto&) { fields.emplace_back(field.name); });
    for (const ProcessDeclaration* process : all_processes()) {
        for (const auto* list : {&process->reads, &process->writes}) {
            for (const std::string_view named : *list) {
                CAPTURE(process->name, named);
                REQUIRE(std::any_of(fields.begin(), fields.end(), [&](const std::string& field) { return field == named || field.starts_with(std::string(named) + "."); }));
            }
        }
    }
}

TEST_CASE("A mechanism that is switched off is as if it had never been there", "[declared_writes]") {
    constexpr int weeks = 9;  // past two sets of luck lists
    for (const MechanismDeclaration* mechanism : mechanisms_catalogue()) {
        CAPTURE(mechanism->name);
        Team team(1);
        const auto town = switched_off(mechanism->name, team);
        town->begin();
        for (int week = 0; week < weeks; ++week) town->live_week();
        REQUIRE(digest(town->world()) == lived_without(mechanism->name, weeks));
    }
}

TEST_CASE("Each mechanism makes a difference", "[declared_writes]") {
    // Assemblies sit only where a regime calls them; it takes some weeks until somebody in a small town employs an assistant.
    constexpr int weeks = 26;
    const std::uint64_t with_all = lived_without("none of them", weeks, "gardening");
    for (const MechanismDeclaration* mechanism : mechanisms_catalogue()) {
        CAPTURE(mechanism->name);
        if (mechanism->name == "exclusion") continue;  // it has had its say before the first week: exclusion_test
        REQUIRE(lived_without(mechanism->name, weeks, "gardening") != with_all);
    }
}

TEST_CASE("Switching a mechanism off leaves everybody the luck they had in all else", "[declared_writes]") {
    const auto founders = keys_of(settled_world(), [](Slot) { return true; });
    Team team(1);
    Simulation all(settled_world(), ParameterSet{}, shipped_levers("tendered"), test_seed, team);
    std::vector<std::vector<std::set<Key>>> usual;
    std::set<Key> present = founders;
    for (int week = 0; week < 12; ++week) {
        usual.push_back(candidates(all, team, founders));
        all.live_week();
    }
    present = keys_of(all.world(), [&](Slot s) { return founders.contains(all.world().people.key[s]); });
    for (const MechanismDeclaration* mechanism : mechanisms_catalogue()) {
        CAPTURE(mechanism->name);
        const auto town = switched_off(mechanism->name, team);
        for (int week = 0; week < 12; ++week) {
            const auto here = keys_of(town->world(), [](Slot) { return true; });
            const auto found = candidates(*town, team, founders);
            for (unsigned cell = 0; cell < luck_cells; ++cell) {
                // Whoever lives through the twelve weeks in the usual world, and lives here now, is a candidate in both or in neither.
                for (const Key key : usual[static_cast<std::size_t>(week)][cell]) {
                    if (present.contains(key) && here.contains(key)) REQUIRE(found[cell].contains(key));
                }
                for (const Key key : found[cell]) {
                    if (present.contains(key)) REQUIRE(usual[static_cast<std::size_t>(week)][cell].contains(key));
                }
            }
            town->live_week();
        }
    }
}

TEST_CASE("The same year is lived by one, two and seven threads", "[declared_writes]") {
    const auto lived = [](int threads) {
        SmallTown town("tendered", threads);
        town.live(20);
        return digest(town.world());
    };
    const std::uint64_t alone = lived(1);
    REQUIRE(lived(2) == alone);
    REQUIRE(lived(7) == alone);
}
