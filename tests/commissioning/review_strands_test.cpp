// Reviews move money between the strands of a neighbourhood: packages, personal budgets, groups, shared places.
#include "catch.hpp"
#include "commissioning/allocation.hpp"
#include "commissioning/commissioning_help.hpp"
#include "commissioning/strands.hpp"

using namespace topsoil;

namespace {

constexpr std::int64_t whole = 1'000'000;
constexpr Week review_week = 60;  // no quarter day, so that what was seen stays as the test wrote it
constexpr std::size_t places = 3;
constexpr std::array<Strand, 3> beside_packages{Strand::budgets, Strand::groups, Strand::places};

using Change = std::function<void(ParameterSet&, LeverVector&)>;

/// A town with all four strands, due for review as one lot; nothing has changed in any of them.
struct Gardened {
    explicit Gardened(const Change& change = {}) : town(make(change)) {
        World& world = town.world();
        for (Lot& lot : world.home_care.lots) lot.next_review = review_week;
        world.commissioned.observed.assign(6 * strands * places, 200'000);
        world.commissioned.due.assign(places, 0);
        for (Group& group : world.groups.all) group.income_per_week = 20'000;  // so that groups could take up more
    }
    static Town make(const Change& change) {
        ParameterSet parameters;
        parameters.set("contracts.viable_hours", 0);
        parameters.set("reviews.noise", 0);
        parameters.set("reviews.miscredited", 0);
        parameters.set("reviews.review_cost", 0);
        LeverVector levers = shipped_levers("tendered");
        levers[Lever::contract_term_weeks] = 0;
        levers[Lever::lot_count] = 1;
        levers[Lever::review_every_weeks] = 52;
        levers[Lever::review_step] = 0.05;
        levers[Lever::personal_budgets] = 0.10;
        levers[Lever::community_share] = 0.002;
        levers[Lever::premises] = 1;
        if (change) change(parameters, levers);
        return Town(shipped_place("small-town"), parameters, levers);
    }
    /// A strand lacked so much less, in millionths, at the end of the year that a review looks back upon.
    static void better(World& world, Strand strand, std::int64_t by, std::size_t n) { world.commissioned.observed[(5 * strands + static_cast<std::size_t>(strand)) * places + n] += by; }
    static void better(World& world, Strand strand, std::int64_t by) {
        for (std::size_t n = 0; n < places; ++n) better(world, strand, by, n);
    }
    void review(World& world, std::uint64_t luck = test_seed) {
        for (Lot& lot : world.home_care.lots) lot.next_review = review_week;
        Living living = town.living_in(world, review_week, luck);
        town.part("reviews")->live_week(living);
    }
    /// What the levers give a strand in a neighbourhood a week; of packages what they leave.
    [[nodiscard]] double started(World& world, Strand strand, std::size_t n) const {
        if (strand != Strand::packages) return static_cast<double>(given_by_levers(world, strand, n));
        auto left = static_cast<double>(home_care_shares(world, 0, review_week)[n]);
        for (const Strand other : beside_packages) left -= started(world, other, n);
        return left;
    }
    [[nodiscard]] double now(World& world, Strand strand, std::size_t n) const {
        if (strand != Strand::packages) return started(world, strand, n) * static_cast<double>(reviewed_ppm(world, strand, n)) / whole;
        auto left = static_cast<double>(home_care_shares(world, 0, review_week)[n]);
        for (const Strand other : beside_packages) left -= now(world, other, n);
        return left;
    }
    Town town;
};

}  // namespace

// --- what moves -------------------------------------------------------------------------------------------------------------

TEST_CASE("Where groups alone did better they gain a full step, and packages, budgets and places bear it by what they have") {
    Gardened gardened;
    World& world = gardened.town.world();
    Gardened::better(world, Strand::groups, 100'000);
    gardened.review(world);
    // Falls of 0, 0, 0.1, 0: a mean of 0.025 and a spread of 0.0433. Groups lie 1.73 spreads above, which is cut to a full step; the
    // others 0.58 below, more than groups take, so each gives the same part of what it has.
    for (std::size_t n = 0; n < places; ++n) {
        INFO("neighbourhood " << n);
        const double groups = gardened.started(world, Strand::groups, n);
        const auto all = static_cast<double>(home_care_shares(world, 0, review_week)[n]);
        REQUIRE(groups > 0);
        CHECK(static_cast<double>(reviewed_ppm(world, Strand::groups, n)) == Approx(1'050'000).margin(2));
        for (const Strand other : {Strand::budgets, Strand::places}) CHECK(static_cast<double>(reviewed_ppm(world, other, n)) == Approx(1e6 * (1 - 0.05 * groups / (all - groups))).margin(2));
    }
}

TEST_CASE("Three tenths of what groups did is put down to the shared places beside them") {
    Gardened gardened([](ParameterSet& parameters, LeverVector&) { parameters.set("reviews.miscredited", 0.3); });
    World& world = gardened.town.world();
    Gardened::better(world, Strand::groups, 100'000);
    gardened.review(world);
    // 0, 0, 0.07, 0.03: mean 0.025, spread 0.02872; groups 1.57 spreads above, places 0.1741 of one, that much of a step.
    for (std::size_t n = 0; n < places; ++n) {
        CHECK(static_cast<double>(reviewed_ppm(world, Strand::groups, n)) == Approx(1'050'000).margin(2));
        CHECK(static_cast<double>(reviewed_ppm(world, Strand::places, n)) == Approx(1'008'704).margin(3));
        CHECK(reviewed_ppm(world, Strand::budgets, n) < whole);
    }
}

TEST_CASE("What a strand has grown by it must do more: at one and a half of its money the same result counts two thirds") {
    Gardened gardened;
    World& world = gardened.town.world();
    // Places lack 0.12 less for one and a half of their money, groups 0.10 less for theirs: 0.08 against 0.10 a pound.
    for (std::size_t n = 0; n < places; ++n) reviewed_ppm(world, Strand::places, n) = whole * 3 / 2;
    Gardened::better(world, Strand::groups, 100'000);
    Gardened::better(world, Strand::places, 120'000);
    Gardened::better(world, Strand::budgets, 90'000);
    Gardened::better(world, Strand::packages, 90'000);
    gardened.review(world);
    for (std::size_t n = 0; n < places; ++n) {
        CHECK(reviewed_ppm(world, Strand::groups, n) > whole);
        CHECK(reviewed_ppm(world, Strand::places, n) < whole * 3 / 2);
    }
}

TEST_CASE("Lots learn from each other: where groups did well elsewhere, ten answers to the contrary do not outweigh it") {
    Gardened gardened([](ParameterSet& parameters, LeverVector& levers) {
        parameters.set("reviews.answers", 10);
        parameters.set("reviews.answers_by_fifth", 0);
        levers[Lever::lot_count] = 3;
    });
    World& world = gardened.town.world();
    for (Lot& lot : world.home_care.lots) lot.next_review = 10'000;
    const auto& lot_of = world.home_care.lot_of;
    // A third of the weight is the lot's own, two thirds what the others say: -0.1 / 3 + 2 x 0.1 / 3 > 0.
    Gardened::better(world, Strand::groups, 100'000);
    Gardened::better(world, Strand::groups, -200'000, 0);
    world.home_care.lots[lot_of[0]].next_review = review_week;
    Living living = gardened.town.living_in(world, review_week, test_seed);
    gardened.town.part("reviews")->live_week(living);
    CHECK(reviewed_ppm(world, Strand::groups, 0) > whole);
    for (std::size_t n = 1; n < places; ++n) CHECK(reviewed_ppm(world, Strand::groups, n) == whole);  // nobody reviewed them
}

TEST_CASE("What happened to strands in the last quarter is not seen yet, and where nothing changed nothing moves") {
    Gardened gardened;
    World& world = gardened.town.world();
    for (std::size_t i = 0; i < strands * places; ++i) world.commissioned.observed[i] = static_cast<std::int64_t>(i) * 50'000;
    gardened.review(world);
    CHECK(world.commissioned.strand_ppm == std::vector<std::int64_t>(places * 3, whole));
}

TEST_CASE("Where there is one strand a review changes nothing, however loud the noise, and so where the step is none") {
    for (const bool one_strand : {true, false}) {
        Gardened gardened([one_strand](ParameterSet& parameters, LeverVector& levers) {
            parameters.set("reviews.noise", 10);
            if (!one_strand) levers[Lever::review_step] = 0;
            if (one_strand) levers[Lever::personal_budgets] = levers[Lever::community_share] = levers[Lever::premises] = 0;
        });
        for (std::uint64_t luck = 1; luck <= 20; ++luck) {
            World world = gardened.town.world().branch();
            Gardened::better(world, Strand::packages, 100'000);
            gardened.review(world, luck);
            CHECK(world.commissioned.strand_ppm == std::vector<std::int64_t>(places * 3, whole));
            CHECK(world.commissioned.home_care_ppm == std::vector<std::int64_t>(places, whole));
        }
    }
}

TEST_CASE("A strand of which nobody can tell stays as it is while the others are weighed") {
    Gardened gardened;
    World& world = gardened.town.world();
    Gardened::better(world, Strand::groups, 100'000);
    for (std::size_t n = 0; n < places; ++n) world.commissioned.observed[(1 * strands + static_cast<std::size_t>(Strand::budgets)) * places + n] = -1;  // nobody held one a quarter ago
    gardened.review(world);
    for (std::size_t n = 0; n < places; ++n) {
        CHECK(reviewed_ppm(world, Strand::budgets, n) == whole);
        CHECK(reviewed_ppm(world, Strand::groups, n) > whole);
    }
}

// --- money ------------------------------------------------------------------------------------------------------------------

TEST_CASE("Moves between strands sum to nothing, to the penny, in every neighbourhood") {
    Gardened gardened([](ParameterSet& parameters, LeverVector&) { parameters.set("reviews.noise", 10); });
    const auto all_strands = [&](World& world) {
        Living living = gardened.town.living_in(world, review_week, test_seed);
        gardened.town.part("arrangements")->begin(living);
        gardened.town.part("accounts")->settle(living);
        std::vector<Pence> sum;
        for (std::size_t n = 0; n < places; ++n) sum.push_back(world.commissioned.home_care_budget[n] + world.commissioned.group_grants[n] + world.commissioned.standing[n]);
        return sum;
    };
    World before = gardened.town.world().branch();
    const auto as_levers_say = all_strands(before);
    for (std::uint64_t luck = 1; luck <= 40; ++luck) {
        World world = gardened.town.world().branch();
        gardened.review(world, luck);
        CHECK(world.commissioned.strand_ppm != std::vector<std::int64_t>(places * 3, whole));
        CHECK(all_strands(world) == as_levers_say);
        CHECK(world.commissioned.group_grants != before.commissioned.group_grants);
    }
}

TEST_CASE("A personal budget that a review takes from is offered to fewer, groups it takes from get less, and shared places close earlier at once") {
    Gardened gardened;
    World& world = gardened.town.world();
    const auto grants = world.commissioned.group_grants;
    for (std::size_t n = 0; n < places; ++n) {
        reviewed_ppm(world, Strand::budgets, n) = 900'000;
        reviewed_ppm(world, Strand::groups, n) = 800'000;
        reviewed_ppm(world, Strand::places, n) = 700'000;
    }
    for (Client& client : world.home_care.clients) client.file = nobody;  // no packages promised: nothing hangs on what they leave
    Living living = gardened.town.living_in(world, 0, test_seed);
    const Pence paid = world.ledger.total(Account::premises);
    gardened.town.part("arrangements")->live_week(living);
    gardened.town.part("accounts")->settle(living);
    for (std::size_t n = 0; n < places; ++n) {
        const Pence by_levers = static_cast<Pence>(0.10 * static_cast<double>(home_care_shares(world, 0, 0)[n]));
        REQUIRE(by_levers > 0);
        CHECK(world.commissioned.budget_money[n] == by_levers * 9 / 10);
        CHECK(world.commissioned.group_grants[n] == grants[n] * 8 / 10);
    }
    CHECK(world.ledger.total(Account::premises) - paid == 3 * (weekly_part(2'500'000, 0) * 7 / 10));
}

TEST_CASE("Longer opening hours wait until the packages promised leave room, shorter ones do not") {
    Gardened gardened;
    World& world = gardened.town.world();
    const auto arrange = [&](Pence budget, std::int64_t hours) {
        world.commissioned.home_care_budget.assign(places, budget);
        for (std::size_t n = 0; n < places; ++n) reviewed_ppm(world, Strand::places, n) = hours;
        Living living = gardened.town.living_in(world, 0, test_seed);
        gardened.town.part("arrangements")->live_week(living);
        return world.commissioned.opening_ppm;
    };
    CHECK(arrange(-1'000'000'000, 1'100'000) == std::vector<std::int64_t>(places, whole));
    CHECK(world.commissioned.standing[0] >= weekly_part(2'500'000, 0) * 11 / 10);  // their money is kept back meanwhile
    CHECK(arrange(1'000'000'000, 1'100'000) == std::vector<std::int64_t>(places, 1'100'000));
    CHECK(arrange(-1'000'000'000, 900'000) == std::vector<std::int64_t>(places, 900'000));
}

TEST_CASE("However many reviews see noise alone, no strand comes below half of what levers give it or above half as much again") {
    Gardened gardened([](ParameterSet& parameters, LeverVector& levers) {
        parameters.set("reviews.noise", 10);
        parameters.set("reviews.strand_response", 5);
        levers[Lever::review_step] = 0.10;
        levers[Lever::review_every_weeks] = 260;
    });
    World& world = gardened.town.world();
    double least = 2, most = 0;
    for (std::uint64_t luck = 1; luck <= 100; ++luck) {
        gardened.review(world, luck);
        for (const Strand strand : {Strand::packages, Strand::budgets, Strand::groups, Strand::places}) {
            for (std::size_t n = 0; n < places; ++n) {
                const double of_start = gardened.now(world, strand, n) / gardened.started(world, strand, n);
                CHECK((of_start >= 0.4999 && of_start <= 1.5001));
                least = std::min(least, of_start);
                most = std::max(most, of_start);
            }
        }
    }
    CHECK(least < 0.51);  // the limits are reached
    CHECK(most > 1.4);
}

TEST_CASE("Groups gain nothing beyond half of what they live on, which is all that they can take up") {
    for (const bool rich : {true, false}) {
        Gardened gardened([](ParameterSet&, LeverVector& levers) { levers[Lever::community_share] = 0.01; });
        World& world = gardened.town.world();
        for (std::size_t n = 0; n < places; ++n) {
            for (const std::uint32_t g : world.groups.in[n]) world.groups.all[g].income_per_week = rich ? 1'000'000 : 1;
        }
        Gardened::better(world, Strand::groups, 100'000);
        gardened.review(world);
        for (std::size_t n = 0; n < places; ++n) CHECK((reviewed_ppm(world, Strand::groups, n) > whole) == rich);
    }
}

TEST_CASE("Whatever reviews move between strands, the public pays the same to the penny, and every penny is somewhere") {
    const auto outlay = [](double step) {
        Gardened gardened([step](ParameterSet& parameters, LeverVector& levers) {
            parameters.set("reviews.noise", 1);
            levers[Lever::review_step] = step;
            levers[Lever::review_every_weeks] = 13;
        });
        for (Lot& lot : gardened.town.world().home_care.lots) lot.next_review = 3;
        gardened.town.live(80);
        check_everything(gardened.town.world());
        const World& world = gardened.town.world();
        CHECK((world.commissioned.strand_ppm != std::vector<std::int64_t>(places * 3, whole)) == (step > 0));
        return std::pair{world.flows.total(Flow::council_outlay_pence), world.ledger.sum()};
    };
    CHECK(outlay(0) == outlay(0.10));
}

// --- noise ------------------------------------------------------------------------------------------------------------------

namespace {

/// What groups gain where four draws stand in for what was heard: in spreads above their mean, a full step at most, gains and losses made equal.
double walk_of_groups(const std::array<double, strands>& money, std::uint64_t luck, double step) {
    std::array<double, strands> moves{};
    double mean = 0, square = 0, gains = 0, losses = 0;
    for (std::size_t s = 0; s < strands; ++s) mean += (moves[s] = normal(block(luck, Purpose{"test.walk"}, 1, 0, static_cast<std::uint32_t>(s)))) / strands;
    for (const double drawn : moves) square += (drawn - mean) * (drawn - mean);
    for (std::size_t s = 0; s < strands; ++s) {
        moves[s] = std::clamp((moves[s] - mean) / std::sqrt(square / strands), -1.0, 1.0) * step * money[s];
        (moves[s] > 0 ? gains : losses) += std::abs(moves[s]);
    }
    const double groups = moves[static_cast<std::size_t>(Strand::groups)];
    return groups * std::min(gains, losses) / (groups > 0 ? gains : losses) / money[static_cast<std::size_t>(Strand::groups)];
}

}  // namespace

TEST_CASE("A review that hears nothing but noise moves money as a walk of the same step would, and no better") {
    Gardened gardened([](ParameterSet& parameters, LeverVector&) { parameters.set("reviews.noise", 10); });
    std::array<double, strands> money{};
    for (std::size_t s = 0; s < strands; ++s) money[s] = gardened.started(gardened.town.world(), static_cast<Strand>(s), 0);
    constexpr int reviews = 600;
    double sum = 0, squares = 0, differing = 0, walked = 0;
    for (std::uint64_t luck = 1; luck <= reviews; ++luck) {
        World well = gardened.town.world().branch();
        World ill = gardened.town.world().branch();
        Gardened::better(well, Strand::groups, 10'000);
        Gardened::better(ill, Strand::groups, -10'000);
        gardened.review(well, luck);
        gardened.review(ill, luck);
        const double move = static_cast<double>(reviewed_ppm(well, Strand::groups, 0) - whole) / whole;
        const double walk = walk_of_groups(money, luck, 0.05);
        sum += move;
        squares += move * move;
        walked += walk * walk;
        differing += std::abs(static_cast<double>(reviewed_ppm(well, Strand::groups, 0) - reviewed_ppm(ill, Strand::groups, 0))) / whole;
    }
    const double spread = std::sqrt(squares / reviews);
    CHECK(spread == Approx(std::sqrt(walked / reviews)).epsilon(0.1));
    CHECK(std::abs(sum / reviews) < 4 * spread / std::sqrt(reviews));
    // Whether groups did well or ill makes next to no difference to what they are given.
    CHECK(differing / reviews < 0.02 * spread);
}

TEST_CASE("A contract manager who buys the same review moves the same money between strands") {
    const auto moved = [](double term) {
        Gardened gardened([term](ParameterSet& parameters, LeverVector& levers) {
            parameters.set("reviews.noise", 0.2);
            levers[Lever::contract_term_weeks] = term;
        });
        Gardened::better(gardened.town.world(), Strand::budgets, 30'000);
        gardened.review(gardened.town.world());
        return gardened.town.world().commissioned.strand_ppm;
    };
    CHECK(moved(0) == moved(156));
    CHECK(moved(0) != std::vector<std::int64_t>(places * 3, whole));
}

// --- what is seen -----------------------------------------------------------------------------------------------------------

TEST_CASE("What is noted of strands is what people and groups could say: need unmet, members, rooms, and nothing where there is nobody to ask") {
    Gardened gardened;
    World& world = gardened.town.world();
    world.settings.assistants.clear();
    std::size_t meeting = 0;
    for (const std::uint32_t g : world.groups.in[1]) world.groups.all[g].hosted = meeting++ % 4 == 0 ? 1 : 0;
    const double elsewhere = 1 - static_cast<double>((meeting + 3) / 4) / static_cast<double>(meeting);
    world.commissioned.shared_places = {0, 1, 1};
    std::int64_t members = 0;
    for (const std::uint32_t g : world.groups.in[2]) members += static_cast<std::int64_t>(world.groups.members[g].size());
    note_results(world);
    const auto noted = [&](Strand strand, std::size_t n) { return world.commissioned.observed[static_cast<std::size_t>(strand) * places + n]; };
    for (std::size_t n = 0; n < places; ++n) CHECK(noted(Strand::budgets, n) == -1);
    CHECK(noted(Strand::places, 0) == -1);
    CHECK(static_cast<double>(noted(Strand::places, 1)) == Approx(1e6 * elsewhere).margin(1));
    const double people = world.city->neighbourhoods[2].founders;
    CHECK(static_cast<double>(noted(Strand::groups, 2)) == Approx(1e6 * (1 - static_cast<double>(members) / people)).margin(1));
    // Who holds a personal budget lacks what they lack, as people with packages do.
    const Client& client = *std::find_if(world.home_care.clients.begin(), world.home_care.clients.end(), [](const Client& one) { return one.file != nobody; });
    world.care.files.edit(client.file).unmet = static_cast<std::uint16_t>(world.care.files[client.file].need_minutes() / 4);
    Assistance post{};
    post.person = client.person;
    post.funding = Funding::personal_budget;
    world.settings.assistants.push_back(post);
    note_results(world);
    CHECK(static_cast<double>(noted(Strand::budgets, world.people.neighbourhood[client.person])) == Approx(250'000).margin(5'000));
    CHECK(noted(Strand::packages, world.people.neighbourhood[client.person]) >= 0);
}

TEST_CASE("What reviews have made of strands, and how long places are open, is part of the world and of its branches") {
    Gardened gardened;
    World& world = gardened.town.world();
    const std::uint64_t before = digest(world);
    World branch = world.branch();
    CHECK(digest(branch) == before);
    reviewed_ppm(branch, Strand::budgets, 2) += 1;
    const std::uint64_t moved = digest(branch);
    CHECK(moved != before);
    branch.commissioned.opening_ppm[1] -= 1;
    CHECK(digest(branch) != moved);
    branch.commissioned.opening_ppm[1] += 1;
    ++branch.commissioned.strand_money[4];
    CHECK(digest(branch) != moved);
    CHECK(digest(world) == before);
}
