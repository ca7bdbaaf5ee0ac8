// A test that catches a thumb on the scale: what is fitted is fitted to the status quo, with gardening out of reach, and stays as it is
// whatever is compared. In the years to which start values are balanced no lever, price or chance that only a gardened neighbourhood knows
// can be felt, so that nobody could fit to them if they tried.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"
#include "io/manifest.hpp"
#include "topsoil/experiment.hpp"

using namespace topsoil;

namespace {

/// What only a gardened neighbourhood knows: reviews, units of its own, desks, rooms, assemblies, help for poor teams, budgets, learning.
const std::vector<std::string> gardening_only{
    "reviews.answers_by_fifth", "reviews.response",       "reviews.review_cost",    "reviews.open_book_margin", "reviews.cost_creep",           "arrangements.desk_cost",
    "arrangements.room_cost",   "arrangements.assembly_cost", "monitoring.help_cost", "monitoring.help_success",  "monitoring.help_effect",       "monitoring.help_weeks",
    "monitoring.replace_weeks", "learning.practice_spreads", "contracts.team_fixed", "contracts.team_variable",   "contracts.coordination",       "assemblies.seats",
    "assemblies.seat_middle_aged", "assemblies.seat_settled", "assistants.broker_cost", "groups.found_elasticity", "groups.place_hosts",           "groups.ends_with_place",
    "finding_help.desk_saves",  "finding_help.overflow_loss", "workforce.morale_autonomy", "contracts.extension_quality"};

/// The end of its range that is farther from where a parameter stands.
ParameterSet moved(const std::vector<std::string>& keys) {
    ParameterSet parameters;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (std::find(keys.begin(), keys.end(), entry.key()) == keys.end()) continue;
        const bool up = entry.spec.high - entry.spec.value >= entry.spec.value - entry.spec.low;
        parameters.set(entry.key(), up ? entry.spec.high : entry.spec.low);
    }
    return parameters;
}

std::uint64_t after_burn_in(const std::string& status_quo, const ParameterSet& parameters) {
    Town town(shipped_levers(status_quo), parameters);
    town.live(104);
    return digest(town.world());
}

}  // namespace

TEST_CASE("In the years to which start values are balanced nothing can be felt of what only gardening knows") {
    const ParameterSet other = moved(gardening_only);
    int moved_parameters = 0;
    for (std::size_t i = 0; i < other.values().size(); ++i) moved_parameters += other.values()[i] != ParameterSet().values()[i] ? 1 : 0;
    CHECK(moved_parameters == static_cast<int>(gardening_only.size()));
    CHECK(after_burn_in("tendered", {}) == after_burn_in("tendered", other));
    CHECK(after_burn_in("gardening", {}) != after_burn_in("gardening", other));
}

TEST_CASE("Nothing that is contested was fitted, and nothing that was fitted is known to gardening alone") {
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.spec.grade != Grade::calibrated) continue;
        INFO(entry.key());
        CHECK_FALSE(entry.spec.contested);
        CHECK(std::find(gardening_only.begin(), gardening_only.end(), entry.key()) == gardening_only.end());
    }
}

TEST_CASE("Every shipped comparison starts from the status quo, but for the one that asks what else it might start from") {
    for (const std::string& name : shipped_scenarios()) {
        INFO(name);
        const Scenario scenario = load_scenario(name);
        CHECK(scenario.status_quo.levers == shipped_levers(name == "sheffield-swap" ? "gardening" : "tendered"));
    }
}

TEST_CASE("The hash of what was fitted is one for all columns, draws and regimes, and another as soon as any fitted value is") {
    const std::uint64_t fitted = fitted_hash(ParameterSet());
    for (const ContestedColumn column : {ContestedColumn::null, ContestedColumn::tendering}) {
        ParameterSet parameters;
        set_contested(parameters, column);
        CHECK(fitted_hash(parameters) == fitted);
        CHECK(parameter_hash(parameters) != parameter_hash(ParameterSet()));
    }
    Scenario scenario = load_scenario("small-town");
    scenario.draws = 3;
    CHECK(fitted_hash(drawn_parameters(scenario, 2)) == fitted);
    for (const std::string& name : shipped_scenarios()) {
        INFO(name);
        CHECK(fitted_hash(load_scenario(name).parameters) == fitted);
    }
    int values = 0;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.spec.grade != Grade::calibrated) continue;
        ParameterSet parameters;
        parameters.set(entry.key(), entry.spec.value + 0.125);
        INFO(entry.key());
        CHECK(fitted_hash(parameters) != fitted);
        ++values;
    }
    CHECK(values > 40);
}
