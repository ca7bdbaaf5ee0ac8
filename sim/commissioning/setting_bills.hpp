// What supported living, direct payments, personal budgets, day centres, reablement and children's placements cost this week, and where the money goes.
#pragma once

#include <array>

#include "state/process.hpp"

namespace topsoil {

struct SettingPrices {
    double support_rate;                               ///< pounds an hour of supported living
    double payment_rate, payment_other;                ///< pounds an hour of an assistant; share of direct payments spent otherwise
    Pence broker;                                      ///< a week, for each personal budget
    double on_costs;                                   ///< pay with what comes on top, over pay
    Pence day_fee;
    double day_fare, detour;                           ///< pounds a kilometre; road over straight line
    Pence course_week;
    std::array<Pence, kinds_of_carers> placement_fee;  ///< a week
};

/// Pays this week's bills out of their strands; personal budgets out of the home-care money of those who hold them. Every posting names its strand and its payee's neighbourhood.
void pay_settings(Living& living, const SettingPrices& prices);

}  // namespace topsoil
