// Money: what the public pays, what is left unspent, what leaves the city.
#include <algorithm>

#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double pounds = 1.0 / 100;

[[nodiscard]] std::vector<double> by_account(const Taking& taking) {
    std::vector<double> values;
    for (std::size_t account = 0; account < accounts; ++account) {
        double sum = 0;
        for (std::size_t n = 0; n < taking.places(); ++n) sum += taking.pounds_since(static_cast<Account>(account), n);
        values.push_back(sum);
    }
    return values;
}

std::vector<std::vector<double>> take(const Taking& taking) {
    std::vector<double> leakage = by_place(taking);
    std::vector<double> unspent = by_place(taking);
    std::vector<double> spent = by_place(taking);
    std::vector<double> commissioning = by_place(taking);
    std::vector<double> for_home_care = by_place(taking), for_time = by_place(taking), kept = by_place(taking), a_met_hour = by_place(taking);
    const std::vector<double> outlay = flow_by_place(taking, Flow::council_outlay_pence, pounds), fees = flow_by_place(taking, Flow::home_care_fees_pence, pounds);
    for (std::size_t n = 0; n < leakage.size(); ++n) {
        const auto since = [&](Account account) { return taking.pounds_since(account, n); };
        const double away = since(Account::wages_elsewhere) + since(Account::overhead_elsewhere) + since(Account::margin_elsewhere) + since(Account::care_home_margin_elsewhere);
        const double care = away + since(Account::care_wages) + since(Account::on_costs) + since(Account::mileage_and_supplies) + since(Account::overhead_here) + since(Account::margin_here) +
                            since(Account::care_home_costs) + since(Account::care_home_margin_here);
        spent[n] = care;
        for (const Account account : {Account::bids, Account::officers, Account::brokers, Account::desks, Account::premises, Account::assemblies, Account::training, Account::registration}) commissioning[n] += since(account);
        leakage[n] = care > 0 ? away / care : 0;
        const double time = since(Account::care_wages) + since(Account::wages_elsewhere) + since(Account::on_costs);
        for_home_care[n] = time + since(Account::mileage_and_supplies) + since(Account::overhead_here) + since(Account::overhead_elsewhere) + since(Account::margin_here) + since(Account::margin_elsewhere);
        for_time[n] = for_home_care[n] > 0 ? time / for_home_care[n] : 0;
        // Of what is spent on people here no more can have stayed than was paid to workers, offices and owners here.
        kept[n] = fees[n] > 0 ? std::min(1.0, (since(Account::care_wages) + since(Account::overhead_here) + since(Account::margin_here)) / fees[n]) : 0;
        const double met = (taking.since(Flow::need_minutes, n) - taking.since(Flow::unmet_minutes, n)) / 60;
        a_met_hour[n] = met > 0 ? outlay[n] / met : 0;
        const auto here = static_cast<NeighbourhoodId>(n);
        for (const Account strand : {Account::strand_home_care, Account::strand_care_homes, Account::strand_groups, Account::strand_supported_living, Account::strand_direct_payments, Account::strand_day_services,
                                     Account::strand_reablement, Account::strand_placements}) {
            unspent[n] += static_cast<double>(taking.world.ledger.balance(strand, here)) * pounds;
        }
    }
    return {outlay, flow_by_place(taking, Flow::nhs_outlay_pence, pounds), spent, leakage, unspent, commissioning, a_met_hour, for_home_care, for_time, fees, kept, by_account(taking)};
}

}  // namespace

extern const MeasureDeclaration money_declaration;
const MeasureDeclaration money_declaration{
    {{"spend_social_care", "GBP", "social care: public outlay", MeasureKind::flow, Pooling::sum, "", "what the council sets aside for social care, gross; the same in every regime to the penny", false},
     {"spend_nhs", "GBP", "NHS: outlay", MeasureKind::flow, Pooling::sum, "", "NHS spending on people who live here; admissions and delayed days follow the run, the rest is fixed", false},
     {"care_turnover", "GBP", "turnover of home care and care homes", MeasureKind::flow, Pooling::sum, "", "what home care and care homes paid out, whoever funded it, where the payee is", false},
     {"leakage_share", "1", "share of care money that leaves the city", MeasureKind::share, Pooling::ratio, "care_turnover", "wages, overhead and margins paid to people and owners elsewhere, less losses that they bear, over what home care and care homes paid out", false},
     {"unspent_social_care", "GBP", "social-care money set aside and not yet spent", MeasureKind::stock, Pooling::sum, "", "balance of all strands that are spent by what happens: home care, care homes, groups, supported living, direct payments, day services, reablement, children's placements", false},
     {"cost_of_arrangements", "GBP", "cost of commissioning and of standing arrangements", MeasureKind::flow, Pooling::sum, "", "bids, officers, brokers, desks, shared places, assemblies, training in practices and registration: what is not an hour with anybody", false},
     {"outlay_per_met_hour", "GBP/hour", "social-care outlay over hours of need met", MeasureKind::share, Pooling::ratio, "met_hours", "public outlay on social care over hours of need at home that anybody met, unpaid care among them", false},
     {"home_care_spending", "GBP", "what home care paid out", MeasureKind::flow, Pooling::sum, "", "wages, on-costs, mileage and supplies, overhead and margins of home care, where the payee is", false},
     {"care_time_share", "1", "share of home-care money that pays for workers' time", MeasureKind::share, Pooling::ratio, "home_care_spending", "wages and on-costs over all that home care paid out: what reaches an hour of care, or the way there", false},
     {"home_care_fees", "GBP", "paid for home care of people who live here", MeasureKind::flow, Pooling::sum, "", "fees for the visits made, by the council or by people themselves, where the client lives", false},
     {"kept_local_share", "1", "share of home-care money that can have stayed in the neighbourhood", MeasureKind::share, Pooling::ratio, "home_care_fees", "wages, overhead and margins of home care paid to people and offices here, over what was paid for people here, one at most", false},
     {"money_by_account", "GBP", "what came into each account, less what left it", MeasureKind::flow, Pooling::sum, "", "growth of the balance of each account of the ledger: below nothing for sources, which pay out, above for uses, where money ends; all of them sum to nothing", false, MeasureAxis::account}},
    take};

}  // namespace topsoil
