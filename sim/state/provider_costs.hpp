// What an hour of contact costs a provider.
#pragma once

#include <algorithm>

#include "state/home_care.hpp"

namespace topsoil {

struct FeeCosts {
    double on_costs;   ///< pay with everything that comes on top, over pay
    double mileage;    ///< pounds per hour of contact
    double wage;       ///< pounds an hour
};

/// Travel minutes per minute of contact last week; 0.205 where there was none.
[[nodiscard]] inline double travel_ratio(const Provider& provider) {
    if (provider.contact_minutes <= 0) return 0.205;
    return std::clamp(static_cast<double>(provider.paid_minutes - provider.contact_minutes) / provider.contact_minutes, 0.05, 0.8);
}

/// Pounds per hour of contact without fixed overhead: pay for contact and the paid share of travel, with on-costs and coordination.
[[nodiscard]] inline double unit_cost(const FeeCosts& costs, const Provider& provider, double pay_basis, double travel) {
    const double pay = costs.wage * (1 + pay_basis * travel) * (1 + provider.coordination);
    return pay * costs.on_costs + costs.mileage * provider.practice_supplies + static_cast<double>(provider.variable_per_hour) / 100 * provider.practice_overhead;
}

}  // namespace topsoil
