// The parameters that one mechanism may read, by name.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "topsoil/parameter.hpp"

namespace topsoil {

/// A parameter of another mechanism, by its full key: "workforce.wage".
struct BorrowedParameter {
    std::string_view key;
    double value;
};

/// Values beside their declarations. A mechanism reads what it needs once, when it is made: its own parameters by their name,
/// those that it borrows by their owner's key, so that each number of the city is declared, and set, in one place.
class ParameterView {
public:
    ParameterView(std::span<const ParameterSpec> specs, std::span<const double> values, std::vector<BorrowedParameter> borrowed = {})
        : specs_(specs), values_(values), borrowed_(std::move(borrowed)) {}

    /// Throws std::logic_error for a name that the mechanism has neither declared nor borrowed: a fault in the program, found by
    /// any test.
    [[nodiscard]] double operator[](std::string_view name) const {
        for (std::size_t i = 0; i < specs_.size(); ++i) {
            if (specs_[i].name == name) return values_[i];
        }
        for (const BorrowedParameter& other : borrowed_) {
            if (other.key == name) return other.value;
        }
        throw std::logic_error("no parameter is declared with the name " + std::string(name));
    }

private:
    std::span<const ParameterSpec> specs_;
    std::span<const double> values_;
    std::vector<BorrowedParameter> borrowed_;
};

}  // namespace topsoil
