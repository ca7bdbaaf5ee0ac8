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

std::string_view name_of(MeasureAxis axis) { return axis == MeasureAxis::group ? "group" : "neighbourhood"; }

/// One row of cells as they are to stand; the caller quotes.
void add_row(std::string& text, std::initializer_list<std::string_view> cells) {
    fmt::format_to(std::back_inserter(text), "{}\n", fmt::join(cells, ","));
}

void add_run(std::string& text, const Results& results, std::size_t regime, std::size_t replicate) {
    const auto& measures = measure_catalogue();
    for (std::size_t time = 0; time < results.weeks.size(); ++time) {
        const int week = results.weeks[time];
        const std::string head = fmt::format("{},{},{},{}", csv_cell(results.regimes[regime]), replicate, week,
                                             date_of_week(results.start_year, week));
        for (std::size_t measure = 0; measure < measures.size(); ++measure) {
            if (measures[measure].axis == MeasureAxis::group) continue;
            add_row(text, {head, csv_cell(measures[measure].name), csv_cell(measures[measure].unit),
                           number_cell(city_value(results, measure, regime, replicate, time))});
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
    std::string text = "regime,replicate,week,date,measure,unit,value\n";
    for (std::size_t regime = 0; regime < results.regimes.size(); ++regime) {
        for (int replicate = 0; replicate < results.replicates; ++replicate) {
            add_run(text, results, regime, static_cast<std::size_t>(replicate));
        }
    }
    atomic_write_text(file, text);
}

void write_summary_csv(const std::vector<Difference>& differences, const std::filesystem::path& file) {
    std::string text =
        "measure,unit,regime,window,reference,other,difference,low,high,smallest,largest,replicates,verdict,primary\n";
    for (const Difference& row : differences) {
        add_row(text, {csv_cell(row.measure), csv_cell(row.unit), csv_cell(row.regime), csv_cell(row.window),
                       number_cell(row.reference), number_cell(row.other), number_cell(row.difference),
                       number_cell(row.low), number_cell(row.high), number_cell(row.smallest), number_cell(row.largest),
                       std::to_string(row.replicates), csv_cell(row.verdict), row.primary ? "true" : "false"});
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
