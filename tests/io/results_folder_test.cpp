#include "io/results_folder.hpp"

#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "io/files_and_commands.hpp"
#include "io/small_results.hpp"
#include "io/temporary_folder.hpp"
#include "topsoil/error.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

std::vector<std::filesystem::path> write_into(const std::filesystem::path& folder) {
    Experiment experiment;
    experiment.results = small_results();
    return write_results_folder(experiment, small_scenario(), {}, folder);
}

}  // namespace

TEST_CASE("A results folder holds exactly the files that were reported, the manifest last") {
    const TemporaryFolder folder;
    const auto written = write_into(folder / "deep" / "down");
    std::vector<std::string> names;
    for (const auto& file : written) {
        CHECK(std::filesystem::file_size(file) > 0);
        names.push_back(file.filename().string());
    }
    CHECK(names == std::vector<std::string>{"scenario.resolved.toml", "results.nc", "results.csv", "summary.csv",
                                            "dictionary.csv", "manifest.json"});
    using Entries = std::filesystem::directory_iterator;
    CHECK(std::distance(Entries(folder / "deep" / "down"), Entries()) == 6);
}

TEST_CASE("The manifest of a results folder names the files beside it and no folder or machine") {
    const TemporaryFolder folder;
    const auto written = write_into(folder.path());
    const std::string text = bytes_of(written.back());
    CHECK(nlohmann::json::parse(text)["files"].size() == written.size());
    CHECK_FALSE(contains(text, folder.path().string()));
    char host[256] = "";
    REQUIRE(::gethostname(host, sizeof host - 1) == 0);
    CHECK_FALSE(contains(text, std::string("\"") + host));
}

TEST_CASE("Writing a results folder again replaces its files") {
    const TemporaryFolder folder;
    write_into(folder.path());
    put_bytes(folder / "results.csv", "old");
    write_into(folder.path());
    CHECK(bytes_of(folder / "results.csv").starts_with("regime,"));
    CHECK(folder.files() == 6);
}

TEST_CASE("A results folder that cannot be made is named, with what to do") {
    const TemporaryFolder folder;
    put_bytes(folder / "taken", "a file");
    CHECK_THROWS_AS(write_into(folder / "taken"), RunError);
    const auto message = message_of([&] { write_into(folder / "taken"); });
    CHECK(contains(message, (folder / "taken").string()));
    CHECK(contains(message, "Choose another"));
    CHECK(bytes_of(folder / "taken") == "a file");
}
