// Measures read a world and never write it. One file is one family; the list is written by CMake.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "measures/outcomes.hpp"
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
    const std::vector<PersonOutcome>& outcomes;  ///< by slot, of everybody who lives here now

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

/// Population groups of the `group` axis: age bands, sex, deprivation fifths, carers and others.
[[nodiscard]] const std::vector<std::string>& population_groups();
/// Calls use(group) for each group that a person belongs to.
template <class Use>
void for_each_group_of(const World& world, Slot slot, Use&& use);

/// A vector of zeros for each neighbourhood.
[[nodiscard]] inline std::vector<double> by_place(const Taking& taking) { return std::vector<double>(taking.places(), 0.0); }

/// The flow since the last recording by neighbourhood, times `unit`.
[[nodiscard]] inline std::vector<double> flow_by_place(const Taking& taking, Flow flow, double unit) {
    std::vector<double> values = by_place(taking);
    for (std::size_t n = 0; n < values.size(); ++n) values[n] = taking.since(flow, n) * unit;
    return values;
}

namespace group_axis {
inline constexpr std::size_t age_bands = 6;
inline constexpr std::size_t women = 6;
inline constexpr std::size_t men = 7;
inline constexpr std::size_t deprivation = 8;  ///< the least deprived fifth, four more after it
inline constexpr std::size_t carers = 13;
inline constexpr std::size_t others = 14;
/// Looked up, not compared: ages come in no order, and a wrong guess at a branch costs more than all else about a person.
inline constexpr std::array<std::uint8_t, 128> band_of_age = [] {
    std::array<std::uint8_t, 128> bands{};
    for (std::size_t age = 0; age < bands.size(); ++age) bands[age] = age < 15 ? 0 : (age < 25 ? 1 : (age < 50 ? 2 : (age < 65 ? 3 : (age < 80 ? 4 : 5))));
    return bands;
}();
[[nodiscard]] constexpr std::size_t age_band(int age) { return band_of_age[static_cast<std::size_t>(age) & 127]; }
}  // namespace group_axis

template <class Use>
void for_each_group_of(const World& world, Slot slot, Use&& use) {
    use(group_axis::age_band(world.people.age(slot, world.week)));
    use(world.people.woman(slot) ? group_axis::women : group_axis::men);
    use(group_axis::deprivation + world.city->neighbourhoods[world.people.neighbourhood[slot]].deprivation_fifth);
    use(world.people.has(slot, role::carer) ? group_axis::carers : group_axis::others);
}

}  // namespace topsoil
