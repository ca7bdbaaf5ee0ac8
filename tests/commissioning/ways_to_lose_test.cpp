// Ways in which gardening can lose and tendering can win: each is shown to bite where its conditions hold. Some are shown by the tests of
// the mechanisms themselves; docs/model/fairness.md has the list, and says which of them the model does not have.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

LeverVector tendered_with(std::initializer_list<std::pair<Lever, double>> changes) {
    LeverVector levers = shipped_levers("tendered");
    for (const auto& [lever, value] : changes) levers[lever] = value;
    return levers;
}

}  // namespace

// --- thin capacity ----------------------------------------------------------------------------------------------------------

TEST_CASE("Where there are no groups money for groups reaches nobody, and visits have less until it comes back") {
    Place place = shipped_place("small-town");
    place.groups.clear();
    Town town(place, {}, shipped_levers("tendered"));
    town.live(40);
    const auto usual = town.branch(tendered_with({}));
    const auto fed = town.branch(tendered_with({{Lever::community_share, 0.05}}));
    for (int week = 0; week < 12; ++week) {
        usual->live_week();
        fed->live_week();
    }
    CHECK(fed->world().ledger.total(Account::strand_groups) > 0);
    CHECK(fed->world().ledger.total(Account::group_spending) == 0);
    CHECK(fed->world().flows.total(Flow::home_care_minutes) < usual->world().flows.total(Flow::home_care_minutes));
}

TEST_CASE("Money for groups lands where groups are already: a neighbourhood with none of its own sees none of it spent") {
    ParameterSet parameters;
    parameters.set("groups.found_rate", 0);  // a group that begins there would be fed
    Town town(shipped_levers("tendered"), parameters);
    town.live(20);
    World& world = town.world();
    for (const std::uint32_t g : world.groups.in[0]) world.groups.all[g].neighbourhood = 1;
    world.groups.in[1].insert(world.groups.in[1].end(), world.groups.in[0].begin(), world.groups.in[0].end());
    world.groups.in[0].clear();
    const auto fed = town.branch(tendered_with({{Lever::community_share, 0.05}}));
    const Pence in_tins = fed->world().ledger.balance(Account::group_cash, 0);
    Pence idle = 0;
    for (int week = 0; week < 8; ++week) {
        fed->live_week();
        CHECK(fed->world().commissioned.group_grants[0] > 0);
        CHECK(fed->world().ledger.balance(Account::group_cash, 0) == in_tins);  // not a penny reaches a group there
        const Pence now = fed->world().ledger.balance(Account::strand_groups, 0);
        CHECK(now > idle);
        idle = now;
    }
    CHECK(fed->world().ledger.balance(Account::strand_groups, 1) < idle);
}

// --- small teams ------------------------------------------------------------------------------------------------------------

TEST_CASE("A unit of one has nobody to stand in: when its only worker is away nobody comes") {
    ParameterSet parameters;
    parameters.set("home_care.bank_cap", 0);
    parameters.set("home_care.absence", 0.3);
    parameters.set("home_care.double_handed", 0);  // one who comes alone where two must does not count as having come
    LeverVector levers = tendered_with({{Lever::contract_term_weeks, 1040}, {Lever::contract_providers_per_lot, 12}});
    Town town(changed_town(40), parameters, levers);
    int away_alone = 0, away_among_others = 0, nobody_came = 0, somebody_came = 0;
    for (int week = 0; week < 90; ++week) {
        town.live(1);
        const HomeCare& care = town.world().home_care;
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
            int workers = 0, away = 0, new_this_week = 0;
            for (const Worker& worker : care.workers) {
                if (worker.key == 0 || worker.provider != p) continue;
                new_this_week += worker.since == town.world().week - 1 ? 1 : 0;
                ++workers;
                away += worker.absent;
            }
            if (new_this_week > 0) continue;  // who begins may go round alone
            const bool came = care.providers[p].contact_minutes > 0;
            if (workers == 1 && away == 1) {
                ++away_alone;
                nobody_came += came ? 0 : 1;
            } else if (workers > 2 && away == 1 && care.providers[p].contact_minutes + care.providers[p].missed_minutes > 0) {  // somebody is due a visit
                ++away_among_others;
                somebody_came += came ? 1 : 0;
            }
        }
    }
    CHECK(away_alone > 0);
    CHECK(nobody_came == away_alone);
    CHECK(away_among_others > 0);
    CHECK(somebody_came == away_among_others);
}

TEST_CASE("What few workers know one large firm has and many small units lack: more weeks are waited for it, more of its visits missed, more workers taught it") {
    const auto lived = [](int providers) {
        std::array<std::int64_t, 3> sum{};
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            ParameterSet parameters;
            parameters.set("home_care.rare_share", 0.15);
            LeverVector levers = tendered_with({{Lever::contract_term_weeks, 1040}, {Lever::lot_count, 1}, {Lever::contract_providers_per_lot, static_cast<double>(providers)}});
            Town town(changed_town(providers), parameters, levers, seed);
            town.live(156);
            const Flows& flows = town.world().flows;
            sum[0] += flows.total(Flow::rare_refused), sum[1] += flows.total(Flow::rare_missed_minutes), sum[2] += flows.total(Flow::rare_trained);
        }
        return sum;
    };
    const auto large = lived(1), small = lived(12);
    CHECK(small[0] > large[0]);
    CHECK(small[1] > large[1]);
    CHECK(small[2] > large[2]);
}

TEST_CASE("Many small units carry more overhead than one firm for the same hours") {
    const auto fixed = [](double lots) {
        ParameterSet parameters;
        parameters.set("contracts.viable_hours", 0);
        Town town(changed_town(1), parameters, tendered_with({}));
        town.live(4);
        const auto other = town.branch(tendered_with({{Lever::lot_count, lots}, {Lever::contract_providers_per_lot, 1}, {Lever::contract_term_weeks, 0}}));
        other->live_week();
        Pence sum = 0;
        for (const Provider& provider : other->world().home_care.providers) sum += provider.alive != 0 && provider.contact_minutes > 0 ? provider.fixed_per_week : 0;
        return sum;
    };
    CHECK(fixed(147) > fixed(1));
}

// --- the change itself ------------------------------------------------------------------------------------------------------

TEST_CASE("A town that changes over pays more for it in the first year than for its stewardship in the third") {
    ParameterSet parameters;
    parameters.set("contracts.viable_hours", 0);
    Town town(shipped_levers("tendered"), parameters);
    town.live(52);
    const LeverVector units = tendered_with({{Lever::lot_count, 147}, {Lever::contract_providers_per_lot, 1}, {Lever::contract_term_weeks, 0}, {Lever::review_every_weeks, 52}});
    const auto other = town.branch(units);
    std::array<Pence, 3> officers{};
    for (Pence& year : officers) {
        const Pence before = other->world().ledger.total(Account::officers);
        for (int week = 0; week < 52; ++week) other->live_week();
        year = other->world().ledger.total(Account::officers) - before;
    }
    CHECK(officers[0] > officers[2]);
}

// --- closed circles ---------------------------------------------------------------------------------------------------------

TEST_CASE("Groups take in those who belong already: where people hardly belong far fewer of those asked join") {
    const auto joined = [](Share16 belonging) {
        Town town(shipped_levers("tendered"));
        town.live(4);
        World& world = town.world();
        std::int64_t before = 0, after = 0;
        for (const auto& members : world.groups.members) before += static_cast<std::int64_t>(members.size());
        town.simulation->switch_off("wellbeing");
        town.simulation->switch_off("life_course");
        for (Slot slot = 0; slot < world.city->slots; ++slot) {
            if (world.people.alive(slot)) world.people.belonging.edit(slot) = belonging;
        }
        town.live(16);
        for (const auto& members : world.groups.members) after += static_cast<std::int64_t>(members.size());
        return after - before;
    };
    CHECK(joined(0) < joined(share_one));
}

// --- what tendering does well -----------------------------------------------------------------------------------------------

TEST_CASE("People of a firm that has given up lack less where it is replaced at the end of a broken contract than where it is helped in vain") {
    const auto with_it = [](double term) {
        ParameterSet parameters;
        parameters.set("monitoring.help_success", 0);
        parameters.set("monitoring.break_weeks", 4);
        parameters.set("contracts.exit_rate", 0);
        parameters.set("contracts.viable_hours", 0);
        parameters.set("accounts.reserve_weeks", 1e6);
        LeverVector levers = tendered_with({{Lever::lot_count, 3}, {Lever::contract_providers_per_lot, 1}, {Lever::contract_price_weight, 0}, {Lever::contract_minimum_turnover, 0}, {Lever::contract_term_weeks, term}});
        std::int64_t missed = 0;
        for (std::uint64_t luck = 1; luck <= 3; ++luck) {
            Town town(changed_town(6), parameters, levers, 1, luck);
            for (std::uint16_t p = 0; p < town.world().home_care.providers.size(); ++p) set_reserves(town.world(), p, 1'000'000'000);
            for (Lot& lot : town.world().home_care.lots) lot.next_event = term > 0 ? 1'000 : -1;
            const std::uint16_t bad = town.world().home_care.lots[0].provider[0];
            const std::int64_t before = town.world().flows.total(Flow::missed_minutes);
            for (int week = 0; week < 80; ++week) {
                town.world().home_care.providers[bad].practice_leaving = 60;  // nobody stays with it
                town.live(1);
            }
            missed += town.world().flows.total(Flow::missed_minutes) - before;
        }
        return missed;
    };
    const std::int64_t replaced = with_it(156);
    const std::int64_t helped = with_it(0);
    INFO(replaced << " minutes missed where replaced, " << helped << " where helped");
    CHECK(replaced < helped);
}
