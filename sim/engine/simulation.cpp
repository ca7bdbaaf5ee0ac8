#include "engine/simulation.hpp"

#include <algorithm>
#include <chrono>

#include "base/touches.hpp"
#include "commissioning/catalogue.hpp"
#include "engine/checks.hpp"
#include "engine/conditions.hpp"
#include "engine/parameters.hpp"
#include "mechanisms/catalogue.hpp"

namespace topsoil {

namespace {

std::vector<Scheduled> make_schedule(const ParameterSet& parameters, const LeverPlan& plan) {
    std::vector<Scheduled> schedule;
    for (const MechanismDeclaration* mechanism : mechanisms_catalogue()) {
        schedule.push_back({mechanism, mechanism->make(view_of(parameters, mechanism->name))});
    }
    for (const CommissioningDeclaration* part : commissioning_catalogue()) {
        schedule.push_back({part, part->make(view_of(parameters, part->name), plan)});
    }
    std::stable_sort(schedule.begin(), schedule.end(), [](const Scheduled& a, const Scheduled& b) { return a.declaration->phase < b.declaration->phase; });
    return schedule;
}

}  // namespace

std::vector<const ProcessDeclaration*> all_processes() {
    std::vector<const ProcessDeclaration*> all;
    for (const MechanismDeclaration* mechanism : mechanisms_catalogue()) all.push_back(mechanism);
    for (const CommissioningDeclaration* part : commissioning_catalogue()) all.push_back(part);
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->phase < b->phase; });
    return all;
}

std::vector<LuckCell> all_luck_cells() {
    std::vector<LuckCell> cells;
    for (const ProcessDeclaration* process : all_processes()) cells.insert(cells.end(), process->luck.begin(), process->luck.end());
    return cells;
}

Simulation::Simulation(World&& world, const ParameterSet& parameters, const LeverPlan& plan, std::uint64_t seed, Team& team, std::vector<Shock> shocks)
    : world_(std::move(world)), parameters_(parameters), seed_(seed), team_(team), plan_(plan), shocks_(std::move(shocks)), schedule_(make_schedule(parameters, plan)), luck_(seed, all_luck_cells()) {}

void Simulation::settle() {
    luck_.prepare(world_.people, world_.city->shards(), world_.week, team_);
    Living now = living();
    // Commissioners first: packages need lots, budgets and providers to stand.
    for (const bool commissioning : {true, false}) {
        for (Scheduled& one : schedule_) {
            const bool is_commissioning = one.declaration->phase == Phase::commissioning || one.declaration->phase == Phase::ledger;
            if (is_commissioning == commissioning) one.process->settle(now);
        }
    }
    begin();
}

void Simulation::begin() {
    Living now = living();
    for (Scheduled& one : schedule_) one.process->begin(now);
    begun_ = world_.week;
}

void Simulation::change_plan(const LeverPlan& plan) {
    plan_ = plan;
    schedule_ = make_schedule(parameters_, plan_);
    begin();
}

template <class Part>
void Simulation::timed(std::string_view name, Part&& part) {
    if (costs_ == nullptr) {
        part();
        return;
    }
    const std::uint64_t touches = touches_here;
    const auto start = std::chrono::steady_clock::now();
    part();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto known = std::find_if(costs_->parts.begin(), costs_->parts.end(), [name](const WeekCosts::Part& one) { return one.name == name; });
    WeekCosts::Part& sum = known == costs_->parts.end() ? costs_->parts.emplace_back(WeekCosts::Part{std::string(name)}) : *known;
    sum.seconds += seconds;
    sum.touches += touches_here - touches;
}

void Simulation::live_week() {
    if (plan_.changes(world_.week) && begun_ != world_.week) begin();
    world_.conditions = conditions_in(shocks_, world_.week);
    timed("luck lists", [&] { luck_.prepare(world_.people, world_.city->shards(), world_.week, team_); });
    Living now = living();
#if defined(TOPSOIL_CHECKED)
    WriteGuard guard(world_);
    for (Scheduled& one : schedule_) {
        one.process->live_week(now);
        guard.check(*one.declaration);
    }
    ++world_.week;
    check_everything(world_);
#else
    for (Scheduled& one : schedule_) timed(one.declaration->name, [&] { one.process->live_week(now); });
    ++world_.week;
    check_totals(world_);
#endif
}

void Simulation::switch_off(std::string_view name) {
    std::erase_if(schedule_, [name](const Scheduled& one) { return one.declaration->name == name; });
}

std::int64_t count_alive(const World& world) {
    std::int64_t alive = 0;
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) {
        const auto setting = world.people.setting.read(shard);
        for (std::uint32_t i = 0; i < shard_size; ++i) alive += setting[i] != Setting::gone ? 1 : 0;
    }
    return alive;
}

namespace {

class ByteCounter {
public:
    std::array<std::pair<double, double>, static_cast<std::size_t>(MemoryBlock::count_)> bytes{};

    template <class Columns>
        requires requires(const Columns& column) { column.bytes_own_and_shared(); }
    void operator()(const Field& field, Columns& column) {
        const auto [own, shared] = column.bytes_own_and_shared();
        at(field).first += static_cast<double>(own);
        at(field).second += static_cast<double>(shared);
    }
    template <class T>
    void operator()(const Field& field, std::vector<T>& values) {
        at(field).first += static_cast<double>(values.capacity() * sizeof(T));
    }
    template <class T>
    void operator()(const Field& field, std::vector<std::vector<T>>& rows) {
        for (const auto& row : rows) at(field).first += static_cast<double>(row.capacity() * sizeof(T) + sizeof(row));
    }

private:
    std::pair<double, double>& at(const Field& field) { return bytes[static_cast<std::size_t>(field.block)]; }
};

}  // namespace

std::vector<BlockBytes> bytes_per_citizen(World& world) {
    static constexpr std::array<const char*, static_cast<std::size_t>(MemoryBlock::count_)> names{
        "identity", "place", "status", "slow states", "minutes", "care files and ties", "founders' ties", "tie state", "tie pages", "homes", "groups", "workforce", "accounts"};
    ByteCounter counter;
    world.visit(counter);
    const auto people = static_cast<double>(std::max<std::int64_t>(1, count_alive(world)));
    counter.bytes[static_cast<std::size_t>(MemoryBlock::ties_shared)].second += static_cast<double>(world.city->shared_tie_bytes());
    std::vector<BlockBytes> table;
    for (std::size_t i = 0; i < names.size(); ++i) table.push_back({names[i], counter.bytes[i].first / people, counter.bytes[i].second / people});
    return table;
}

}  // namespace topsoil
