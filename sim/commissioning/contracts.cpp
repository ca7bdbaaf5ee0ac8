// Contracts: who supplies home care where. Providers, lots, tender rounds, direct awards, failures.
//
// Rule (submodels sheet 9): bidders price from their own cost plus margin, shading with competition; score = w p_min / p + (1 - w)
// quality as judged; the highest win; losing means people and workers move or part (transfer.hpp). Lots come up at evenly spread
// phases. Where lots change, each new lot is tendered, or, without tenders, taken up by a new local unit by direct award.
#include <algorithm>

#include "commissioning/allocation.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/transfer.hpp"
#include "state/provider_costs.hpp"

namespace topsoil {

namespace {

constexpr Purpose bid_purpose{"contract.bid"};
constexpr Purpose price_purpose{"contract.price"};
constexpr Purpose judge_purpose{"contract.judged_quality"};
constexpr Purpose exit_purpose{"contract.exit"};
constexpr Purpose base_purpose{"contract.base"};
constexpr double reach_metres = 12'000;

struct Bid {
    std::uint16_t provider;
    Pence price;
    double quality;
    Key order;
};

class Contracts final : public Process {
public:
    Contracts(const ParameterView& p, const LeverVector& levers)
        : costs_{p["accounts.on_costs"], p["accounts.mileage_and_supplies"], p["workforce.wage"]}, firm_fixed_(p["firm_fixed"]), firm_variable_(p["firm_variable"]), small_fixed_(p["small_fixed"]), small_variable_(p["small_variable"]),
          team_fixed_(p["team_fixed"]), team_variable_(p["team_variable"]), coordination_(p["coordination"]), margin_(p["margin"]), shading_(p["margin_shading"]),
          price_noise_(p["price_noise"]), quality_noise_(p["quality_noise"]), ceiling_(p["fee_ceiling"]), bid_cost_(pounds(p["bid_cost"])), round_cost_(pounds(p["round_cost"])), lot_cost_(pounds(p["lot_cost"])),
          unit_cost_(pounds(p["unit_cost"])), exit_rate_(p["exit_rate"]), first_fee_(pounds(p["first_fee"])), first_reserves_(pounds(p["first_reserves"])), usual_hours_(p["usual_hours"]), viable_(static_cast<std::int64_t>(p["viable_hours"] * 60)), incumbent_always_(p["incumbent_always_kept"] > 0.5),
          term_(static_cast<int>(levers[Lever::contract_term_weeks])), price_weight_(levers[Lever::contract_price_weight]), turnover_(levers[Lever::contract_minimum_turnover]),
          holders_(static_cast<int>(levers[Lever::contract_providers_per_lot])), lots_(static_cast<int>(levers[Lever::lot_count])), team_(levers[Lever::team_self_managed]), pay_basis_(levers[Lever::pay_basis]),
          clients_(static_cast<ClientTransfer>(static_cast<int>(levers[Lever::client_transfer]))) {
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
            care.providers.push_back(new_provider(living, mix(world.city->seed, 0x9803, i), i % 4 == 0));
            endow(world, care.providers.back(), 1);
        }
        lay_lots(living);
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            const auto holders = nearest_providers(world, lot);
            care.lots[lot].providers = static_cast<std::uint16_t>(holders.size());
            std::copy(holders.begin(), holders.end(), care.lots[lot].provider.begin());
            care.lots[lot].fee_per_hour = first_fee_;
        }
        world.commissioned.due.assign(world.city->neighbourhoods.size(), 0);
        world.commissioned.lots_cut = {lots_, holders_};
    }

    void begin(Living& living) override {
        World& world = living.world;
        HomeCare& care = world.home_care;
        std::vector<std::int64_t>& cut = world.commissioned.lots_cut;
        const bool other_lots = cut[0] != lots_;
        if (other_lots) {
            relot(living);
        } else if (cut[1] != holders_ && term_ > 0) {
            for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) tender(living, lot, true);
        }
        cut = {lots_, holders_};
        spread_phases(living);
        for (Provider& provider : care.providers) set_form(provider, provider.team != 0);
    }

    void live_week(Living& living) override {
        HomeCare& care = living.world.home_care;
        phase_in_pay(living);
        fail_some(living);
        if (term_ == 0) return;
        bool first = true;
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            if (care.lots[lot].next_event != living.week) continue;
            charge(living, lot, lot_cost_ + (first ? round_cost_ : 0));
            first = false;
            tender(living, lot, false);
            care.lots[lot].next_event += term_;
        }
    }

private:
    static Pence pounds(double value) { return static_cast<Pence>(value * 100 + 0.5); }

    // --- providers -----------------------------------------------------------------------------------------------------------

    [[nodiscard]] Provider new_provider(const Living& living, Key key, bool national) const {
        const World& world = living.world;
        Provider provider;
        provider.key = key;
        provider.alive = 1;
        provider.national = national ? 1 : 0;
        const Block bits = block(living.seed, base_purpose, key, 0);
        // Where many people live, more firms have their office.
        std::int64_t left = static_cast<std::int64_t>(uniform(bits[0]) * world.city->place.population);
        while (provider.base + 1U < world.city->neighbourhoods.size() && left >= world.city->neighbourhoods[provider.base].founders) left -= world.city->neighbourhoods[provider.base++].founders;
        provider.quality = to_share16(0.5 + 0.4 * uniform(bits[1]));
        provider.fee_per_hour = first_fee_;
        provider.pay_basis = pay_basis_;
        set_form(provider, false);
        return provider;
    }

    /// Owners put up what a provider starts with, in proportion to the work it takes on: many small units bring no more than a few
    /// large ones. `share` is that work over a usual firm's, at most 1.
    void endow(World& world, Provider& provider, double share) const {
        const auto amount = static_cast<Pence>(static_cast<double>(first_reserves_) * std::clamp(share, 0.0, 1.0));
        provider.reserves += amount;
        world.ledger.post(provider.national != 0 ? Account::margin_elsewhere : Account::margin_here, Account::provider_reserves, provider.base, amount);
    }

    /// Overhead and autonomy follow from the form of the unit and how far its teams run themselves.
    void set_form(Provider& provider, bool local_unit) const {
        const double fixed = local_unit ? small_fixed_ : firm_fixed_;
        const double variable = local_unit ? small_variable_ : firm_variable_;
        provider.team = local_unit ? 1 : 0;
        provider.fixed_per_week = pounds((fixed + team_ * (std::min(fixed, team_fixed_) - fixed)) / weeks_per_year);
        provider.variable_per_hour = pounds(variable + team_ * (team_variable_ - variable));
        provider.coordination = team_ * coordination_;
        provider.autonomy = team_;
    }

    [[nodiscard]] static int alive_count(const World& world) {
        return static_cast<int>(std::count_if(world.home_care.providers.begin(), world.home_care.providers.end(), [](const Provider& p) { return p.alive != 0; }));
    }

    [[nodiscard]] static Point centre_of(const World& world, std::uint16_t lot) {
        std::int64_t x = 0;
        std::int64_t y = 0;
        std::int64_t people = 0;
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) {
            if (world.home_care.lot_of[n] != lot) continue;
            const Neighbourhood& here = world.city->neighbourhoods[n];
            x += static_cast<std::int64_t>(here.centre.x) * here.founders;
            y += static_cast<std::int64_t>(here.centre.y) * here.founders;
            people += here.founders;
        }
        people = std::max<std::int64_t>(1, people);
        return {static_cast<Metres>(x / people), static_cast<Metres>(y / people)};
    }

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
        const Pence fee = care.lots.empty() ? first_fee_ : mean_fee(care);
        care.lots.assign(count, Lot{});
        for (Lot& lot : care.lots) lot.fee_per_hour = fee;
    }
    [[nodiscard]] static Pence mean_fee(const HomeCare& care) {
        Pence sum = 0;
        for (const Lot& lot : care.lots) sum += lot.fee_per_hour;
        return sum / static_cast<Pence>(care.lots.size());
    }

    /// Tender rounds spread evenly over the term, so that no branch date favours anybody. A regime that keeps the lots and the term
    /// keeps the calendar.
    void spread_phases(Living& living) const {
        HomeCare& care = living.world.home_care;
        if (term_ == 0) return;
        for (std::size_t lot = 0; lot < care.lots.size(); ++lot) {
            Week& next = care.lots[lot].next_event;
            const Week offset = static_cast<Week>((lot + 1) * static_cast<std::size_t>(term_) / care.lots.size());
            // The calendar is a function of the lot and the term alone, counted from the start of burn-in.
            next = offset % term_;
            while (next < living.week) next += term_;
        }
    }

    /// New lots: each is tendered among the firms there are, or, without tenders, a new local unit takes it up.
    void relot(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        lay_lots(living);
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            if (term_ > 0) {
                charge(living, lot, lot_cost_);
                tender(living, lot, true);
                continue;
            }
            NeighbourhoodId base = 0;
            while (care.lot_of[base] != lot) ++base;
            Provider unit = new_provider(living, mix(world.city->neighbourhoods[base].key, 0x704D, living.week), false);
            unit.base = base;
            unit.fee_per_hour = care.lots[lot].fee_per_hour;
            unit.start_up_until = static_cast<std::int16_t>(living.week + 26);
            set_form(unit, true);
            const auto index = static_cast<std::uint16_t>(care.providers.size());
            care.providers.push_back(unit);
            charge(living, lot, unit_cost_);
            transfer_lot(living, lot, {index}, clients_, rule_);
            endow(world, care.providers[index], lot_contact_hours(world, lot) / usual_hours_);
        }
    }

    /// Bills of commissioning, borne by the people of the lot: they are paid out of the home-care strand as it comes in.
    static void charge(Living& living, std::uint16_t lot, Pence amount) {
        World& world = living.world;
        std::vector<std::int64_t> weights;
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) weights.push_back(world.home_care.lot_of[n] == lot ? world.city->neighbourhoods[n].founders : 0);
        const auto shares = share_pence(amount, weights);
        for (std::size_t n = 0; n < shares.size(); ++n) world.commissioned.due[n] += shares[n];
    }

    // --- tenders -------------------------------------------------------------------------------------------------------------

    /// `free_choice`: no bid costs and no ceiling, where lots are laid anew.
    void tender(Living& living, std::uint16_t lot, bool free_choice) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        std::vector<Bid> bids = collect_bids(living, lot, free_choice);
        // Nobody bids: the incumbents carry on. The placebo bears the cost of bids and keeps holders and fees as they are.
        if (bids.empty() || incumbent_always_) return;
        Pence lowest = bids.front().price;
        for (const Bid& bid : bids) lowest = std::min(lowest, bid.price);
        const auto score = [&](const Bid& bid) { return price_weight_ * static_cast<double>(lowest) / static_cast<double>(bid.price) + (1 - price_weight_) * bid.quality; };
        std::sort(bids.begin(), bids.end(), [&](const Bid& a, const Bid& b) {
            const double sa = score(a);
            const double sb = score(b);
            return sa != sb ? sa > sb : a.order < b.order;
        });
        std::vector<std::uint16_t> winners;
        Pence fee = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(bids.size(), static_cast<std::size_t>(holders_)); ++i) {
            winners.push_back(bids[i].provider);
            care.providers[bids[i].provider].fee_per_hour = bids[i].price;
            fee += bids[i].price;
        }
        care.lots[lot].fee_per_hour = fee / static_cast<Pence>(winners.size());
        transfer_lot(living, lot, winners, clients_, rule_);
    }

    [[nodiscard]] std::vector<Bid> collect_bids(Living& living, std::uint16_t lot, bool free_choice) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        const Point here = centre_of(world, lot);
        const double lot_hours = lot_contact_hours(world, lot);
        std::vector<std::uint16_t> bidders;
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
            const Provider& provider = care.providers[p];
            if (provider.alive == 0) continue;
            const double metres = distance_metres(here, world.city->neighbourhoods[provider.base].centre);
            if (provider.national == 0 && metres > reach_metres) continue;
            const double share = std::max(1, std::min(holders_, alive_count(world)));
            if (provider.contact_minutes / 60.0 < turnover_ * lot_hours / share * 0.5) continue;
            const double eagerness = logistic(1.5 - metres / 8'000);
            const bool holds = std::find(care.lots[lot].provider.begin(), care.lots[lot].provider.begin() + care.lots[lot].providers, p) != care.lots[lot].provider.begin() + care.lots[lot].providers;
            if (holds || happens(draw(living.seed, bid_purpose, mix(provider.key, lot), living.week), eagerness)) bidders.push_back(p);
        }
        std::vector<Bid> bids;
        for (const std::uint16_t p : bidders) {
            Provider& provider = care.providers[p];
            const Key key = mix(provider.key, lot);
            const double hours = std::max(200.0, provider.contact_minutes / 60.0);
            const double cost = unit_cost(costs_, provider, pay_basis_, travel_ratio(provider)) + static_cast<double>(provider.fixed_per_week) / 100 / hours;
            const double margin = std::max(0.0, margin_ - shading_ * log_exact(static_cast<double>(bidders.size())));
            Pence price = pounds(cost * (1 + margin) * exp_exact(price_noise_ * normal(block(living.seed, price_purpose, key, living.week))));
            if (!free_choice) price = std::min(price, care.lots[lot].fee_per_hour * static_cast<Pence>(1000 * (1 + ceiling_)) / 1000);
            const double judged = as_share(provider.quality) + quality_noise_ * normal(block(living.seed, judge_purpose, key, living.week));
            bids.push_back({p, price, judged, key});
            if (!free_choice) {
                provider.reserves -= bid_cost_;
                world.ledger.post(Account::provider_reserves, Account::bids, provider.base, bid_cost_);
            }
        }
        return bids;
    }

    [[nodiscard]] static double lot_contact_hours(const World& world, std::uint16_t lot) {
        double minutes = 0;
        for (const Client& client : world.home_care.clients) {
            if (client.file == nobody || client.private_ != 0 || world.home_care.lot_of[world.people.neighbourhood[client.person]] != lot) continue;
            for (const std::uint8_t visit : client.visit_minutes) minutes += visit * 7;
        }
        return minutes / 60;
    }

    // --- pay and failure -----------------------------------------------------------------------------------------------------

    /// A new pay basis comes in over half a year, and the fee with it, as money falls free.
    void phase_in_pay(Living& living) const {
        for (Provider& provider : living.world.home_care.providers) {
            if (provider.alive == 0 || provider.pay_basis == pay_basis_) continue;
            const double step = std::clamp(pay_basis_ - provider.pay_basis, -0.025, 0.025);
            const double travel = travel_ratio(provider);
            const double before = unit_cost(costs_, provider, provider.pay_basis, travel);
            provider.pay_basis = step == pay_basis_ - provider.pay_basis ? pay_basis_ : provider.pay_basis + step;
            provider.fee_per_hour += pounds(unit_cost(costs_, provider, provider.pay_basis, travel)) - pounds(before);
        }
    }

    /// Some providers close every year whatever the regime, and those hand back who have long lost money. Others of the lot, or the
    /// nearest, take their people on at once.
    void fail_some(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
            if (care.providers[p].alive == 0) continue;
            const bool broke = care.providers[p].weeks_in_red > 26 && care.providers[p].reserves < 0;
            const bool closes = happens(draw(living.seed, exit_purpose, care.providers[p].key, living.week), weekly_chance(exit_rate_));
            if ((broke || closes) && alive_count(world) > 1) close(living, p);
        }
    }

    void close(Living& living, std::uint16_t closing) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        care.providers[closing].alive = 0;
        // Somebody starts anew where there is room: the number of providers holds.
        Provider successor = new_provider(living, mix(care.providers[closing].key, living.week), care.providers[closing].national != 0);
        successor.base = care.providers[closing].base;
        successor.fee_per_hour = care.providers[closing].fee_per_hour;
        set_form(successor, care.providers[closing].team != 0);
        const auto next = static_cast<std::uint16_t>(care.providers.size());
        endow(world, successor, care.providers[closing].contact_minutes / 60.0 / usual_hours_);
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

    FeeCosts costs_;
    double firm_fixed_, firm_variable_, small_fixed_, small_variable_, team_fixed_, team_variable_, coordination_, margin_, shading_, price_noise_, quality_noise_, ceiling_;
    Pence bid_cost_, round_cost_, lot_cost_, unit_cost_;
    double exit_rate_;
    Pence first_fee_, first_reserves_;
    double usual_hours_;
    std::int64_t viable_;
    bool incumbent_always_;
    int term_;
    double price_weight_, turnover_;
    int holders_, lots_;
    double team_, pay_basis_;
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
    [](const ParameterView& p, const LeverVector& levers) -> std::unique_ptr<Process> { return std::make_unique<Contracts>(p, levers); }};

}  // namespace topsoil
