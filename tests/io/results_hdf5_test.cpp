#include "io/results_hdf5.hpp"

#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "io/files_and_commands.hpp"
#include "io/small_results.hpp"
#include "io/temporary_folder.hpp"
#include "topsoil/error.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

/// What open_results.py is to find, measure by measure.
std::string expected_measures() {
    nlohmann::json all = nlohmann::json::array();
    for (const MeasureSpec& spec : measure_catalogue()) {
        all.push_back({{"name", std::string(spec.name)},
                       {"units", std::string(spec.unit)},
                       {"long_name", std::string(spec.long_name)},
                       {"axis", std::string(name_of(spec.axis))},
                       {"cell_methods", spec.kind == MeasureKind::flow ? "time: sum" : "time: point"}});
    }
    return all.dump();
}

bool skipped(const std::string& output) {
    if (output.find("SKIPPED:") == std::string::npos) return false;
    WARN(output);
    return true;
}

}  // namespace

TEST_CASE("xarray opens results.nc with both of its engines and finds what was written") {
    const TemporaryFolder folder;
    write_results_nc(small_results(), small_scenario(), folder / "results.nc");
    put_bytes(folder / "expected.json", expected_measures());
    for (const std::string engine : {"h5netcdf", "netcdf4"}) {
        const auto opened =
            run_command("/usr/bin/python3 " TOPSOIL_SOURCE_DIR "/tests/io/open_results.py " +
                        (folder / "results.nc").string() + " " + (folder / "expected.json").string() + " " + engine);
        INFO(engine << ": " << opened.output);
        if (skipped(opened.output)) continue;
        CHECK(opened.status == 0);
        CHECK(opened.output.find("opened") != std::string::npos);
    }
}

TEST_CASE("ncdump lists the axes and the measures of results.nc") {
    const TemporaryFolder folder;
    write_results_nc(small_results(), small_scenario(), folder / "results.nc");
    const auto header = run_command("ncdump -h " + (folder / "results.nc").string());
    INFO(header.output);
    if (skipped(header.status == 127 ? "SKIPPED: no ncdump" : "")) return;
    CHECK(header.status == 0);
    for (const std::string line :
         {"regime = 2 ;", "replicate = 2 ;", "time = 3 ;", "neighbourhood = 4 ;", "group = 2 ;",
          "string regime(regime) ;", "string neighbourhood(neighbourhood) ;",
          "string neighbourhood_id(neighbourhood) ;", "time:units = \"days since 2026-01-01\" ;",
          "byte run_status(regime, replicate) ;", "double population(regime, replicate, time, neighbourhood) ;",
          "population:_FillValue = NaN ;", ":source = \"topsoil "}) {
        CHECK(contains(header.output, line));
    }
}

TEST_CASE("The same results make the same bytes of results.nc") {
    const TemporaryFolder folder;
    write_results_nc(small_results(), small_scenario(), folder / "one.nc");
    write_results_nc(small_results(), small_scenario(), folder / "two.nc");
    CHECK(bytes_of(folder / "one.nc") == bytes_of(folder / "two.nc"));
}

TEST_CASE("A run that failed is told apart from one that is missing") {
    const TemporaryFolder folder;
    auto results = small_results();
    write_results_nc(results, small_scenario(), folder / "missing.nc");
    results.runs.push_back({"dddd", "gardened", 1, 12, "", 0.5, "failed: an account does not balance"});
    write_results_nc(results, small_scenario(), folder / "failed.nc");
    const auto command = "ncdump -v run_status ";
    const auto missing = run_command(command + (folder / "missing.nc").string());
    const auto failed = run_command(command + (folder / "failed.nc").string());
    if (skipped(missing.status == 127 ? "SKIPPED: no ncdump" : "")) return;
    CHECK(contains(missing.output, "0, 0,\n  0, 2 ;"));
    CHECK(contains(failed.output, "0, 0,\n  0, 1 ;"));
}

TEST_CASE("A city without population groups has no group axis and no group measures") {
    const TemporaryFolder folder;
    auto results = small_results();
    results.groups.clear();
    for (std::size_t measure = 0; measure < results.values.size(); ++measure) {
        results.values[measure].clear();
        fill_measure(results, measure);
    }
    write_results_nc(results, small_scenario(), folder / "results.nc");
    const auto header = run_command("ncdump -h " + (folder / "results.nc").string());
    if (skipped(header.status == 127 ? "SKIPPED: no ncdump" : "")) return;
    CHECK(header.status == 0);
    CHECK_FALSE(contains(header.output, "group = "));      // no dimension
    CHECK_FALSE(contains(header.output, " group("));       // no coordinate
    CHECK_FALSE(contains(header.output, ", group)"));      // no variable along it
    CHECK_FALSE(contains(header.output, "population_by_group"));
    CHECK(contains(header.output, "double population("));
}

TEST_CASE("A chunk holds a whole run unless that is more than a mebibyte") {
    CHECK(times_in_chunk(157, 147) == 157);      // 185 kB
    CHECK(times_in_chunk(1000, 147) == 500);     // 1.2 MB: two halves
    CHECK(times_in_chunk(157, 7000) == 18);      // 147 kB a time would allow 18
    CHECK(times_in_chunk(157, 1'000'000) == 1);  // one time alone is more than that
    for (const std::size_t places : {1U, 100U, 5000U, 131072U}) {
        CHECK(times_in_chunk(626, places) * places * sizeof(double) <= 1U << 20);
    }
}

TEST_CASE("Results that cannot be written name the file and leave no temporary file") {
    const TemporaryFolder folder;
    const auto nowhere = folder / "none" / "results.nc";
    CHECK_THROWS_AS(write_results_nc(small_results(), small_scenario(), nowhere), RunError);
    const auto message = message_of([&] { write_results_nc(small_results(), small_scenario(), nowhere); });
    CHECK(contains(message, nowhere.string()));
    CHECK(contains(message, "Check that the folder exists"));
    auto lopsided = small_results();
    lopsided.values[0].pop_back();
    CHECK_THROWS_AS(write_results_nc(lopsided, small_scenario(), folder / "results.nc"), std::logic_error);
    CHECK(folder.files() == 0);
}
