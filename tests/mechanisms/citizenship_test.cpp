#include "engine/digest.hpp"
#include "quiet_town.hpp"
#include "state/group_kinds.hpp"
#include "state/residents.hpp"
#include "state/standing.hpp"

using namespace topsoil;

namespace {

constexpr double never = -200;  // log odds

bool grown_up(const World& world, Slot slot) { return world.people.birth_week[slot] <= world.week - 16 * 52; }
bool gives(const World& world, Slot slot) { return (world.people.citizenship[slot] & citizen::own_duty) != 0; }
int givers(const World& world) {
    int sum = 0;
    for_everybody(world, [&](Slot slot) { sum += gives(world, slot) ? 1 : 0; });
    return sum;
}

void let_take_up(World& world, Slot slot, std::uint8_t bits) {
    const Minutes before = minutes_of_own_duties(world.people.citizenship[slot]);
    world.people.citizenship.edit(slot) |= bits;
    world.people.committed.edit(slot) = static_cast<std::uint16_t>(world.people.committed[slot] + minutes_of_own_duties(world.people.citizenship[slot]) - before);
}
/// Nobody has a duty outside groups.
void begin_anew(World& world) {
    for_everybody(world, [&](Slot slot) {
        world.people.committed.edit(slot) = static_cast<std::uint16_t>(world.people.committed[slot] - minutes_of_own_duties(world.people.citizenship[slot]));
        world.people.citizenship.edit(slot) = 0;
    });
}
/// Founders' ties of one person end.
void know_nobody(World& world, Slot slot) {
    const City& city = *world.city;
    const std::size_t shard = shard_of(slot);
    const auto level = world.ties.level.write(shard);
    for (std::uint32_t arc = city.ties.row_begin(slot); arc < city.ties.row_end(slot); ++arc) level[arc - city.shard_first_arc[shard]] = 0;
}
/// Everybody has so many hours left after what they have promised.
void leave_hours(World& world, int hours) {
    for_everybody(world, [&](Slot slot) { world.people.capacity.edit(slot) = static_cast<std::uint16_t>(world.people.committed[slot] + hours * 60); });
}
/// Groups of no duty that people can do outside them.
void no_groups_ask(World& world) {
    for (Group& group : world.groups.all) group.organisers = 0;
}

/// Log odds of beginning in each duty alike, and what else a test says.
ParameterSet readiness(double base, double asked, std::initializer_list<std::pair<std::string_view, double>> others = {}) {
    ParameterSet parameters = parameters_with({{"citizenship.start_welcoming", base}, {"citizenship.start_commons", base}, {"citizenship.start_nature", base}, {"citizenship.start_asked", asked}});
    for (const auto& [key, value] : others) parameters.set(key, value);
    return parameters;
}

}  // namespace

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

TEST_CASE("Giving all one has tires by the worked example; giving half of it never does, and rest helps", "[citizenship]") {
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
        for_each_tie(*world.city, world.ties, world.people.tie_page, slot, [&](const TieView& tie) { known.insert(tie.target); });
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

TEST_CASE("People who welcome others call on newcomers near them, who then know them; where they have no newcomers they call on nobody", "[citizenship]") {
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
    for_each_tie(*world.city, world.ties, world.people.tie_page, newcomer, [&](const TieView& tie) {
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
