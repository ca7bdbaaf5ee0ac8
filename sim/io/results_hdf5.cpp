#include "io/results_hdf5.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>

#include "io/atomic_write.hpp"
#include "io/netcdf_file.hpp"
#include "topsoil/version.hpp"

namespace topsoil {

namespace {

const std::vector<std::string> run_statuses{"done", "failed", "missing"};

TextAttributes file_attributes(const Scenario& scenario) {
    const std::string program =
        fmt::format("topsoil {} ({}), model version {}", version(), git_hash(), model_version());
    // No time of writing: the same results are to make the same bytes. manifest.json carries it.
    return {
        {"Conventions", "CF-1.8"},
        {"title", scenario.title},
        {"summary", scenario.question},
        {"source", program},
        {"history", fmt::format("{} lived through scenario {} with seed {}", program, scenario.name, scenario.seed)},
        {"references", scenario.place.attribution}};
}

void write_axes(NetcdfFile& nc, const Results& results) {
    nc.text_axis("regime", results.regimes, {{"long_name", "commissioning regime"}});
    std::vector<std::int32_t> replicates(static_cast<std::size_t>(results.replicates));
    std::iota(replicates.begin(), replicates.end(), 0);
    if (results.draws > 1) {
        std::vector<std::int32_t> draws(static_cast<std::size_t>(results.draws));
        std::iota(draws.begin(), draws.end(), 0);
        nc.number_axis("draw", draws, {{"long_name", "draw of the contested parameters, see draws.csv"}, {"units", "1"}});
    }
    nc.number_axis("replicate", replicates,
                   {{"long_name", "replicate, the same chance in every regime"}, {"units", "1"}});
    std::vector<std::int32_t> days(results.weeks.size());
    std::transform(results.weeks.begin(), results.weeks.end(), days.begin(), [](int week) { return 7 * week; });
    nc.number_axis("time", days,
                   {{"long_name", "end of the recording interval"},
                    {"standard_name", "time"},
                    {"units", fmt::format("days since {:04}-01-01", results.start_year)},
                    {"calendar", "standard"},
                    {"axis", "T"}});
    nc.text_axis("neighbourhood", results.neighbourhoods, {{"long_name", "neighbourhood"}});
    if (!results.groups.empty())
        nc.text_axis("group", results.groups, {{"long_name", "population group; groups overlap"}});
    if (!results.accounts.empty())
        nc.text_axis("account", results.accounts, {{"long_name", "account of the ledger of pounds; all of them sum to nothing"}});
    nc.text("neighbourhood_id", "neighbourhood", results.neighbourhood_ids,
            {{"long_name", "code of the neighbourhood"}});
}

/// The axes of one run, with the draw only where parameters are drawn.
std::vector<std::string> run_axes(const Results& results) {
    if (results.draws > 1) return {"regime", "draw", "replicate"};
    return {"regime", "replicate"};
}

void write_run_status(NetcdfFile& nc, const Results& results) {
    const auto replicates = static_cast<std::size_t>(results.replicates);
    const auto runs = static_cast<std::size_t>(results.runs_of_regime());
    std::vector<std::int8_t> status(results.regimes.size() * runs, 2);
    for (const RunRecord& run : results.runs) {
        const auto regime = std::find(results.regimes.begin(), results.regimes.end(), run.regime);
        const auto row = static_cast<std::size_t>(regime - results.regimes.begin());
        status.at(row * runs + static_cast<std::size_t>(run.draw) * replicates + static_cast<std::size_t>(run.replicate)) = run.status == "done" ? 0 : 1;
    }
    nc.codes("run_status", run_axes(results), status, run_statuses, {{"long_name", "what became of the run"}});
}

void write_measure(NetcdfFile& nc, const Results& results, std::size_t measure) {
    const MeasureSpec& spec = measure_catalogue()[measure];
    const std::size_t places = results.axis_size(measure);
    if (places == 0 || results.weeks.empty()) return;
    TextAttributes attributes{{"long_name", std::string(spec.long_name)},
                              {"units", std::string(spec.unit)},
                              {"cell_methods", spec.kind == MeasureKind::flow ? "time: sum" : "time: point"},
                              {"comment", std::string(spec.meaning)}};
    if (spec.axis == MeasureAxis::neighbourhood) attributes.emplace_back("coordinates", "neighbourhood_id");
    std::vector<std::string> axes = run_axes(results);
    std::vector<hsize_t> chunk(axes.size(), 1);
    axes.insert(axes.end(), {"time", std::string(name_of(spec.axis))});
    chunk.insert(chunk.end(), {times_in_chunk(results.weeks.size(), places), places});
    nc.numbers(std::string(spec.name), axes, chunk, results.values.at(measure), attributes);
}

void write_everything(const Results& results, const Scenario& scenario, const std::filesystem::path& file) {
    const Hdf5Session session;
    NetcdfFile nc(file);
    nc.describe(file_attributes(scenario));
    write_axes(nc, results);
    write_run_status(nc, results);
    for (std::size_t measure = 0; measure < measure_catalogue().size(); ++measure) write_measure(nc, results, measure);
    nc.close();
}

}  // namespace

std::size_t times_in_chunk(std::size_t times, std::size_t places) {
    constexpr std::size_t doubles_in_chunk = (1U << 20) / sizeof(double);
    const std::size_t most = std::max<std::size_t>(1, doubles_in_chunk / std::max<std::size_t>(1, places));
    const std::size_t pieces = std::max<std::size_t>(1, (times + most - 1) / most);
    return std::max<std::size_t>(1, (times + pieces - 1) / pieces);
}

void write_results_nc(const Results& results, const Scenario& scenario, const std::filesystem::path& file) {
    atomic_write(file, [&](const std::filesystem::path& temporary) {
        try {
            write_everything(results, scenario, temporary);
        } catch (const Hdf5Error& error) {
            throw cannot_write(file, error.what());
        }
    });
}

}  // namespace topsoil
