// Tests that catch a thumb on the scale: every lever alone costs something and adds nothing to what the public pays; cases in which either
// side does better; a city that is handed back.
#include "catch.hpp"
#include "commissioning/allocation.hpp"
#include "commissioning/commissioning_help.hpp"
#include "state/provider_costs.hpp"

using namespace topsoil;

namespace {

LeverVector tendered_with(std::initializer_list<std::pair<Lever, double>> changes) {
    LeverVector levers = shipped_levers("tendered");
    for (const auto& [lever, value] : changes) levers[lever] = value;
    return levers;
}

Pence in_accounts(const World& world, std::initializer_list<Account> accounts) {
    Pence sum = 0;
    for (const Account account : accounts) sum += world.ledger.total(account);
    return sum;
}

/// What commissioners and providers spend on commissioning itself, on forms of working and on whatever is not an hour with somebody; bills
/// not yet paid count.
Pence overheads(const World& world) {
    return in_accounts(world, {Account::bids, Account::officers, Account::brokers, Account::desks, Account::premises, Account::assemblies, Account::training, Account::registration, Account::overhead_here,
                               Account::overhead_elsewhere}) +
           sum_of(world.commissioned.due);
}

double mean_fee(const World& world) {
    double fee = 0;
    double minutes = 0;
    for (const Provider& provider : world.home_care.providers) {
        if (provider.alive == 0) continue;
        fee += static_cast<double>(provider.fee_per_hour) * provider.contact_minutes;
        minutes += provider.contact_minutes;
    }
    return fee / minutes;
}

/// One lever alone at full strength, and where its bill is seen.
struct Billed {
    const char* what;
    std::vector<std::pair<Lever, double>> changes;
    Pence (*bill)(const World&);
};

}  // namespace

// --- the bill ---------------------------------------------------------------------------------------------------------------

TEST_CASE("Each lever alone at full strength costs more than nothing, and the public pays the same to the penny") {
    const std::vector<Billed> levers{
        {"more rounds of tendering", {{Lever::contract_term_weeks, 13}}, [](const World& w) { return in_accounts(w, {Account::bids, Account::officers}) + sum_of(w.commissioned.due); }},
        {"lengthened terms", {{Lever::contract_term_weeks, 10}, {Lever::contract_extension_weeks, 100}}, [](const World& w) { return in_accounts(w, {Account::officers}) + sum_of(w.commissioned.due); }},
        {"a lot for each neighbourhood, by award", {{Lever::lot_count, 147}, {Lever::contract_providers_per_lot, 1}, {Lever::contract_term_weeks, 0}}, overheads},
        {"reviews", {{Lever::review_every_weeks, 13}, {Lever::review_step, 0.1}}, [](const World& w) { return in_accounts(w, {Account::officers}) + sum_of(w.commissioned.due); }},
        {"paid travel", {{Lever::pay_basis, 1}}, [](const World& w) { return static_cast<Pence>(1'000'000 * mean_fee(w)); }},
        {"personal budgets", {{Lever::personal_budgets, 0.5}}, [](const World& w) { return in_accounts(w, {Account::brokers}); }},
        {"money for groups", {{Lever::community_share, 0.05}}, [](const World& w) { return in_accounts(w, {Account::strand_groups, Account::group_cash, Account::group_spending}); }},
        {"bases", {{Lever::professional_bases, 147}}, [](const World& w) { return in_accounts(w, {Account::desks}); }},
        {"assemblies", {{Lever::decisions, 1}}, [](const World& w) { return in_accounts(w, {Account::assemblies}); }},
        {"shared places", {{Lever::premises, 3}}, [](const World& w) { return in_accounts(w, {Account::premises}); }},
    };
    ParameterSet parameters;
    parameters.set("contracts.viable_hours", 0);
    parameters.set("assistants.willing_younger", 1);
    parameters.set("assistants.willing_older", 1);
    LeverVector three_lots = tendered_with({{Lever::lot_count, 3}});
    Town town(changed_town(5, 20), parameters, three_lots);
    town.live(10);
    const auto usual = town.branch(three_lots);
    for (int week = 0; week < 40; ++week) usual->live_week();
    for (const Billed& lever : levers) {
        INFO(lever.what);
        LeverVector alone = three_lots;
        for (const auto& [which, value] : lever.changes) alone[which] = value;
        const auto changed = town.branch(alone);
        for (int week = 0; week < 40; ++week) changed->live_week();
        CHECK(changed->world().flows.total(Flow::council_outlay_pence) == usual->world().flows.total(Flow::council_outlay_pence));
        CHECK(lever.bill(changed->world()) > lever.bill(usual->world()));
        CHECK(changed->world().ledger.sum() == 0);
        CHECK_NOTHROW(check_everything(changed->world()));
    }
}

TEST_CASE("Teams that run themselves pay for it in coordination, and learning costs hours, whoever gains") {
    Town town(changed_town(5), {}, tendered_with({}));
    const auto cost = [](const Provider& provider, double on_costs) { return unit_cost({on_costs, 0, 12.40}, provider, 0.35, 0.2) - static_cast<double>(provider.variable_per_hour) / 100; };
    LeverVector teams = town.levers;
    teams[Lever::team_self_managed] = 1;
    const auto self_managed = town.branch(teams);
    CHECK(cost(self_managed->world().home_care.providers[0], 1.345) == Approx(1.05 * cost(town.world().home_care.providers[0], 1.345)));
    ParameterSet nothing_to_learn;
    nothing_to_learn.set("learning.practice_spread", 0);
    nothing_to_learn.set("learning.practice_rate", 2);
    nothing_to_learn.set("learning.practice_spreads", 2);
    Town curious(changed_town(8), nothing_to_learn, tendered_with({}));
    LeverVector open = curious.levers;
    open[Lever::learning] = 1;
    const auto others = curious.branch(open);
    curious.live(60);
    for (int week = 0; week < 60; ++week) others->live_week();
    CHECK(others->world().ledger.total(Account::training) > curious.world().ledger.total(Account::training));
}

TEST_CASE("Regimes that ship with one lever alone differ from tendering in that lever alone") {
    const LeverVector tendered = shipped_levers("tendered");
    int alone = 0;
    for (const std::string& name : shipped_regimes()) {
        if (!name.ends_with("-only") || name == "contract-only" || name == "lots-only") continue;
        ++alone;
        const LeverVector levers = shipped_levers(name);
        int differing = 0;
        for (std::size_t lever = 0; lever < lever_count; ++lever) differing += levers.values[lever] != tendered.values[lever] ? 1 : 0;
        INFO(name);
        CHECK(differing == 1);
    }
    CHECK(alone == 10);
}

// --- severed paths ----------------------------------------------------------------------------------------------------------

namespace {

/// Money is ample, nobody closes, no lot comes up: what is left of a lever is what it does to people.
struct Ample {
    Ample() : town(changed_town(3, 20), parameters(), shipped_levers("tendered")) {
        for (std::uint16_t p = 0; p < town.world().home_care.providers.size(); ++p) set_reserves(town.world(), p, 1'000'000'000);
        town.live(40);
    }
    static ParameterSet parameters() {
        ParameterSet set;
        set.set("contracts.exit_rate", 0);
        set.set("accounts.reserve_weeks", 1e6);
        set.set("assistants.willing_younger", 1);
        set.set("assistants.willing_older", 1);
        set.set("assistants.payment_other", 1);  // no direct payments: who would employ somebody needs a budget
        set.set("learning.practice_rate", 0);
        set.set("arrangements.room_cost", 1'000);
        return set;
    }
    [[nodiscard]] std::uint64_t people(Lever lever, double value, std::string_view off, int weeks = 26) {
        LeverVector levers = town.levers;
        levers[lever] = value;
        auto other = town.branch(levers);
        if (!off.empty()) other->switch_off(off);
        for (int week = 0; week < weeks; ++week) other->live_week();
        return state_of_people(other->world());
    }
    Town town;
};

}  // namespace

TEST_CASE("Personal budgets reach people through assistants alone, and local bases through finding help alone") {
    Ample ample;
    CHECK(ample.people(Lever::personal_budgets, 0, "assistants") == ample.people(Lever::personal_budgets, 0.5, "assistants"));
    CHECK(ample.people(Lever::personal_budgets, 0, "") != ample.people(Lever::personal_budgets, 0.5, ""));
    CHECK(ample.people(Lever::professional_bases, 1, "finding_help") == ample.people(Lever::professional_bases, 3, "finding_help"));
    CHECK(ample.people(Lever::professional_bases, 1, "") != ample.people(Lever::professional_bases, 3, ""));
}

TEST_CASE("Shared places reach people through groups alone, and assemblies through their members' time and groups' cash alone") {
    Ample ample;
    CHECK(ample.people(Lever::premises, 0, "groups") == ample.people(Lever::premises, 1, "groups"));
    CHECK(ample.people(Lever::decisions, 0, "assemblies") == ample.people(Lever::decisions, 1, "assemblies"));
    CHECK(ample.people(Lever::decisions, 0, "") != ample.people(Lever::decisions, 1, ""));
}

TEST_CASE("Learning reaches nobody where no practice does anything and nobody must pay for it") {
    ParameterSet nothing = Ample::parameters();
    nothing.set("learning.practice_rate", 2);
    nothing.set("learning.practice_spread", 0);
    nothing.set("learning.practice_hours", 0);
    Town town(changed_town(5), nothing, shipped_levers("tendered"));
    town.live(10);
    LeverVector open = town.levers;
    open[Lever::learning] = 1;
    const auto others = town.branch(open);
    const auto usual = town.branch(town.levers);
    for (int week = 0; week < 40; ++week) {
        others->live_week();
        usual->live_week();
    }
    CHECK(state_of_people(others->world()) == state_of_people(usual->world()));
    CHECK(state_of_workers(others->world()) == state_of_workers(usual->world()));
    CHECK(others->world().ledger.balances() == usual->world().ledger.balances());
}

// --- a nudge ----------------------------------------------------------------------------------------------------------------

TEST_CASE("A nudge of personal budgets offers a thousandth of the money, one of learning opens a thousandth as often") {
    Town town(changed_town(5, 400), {}, shipped_levers("tendered"));
    const auto money = [&](double share) {
        LeverVector levers = town.levers;
        levers[Lever::personal_budgets] = share;
        const auto other = town.branch(levers);
        other->live_week();
        return sum_of(other->world().commissioned.budget_money);
    };
    CHECK(money(0) == 0);
    CHECK(static_cast<double>(money(0.0005)) == Approx(0.001 * static_cast<double>(money(0.5))).margin(3));
    ParameterSet often;
    often.set("learning.practice_rate", 0);
    often.set("learning.practice_spreads", 2);
    LeverVector nudged = town.levers;
    nudged[Lever::learning] = 0.001;
    nudged[Lever::contract_term_weeks] = 0;  // no re-tender that asks for anything
    std::int64_t tried = 0;
    for (std::uint64_t luck = 1; luck <= 5; ++luck) {
        Town curious(changed_town(20), often, nudged, 1, luck);
        for (std::size_t p = 0; p < 10; ++p) curious.world().home_care.providers[p].practices = 0xFFF << p;
        curious.live(20);
        tried += curious.world().flows.total(Flow::learning_minutes) > 0 ? 1 : 0;
    }
    // Twenty providers, twenty weeks, five towns: 2,000 chances of 0.001 x (1 - exp(-2 / 52)) = 0.08 to be expected.
    CHECK(tried <= 1);
}

// --- two-signed cases -------------------------------------------------------------------------------------------------------

TEST_CASE("Where many firms compete and costs creep unwatched, tendering pays less for an hour, where one can bid as it likes, stewardship does") {
    const auto fee_after = [](int firms, double term, double shading, double margin, double creep) {
        ParameterSet parameters;
        parameters.set("contracts.margin", margin);
        parameters.set("contracts.margin_shading", shading);
        parameters.set("contracts.price_noise", 0);
        parameters.set("contracts.exit_rate", 0);
        parameters.set("contracts.fee_ceiling", 0.3);
        parameters.set("reviews.cost_creep", creep);
        parameters.set("learning.practice_rate", 0);
        LeverVector levers = tendered_with({{Lever::lot_count, 3}, {Lever::contract_price_weight, 1}, {Lever::contract_minimum_turnover, 0}, {Lever::contract_term_weeks, term}, {Lever::review_every_weeks, 26}});
        Town town(changed_town(firms), parameters, levers);
        town.live(104);
        return mean_fee(town.world());
    };
    const double competed = fee_after(10, 26, 0.04, 0.06, 0.015);
    const double crept = fee_after(10, 0, 0.04, 0.06, 0.015);
    CHECK(competed < crept);
    const double alone = fee_after(1, 26, 0, 0.10, 0);
    const double audited = fee_after(1, 0, 0, 0.10, 0);
    CHECK(audited < alone);
}

TEST_CASE("A bad incumbent goes sooner under a contract with a term, unless help mends it, a good one is spared the upheaval by stewardship") {
    const auto changes = [](double term, double quality, double mends) {
        ParameterSet parameters;
        parameters.set("contracts.exit_rate", 0);
        parameters.set("contracts.viable_hours", 0);
        parameters.set("accounts.reserve_weeks", 1e6);
        parameters.set("monitoring.help_success", mends);
        parameters.set("monitoring.break_weeks", 4);
        LeverVector levers = tendered_with({{Lever::lot_count, 3}, {Lever::contract_providers_per_lot, 1}, {Lever::contract_price_weight, 0}, {Lever::contract_minimum_turnover, 0}, {Lever::contract_term_weeks, term}});
        Town town(changed_town(6), parameters, levers);
        for (std::uint16_t p = 0; p < town.world().home_care.providers.size(); ++p) set_reserves(town.world(), p, 1'000'000'000);  // nobody hands back
        for (Lot& lot : town.world().home_care.lots) lot.next_event = term > 0 ? 60 : -1;
        const std::uint16_t incumbent = town.world().home_care.lots[0].provider[0];
        int weeks_with_incumbent = 0;
        for (int week = 0; week < 80; ++week) {
            for (Provider& provider : town.world().home_care.providers) provider.quality = to_share16(0.9);
            town.world().home_care.providers[incumbent].quality = to_share16(quality);
            town.live(1);
            const Lot& lot = town.world().home_care.lots[0];
            weeks_with_incumbent += std::count(lot.provider.begin(), lot.provider.begin() + lot.providers, incumbent) > 0 ? 1 : 0;
        }
        return weeks_with_incumbent;
    };
    CHECK(changes(156, 0.1, 0) < changes(0, 0.1, 0));
    CHECK(changes(0, 0.95, 0) == 80);
    CHECK(changes(0, 0.1, 0) == 80);  // poor care meanwhile: help, then a year
}

// --- handed back ------------------------------------------------------------------------------------------------------------

TEST_CASE("A gardened town that is tendered again has its lots and its firms back in order, and owes nobody anything") {
    ParameterSet parameters;
    parameters.set("contracts.viable_hours", 0);
    Town town(changed_town(5), parameters, shipped_levers("gardening"));
    town.live(40);
    CHECK(sum_of(town.world().commissioned.shared_places) > 0);
    const auto tendered = town.branch(shipped_levers("tendered"));
    for (int week = 0; week < 60; ++week) {
        tendered->live_week();
        check_everything(tendered->world());
    }
    const World& world = tendered->world();
    CHECK(sum_of(world.commissioned.shared_places) == 0);
    CHECK(sum_of(world.commissioned.assembly) == 0);
    for (const Group& group : world.groups.all) CHECK((group.alive == 0 || group.hosted == 0));
    for (const auto& members : world.groups.assembly) CHECK(members.empty());
    for (const Lot& lot : world.home_care.lots) CHECK(lot.providers > 0);
    CHECK(world.ledger.total(Account::bids) > town.world().ledger.total(Account::bids));
}
