#include "citizens_help.hpp"

using namespace topsoil;

TEST_CASE("People with no hour to spare take up no duty, asked or not", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(0, 5));
    begin_anew(town.world());
    leave_hours(town.world(), 0);
    town.live(all_turns);
    const std::int64_t before = town.total(Flow::own_duty_minutes);  // of those who had a duty when they were last counted
    town.live(all_turns);
    REQUIRE(givers(town.world()) == 0);
    REQUIRE(town.total(Flow::own_duty_minutes) == before);
}

TEST_CASE("People take duties up at their weekly chance, which grows with ties and belonging and falls with need and exhaustion", "[citizenship]") {
    constexpr double base = -4.5;
    QuietTown town({"citizenship"}, readiness(base, 0));
    World& world = town.world();
    begin_anew(world);
    Expected expected;
    for_everybody(world, [&](Slot slot) {
        if (!grown_up(world, slot)) return;
        const auto kind = world.people.key[slot] % 4;  // a quarter each: ties, belonging, exhaustion, none of them
        world.people.contact.edit(slot) = to_share16((kind == 0 ? 3.0 : 2.0) / 16);
        world.people.belonging.edit(slot) = to_share16(kind == 1 ? 0.67 : 0.55);
        world.people.exhaustion.edit(slot) = kind == 2 ? to_share16(1) : Share16{0};
        world.people.capacity.edit(slot) = static_cast<std::uint16_t>(world.people.committed[slot] + 10 * 60);
        if (world.people.setting[slot] != Setting::home && world.people.setting[slot] != Setting::communal) return;
        // Their own turn tells them first that they need not be so tired.
        const double rested = world.people.exhaustion[slot] == 0 ? 0 : 1 - (1 - std::pow(0.98, 8)) * (1 - std::clamp(1.5 * (static_cast<double>(world.people.committed[slot]) / world.people.capacity[slot] - 0.6), 0.0, 1.0));
        const double odds = base + (kind == 0 ? 0.5 : 0) + (kind == 1 ? 0.4 : 0) - 1.5 * rested - (world.people.need[slot] != NeedLevel::none ? 0.5 : 0);
        const double once = 1 - std::pow(1 - 1 / (1 + std::exp(-odds)), 8);
        for (int duty = 0; duty < 3; ++duty) expected.add(once);
    });
    town.live(all_turns);
    int begun = 0;
    for_everybody(world, [&](Slot slot) { begun += minutes_of_own_duties(world.people.citizenship[slot]) / own_duty_minutes; });
    require_count(begun, expected);
}

TEST_CASE("Duties are laid down at a yearly rate, more often by the exhausted and less often by those with company", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 0));
    World& world = town.world();
    begin_anew(world);
    Expected expected;
    int begun = 0;
    for_everybody(world, [&](Slot slot) {
        if (!grown_up(world, slot) || world.people.setting[slot] != Setting::home) return;
        let_take_up(world, slot, citizen::commons);
        world.people.capacity.edit(slot) = static_cast<std::uint16_t>(3 * world.people.committed[slot]);  // so much that nobody tires
        world.people.exhaustion.edit(slot) = 0;
        ++begun;
        expected.add(1 - std::exp(-0.35 * std::exp(world.people.memberships[slot] > 0 ? -0.3 : 0.0) * 8 / 52.18));
    });
    town.live(all_turns);
    require_count(begun - givers(world), expected);
}

TEST_CASE("Whoever has promised more than they would give, or moves into a care home, lays their duties down in their turn", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 0, {{"citizenship.lay_down_rate", 0}}));
    World& world = town.world();
    begin_anew(world);
    leave_hours(world, 10);
    const auto at_home = [&](Slot slot) { return grown_up(world, slot) && world.people.setting[slot] == Setting::home && world.people.committed[slot] == 0; };
    const Slot overloaded = first_person(world, at_home);
    const Slot easy = first_person(world, [&](Slot slot) { return slot > overloaded && at_home(slot); });
    for (const Slot slot : {overloaded, easy}) let_take_up(world, slot, citizen::commons | citizen::nature);
    world.people.capacity.edit(overloaded) = 70;
    town.live(all_turns);
    REQUIRE((world.people.citizenship[overloaded] & citizen::own_duty) == citizen::nature);  // one hour is what they have
    REQUIRE(world.people.committed[overloaded] == 60);
    REQUIRE((world.people.citizenship[easy] & citizen::own_duty) == (citizen::commons | citizen::nature));
    world.people.setting.edit(easy) = Setting::hospital;
    town.live(all_turns);
    REQUIRE_FALSE(gives(world, easy));
}

TEST_CASE("Giving all one has tires by the worked example, giving half of it never does, and rest helps", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 0));
    World& world = town.world();
    begin_anew(world);
    const auto promised = [&](Slot slot) { return grown_up(world, slot) && world.people.setting[slot] == Setting::home && world.people.committed[slot] >= 60; };
    const Slot all = first_person(world, promised);
    const Slot half = first_person(world, [&](Slot slot) { return slot > all && promised(slot); });
    for (const Slot slot : {all, half}) world.people.exhaustion.edit(slot) = 0;
    world.people.capacity.edit(all) = world.people.committed[all];
    world.people.capacity.edit(half) = static_cast<std::uint16_t>(2 * world.people.committed[half]);
    town.live(all_turns);
    // 0.03 x 0.4 a week against 0.02 X leads to 0.6; eight weeks go 1 - 0.98^8 = 14.9 % of the way.
    REQUIRE(as_share(world.people.exhaustion[all]) == Approx(0.0895).margin(0.001));
    REQUIRE(world.people.exhaustion[half] == 0);
    town.live(52 * 4);
    REQUIRE(as_share(world.people.exhaustion[all]) == Approx(0.6).margin(0.02));
    world.people.capacity.edit(all) = 30'000;
    town.live(all_turns);
    REQUIRE(as_share(world.people.exhaustion[all]) == Approx(0.6 * 0.851).margin(0.02));
}

TEST_CASE("Where being asked decides, only people who know somebody with the duty begin, and nobody where there is nobody to ask", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 400, {{"citizenship.lay_down_rate", 0}, {"citizenship.mobilisation_ceiling", 1}}));
    World& world = town.world();
    begin_anew(world);
    no_groups_ask(world);
    leave_hours(world, 20);
    town.live(all_turns);
    REQUIRE(givers(world) == 0);
    std::set<Slot> first;
    std::set<Slot> known;
    for_everybody(world, [&](Slot slot) {
        if (!grown_up(world, slot) || world.people.key[slot] % 50 != 0 || world.people.setting[slot] != Setting::home) return;
        let_take_up(world, slot, citizen::nature);
        first.insert(slot);
        for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) { known.insert(tie.target); });
    });
    QuietTown busy(world.branch(), {"citizenship"}, readiness(never, 400, {{"citizenship.mobilisation_ceiling", 1}}));
    town.live(1);
    int begun = 0;
    for_everybody(world, [&](Slot slot) {
        if (!gives(world, slot) || first.contains(slot)) return;
        ++begun;
        REQUIRE(known.contains(slot));
        REQUIRE((world.people.citizenship[slot] & citizen::own_duty) == citizen::nature);
    });
    REQUIRE(begun > 3);
    // Whoever has no time left asks nobody.
    for (const Slot slot : first) busy.world().people.capacity.edit(slot) = busy.world().people.committed[slot];
    busy.live(1);
    for_everybody(busy.world(), [&](Slot slot) { REQUIRE((!gives(busy.world(), slot) || first.contains(slot))); });
}

TEST_CASE("Asking brings no more people than it has ever been seen to bring", "[citizenship]") {
    constexpr double asking_decides = 400;
    const auto share_of = [](const World& world, NeighbourhoodId n) {
        double people = 0;
        double giving = 0;
        for_everybody(world, [&](Slot slot) {
            const bool here = world.people.setting[slot] == Setting::home || world.people.setting[slot] == Setting::communal;
            if (!here || !grown_up(world, slot) || world.people.neighbourhood[slot] != n) return;
            people += 1;
            giving += gives(world, slot) ? 1 : 0;
        });
        return std::pair{giving, people};
    };
    for (const double ceiling : {0.0, 0.05}) {
        QuietTown town({"citizenship"}, readiness(-40, asking_decides, {{"citizenship.lay_down_rate", 0}, {"citizenship.mobilisation_ceiling", ceiling}}));
        const World before = town.world().branch();
        leave_hours(town.world(), 20);
        town.live(52);
        for (NeighbourhoodId n = 0; n < before.city->neighbourhoods.size(); ++n) {
            CAPTURE(ceiling, n);
            const auto [gave, were] = share_of(before, n);
            const auto [give, are] = share_of(town.world(), n);
            // People reach sixteen in a year; who did since their neighbours' last turn is not counted yet.
            REQUIRE(give >= gave);
            REQUIRE(give <= (gave / were + ceiling) * are + 2);
            if (ceiling > 0) REQUIRE(give > gave + 0.9 * ceiling * were);
        }
    }
    QuietTown town({"citizenship"}, readiness(-40, asking_decides, {{"citizenship.lay_down_rate", 0}, {"citizenship.mobilisation_ceiling", 1}}));
    const int at_start = givers(town.world());
    leave_hours(town.world(), 20);
    town.live(52);
    REQUIRE(givers(town.world()) > at_start + 1'000);  // of some 4,000 grown-ups
}

TEST_CASE("Hours of duties outside groups are those of the people who have them", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 0, {{"citizenship.lay_down_rate", 0}}));
    World& world = town.world();
    begin_anew(world);
    leave_hours(world, 10);
    int people = 0;
    for_everybody(world, [&](Slot slot) {
        if (!grown_up(world, slot) || world.people.setting[slot] != Setting::home || people == 100) return;
        let_take_up(world, slot, citizen::commons);
        ++people;
    });
    town.live(all_turns);
    const std::int64_t before = town.total(Flow::duty_commons_minutes);
    town.live(1);
    REQUIRE(town.total(Flow::duty_commons_minutes) - before == 100 * 60);
}
