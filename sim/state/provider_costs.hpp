// What an hour of contact costs a provider.
#pragma once

#include <algorithm>
#include <string>

#include "base/maths.hpp"
#include "base/parameter_view.hpp"
#include "state/home_care.hpp"

namespace topsoil {

struct FeeCosts {
    double on_costs;            ///< pay with everything that comes on top but training of new workers, over pay
    double mileage;             ///< pounds per hour of contact
    double wage;                ///< pounds an hour
    double training = 0;        ///< pounds per hour of contact that new workers cost before they visit anybody, at the reference wage
    double reference_wage = 1;  ///< effective pounds an hour
    double elasticity = 0;      ///< of leaving, to the effective wage
};

/// Hours a week of a usual contract, and the share of them that is contact: what training is spread over.
inline constexpr double usual_contract_hours = 26, usual_contact_share = 0.72;

/// `owner` is what the accounts' own parameters are called by: "accounts." by anybody else.
[[nodiscard]] inline FeeCosts fee_costs(const ParameterView& p, const std::string& owner = "accounts.") {
    FeeCosts costs{p[owner + "on_costs"] - p[owner + "training_on_cost"], p[owner + "mileage_and_supplies"], p["workforce.wage"]};
    const double each = p["workforce.training_cost"] + p["workforce.training_weeks"] * usual_contract_hours * costs.wage * costs.on_costs;
    costs.training = p["workforce.leave_rate"] * each / (usual_contract_hours * usual_contact_share * 52.18);
    costs.reference_wage = p["workforce.reference_wage"];
    costs.elasticity = p["workforce.wage_elasticity"];
    return costs;
}

/// Travel minutes per minute of contact last week; 0.205 where there was none.
[[nodiscard]] inline double travel_ratio(const Provider& provider) {
    if (provider.contact_minutes <= 0) return 0.205;
    return std::clamp(static_cast<double>(provider.paid_minutes - provider.contact_minutes - provider.vain_minutes) / provider.contact_minutes, 0.05, 0.8);
}

/// Pounds per hour of contact without fixed overhead: pay for contact and the paid share of travel, with on-costs and coordination, and the
/// training of as many new workers as usually leave where work is paid so.
[[nodiscard]] inline double unit_cost(const FeeCosts& costs, const Provider& provider, double pay_basis, double travel) {
    const double pay = costs.wage * (1 + pay_basis * travel) * (1 + provider.coordination);
    const double effective_wage = costs.wage * (1 + pay_basis * travel) / (1 + travel);
    const double training = costs.training == 0 ? 0 : costs.training * provider.practice_leaving * power(effective_wage / costs.reference_wage, -costs.elasticity);
    return pay * costs.on_costs + training + costs.mileage * provider.practice_supplies + static_cast<double>(provider.variable_per_hour) / 100 * provider.practice_overhead;
}

}  // namespace topsoil
