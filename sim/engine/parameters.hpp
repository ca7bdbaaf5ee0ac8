// The parameters of one process, its own and borrowed ones, cut out of the whole set.
#pragma once

#include "base/parameter_view.hpp"
#include "topsoil/parameter.hpp"

namespace topsoil {

/// View of the parameters of `mechanism`; `parameters` must outlive it.
[[nodiscard]] ParameterView view_of(const ParameterSet& parameters, std::string_view mechanism);

}  // namespace topsoil
