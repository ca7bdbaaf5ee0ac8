#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

TEST_CASE("A week's public outlay is a week of the place's social-care money, in pounds") {
    Taken taken;
    taken.live(4);
    // Four weeks of 4,165,000 pounds a year; each of thirteen strands is rounded to the penny each week.
    CHECK(total(taken.look("spend_social_care")) == Approx(4'165'000 * 4 / 52.18).margin(0.5));
}

TEST_CASE("Outlay is told in pounds where it is made") {
    Taken taken;
    const auto before = taken.look();
    taken.world().flows.add(Flow::council_outlay_pence, 1, 12'345);
    taken.world().flows.add(Flow::nhs_outlay_pence, 2, 480'000);
    CHECK(taken.look("spend_social_care")[1] - before[measure_index("spend_social_care")][1] == Approx(123.45));
    CHECK(taken.look("spend_nhs")[2] - before[measure_index("spend_nhs")][2] == Approx(4'800));
}

TEST_CASE("Of a hundred pounds, thirty paid to people and owners elsewhere leak") {
    Taken taken;
    Ledger& ledger = taken.world().ledger;
    const auto pay = [&](Account account, Pence pence) { ledger.post(Account::own_money, account, 1, pence); };
    pay(Account::care_wages, 3'000);
    pay(Account::on_costs, 1'000);
    pay(Account::mileage_and_supplies, 500);
    pay(Account::overhead_here, 500);
    pay(Account::margin_here, 500);
    pay(Account::care_home_costs, 1'000);
    pay(Account::care_home_margin_here, 500);
    pay(Account::wages_elsewhere, 1'200);
    pay(Account::overhead_elsewhere, 800);
    pay(Account::margin_elsewhere, 600);
    pay(Account::care_home_margin_elsewhere, 400);
    CHECK(taken.look("care_turnover") == std::vector<double>{0, 100, 0});
    CHECK(taken.look("leakage_share")[1] == Approx(0.30));
    CHECK(taken.look("leakage_share")[0] == 0);
    // What goes to officers, groups or hospitals is no care turnover.
    pay(Account::officers, 9'999);
    pay(Account::group_cash, 9'999);
    pay(Account::emergency_admissions, 9'999);
    CHECK(taken.look("care_turnover")[1] == Approx(100));
}

TEST_CASE("Bids, officers, brokers, desks, shared places, assemblies, training and registration are told together, where they are paid") {
    Taken taken;
    const auto before = taken.look("cost_of_arrangements");
    for (const Account account : {Account::bids, Account::officers, Account::brokers, Account::desks, Account::premises, Account::assemblies, Account::training, Account::registration}) {
        taken.world().ledger.post(Account::own_money, account, 1, 100);
    }
    taken.world().ledger.post(Account::own_money, Account::care_wages, 1, 9'999);
    CHECK(taken.look("cost_of_arrangements")[1] - before[1] == Approx(8));
    CHECK(taken.look("cost_of_arrangements")[0] == before[0]);
}

TEST_CASE("Money set aside and not spent is the balance of the strands") {
    Taken taken;
    const auto before = taken.look("unspent_social_care");
    Ledger& ledger = taken.world().ledger;
    ledger.post(Account::council, Account::strand_home_care, 2, 1'000);
    ledger.post(Account::council, Account::strand_care_homes, 2, 200);
    ledger.post(Account::council, Account::strand_groups, 2, 30);
    ledger.post(Account::council, Account::strand_day_services, 2, 4);
    CHECK(taken.look("unspent_social_care")[2] - before[2] == Approx(12.34));
    CHECK(taken.look("unspent_social_care")[0] == before[0]);
}

TEST_CASE("Half a year's NHS outlay holds the fixed lines and what admissions cost") {
    Taken taken;
    const World& world = taken.world();
    const Pence admissions = world.ledger.total(Account::emergency_admissions);
    const Pence rest = world.ledger.total(Account::attendances) + world.ledger.total(Account::delayed_days) + world.ledger.total(Account::primary_and_community) + world.ledger.total(Account::other_nhs);
    const Pence paid = world.ledger.total(Account::nhs);
    taken.live(26);
    const double outlay = total(taken.look("spend_nhs"));
    CHECK(outlay == Approx(static_cast<double>(paid - taken.world().ledger.total(Account::nhs)) / 100));
    const Pence grown = taken.world().ledger.total(Account::emergency_admissions) - admissions;
    CHECK(grown > 0);
    CHECK(outlay > static_cast<double>(grown) / 100);
    CHECK(taken.world().ledger.total(Account::attendances) + taken.world().ledger.total(Account::delayed_days) + taken.world().ledger.total(Account::primary_and_community) +
              taken.world().ledger.total(Account::other_nhs) > rest);
}

TEST_CASE("Of a hundred pounds paid for people here as many can have stayed as were paid to workers, offices and owners here") {
    Taken taken;
    taken.world().flows.add(Flow::home_care_fees_pence, 1, 10'000);
    Ledger& ledger = taken.world().ledger;
    const auto pay = [&](Account account, Pence pence) { ledger.post(Account::own_money, account, 1, pence); };
    pay(Account::care_wages, 3'000);
    pay(Account::overhead_here, 1'000);
    pay(Account::margin_here, 500);
    pay(Account::wages_elsewhere, 2'000);
    pay(Account::on_costs, 1'500);
    pay(Account::margin_elsewhere, 1'000);
    pay(Account::overhead_elsewhere, 500);
    pay(Account::mileage_and_supplies, 500);
    CHECK(taken.look("home_care_fees") == std::vector<double>{0, 100, 0});
    CHECK(taken.look("kept_local_share")[1] == Approx(0.45));
    CHECK(taken.look("kept_local_share")[0] == 0);
    CHECK(taken.look("home_care_spending") == std::vector<double>{0, 100, 0});
    CHECK(taken.look("care_time_share")[1] == Approx(0.65));  // 30 and 20 of wages, 15 of on-costs
    pay(Account::care_wages, 99'999);
    CHECK(taken.look("kept_local_share")[1] == 1);
}

TEST_CASE("What the public pays is set against all hours of need that anybody met") {
    Taken taken;
    Flows& flows = taken.world().flows;
    flows.add(Flow::council_outlay_pence, 2, 500'000);
    flows.add(Flow::need_minutes, 2, 60 * 300);
    flows.add(Flow::unmet_minutes, 2, 60 * 50);
    CHECK(taken.look("met_hours")[2] == Approx(250));
    CHECK(taken.look("outlay_per_met_hour")[2] == Approx(20));
    CHECK(taken.look("outlay_per_met_hour")[0] == 0);
}

TEST_CASE("What comes into each account and leaves it is told by name, and all of it sums to nothing") {
    Taken taken;
    taken.live(4);
    taken.world().ledger.post(Account::own_money, 0, Account::bids, 2, 12'345);
    const auto money = taken.look("money_by_account");
    REQUIRE(money.size() == accounts);
    CHECK(money[static_cast<std::size_t>(Account::bids)] >= 123.45);
    CHECK(money[static_cast<std::size_t>(Account::council)] < 0);
    CHECK(money[static_cast<std::size_t>(Account::care_wages)] > 0);
    CHECK(total(money) == Approx(0).margin(1e-6));
    CHECK(name_of(Account::care_wages) == "care wages");
}
