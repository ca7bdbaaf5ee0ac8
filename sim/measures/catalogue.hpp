// Measures read a world and never write it. One file is one family; the list is written by CMake.
#pragma once

#include <cstdint>
#include <vector>

#include "measures/census.hpp"
#include "state/world.hpp"
#include "topsoil/parameter.hpp"
#include "topsoil/results.hpp"

namespace topsoil {

/// What the last recording left behind: flows and balances as they stood.
struct LastRecord {
    Week week = 0;
    Flows flows;
    Ledger ledger;
};

/// What measures are taken from: the world now, and as it was at the last recording.
struct Taking {
    const World& world;
    const LastRecord& last;
    const Census& census;                        ///< of the world now

    /// Amount of a flow in a neighbourhood since the last recording.
    [[nodiscard]] double since(Flow flow, std::size_t place) const {
        const auto n = static_cast<NeighbourhoodId>(place);
        return static_cast<double>(world.flows.at(flow, n) - last.flows.at(flow, n));
    }
    /// Growth of an account's balance since the last recording, in pounds.
    [[nodiscard]] double pounds_since(Account account, std::size_t place) const {
        const auto n = static_cast<NeighbourhoodId>(place);
        return static_cast<double>(world.ledger.balance(account, n) - last.ledger.balance(account, n)) / 100;
    }
    [[nodiscard]] int weeks() const { return world.week - last.week; }
    [[nodiscard]] std::size_t places() const { return world.city->neighbourhoods.size(); }
};

/// A family of measures: `take` fills one vector per spec, by place of its axis.
struct MeasureDeclaration {
    std::vector<MeasureSpec> specs;
    std::vector<std::vector<double>> (*take)(const Taking&) = nullptr;
    std::string_view name = "";                  ///< owner of `parameters`; needed where there are any
    std::vector<ParameterSpec> parameters = {};  ///< of the yardstick only: no measure changes a world
};

[[nodiscard]] const std::vector<const MeasureDeclaration*>& measures_catalogue();

/// A vector of zeros for each neighbourhood.
[[nodiscard]] inline std::vector<double> by_place(const Taking& taking) { return std::vector<double>(taking.places(), 0.0); }

/// The flow since the last recording by neighbourhood, times `unit`.
[[nodiscard]] inline std::vector<double> flow_by_place(const Taking& taking, Flow flow, double unit) {
    std::vector<double> values = by_place(taking);
    for (std::size_t n = 0; n < values.size(); ++n) values[n] = taking.since(flow, n) * unit;
    return values;
}

}  // namespace topsoil
