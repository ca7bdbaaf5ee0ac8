// What caring does to carers: strain grows and falls, less in the company of other carers; people stop, break down, leave paid work.
#pragma once

#include "state/process.hpp"

namespace topsoil {

inline constexpr LuckCell stop_cell{11, "end of caring", Purpose{"care.stop"}, luck_bounds({0, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3}), true};
inline constexpr LuckCell breakdown_cell{7, "breakdown of a carer", Purpose{"care.breakdown"}, luck_bounds({0, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6}), true};

struct StrainRule {
    std::int32_t step;  ///< of eight weeks, in 65,536ths
    double peers;       ///< log odds of strain that the company of other carers takes off
    double leave_work;  ///< chance in eight weeks that a carer past 35 hours leaves paid work
    double relief;      ///< log odds of strain taken off by an hour of break a week
};

/// Other ends than death, recovery and breakdown: people move on.
void end_some(Living& living, double yearly_rate);

/// Carers break down by the cube of their strain; those they cared for ask again.
void break_down(Living& living, double scale);

/// In the first week of all, carers are as strained as their load implies.
void settle_strain(Living& living, const StrainRule& rule);

/// An eighth of the files each week takes eight weeks' step; people past 35 hours may leave paid work.
/// Care that stands in the first week has stood for a time: spells that end at a constant yearly rate, met on some day, have lasted
/// 1 / rate years in the mean, and exponentially so.
void settle_spells(Living& living, double yearly_exit);

/// Of carers past 35 hours with paid work, those who had left it before the first week; the people they care for ask again.
void some_have_left_work(Living& living, double share);

void feel_strain(Living& living, const StrainRule& rule);

}  // namespace topsoil
