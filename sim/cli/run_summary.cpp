#include "cli/run_summary.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/comparison_table.hpp"
#include "cli/printing.hpp"
#include "experiment/pooling.hpp"
#include "topsoil/version.hpp"

namespace topsoil::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Mean over the replicates that have a value.
double mean_city_value(const Results& results, std::size_t measure, std::size_t time) {
    double sum = 0;
    int count = 0;
    for (int run = 0; run < results.runs_of_regime(); ++run) {
        const double value = city_value(results, measure, 0, static_cast<std::size_t>(run), time);
        if (!std::isfinite(value)) continue;
        sum += value;
        ++count;
    }
    return count > 0 ? sum / count : std::nan("");
}

std::string runs_table(const Results& results) {
    std::string out = left("replicate", 11) + left("run", 20) + left("digest", 20) + right("seconds", 8) + "  status\n";
    for (const RunRecord& run : results.runs) {
        out += left(std::to_string(run.replicate), 11) + left(run.run_id, 20) + left(run.digest, 20) +
               right(fmt::format("{:.1f}", run.wall_seconds), 8) + "  " + run.status + "\n";
    }
    return out;
}

std::string values_table(const Results& results) {
    constexpr std::size_t label_width = 70;
    std::string out = left("City values, mean over replicates", label_width) +
                      right(fmt::format("week {}", results.weeks.front()), 15) +
                      right(fmt::format("week {}", results.weeks.back()), 15) + "\n";
    for (std::size_t measure = 0; measure < measure_catalogue().size(); ++measure) {
        const double first = mean_city_value(results, measure, 0);
        const double last = mean_city_value(results, measure, results.weeks.size() - 1);
        if (!std::isfinite(first) && !std::isfinite(last)) continue;
        const MeasureSpec& spec = measure_catalogue()[measure];
        const RowStyle style({first, last}, {});
        const std::string unit = spec.unit == "1" ? "" : fmt::format(" ({})", spec.unit);
        const std::string scale = style.suffix().empty() ? "" : fmt::format(" {}", style.suffix());
        out += left(fmt::format("{}{}", spec.long_name, unit), label_width) + right(style.level(first) + scale, 15) +
               right(style.level(last) + scale, 15) + "\n";
    }
    return out + "Flows are sums over one recording interval.\n";
}

Json json_of(const Difference& line) {
    return {{"measure", line.measure},
            {"unit", line.unit},
            {"regime", line.regime},
            {"window", line.window},
            {"primary", line.primary},
            {"replicates", line.replicates},
            {"reference", line.reference},
            {"other", line.other},
            {"difference", line.difference},
            {"low", line.low},
            {"high", line.high},
            {"smallest", line.smallest},
            {"largest", line.largest},
            {"reference_regime", line.reference_regime},
            {"draws", line.draws},
            {"chance_sd", line.chance_sd},
            {"parameter_sd", line.parameter_sd},
            {"agreeing", line.agreeing},
            {"worth_having", line.worth_having},
            {"verdict", line.verdict}};
}

Json json_of(const RunRecord& run) {
    return {{"run_id", run.run_id},       {"regime", run.regime},
            {"draw", run.draw},
            {"replicate", run.replicate}, {"seed", std::to_string(run.seed)},
            {"digest", run.digest},       {"wall_seconds", run.wall_seconds},
            {"status", run.status}};
}

Json json_of(const CostEffect& effect) {
    return {{"regime", effect.regime}, {"window", effect.window}, {"pairs", effect.pairs}, {"cost_gbp", effect.cost}, {"qalys", effect.qalys}, {"wellbys", effect.wellbys},
            {"net_benefit_at_20000", effect.net_low}, {"net_benefit_at_30000", effect.net_high}};
}

Json json_of(const ExperimentCost& cost) {
    Json blocks = Json::object();
    for (const auto& [block, bytes] : cost.bytes_per_citizen) blocks[block] = bytes;
    return {{"city_seconds", cost.city_seconds},
            {"living_seconds", cost.living_seconds},
            {"citizen_weeks", cost.citizen_weeks},
            {"jobs", cost.jobs},
            {"threads_per_job", cost.threads_per_job},
            {"peak_bytes", cost.peak_bytes},
            {"bytes_per_citizen", blocks}};
}

}  // namespace

std::string run_summary(const Scenario& scenario, const Results& results) {
    std::string out = fmt::format("{}\n{}, {} people, {} ({})\n\n", scenario.title, scenario.place.title,
                                  with_commas(scenario.place.population), scenario.regimes.front().title,
                                  scenario.regimes.front().name);
    out += runs_table(results) + "\n";
    return results.weeks.empty() ? out : out + values_table(results);
}

std::string summary_json(const Scenario& scenario, const Experiment& experiment,
                         const std::vector<Difference>& differences, const std::filesystem::path& folder) {
    Json json{{"topsoil", version()},
              {"git", git_hash()},
              {"model_version", model_version()},
              {"scenario", scenario.name},
              {"title", scenario.title},
              {"place", scenario.place.slug},
              {"regimes", experiment.results.regimes},
              {"replicates", experiment.results.replicates},
              {"seed", std::to_string(scenario.seed)},
              {"out", folder.string()},
              {"draws", scenario.draws},
              {"contested_parameters", contested_column(scenario.parameters)},
              {"differences", Json::array()},
              {"cost_effects", Json::array()},
              {"runs", Json::array()},
              {"cost", json_of(experiment.cost)}};
    for (const Difference& line : differences) json["differences"].push_back(json_of(line));
    for (const CostEffect& effect : cost_effects(experiment.results)) json["cost_effects"].push_back(json_of(effect));
    for (const RunRecord& run : experiment.results.runs) json["runs"].push_back(json_of(run));
    return json.dump(2) + "\n";
}

}  // namespace topsoil::cli
