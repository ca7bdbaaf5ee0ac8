#include "quiet_town.hpp"

using namespace topsoil;

namespace {

/// Leaving at one flat rate, filling by none: what a test adds, it adds alone.
ParameterSet flat(double leave, double fill, std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"workforce.leave_rate", leave}, {"workforce.fill_rate", fill}, {"workforce.wage_elasticity", 0}, {"workforce.morale_weight", 0}, {"workforce.job_factor_weight", 0},
                                               {"workforce.first_year", 0}, {"workforce.leave_mean_factor", 1}, {"workforce.fill_power", 0}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

int workers(const World& world) {
    return static_cast<int>(std::count_if(world.home_care.workers.begin(), world.home_care.workers.end(), [](const Worker& worker) { return worker.key != 0; }));
}

int open_rounds(const World& world) {
    return static_cast<int>(std::count_if(world.home_care.rounds.begin(), world.home_care.rounds.end(), [](const Round& round) { return round.used != 0 && round.worker == nobody; }));
}

/// Leavers in the first weeks of many lives of the same town; `arrange` sets the workers' circumstances, `factor` is what it should do.
template <class Arrange>
void compare_leavers(const ParameterSet& parameters, double yearly_rate, Arrange&& arrange) {
    Expected expected;
    double left = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        QuietTown town({"workforce"}, parameters, seed);
        World& world = town.world();
        for (int week = 0; week < 26; ++week) {
            arrange(world);
            for (int worker = 0; worker < workers(world); ++worker) expected.add(weekly_chance(yearly_rate));
            town.simulation().live_week();
        }
        left += static_cast<double>(town.total(Flow::workers_left));
    }
    require_count(left, expected);
}

const auto nothing = [](World&) {};

}  // namespace

TEST_CASE("Where nobody leaves and nobody is taken on, the staff stay as they are", "[workforce]") {
    QuietTown town({"workforce"}, flat(0, 0));
    const int before = workers(town.world());
    const int open_before = open_rounds(town.world());
    town.live(52);
    REQUIRE(before > 5);
    REQUIRE(workers(town.world()) == before);
    REQUIRE(open_rounds(town.world()) <= open_before);
}

TEST_CASE("Care workers leave at their yearly rate", "[workforce]") { compare_leavers(flat(0.6, 0.5), 0.6, nothing); }

TEST_CASE("In their first year workers leave more often by its factor", "[workforce]") {
    compare_leavers(flat(0.3, 0.5, {{"workforce.first_year", 1.0}}), 0.3 * std::exp(1.0), [](World& world) {
        for (Worker& worker : world.home_care.workers) worker.since = static_cast<std::int16_t>(world.week);
    });
}

TEST_CASE("Low morale makes workers leave, as far as it is a cause", "[workforce]") {
    compare_leavers(flat(0.3, 0.5, {{"workforce.morale_weight", 1.0}, {"workforce.morale_autonomy", 0}, {"workforce.morale_known", 0}, {"workforce.morale_changed", 0}, {"workforce.morale_overload", 0}}), 0.3 * std::exp(0.49),
                    [](World& world) {
                        for (Worker& worker : world.home_care.workers) worker.morale = 0;  // a week on it is 0.01
                    });
}

TEST_CASE("Each good feature of a job keeps workers by a factor of 0.842", "[workforce]") {
    compare_leavers(flat(1.2, 0.5, {{"workforce.job_factor_weight", 1.0}}), 1.2 * std::pow(0.842, 3), [](World& world) {
        for (Worker& worker : world.home_care.workers) worker.factors = 0b10101;
    });
}

TEST_CASE("Workers whose travel is paid leave less often, by the elasticity of the effective wage", "[workforce]") {
    const double basis = GENERATE(0.0, 1.0);
    // Twenty per cent of the time is travel: the hour is worth 12.40 x (0.8 + 0.2 x basis).
    const double effective = 12.40 * (0.8 + 0.2 * basis);
    compare_leavers(flat(0.5, 0.5, {{"workforce.wage_elasticity", 2.0}, {"workforce.wage", 12.40}, {"workforce.reference_wage", 11.03}}), 0.5 * std::pow(effective / 11.03, -2.0), [basis](World& world) {
        for (Provider& provider : world.home_care.providers) {
            provider.pay_basis = basis;
            provider.contact_minutes = 800;
            provider.paid_minutes = 1'000;
        }
    });
}

TEST_CASE("Every vacancy is filled at once where outsiders always come", "[workforce]") {
    QuietTown town({"workforce"}, flat(0.6, 10, {{"workforce.outside_share", 1}}));
    for (int week = 0; week < 26; ++week) {
        town.live();
        REQUIRE(open_rounds(town.world()) == 0);
        for (const std::uint16_t vacancies : town.world().home_care.vacancies) REQUIRE(vacancies == 0);
    }
    REQUIRE(town.total(Flow::workers_left) > 0);
}

TEST_CASE("Where only the town's own people come, each recruit is one of them and is known as a care worker", "[workforce]") {
    QuietTown town({"workforce"}, flat(0.6, 10, {{"workforce.outside_share", 0}, {"workforce.looking_rate", 0.29}}));
    const World& world = town.world();
    town.live(52);
    int recruited = 0;
    std::set<Key> employed;
    for (const Worker& worker : world.home_care.workers) {
        if (worker.key == 0) continue;
        if (worker.since > 0) {
            ++recruited;
            REQUIRE(worker.person != nobody);
        }
        if (worker.person != nobody) employed.insert(worker.key);
    }
    REQUIRE(recruited > 0);
    REQUIRE(employed == keys_of(world, [&](Slot s) { return world.people.has(s, role::care_worker); }));
}

TEST_CASE("Where nobody looks for care work and nobody comes from outside, vacancies stay open", "[workforce]") {
    QuietTown town({"workforce"}, flat(0.6, 10, {{"workforce.outside_share", 0}, {"workforce.looking_rate", 0}}));
    town.live(52);
    REQUIRE(town.total(Flow::workers_left) > 0);
    REQUIRE(workers(town.world()) == workers(settled_world()) - town.total(Flow::workers_left));
}

TEST_CASE("Morale settles at one half and what autonomy adds", "[workforce]") {
    const double autonomy = GENERATE(0.0, 1.0);
    QuietTown town({"workforce"}, flat(0, 0, {{"workforce.morale_autonomy", 0.2}, {"workforce.morale_known", 0}, {"workforce.morale_changed", 0.3}, {"workforce.morale_overload", 0.3}}));
    World& world = town.world();
    for (Provider& provider : world.home_care.providers) provider.autonomy = autonomy;
    for (Worker& worker : world.home_care.workers) {
        worker.morale = 0;
        worker.worked_minutes = 0;
        worker.changed = -30'000;
    }
    town.live(400);
    for (const Worker& worker : world.home_care.workers) {
        if (worker.key != 0) REQUIRE(as_share(worker.morale) == Approx(0.5 + 0.2 * autonomy).margin(0.005));
    }
}

TEST_CASE("A changed employer weighs on morale for half a year, overload as long as it lasts", "[workforce]") {
    const ParameterSet parameters = flat(0, 0, {{"workforce.morale_autonomy", 0}, {"workforce.morale_known", 0}, {"workforce.morale_changed", 0.3}, {"workforce.morale_overload", 0.1}});
    const auto mean_morale = [&](int changed, int worked, int weeks) {
        QuietTown town({"workforce"}, parameters);
        World& world = town.world();
        for (Worker& worker : world.home_care.workers) {
            worker.changed = static_cast<std::int16_t>(changed);
            worker.worked_minutes = worked;
            worker.morale = 32'768;
        }
        town.live(weeks);
        double sum = 0;
        for (const Worker& worker : world.home_care.workers) sum += worker.key != 0 ? as_share(worker.morale) : 0;
        return sum / workers(world);
    };
    const auto towards = [](double target, int weeks) { return target + (0.5 - target) * std::pow(0.98, weeks); };
    REQUIRE(mean_morale(-30'000, 0, 26) == Approx(0.5).margin(0.001));
    REQUIRE(mean_morale(0, 0, 26) == Approx(towards(0.2, 26)).margin(0.002));
    REQUIRE(mean_morale(-26, 0, 26) == Approx(0.5).margin(0.001));
    REQUIRE(mean_morale(-30'000, 30'000, 26) == Approx(towards(0.4, 26)).margin(0.002));
}

TEST_CASE("The weeks worked are counted, and joining less leaving is the change in staff", "[workforce]") {
    QuietTown town({"workforce"}, flat(0.6, 0.2));
    const int before = workers(town.world());
    const std::int64_t joined_before = town.total(Flow::workers_joined);
    std::int64_t weeks = 0;
    for (int week = 0; week < 52; ++week) {
        town.live();
        weeks += workers(town.world());
    }
    REQUIRE(town.total(Flow::worker_weeks) == weeks);
    REQUIRE(workers(town.world()) - before == town.total(Flow::workers_joined) - joined_before - town.total(Flow::workers_left));
}

TEST_CASE("Each worker has at most one round of their own, and stands in for others only", "[workforce]") {
    QuietTown town({"workforce"}, flat(0.6, 0.5));
    const World& world = town.world();
    for (int week = 0; week < 26; ++week) {
        town.live();
        std::set<std::uint32_t> busy;
        for (const Round& round : world.home_care.rounds) {
            if (round.used == 0 || round.worker == nobody) continue;
            REQUIRE(busy.insert(round.worker).second);
            REQUIRE(round.relief != round.worker);
            if (round.relief != nobody) REQUIRE(world.home_care.workers[round.relief].provider == round.provider);
        }
    }
}
