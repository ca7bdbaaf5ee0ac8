#include "commissioning/setting_bills.hpp"

#include <numeric>

#include "catch.hpp"
#include "commissioning/allocation.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

/// Ten pounds an hour of support, twenty of an assistant, half of it pay; a day fifty, a kilometre one; a course's week thirty; placements
/// a hundred to five hundred.
constexpr SettingPrices plain{10, 20, 0, 479, 2, 5'000, 1, 1, 3'000, {10'000, 20'000, 30'000, 40'000, 50'000}};

/// A town whose only arrangements are those of a test.
struct Bills {
    Town town{shipped_levers("tendered")};
    Bills() {
        CareSettings& s = world().settings;
        s.tenancies.clear();
        s.assistants.clear();
        s.attendances.clear();
        s.courses.clear();
        s.placements.clear();
    }
    [[nodiscard]] World& world() { return town.world(); }
    [[nodiscard]] const Ledger& ledger() { return world().ledger; }
    [[nodiscard]] Slot somebody_of(NeighbourhoodId n) {
        for (Slot slot = 0; slot < world().city->slots; ++slot) {
            if (world().people.alive(slot) && world().people.neighbourhood[slot] == n && world().people.setting[slot] == Setting::home) return slot;
        }
        throw std::logic_error("nobody lives there");
    }
    void pay() {
        Living living = town.living();
        pay_settings(living, plain);
    }
};

}  // namespace

TEST_CASE("Thirty hours of support at ten pounds cost three hundred pounds where the tenant lives, out of their strand") {
    Bills bills;
    bills.world().settings.tenancies.push_back({1, bills.somebody_of(2), 1'800, 0, nobody, 0});
    bills.pay();
    CHECK(bills.ledger().balance(Account::supported_living_costs, 2) == 30'000);
    CHECK(bills.ledger().total(Account::strand_supported_living) == -30'000);
    CHECK(bills.ledger().sum() == 0);
}

TEST_CASE("An assistant's pay goes to where the assistant lives and what comes on top to where the employer does, a vacant post costs nothing") {
    Bills bills;
    bills.world().settings.assistants.push_back({1, bills.somebody_of(0), bills.somebody_of(1), 2, 600, 0, Funding::personal_assistant, {}});
    bills.world().settings.assistants.push_back({3, bills.somebody_of(0), nobody, 0, 600, 0, Funding::personal_assistant, {}});
    bills.pay();
    CHECK(bills.ledger().balance(Account::assistants_pay, 1) == 10'000);
    CHECK(bills.ledger().balance(Account::assistants_on_costs, 0) == 10'000);
    CHECK(bills.ledger().total(Account::strand_direct_payments) == -20'000);
}

TEST_CASE("A personal budget is paid out of the home-care money of whoever holds it, with a broker even while the post is vacant") {
    Bills bills;
    const Pence before = bills.ledger().balance(Account::strand_home_care, 0);
    bills.world().settings.assistants.push_back({1, bills.somebody_of(0), bills.somebody_of(1), 2, 600, 0, Funding::personal_budget, {}});
    bills.world().settings.assistants.push_back({3, bills.somebody_of(0), nobody, 0, 600, 0, Funding::personal_budget, {}});
    bills.pay();
    CHECK(bills.ledger().balance(Account::assistants_pay, 1) == 10'000);
    CHECK(bills.ledger().balance(Account::assistants_on_costs, 0) == 10'000);
    CHECK(bills.ledger().balance(Account::brokers, 0) == 2 * 479);
    CHECK(bills.ledger().balance(Account::strand_home_care, 0) - before == -20'000 - 2 * 479);
    CHECK(bills.ledger().total(Account::strand_direct_payments) == 0);
}

TEST_CASE("A day at a day centre is paid for when somebody comes, with the way there and back, and not while they are in hospital") {
    Bills bills;
    World& world = bills.world();
    const Slot person = bills.somebody_of(0);
    world.care.files.edit(open_file(world, person)).set_days(2);
    world.settings.attendances.push_back({world.people.key[person], person, 0, 0});
    const DayCentre& centre = world.settings.day_centres.at(0);
    const int metres = static_cast<int>(distance_metres(world.city->home_point[world.people.home[person]], world.city->neighbourhoods[centre.neighbourhood].centre));
    bills.pay();
    const Pence cost = bills.ledger().balance(Account::day_centre_costs, centre.neighbourhood);
    CHECK(cost == 2 * (5'000 + divide_rounding(100 * 2 * metres, 1'000)));
    CHECK(bills.ledger().total(Account::strand_day_services) == -cost);
    world.people.setting.edit(person) = Setting::hospital;
    bills.pay();
    CHECK(bills.ledger().total(Account::day_centre_costs) == cost);
}

TEST_CASE("A week of a course costs its part of the course") {
    Bills bills;
    bills.world().settings.courses.push_back({1, bills.somebody_of(1), 10});
    bills.pay();
    CHECK(bills.ledger().balance(Account::reablement_costs, 1) == 3'000);
    CHECK(bills.ledger().total(Account::strand_reablement) == -3'000);
}

TEST_CASE("Foster families and kin are paid where they live, other carers here when near and elsewhere when not, each kind its fee") {
    Bills bills;
    const Slot child = bills.somebody_of(0);
    const Slot carer = bills.somebody_of(1);
    auto& placements = bills.world().settings.placements;
    placements.push_back({1, 9, child, carer, 0, Carers::kin, 0, 0});
    placements.push_back({2, 9, child, carer, 0, Carers::foster, 1, 0});
    placements.push_back({3, 0, child, nobody, 0, Carers::agency, 0, 0});
    placements.push_back({4, 0, child, nobody, 0, Carers::childrens_home, 1, 0});
    placements.push_back({5, 0, child, nobody, 0, Carers::supported_lodging, 0, 0});
    bills.pay();
    CHECK(bills.ledger().balance(Account::placements_here, 1) == 30'000);
    CHECK(bills.ledger().balance(Account::placements_here, 0) == 40'000);
    CHECK(bills.ledger().balance(Account::placements_elsewhere, 0) == 80'000);
    CHECK(bills.ledger().total(Account::strand_placements) == -150'000);
}

TEST_CASE("What children's placements cost beyond their strand is taken from other services for children within the year, and outlay stays what it is") {
    for (const Pence overspent : {Pence{0}, Pence{52'000}}) {
        Town town(shipped_levers("tendered"));
        World& world = town.world();
        world.settings.placements.clear();
        world.ledger.post(Account::strand_placements, Account::placements_here, 0, overspent);
        const Pence before = world.flows.total(Flow::council_outlay_pence);
        Living living = town.living();
        town.part("accounts")->live_week(living);
        const Pence own = weekly_part(strand_pence(world.city->place, "childrens_placements"), 0);
        CHECK(world.ledger.total(Account::strand_placements) == own - overspent + overspent / 52);
        Pence outlay = 0;
        for (const StrandBudget& strand : world.city->place.strands) {
            if (!strand.strand.starts_with("nhs") && strand.strand != "education" && strand.strand != "work") outlay += weekly_part(strand_pence(world.city->place, strand.strand), 0);
        }
        CHECK(world.flows.total(Flow::council_outlay_pence) - before == outlay);
    }
}

TEST_CASE("What may be promised is this week's part of a strand and a fifty-second of what earlier weeks left or overspent") {
    const Pence left = GENERATE(Pence{-52'000}, Pence{0}, Pence{52'000});
    Town town(shipped_levers("tendered"));
    World& world = town.world();
    if (left > 0) world.ledger.post(Account::council, Account::strand_reablement, 0, left);
    if (left < 0) world.ledger.post(Account::strand_reablement, Account::reablement_costs, 0, -left);
    Living living = town.living();
    town.part("accounts")->live_week(living);
    CHECK(world.commissioned.money_for(FundedSetting::reablement) == weekly_part(strand_pence(world.city->place, "reablement"), 0) + left / 52);
}
