// Tests that catch a thumb on the scale and need the whole city to be heard above chance: `.ci/run fairness`.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "catch.hpp"
#include "experiment/experiment_help.hpp"

using namespace topsoil;

namespace {

/// A shipped scenario, so many replicates over three years after two of burn-in.
Scenario three_years_of(const std::string& name, int replicates) {
    return load_scenario(name, {{"replicates", std::to_string(replicates)}, {"burn_in_weeks", "104"}, {"weeks", "156"}, {"record_every_weeks", "13"}});
}

/// The primary outcomes over all the years, the second regime less the first.
std::vector<Difference> primary_differences(const Scenario& scenario) {
    std::vector<Difference> found;
    const Experiment experiment = run_experiment(scenario, with_threads(0));
    for (const Difference& line : paired_differences(experiment.results, scenario)) {
        if (line.primary && line.window == windows_of(scenario.weeks).back().first) found.push_back(line);
    }
    return found;
}

/// Contested effects as far as their range goes from nothing (+1), as far the other way (-1), or none of them (0). A chance or a spread that
/// cannot be less than nothing stays at nothing in both.
ParameterSet contested_at(int side) {
    ParameterSet parameters;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (!entry.spec.contested) continue;
        static const std::vector<std::string> one_way{"primary_care.professional_notice", "contracts.workers_leave", "learning.practice_spread", "monitoring.help_success", "citizenship.mobilisation_ceiling"};
        const double up = entry.spec.high - entry.spec.null_value;
        const double down = entry.spec.low - entry.spec.null_value;
        const bool turned = std::find(one_way.begin(), one_way.end(), entry.key()) == one_way.end();
        parameters.set(entry.key(), entry.spec.null_value + (turned ? side * (up >= -down ? up : down) : 0));
    }
    return parameters;
}

}  // namespace

TEST_CASE("With all contested effects turned round the answer of the city turns round, less what remains without them") {
    Scenario scenario = three_years_of("sheffield", 3);
    std::vector<std::vector<Difference>> by_side;
    for (const int side : {-1, 0, 1}) {
        scenario.parameters = contested_at(side);
        by_side.push_back(primary_differences(scenario));
    }
    for (std::size_t outcome = 0; outcome < by_side[1].size(); ++outcome) {
        const Difference& mirrored = by_side[0][outcome];
        const Difference& null = by_side[1][outcome];
        const Difference& with = by_side[2][outcome];
        const double effect = with.difference - null.difference;
        const double image = mirrored.difference - null.difference;
        // By chance alone either of the two would lie within this of nothing, nineteen times in twenty.
        const double chance = 2 * std::sqrt((std::max(with.chance_sd, mirrored.chance_sd) * std::max(with.chance_sd, mirrored.chance_sd) + null.chance_sd * null.chance_sd) / null.replicates);
        std::printf("%s: %.6g with, %.6g mirrored, chance %.6g; remains %.6g\n", with.measure.c_str(), effect, image, chance, null.difference);
        INFO(with.measure << ": " << effect << " with, " << image << " mirrored, chance " << chance << "; " << null.difference << " remains without");
        CHECK((effect * image <= 0 || std::min(std::abs(effect), std::abs(image)) <= chance));
    }
    REQUIRE(by_side[1].size() == 3);
}

TEST_CASE("Where firms bid sharply and audited costs creep the city lacks fewer hours under tendering, where they bid as they like, under stewardship") {
    for (const auto& [name, sign] : {std::pair{"sheffield-sharp-bids", 1}, std::pair{"sheffield-easy-bids", -1}}) {
        const auto lines = primary_differences(three_years_of(name, 3));
        const auto unmet = std::find_if(lines.begin(), lines.end(), [](const Difference& line) { return line.measure == "unmet_hours"; });
        REQUIRE(unmet != lines.end());
        std::printf("%s: %.6g, from %.6g to %.6g\n", name, unmet->difference, unmet->smallest, unmet->largest);
        INFO(name << ": " << unmet->difference << ", from " << unmet->smallest << " to " << unmet->largest);
        CHECK(sign * unmet->smallest > 0);  // in each of the replicates
        CHECK(sign * unmet->largest > 0);
    }
}
