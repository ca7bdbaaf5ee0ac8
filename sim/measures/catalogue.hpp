// Measures read a world and never write it. One file is one family; the list is written by CMake.
#pragma once

#include <vector>

#include "state/world.hpp"
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

template <class Use>
void for_each_group_of(const World& world, Slot slot, Use&& use) {
    const int age = world.people.age(slot, world.week);
    use(static_cast<std::size_t>(age < 15 ? 0 : (age < 25 ? 1 : (age < 50 ? 2 : (age < 65 ? 3 : (age < 80 ? 4 : 5))))));
    use(static_cast<std::size_t>(world.people.woman(slot) ? 6 : 7));
    use(static_cast<std::size_t>(8 + world.city->neighbourhoods[world.people.neighbourhood[slot]].deprivation_fifth));
    const FileId file = world.people.care_file[slot];
    const bool carer = file != nobody && world.care.files[file].first_given != nobody;
    use(static_cast<std::size_t>(carer ? 13 : 14));
}

}  // namespace topsoil
