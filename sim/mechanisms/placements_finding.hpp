// Who looks after a child instead of the parents: kin, a foster family of the city, or carers beyond it; and what moving there does to
// the ties of the child.
#pragma once

#include "state/process.hpp"

namespace topsoil {

struct PlacementRule {
    double kin, childrens_home, lodging;                ///< chances that such a place is looked for first
    double homes_per_1000, foster_leave;                ///< foster families per thousand people; chance a week that one stops
    double metres_near;                                 ///< a placement is near up to here
    std::array<double, kinds_of_carers> near_share{};   ///< of places beyond kin and the city's foster families: share that are near
    double kin_kept_far, kept_near, kept_far;           ///< share of its level that a tie keeps

    explicit PlacementRule(const ParameterView& p);
};

/// A place for the child: kin first, then by age a children's home or lodgings, else the nearest foster family that has room, else an
/// agency's. Fills carers, carer and near; the place is taken.
void find_place(Living& living, const PlacementRule& rule, Placement& placement);

/// The place is free again.
void leave_place(World& world, const Placement& placement);

/// Are the carers still there and able?
[[nodiscard]] bool carers_still_able(const Living& living, const Placement& placement);

/// As many foster families as the city has: those approved to begin with, those who stop, and whoever takes their place.
void approve_first(Living& living, const PlacementRule& rule);
void lose_families(Living& living, const PlacementRule& rule);
void approve_new(Living& living, const PlacementRule& rule);

/// The ties of a child who goes to live elsewhere, in both directions.
void loosen_ties(World& world, const PlacementRule& rule, const Placement& placement);

}  // namespace topsoil
