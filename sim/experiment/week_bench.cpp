#include "experiment/week_bench.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "engine/checks.hpp"
#include "engine/parameters.hpp"
#include "engine/recorder.hpp"
#include "experiment/replicate.hpp"
#include "experiment/rollout_plan.hpp"
#include "experiment/run_id.hpp"
#include "network/reference_kernel.hpp"
#include "world/make_city.hpp"

namespace topsoil {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int weeks_a_piece = 13;
constexpr int hand_ticks_a_piece = 26;  // about as short a moment as a machine's other work lasts

[[nodiscard]] double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// One replicate: the status quo until the regimes part, then all of them.
class Job {
public:
    Job(const Scenario& scenario, World& founders, int replicate) : scenario_(scenario), seed_(replicate_seed(scenario.seed, replicate)) {
        worlds_.push_back(std::make_unique<Simulation>(founders.branch(), scenario.parameters, LeverPlan(scenario.status_quo.levers), seed_, team_));
        worlds_.front()->add_costs_to(&costs_);
        worlds_.front()->settle();
    }

    void live(int weeks) {
        for (int i = 0; i < weeks; ++i) {
            if (week() == scenario_.burn_in_weeks) branch();
            for (std::size_t w = 0; w < worlds_.size(); ++w) live_week(w);
        }
    }
    [[nodiscard]] Week week() const { return worlds_.front()->world().week; }
    [[nodiscard]] const WeekCosts& costs() const { return costs_; }
    [[nodiscard]] double checking() const { return checking_; }
    [[nodiscard]] double recording() const { return recording_; }

private:
    void branch() {
        World& parent = worlds_.front()->world();
        std::vector<std::unique_ptr<Simulation>> branches;
        for (std::size_t r = 0; r < scenario_.regimes.size(); ++r) {
            const LeverPlan plan = plan_for(scenario_.regimes[r], scenario_.place, scenario_.seed, scenario_.burn_in_weeks);
            branches.push_back(std::make_unique<Simulation>(parent.branch(), scenario_.parameters, plan, seed_, team_));
            branches.back()->add_costs_to(&costs_);
        }
        worlds_ = std::move(branches);
        for (const auto& world : worlds_) {
            recorders_.emplace_back(world->world(), scenario_.parameters);
            world->begin();
        }
    }

    void live_week(std::size_t w) {
        worlds_[w]->live_week();
        if (recorders_.empty() || (week() - scenario_.burn_in_weeks) % scenario_.record_every_weeks != 0) return;
        const auto start = Clock::now();
        check_everything(worlds_[w]->world());
        checking_ += seconds_since(start);
        const auto checked = Clock::now();
        (void)recorders_[w].record(worlds_[w]->world());
        recording_ += seconds_since(checked);
    }

    const Scenario& scenario_;
    std::uint64_t seed_;
    Team team_{1};
    std::vector<std::unique_ptr<Simulation>> worlds_;
    std::vector<Recorder> recorders_;
    WeekCosts costs_;
    double checking_ = 0, recording_ = 0;
};

[[nodiscard]] std::vector<WeekBench::Cost> costs_of(const std::vector<std::unique_ptr<Job>>& jobs, int world_weeks) {
    std::vector<WeekBench::Cost> costs;
    const auto add = [&](const std::string& what, double seconds, double touches) {
        const auto known = std::find_if(costs.begin(), costs.end(), [&](const WeekBench::Cost& cost) { return cost.what == what; });
        WeekBench::Cost& cost = known == costs.end() ? costs.emplace_back(WeekBench::Cost{what, 0, 0}) : *known;
        cost.milliseconds += seconds * 1e3 / world_weeks;
        cost.touches += touches / world_weeks;
    };
    for (const auto& job : jobs) {
        for (const WeekCosts::Part& part : job->costs().parts) add(part.name, part.seconds, static_cast<double>(part.touches));
        add("checks", job->checking(), 0);
        add("recording", job->recording(), 0);
    }
    std::sort(costs.begin(), costs.end(), [](const WeekBench::Cost& a, const WeekBench::Cost& b) { return a.milliseconds > b.milliseconds; });
    return costs;
}

}  // namespace

WeekBench bench_weeks(const Scenario& scenario, int threads, int weeks, Progress* progress) {
    WeekBench bench;
    bench.jobs = threads;
    const auto made = Clock::now();
    Team team(threads);
    World founders = make_city(scenario.place, scenario.seed, view_of(scenario.parameters, "city"), team);
    bench.city_seconds = seconds_since(made);
    const RefkRows rows = refk_rows(refk_standard_agents);
    const auto hand = refk_hand(rows, threads);
    const int until = scenario.burn_in_weeks + weeks;
    if (progress != nullptr) {
        progress->total = static_cast<std::uint64_t>(threads) * static_cast<std::uint64_t>(scenario.burn_in_weeks + weeks * static_cast<int>(scenario.regimes.size()));
        progress->stage = 1;
    }
    std::vector<std::unique_ptr<Job>> jobs;
    for (int replicate = 0; replicate < threads; ++replicate) jobs.push_back(std::make_unique<Job>(scenario, founders, replicate));
    std::vector<double> ratios;
    double hand_seconds = 0;
    for (int lived = 0; lived < until;) {
        const int piece = std::min(weeks_a_piece, (lived < scenario.burn_in_weeks ? scenario.burn_in_weeks : until) - lived);
        const int worlds = threads * (lived < scenario.burn_in_weeks ? 1 : static_cast<int>(scenario.regimes.size()));
        const auto start = Clock::now();
        std::vector<std::thread> living;
        for (const auto& job : jobs) living.emplace_back([&job, piece] { job->live(piece); });
        for (std::thread& one : living) one.join();
        const double seconds = seconds_since(start);
        const double by_hand = hand->advance(hand_ticks_a_piece);
        lived += piece;
        bench.world_weeks += piece * worlds;
        if (progress != nullptr) progress->done = static_cast<std::uint64_t>(bench.world_weeks);
        bench.seconds += seconds;
        hand_seconds += by_hand;
        const double citizen_weeks = static_cast<double>(piece) * worlds * scenario.place.population;
        ratios.push_back(citizen_weeks / seconds / (static_cast<double>(hand_ticks_a_piece) * refk_standard_agents / by_hand));
        bench.citizen_weeks_per_s += citizen_weeks;
        bench.hand_steps_per_s += static_cast<double>(hand_ticks_a_piece) * refk_standard_agents;
    }
    bench.citizen_weeks_per_s /= bench.seconds;
    bench.hand_steps_per_s /= hand_seconds;
    std::nth_element(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2), ratios.end());
    bench.ratio = ratios[ratios.size() / 2];
    bench.costs = costs_of(jobs, bench.world_weeks);
    return bench;
}

}  // namespace topsoil
