// Money: what the public pays, what is left unspent, what leaves the city.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double pounds = 1.0 / 100;

std::vector<std::vector<double>> take(const Taking& taking) {
    std::vector<double> leakage = by_place(taking);
    std::vector<double> unspent = by_place(taking);
    std::vector<double> spent = by_place(taking);
    std::vector<double> commissioning = by_place(taking);
    for (std::size_t n = 0; n < leakage.size(); ++n) {
        const auto since = [&](Account account) { return taking.pounds_since(account, n); };
        const double away = since(Account::wages_elsewhere) + since(Account::overhead_elsewhere) + since(Account::margin_elsewhere) + since(Account::care_home_margin_elsewhere);
        const double care = away + since(Account::care_wages) + since(Account::on_costs) + since(Account::mileage_and_supplies) + since(Account::overhead_here) + since(Account::margin_here) +
                            since(Account::care_home_costs) + since(Account::care_home_margin_here);
        spent[n] = care;
        for (const Account account : {Account::bids, Account::officers, Account::brokers, Account::desks, Account::premises, Account::assemblies, Account::training, Account::registration}) commissioning[n] += since(account);
        leakage[n] = care > 0 ? away / care : 0;
        const auto here = static_cast<NeighbourhoodId>(n);
        for (const Account strand : {Account::strand_home_care, Account::strand_care_homes, Account::strand_groups, Account::strand_supported_living, Account::strand_direct_payments, Account::strand_day_services,
                                     Account::strand_reablement, Account::strand_placements}) {
            unspent[n] += static_cast<double>(taking.world.ledger.balance(strand, here)) * pounds;
        }
    }
    return {flow_by_place(taking, Flow::council_outlay_pence, pounds), flow_by_place(taking, Flow::nhs_outlay_pence, pounds), spent, leakage, unspent, commissioning};
}

}  // namespace

extern const MeasureDeclaration money_declaration;
const MeasureDeclaration money_declaration{
    {{"spend_social_care", "GBP", "social care: public outlay", MeasureKind::flow, Pooling::sum, "", "what the council sets aside for social care, gross; the same in every regime to the penny", false},
     {"spend_nhs", "GBP", "NHS: outlay", MeasureKind::flow, Pooling::sum, "", "NHS spending on people who live here; admissions and delayed days follow the run, the rest is fixed", false},
     {"care_turnover", "GBP", "turnover of home care and care homes", MeasureKind::flow, Pooling::sum, "", "what home care and care homes paid out, whoever funded it, where the payee is", false},
     {"leakage_share", "1", "share of care money that leaves the city", MeasureKind::share, Pooling::ratio, "care_turnover", "wages, overhead and margins paid to people and owners elsewhere, less losses that they bear, over what home care and care homes paid out", false},
     {"unspent_social_care", "GBP", "social-care money set aside and not yet spent", MeasureKind::stock, Pooling::sum, "", "balance of all strands that are spent by what happens: home care, care homes, groups, supported living, direct payments, day services, reablement, children's placements", false},
     {"cost_of_arrangements", "GBP", "cost of commissioning and of standing arrangements", MeasureKind::flow, Pooling::sum, "", "bids, officers, brokers, desks, shared places, assemblies, training in practices and registration: what is not an hour with anybody", false}},
    take};

}  // namespace topsoil
