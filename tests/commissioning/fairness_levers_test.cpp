// Tests that catch a thumb on the scale: severed paths, a nudge of a lever, a tender that changes nothing.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

/// Nobody closes, money is ample, no lot comes up: what is left of a lever is what it does to people.
struct Quiet {
    explicit Quiet(double money = 20) : town(changed_town(3, money), parameters(), shipped_levers("tendered")) {
        for (std::uint16_t p = 0; p < town.world().home_care.providers.size(); ++p) set_reserves(town.world(), p, 1'000'000'000);
        town.live(60);
    }
    static ParameterSet parameters() {
        ParameterSet set;
        set.set("contracts.exit_rate", 0);
        set.set("accounts.reserve_weeks", 1e6);  // and owners leave what there is
        set.set("groups.found_rate", 5);
        set.set("groups.found_elasticity", 0.5);
        set.set("workforce.leave_rate", 3);  // in a small town few would leave: more do here, and mind what they earn
        set.set("workforce.wage_elasticity", 2.5);
        nobody_is_trained(set);                    // which would be a path through fees
        return set;
    }
    /// The same town under this lever at this value, a process switched off in it, some weeks on.
    [[nodiscard]] std::unique_ptr<Simulation> moved(Lever lever, double value, std::string_view off, int weeks) {
        LeverVector levers = town.levers;
        levers[lever] = value;
        auto other = town.branch(levers);
        if (!off.empty()) other->switch_off(off);
        for (int week = 0; week < weeks; ++week) other->live_week();
        return other;
    }
    Town town;
};

double range_of(Lever lever) {
    const LeverSpec& spec = lever_catalogue()[static_cast<std::size_t>(lever)];
    return spec.high - spec.low;
}

}  // namespace

// --- severed paths ----------------------------------------------------------------------------------------------------------
// A lever with a bill always acts through money as well. Home care therefore has twenty times its money in these towns, so that no
// package waits for it: what is left is the one process that the lever is said to act through. Each test has its counter-test, the
// same town with the process on, without which it could not fail. No tender falls into these weeks.

TEST_CASE("Money for groups reaches people through groups alone") {
    Quiet quiet;
    const auto nothing = [&](std::string_view off) { return state_of_people(quiet.moved(Lever::community_share, 0, off, 26)->world()); };
    const auto full = [&](std::string_view off) { return state_of_people(quiet.moved(Lever::community_share, 0.05, off, 26)->world()); };
    CHECK(nothing("groups") == full("groups"));
    CHECK(nothing("") != full(""));
}

TEST_CASE("Paid travel reaches workers and those they visit through joining and leaving alone") {
    Quiet quiet;
    const auto today = quiet.moved(Lever::pay_basis, 0.35, "workforce", 20);
    const auto paid = quiet.moved(Lever::pay_basis, 1, "workforce", 20);
    CHECK(state_of_workers(today->world()) == state_of_workers(paid->world()));
    CHECK(state_of_people(today->world()) == state_of_people(paid->world()));
    CHECK(state_of_workers(quiet.moved(Lever::pay_basis, 0.35, "", 52)->world()) != state_of_workers(quiet.moved(Lever::pay_basis, 1, "", 52)->world()));
}

TEST_CASE("Teams that run themselves reach workers through joining, leaving and morale alone") {
    Quiet quiet;
    const auto today = quiet.moved(Lever::team_self_managed, 0, "workforce", 20);
    const auto self_managed = quiet.moved(Lever::team_self_managed, 1, "workforce", 20);
    CHECK(state_of_workers(today->world()) == state_of_workers(self_managed->world()));
    CHECK(state_of_people(today->world()) == state_of_people(self_managed->world()));
    CHECK(state_of_workers(quiet.moved(Lever::team_self_managed, 0, "", 20)->world()) != state_of_workers(quiet.moved(Lever::team_self_managed, 1, "", 20)->world()));
}

TEST_CASE("How readily freed beds are filled reaches people through care homes alone") {
    Quiet quiet(1);
    const auto never = quiet.moved(Lever::residential_refill, 0, "care_homes", 40);
    const auto always = quiet.moved(Lever::residential_refill, 1, "care_homes", 40);
    CHECK(never->world().commissioned.refill_ppm != always->world().commissioned.refill_ppm);
    never->world().commissioned.refill_ppm = always->world().commissioned.refill_ppm;  // what has been decided, and nobody has acted on
    CHECK(digest(never->world()) == digest(always->world()));
    // With care homes on, more beds are filled where they are filled readily.
    const auto readily = quiet.moved(Lever::residential_refill, 1, "", 40);
    const auto slowly = quiet.moved(Lever::residential_refill, 0, "", 40);
    CHECK(digest(readily->world()) != digest(slowly->world()));
}

TEST_CASE("How money is shared between neighbourhoods reaches people through home care alone") {
    Quiet quiet(0.5);
    const auto by_need = quiet.moved(Lever::allocation, 0, "home_care", 26);
    const auto per_head = quiet.moved(Lever::allocation, 1, "home_care", 26);
    CHECK(state_of_people(by_need->world()) == state_of_people(per_head->world()));
    CHECK(by_need->world().commissioned.home_care_budget != per_head->world().commissioned.home_care_budget);
}

TEST_CASE("What happens to people whose provider loses means nothing where nobody loses") {
    Quiet quiet(1);
    LeverVector never = quiet.town.levers;
    never[Lever::contract_term_weeks] = 0;
    std::vector<std::uint64_t> digests;
    for (const double clients : {0.0, 1.0, 2.0}) {
        never[Lever::client_transfer] = clients;
        for (const double weight : {0.0, 1.0}) {
            never[Lever::contract_price_weight] = weight;
            never[Lever::contract_minimum_turnover] = 2 * weight;
            const auto world = quiet.town.branch(never);
            for (int week = 0; week < 20; ++week) world->live_week();
            digests.push_back(digest(world->world()));
        }
    }
    for (const std::uint64_t one : digests) CHECK(one == digests.front());
}

TEST_CASE("The step of a review means nothing where nobody reviews") {
    Quiet quiet(1);
    CHECK(digest(quiet.moved(Lever::review_step, 0, "", 30)->world()) == digest(quiet.moved(Lever::review_step, 0.10, "", 30)->world()));
}

// --- a nudge ----------------------------------------------------------------------------------------------------------------
// A world is chaotic: a nudge may move one person and, through them, others. So a nudge is looked at where the lever first lands.

TEST_CASE("A nudge of the money for groups moves a thousandth of what the full lever moves") {
    Quiet quiet(1);
    const double range = range_of(Lever::community_share);
    const auto grants = [&](double value) { return static_cast<double>(sum_of(quiet.moved(Lever::community_share, value, "", 1)->world().commissioned.group_grants)); };
    CHECK(grants(0) == 0);
    CHECK(grants(0.001 * range) == Approx(0.001 * grants(range)).margin(1));
}

TEST_CASE("A nudge of paid travel moves the fee by no more than a hundredth of what the full lever does") {
    Quiet quiet(1);
    const auto fees = [&](double value) {
        double sum = 0;
        const auto moved = quiet.moved(Lever::pay_basis, value, "", 4);
        for (const Provider& provider : moved->world().home_care.providers) sum += static_cast<double>(provider.fee_per_hour);
        return sum;
    };
    const double today = fees(0.35);
    const double firms = static_cast<double>(quiet.town.world().home_care.providers.size());
    // Fees are whole pence, so each may go up by one.
    CHECK(std::abs(fees(0.351) - today) <= firms);
    CHECK(fees(1) - today > 100 * 0.01 * firms);
}

TEST_CASE("A nudge of self-management moves overhead, coordination and autonomy by a thousandth of the full move") {
    Quiet quiet(1);
    const auto form = [&](double value) { return quiet.moved(Lever::team_self_managed, value, "", 0)->world().home_care.providers; };
    const auto none = form(0), nudged = form(0.001), full = form(1);
    for (std::size_t p = 0; p < none.size(); ++p) {
        CHECK(nudged[p].autonomy == Approx(0.001 * full[p].autonomy));
        CHECK(nudged[p].coordination == Approx(0.001 * full[p].coordination));
        CHECK(static_cast<double>(nudged[p].fixed_per_week - none[p].fixed_per_week) == Approx(0.001 * static_cast<double>(full[p].fixed_per_week - none[p].fixed_per_week)).margin(1));
        CHECK(static_cast<double>(nudged[p].variable_per_hour - none[p].variable_per_hour) == Approx(0.001 * static_cast<double>(full[p].variable_per_hour - none[p].variable_per_hour)).margin(1));
    }
}

TEST_CASE("A nudge of refilling moves the threshold in proportion and no more than a person or two into a home") {
    Quiet quiet(1);
    const auto today = quiet.moved(Lever::residential_refill, 0.5, "", 4);
    const auto nudged = quiet.moved(Lever::residential_refill, 0.501, "", 4);
    CHECK(nudged->world().commissioned.refill_ppm[0] - today->world().commissioned.refill_ppm[0] == 1'000);
    CHECK(std::abs(nudged->world().flows.total(Flow::care_home_admissions) - today->world().flows.total(Flow::care_home_admissions)) <= 2);
}

TEST_CASE("A nudge of the review's step moves a thousandth of what the full step moves") {
    Quiet quiet(1);
    const auto moved = [&](double step) {
        LeverVector levers = quiet.town.levers;
        levers[Lever::contract_term_weeks] = 0;
        levers[Lever::review_every_weeks] = 52;
        levers[Lever::review_step] = step;
        const auto part = commissioning_part("reviews", quiet.town.parameters, levers);
        World world = quiet.town.world().branch();
        for (Lot& lot : world.home_care.lots) lot.next_review = 61;
        world.commissioned.home_care_ppm.assign(3, 750'000);
        Living living = quiet.town.living_in(world, 61, 5);
        part->live_week(living);
        std::vector<double> steps;
        for (const std::int64_t share : world.commissioned.home_care_ppm) steps.push_back(static_cast<double>(share - 750'000));
        return steps;
    };
    const auto nudge = moved(0.0001), full = moved(0.1);
    for (std::size_t n = 0; n < full.size(); ++n) CHECK(nudge[n] == Approx(0.001 * full[n]).margin(6));  // three reviews, each rounded twice
    CHECK(full != std::vector<double>(3, 0.0));
}

TEST_CASE("A nudge of what decides a tender changes hardly any winner, a full move changes many") {
    ParameterSet parameters = Quiet::parameters();
    LeverVector levers = shipped_levers("tendered");
    levers[Lever::lot_count] = 1;
    levers[Lever::contract_providers_per_lot] = 1;
    levers[Lever::contract_minimum_turnover] = 0;
    Town town(changed_town(8), parameters, levers);
    town.live(3);
    town.world().home_care.lots[0].next_event = 3;
    // Firms of all sizes, from none of the lot's hours to twice as many; none of them just at the bar.
    std::int32_t lot_minutes = 0;
    for (const Client& client : town.world().home_care.clients) {
        lot_minutes += client.file != nobody && client.private_ == 0 ? client.agreed_a_day() * 7 : 0;
    }
    for (std::int32_t p = 0; p < 8; ++p) {
        town.world().home_care.providers[static_cast<std::size_t>(p)].contact_minutes = lot_minutes * p * 3 / 10 + 7;
        town.world().home_care.providers[static_cast<std::size_t>(p)].paid_minutes = (lot_minutes * p * 3 / 10 + 7) * 6 / 5;
    }
    constexpr int tenders = 300;
    const auto winners = [&](Lever lever, double value) {
        LeverVector other = levers;
        other[lever] = value;
        const auto part = commissioning_part("contracts", parameters, other);
        std::vector<std::uint16_t> won;
        for (std::uint64_t luck = 1; luck <= tenders; ++luck) {
            World world = town.world().branch();
            Living living = town.living_in(world, 3, luck);
            part->live_week(living);
            won.push_back(world.home_care.lots[0].provider[0]);
        }
        return won;
    };
    const auto differing = [](const auto& a, const auto& b) {
        int count = 0;
        for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i] ? 1 : 0;
        return count;
    };
    const auto today = winners(Lever::contract_price_weight, 0.4);
    CHECK(differing(today, winners(Lever::contract_price_weight, 0.401)) <= tenders / 50);
    CHECK(differing(today, winners(Lever::contract_price_weight, 1)) >= tenders / 10);
    const auto usual = winners(Lever::contract_minimum_turnover, 1.0);
    CHECK(differing(usual, winners(Lever::contract_minimum_turnover, 1.002)) <= tenders / 50);
    CHECK(differing(winners(Lever::contract_minimum_turnover, 0), winners(Lever::contract_minimum_turnover, 2)) >= tenders / 10);
}

// --- a tender that changes nothing ------------------------------------------------------------------------------------------

namespace {

struct Placebo {
    /// A town whose tenders always keep the incumbents, and the same town without tenders, half a year on.
    explicit Placebo(double bid, double round, double lot) : town(make(bid, round, lot)) {
        town.live(4);
        LeverVector never = town.levers;
        never[Lever::contract_term_weeks] = 0;
        tendered = town.branch(town.levers);
        untouched = town.branch(never);
        for (int week = 0; week < 26; ++week) {
            tendered->live_week();
            untouched->live_week();
        }
    }
    static Town make(double bid, double round, double lot) {
        ParameterSet parameters = Quiet::parameters();
        parameters.set("contracts.incumbent_always_kept", 1);
        parameters.set("contracts.viable_hours", 0);
        parameters.set("contracts.bid_cost", bid);
        parameters.set("contracts.round_cost", round);
        parameters.set("contracts.lot_cost", lot);
        parameters.set("group_contracts.officers_cost", 0);
        LeverVector levers = shipped_levers("tendered");
        levers[Lever::lot_count] = 3;
        levers[Lever::contract_providers_per_lot] = 1;
        levers[Lever::contract_term_weeks] = 9;
        return {changed_town(5), parameters, levers};
    }
    Town town;
    std::unique_ptr<Simulation> tendered, untouched;
};

}  // namespace

TEST_CASE("A tender that always keeps the incumbent changes nothing for anybody where bids and rounds cost nothing") {
    const Placebo placebo(0, 0, 0);
    const World& tendered = placebo.tendered->world();
    const World& untouched = placebo.untouched->world();
    CHECK(state_of_people(tendered) == state_of_people(untouched));
    CHECK(state_of_workers(tendered) == state_of_workers(untouched));
    CHECK(tendered.ledger.balances() == untouched.ledger.balances());
    CHECK(tendered.flows.values() == untouched.flows.values());
    for (std::size_t p = 0; p < untouched.home_care.providers.size(); ++p) CHECK(tendered.home_care.providers[p].fee_per_hour == untouched.home_care.providers[p].fee_per_hour);
}

TEST_CASE("A tender that always keeps the incumbent costs its bids and its officers and moves nobody") {
    const Placebo placebo(100, 500, 70);
    const World& tendered = placebo.tendered->world();
    const World& untouched = placebo.untouched->world();
    CHECK(tendered.flows.total(Flow::provider_changes) == 0);
    CHECK(untouched.flows.total(Flow::provider_changes) == 0);
    const Pence bids = tendered.ledger.total(Account::bids) - untouched.ledger.total(Account::bids);
    CHECK(bids > 0);
    CHECK(bids % 10'000 == 0);
    // Rounds of a lot every three weeks from week 4 to 29: nine of them, each with its own week.
    const Pence officers = tendered.ledger.total(Account::officers) - untouched.ledger.total(Account::officers);
    const Pence unpaid = sum_of(tendered.commissioned.due) - sum_of(untouched.commissioned.due);
    std::int64_t rounds = 0;
    for (Week week = 4; week < 30; ++week) rounds += week % 3 == 0 ? 1 : 0;
    CHECK(officers + unpaid == rounds * 57'000);
    for (std::size_t p = 0; p < untouched.home_care.providers.size(); ++p) CHECK(tendered.home_care.providers[p].fee_per_hour == untouched.home_care.providers[p].fee_per_hour);
}
