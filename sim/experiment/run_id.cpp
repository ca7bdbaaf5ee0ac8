#include "experiment/run_id.hpp"

#include <bit>

#include "base/ids.hpp"
#include "engine/digest.hpp"
#include "topsoil/version.hpp"

namespace topsoil {

std::uint64_t replicate_seed(std::uint64_t seed, int replicate) { return mix(seed, replicate, 0x5EED); }

std::string run_id(const Scenario& scenario, const Regime& regime, int replicate, int draw) {
    std::uint64_t hash = mix(static_cast<std::uint64_t>(model_version()), scenario.seed, replicate, scenario.burn_in_weeks, scenario.weeks, scenario.record_every_weeks);
    const auto add = [&hash](double value) { hash = mix(hash, std::bit_cast<std::uint64_t>(value)); };
    const auto add_text = [&hash](const std::string& text) {
        hash = mix(hash, text.size());
        for (const char c : text) hash = mix(hash, static_cast<unsigned char>(c));
    };
    // How many draws there are says nothing: more of them leave those before as they were.
    if (scenario.draws > 0) hash = mix(hash, draw);
    for (const double value : scenario.parameters.values()) add(value);
    for (const double value : scenario.status_quo.levers.values) add(value);
    for (const double value : regime.levers.values) add(value);
    const Rollout& rollout = regime.rollout;
    for (const int whole : {static_cast<int>(rollout.kind), static_cast<int>(rollout.unit), rollout.start_week, rollout.steps, rollout.step_weeks}) add(whole);
    add(rollout.share);
    for (const std::string& pilot : rollout.pilots) add_text(pilot);
    if (rollout != Rollout{}) {
        for (const double value : rollout.before_levers.values) add(value);
    }
    for (const Shock& shock : scenario.shocks) {
        for (const double value : {static_cast<double>(shock.kind), static_cast<double>(shock.week), static_cast<double>(shock.weeks), shock.size}) add(value);
    }
    // Two regimes of a scenario may have equal levers: each run is known apart all the same.
    add_text(regime.name);
    add_text(scenario.place.slug);
    for (const int total : {scenario.place.population, scenario.place.homes, scenario.place.streets, scenario.place.home_care_providers, scenario.place.care_home_beds_older}) add(total);
    for (const StrandBudget& strand : scenario.place.strands) add(strand.pounds_per_year);
    for (const NeighbourhoodRow& row : scenario.place.neighbourhoods) {
        add_text(row.id);
        add(row.population);
        add(row.imd_score);
    }
    return digest_text(hash);
}

}  // namespace topsoil
