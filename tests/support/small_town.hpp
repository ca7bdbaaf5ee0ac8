// A small town for tests: five thousand people, made the same way as Sheffield, lived as long as a test wants.
#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "engine/parameters.hpp"
#include "engine/simulation.hpp"
#include "topsoil/scenario.hpp"
#include "world/make_city.hpp"

namespace topsoil {

inline constexpr std::uint64_t test_seed = 7;

/// The shipped place of that name, read once.
[[nodiscard]] inline const Place& shipped_place(const std::string& slug) {
    static std::map<std::string, Place> places;
    const auto known = places.find(slug);
    if (known != places.end()) return known->second;
    return places.emplace(slug, load_place(std::filesystem::path(TOPSOIL_SOURCE_DIR) / "scenarios" / "places" / slug)).first->second;
}

/// Levers of a shipped regime, by slug.
[[nodiscard]] inline LeverVector shipped_levers(const std::string& slug) {
    for (const Regime& regime : load_scenario("small-town", {{"regimes", "[\"" + slug + "\"]"}}).regimes) {
        if (regime.name == slug) return regime.levers;
    }
    return {};
}

/// A small town under a regime, settled in its first week. `threads` decides nothing but speed.
class SmallTown {
public:
    explicit SmallTown(const std::string& regime = "tendered", int threads = 1, const ParameterSet& parameters = {}, std::uint64_t seed = test_seed)
        : parameters_(parameters), team_(threads) {
        World founders = make_city(shipped_place("small-town"), test_seed, view_of(parameters_, "city"), team_);
        simulation_ = std::make_unique<Simulation>(std::move(founders), parameters_, shipped_levers(regime), seed, team_);
        simulation_->settle();
    }

    void live(int weeks) {
        for (int week = 0; week < weeks; ++week) simulation_->live_week();
    }
    /// Another world with the same past under other levers, as the experiment branches.
    [[nodiscard]] std::unique_ptr<Simulation> branch(const LeverVector& levers, std::uint64_t seed = test_seed) {
        auto other = std::make_unique<Simulation>(simulation_->world().branch(), parameters_, levers, seed, team_);
        other->begin();
        return other;
    }

    [[nodiscard]] World& world() { return simulation_->world(); }
    [[nodiscard]] Simulation& simulation() { return *simulation_; }
    [[nodiscard]] Team& team() { return team_; }
    [[nodiscard]] Living living() { return {world(), team_, simulation_->luck(), test_seed, world().week}; }

private:
    ParameterSet parameters_;
    Team team_;
    std::unique_ptr<Simulation> simulation_;
};

}  // namespace topsoil
