// Commissioning on its own: one part of it at a time, in a town that a test has arranged.
#pragma once

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include "commissioning/catalogue.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/transfer.hpp"
#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "support/small_town.hpp"

namespace topsoil {

/// One part of commissioning, as the week would make it.
[[nodiscard]] inline std::unique_ptr<Process> commissioning_part(std::string_view name, const ParameterSet& parameters, const LeverVector& levers) {
    for (const CommissioningDeclaration* part : commissioning_catalogue()) {
        if (part->name == name) return part->make(view_of(parameters, name), levers);
    }
    throw std::invalid_argument("no part of commissioning is called " + std::string(name));
}

/// A town of any place, parameters and levers, settled in its first week.
class Town {
public:
    Town(const Place& place, const ParameterSet& chosen, const LeverVector& rules, int threads = 1, std::uint64_t luck = test_seed) : parameters(chosen), levers(rules), team(threads), seed(luck) {
        World founders = make_city(place, test_seed, view_of(parameters, "city"), team);
        simulation = std::make_unique<Simulation>(std::move(founders), parameters, levers, seed, team);
        simulation->settle();
    }
    explicit Town(const LeverVector& rules, const ParameterSet& chosen = {}) : Town(shipped_place("small-town"), chosen, rules) {}

    void live(int weeks) {
        for (int week = 0; week < weeks; ++week) simulation->live_week();
    }
    /// The same past under other levers.
    [[nodiscard]] std::unique_ptr<Simulation> branch(const LeverVector& rules) {
        auto other = std::make_unique<Simulation>(world().branch(), parameters, rules, seed, team);
        other->begin();
        return other;
    }
    [[nodiscard]] std::unique_ptr<Process> part(std::string_view name) const { return commissioning_part(name, parameters, levers); }
    [[nodiscard]] World& world() { return simulation->world(); }
    [[nodiscard]] Living living_in(World& other, Week week, std::uint64_t luck) { return {other, team, simulation->luck(), luck, week}; }
    [[nodiscard]] Living living() { return living_in(world(), world().week, seed); }

    ParameterSet parameters;
    LeverVector levers;
    Team team;
    std::uint64_t seed;
    std::unique_ptr<Simulation> simulation;
};

/// The small town with more money or other firms.
[[nodiscard]] inline Place changed_town(int providers, double home_care_times = 1) {
    Place place = shipped_place("small-town");
    place.home_care_providers = providers;
    for (StrandBudget& strand : place.strands) {
        if (strand.strand == "home_care") strand.pounds_per_year *= home_care_times;
    }
    return place;
}

/// Everything that a person is or has, in one number: what a lever must leave alone where its path is severed.
[[nodiscard]] inline std::uint64_t state_of_people(const World& world) {
    std::uint64_t sum = 0;
    const People& p = world.people;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (!p.alive(slot)) continue;
        const Key key = p.key[slot];
        sum += mix(1, key, p.home[slot], static_cast<std::uint64_t>(p.setting[slot]), static_cast<std::uint64_t>(p.need[slot]), p.roles[slot], p.memberships[slot]);
        sum += mix(2, key, p.loneliness[slot], p.belonging[slot], p.strain[slot], p.contact[slot], p.capacity[slot], p.committed[slot]);
        const FileId id = p.care_file[slot];
        if (id == nobody) continue;
        const CareFile& file = world.care.files[id];
        sum += mix(3, key, file.need[0], file.need[1], file.need[2], file.unpaid_any, file.unpaid_light, file.everyday, file.unmet, file.paid);
        sum += mix(4, key, file.delivered, static_cast<std::uint64_t>(file.stage), static_cast<std::uint64_t>(file.funding), minutes_given(world, slot));
    }
    return sum;
}

/// Who works for whom, how long they have, how they fare.
[[nodiscard]] inline std::uint64_t state_of_workers(const World& world) {
    std::uint64_t sum = 0;
    for (const Worker& worker : world.home_care.workers) {
        if (worker.key == 0) continue;
        sum += mix(5, worker.key, world.home_care.providers[worker.provider].key, worker.contract_minutes, static_cast<std::uint64_t>(worker.since), worker.morale, static_cast<std::uint64_t>(worker.worked_minutes));
    }
    return sum;
}

/// Puts this much into a provider's reserves; what it had more goes to its owner, what it had less comes from there.
inline void set_reserves(World& world, std::uint16_t provider, Pence amount) {
    Provider& record = world.home_care.providers[provider];
    const Pence more = amount - record.reserves;
    if (more > 0) world.ledger.post(Account::own_money, Account::provider_reserves, record.base, more);
    if (more < 0) world.ledger.post(Account::provider_reserves, Account::own_money, record.base, -more);
    record.reserves = amount;
}

[[nodiscard]] inline std::int64_t sum_of(const std::vector<std::int64_t>& values) {
    std::int64_t sum = 0;
    for (const std::int64_t value : values) sum += value;
    return sum;
}

/// No provider closes by chance, for want of hours or of money for registration.
/// New workers visit from the first week on and cost nothing before.
inline void nobody_is_trained(ParameterSet& parameters) {
    for (const char* key : {"workforce.training_weeks", "workforce.training_cost", "accounts.training_on_cost"}) parameters.set(key, 0);
}

[[nodiscard]] inline ParameterSet quiet_parameters() {
    ParameterSet parameters;
    parameters.set("contracts.exit_rate", 0);
    parameters.set("contracts.viable_hours", 0);
    parameters.set("contracts.registration_cost", 0);
    nobody_is_trained(parameters);
    return parameters;
}

[[nodiscard]] inline LeverVector three_lots(const std::string& regime = "tendered") {
    LeverVector levers = shipped_levers(regime);
    levers[Lever::lot_count] = 3;
    return levers;
}

}  // namespace topsoil
