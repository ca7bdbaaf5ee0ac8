#include "experiment/rollout_plan.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "base/ids.hpp"

namespace topsoil {

namespace {

constexpr int never = std::numeric_limits<int>::max();

const std::string& unit_of(const NeighbourhoodRow& row, RolloutUnit unit) {
    switch (unit) {
        case RolloutUnit::ward: return row.ward;
        case RolloutUnit::lac: return row.lac;
        default: return row.id;
    }
}

std::uint64_t key_of(std::uint64_t seed, const std::string& unit) {
    std::uint64_t key = mix(seed, 0x2011);
    for (const char letter : unit) key = mix(key, static_cast<unsigned char>(letter));
    return key;
}

/// Names of the units in an order of chance.
std::vector<std::string> drawn_units(const Place& place, RolloutUnit unit, std::uint64_t seed) {
    std::vector<std::string> units;
    for (const NeighbourhoodRow& row : place.neighbourhoods) units.push_back(unit_of(row, unit));
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    std::stable_sort(units.begin(), units.end(), [&](const std::string& a, const std::string& b) { return key_of(seed, a) < key_of(seed, b); });
    return units;
}

}  // namespace

LeverPlan plan_for(const Regime& regime, const Place& place, std::uint64_t seed, int branch_week) {
    const Rollout& rollout = regime.rollout;
    const int first = branch_week + rollout.start_week;
    std::vector<int> starts(place.neighbourhoods.size(), never);
    if (rollout.kind == RolloutKind::at_once) {
        if (rollout.start_week == 0) return regime.levers;
        starts.assign(starts.size(), first);
    } else if (rollout.kind == RolloutKind::pilots) {
        for (std::size_t n = 0; n < starts.size(); ++n) {
            if (std::find(rollout.pilots.begin(), rollout.pilots.end(), place.neighbourhoods[n].id) != rollout.pilots.end()) starts[n] = first;
        }
    } else {
        const auto units = drawn_units(place, rollout.unit, seed);
        std::map<std::string, int> start_of;
        const auto chosen = static_cast<std::size_t>(rollout.share * static_cast<double>(units.size()) + 0.5);
        for (std::size_t i = 0; i < units.size(); ++i) {
            const int step = static_cast<int>(i * static_cast<std::size_t>(rollout.steps) / units.size());
            start_of[units[i]] = rollout.kind == RolloutKind::clusters ? (i < chosen ? first : never) : first + step * rollout.step_weeks;
        }
        for (std::size_t n = 0; n < starts.size(); ++n) starts[n] = start_of[unit_of(place.neighbourhoods[n], rollout.unit)];
    }
    return {rollout.before_levers, regime.levers, std::move(starts)};
}

}  // namespace topsoil
