#include "commissioning/providers.hpp"

#include <algorithm>

#include "commissioning/allocation.hpp"

namespace topsoil {

namespace {

constexpr Purpose base_purpose{"contract.base"};

}  // namespace

ProviderRule::ProviderRule(const ParameterView& p)
    : firm_fixed_(p["firm_fixed"]), firm_variable_(p["firm_variable"]), small_fixed_(p["small_fixed"]), small_variable_(p["small_variable"]), team_fixed_(p["team_fixed"]), team_variable_(p["team_variable"]),
      coordination_(p["coordination"]), first_fee_(whole_pence(p["first_fee"])), first_reserves_(whole_pence(p["first_reserves"])), registration_(whole_pence(p["registration_cost"])), usual_hours_(p["usual_hours"]) {}

Provider ProviderRule::new_provider(const Living& living, Key key, bool national, ProviderForm form) const {
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
    provider.pay_basis = form.pay_basis;
    set_form(provider, false, form.team);
    return provider;
}

void ProviderRule::endow(World& world, Provider& provider, double share) const {
    const auto amount = static_cast<Pence>(static_cast<double>(first_reserves_) * std::clamp(share, 0.0, 1.0));
    provider.reserves += amount;
    world.ledger.post(provider.national != 0 ? Account::margin_elsewhere : Account::margin_here, Account::provider_reserves, provider.base, amount);
}

void ProviderRule::set_form(Provider& provider, bool local_unit, double team) const {
    const double fixed = local_unit ? small_fixed_ : firm_fixed_;
    const double variable = local_unit ? small_variable_ : firm_variable_;
    provider.team = local_unit ? 1 : 0;
    provider.fixed_per_week = whole_pence((fixed + team * (std::min(fixed, team_fixed_) - fixed)) / weeks_per_year);
    provider.variable_per_hour = whole_pence(variable + team * (team_variable_ - variable));
    provider.coordination = team * coordination_;
    provider.autonomy = team;
}

void ProviderRule::enrol(World& world, Provider& provider) const {
    provider.reserves -= registration_;
    world.ledger.post(Account::provider_reserves, Account::registration, provider.base, registration_);
}

int providers_alive(const World& world) {
    return static_cast<int>(std::count_if(world.home_care.providers.begin(), world.home_care.providers.end(), [](const Provider& p) { return p.alive != 0; }));
}

}  // namespace topsoil
