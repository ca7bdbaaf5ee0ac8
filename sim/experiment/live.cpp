#include "topsoil/live.hpp"

#include <algorithm>
#include <limits>

#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "engine/parameters.hpp"
#include "experiment/live_inside.hpp"
#include "experiment/pooling.hpp"
#include "experiment/rollout_plan.hpp"
#include "experiment/run_id.hpp"
#include "world/make_city.hpp"

namespace topsoil {

namespace {

InputError refusal(const std::string& value, const std::string& reason, const std::string& remedy) {
    return InputError(Diagnostic{"decision", 0, 0, value, reason, remedy});
}

/// Index of a regime of the scenario; their number if it is none of them.
std::size_t regime_called(const Scenario& scenario, const std::string& name) {
    const auto& all = scenario.regimes;
    return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), [&](const Regime& regime) { return regime.name == name; }) - all.begin());
}

std::vector<double> pooled(const Frame& frame) {
    std::vector<double> city;
    for (std::size_t m = 0; m < frame.size(); ++m) {
        const MeasureSpec& spec = measure_catalogue()[m];
        const auto weight = [&]() -> const std::vector<double>* {
            if (spec.pooling == Pooling::sum) return nullptr;
            return &frame[measure_index(spec.pooling == Pooling::population_mean ? std::string_view("population") : spec.weight)];
        };
        city.push_back(spec.axis != MeasureAxis::neighbourhood ? std::numeric_limits<double>::quiet_NaN() : pool(frame[m], weight()));
    }
    return city;
}

std::shared_ptr<const LiveWorldFrame> look_at(const LiveWorld& live, Recorder& since, const Scenario& scenario, bool burning_in) {
    auto seen = std::make_shared<LiveWorldFrame>();
    const World& world = live.simulation->world();
    const Frame frame = since.record(world);
    seen->city = pooled(frame);
    for (const auto& values : frame) seen->values.emplace_back(values.begin(), values.end());
    const std::size_t places = world.city->neighbourhoods.size();
    const LeverPlan& plan = live.simulation->plan();
    for (std::size_t n = 0; n < places; ++n) {
        seen->regime_of.push_back(static_cast<std::uint8_t>(burning_in ? scenario.regimes.size() : live.regimes[plan.arm(n, world.week)]));
        seen->residents.push_back(static_cast<std::uint32_t>(frame[measure_index("population")][n]));
    }
    for (const Regime& regime : scenario.regimes) seen->levers.push_back(regime.levers);
    for (std::size_t arm = 0; arm < live.regimes.size(); ++arm) {
        if (live.regimes[arm] < seen->levers.size()) seen->levers[live.regimes[arm]] = plan.arms[arm];
    }
    return seen;
}

}  // namespace

std::unique_ptr<Simulation> make_live_simulation(const Scenario& scenario, World&& world, const LeverPlan& plan, std::uint64_t seed, Team& team) {
    std::vector<Shock> shocks = scenario.shocks;
    for (Shock& shock : shocks) shock.week += scenario.burn_in_weeks;
    return std::make_unique<Simulation>(std::move(world), scenario.parameters, plan, seed, team, std::move(shocks));
}

LastRecord record_of(const World& world) { return {world.week, world.flows, world.ledger}; }

LiveCity::LiveCity(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
LiveCity::~LiveCity() = default;
LiveCity::LiveCity(LiveCity&&) noexcept = default;
LiveCity& LiveCity::operator=(LiveCity&&) noexcept = default;

LiveCity::LiveCity(const Scenario& scenario, int threads, int replicate) : inside_(std::make_unique<Inside>()) {
    Inside& in = *inside_;
    in.scenario = scenario;
    in.replicate = replicate;
    in.seed = replicate_seed(scenario.seed, replicate);
    in.teams = std::make_unique<LiveTeams>(threads > 0 ? threads : Team::available_threads());
    World founders = make_city(scenario.place, scenario.seed, view_of(scenario.parameters, "city"), in.teams->all());
    LiveWorld only;
    only.simulation = make_live_simulation(in.scenario, std::move(founders), in.scenario.status_quo.levers, in.seed, in.teams->all());
    only.simulation->settle();
    only.regimes = {0};
    only.last = record_of(only.simulation->world());
    in.worlds.push_back(std::move(only));
    auto first = std::make_shared<LiveFrame>();
    first->week = week();
    first->interval = 0;
    Recorder now(in.world(0), in.scenario.parameters);
    first->world[0] = first->world[1] = look_at(in.worlds[0], now, in.scenario, true);
    in.frame = first;
    if (week() >= 0) branch(in);
}

int LiveCity::week() const { return inside_->world(0).week - inside_->scenario.burn_in_weeks; }
bool LiveCity::burning_in() const { return inside_->burning_in(); }
std::shared_ptr<const LiveFrame> LiveCity::frame() const { return inside_->frame; }

/// Both regimes take over a copy of the same city, as an experiment branches.
void LiveCity::branch(Inside& in) {
    LiveWorld first = std::move(in.worlds.front());
    World parent = std::move(first.simulation->world());
    in.parting = std::make_shared<Parting>(Parting{parent.branch(), identity(in.scenario, in.replicate)});
    in.worlds.clear();
    for (std::size_t w = 0; w < live_worlds; ++w) {
        LiveWorld one;
        const std::size_t regime = std::min(w, in.scenario.regimes.size() - 1);
        World mine = w + 1 < live_worlds ? parent.branch() : std::move(parent);
        const Regime& rules = in.scenario.regimes[regime];
        const LeverPlan plan = plan_for(rules, in.scenario.place, in.scenario.seed, in.scenario.burn_in_weeks);
        one.simulation = make_live_simulation(in.scenario, std::move(mine), plan, in.seed, in.teams->of_world(w));
        one.regimes = {regime};
        if (plan.arms.size() > 1) one.regimes.insert(one.regimes.begin(), regime_called(in.scenario, rules.rollout.before));
        one.last = record_of(one.simulation->world());
        one.simulation->begin();
        in.worlds.push_back(std::move(one));
    }
}

std::shared_ptr<const LiveFrame> LiveCity::step() {
    Inside& in = *inside_;
    const bool burning = burning_in();
    in.parting.reset();
    const int every = in.scenario.record_every_weeks;
    const int weeks = burning ? std::min(every, -week()) : every;
    auto next = std::make_shared<LiveFrame>();
    in.teams->all().for_shards(in.worlds.size(), [&](std::size_t w) {
        LiveWorld& world = in.worlds[w];
        world.last = record_of(world.simulation->world());
        if (world.recorder) world.recorder->begin(world.simulation->world());
        else world.recorder = std::make_unique<Recorder>(world.simulation->world(), in.scenario.parameters);
        for (int lived = 0; lived < weeks; ++lived) world.simulation->live_week();
        check_everything(world.simulation->world());
        next->world[w] = look_at(world, *world.recorder, in.scenario, burning);
    });
    if (burning) next->world[1] = next->world[0];
    next->week = week();
    next->interval = weeks;
    next->burning_in = burning;
    if (burning && week() >= 0) branch(in);
    in.frame = next;
    return next;
}

void LiveCity::step_again(std::shared_ptr<const LiveFrame> lived) {
    if (burning_in()) throw RunError("no step of the burn-in can be lived again: it is kept as a whole");
    Inside& in = *inside_;
    in.parting.reset();
    in.teams->all().for_shards(in.worlds.size(), [&](std::size_t w) {
        in.worlds[w].last = record_of(in.worlds[w].simulation->world());
        for (int weeks = 0; weeks < in.scenario.record_every_weeks; ++weeks) in.worlds[w].simulation->live_week();
    });
    in.frame = std::move(lived);
}

std::array<std::string, live_worlds> LiveCity::digests() const {
    std::array<std::string, live_worlds> found;
    for (std::size_t w = 0; w < live_worlds; ++w) found[w] = digest_text(digest(inside_->world(w)));
    return found;
}

// --- decisions ---------------------------------------------------------------------------------------------------------------------

namespace {

std::size_t regime_index(const Scenario& scenario, const std::string& name) {
    const std::size_t found = regime_called(scenario, name);
    if (found == scenario.regimes.size()) throw refusal(name, "the scenario has no such regime", "Name one of its regimes.");
    return found;
}

std::size_t place_index(const Scenario& scenario, const std::string& id) {
    const auto& all = scenario.place.neighbourhoods;
    const auto found = std::find_if(all.begin(), all.end(), [&](const NeighbourhoodRow& row) { return row.id == id; });
    if (found == all.end()) throw refusal(id, "the place has no neighbourhood of this id", "See neighbourhoods.csv of the place.");
    return static_cast<std::size_t>(found - all.begin());
}

void set_levers(LeverPlan& plan, const std::vector<std::pair<Lever, double>>& levers) {
    for (const auto& [lever, value] : levers) {
        const LeverSpec& spec = lever_catalogue()[static_cast<std::size_t>(lever)];
        if (!(value >= spec.low && value <= spec.high)) throw refusal(std::string(spec.name), "the value lies outside what the lever can be", "Choose a value inside its range.");
        for (LeverVector& arm : plan.arms) arm.change(lever, value);
    }
}

/// Which regime each neighbourhood lives under or is to come under, and what the levers of each are by now; made into a plan with an arm
/// for each. Levers that must be the same everywhere stay as the regime in use before has them.
class Assignment {
public:
    Assignment(const Scenario& scenario, const LiveWorld& world) : scenario_(scenario) {
        const LeverPlan& plan = world.simulation->plan();
        const int week = world.simulation->world().week;
        for (std::size_t n = 0; n < scenario.place.neighbourhoods.size(); ++n) {
            const bool to_come = !plan.starts.empty() && plan.starts[n] > week && plan.starts[n] != never;
            before_.push_back(world.regimes[plan.arm(n, week)]);
            after_.push_back(to_come ? world.regimes[plan.after[n]] : before_.back());
            starts_.push_back(to_come ? plan.starts[n] : never);
        }
        for (std::size_t arm = 0; arm < plan.arms.size(); ++arm) levers_.emplace_back(world.regimes[arm], plan.arms[arm]);
    }
    /// From now on and for good, whatever had been planned.
    void hand_over(std::size_t neighbourhood, std::size_t regime) {
        before_[neighbourhood] = after_[neighbourhood] = regime;
        starts_[neighbourhood] = never;
    }

    /// Regimes in use, those in use before first, in their order.
    [[nodiscard]] std::vector<std::size_t> regimes() const {
        std::vector<std::size_t> used;
        const auto is_in = [](const std::vector<std::size_t>& all, std::size_t regime) { return std::find(all.begin(), all.end(), regime) != all.end(); };
        for (const auto& [regime, levers] : levers_) {
            if (is_in(before_, regime) || is_in(after_, regime)) used.push_back(regime);
        }
        for (const std::size_t regime : before_) {
            if (!is_in(used, regime)) used.push_back(regime);
        }
        return used;
    }
    [[nodiscard]] LeverPlan plan() const {
        const auto used = regimes();
        LeverPlan plan(levers_of(used[0]));
        if (used.size() == 1) return plan;
        for (std::size_t arm = 1; arm < used.size(); ++arm) {
            plan.arms.push_back(levers_of(used[arm]));
            for (const LeverSpec& spec : lever_catalogue()) {
                if (spec.everywhere) plan.arms[arm][spec.lever] = plan.arms[0][spec.lever];
            }
        }
        const auto arm_of = [&](std::size_t regime) { return static_cast<std::uint8_t>(std::find(used.begin(), used.end(), regime) - used.begin()); };
        plan.starts = starts_;
        for (const std::size_t regime : before_) plan.before.push_back(arm_of(regime));
        for (const std::size_t regime : after_) plan.after.push_back(arm_of(regime));
        return plan;
    }

private:
    static constexpr int never = std::numeric_limits<int>::max();

    [[nodiscard]] LeverVector levers_of(std::size_t regime) const {
        for (const auto& [known, levers] : levers_) {
            if (known == regime) return levers;
        }
        return scenario_.regimes[regime].levers;
    }
    const Scenario& scenario_;
    std::vector<std::size_t> before_, after_;  ///< by neighbourhood: regime
    std::vector<int> starts_;
    std::vector<std::pair<std::size_t, LeverVector>> levers_;
};

}  // namespace

void LiveCity::act(const LiveAction& action) {
    Inside& in = *inside_;
    if (burning_in()) throw refusal("week " + std::to_string(action.week), "the two worlds have not parted yet", "Wait for the end of the burn-in.");
    if (action.world >= live_worlds) throw refusal(std::to_string(action.world), "there are two worlds", "Choose the first or the second.");
    LiveWorld& world = in.worlds[action.world];
    LeverPlan plan = world.simulation->plan();
    std::vector<std::size_t> regimes = world.regimes;
    if (!action.regime.empty()) {
        const std::size_t regime = regime_index(in.scenario, action.regime);
        if (action.neighbourhoods.empty()) {
            plan = LeverPlan(in.scenario.regimes[regime].levers);
            regimes = {regime};
        } else {
            Assignment assignment(in.scenario, world);
            for (const std::string& id : action.neighbourhoods) assignment.hand_over(place_index(in.scenario, id), regime);
            regimes = assignment.regimes();
            plan = assignment.plan();
        }
    } else if (!action.neighbourhoods.empty()) {
        throw refusal(action.neighbourhoods.front(), "neighbourhoods are handed over, but not to whom", "Name a regime.");
    }
    set_levers(plan, action.levers);
    if (plan == world.simulation->plan()) return;
    world.regimes = std::move(regimes);
    world.simulation->change_plan(plan);
}

void act_if_due(LiveCity& city, const std::vector<LiveAction>& actions) {
    if (city.burning_in()) return;
    for (const LiveAction& action : actions) {
        if (action.week == city.week()) city.act(action);
    }
}

void live_until(LiveCity& city, const std::vector<LiveAction>& actions, int week) {
    while (city.week() < week || city.burning_in()) {
        act_if_due(city, actions);
        city.step();
    }
}

// --- snapshots ---------------------------------------------------------------------------------------------------------------------

std::shared_ptr<LiveCity::Snapshot> LiveCity::snapshot() {
    auto taken = std::make_shared<Snapshot>();
    taken->week = week();
    taken->frame = inside_->frame;
    for (LiveWorld& world : inside_->worlds) taken->worlds.push_back({world.simulation->world().branch(), world.simulation->plan(), world.regimes, world.last});
    return taken;
}

namespace {

void take_up(std::vector<LiveWorld>& worlds, LiveCity::Snapshot& snapshot, const Scenario& scenario, std::uint64_t seed, LiveTeams& teams);

}  // namespace

void LiveCity::restore(Snapshot& snapshot) {
    take_up(inside_->worlds, snapshot, inside_->scenario, inside_->seed, *inside_->teams);
    inside_->frame = snapshot.frame;
}

LiveCity LiveCity::copy_of(Snapshot& snapshot, int threads) const {
    auto other = std::make_unique<Inside>();
    other->scenario = inside_->scenario;
    other->replicate = inside_->replicate;
    other->seed = inside_->seed;
    other->teams = std::make_unique<LiveTeams>(threads > 0 ? threads : 1);
    take_up(other->worlds, snapshot, other->scenario, other->seed, *other->teams);
    other->frame = snapshot.frame;
    return LiveCity(std::move(other));
}

int LiveCity::week_of(const Snapshot& snapshot) { return snapshot.week; }

namespace {

void take_up(std::vector<LiveWorld>& worlds, LiveCity::Snapshot& snapshot, const Scenario& scenario, std::uint64_t seed, LiveTeams& teams) {
    worlds.clear();
    for (auto& held : snapshot.worlds) {
        LiveWorld world;
        Team& team = snapshot.worlds.size() == 1 ? teams.all() : teams.of_world(worlds.size());
        world.simulation = make_live_simulation(scenario, held.world.branch(), held.plan, seed, team);
        world.regimes = held.regimes;
        world.last = held.last;
        worlds.push_back(std::move(world));
    }
}

}  // namespace

std::size_t LiveCity::snapshot_bytes() const {
    // What a world of its own comes to after some years, measured by `topsoil run`.
    constexpr std::size_t bytes_per_citizen = 130;
    return live_worlds * bytes_per_citizen * static_cast<std::size_t>(std::max(1, inside_->scenario.place.population));
}

}  // namespace topsoil
