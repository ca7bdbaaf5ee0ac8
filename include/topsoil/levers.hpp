// Levers: what a commissioning regime can set. A regime is nothing but a point in this space; its name goes no further than
// labels on output. Only sim/commissioning reads levers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace topsoil {

/// Index of each lever in LeverVector. The order is that of lever_catalogue() and carries no meaning.
enum class Lever : std::size_t {
    contract_term_weeks,
    contract_price_weight,
    contract_minimum_turnover,
    contract_providers_per_lot,
    lot_count,
    review_every_weeks,
    review_step,
    team_self_managed,
    pay_basis,
    community_share,
    residential_refill,
    client_transfer,
    allocation,
    count_,
};
inline constexpr std::size_t lever_count = static_cast<std::size_t>(Lever::count_);

/// What a lever is, what it costs and how far it may reach (docs/model/levers.md).
struct LeverSpec {
    Lever lever;
    std::string_view name;    ///< key in a regime file: "pay_basis"
    std::string_view unit;
    double low;
    double high;
    double null_value;        ///< the value at which the lever does nothing that the status quo does not
    bool whole;               ///< whole numbers only
    std::vector<std::string_view> choices;  ///< names for 0, 1, 2 ... where the lever is a choice; empty where it is a number
    std::string_view bill;    ///< what it costs and who pays; never empty
    std::string_view reach;   ///< columns it may touch
    std::string_view meaning; ///< one sentence
};

[[nodiscard]] const std::vector<LeverSpec>& lever_catalogue();

/// One value per lever. Two regimes with equal vectors give bit-for-bit equal worlds.
struct LeverVector {
    std::array<double, lever_count> values{};
    [[nodiscard]] double operator[](Lever lever) const { return values[static_cast<std::size_t>(lever)]; }
    double& operator[](Lever lever) { return values[static_cast<std::size_t>(lever)]; }
    [[nodiscard]] bool operator==(const LeverVector&) const = default;
};

/// The levers of one world: as many rows of values as differ, and which of them each neighbourhood lives under. Most worlds have one
/// row; a city in which some neighbourhoods have been handed to another regime has more.
struct LeverRows {
    std::vector<LeverVector> rows;
    std::vector<std::uint8_t> of;  ///< row of each neighbourhood; empty: all under the first
    std::size_t mine = 0;          ///< the row that the process being made answers for

    LeverRows(const LeverVector& all) : rows{all} {}  // NOLINT(google-explicit-constructor): one regime is the usual case
    LeverRows(std::vector<LeverVector> all, std::vector<std::uint8_t> by_neighbourhood) : rows(std::move(all)), of(std::move(by_neighbourhood)) {}
    [[nodiscard]] const LeverVector& own() const { return rows[mine]; }
    [[nodiscard]] std::size_t row_of(std::size_t neighbourhood) const { return of.empty() ? 0 : of[neighbourhood]; }
    [[nodiscard]] bool operator==(const LeverRows&) const = default;
};

/// A lever vector with the label that a person gave it.
struct Regime {
    std::string name;   ///< slug: "tendered"
    std::string title;  ///< for people: "Tendered every three years"
    LeverVector levers;
};

}  // namespace topsoil
