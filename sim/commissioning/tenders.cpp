#include "commissioning/tenders.hpp"

#include <algorithm>

#include "commissioning/allocation.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/providers.hpp"

namespace topsoil {

namespace {

constexpr Purpose bid_purpose{"contract.bid"};
constexpr Purpose price_purpose{"contract.price"};
constexpr Purpose judge_purpose{"contract.judged_quality"};
constexpr Purpose check_purpose{"contract.low_bid_checked"};
constexpr double reach_metres = 12'000;

bool holds(const Lot& lot, std::uint16_t provider) {
    const auto end = lot.provider.begin() + lot.providers;
    return std::find(lot.provider.begin(), end, provider) != end;
}

}  // namespace

TenderRule::TenderRule(const ParameterView& p, const LeverVector& levers)
    : costs_(fee_costs(p)), margin_(p["margin"]), shading_(p["margin_shading"]), price_noise_(p["price_noise"]),
      quality_noise_(p["quality_noise"]), ceiling_(p["fee_ceiling"]), low_bid_(p["low_bid"]), low_bid_checked_(p["low_bid_checked"]), bid_cost_(whole_pence(p["bid_cost"])), incumbent_always_(p["incumbent_always_kept"] > 0.5),
      price_weight_(levers[Lever::contract_price_weight]), turnover_(levers[Lever::contract_minimum_turnover]), holders_(static_cast<int>(levers[Lever::contract_providers_per_lot])),
      pay_basis_(levers[Lever::pay_basis]) {}

std::vector<std::uint16_t> TenderRule::winners(Living& living, std::uint16_t lot, bool new_contract) const {
    HomeCare& care = living.world.home_care;
    std::vector<Bid> bids = collect_bids(living, lot, new_contract);
    if (bids.empty() || incumbent_always_) return {};
    Pence lowest = bids.front().price;
    for (const Bid& bid : bids) lowest = std::min(lowest, bid.price);
    const auto score = [&](const Bid& bid) { return price_weight_ * static_cast<double>(lowest) / static_cast<double>(bid.price) + (1 - price_weight_) * bid.quality; };
    std::sort(bids.begin(), bids.end(), [&](const Bid& a, const Bid& b) {
        const double sa = score(a);
        const double sb = score(b);
        return sa != sb ? sa > sb : a.order < b.order;
    });
    std::vector<std::uint16_t> won;
    Pence fee = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(bids.size(), static_cast<std::size_t>(holders_)); ++i) {
        won.push_back(bids[i].provider);
        care.providers[bids[i].provider].fee_per_hour = bids[i].price;
        care.providers[bids[i].provider].emergency_until = 0;
        care.providers[bids[i].provider].emergency_fee = 0;
        fee += bids[i].price;
    }
    care.lots[lot].fee_per_hour = fee / static_cast<Pence>(won.size());
    return won;
}

/// Who holds the lot, and of the others those within reach, large enough and, the nearer the more likely, willing.
std::vector<std::uint16_t> TenderRule::bidders(const Living& living, std::uint16_t lot) const {
    const World& world = living.world;
    const HomeCare& care = world.home_care;
    const Point here = centre_of(world, lot);
    const double lot_hours = lot_contact_hours(world, lot);
    const double share = std::max(1, std::min(holders_, providers_alive(world)));
    std::vector<std::uint16_t> found;
    for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
        const Provider& provider = care.providers[p];
        if (provider.alive == 0) continue;
        const double metres = distance_metres(here, world.city->neighbourhoods[provider.base].centre);
        if (provider.national == 0 && metres > reach_metres) continue;
        if (provider.contact_minutes / 60.0 < turnover_ * lot_hours / share * 0.5) continue;
        const double eagerness = logistic(1.5 - metres / 8'000);
        if (holds(care.lots[lot], p) || happens(draw(living.seed, bid_purpose, mix(provider.key, lot), living.week), eagerness)) found.push_back(p);
    }
    return found;
}

/// A bid far below what the bidder itself says the hours cost is refused, where the buyer looks.
bool TenderRule::refused_as_too_low(const Living& living, Key bid, Pence price, double direct_cost) const {
    return static_cast<double>(price) < low_bid_ * direct_cost * 100 && happens(draw(living.seed, check_purpose, bid, living.week), low_bid_checked_);
}

std::vector<TenderRule::Bid> TenderRule::collect_bids(Living& living, std::uint16_t lot, bool new_contract) const {
    World& world = living.world;
    HomeCare& care = world.home_care;
    const auto all = bidders(living, lot);
    std::vector<Bid> bids;
    for (const std::uint16_t p : all) {
        Provider& provider = care.providers[p];
        const Key key = mix(provider.key, lot);
        const double hours = std::max(200.0, provider.contact_minutes / 60.0);
        const double direct = unit_cost(costs_, provider, pay_basis_, travel_ratio(provider));
        const double cost = direct + static_cast<double>(provider.fixed_per_week) / 100 / hours;
        const double margin = std::max(0.0, margin_ - shading_ * log_exact(static_cast<double>(all.size())));
        Pence price = whole_pence(cost * (1 + margin) * exp_exact(price_noise_ * normal(block(living.seed, price_purpose, key, living.week))));
        if (!new_contract) price = std::min(price, care.lots[lot].fee_per_hour * static_cast<Pence>(1000 * (1 + ceiling_)) / 1000);
        provider.reserves -= bid_cost_;
        world.ledger.post(Account::provider_reserves, Account::bids, provider.base, bid_cost_);
        if (refused_as_too_low(living, key, price, direct)) continue;
        const double judged = as_share(provider.quality) + quality_noise_ * normal(block(living.seed, judge_purpose, key, living.week));
        bids.push_back({p, price, judged, key});
    }
    return bids;
}

}  // namespace topsoil
