// Shocks: what they do to a week, and what they do to a town.
#include "engine/conditions.hpp"

#include "catch.hpp"
#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "state/conditions.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

double factor(const std::vector<Shock>& shocks, Week week, Condition condition) { return factor_of(conditions_in(shocks, week), condition); }

/// A town under tendering that lives through these shocks; its digest, and its world for whoever wants to look.
std::unique_ptr<Simulation> lived(SmallTown& town, const std::vector<Shock>& shocks, int weeks) {
    auto other = std::make_unique<Simulation>(town.world().branch(), ParameterSet{}, shipped_levers("tendered"), test_seed, town.team(), shocks);
    other->begin();
    for (int week = 0; week < weeks; ++week) {
        other->live_week();
        check_everything(other->world());
    }
    return other;
}

}  // namespace

TEST_CASE("Every kind of shock has a name, a usual size within its range and a meaning") {
    REQUIRE(shock_catalogue().size() == static_cast<std::size_t>(ShockKind::count_));
    for (std::size_t i = 0; i < shock_catalogue().size(); ++i) {
        const ShockSpec& spec = shock_catalogue()[i];
        INFO(spec.name);
        CHECK(static_cast<std::size_t>(spec.kind) == i);
        CHECK((0 < spec.size && spec.size <= spec.largest));
        CHECK(spec.weeks > 0);
        CHECK(spec.meaning.size() > 10);
    }
}

TEST_CASE("A week without shocks is an ordinary week, a shock of no size changes none") {
    CHECK(conditions_in({}, 5) == ordinary_week());
    for (const ShockSpec& spec : shock_catalogue()) CHECK(conditions_in({{spec.kind, 0, 10, 0}}, 5) == ordinary_week());
}

TEST_CASE("A cold winter of a quarter lasts its weeks: a quarter more admissions, a quarter more workers away") {
    const std::vector<Shock> winter{{ShockKind::cold_winter, 20, 10, 0.25}};
    for (const Week week : {0, 19, 30, 100}) CHECK(conditions_in(winter, week) == ordinary_week());
    for (const Week week : {20, 25, 29}) {
        CHECK(factor(winter, week, Condition::admissions) == 1.25);
        CHECK(factor(winter, week, Condition::workers_away) == 1.25);
        CHECK(factor(winter, week, Condition::hiring) == 1);
    }
}

TEST_CASE("Shocks that fall together multiply, providers fail in the first week alone") {
    const std::vector<Shock> both{{ShockKind::cold_winter, 0, 10, 0.2}, {ShockKind::pandemic, 0, 10, 0.5}, {ShockKind::provider_fails, 3, 5, 0.1}};
    CHECK(factor(both, 2, Condition::workers_away) == Approx(1.2 * 1.5));
    CHECK(factor(both, 2, Condition::meetings) == Approx(0.5));
    CHECK(factor(both, 3, Condition::providers_fail) == Approx(0.1));
    CHECK(factor(both, 4, Condition::providers_fail) == 0);
}

TEST_CASE("Before a shock and without one a town lives the same weeks") {
    SmallTown town;
    town.live(4);
    const auto quiet = lived(town, {}, 10);
    const auto later = lived(town, {{ShockKind::pandemic, 14, 10, 1}, {ShockKind::provider_fails, 14, 1, 0.5}}, 10);
    CHECK(digest(quiet->world()) == digest(later->world()));
}

TEST_CASE("Each shock does to a town what it says") {
    SmallTown town;
    town.live(4);
    const auto total = [](const Simulation& one, Flow flow) { return one.world().flows.total(flow); };
    const auto quiet = lived(town, {}, 30);
    const auto winter = lived(town, {{ShockKind::cold_winter, 4, 30, 0.45}}, 30);
    CHECK(total(*winter, Flow::emergency_admissions) > total(*quiet, Flow::emergency_admissions));
    CHECK(total(*winter, Flow::missed_minutes) > total(*quiet, Flow::missed_minutes));
    const auto pandemic = lived(town, {{ShockKind::pandemic, 4, 30, 1}}, 30);
    CHECK(total(*pandemic, Flow::volunteer_minutes) - total(*quiet, Flow::volunteer_minutes) < 0);
    CHECK(total(*pandemic, Flow::volunteer_minutes) == town.world().flows.total(Flow::volunteer_minutes));
    const auto shortage = lived(town, {{ShockKind::labour_shortage, 4, 30, 1}}, 30);
    CHECK(total(*shortage, Flow::workers_joined) == town.world().flows.total(Flow::workers_joined));
    const auto failure = lived(town, {{ShockKind::provider_fails, 6, 1, 0.1}}, 30);
    CHECK(total(*failure, Flow::provider_changes) > total(*quiet, Flow::provider_changes));
}
