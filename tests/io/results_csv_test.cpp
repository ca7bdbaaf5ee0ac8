#include "io/results_csv.hpp"

#include <algorithm>
#include <limits>
#include <sstream>

#include "catch.hpp"
#include "experiment/pooling.hpp"
#include "io/files_and_commands.hpp"
#include "io/small_results.hpp"
#include "io/temporary_folder.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

std::vector<std::string> lines_of(const std::filesystem::path& file) {
    std::istringstream text(bytes_of(file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

std::size_t measures_by_neighbourhood() {
    const auto& all = measure_catalogue();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const MeasureSpec& spec) { return spec.axis == MeasureAxis::neighbourhood; }));
}

}  // namespace

TEST_CASE("results.csv has one row per regime, replicate, time and city measure, in that order") {
    const TemporaryFolder folder;
    const auto results = small_results();
    write_results_csv(results, folder / "results.csv");
    const auto lines = lines_of(folder / "results.csv");
    REQUIRE(lines.size() == 1 + 2 * 2 * 3 * measures_by_neighbourhood());
    CHECK(lines[0] == "regime,replicate,week,date,measure,unit,value");
    CHECK(lines[1].starts_with("tendered,0,4,2026-01-29,"));
    CHECK(lines.back().starts_with("gardened,1,12,2026-03-26,"));
}

TEST_CASE("A stock that adds up stands in results.csv as its sum, and as an empty cell where the run is missing") {
    const TemporaryFolder folder;
    const auto results = small_results();
    write_results_csv(results, folder / "results.csv");
    const auto population = measure_index("population");
    const std::string unit(measure_catalogue()[population].unit);
    // Second time of the first run: 4 places of 10000 m + 10 + place + 0.5.
    const std::string sum = std::to_string(4 * 10000 * population + 4 * 10 + (0 + 1 + 2 + 3) + 2);
    const auto lines = lines_of(folder / "results.csv");
    const auto stands = [&](const std::string& line) { return std::count(lines.begin(), lines.end(), line); };
    CHECK(stands("tendered,0,8,2026-02-26,population," + unit + "," + sum) == 1);
    CHECK(stands("gardened,1,8,2026-02-26,population," + unit + ",") == 1);
}

TEST_CASE("summary.csv quotes what needs quotes and leaves an interval that is not known empty") {
    const TemporaryFolder folder;
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const Difference row{"unmet_hours", "hour", "gardened", "years 1-12",          100, 90.5, -9.5, unknown, unknown,
                         -12,           -7,     2,          "too few, \"really\"", true, "tendered", 1,    2.5, unknown, unknown, 3};
    write_summary_csv({row}, folder / "summary.csv");
    const auto lines = lines_of(folder / "summary.csv");
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] ==
          "measure,unit,regime,window,reference,other,difference,low,high,smallest,largest,replicates,verdict,primary,reference_regime,draws,"
          "chance_sd,parameter_sd,agreeing,worth_having");
    CHECK(lines[1] == "unmet_hours,hour,gardened,years 1-12,100,90.5,-9.5,,,-12,-7,2,\"too few, \"\"really\"\"\",true,tendered,1,2.5,,,3");
}

TEST_CASE("dictionary.csv explains every measure once") {
    const TemporaryFolder folder;
    write_dictionary_csv(folder / "dictionary.csv");
    const auto lines = lines_of(folder / "dictionary.csv");
    const auto& measures = measure_catalogue();
    REQUIRE(lines.size() == 1 + measures.size());
    CHECK(lines[0] == "measure,unit,kind,pooling,weight,axis,long_name,meaning");
    for (std::size_t measure = 0; measure < measures.size(); ++measure) {
        CHECK(lines[measure + 1].starts_with(std::string(measures[measure].name) + ","));
        CHECK(lines[measure + 1].ends_with("," + csv_cell(measures[measure].meaning)));
    }
}

TEST_CASE("Weeks end on the dates that the calendar gives, over leap years") {
    CHECK(date_of_week(2026, 0) == "2026-01-01");
    CHECK(date_of_week(2026, 1) == "2026-01-08");
    CHECK(date_of_week(2026, 113) == "2028-03-02");  // 791 days; 29 February 2028 lies between
    CHECK(date_of_week(2026, 626) == "2037-12-31");
}
