#include "catch.hpp"
#include "commissioning/allocation.hpp"
#include "commissioning/commissioning_help.hpp"
#include "commissioning/strands.hpp"

using namespace topsoil;

namespace {

constexpr std::int64_t whole = 1'000'000;
constexpr Week review_week = 60;  // no quarter day, so that what was seen stays as the test wrote it

/// A town of three lots under stewardship, all due for review in the same week.
struct Stewardship {
    explicit Stewardship(const std::function<void(ParameterSet&, LeverVector&)>& change = {}) : town(make(change)) { arrange(town.world()); }

    static Town make(const std::function<void(ParameterSet&, LeverVector&)>& change) {
        ParameterSet parameters;
        parameters.set("contracts.viable_hours", 0);
        parameters.set("reviews.answers", 10);
        parameters.set("reviews.answers_by_fifth", 0);
        parameters.set("reviews.cost_creep", 0);
        LeverVector levers = shipped_levers("tendered");
        levers[Lever::contract_term_weeks] = 0;
        levers[Lever::lot_count] = 3;
        levers[Lever::review_every_weeks] = 52;
        levers[Lever::review_step] = 0.05;
        if (change) change(parameters, levers);
        return Town(shipped_place("small-town"), parameters, levers);
    }
    static void arrange(World& world) {
        for (Lot& lot : world.home_care.lots) lot.next_review = review_week;
        world.commissioned.home_care_ppm.assign(3, 750'000);
        world.commissioned.observed.assign(6 * strands * 3, 200'000);
        world.commissioned.due.assign(3, 0);
    }
    /// This lot alone is due; the neighbourhood that it is.
    std::size_t only_due(std::uint16_t lot) {
        HomeCare& care = town.world().home_care;
        for (std::uint16_t other = 0; other < care.lots.size(); ++other) care.lots[other].next_review = other == lot ? review_week : 10'000;
        return static_cast<std::size_t>(std::find(care.lot_of.begin(), care.lot_of.end(), lot) - care.lot_of.begin());
    }
    void review(World& world, std::uint64_t luck = test_seed) {
        Living living = town.living_in(world, review_week, luck);
        town.part("reviews")->live_week(living);
    }

    Town town;
};

/// One lot in which an hour costs 12 x 1.10 x 1.25 + 1 + 2 = 19.50 pounds: half of the fifth of time that is travel is paid, two pounds are overhead.
void set_costs(ParameterSet& parameters, LeverVector& levers) {
    parameters.set("workforce.wage", 12);
    parameters.set("accounts.on_costs", 1.25);
    parameters.set("accounts.mileage_and_supplies", 1);
    nobody_is_trained(parameters);
    levers[Lever::pay_basis] = 0.5;
    levers[Lever::lot_count] = 1;
}
void set_books(World& world, Pence fee) {
    for (Provider& provider : world.home_care.providers) {
        provider.fee_per_hour = fee;
        provider.contact_minutes = 60'000;
        provider.paid_minutes = 72'000;
        provider.fixed_per_week = 0;
        provider.variable_per_hour = 200;
        provider.coordination = 0;
    }
}

}  // namespace

TEST_CASE("Where nobody reviews, money, fees and bills stay as they are") {
    Stewardship none([](ParameterSet&, LeverVector& levers) { levers[Lever::review_every_weeks] = 0; });
    const std::uint64_t before = digest(none.town.world());
    for (Week week = 1; week <= 120; ++week) {
        Living living = none.town.living_in(none.town.world(), week, test_seed);
        none.town.part("reviews")->live_week(living);
    }
    // Unmet need is kept in mind every quarter all the same, for whoever reviews later.
    none.town.world().commissioned.observed.assign(6 * strands * 3, 200'000);
    CHECK(digest(none.town.world()) == before);
    CHECK(none.town.world().commissioned.home_care_ppm == std::vector<std::int64_t>(3, 750'000));
    CHECK(sum_of(none.town.world().commissioned.due) == 0);
}

TEST_CASE("A review of a lot that did better than the others by a tenth moves a sixth of the full step, and the others bear it") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector&) {
        parameters.set("reviews.noise", 0);
        parameters.set("reviews.response", 5);
    });
    World& world = stewards.town.world();
    // A year ago 30 % unmet in the first lot, a quarter ago 20 %. Ten answers weigh 10 / 30; 5 x 0.1 / 3 of a step of 0.05 is 8,333
    // millionths. The two others, where nothing changed, lose the same money between them, each as much for its size.
    const std::size_t first = stewards.only_due(0);
    world.commissioned.observed[5 * strands * 3 + first] = 300'000;
    stewards.review(world);
    const auto weights = allocation_weights(world, 0);
    const double lost = 8'333.0 * static_cast<double>(weights[first]) / static_cast<double>(sum_of(weights) - weights[first]);
    for (std::size_t n = 0; n < 3; ++n) {
        INFO("neighbourhood " << n);
        CHECK(static_cast<double>(world.commissioned.home_care_ppm[n]) == Approx(n == first ? 758'333 : 750'000 - lost).margin(3));
    }
}

TEST_CASE("A lot loses for having done worse what it would gain for having done better") {
    std::vector<std::int64_t> after[2];
    for (const bool better : {true, false}) {
        Stewardship stewards([](ParameterSet& parameters, LeverVector&) { parameters.set("reviews.noise", 0); });
        World& world = stewards.town.world();
        const std::size_t lot = stewards.only_due(1);
        world.commissioned.home_care_ppm.assign(3, whole);
        world.commissioned.observed[5 * strands * 3 + lot] = better ? 260'000 : 140'000;
        stewards.review(world);
        after[better ? 1 : 0] = world.commissioned.home_care_ppm;
        CHECK((world.commissioned.home_care_ppm[lot] > whole) == better);
    }
    for (std::size_t n = 0; n < 3; ++n) CHECK(after[0][n] - whole == whole - after[1][n]);
}

TEST_CASE("What reviews give one neighbourhood the others lose: all home-care budgets together stay the same, to the penny") {
    for (const double community : {0.0, 0.03}) {
        Stewardship stewards([community](ParameterSet& parameters, LeverVector& levers) {
            parameters.set("reviews.noise", 10);
            parameters.set("reviews.response", 50);
            parameters.set("reviews.review_cost", 0);
            levers[Lever::community_share] = community;
        });
        const auto budgets = [&](World& world) {
            Living living = stewards.town.living_in(world, review_week, test_seed);
            stewards.town.part("accounts")->settle(living);
            std::vector<Pence> both = world.commissioned.home_care_budget;
            for (std::size_t n = 0; n < both.size(); ++n) both[n] += world.commissioned.group_grants[n];  // what strands take from each other aside
            return both;
        };
        stewards.town.world().commissioned.home_care_ppm.assign(3, whole);
        const auto before = budgets(stewards.town.world());
        for (std::uint64_t luck = 1; luck <= 40; ++luck) {
            World world = stewards.town.world().branch();
            stewards.review(world, luck);
            const auto after = budgets(world);
            CHECK(sum_of(after) == sum_of(before));
            // Somebody gains, with or without grants, and somebody loses.
            bool gains = false, loses = false;
            for (std::size_t n = 0; n < 3; ++n) {
                gains = gains || after[n] > before[n];
                loses = loses || after[n] < before[n];
            }
            CHECK((gains && loses));
        }
    }
}

TEST_CASE("A lot cannot gain what others, already at half of what they had, can no longer give") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector&) {
        parameters.set("reviews.noise", 0);
        parameters.set("reviews.response", 50);
    });
    World& world = stewards.town.world();
    const std::size_t lot = stewards.only_due(2);
    world.commissioned.home_care_ppm.assign(3, whole / 2);
    world.commissioned.home_care_ppm[lot] = whole;
    const std::vector<std::int64_t> before = world.commissioned.home_care_ppm;
    world.commissioned.observed[5 * strands * 3 + lot] = 900'000;
    stewards.review(world);
    CHECK(world.commissioned.home_care_ppm == before);
}

TEST_CASE("Where one lot is the whole city a review moves no money: there is nobody to gain from or lose to") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector& levers) {
        parameters.set("reviews.noise", 10);
        levers[Lever::lot_count] = 1;
    });
    stewards.review(stewards.town.world());
    CHECK(stewards.town.world().commissioned.home_care_ppm == std::vector<std::int64_t>(3, 750'000));
}

TEST_CASE("A review that sees nothing change moves nothing") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector&) { parameters.set("reviews.noise", 0); });
    stewards.review(stewards.town.world());
    CHECK(stewards.town.world().commissioned.home_care_ppm == std::vector<std::int64_t>(3, 750'000));
}

TEST_CASE("What happened in the last quarter is not seen yet") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector&) { parameters.set("reviews.noise", 0); });
    for (std::size_t n = 0; n < 3; ++n) stewards.town.world().commissioned.observed[n] = 900'000;
    stewards.review(stewards.town.world());
    CHECK(stewards.town.world().commissioned.home_care_ppm == std::vector<std::int64_t>(3, 750'000));
}

TEST_CASE("No review moves more of its lot than its step, and one with endless noise goes either way alike") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector&) {
        parameters.set("reviews.noise", 10);
        parameters.set("reviews.response", 50);
    });
    const std::size_t lot = stewards.only_due(0);
    double sum = 0, squares = 0;
    int reviews = 0;
    for (std::uint64_t luck = 1; luck <= 600; ++luck) {
        World world = stewards.town.world().branch();
        stewards.review(world, luck);
        const double step = static_cast<double>(world.commissioned.home_care_ppm[lot] - 750'000);
        CHECK(std::abs(step) <= 50'000);
        sum += step;
        squares += step * step;
        ++reviews;
    }
    const double spread = std::sqrt(squares / reviews);
    CHECK(spread > 40'000);  // hardly any review sees less than would move a full step
    CHECK(std::abs(sum / reviews) < 4 * spread / std::sqrt(reviews));
}

TEST_CASE("A review twice as often takes steps half as large, so that a year's reviews move no more") {
    for (const auto& [every, most] : {std::pair<double, double>{26, 25'000}, {104, 100'000}}) {
        Stewardship stewards([every = every](ParameterSet& parameters, LeverVector& levers) {
            parameters.set("reviews.noise", 10);
            parameters.set("reviews.response", 50);
            levers[Lever::review_every_weeks] = every;
        });
        const std::size_t lot = stewards.only_due(0);
        double largest = 0;
        for (std::uint64_t luck = 1; luck <= 60; ++luck) {
            World world = stewards.town.world().branch();
            stewards.review(world, luck);
            largest = std::max(largest, std::abs(static_cast<double>(world.commissioned.home_care_ppm[lot] - 750'000)));
        }
        CHECK(largest == Approx(most).margin(3));
    }
}

TEST_CASE("Reviews never take home care below half of what it was, nor give what nobody has set aside") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector&) {
        parameters.set("reviews.noise", 10);
        parameters.set("reviews.response", 50);
    });
    for (const std::int64_t start : {whole / 2, whole}) {
        for (std::uint64_t luck = 1; luck <= 60; ++luck) {
            World world = stewards.town.world().branch();
            world.commissioned.home_care_ppm.assign(3, start);
            stewards.review(world, luck);
            for (const std::int64_t share : world.commissioned.home_care_ppm) CHECK((share >= whole / 2 && share <= whole * 3 / 2));
        }
    }
}

TEST_CASE("A review is billed to the people of its lot to the penny, and comes again when its time is up") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector& levers) {
        parameters.set("reviews.review_cost", 6000.01);
        levers[Lever::lot_count] = 1;
    });
    World& world = stewards.town.world();
    stewards.review(world);
    CHECK(sum_of(world.commissioned.due) == 600'001);
    for (const Pence bill : world.commissioned.due) CHECK(bill > 0);
    CHECK(world.home_care.lots[0].next_review == review_week + 52);
    stewards.review(world);
    CHECK(sum_of(world.commissioned.due) == 600'001);
}

TEST_CASE("The fee of a lot under stewardship is the audited cost and two per cent, and moves by a tenth at most") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector& levers) {
        set_costs(parameters, levers);
        parameters.set("reviews.open_book_margin", 0.02);
    });
    for (const auto& [before, after] : {std::pair<Pence, Pence>{2'000, 1'989}, {3'000, 2'700}, {1'000, 1'100}}) {
        World world = stewards.town.world().branch();
        set_books(world, before);
        stewards.review(world);
        // 19.50, and two per cent: 19.89.
        for (const Provider& provider : world.home_care.providers) CHECK(provider.fee_per_hour == after);
        CHECK(world.home_care.lots[0].fee_per_hour == after);
    }
}

TEST_CASE("Cost creeps from the week in which fees go by open book, not from the first week of the run") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector& levers) {
        set_costs(parameters, levers);
        parameters.set("reviews.open_book_margin", 0);
        parameters.set("reviews.cost_creep", 0.01);
    });
    for (const auto& [years, fee] : {std::pair<int, Pence>{0, 1'950}, {1, 1'969}}) {
        World world = stewards.town.world().branch();
        world.home_care.lots[0].stewarded = review_week - years * 52;
        set_books(world, 2'000);
        stewards.review(world);
        CHECK(world.home_care.lots[0].fee_per_hour == fee);
    }
}

TEST_CASE("A tendered lot that is reviewed keeps the fee of its tender") {
    Stewardship stewards([](ParameterSet& parameters, LeverVector& levers) {
        parameters.set("reviews.noise", 10);
        levers[Lever::contract_term_weeks] = 156;
        levers[Lever::review_every_weeks] = 5;
    });
    World& world = stewards.town.world();
    std::vector<Pence> fees;
    for (const Provider& provider : world.home_care.providers) fees.push_back(provider.fee_per_hour + 777);
    for (std::size_t p = 0; p < fees.size(); ++p) world.home_care.providers[p].fee_per_hour = fees[p];
    stewards.review(world);
    CHECK(sum_of(world.commissioned.due) > 0);  // lot 0 was due: 60 is a multiple of five
    for (std::size_t p = 0; p < fees.size(); ++p) CHECK(world.home_care.providers[p].fee_per_hour == fees[p]);
}

TEST_CASE("A contract manager who buys the same review sees the same and moves the same money at the same cost") {
    const auto reviewed = [](double term) {
        Stewardship lots([term](ParameterSet& parameters, LeverVector& levers) {
            parameters.set("reviews.noise", 0.2);
            levers[Lever::contract_term_weeks] = term;
        });
        World& world = lots.town.world();
        world.commissioned.observed[5 * strands * 3 + 1] = 300'000;
        for (Lot& lot : world.home_care.lots) lot.next_review = review_week;
        lots.review(world);
        return std::pair{world.commissioned.home_care_ppm, world.commissioned.due};
    };
    CHECK(reviewed(0) == reviewed(156));
    CHECK(reviewed(0).first != std::vector<std::int64_t>(3, 750'000));
}
