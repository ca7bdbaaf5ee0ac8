// Contracts: who supplies home care where. Providers, lots, tender rounds, direct awards, failures.
//
// Rule (submodels sheet 9): lots come up at evenly spread phases; the best bids win (tenders.hpp); losing means people and workers
// move or part (transfer.hpp). Where lots change, each new lot is tendered, or, without tenders, taken up by a new local unit by direct award.
#include <algorithm>
#include <numeric>

#include "commissioning/allocation.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/handover.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/providers.hpp"
#include "commissioning/tenders.hpp"
#include "commissioning/transfer.hpp"
#include "state/provider_costs.hpp"

namespace topsoil {

namespace {

constexpr Purpose exit_purpose{"contract.exit"};

class Contracts final : public Process {
public:
    Contracts(const ParameterView& p, const LeverRows& rows) : Contracts(p, rows.own()) {
        wanted_ = rows.of;
        row_ = static_cast<std::int64_t>(rows.mine);
    }
    Contracts(const ParameterView& p, const LeverVector& levers)
        : costs_{p["accounts.on_costs"], p["accounts.mileage_and_supplies"], p["workforce.wage"]}, providers_(p, levers), tenders_(p, levers), round_cost_(whole_pence(p["round_cost"])),
          lot_cost_(whole_pence(p["lot_cost"])), unit_cost_(whole_pence(p["unit_cost"])), exit_rate_(p["exit_rate"]), viable_(static_cast<std::int64_t>(p["viable_hours"] * 60)),
          term_(static_cast<int>(levers[Lever::contract_term_weeks])), holders_(static_cast<int>(levers[Lever::contract_providers_per_lot])), lots_(static_cast<int>(levers[Lever::lot_count])),
          pay_basis_(levers[Lever::pay_basis]), clients_(static_cast<ClientTransfer>(static_cast<int>(levers[Lever::client_transfer]))) {
        rule_.workers_follow = p["workers_follow"];
        rule_.workers_leave = p["workers_leave"];
        rule_.keep_choice = p["keep_choice"];
    }

    /// The providers of the first week and who holds which lot.
    void settle(Living& living) override {
        World& world = living.world;
        HomeCare& care = world.home_care;
        const int count = std::max(1, world.city->place.home_care_providers);
        for (int i = 0; i < count; ++i) {
            care.providers.push_back(providers_.new_provider(living, mix(world.city->seed, 0x9803, i), i % 4 == 0));
            providers_.endow(world, care.providers.back(), 1);
        }
        lay_lots(living);
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            const auto holders = nearest_providers(world, lot);
            care.lots[lot].providers = static_cast<std::uint16_t>(holders.size());
            std::copy(holders.begin(), holders.end(), care.lots[lot].provider.begin());
            care.lots[lot].fee_per_hour = providers_.first_fee();
        }
        world.commissioned.due.assign(world.city->neighbourhoods.size(), 0);
        world.commissioned.lots_cut = {lots_, holders_};
    }

    void begin(Living& living) override {
        World& world = living.world;
        HomeCare& care = world.home_care;
        if (!wanted_.empty()) {
            take_over(living);
            return;
        }
        std::vector<std::int64_t>& cut = world.commissioned.lots_cut;
        const bool other_lots = cut[0] != lots_ || !world.commissioned.row_of.empty();
        world.commissioned.row_of.clear();
        const bool other_contracts = other_lots || cut[1] != holders_;
        if (other_lots) lay_lots(living);
        if (other_contracts && term_ > 0) {
            tender_round(living, every_lot(care), true);
        } else if (other_lots) {
            for (const std::uint16_t lot : every_lot(care)) award(living, lot);
        }
        cut = {lots_, holders_};
        spread_phases(living, other_contracts);
        for (Provider& provider : care.providers) providers_.set_form(provider, provider.team != 0);
    }

    void live_week(Living& living) override {
        const auto providers = my_providers(living.world);
        phase_in_pay(living, providers);
        fail_some(living, providers);
        if (term_ == 0) return;
        HomeCare& care = living.world.home_care;
        std::vector<std::uint16_t> due;
        for (const std::uint16_t lot : every_lot(care)) {
            if (care.lots[lot].next_event == living.week && mine(living.world, lot)) due.push_back(lot);
        }
        tender_round(living, due, false);
        for (const std::uint16_t lot : due) care.lots[lot].next_event += term_;
    }

private:
    [[nodiscard]] std::vector<std::uint16_t> nearest_providers(const World& world, std::uint16_t lot) const {
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
        for (std::size_t i = 0; i < std::min<std::size_t>(near.size(), static_cast<std::size_t>(holders_)); ++i) chosen.push_back(near[i].second);
        return chosen;
    }

    // --- lots ----------------------------------------------------------------------------------------------------------------

    void lay_lots(Living& living) const {
        HomeCare& care = living.world.home_care;
        care.lot_of = cut_lots(living.world, lots_, viable_);
        const std::uint16_t count = static_cast<std::uint16_t>(*std::max_element(care.lot_of.begin(), care.lot_of.end()) + 1);
        const Pence fee = care.lots.empty() ? providers_.first_fee() : mean_fee(care);
        care.lots.assign(count, Lot{});
        for (Lot& lot : care.lots) lot.fee_per_hour = fee;
    }
    [[nodiscard]] static Pence mean_fee(const HomeCare& care) {
        Pence sum = 0;
        for (const Lot& lot : care.lots) sum += lot.fee_per_hour;
        return sum / static_cast<Pence>(care.lots.size());
    }

    /// Tender rounds spread evenly over the term, so that no branch date favours anybody. A regime that keeps the lots and the term
    /// keeps the calendar. What has been `tendered` this week is not tendered again in it.
    void spread_phases(Living& living, bool tendered) const {
        HomeCare& care = living.world.home_care;
        if (term_ == 0) return;
        for (std::size_t lot = 0; lot < care.lots.size(); ++lot) care.lots[lot].next_event = first_event(lot, care.lots.size(), living.week + (tendered ? 1 : 0));
    }

    /// The first week from `earliest` on in which a lot comes up: a function of the lot and the term alone, counted from the start of burn-in.
    [[nodiscard]] Week first_event(std::size_t lot, std::size_t lots, Week earliest) const {
        Week next = static_cast<Week>((lot + 1) * static_cast<std::size_t>(term_) / lots) % term_;
        while (next < earliest) next += term_;
        return next;
    }

    [[nodiscard]] static std::vector<std::uint16_t> every_lot(const HomeCare& care) {
        std::vector<std::uint16_t> all(care.lots.size());
        std::iota(all.begin(), all.end(), std::uint16_t{0});
        return all;
    }

    /// Without tenders a new local unit takes up each new lot. The people of the lot bear what it costs to set the unit up, officers'
    /// time included; nobody bids.
    void award(Living& living, std::uint16_t lot) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        NeighbourhoodId base = 0;
        while (care.lot_of[base] != lot) ++base;
        Provider unit = providers_.new_provider(living, mix(world.city->neighbourhoods[base].key, 0x704D, living.week), false);
        unit.base = base;
        unit.fee_per_hour = care.lots[lot].fee_per_hour;
        unit.start_up_until = static_cast<std::int16_t>(living.week + 26);
        providers_.set_form(unit, true);
        const auto index = static_cast<std::uint16_t>(care.providers.size());
        care.providers.push_back(unit);
        charge(world, lot, unit_cost_);
        transfer_lot(living, lot, {index}, clients_, rule_);
        providers_.endow(world, care.providers[index], lot_contact_hours(world, lot) / providers_.usual_hours());
    }

    // --- rows of levers ------------------------------------------------------------------------------------------------------

    [[nodiscard]] bool mine(const World& world, std::uint16_t lot) const { return wanted_.empty() || row_of_lot(world, lot) == row_; }

    /// Providers to which these levers apply: in a city of one row all, else those whose first lot lies under this row; who holds none
    /// answers to the first row.
    [[nodiscard]] std::vector<std::uint8_t> my_providers(const World& world) const {
        const HomeCare& care = world.home_care;
        if (wanted_.empty()) return std::vector<std::uint8_t>(care.providers.size(), 1);
        std::vector<std::int64_t> row(care.providers.size(), -1);
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            const std::int64_t here = row_of_lot(world, lot);
            for (std::size_t i = 0; here >= 0 && i < care.lots[lot].providers; ++i) {
                if (row[care.lots[lot].provider[i]] < 0) row[care.lots[lot].provider[i]] = here;
            }
        }
        std::vector<std::uint8_t> under(row.size());
        for (std::size_t p = 0; p < row.size(); ++p) under[p] = std::max<std::int64_t>(0, row[p]) == row_ ? 1 : 0;
        return under;
    }

    /// In a city of several rows: neighbourhoods that come under this row leave their lot, join one of this row where the levers join
    /// them, or make a new one, which is tendered or awarded as any new lot.
    void take_over(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        const std::size_t lots_before = care.lots.size();
        for (const JoinedLot& change : move_neighbourhoods(world, wanted_, row_, lots_, viable_)) {
            if (change.is_new && term_ > 0) {
                tender_round(living, {change.lot}, true);
            } else if (change.is_new) {
                award(living, change.lot);
            } else {
                // The contract of a lot that stands grows: officers write it, those who served the newcomers lose them.
                charge(world, change.lot, lot_cost_);
                const Lot& record = care.lots[change.lot];
                const std::vector<std::uint16_t> holders(record.provider.begin(), record.provider.begin() + record.providers);
                for (const std::uint16_t old : change.served_by) transfer_lot(living, change.lot, holders, clients_, rule_, old);
            }
        }
        for (std::uint16_t lot = 0; term_ > 0 && lot < care.lots.size(); ++lot) {
            Week& next = care.lots[lot].next_event;
            const bool is_new = lot >= lots_before;
            if (!mine(world, lot) || (!is_new && next >= living.week && next <= living.week + term_)) continue;
            next = first_event(lot, care.lots.size(), living.week + (is_new ? 1 : 0));
        }
        const auto under = my_providers(world);
        for (std::size_t p = 0; p < under.size(); ++p) {
            if (under[p] != 0) providers_.set_form(care.providers[p], care.providers[p].team != 0);
        }
    }

    // --- tenders -------------------------------------------------------------------------------------------------------------

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
        auto holders = tenders_.winners(living, lot, new_contract);
        if (holders.empty() && living.world.home_care.lots[lot].providers == 0) holders = nearest_providers(living.world, lot);
        if (!holders.empty()) transfer_lot(living, lot, holders, clients_, rule_);
    }

    // --- pay and failure -----------------------------------------------------------------------------------------------------

    /// A new pay basis comes in over half a year, and the fee with it, as money falls free.
    void phase_in_pay(Living& living, const std::vector<std::uint8_t>& under_these_levers) const {
        for (std::size_t p = 0; p < under_these_levers.size(); ++p) {
            Provider& provider = living.world.home_care.providers[p];
            if (under_these_levers[p] == 0 || provider.alive == 0 || provider.pay_basis == pay_basis_) continue;
            const double step = std::clamp(pay_basis_ - provider.pay_basis, -0.025, 0.025);
            const double travel = travel_ratio(provider);
            const double before = unit_cost(costs_, provider, provider.pay_basis, travel);
            provider.pay_basis = step == pay_basis_ - provider.pay_basis ? pay_basis_ : provider.pay_basis + step;
            provider.fee_per_hour += whole_pence(unit_cost(costs_, provider, provider.pay_basis, travel)) - whole_pence(before);
        }
    }

    /// Some providers close every year whatever the regime, and those hand back who have long lost money. Others of the lot, or the
    /// nearest, take their people on at once.
    void fail_some(Living& living, const std::vector<std::uint8_t>& under_these_levers) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
            // Who has started this week answers to no other row until the next.
            if (care.providers[p].alive == 0 || (p < under_these_levers.size() && under_these_levers[p] == 0)) continue;
            const bool broke = care.providers[p].weeks_in_red > 26 && care.providers[p].reserves < 0;
            const bool closes = happens(draw(living.seed, exit_purpose, care.providers[p].key, living.week), weekly_chance(exit_rate_));
            if ((broke || closes) && providers_alive(world) > 1) close(living, p);
        }
    }

    void close(Living& living, std::uint16_t closing) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        care.providers[closing].alive = 0;
        // Somebody starts anew where there is room: the number of providers holds.
        Provider successor = providers_.new_provider(living, mix(care.providers[closing].key, living.week), care.providers[closing].national != 0);
        successor.base = care.providers[closing].base;
        successor.fee_per_hour = care.providers[closing].fee_per_hour;
        providers_.set_form(successor, care.providers[closing].team != 0);
        const auto next = static_cast<std::uint16_t>(care.providers.size());
        providers_.endow(world, successor, care.providers[closing].contact_minutes / 60.0 / providers_.usual_hours());
        care.providers.push_back(successor);
        settle_reserves(world, closing);
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            Lot& record = care.lots[lot];
            const auto end = record.provider.begin() + record.providers;
            const auto held = std::find(record.provider.begin(), end, closing);
            std::vector<std::uint16_t> holders(record.provider.begin(), end);
            if (held != end) holders[static_cast<std::size_t>(held - record.provider.begin())] = next;
            transfer_lot(living, lot, holders, ClientTransfer::all_move, rule_of_failure(), closing);
        }
        move_the_rest(living, closing, next);
    }

    [[nodiscard]] TransferRule rule_of_failure() const {
        TransferRule rule = rule_;
        rule.keep_choice = 0;
        return rule;
    }

    /// Private clients and workers without a lot go to the successor.
    static void move_the_rest(Living& living, std::uint16_t closing, std::uint16_t next) {
        World& world = living.world;
        HomeCare& care = world.home_care;
        for (Round& round : care.rounds) {
            if (round.used != 0 && round.provider == closing) round.provider = next;
        }
        for (Client& client : care.clients) {
            if (client.file == nobody || client.provider != closing) continue;
            client.provider = next;
            world.flows.add(Flow::provider_changes, world.people.neighbourhood[client.person], 1);
        }
        for (Worker& worker : care.workers) {
            if (worker.key == 0 || worker.provider != closing) continue;
            worker.provider = next;
            worker.changed = static_cast<std::int16_t>(living.week);
        }
    }

    static void settle_reserves(World& world, std::uint16_t closing) {
        Provider& provider = world.home_care.providers[closing];
        const Account owner = provider.national != 0 ? Account::margin_elsewhere : Account::margin_here;
        if (provider.reserves > 0) world.ledger.post(Account::provider_reserves, owner, provider.base, provider.reserves);
        if (provider.reserves < 0) world.ledger.post(owner, Account::provider_reserves, provider.base, -provider.reserves);
        provider.reserves = 0;
    }

    std::vector<std::uint8_t> wanted_;  ///< by neighbourhood, the row it is to live under; empty in a city of one row
    std::int64_t row_ = 0;              ///< the one that this process answers for
    FeeCosts costs_;
    ProviderRule providers_;
    TenderRule tenders_;
    Pence round_cost_, lot_cost_, unit_cost_;
    double exit_rate_;
    std::int64_t viable_;
    int term_, holders_, lots_;
    double pay_basis_;
    ClientTransfer clients_;
    TransferRule rule_;
};

}  // namespace

extern const CommissioningDeclaration contracts_declaration;
const CommissioningDeclaration contracts_declaration{
    {"contracts",
     Phase::commissioning,
     "Lots come up for tender or are awarded; providers bid, win, lose, fail and start; people and workers move or part.",
     {"people", "home_care", "commissioned"},
     {"home_care", "people.roles", "commissioned.due", "ledger.balance", "flows.sum"},
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
      {"first_fee", "GBP/h", 24.10, 15, 40, "homecare_fee_paid_avg", Grade::strong, "fee per hour of contact in the first week"},
      {"first_reserves", "GBP", 100000, 0, 500000, "assumed", Grade::assumed, "what owners put into a new provider of usual size"},
      {"usual_hours", "h/week", 1900, 100, 10000, "sheffield_homecare_providers_2017", Grade::assumed, "contact hours of a provider of usual size"},
      {"viable_hours", "h/week", 150, 0, 400, "assumed", Grade::assumed, "contact hours below which neighbourhoods share a unit"},
      {"workers_follow", "1", 0.70, 0.0, 1.0, "assumed", Grade::assumed, "workers who go over with their work when a provider loses it"},
      {"workers_leave", "1", 0.20, 0, 0.6, "assumed", Grade::assumed, "workers who leave when their provider loses the work", true, 0.0},
      {"keep_choice", "1", 0.05, 0.0, 0.15, "assumed", Grade::assumed, "people who keep their provider although the contract moved"},
      {"incumbent_always_kept", "1", 0, 0, 1, "assumed", Grade::definition, "1: tenders are run but change nothing, for the placebo test"}},
     {},
     {"workforce.wage", "accounts.on_costs", "accounts.mileage_and_supplies"}},
    {Lever::contract_term_weeks, Lever::contract_price_weight, Lever::contract_minimum_turnover, Lever::contract_providers_per_lot, Lever::lot_count, Lever::team_self_managed, Lever::pay_basis, Lever::client_transfer},
    [](const ParameterView& p, const LeverRows& levers) -> std::unique_ptr<Process> { return std::make_unique<Contracts>(p, levers); }};

}  // namespace topsoil
