// A test that catches a thumb on the scale: with every contested effect at nothing and every bill to be paid, what still differs between a
// tendered and a gardened town is a ledger that can be written by hand: money that bills took, hours that the rest bought, and nobody's
// need, birth, death or address. Beds in care homes and waiting in hospital for a package are the two uncontested ways from care to need;
// care homes and admissions are switched off in both towns, so that nothing is left but what nobody should find.
#include "catch.hpp"
#include "commissioning/allocation.hpp"
#include "commissioning/commissioning_help.hpp"
#include "commissioning/strands.hpp"
#include "topsoil/experiment.hpp"

using namespace topsoil;

namespace {

/// A tendered and a gardened town two years after they parted; what each paid for visits and for arrangements, counted by the test.
struct Twins {
    static constexpr int weeks = 104;

    struct Counted {
        Pence visits = 0;               ///< fees of visits made to people whom the council pays for
        Pence grants = 0;               ///< set aside for groups
        double grants_by_levers = 0;    ///< the same before reviews, and after them by what they made of each neighbourhood's
        double grants_reviewed = 0;
        std::int64_t assembly_weeks = 0;
        double place_weeks = 0;         ///< of places open as long as their money lasts
    };

    explicit Twins(const ParameterSet& parameters) : town(shipped_levers("tendered"), parameters) {
        town.live(52);
        tendered = part("tendered", counted_tendered);
        gardened = part("gardening", counted_gardened);
    }
    static ParameterSet contested(ContestedColumn column) {
        ParameterSet parameters;
        set_contested(parameters, column);
        return parameters;
    }
    std::unique_ptr<Simulation> part(const std::string& regime, Counted& counted) {
        auto other = town.branch(shipped_levers(regime));
        for (const char* path : {"care_homes", "crisis"}) other->switch_off(path);
        for (int week = 0; week < weeks; ++week) {
            other->live_week();
            count(other->world(), counted);
        }
        check_everything(other->world());
        return other;
    }
    static void count(World& world, Counted& counted) {
        for (const Client& client : world.home_care.clients) {
            if (client.file == nobody || client.private_ != 0) continue;
            counted.visits += world.home_care.providers[client.provider].fee_per_hour * static_cast<Pence>(client.delivered) / 60;
        }
        for (const auto seats : world.commissioned.assembly) counted.assembly_weeks += seats != 0 ? 1 : 0;
        const Commissioned& c = world.commissioned;
        for (std::size_t n = 0; n < c.shared_places.size(); ++n) {
            counted.place_weeks += static_cast<double>(c.shared_places[n] * c.opening_ppm[n]) / 1e6;
            const double by_levers = static_cast<double>(given_by_levers(world, Strand::groups, n)) / 100;
            counted.grants_by_levers += by_levers;
            counted.grants_reviewed += by_levers * static_cast<double>(reviewed_ppm(world, Strand::groups, n)) / 1e6;
        }
        counted.grants += sum_of(c.group_grants);
    }
    [[nodiscard]] std::int64_t flow(Flow which) const { return gardened->world().flows.total(which) - tendered->world().flows.total(which); }
    [[nodiscard]] Pence account(Account which) const { return gardened->world().ledger.total(which) - tendered->world().ledger.total(which); }

    Town town;
    Counted counted_tendered, counted_gardened;
    std::unique_ptr<Simulation> tendered, gardened;
};

const Twins& null_twins() {
    static const Twins twins(Twins::contested(ContestedColumn::null));
    return twins;
}

int people_who_differ(const World& a, const World& b) {
    int differing = 0;
    for (Slot slot = 0; slot < a.city->slots; ++slot) {
        const bool same = a.people.alive(slot) == b.people.alive(slot) && (!a.people.alive(slot) || (a.people.key[slot] == b.people.key[slot] && a.people.need[slot] == b.people.need[slot] && a.people.home[slot] == b.people.home[slot]));
        differing += same ? 0 : 1;
    }
    return differing;
}

}  // namespace

TEST_CASE("Where nothing contested acts nobody's need, birth, death or address hangs on how care is commissioned") {
    const Twins& twins = null_twins();
    CHECK(people_who_differ(twins.tendered->world(), twins.gardened->world()) == 0);
    for (const Flow same : {Flow::need_minutes, Flow::births, Flow::deaths, Flow::moved_in, Flow::moved_out, Flow::moved_home}) CHECK(twins.flow(same) == 0);
    // It can fail: where need grows as strongly as it may by what is unmet, people's need differs in time. (In a town of five thousand a
    // hundred people have other hours unmet in the two towns; it takes years until one of them falls worse in one town only.)
    ParameterSet strong = Twins::contested(ContestedColumn::standard);
    strong.set("need.escalation_unmet", 0.8);
    strong.set("need.escalation_continuity", 0.15);
    const Twins moved(strong);
    for (int week = 0; week < 208; ++week) {
        moved.tendered->live_week();
        moved.gardened->live_week();
    }
    CHECK(people_who_differ(moved.tendered->world(), moved.gardened->world()) > 0);
}

TEST_CASE("Where nothing contested acts, hours are more unmet by as many as fewer were given, to the minute") {
    const Twins& twins = null_twins();
    const auto given = [&](std::initializer_list<Flow> sources) {
        std::int64_t sum = 0;
        for (const Flow source : sources) sum += twins.flow(source);
        return sum;
    };
    const std::int64_t all = given({Flow::unpaid_minutes, Flow::everyday_minutes, Flow::group_help_minutes, Flow::home_care_minutes, Flow::private_care_minutes, Flow::supported_minutes, Flow::assistant_minutes,
                                    Flow::budget_minutes, Flow::day_centre_minutes});
    CHECK(twins.flow(Flow::unmet_minutes) == twins.flow(Flow::surplus_minutes) - all);
    CHECK(twins.flow(Flow::home_care_minutes) != 0);
}

TEST_CASE("Where nothing contested acts, what a gardened town pays less for visits its bills took or it still holds, to the penny") {
    const Twins& twins = null_twins();
    const auto sum = [&](const std::vector<Account>& list) {
        Pence all = 0;
        for (const Account one : list) all += twins.account(one);
        return all;
    };
    const std::vector<Account> providers{Account::provider_reserves, Account::care_wages, Account::wages_elsewhere, Account::on_costs, Account::mileage_and_supplies, Account::overhead_here, Account::overhead_elsewhere,
                                         Account::margin_here, Account::margin_elsewhere, Account::bids, Account::training, Account::registration};
    const std::vector<Account> bills{Account::officers, Account::desks, Account::premises, Account::assemblies, Account::brokers};
    const std::vector<Account> groups{Account::strand_groups, Account::group_cash, Account::group_spending, Account::group_rent, Account::group_income, Account::contracts_elsewhere};
    // Who waits a week longer or shorter for an assessment comes that much later to the other kinds of help.
    const std::vector<Account> other_help{Account::strand_supported_living, Account::supported_living_costs, Account::strand_direct_payments, Account::assistants_pay, Account::assistants_on_costs,
                                          Account::strand_day_services, Account::day_centre_costs, Account::strand_reablement, Account::reablement_costs};
    const Pence visits = twins.counted_gardened.visits - twins.counted_tendered.visits;
    CHECK(visits < 0);
    CHECK(sum(providers) + twins.account(Account::own_money) == visits);  // firms live on visits, and on people and owners who pay themselves
    CHECK(sum(bills) + sum(groups) + sum(other_help) + twins.account(Account::strand_home_care) == -visits);
    std::vector<Account> named{Account::own_money, Account::strand_home_care};
    for (const auto& list : {providers, bills, groups, other_help}) named.insert(named.end(), list.begin(), list.end());
    for (std::size_t a = 0; a < accounts; ++a) {
        const auto account = static_cast<Account>(a);
        if (std::find(named.begin(), named.end(), account) != named.end()) continue;
        INFO(name_of(account));
        CHECK(twins.account(account) == 0);
    }
    CHECK(twins.flow(Flow::council_outlay_pence) == 0);
}

TEST_CASE("Where nothing contested acts, each bill is what can be reckoned by hand") {
    const Twins& twins = null_twins();
    // The council's money grows by 0.15 % in the second year, and social workers with it.
    const double years = (52 + 52 * 1.0015) / 52.18;
    const auto pounds = [&](Account account) { return static_cast<double>(twins.account(account)) / 100; };
    // Three social workers' desks at 3,000 pounds a year; a place open as long as usual and an assembly sitting so many weeks at 25,000 and 6,000.
    CHECK(pounds(Account::desks) == Approx(3 * 3'000 * years).margin(3 * 0.01 * Twins::weeks));
    CHECK(twins.counted_gardened.place_weeks > 0);
    CHECK(pounds(Account::premises) == Approx(twins.counted_gardened.place_weeks * 25'000 / 52.18).margin(0.01 * 3 * Twins::weeks));
    CHECK(pounds(Account::assemblies) == Approx(static_cast<double>(twins.counted_gardened.assembly_weeks) * 6'000 / 52.18).margin(0.01 * static_cast<double>(twins.counted_gardened.assembly_weeks)));
    // A hundredth of 4,165,000 pounds of social care a year for groups, and what reviews make of it.
    CHECK(twins.counted_gardened.grants_by_levers == Approx(41'650 * years).margin(3 * 0.01 * Twins::weeks + 1));
    CHECK(static_cast<double>(twins.counted_gardened.grants) / 100 == Approx(twins.counted_gardened.grants_reviewed).margin(3 * 0.01 * Twins::weeks + 1));
    CHECK(twins.counted_tendered.place_weeks + static_cast<double>(twins.counted_tendered.assembly_weeks + twins.counted_tendered.grants) == 0);
}
