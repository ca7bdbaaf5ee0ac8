// Practices: found, judged through noise, kept or dropped, learnt from each other.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"
#include "commissioning/practices.hpp"

using namespace topsoil;

namespace {

ParameterSet learning(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters;
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

LeverVector open_to(double others) {
    LeverVector levers = shipped_levers("tendered");
    levers[Lever::learning] = others;
    return levers;
}

PracticeRule rule_of(const ParameterSet& parameters) { return {view_of(parameters, "learning"), ""}; }

/// Only learning, for some weeks.
void learn(Town& town, int weeks) {
    const auto part = town.part("learning");
    for (int week = 0; week < weeks; ++week) {
        Living living = town.living_in(town.world(), week, town.seed);
        part->live_week(living);
    }
}

int practices_of(const Provider& provider) {
    int count = 0;
    for (std::uint64_t bits = provider.practices; bits != 0; bits &= bits - 1) ++count;
    return count;
}

}  // namespace

TEST_CASE("Where nobody tries anything no provider changes and nothing is paid") {
    Town town(changed_town(4), learning({{"learning.practice_rate", 0}}), open_to(1));
    const std::uint64_t before = digest(town.world());
    learn(town, 60);
    CHECK(digest(town.world()) == before);
}

TEST_CASE("Providers of any kind try practices at the same rate, and pay twenty hours of each worker for it, kept or not") {
    Town town(changed_town(30), learning({{"learning.practice_rate", 1}, {"learning.practice_noise", 0}}), open_to(0));
    World& world = town.world();
    const auto workers = workers_by_provider(world.home_care);
    std::int64_t staff = 0;
    for (const std::int64_t count : workers) staff += count;
    const Pence hour_of_all = world.ledger.total(Account::training);
    learn(town, 104);
    CHECK(hour_of_all == 0);
    // 30 providers, once a year, two years; some of what is tried was kept before and is not tried again.
    const double tries = static_cast<double>(world.flows.total(Flow::learning_minutes)) / (20.0 * 60 * static_cast<double>(staff) / 30);
    CHECK(tries == Approx(60).margin(25));
    CHECK(world.ledger.total(Account::training) * 60 * 1'000 / world.flows.total(Flow::learning_minutes) == Approx(static_cast<double>(1240 * 1.345 * 1'000)).epsilon(0.001));
    CHECK(world.ledger.sum() == 0);
    Pence reserves = 0;
    for (const Provider& provider : world.home_care.providers) reserves += provider.reserves;
    CHECK(reserves == world.ledger.total(Account::provider_reserves));
}

TEST_CASE("Practices are as often bad as good, those who see clearly keep only good ones, those who see nothing keep half of either") {
    Town town(changed_town(4), learning(), open_to(0));
    const ParameterSet clear = learning({{"learning.practice_noise", 0}});
    const ParameterSet blind = learning({{"learning.practice_noise", 100}});
    int good = 0, kept_clear = 0, kept_blind = 0, bad_blind = 0, trials = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Living other = town.living_in(town.world(), 3, seed);
        for (std::uint32_t practice = 0; practice < PracticeRule::practices; ++practice) {
            const bool better = rule_of(clear).effect(seed, practice) < 0;
            good += better ? 1 : 0;
            ++trials;
            const bool clearly = rule_of(clear).looks_good(other, practice, 77);
            CHECK(clearly == better);
            kept_clear += clearly ? 1 : 0;
            const bool blindly = rule_of(blind).looks_good(other, practice, 77);
            kept_blind += blindly ? 1 : 0;
            bad_blind += blindly && !better ? 1 : 0;
        }
    }
    CHECK(good == Approx(trials / 2.0).margin(70));
    CHECK(kept_clear == good);
    CHECK(kept_blind == Approx(trials / 2.0).margin(70));
    CHECK(bad_blind == Approx(trials / 4.0).margin(60));
}

TEST_CASE("A practice kept moves one of three costs by its own true effect and nothing else of the provider") {
    const ParameterSet parameters = learning({{"learning.practice_noise", 0}});
    Town town(changed_town(4), parameters, open_to(0));
    const PracticeRule rule = rule_of(parameters);
    Living living = town.living();
    for (std::uint32_t practice = 0; practice < 12; ++practice) {
        Provider before = town.world().home_care.providers[1];
        rule.try_out(living, 1, practice, 10);
        Provider after = town.world().home_care.providers[1];
        const double effect = rule.effect(town.seed, practice);
        if (effect >= 0) {
            CHECK(after.practices == before.practices);
            continue;
        }
        CHECK(after.practice_overhead == (practice % 3 == 0 ? before.practice_overhead * (1 + effect) : before.practice_overhead));
        CHECK(after.practice_supplies == (practice % 3 == 1 ? before.practice_supplies * (1 + effect) : before.practice_supplies));
        CHECK(after.practice_leaving == (practice % 3 == 2 ? before.practice_leaving * (1 + effect) : before.practice_leaving));
        CHECK(after.quality == before.quality);
        CHECK(after.fee_per_hour == before.fee_per_hour);
    }
}

TEST_CASE("With effects at none a practice costs its hours and does nothing") {
    Town town(changed_town(10), learning({{"learning.practice_spread", 0}, {"learning.practice_rate", 2}}), open_to(1));
    learn(town, 104);
    int kept = 0;
    for (const Provider& provider : town.world().home_care.providers) {
        kept += practices_of(provider);
        CHECK(provider.practice_overhead == 1);
        CHECK(provider.practice_supplies == 1);
        CHECK(provider.practice_leaving == 1);
    }
    CHECK(kept > 10);
    CHECK(town.world().ledger.total(Account::training) > 0);
}

TEST_CASE("What providers know spreads faster where they are open to each other, in proportion to how open") {
    const auto kept = [](double open) {
        double sum = 0;
        for (std::uint64_t luck = 1; luck <= 6; ++luck) {
            Town town(changed_town(20), learning({{"learning.practice_spreads", 1}}), open_to(open), 1, luck);
            learn(town, 300);
            for (const Provider& provider : town.world().home_care.providers) sum += practices_of(provider);
        }
        return sum;
    };
    const double closed = kept(0);
    const double half = kept(0.5);
    const double open = kept(1);
    INFO(closed << " " << half << " " << open);
    CHECK(half > closed * 1.3);
    CHECK(open > half * 1.1);
}

TEST_CASE("A re-tender asks its winners for what the last holders knew, where it looks good, and they pay to learn it") {
    const ParameterSet parameters = learning({{"learning.practice_noise", 0}});
    Town town(changed_town(4), parameters, open_to(0));
    const PracticeRule rule = rule_of(parameters);
    Living living = town.living();
    auto& providers = town.world().home_care.providers;
    providers[0].practices = ~std::uint64_t{0} >> 4;  // all sixty
    rule.specify(living, {0}, {2});
    for (std::uint32_t practice = 0; practice < PracticeRule::practices; ++practice) {
        CHECK((providers[2].practices >> practice & 1) == (rule.effect(town.seed, practice) < 0 ? 1U : 0U));
    }
    CHECK(town.world().ledger.total(Account::training) > 0);
    CHECK(providers[1].practices == 0);
}
