// Shocks: what befalls a city from outside, the same in every regime, so that it can be seen how each stands it.
#pragma once

#include <string_view>
#include <vector>

namespace topsoil {

enum class ShockKind { provider_fails, labour_shortage, cold_winter, pandemic, count_ };

/// One blow. What its size means stands in shock_catalogue().
struct Shock {
    ShockKind kind = ShockKind::provider_fails;
    int week = 0;      ///< weeks after the regimes part
    int weeks = 1;     ///< how long it lasts
    double size = 0;
    [[nodiscard]] bool operator==(const Shock&) const = default;
};

/// A kind of shock as scenarios name it.
struct ShockSpec {
    ShockKind kind;
    std::string_view name;     ///< "cold_winter"
    double size;               ///< usual
    double largest;
    int weeks;                 ///< usual
    std::string_view meaning;  ///< what a size of this kind does
};

[[nodiscard]] const std::vector<ShockSpec>& shock_catalogue();

}  // namespace topsoil
