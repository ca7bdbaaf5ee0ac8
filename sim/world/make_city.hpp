// Makes a city from a place: ground, homes, people, families, friends, groups, first needs. The same bits for any number of threads.
#pragma once

#include "base/parallel.hpp"
#include "base/parameter_view.hpp"
#include "state/world.hpp"
#include "topsoil/place.hpp"

namespace topsoil {

/// A new world in the first week of burn-in, with its city. Care ties, packages and rounds are not there yet: mechanisms settle
/// them (Mechanism::settle). `parameters` are those of city_parameters().
[[nodiscard]] World make_city(const Place& place, std::uint64_t seed, const ParameterView& parameters, Team& team);

/// Parameters of the making of a city: shapes of the network, households, first groups.
[[nodiscard]] const std::vector<ParameterSpec>& city_parameters();

}  // namespace topsoil
