// The parameters of one mechanism, by name.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "topsoil/parameter.hpp"

namespace topsoil {

/// Values beside their declarations. A mechanism reads what it needs once, when it is made.
class ParameterView {
public:
    ParameterView(std::span<const ParameterSpec> specs, std::span<const double> values) : specs_(specs), values_(values) {}

    /// Throws std::logic_error for a name that the mechanism has not declared: a fault in the program, found by any test.
    [[nodiscard]] double operator[](std::string_view name) const {
        for (std::size_t i = 0; i < specs_.size(); ++i) {
            if (specs_[i].name == name) return values_[i];
        }
        throw std::logic_error("no parameter is declared with the name " + std::string(name));
    }

private:
    std::span<const ParameterSpec> specs_;
    std::span<const double> values_;
};

}  // namespace topsoil
