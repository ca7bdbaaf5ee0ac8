#include "commissioning/setting_bills.hpp"

#include "commissioning/allocation.hpp"
#include "state/prices.hpp"

namespace topsoil {

namespace {

void pay_supported_living(World& world, const SettingPrices& prices) {
    touched(world.settings.tenancies.size());
    for (const Tenancy& tenancy : world.settings.tenancies) {
        world.ledger.post(Account::strand_supported_living, Account::supported_living_costs, world.people.neighbourhood[tenancy.person], weekly_price(tenancy.minutes, prices.support_rate));
    }
}

/// Pay goes to where the assistant lives, what comes on top through the employer; a broker helps whoever holds a personal budget, an
/// assistant there or not. The rest of the direct payments buys other things as it comes in.
void pay_assistants(Living& living, const SettingPrices& prices) {
    World& world = living.world;
    touched(world.settings.assistants.size());
    for (const Assistance& post : world.settings.assistants) {
        const NeighbourhoodId here = world.people.neighbourhood[post.person];
        const bool budget = post.funding == Funding::personal_budget;
        const Account strand = budget ? Account::strand_home_care : Account::strand_direct_payments;
        if (budget) world.ledger.post(strand, Account::brokers, here, prices.broker);
        if (post.assistant == nobody) continue;
        const Pence price = weekly_price(post.minutes, prices.payment_rate);
        const auto pay = static_cast<Pence>(static_cast<double>(price) / prices.on_costs);
        world.ledger.post(strand, here, Account::assistants_pay, world.people.neighbourhood[post.assistant], pay);
        world.ledger.post(strand, Account::assistants_on_costs, here, price - pay);
    }
    const Pence coming_in = strand_this_week(world, "direct_payments", living.week);
    const auto other = share_pence(static_cast<Pence>(static_cast<double>(coming_in) * prices.payment_other), head_weights(world));
    for (std::size_t n = 0; n < other.size(); ++n) world.ledger.post(Account::strand_direct_payments, Account::fixed_services, static_cast<NeighbourhoodId>(n), other[n]);
}

/// A day is paid for when somebody comes.
void pay_day_centres(World& world, const SettingPrices& prices) {
    touched(world.settings.attendances.size());
    for (const Attendance& one : world.settings.attendances) {
        if (world.people.setting[one.person] != Setting::home || world.people.care_file[one.person] == nobody) continue;
        const int days = world.care.files[world.people.care_file[one.person]].days();
        const NeighbourhoodId from = world.people.neighbourhood[one.person];
        const NeighbourhoodId there = world.settings.day_centres[one.centre].neighbourhood;
        const Pence day = price_of_a_day(metres_to_day_centre(world, one.person, there, prices.detour), prices.day_fee, prices.day_fare);
        world.ledger.post(Account::strand_day_services, from, Account::day_centre_costs, there, days * day);
    }
}

void pay_reablement(World& world, const SettingPrices& prices) {
    for (const Course& course : world.settings.courses) world.ledger.post(Account::strand_reablement, Account::reablement_costs, world.people.neighbourhood[course.person], prices.course_week);
}

/// Kin and the city's foster families are paid where they live; other carers near the child's home, or elsewhere.
void pay_placements(World& world, const SettingPrices& prices) {
    touched(world.settings.placements.size());
    for (const Placement& placement : world.settings.placements) {
        const NeighbourhoodId from = world.people.neighbourhood[placement.child];
        const Pence fee = prices.placement_fee[static_cast<std::size_t>(placement.carers)];
        const bool known = placement.carer != nobody;
        const NeighbourhoodId there = known ? world.people.neighbourhood[placement.carer] : from;
        world.ledger.post(Account::strand_placements, from, known || placement.near != 0 ? Account::placements_here : Account::placements_elsewhere, there, fee);
    }
}

}  // namespace

void pay_settings(Living& living, const SettingPrices& prices) {
    pay_supported_living(living.world, prices);
    pay_assistants(living, prices);
    pay_day_centres(living.world, prices);
    pay_reablement(living.world, prices);
    pay_placements(living.world, prices);
}

}  // namespace topsoil
