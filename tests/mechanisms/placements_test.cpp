#include "quiet_town.hpp"

using namespace topsoil;

namespace {

constexpr double most = 0.004;

/// Nobody is taken in or comes home unless a test says so.
ParameterSet plain(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"placements.entry_rate", 0}, {"placements.home_rate", 0}, {"placements.foster_leave_rate", 0}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

[[nodiscard]] bool is_child(const World& world, Slot slot) { return world.people.setting[slot] == Setting::home && world.people.age(slot, world.week) < 17; }

double weight(int age) { return age < 1 ? 3.2 : (age < 5 ? 0.73 : (age < 10 ? 0.57 : (age < 16 ? 0.82 : 2.1))); }

[[nodiscard]] int strength(const World& world, Slot owner, Slot target) {
    int found = 0;
    for_each_tie(*world.city, world.ties, world.people, owner, [&](const TieView& tie) { found = tie.target == target ? tie.level : found; });
    return found;
}


}  // namespace

TEST_CASE("Children are taken in at the rate of their age and of their neighbourhood's deprivation", "[placements]") {
    QuietTown town({"placements"}, plain({{"placements.entry_rate", most}, {"placements.entry_deprivation", 2}}));
    const World& world = town.world();
    Expected expected;
    const std::int64_t before = town.total(Flow::children_entered);
    for (int week = 0; week < 52 * 16; ++week) {
        for_everybody(world, [&](Slot slot) {
            const int age = world.people.age(slot, world.week);
            if (world.people.setting[slot] != Setting::home || age >= 18) return;
            const double place = world.city->neighbourhoods[world.people.neighbourhood[slot]].deprivation;
            expected.add(weekly_chance(most * weight(age) * place * place));
        });
        town.live();
    }
    require_count(static_cast<double>(town.total(Flow::children_entered) - before), expected);
}

TEST_CASE("Where the rate is nothing no child is taken in, and where children never come home they stay until eighteen", "[placements]") {
    QuietTown town({"placements"}, plain());
    World& world = town.world();
    const auto looked_after = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::placement; });
    REQUIRE(!looked_after.empty());
    for (int week = 0; week < 104; ++week) {
        town.live();
        const auto now = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::placement; });
        REQUIRE(contains_all(looked_after, now));
        for_everybody(world, [&](Slot s) {
            // The week counted is over: whoever is eighteen by now leaves care in the next.
            if (looked_after.contains(world.people.key[s])) REQUIRE((world.people.setting[s] == Setting::placement) == (world.people.age(s, world.week - 1) < 18));
        });
    }
}

TEST_CASE("A looked-after child keeps the home they come back to, has nobody's care there, and is at home again when care ends", "[placements]") {
    QuietTown town({"placements"}, plain({{"placements.home_rate", 1}, {"placements.kin_share", 0}}));
    World& world = town.world();
    const std::size_t before = world.settings.placements.size();
    REQUIRE(before > 0);
    const Slot child = world.settings.placements[0].child;
    const HomeId home = world.people.home[child];
    town.live(52 * 8);
    REQUIRE(world.settings.placements.size() < before);
    if (world.people.setting[child] == Setting::home && world.people.age(child, world.week) < 18) REQUIRE(world.people.home[child] == home);
    REQUIRE(town.total(Flow::children_left) == static_cast<std::int64_t>(before - world.settings.placements.size()));
}

TEST_CASE("Kin take a child in where there are kin and they are asked", "[placements]") {
    QuietTown town({"placements"}, plain({{"placements.entry_rate", most}, {"placements.kin_share", 1}}));
    World& world = town.world();
    for (int week = 0; week < 400 && town.total(Flow::children_entered) == 0; ++week) town.live();
    const Placement placement = world.settings.placements.back();
    REQUIRE(town.total(Flow::children_entered) > 0);
    if (placement.carers != Carers::kin) {
        for_each_tie(*world.city, world.ties, world.people, placement.child, [&](const TieView& tie) {
            const int age = world.people.age(tie.target, world.week);
            REQUIRE_FALSE((tie.kind == TieKind::kin && age > 25 && age < 75 && world.people.setting[tie.target] == Setting::home && world.people.need[tie.target] == NeedLevel::none && world.people.home[tie.target] != world.people.home[placement.child]));
        });
    } else {
        REQUIRE(placement.carer_key == world.people.key[placement.carer]);
    }
}

TEST_CASE("The nearest foster family with room takes the child, and where no family has room an agency finds one", "[placements]") {
    const bool room = GENERATE(true, false);
    QuietTown town({"placements"}, plain({{"placements.entry_rate", most}, {"placements.kin_share", 0}, {"placements.childrens_home_share", 0}, {"placements.lodging_share", 0}, {"placements.foster_homes_per_1000", room ? 0.4 : 0}}));
    World& world = town.world();
    if (!room) {
        for (FosterHome& family : world.settings.foster_homes) family.places = family.taken;
    } else {
        for (FosterHome& family : world.settings.foster_homes) family.places = static_cast<std::uint8_t>(family.taken + 20);
    }
    for (int week = 0; week < 400 && town.total(Flow::children_entered) == 0; ++week) town.live();
    const Placement& placement = world.settings.placements.back();
    REQUIRE(placement.carers == (room ? Carers::foster : Carers::agency));
    if (!room) return;
    const auto metres = [&](Slot carer) { return distance_metres(world.city->home_point[world.people.home[placement.child]], world.city->home_point[world.people.home[carer]]); };
    for (const FosterHome& family : world.settings.foster_homes) {
        if (world.people.home[family.carer] != world.people.home[placement.child]) REQUIRE(metres(placement.carer) <= metres(family.carer));
    }
    REQUIRE((placement.near != 0) == (metres(placement.carer) <= 5'000));
    REQUIRE(strength(world, placement.child, placement.carer) > 0);
}

TEST_CASE("Ties of a child placed far away are loosened in both directions, those with kin less, and none is ended", "[placements]") {
    const bool far = GENERATE(true, false);
    QuietTown town({"placements"}, plain({{"placements.entry_rate", most}, {"placements.kin_share", 0}, {"placements.childrens_home_share", 0}, {"placements.lodging_share", 0}, {"placements.foster_homes_per_1000", 0},
                                          {"placements.agency_near", far ? 0 : 1}, {"placements.ties_kept_far", 0.5}, {"placements.kin_ties_kept_far", 0.75}, {"placements.ties_kept_near", 1}}));
    World& world = town.world();
    for (FosterHome& family : world.settings.foster_homes) family.places = family.taken;
    for (int week = 0; week < 400 && town.total(Flow::children_entered) == 0; ++week) {
        const World before = world.branch();
        town.live();
        if (town.total(Flow::children_entered) != 1) continue;
        const Slot child = world.settings.placements.back().child;
        int friends = 0;
        for_each_tie(*before.city, before.ties, before.people, child, [&](const TieView& tie) {
            const double kept = !far ? 1 : (tie.kind == TieKind::kin ? 0.75 : 0.5);
            REQUIRE(strength(world, child, tie.target) == std::max(1, static_cast<int>(tie.level * kept)));
            if (const int back = strength(before, tie.target, child); back > 0) REQUIRE(strength(world, tie.target, child) == std::max(1, static_cast<int>(back * kept)));
            ++friends;
        });
        REQUIRE(friends > 0);
        return;
    }
    FAIL("no child alone was ever taken in");
}

TEST_CASE("When a foster family stops, its children are placed anew the same week", "[placements]") {
    QuietTown town({"placements"}, plain({{"placements.kin_share", 0}}));
    World& world = town.world();
    const auto fostered = std::find_if(world.settings.placements.begin(), world.settings.placements.end(), [](const Placement& p) { return p.carers == Carers::foster; });
    REQUIRE(fostered != world.settings.placements.end());
    const Key child = fostered->key;
    const Slot carer = fostered->carer;
    world.people.need.edit(carer) = NeedLevel::low;
    open_file(world, carer);
    const std::int64_t moved = town.total(Flow::children_moved);
    town.live();
    REQUIRE(town.total(Flow::children_moved) > moved);
    for (const Placement& placement : world.settings.placements) {
        if (placement.key == child) REQUIRE((placement.carer != carer || placement.carers == Carers::kin));
    }
}

TEST_CASE("A child who was cared for at home is seen to elsewhere, and whom a young carer helped asks others", "[placements]") {
    QuietTown town({"placements"}, plain({{"placements.entry_rate", most}}));
    World& world = town.world();
    // Every child needs much and cares for somebody.
    const Slot cared = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) > 60; });
    const FileId asks = give_need(world, cared, NeedLevel::high);
    world.care.files.edit(asks).set(mark::asks, false);
    for_everybody(world, [&](Slot slot) {
        if (!is_child(world, slot) || world.people.care_file[slot] != nobody || world.people.age(slot, 0) < 10) return;
        (void)give_need(world, slot, NeedLevel::medium);
        start_care_tie(world, asks, slot, Tier::kin_near, 10, 0);
    });
    const std::int64_t before = town.total(Flow::children_entered);
    for (int week = 0; week < 200 && town.total(Flow::children_entered) < before + 12; ++week) town.live();
    int young_carers = 0;
    for (const Placement& placement : world.settings.placements) {
        const FileId file = world.people.care_file[placement.child];
        if (file == nobody) continue;
        REQUIRE(world.care.files[file].first_given == nobody);
        REQUIRE(world.care.files[file].first_received == nobody);
        ++young_carers;
    }
    REQUIRE(young_carers > 0);
    REQUIRE(world.care.files[asks].has(mark::asks));
}

TEST_CASE("More children are taken in where rates are higher, and none is spared", "[placements]") {
    QuietTown fewer({"placements"}, plain({{"placements.entry_rate", 0.001}}));
    QuietTown more({"placements"}, plain({{"placements.entry_rate", most}}));
    fewer.live(52 * 4);
    more.live(52 * 4);
    const auto taken_in = [](QuietTown& town) { return keys_of(town.world(), [&](Slot s) { return town.world().people.setting[s] == Setting::placement && town.world().people.age(s, town.world().week) < 17; }); };
    REQUIRE(contains_all(taken_in(more), taken_in(fewer)));
    REQUIRE(taken_in(more).size() > taken_in(fewer).size());
}

TEST_CASE("A parent's strain changes nothing unless it is assumed to", "[placements]") {
    const double effect = GENERATE(0.0, 1.0);
    const auto entered = [&](Share16 strain) {
        QuietTown town({"placements"}, plain({{"placements.entry_rate", most}, {"placements.entry_strain", effect}}));
        for_everybody(town.world(), [&](Slot slot) { town.world().people.strain.edit(slot) = strain; });
        const std::int64_t before = town.total(Flow::children_entered);
        town.live(52 * 4);
        return town.total(Flow::children_entered) - before;
    };
    if (effect == 0) {
        REQUIRE(entered(share_one) == entered(0));
    } else {
        REQUIRE(entered(share_one) > entered(0));
    }
}
