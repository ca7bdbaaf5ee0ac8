#include "io/results_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <string_view>

#include "experiment/pooling.hpp"
#include "io/atomic_write.hpp"
#include "io/diagnostics.hpp"

namespace topsoil {

namespace {

std::string number_cell(double value) { return std::isnan(value) ? std::string() : plain_number(value); }

std::string_view name_of(MeasureKind kind) {
    switch (kind) {
        case MeasureKind::flow:
            return "flow";
        case MeasureKind::stock:
            return "stock";
        case MeasureKind::share:
            return "share";
    }
    return "";
}

std::string_view name_of(Pooling pooling) {
    switch (pooling) {
        case Pooling::sum:
            return "sum";
        case Pooling::population_mean:
            return "population_mean";
        case Pooling::ratio:
            return "ratio";
    }
    return "";
}

/// One row of cells as they are to stand; the caller quotes.
void add_row(std::string& text, std::initializer_list<std::string_view> cells) {
    fmt::format_to(std::back_inserter(text), "{}\n", fmt::join(cells, ","));
}

/// "3," where parameters are drawn, else nothing: the column is there only then.
std::string draw_cell(const Results& results, std::size_t run) { return results.draws > 1 ? fmt::format("{},", run / static_cast<std::size_t>(results.replicates)) : ""; }

void add_run(std::string& text, const Results& results, std::size_t regime, std::size_t run) {
    const auto& measures = measure_catalogue();
    for (std::size_t time = 0; time < results.weeks.size(); ++time) {
        const int week = results.weeks[time];
        const std::string head = fmt::format("{},{}{},{},{}", csv_cell(results.regimes[regime]), draw_cell(results, run), run % static_cast<std::size_t>(results.replicates), week,
                                             date_of_week(results.start_year, week));
        for (std::size_t measure = 0; measure < measures.size(); ++measure) {
            if (measures[measure].axis != MeasureAxis::neighbourhood) continue;
            add_row(text, {head, csv_cell(measures[measure].name), csv_cell(measures[measure].unit),
                           number_cell(city_value(results, measure, regime, run, time))});
        }
    }
}

}  // namespace

std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + '"';
}

std::string date_of_week(int start_year, int week) {
    using namespace std::chrono;
    const year_month_day date{sys_days{year{start_year} / January / 1} + days{7 * week}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

void write_results_csv(const Results& results, const std::filesystem::path& file) {
    std::string text = fmt::format("regime,{}replicate,week,date,measure,unit,value\n", results.draws > 1 ? "draw," : "");
    for (std::size_t regime = 0; regime < results.regimes.size(); ++regime) {
        for (int run = 0; run < results.runs_of_regime(); ++run) add_run(text, results, regime, static_cast<std::size_t>(run));
    }
    atomic_write_text(file, text);
}

void write_summary_csv(const std::vector<Difference>& differences, const std::filesystem::path& file) {
    std::string text =
        "measure,unit,regime,window,reference,other,difference,low,high,smallest,largest,replicates,verdict,primary,reference_regime,draws,chance_sd,"
        "parameter_sd,agreeing,worth_having\n";
    for (const Difference& row : differences) {
        add_row(text, {csv_cell(row.measure), csv_cell(row.unit), csv_cell(row.regime), csv_cell(row.window),
                       number_cell(row.reference), number_cell(row.other), number_cell(row.difference),
                       number_cell(row.low), number_cell(row.high), number_cell(row.smallest), number_cell(row.largest),
                       std::to_string(row.replicates), csv_cell(row.verdict), row.primary ? "true" : "false",
                       csv_cell(row.reference_regime), std::to_string(row.draws), number_cell(row.chance_sd), number_cell(row.parameter_sd), number_cell(row.agreeing),
                       number_cell(row.worth_having)});
    }
    atomic_write_text(file, text);
}

void write_cohort_csv(const Results& results, const std::filesystem::path& file) {
    std::string text = "regime,draw,replicate,week,outcome,group,people,higher,lower,died_only_in_reference,died_only_in_other,left\n";
    const auto per_draw = static_cast<std::size_t>(results.replicates);
    for (std::size_t regime = 1; regime < results.regimes.size(); ++regime) {
        for (std::size_t run = 0; run < static_cast<std::size_t>(results.runs_of_regime()); ++run) {
            for (std::size_t w = 0; w < results.cohort_weeks.size(); ++w) {
                for (const CohortOutcome outcome : {CohortOutcome::utility, CohortOutcome::satisfaction}) {
                    for (std::size_t group = 0; group <= results.groups.size(); ++group) {
                        const CohortCount& count = results.cohort_counts[results.cohort_count_index(regime, run, w, outcome, group)];
                        add_row(text, {csv_cell(results.regimes[regime]), std::to_string(run / per_draw), std::to_string(run % per_draw), std::to_string(results.cohort_weeks[w]),
                                       outcome == CohortOutcome::utility ? "utility" : "life_satisfaction", group == 0 ? "everybody" : csv_cell(results.groups[group - 1]), number_cell(count.people),
                                       number_cell(count.better), number_cell(count.worse), number_cell(count.died_only_in_reference), number_cell(count.died_only_in_other), number_cell(count.left)});
                    }
                }
            }
        }
    }
    atomic_write_text(file, text);
}

void write_cost_effects_csv(const std::vector<CostEffect>& effects, const std::filesystem::path& file) {
    std::string text = "regime,window,pairs,cost_gbp,qalys,wellbys,net_benefit_at_20000,net_benefit_at_30000,draws_above_nothing_at_20000,draws_above_nothing_at_30000\n";
    for (const CostEffect& row : effects) {
        add_row(text, {csv_cell(row.regime), csv_cell(row.window), std::to_string(row.pairs), number_cell(row.cost), number_cell(row.qalys), number_cell(row.wellbys), number_cell(row.net_low),
                       number_cell(row.net_high), number_cell(row.favourable_low), number_cell(row.favourable_high)});
    }
    atomic_write_text(file, text);
}

void write_draws_csv(const Scenario& scenario, const std::filesystem::path& file) {
    std::string text = "draw,parameter,value\n";
    for (int draw = 0; draw < scenario.draws; ++draw) {
        const ParameterSet drawn = drawn_parameters(scenario, draw);
        for (std::size_t i = 0; i < parameter_catalogue().size(); ++i) {
            if (parameter_catalogue()[i].spec.contested) add_row(text, {std::to_string(draw), parameter_catalogue()[i].key(), plain_number(drawn.values()[i])});
        }
    }
    atomic_write_text(file, text);
}

void write_resilience_csv(const std::vector<Resilience>& rows, const std::filesystem::path& file) {
    std::string text = "shock,measure,unit,regime,before,depth,recovery_weeks,recovered,worst_tenth,replicates\n";
    for (const Resilience& row : rows) {
        add_row(text, {csv_cell(row.shock), csv_cell(row.measure), csv_cell(row.unit), csv_cell(row.regime), number_cell(row.before), number_cell(row.depth),
                       number_cell(row.recovery_weeks), std::to_string(row.recovered), number_cell(row.worst_tenth), std::to_string(row.replicates)});
    }
    atomic_write_text(file, text);
}

void write_dictionary_csv(const std::filesystem::path& file) {
    std::string text = "measure,unit,kind,pooling,weight,axis,long_name,meaning\n";
    for (const MeasureSpec& spec : measure_catalogue()) {
        add_row(text, {csv_cell(spec.name), csv_cell(spec.unit), name_of(spec.kind), name_of(spec.pooling),
                       csv_cell(spec.weight), name_of(spec.axis), csv_cell(spec.long_name), csv_cell(spec.meaning)});
    }
    atomic_write_text(file, text);
}

}  // namespace topsoil
