#include "catch.hpp"
#include "io/data_folder.hpp"
#include "io/reading_help.hpp"
#include "topsoil/scenario.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

/// Writes a place with both files changed as told and reads it.
Place read_place(const std::string& toml, const std::string& csv) {
    const ScratchFolder folder;
    folder.write("dale/place.toml", toml);
    folder.write("dale/neighbourhoods.csv", csv);
    return load_place(folder.path() / "dale");
}

struct BadInput {
    std::string from;
    std::string to;
    std::vector<std::string> faults;
};

}  // namespace

TEST_CASE("A place folder is read with its totals, kinds, money and neighbourhoods", "[place]") {
    const Place place = read_place(place_toml, place_csv);
    CHECK(place.slug == "dale");
    CHECK(place.title == "Dale");
    CHECK(place.population == 3000);
    CHECK(place.homes == 1200);
    CHECK(place.vacant_share == 0.03);
    CHECK(place.streets == 40);
    CHECK(place.care_home_residents_older == 18);
    CHECK(place.other_communal_people == 5);
    CHECK(place.social_workers_adult == 3);
    REQUIRE(place.shared_places.size() == 2);
    CHECK(place.shared_places[0].kind == "library");
    CHECK(place.shared_places[1].count == 4);
    REQUIRE(place.groups.size() == 1);
    REQUIRE(place.strands.size() == 17);
    CHECK(place.strands[2].strand == "home_care");
    CHECK(place.strands[2].pounds_per_year == 250000);
    REQUIRE(place.neighbourhoods.size() == 2);
    const NeighbourhoodRow& lower = place.neighbourhoods[1];
    CHECK(lower.name == "Dale, Lower");
    CHECK(lower.latitude == 53.41);
    CHECK(lower.age_band == std::array<int, census_bands>{270, 200, 500, 280, 180, 70});
    CHECK(lower.carers_by_band == std::array<int, 3>{80, 25, 45});
    CHECK(lower.gp_practices == 1);
}

TEST_CASE("Every fault of place.toml is told with its line and column", "[place]") {
    const std::vector<BadInput> table{
        {"title = \"Dale\"\n", "", {"1:1 \"title\" is missing"}},
        {"population = 3000", "population = 0", {"6:14 \"totals.population\" is out of range"}},
        {"homes = 1200", "homes = 3001", {"7:9 there are more occupied homes than people"}},
        {"streets = 40",
         "street = 40",
         {"5:1 \"totals.streets\" is missing", "9:1 there is no key \"totals.street\" here"}},
        {"residents_older = 18",
         "residents_older = 21",
         {"15:29 more older people live in care homes than there are beds (20)"}},
        {"pub = 4", "Pub = 4", {"25:1 the name of a kind is made of small letters, digits and _"}},
        {"pub = 4", "pub = 4.5", {"25:7 \"shared_places.pub\" must be a whole number, this is a number"}},
        {"pub = 4", "pub = -1", {"25:7 \"shared_places.pub\" is out of range"}},
        {"home_care = 250000",
         "homecare = 250000",
         {"30:1 \"money_pounds_per_year.home_care\" is missing",
          "33:1 there is no key \"money_pounds_per_year.homecare\" here"}},
        {"[groups]\nchoir = 2\n", "", {"1:1 the table [groups] is missing"}},
    };
    for (const BadInput& bad : table) {
        INFO(bad.to);
        CHECK(faults_of([&] { read_place(with(place_toml, bad.from, bad.to), place_csv); }) == bad.faults);
    }
}

TEST_CASE("Every fault of neighbourhoods.csv is told with its line and column", "[place]") {
    const std::vector<BadInput> table{
        {"D2,", "D1,", {"3:1 this id is already that of \"Upper Dale\""}},
        {"Lower\",Dale,North", "Lower\",Dale,South", {"3:23 the ward \"Dale\" is in \"North\" further up"}},
        {"1500,600,270", "1536,600,270", {"2:47 the age bands sum to 1500, more than 1 % + 20 away"}},
        {"1500,600,270", "0,600,270", {"2:47 \"population\" is out of range"}},
        {"53.41", "35.41", {"3:29 this lies far from the other neighbourhoods (around 53.40)"}},
        {"53.41", "953.41", {"3:29 \"latitude\" is out of range"}},
        {"80,25,45,1,1", "80,25,4500,1,1", {"2:47 there are more carers (4605) than people"}},
        {",libraries",
         ",library",
         {"1:1 the column \"libraries\" is missing", "1:173 there is no such column in this kind of file"}},
    };
    for (const BadInput& bad : table) {
        INFO(bad.to);
        CHECK(faults_of([&] { read_place(place_toml, with(place_csv, bad.from, bad.to)); }) == bad.faults);
    }
}

TEST_CASE("Age bands may miss the population by 1 % + 20, as apportioned counts do", "[place]") {
    CHECK_NOTHROW(read_place(place_toml, with(place_csv, "1500,600,270", "1535,600,270")));
}

TEST_CASE("Faults of both files of a place come in one go", "[place]") {
    CHECK(faults_of([] { read_place(with(place_toml, "streets = 40", "streets = 0"), with(place_csv, "D2,", ",")); }) ==
          std::vector<std::string>{"9:11 \"totals.streets\" is out of range", "3:1 \"id\" is empty"});
}

TEST_CASE("A place that extends another takes everything from there but what it names", "[place]") {
    const ScratchFolder folder;
    folder.write("dale/place.toml", place_toml);
    folder.write("dale/neighbourhoods.csv", place_csv);
    folder.write("dale-small/place.toml",
                 "extends = \"../dale\"\ntitle = \"Dale, smaller\"\n[totals]\npopulation = 2000\n");
    const Place place = load_place(folder.path() / "dale-small");
    CHECK(place.slug == "dale-small");
    CHECK(place.title == "Dale, smaller");
    CHECK(place.population == 2000);
    CHECK(place.homes == 1200);
    CHECK(place.neighbourhoods.size() == 2);
}

TEST_CASE("A fault in a place that is extended is told in the file where it stands", "[place]") {
    const ScratchFolder folder;
    folder.write("dale/place.toml", with(place_toml, "streets = 40", "streets = 0"));
    folder.write("dale/neighbourhoods.csv", place_csv);
    folder.write("dale-small/place.toml", "extends = \"../dale\"\n");
    const Diagnostic fault = first_fault([&] { static_cast<void>(load_place(folder.path() / "dale-small")); });
    CHECK(fault.file.ends_with("dale/place.toml"));
    CHECK(fault.line == 9);
}

TEST_CASE("A folder without a place in it is refused by name", "[place]") {
    const ScratchFolder folder;
    CHECK(first_fault([&] { static_cast<void>(load_place(folder.path())); }).file.ends_with("place.toml"));
}

TEST_CASE("Every shipped place reads without fault and is referred to by its name", "[place]") {
    REQUIRE(!shipped_places().empty());
    for (const std::string& slug : shipped_places()) {
        INFO(slug);
        const Place place = load_place(shipped_path(Shipped::places, slug));
        CHECK(place.slug == slug);
        CHECK(place.reference == slug);
        CHECK(!place.neighbourhoods.empty());
    }
}
