// One world lived week by week under one regime.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "state/process.hpp"
#include "topsoil/levers.hpp"
#include "topsoil/parameter.hpp"
#include "topsoil/shocks.hpp"

namespace topsoil {

/// A process in the schedule of the week.
struct Scheduled {
    const ProcessDeclaration* declaration;
    std::unique_ptr<Process> process;
};

/// What the parts of weeks lived took, by name.
struct WeekCosts {
    struct Part {
        std::string name;
        double seconds = 0;         ///< of the clock on the wall
        std::uint64_t touches = 0;  ///< records looked at by the thread that lives the weeks: all of them if it lives them alone
    };
    std::vector<Part> parts;
};

class Simulation {
public:
    /// Takes over a world. `seed` is the replicate's; equal in every regime. Weeks of the plan and of `shocks` are those of the world.
    Simulation(World&& world, const ParameterSet& parameters, const LeverPlan& plan, std::uint64_t seed, Team& team, std::vector<Shock> shocks = {});

    /// Places the standing arrangements of the first week of all; once, on a city just made. Includes begin().
    void settle();
    /// The regime takes over: before its first week, and again whenever neighbourhoods change over.
    void begin();
    /// Another plan holds from the week about to be lived: bills, awards, tenders and transfers are those of any other change. Equal levers
    /// for a neighbourhood leave its lot, its providers and its calendar as they are.
    void change_plan(const LeverPlan& plan);
    [[nodiscard]] const LeverPlan& plan() const { return plan_; }
    /// Lives one week. In checked builds throws RunError at once if an account does not balance or a process wrote what it had not declared.
    void live_week();

    [[nodiscard]] World& world() { return world_; }
    [[nodiscard]] const World& world() const { return world_; }
    /// Leaves out a process (by name) from now on: for tests of what a mechanism does.
    void switch_off(std::string_view name);
    [[nodiscard]] const std::vector<Scheduled>& schedule() const { return schedule_; }
    [[nodiscard]] Luck& luck() { return luck_; }
    /// From now on adds up what each part of a week takes; nullptr: no longer. Changes no bit.
    void add_costs_to(WeekCosts* costs) { costs_ = costs; }

private:
    /// Calls part(), and adds what it takes under `name` if anybody wants to know.
    template <class Part>
    void timed(std::string_view name, Part&& part);
    [[nodiscard]] Living living() { return {world_, team_, luck_, seed_, world_.week}; }

    World world_;
    ParameterSet parameters_;
    std::uint64_t seed_;
    Team& team_;
    LeverPlan plan_;
    std::vector<Shock> shocks_;
    Week begun_ = -1;  ///< week of the last begin()
    std::vector<Scheduled> schedule_;
    Luck luck_;
    WeekCosts* costs_ = nullptr;
};

/// Every process of the build, mechanisms and commissioning, in the order of the week.
[[nodiscard]] std::vector<const ProcessDeclaration*> all_processes();

/// Every luck cell of the build.
[[nodiscard]] std::vector<LuckCell> all_luck_cells();

/// Bytes per citizen by block: {name, of this world alone, shared with others}.
struct BlockBytes {
    std::string name;
    double own;
    double shared;
};
[[nodiscard]] std::vector<BlockBytes> bytes_per_citizen(World& world);

/// People alive.
[[nodiscard]] std::int64_t count_alive(const World& world);

}  // namespace topsoil
