// Who lives with whom: founders of each neighbourhood by age and sex, in couples, families, alone, with parents, in halls and homes.
#pragma once

#include <vector>

#include "state/city.hpp"
#include "world/ground.hpp"

namespace topsoil {

/// A founder before they are stored.
struct Founder {
    std::int16_t birth_week = 0;
    std::uint8_t woman = 0;
    std::uint8_t setting = 0;      ///< Setting
    std::uint8_t younger_resident = 0;
    std::uint8_t coupled = 0;      ///< lives with a partner
    HomeId home = nobody;          ///< home of the city
};

/// The founders of one neighbourhood, home by home. Pure: depends on the city and the neighbourhood alone.
[[nodiscard]] std::vector<Founder> house_founders(const City& city, NeighbourhoodId neighbourhood, const CommunalPlan& plan);

}  // namespace topsoil
