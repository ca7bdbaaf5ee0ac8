#include "io/rollout_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/scenario_limits.hpp"

namespace topsoil {

namespace {

/// The id of the neighbourhood that is written, by id or by name; empty and a fault if there is none.
std::string neighbourhood_id(TomlTable& table, const TomlNode& written, const Place& place) {
    std::vector<std::string> known;
    for (const NeighbourhoodRow& row : place.neighbourhoods) {
        if (row.id == written.text || row.name == written.text) return row.id;
        known.push_back(row.name);
    }
    table.fault(written, fmt::format("{} has no neighbourhood of this name or id", place.title),
                suggestion(written.text, known, "See neighbourhoods.csv of the place."));
    return {};
}

void read_pilots(TomlTable& table, const Place& place, Rollout& rollout) {
    const auto named = table.texts("neighbourhoods", true);
    if (place.neighbourhoods.empty()) return;  // the place could not be read, and that has been told
    for (const TomlNode* written : named) {
        std::string id = neighbourhood_id(table, *written, place);
        if (id.empty()) continue;
        if (std::find(rollout.pilots.begin(), rollout.pilots.end(), id) != rollout.pilots.end()) {
            table.fault(*written, "this neighbourhood is listed twice", "Take one of the two out.");
            continue;
        }
        rollout.pilots.push_back(std::move(id));
    }
}

/// The regime that holds until a neighbourhood changes over: the status quo, or another regime of the scenario.
void read_before(TomlTable& table, const Scenario& scenario, const Regime& regime, Rollout& rollout) {
    const std::string slug = table.text("before", scenario.status_quo.name);
    std::vector<std::string> known{scenario.status_quo.name};
    const Regime* before = slug == scenario.status_quo.name ? &scenario.status_quo : nullptr;
    for (const Regime& other : scenario.regimes) {
        known.push_back(other.name);
        if (before == nullptr && other.name == slug) before = &other;
    }
    if (before == nullptr) {
        table.fault(*table.raw("before"), "the scenario has no regime of this name", suggestion(slug, known, "Name one of its regimes."));
        return;
    }
    rollout.before = before->name;
    rollout.before_levers = before->levers;
    for (const LeverSpec& spec : lever_catalogue()) {
        if (!spec.everywhere || before->levers[spec.lever] == regime.levers[spec.lever]) continue;
        TomlNode at;
        at.spot = table.spot();
        table.fault(at, fmt::format("\"{}\" must be the same in all neighbourhoods at once", spec.name),
                    fmt::format("Give {} and {} the same value.", before->name, regime.name));
    }
}

Rollout read_rollout(TomlTable& table, const Scenario& scenario, const Regime& regime) {
    Rollout rollout;
    rollout.kind = static_cast<RolloutKind>(table.choice("kind", rollout_kinds()));
    rollout.start_week = table.count("start_week", limits::rollout_start_week, 0);
    read_before(table, scenario, regime, rollout);
    if (rollout.kind == RolloutKind::pilots) read_pilots(table, scenario.place, rollout);
    const bool by_chance = rollout.kind == RolloutKind::stepped_wedge || rollout.kind == RolloutKind::clusters;
    if (by_chance && table.has("unit")) rollout.unit = static_cast<RolloutUnit>(table.choice("unit", rollout_units()));
    if (rollout.kind == RolloutKind::stepped_wedge) {
        rollout.steps = table.count("steps", limits::rollout_steps);
        rollout.step_weeks = table.count("step_weeks", limits::rollout_step_weeks);
    }
    if (rollout.kind == RolloutKind::clusters) rollout.share = table.number("share", limits::rollout_share);
    return rollout;
}

}  // namespace

const std::vector<std::string>& rollout_kinds() {
    static const std::vector<std::string> kinds{"at_once", "pilots", "stepped_wedge", "clusters"};
    return kinds;
}

const std::vector<std::string>& rollout_units() {
    static const std::vector<std::string> units{"neighbourhood", "ward", "lac"};
    return units;
}

void read_rollouts(TomlTable& root, Scenario& scenario) {
    TomlTable all = root.table("rollout", false);
    for (Regime& regime : scenario.regimes) {
        // Asked for even where absent, so that a misspelt regime finds its neighbour.
        if (all.raw(regime.name) == nullptr) continue;
        TomlTable own = all.table(regime.name, true);
        regime.rollout = read_rollout(own, scenario, regime);
        own.finish();
    }
    all.finish();
}

void read_shocks(TomlTable& root, Scenario& scenario, Faults& faults) {
    const TomlNode* list = root.raw("shock");
    if (list == nullptr) return;
    if (list->kind != TomlNode::Kind::list) {
        root.fault(*list, "shocks are a list of tables", "Write [[shock]] above each of them.");
        return;
    }
    std::vector<std::string> kinds;
    for (const ShockSpec& spec : shock_catalogue()) kinds.emplace_back(spec.name);
    for (const TomlNode& item : list->items) {
        if (item.kind != TomlNode::Kind::table) {
            root.fault(item, "a shock is a table", "Write [[shock]] above it.");
            continue;
        }
        TomlTable table(item, "shock", faults);
        const ShockSpec& spec = shock_catalogue()[table.choice("kind", kinds)];
        Shock shock{spec.kind, table.count("week", limits::shock_week), table.count("weeks", limits::shock_weeks, spec.weeks), table.number("size", {0, spec.largest}, spec.size)};
        if (shock.week >= scenario.weeks && table.has("week")) root.fault(*table.raw("week"), fmt::format("the run has only {} weeks", scenario.weeks), "Let it come earlier, or run for longer.");
        table.finish();
        scenario.shocks.push_back(shock);
    }
}

}  // namespace topsoil
