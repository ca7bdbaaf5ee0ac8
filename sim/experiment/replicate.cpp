#include "experiment/replicate.hpp"

#include <algorithm>
#include <chrono>

#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "engine/recorder.hpp"
#include "experiment/checkpoints.hpp"
#include "experiment/rollout_plan.hpp"
#include "experiment/run_id.hpp"

namespace topsoil {

namespace {

using Clock = std::chrono::steady_clock;

class Replicate {
public:
    Replicate(const Scenario& scenario, World& founders, const RunNumber& number, Team& team, const ExperimentOptions& options, Results& results)
        : scenario_(scenario), number_(number), seed_(replicate_seed(scenario.seed, number.replicate)), team_(team), options_(options), results_(results), keeper_(scenario, number, options) {
        const int until = options.until_week < 0 ? scenario.weeks : std::min(options.until_week, scenario.weeks);
        last_week_ = scenario.burn_in_weeks + until;
        start(founders);
    }

    ReplicateOutcome run() {
        const auto started = Clock::now();
        while (!worlds_.empty() && worlds_.front()->world().week < last_week_) {
            if (stopped()) break;
            if (!branched_ && worlds_.front()->world().week == scenario_.burn_in_weeks) branch();
            for (std::size_t r = 0; r < worlds_.size(); ++r) live_week(r);
            if (branched_) follow_cohort();
            if (at_recorded_week()) keeper_.save_when_due(worlds_, branched_, cohort_, results_);
        }
        if (done_before_) return std::move(outcome_);
        if (!branched_ && !outcome_.interrupted) branch();
        finish(std::chrono::duration<double>(Clock::now() - started).count());
        return std::move(outcome_);
    }

private:
    void start(World& founders) {
        if (keeper_.has_checkpoint()) {
            resume(founders);
            return;
        }
        worlds_.push_back(simulation(founders.branch(), 0, false));
        worlds_.front()->settle();
    }

    /// Takes up the worlds of a checkpoint; recorders begin where the checkpoint ended, which is a recorded week.
    void resume(World& founders) {
        Checkpoint checkpoint = keeper_.load(founders, results_);
        if (checkpoint.done) {
            outcome_.runs = std::move(checkpoint.runs);
            done_before_ = true;
            return;
        }
        branched_ = checkpoint.branched;
        cohort_ = std::move(checkpoint.cohort);
        for (std::size_t r = 0; r < checkpoint.worlds.size(); ++r) worlds_.push_back(simulation(std::move(checkpoint.worlds[r]), r, branched_));
        if (branched_) watch();
        if (options_.progress != nullptr) {
            const Week week = worlds_.front()->world().week;
            const auto lived = branched_ ? scenario_.burn_in_weeks + static_cast<int>(worlds_.size()) * (week - scenario_.burn_in_weeks) : week;
            options_.progress->done.fetch_add(static_cast<std::uint64_t>(lived), std::memory_order_relaxed);
        }
    }

    [[nodiscard]] std::unique_ptr<Simulation> simulation(World&& world, std::size_t regime, bool branched) const {
        const LeverPlan plan = branched ? plan_for(scenario_.regimes[regime], scenario_.place, scenario_.seed, scenario_.burn_in_weeks) : LeverPlan(scenario_.status_quo.levers);
        std::vector<Shock> shocks = scenario_.shocks;
        for (Shock& shock : shocks) shock.week += scenario_.burn_in_weeks;
        return std::make_unique<Simulation>(std::move(world), scenario_.parameters, plan, seed_, team_, std::move(shocks));
    }

    [[nodiscard]] bool stopped() {
        // A checkpoint falls on a recorded week, so that no interval is cut in two.
        if (stopping_ || (options_.stop_requested && options_.stop_requested())) stopping_ = true;
        if (stopping_ && at_recorded_week()) {
            outcome_.interrupted = true;
            keeper_.save(worlds_, branched_, cohort_, results_);
        }
        return outcome_.interrupted;
    }

    [[nodiscard]] bool at_recorded_week() const {
        const int week = worlds_.front()->world().week - scenario_.burn_in_weeks;
        return !branched_ || week % scenario_.record_every_weeks == 0;
    }

    /// Every regime takes over a copy of the same city; copies share their pages until they differ.
    void branch() {
        std::vector<std::unique_ptr<Simulation>> branches;
        World& parent = worlds_.front()->world();
        for (std::size_t r = 1; r < scenario_.regimes.size(); ++r) branches.push_back(simulation(parent.branch(), r, true));
        branches.insert(branches.begin(), simulation(std::move(parent), 0, true));
        worlds_ = std::move(branches);
        branched_ = true;
        cohort_ = Cohort(worlds_.front()->world(), worlds_.size());
        watch();
        for (auto& world : worlds_) world->begin();
    }

    void watch() {
        recorders_.clear();
        for (const auto& world : worlds_) recorders_.emplace_back(world->world(), scenario_.parameters);
    }

    void live_week(std::size_t regime) {
        Simulation& simulation = *worlds_[regime];
        simulation.live_week();
        if (options_.check_every_week) check_everything(simulation.world());
        outcome_.citizen_weeks += scenario_.place.population;
        if (options_.progress != nullptr) options_.progress->done.fetch_add(1, std::memory_order_relaxed);
        const int week = simulation.world().week - scenario_.burn_in_weeks;
        if (!branched_ || week <= 0 || week % scenario_.record_every_weeks != 0) return;
        check_everything(simulation.world());
        const Frame frame = recorders_[regime].record(simulation.world());
        const auto time = static_cast<std::size_t>(week / scenario_.record_every_weeks - 1);
        if (time >= results_.weeks.size()) return;
        for (std::size_t m = 0; m < frame.size(); ++m) {
            std::copy(frame[m].begin(), frame[m].end(), results_.values[m].begin() + static_cast<std::ptrdiff_t>(results_.index(m, regime, run_index(), time)));
        }
    }

    [[nodiscard]] std::size_t run_index() const { return static_cast<std::size_t>(number_.run); }

    /// The people who lived here when the regimes parted: who has gone, and at recorded weeks how they fare in each world.
    void follow_cohort() {
        for (std::size_t r = 0; r < worlds_.size(); ++r) cohort_.note_departures(r, worlds_[r]->world());
        const int week = worlds_.front()->world().week - scenario_.burn_in_weeks;
        const auto time = static_cast<std::size_t>(week / scenario_.record_every_weeks - 1);
        if (week <= 0 || week % scenario_.record_every_weeks != 0 || time >= results_.weeks.size()) return;
        const auto point = std::find(results_.cohort_weeks.begin(), results_.cohort_weeks.end(), week);
        const std::vector<PersonOutcome>& reference = recorders_.front().outcomes();
        for (std::size_t r = 1; r < worlds_.size(); ++r) {
            const std::vector<PersonOutcome>& other = recorders_[r].outcomes();
            results_.cohort_sums[results_.cohort_sum_index(r, run_index(), time)] = cohort_.sum(r, reference, other);
            if (point == results_.cohort_weeks.end()) continue;
            for (const CohortOutcome outcome : {CohortOutcome::utility, CohortOutcome::satisfaction}) {
                const std::vector<CohortCount> counts = cohort_.count(r, outcome, reference, other);
                std::copy(counts.begin(), counts.end(), &results_.cohort_counts[results_.cohort_count_index(r, run_index(), static_cast<std::size_t>(point - results_.cohort_weeks.begin()), outcome, 0)]);
            }
        }
    }

    void finish(double seconds) {
        for (std::size_t r = 0; r < scenario_.regimes.size(); ++r) {
            RunRecord record;
            record.regime = scenario_.regimes[r].name;
            record.run_id = run_id(scenario_, scenario_.regimes[r], number_.replicate, number_.draw);
            record.replicate = number_.replicate;
            record.draw = number_.draw;
            record.seed = seed_;
            record.wall_seconds = seconds / static_cast<double>(scenario_.regimes.size());
            if (branched_ && !outcome_.interrupted) record.digest = digest_text(digest(worlds_[r]->world()));
            record.status = outcome_.interrupted ? "interrupted" : "done";
            outcome_.runs.push_back(std::move(record));
        }
        if (!outcome_.interrupted) keeper_.save_done(outcome_.runs, results_);
        if (branched_ && !worlds_.empty()) {
            for (const BlockBytes& block : bytes_per_citizen(worlds_.back()->world())) {
                if (block.own > 0) outcome_.bytes.emplace_back(block.name, block.own);
                if (block.shared > 0) outcome_.bytes.emplace_back(block.name + " (shared)", block.shared);
            }
        }
    }

    const Scenario& scenario_;
    RunNumber number_;
    std::uint64_t seed_;
    Team& team_;
    const ExperimentOptions& options_;
    Results& results_;
    CheckpointKeeper keeper_;
    Week last_week_ = 0;
    bool branched_ = false;
    bool stopping_ = false;
    bool done_before_ = false;
    std::vector<std::unique_ptr<Simulation>> worlds_;
    std::vector<Recorder> recorders_;
    Cohort cohort_;
    ReplicateOutcome outcome_;
};

}  // namespace

ReplicateOutcome live_replicate(const Scenario& scenario, World& founders, const RunNumber& number, Team& team, const ExperimentOptions& options, Results& results) {
    return Replicate(scenario, founders, number, team, options, results).run();
}

}  // namespace topsoil
