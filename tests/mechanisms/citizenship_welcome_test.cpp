#include "citizens_help.hpp"
#include "engine/digest.hpp"
#include "state/group_kinds.hpp"
#include "state/residents.hpp"
#include "state/standing.hpp"

using namespace topsoil;

TEST_CASE("A newcomer who knows two neighbours after a quarter of a year was welcomed, one who knows one was not", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 0));
    World& world = town.world();
    begin_anew(world);
    no_groups_ask(world);
    world.citizenship.newcomers.clear();
    const auto plain = [&](Slot slot) { return grown_up(world, slot) && world.people.setting[slot] == Setting::home && world.people.memberships[slot] == 0 && world.people.tie_page[slot] == nobody; };
    const Slot lonely = first_person(world, plain);
    const Slot met = first_person(world, [&](Slot slot) { return slot > lonely && plain(slot); });
    for (const Slot slot : {lonely, met}) know_nobody(world, slot);
    for (const Slot slot : {lonely, met}) world.citizenship.newcomers.push_back({world.people.key[slot], slot, static_cast<std::int16_t>(world.week), world.people.neighbourhood[slot]});
    const Slot other = first_person(world, [&](Slot slot) { return slot > met && grown_up(world, slot); });
    const Slot another = first_person(world, [&](Slot slot) { return slot > other && grown_up(world, slot); });
    add_tie(world, met, other, TieKind::neighbour, 60, world.week);
    add_tie(world, met, another, TieKind::neighbour, 60, world.week);
    add_tie(world, lonely, another, TieKind::neighbour, 60, world.week);
    town.live(welcome_weeks);
    REQUIRE(town.total(Flow::newcomers_settled) == 0);
    town.live(1);
    REQUIRE(town.total(Flow::newcomers_settled) == 2);
    REQUIRE(town.total(Flow::newcomers_welcomed) == 1);
    REQUIRE((world.people.citizenship[met] & citizen::welcomed) != 0);
    REQUIRE((world.people.citizenship[lonely] & citizen::welcomed) == 0);
    REQUIRE(world.citizenship.newcomers.empty());
}

TEST_CASE("People who welcome others call on newcomers near them, who then know them, where they have no newcomers they call on nobody", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 0, {{"citizenship.lay_down_rate", 0}, {"citizenship.newcomer_contact", 1}}));
    World& world = town.world();
    begin_anew(world);
    no_groups_ask(world);
    leave_hours(world, 10);
    const Slot newcomer = first_person(world, [&](Slot slot) { return grown_up(world, slot) && world.people.setting[slot] == Setting::home && world.people.tie_page[slot] == nobody; });
    const NeighbourhoodId here = world.people.neighbourhood[newcomer];
    know_nobody(world, newcomer);
    world.citizenship.newcomers.assign(1, {world.people.key[newcomer], newcomer, static_cast<std::int16_t>(world.week), here});
    std::set<Slot> callers;
    for_everybody(world, [&](Slot slot) {
        if (slot == newcomer || !grown_up(world, slot) || world.people.setting[slot] != Setting::home || world.people.home[slot] == world.people.home[newcomer] || world.people.key[slot] % 200 != 0) return;
        let_take_up(world, slot, citizen::welcoming);
        callers.insert(slot);
    });
    std::size_t near = 0;
    for (const Slot slot : callers) near += world.people.neighbourhood[slot] == here ? 1 : 0;
    town.live(all_turns);
    std::size_t known = 0;
    for_each_tie(*world.city, world.ties, world.people, newcomer, [&](const TieView& tie) {
        ++known;
        REQUIRE(callers.contains(tie.target));
        REQUIRE(world.people.neighbourhood[tie.target] == here);
    });
    REQUIRE(known == near);
    REQUIRE(near > 0);
    REQUIRE(near < callers.size());
}

TEST_CASE("Green places that nobody cares for lose a tenth of their condition in a year, and regain it when people do", "[citizenship]") {
    QuietTown town({"citizenship"}, readiness(never, 0, {{"citizenship.lay_down_rate", 0}}));
    World& world = town.world();
    begin_anew(world);
    leave_hours(world, 10);
    std::fill(world.citizenship.green_ppm.begin(), world.citizenship.green_ppm.end(), 1'000'000);
    world.week = 3 * 52;  // well into a run
    town.live(53);
    for (const std::int64_t ppm : world.citizenship.green_ppm) REQUIRE(static_cast<double>(ppm) / 1e6 == Approx(0.905).margin(0.012));
    for_everybody(world, [&](Slot slot) {
        if (grown_up(world, slot) && world.people.setting[slot] == Setting::home) let_take_up(world, slot, citizen::nature);
    });
    const auto before = world.citizenship.green_ppm;
    town.live(53);
    for (std::size_t n = 0; n < before.size(); ++n) {
        REQUIRE(world.citizenship.green_ppm[n] > before[n]);
        REQUIRE(world.citizenship.green_ppm[n] <= 1'000'000);
    }
}

TEST_CASE("Whether people are thanked changes nothing else in the city", "[citizenship]") {
    const auto lived = [](double thanked) {
        SmallTown town("tendered", 1, parameters_with({{"citizenship.thanked_chance", thanked}}));
        town.live(20);
        town.world().citizenship.standing_ppm.assign(2, 0);
        return digest(town.world());
    };
    REQUIRE(lived(0) == lived(1));
}

TEST_CASE("People who meet many others are seen more often than people who meet few", "[citizenship]") {
    QuietTown town({"citizenship"});
    World& world = town.world();
    const auto contacts = [&](Slot slot) { return world.people.key[slot] % 2 == 0 ? 0.5 : 4.0; };
    for_everybody(world, [&](Slot slot) { world.people.contact.edit(slot) = to_share16(contacts(slot) / 16); });
    const StandingWithOthers standing(world);
    Expected few;
    Expected many;
    int seen_few = 0;
    int seen_many = 0;
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::home || world.people.need[slot] != NeedLevel::none) return;
        (contacts(slot) < 1 ? few : many).add(1 - std::exp(-0.2 * 4 * contacts(slot)));
        (contacts(slot) < 1 ? seen_few : seen_many) += standing.seen(slot) ? 1 : 0;
    });
    require_count(seen_few, few);
    require_count(seen_many, many);
}

TEST_CASE("Of those who give seven in ten are thanked in eight weeks, and in the next eight weeks others than before", "[citizenship]") {
    QuietTown town({"citizenship"});
    World& world = town.world();
    Expected expected;
    Expected again;
    int thanked = 0;
    int both = 0;
    const StandingWithOthers now(world);
    World later = world.branch();
    later.week += turn_weeks;
    const StandingWithOthers then(later);
    for_everybody(world, [&](Slot slot) {
        if (world.people.committed[slot] == 0) {
            REQUIRE_FALSE(now.thanked(slot));
            return;
        }
        expected.add(0.7);
        again.add(0.49);
        thanked += now.thanked(slot) ? 1 : 0;
        both += now.thanked(slot) && then.thanked(slot) ? 1 : 0;
    });
    require_count(thanked, expected);
    require_count(both, again);
}

TEST_CASE("Every kind of group counts under one duty, and what no other duty names builds community", "[citizenship]") {
    REQUIRE(duty_of_group("friends_of") == Duty::nature);
    REQUIRE(duty_of_group("peer_support") == Duty::caring);
    REQUIRE(duty_of_group("allotment_society") == Duty::commons);
    REQUIRE(duty_of_group("cultural_community") == Duty::welcoming);
    REQUIRE(duty_of_group("tenants_and_residents") == Duty::deciding);
    REQUIRE(duty_of_group("book_club") == Duty::community);
    REQUIRE(duty_of_group("a kind that no place has yet") == Duty::community);
}
