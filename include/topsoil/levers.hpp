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
    contract_extension_weeks,
    contract_price_weight,
    contract_minimum_turnover,
    contract_providers_per_lot,
    lot_count,
    review_every_weeks,
    review_step,
    team_self_managed,
    pay_basis,
    personal_budgets,
    community_share,
    residential_refill,
    professional_bases,
    decisions,
    learning,
    premises,
    client_transfer,
    allocation,
    count_,
};
inline constexpr std::size_t lever_count = static_cast<std::size_t>(Lever::count_);

/// Whose money or time a lever takes. Public outlay a year is the same whatever the lever: what one line gains another loses.
enum class Payer { none, home_care_money, care_home_money, providers, other_neighbourhoods };

/// "home-care money", "providers" ...
[[nodiscard]] std::string_view name_of(Payer payer);

/// What a lever is, what it costs, how far it may reach and how it can fail (docs/model/levers.md).
struct LeverSpec {
    Lever lever;
    std::string_view name;    ///< key in a regime file: "pay_basis"
    std::string_view unit;
    double low;
    double high;
    double null_value;        ///< the value at which the lever does nothing that the status quo does not
    bool whole;               ///< whole numbers only
    std::vector<std::string_view> choices;  ///< names for 0, 1, 2 ... where the lever is a choice; empty where it is a number
    std::string_view reach;   ///< columns it may touch
    std::string_view meaning; ///< one sentence
    Payer payer;              ///< whose money pays; never none
    std::string_view bill;    ///< what it costs; never empty
    std::string_view failure; ///< how it can do harm or nothing; never empty
    bool everywhere = false;  ///< must be the same in all neighbourhoods of a place at once
};

[[nodiscard]] const std::vector<LeverSpec>& lever_catalogue();

/// One value per lever. Two regimes with equal vectors give bit-for-bit equal worlds.
struct LeverVector {
    std::array<double, lever_count> values{};
    [[nodiscard]] double operator[](Lever lever) const { return values[static_cast<std::size_t>(lever)]; }
    double& operator[](Lever lever) { return values[static_cast<std::size_t>(lever)]; }
    [[nodiscard]] bool operator==(const LeverVector&) const = default;
    /// Sets one lever, rounded where it takes whole numbers only. A term is for those who tender: where nothing is tendered there is none
    /// to change, and nothing happens. The value must lie in the lever's range.
    void change(Lever lever, double value);
};

/// Levers by neighbourhood and week. Each neighbourhood lives under one arm and may change over to another, once.
struct LeverPlan {
    std::vector<LeverVector> arms;            ///< one or more sets of levers
    std::vector<int> starts;                  ///< by neighbourhood, the world's week in which it changes over; empty with one arm
    std::vector<std::uint8_t> before, after;  ///< by neighbourhood, its arm until then and from then on

    LeverPlan(const LeverVector& levers) : arms{levers} {}  // NOLINT: the same levers everywhere and always are a plan too
    /// Everybody lives under `old` and comes under `fresh` in the week given.
    LeverPlan(const LeverVector& old, const LeverVector& fresh, std::vector<int> from) : arms{old, fresh}, starts(std::move(from)), before(starts.size(), 0), after(starts.size(), 1) {}

    [[nodiscard]] std::size_t arm(std::size_t neighbourhood, int week) const {
        if (starts.empty()) return 0;
        return (week < starts[neighbourhood] ? before : after)[neighbourhood];
    }
    /// Does any neighbourhood change over in this week?
    [[nodiscard]] bool changes(int week) const {
        for (const int start : starts) {
            if (start == week) return true;
        }
        return false;
    }
    [[nodiscard]] bool operator==(const LeverPlan&) const = default;
};

/// How a regime comes in.
enum class RolloutKind { at_once, pilots, stepped_wedge, clusters };
enum class RolloutUnit { neighbourhood, ward, lac };

/// Which neighbourhoods change over when; the others live on under `before`. Scenario data.
struct Rollout {
    RolloutKind kind = RolloutKind::at_once;
    RolloutUnit unit = RolloutUnit::neighbourhood;  ///< what a chance of a wedge or of clusters chooses between
    int start_week = 0;                             ///< weeks after the regimes part
    int steps = 1;                                  ///< of a wedge
    int step_weeks = 0;                             ///< between its steps
    double share = 1;                               ///< of units that change over, clusters only
    std::vector<std::string> pilots;                ///< ids of neighbourhoods, pilots only
    std::string before;                             ///< slug of the regime that holds until then
    LeverVector before_levers;
    [[nodiscard]] bool operator==(const Rollout&) const = default;
};

/// A lever vector with the label that a person gave it.
struct Regime {
    std::string name;   ///< slug: "tendered"
    std::string title;  ///< for people: "Tendered every three years"
    LeverVector levers;
    Rollout rollout = {};
};

}  // namespace topsoil
