// Contracts: who supplies home care where. Providers, lots, tender rounds, direct awards; failures are in failures.cpp.
//
// Rule (submodels sheet 9): lots come up at evenly spread phases; the best bids win (tenders.hpp); losing means people and workers
// move or part (transfer.hpp). Where lots change, each new lot is tendered, or, without tenders, taken up by a new local unit by direct award.
// Where a regime holds in some neighbourhoods only, a lot never spans both: those that change over leave their lots.
#include <algorithm>
#include <map>

#include "commissioning/allocation.hpp"
#include "commissioning/by_neighbourhood.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/failures.hpp"
#include "commissioning/lot_laying.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/practices.hpp"
#include "commissioning/providers.hpp"
#include "commissioning/tenders.hpp"
#include "commissioning/transfer.hpp"
#include "state/provider_costs.hpp"

namespace topsoil {

namespace {

/// What the levers of one arm say about contracts.
struct ContractTerms {
    ContractTerms(const ParameterView& p, const LeverVector& levers)
        : tenders(p, levers), term(static_cast<int>(levers[Lever::contract_term_weeks])), extension(static_cast<int>(levers[Lever::contract_extension_weeks])),
          form{levers[Lever::team_self_managed], levers[Lever::pay_basis]}, clients(static_cast<ClientTransfer>(static_cast<int>(levers[Lever::client_transfer]))) {}
    TenderRule tenders;
    int term, extension;
    ProviderForm form;
    ClientTransfer clients;
};

class Contracts final : public Process {
public:
    Contracts(const ParameterView& p, const LeverPlan& plan)
        : costs_(fee_costs(p)), providers_(p), failures_(p, providers_), practices_(p, "learning."), round_cost_(whole_pence(p["round_cost"])),
          lot_cost_(whole_pence(p["lot_cost"])), unit_cost_(whole_pence(p["unit_cost"])), extension_quality_(p["extension_quality"]), laying_(p, plan), terms_(plan, p) {
        rule_.workers_follow = p["workers_follow"];
        rule_.workers_leave = p["workers_leave"];
        rule_.keep_choice = p["keep_choice"];
        rule_.rare_team = {static_cast<int>(p["workforce.rare_team"]), 1 - p["home_care.absence"]};
    }

    /// The providers of the first week and who holds which lot.
    void settle(Living& living) override {
        World& world = living.world;
        HomeCare& care = world.home_care;
        const int count = std::max(1, world.city->place.home_care_providers);
        for (int i = 0; i < count; ++i) {
            care.providers.push_back(providers_.new_provider(living, mix(world.city->seed, 0x9803, i), i % 4 == 0, terms_.at(0, living.week).form));
            providers_.endow(world, care.providers.back(), 1);
        }
        world.commissioned.due.assign(world.city->neighbourhoods.size(), 0);
        (void)laying_.lay(living, providers_.first_fee());
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            take_up(care.lots[lot], nearest_providers(living, lot));
            care.lots[lot].fee_per_hour = providers_.first_fee();
        }
        laying_.remember(living);
    }

    void begin(Living& living) override {
        World& world = living.world;
        HomeCare& care = world.home_care;
        const std::vector<std::uint16_t> fresh = laying_.lay(living, providers_.first_fee());
        const auto used = lots_in_use(care);
        std::vector<std::uint16_t> competed;
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            if (used[lot] == 0) continue;
            const bool is_fresh = std::find(fresh.begin(), fresh.end(), lot) != fresh.end();
            const ContractTerms& terms = terms_of(living, lot);
            if (terms.term > 0 && (is_fresh || laying_.other_holders(living, lot))) competed.push_back(lot);
            else if (is_fresh) award(living, lot);
        }
        tender_round(living, competed, true);
        laying_.remember(living);
        spread_phases(living, competed);
        const auto team = team_by_provider(living);
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) providers_.set_form(care.providers[p], care.providers[p].team != 0, team[p]);
    }

    void live_week(Living& living) override {
        phase_in_pay(living);
        HomeCare& care = living.world.home_care;
        failures_.live_week(living, forms(living), rule_);
        const auto used = lots_in_use(care);
        std::vector<std::uint16_t> due;
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            if (used[lot] == 0 || care.lots[lot].next_event != living.week) continue;
            if (terms_of(living, lot).term == 0) award(living, lot);  // a unit that could not be mended is replaced
            else if (!extend(living, lot)) due.push_back(lot);
        }
        tender_round(living, due, false);
        for (const std::uint16_t lot : due) {
            care.lots[lot].next_event += terms_of(living, lot).term;
            care.lots[lot].extended = 0;
        }
    }

private:
    // --- which rules hold ----------------------------------------------------------------------------------------------------

    [[nodiscard]] const ContractTerms& terms_of(const Living& living, std::uint16_t lot) const {
        const auto& lot_of = living.world.home_care.lot_of;
        return terms_.at(static_cast<std::size_t>(std::find(lot_of.begin(), lot_of.end(), lot) - lot_of.begin()), living.week);
    }
    [[nodiscard]] std::vector<double> team_by_provider(const Living& living) const {
        return share_of_lots_held(living.world, [&](std::size_t n) { return terms_.at(n, living.week).form.team; });
    }
    [[nodiscard]] std::vector<double> pay_by_provider(const Living& living) const {
        return share_of_lots_held(living.world, [&](std::size_t n) { return terms_.at(n, living.week).form.pay_basis; });
    }
    [[nodiscard]] std::vector<ProviderForm> forms(const Living& living) const {
        const auto team = team_by_provider(living);
        const auto pay = pay_by_provider(living);
        std::vector<ProviderForm> all;
        for (std::size_t p = 0; p < team.size(); ++p) all.push_back({team[p], pay[p]});
        return all;
    }

    // --- calendar ------------------------------------------------------------------------------------------------------------

    /// Tender rounds spread evenly over the term, so that no branch date favours anybody. A lot that keeps its term keeps its calendar.
    /// What has been tendered this week is not tendered again in it.
    void spread_phases(Living& living, const std::vector<std::uint16_t>& tendered) const {
        HomeCare& care = living.world.home_care;
        const auto used = lots_in_use(care);
        std::map<int, std::vector<std::uint16_t>> by_term;
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            if (used[lot] != 0) by_term[terms_of(living, lot).term].push_back(lot);
        }
        for (const auto& [term, lots] : by_term) {
            for (std::size_t i = 0; i < lots.size(); ++i) {
                Lot& lot = care.lots[lots[i]];
                const bool just_tendered = std::find(tendered.begin(), tendered.end(), lots[i]) != tendered.end();
                if (lot.term == term && !just_tendered) continue;
                lot.term = term;
                lot.extended = 0;
                lot.next_event = -1;
                if (term == 0) continue;
                // The calendar is a function of the lot and the term alone, counted from the start of burn-in.
                lot.next_event = static_cast<Week>((i + 1) * static_cast<std::size_t>(term) / lots.size()) % term;
                while (lot.next_event < living.week + (just_tendered ? 1 : 0)) lot.next_event += term;
            }
        }
    }

    // --- awards and tenders --------------------------------------------------------------------------------------------------

    static void take_up(Lot& lot, const std::vector<std::uint16_t>& holders) {
        lot.providers = static_cast<std::uint16_t>(holders.size());
        std::copy(holders.begin(), holders.end(), lot.provider.begin());
    }

    [[nodiscard]] std::vector<std::uint16_t> nearest_providers(const Living& living, std::uint16_t lot) const {
        const World& world = living.world;
        const Point here = centre_of(world, lot);
        std::vector<std::pair<double, std::uint16_t>> near;
        for (std::uint16_t p = 0; p < world.home_care.providers.size(); ++p) {
            const Provider& provider = world.home_care.providers[p];
            if (provider.alive == 0) continue;
            // Spread work: a firm that already holds lots comes later.
            int held = 0;
            for (std::uint16_t other = 0; other < lot; ++other) {
                const Lot& record = world.home_care.lots[other];
                held += static_cast<int>(std::count(record.provider.begin(), record.provider.begin() + record.providers, p));
            }
            near.emplace_back(distance_metres(here, world.city->neighbourhoods[provider.base].centre) + 4'000.0 * held, p);
        }
        std::sort(near.begin(), near.end());
        std::vector<std::uint16_t> chosen;
        const auto holders = static_cast<std::size_t>(terms_of(living, lot).tenders.holders());
        for (std::size_t i = 0; i < std::min(near.size(), holders); ++i) chosen.push_back(near[i].second);
        return chosen;
    }

    /// Without tenders a new local unit takes up each new lot, and one whose unit is replaced. The people of the lot bear what it costs to set the unit up, officers'
    /// time included; nobody bids.
    void award(Living& living, std::uint16_t lot) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        NeighbourhoodId base = 0;
        while (care.lot_of[base] != lot) ++base;
        const ContractTerms& terms = terms_of(living, lot);
        Provider unit = providers_.new_provider(living, mix(world.city->neighbourhoods[base].key, 0x704D, living.week), false, terms.form);
        unit.base = base;
        unit.fee_per_hour = care.lots[lot].fee_per_hour;
        unit.start_up_until = static_cast<std::int16_t>(living.week + 26);
        providers_.set_form(unit, true, terms.form.team);
        const auto index = static_cast<std::uint16_t>(care.providers.size());
        care.providers.push_back(unit);
        charge(world, lot, unit_cost_);
        transfer_lot(living, lot, {index}, terms.clients, rule_);
        providers_.endow(world, care.providers[index], lot_contact_hours(world, lot) / providers_.usual_hours());
        providers_.enrol(world, care.providers[index]);
    }

    /// A term is lengthened once where those who hold the lot have done well enough; officers' time for it is paid.
    [[nodiscard]] bool extend(Living& living, std::uint16_t lot) const {
        HomeCare& care = living.world.home_care;
        Lot& record = care.lots[lot];
        const int weeks = terms_of(living, lot).extension;
        if (weeks == 0 || record.extended != 0 || record.providers == 0) return false;
        double quality = 0;
        for (std::size_t i = 0; i < record.providers; ++i) quality += as_share(care.providers[record.provider[i]].quality) / record.providers;
        if (quality < extension_quality_) return false;
        charge(living.world, lot, lot_cost_);
        record.extended = 1;
        record.next_event += weeks;
        return true;
    }

    /// Lots tendered in the same week are one round: officers' time for the round, shared by head between the lots, and for each lot.
    /// What bidders pay is in tenders.hpp. A first round on new lots costs what any other does.
    void tender_round(Living& living, const std::vector<std::uint16_t>& lots, bool new_contracts) const {
        World& world = living.world;
        if (lots.empty()) return;
        std::vector<std::int64_t> people(world.home_care.lots.size(), 0);
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) people[world.home_care.lot_of[n]] += world.city->neighbourhoods[n].founders;
        std::vector<std::int64_t> weights;
        for (const std::uint16_t lot : lots) weights.push_back(people[lot]);
        const auto shares = share_pence(round_cost_, weights);
        for (std::size_t i = 0; i < lots.size(); ++i) {
            charge(world, lots[i], lot_cost_ + shares[i]);
            tender(living, lots[i], new_contracts);
        }
    }

    /// Nobody bids, or nobody may win: those who hold the lot carry on, and those nearest take up one that nobody has held.
    void tender(Living& living, std::uint16_t lot, bool new_contract) const {
        const ContractTerms& terms = terms_of(living, lot);
        const Lot& record = living.world.home_care.lots[lot];
        const std::vector<std::uint16_t> before(record.provider.begin(), record.provider.begin() + record.providers);
        auto holders = terms.tenders.winners(living, lot, new_contract);
        if (!holders.empty()) practices_.specify(living, before, holders);
        if (holders.empty() && record.providers == 0) holders = nearest_providers(living, lot);
        if (!holders.empty()) transfer_lot(living, lot, holders, terms.clients, rule_);
    }

    // --- pay -----------------------------------------------------------------------------------------------------------------

    /// A new pay basis comes in over half a year, and the fee with it, as money falls free.
    void phase_in_pay(Living& living) const {
        HomeCare& care = living.world.home_care;
        const auto wanted = pay_by_provider(living);
        for (std::size_t p = 0; p < care.providers.size(); ++p) {
            Provider& provider = care.providers[p];
            if (provider.alive == 0 || provider.pay_basis == wanted[p]) continue;
            const double step = std::clamp(wanted[p] - provider.pay_basis, -0.025, 0.025);
            const double travel = travel_ratio(provider);
            const double before = unit_cost(costs_, provider, provider.pay_basis, travel);
            provider.pay_basis = step == wanted[p] - provider.pay_basis ? wanted[p] : provider.pay_basis + step;
            provider.fee_per_hour += whole_pence(unit_cost(costs_, provider, provider.pay_basis, travel)) - whole_pence(before);
        }
    }

    FeeCosts costs_;
    ProviderRule providers_;
    FailureRule failures_;
    PracticeRule practices_;
    Pence round_cost_, lot_cost_, unit_cost_;
    double extension_quality_;
    LotLaying laying_;
    ByNeighbourhood<ContractTerms> terms_;
    TransferRule rule_;
};

}  // namespace

extern const CommissioningDeclaration contracts_declaration;
const CommissioningDeclaration contracts_declaration{
    {"contracts",
     Phase::commissioning,
     "Lots come up for tender or are awarded; providers bid, win, lose, fail and start; people and workers move or part.",
     {"people", "home_care", "commissioned", "world.conditions"},
     {"home_care", "people.roles", "commissioned.due", "commissioned.lots_cut", "ledger.balance", "flows.sum"},
     {{"firm_fixed", "GBP/year", 130000, 50000, 400000, "assumed", Grade::assumed, "fixed overhead of a firm"},
      {"firm_variable", "GBP/h", 2.60, 0.5, 6, "assumed", Grade::assumed, "variable overhead of a firm per hour of contact"},
      {"small_fixed", "GBP/year", 70000, 20000, 200000, "assumed", Grade::assumed, "fixed overhead of a local unit"},
      {"small_variable", "GBP/h", 2.20, 0.5, 6, "assumed", Grade::assumed, "variable overhead of a local unit per hour of contact"},
      {"team_fixed", "GBP/year", 25000, 5000, 100000, "buurtzorg_overhead", Grade::weak, "fixed overhead of a self-managed team"},
      {"team_variable", "GBP/h", 1.20, 0.3, 5, "buurtzorg_overhead", Grade::weak, "variable overhead of a self-managed team per hour of contact"},
      {"coordination", "1", 0.05, 0, 0.10, "assumed", Grade::assumed, "paid time that a self-managed team spends on running itself"},
      {"margin", "1", 0.06, 0.03, 0.10, "assumed", Grade::assumed, "margin a bidder would have without competition"},
      {"margin_shading", "1", 0.02, 0, 0.05, "assumed", Grade::assumed, "margin given up for each unit of the logarithm of bidders"},
      {"price_noise", "1", 0.03, 0, 0.1, "assumed", Grade::assumed, "spread of bidders' estimates"},
      {"quality_noise", "1", 0.15, 0, 0.5, "assumed", Grade::assumed, "spread of the judgement of quality"},
      {"fee_ceiling", "1", 0.05, 0, 0.3, "assumed", Grade::assumed, "how far a bid may lie above the last fee"},
      {"bid_cost", "GBP", 12000, 0, 30000, "assumed", Grade::assumed, "cost of a bid to the provider"},
      {"round_cost", "GBP", 60000, 0, 200000, "assumed", Grade::assumed, "officers' cost of a week in which lots are tendered"},
      {"lot_cost", "GBP", 8000, 0, 50000, "assumed", Grade::assumed, "officers' cost of a lot"},
      {"unit_cost", "GBP", 40000, 0, 200000, "assumed", Grade::assumed, "cost of setting up a new local unit"},
      {"exit_rate", "1/year", 0.045, 0, 0.2, "involuntary_provider_loss_hazard", Grade::moderate, "providers that close whatever the regime"},
      {"notice_weeks", "week", 8, 4, 12, "assumed", Grade::assumed, "notice that a provider gives before it hands its contracts back"},
      {"emergency_fee", "1", 0.15, 0, 0.5, "assumed", Grade::assumed, "fee above the usual that whoever steps in is paid at first"},
      {"emergency_weeks", "week", 13, 1, 52, "assumed", Grade::assumed, "weeks for which that is paid"},
      {"registration_cost", "GBP", 3000, 0, 20000, "assumed", Grade::assumed, "cost of registering a new provider of personal care, of whatever size"},
      {"low_bid", "1", 0.92, 0.5, 1, "assumed", Grade::assumed, "a bid below this share of the bidder's own direct cost is abnormally low"},
      {"low_bid_checked", "1", 0.5, 0, 1, "assumed", Grade::assumed, "chance that the buyer checks for it"},
      {"extension_quality", "1", 0.6, 0, 1, "assumed", Grade::assumed, "mean quality of the holders from which a term may be lengthened"},
      {"first_fee", "GBP/h", 24.10, 15, 40, "homecare_fee_paid_avg", Grade::strong, "fee per hour of contact in the first week"},
      {"first_reserves", "GBP", 100000, 0, 500000, "assumed", Grade::assumed, "what owners put into a new provider of usual size"},
      {"usual_hours", "h/week", 1900, 100, 10000, "sheffield_homecare_providers_2017", Grade::assumed, "contact hours of a provider of usual size"},
      {"viable_hours", "h/week", 150, 0, 400, "assumed", Grade::assumed, "contact hours below which neighbourhoods share a unit"},
      {"workers_follow", "1", 0.70, 0.0, 1.0, "assumed", Grade::assumed, "workers who go over with their work when a provider loses it"},
      {"workers_leave", "1", 0.20, 0, 0.6, "assumed", Grade::assumed, "workers who leave when their provider loses the work", true, 0.0},
      {"keep_choice", "1", 0.05, 0.0, 0.15, "assumed", Grade::assumed, "people who keep their provider although the contract moved"},
      {"incumbent_always_kept", "1", 0, 0, 1, "assumed", Grade::definition, "1: tenders are run but change nothing, for the placebo test"}},
     {},
     {"workforce.wage", "workforce.rare_team", "home_care.absence", "accounts.on_costs", "accounts.mileage_and_supplies", "accounts.training_on_cost", "workforce.training_weeks", "workforce.training_cost", "workforce.leave_rate", "workforce.reference_wage", "workforce.wage_elasticity", "learning.practice_spread", "learning.practice_noise", "learning.practice_hours"}},
    {Lever::contract_term_weeks, Lever::contract_extension_weeks, Lever::contract_price_weight, Lever::contract_minimum_turnover, Lever::contract_providers_per_lot, Lever::lot_count, Lever::team_self_managed, Lever::pay_basis, Lever::client_transfer},
    [](const ParameterView& p, const LeverPlan& plan) -> std::unique_ptr<Process> { return std::make_unique<Contracts>(p, plan); }};

}  // namespace topsoil
