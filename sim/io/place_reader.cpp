// A place folder: place.toml with the totals, neighbourhoods.csv with a line for each neighbourhood.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>

#include "io/csv_reader.hpp"
#include "io/data_folder.hpp"
#include "io/toml_reader.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

namespace fs = std::filesystem;

namespace {

constexpr AllowedRange people{0, 200'000'000, "people"};
constexpr AllowedRange things{0, 100'000'000};

/// The strands of public money that a place must name, in the order of the accounts.
constexpr std::array place_strands{"older_care_homes",
                                   "younger_care_homes",
                                   "home_care",
                                   "supported_living",
                                   "direct_payments",
                                   "day_services",
                                   "reablement",
                                   "other_adult_support",
                                   "adult_assessment",
                                   "commissioning_office",
                                   "childrens_placements",
                                   "childrens_social_work",
                                   "other_childrens_services",
                                   "nhs_primary_and_community",
                                   "nhs_other_fixed",
                                   "education",
                                   "work"};

constexpr std::array<const char*, census_bands> band_columns{"age_0_14",  "age_15_24", "age_25_49",
                                                             "age_50_64", "age_65_79", "age_80p"};
constexpr std::array<const char*, 3> carer_columns{"carers_1_19h", "carers_20_49h", "carers_50h"};

bool is_snake_case(const std::string& word) {
    return !word.empty() && word.front() >= 'a' && word.front() <= 'z' &&
           word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

std::vector<KindCount> read_kinds(TomlTable table, Faults& faults) {
    std::vector<KindCount> kinds;
    for (const TomlNode::Member& member : table.all()) {
        if (!is_snake_case(member.key)) {
            faults.add(member.spot, member.key, "the name of a kind is made of small letters, digits and _",
                       "Write for example `book_club`.");
        }
        kinds.push_back({member.key, table.count(member.key, things)});
    }
    return kinds;
}

void read_totals(TomlTable& root, Place& place, Faults& faults) {
    TomlTable totals = root.table("totals", true);
    place.population = totals.count("population", {1, people.high, "people"});
    place.homes = totals.count("homes", {1, people.high, "homes"});
    place.vacant_share = totals.number("vacant_homes_share", {0, 0.9, "of the homes"});
    place.streets = totals.count("streets", {1, people.high, "streets"});
    const TomlNode* homes = totals.raw("homes");
    if (faults.empty() && place.homes > place.population) {
        faults.add(homes->spot, homes->written(), "there are more occupied homes than people",
                   "Check totals.homes and totals.population.");
    }
    totals.finish();
}

void read_communal(TomlTable& root, Place& place, Faults& faults) {
    TomlTable communal = root.table("communal", true);
    place.student_halls_people = communal.count("student_halls_people", people);
    place.care_home_beds_older = communal.count("care_home_beds_older", {0, people.high, "beds"});
    place.care_homes_older = communal.count("care_homes_older", {0, people.high, "homes"});
    place.care_home_residents_older = communal.count("care_home_residents_older", people);
    place.care_home_residents_younger = communal.count("care_home_residents_younger", people);
    place.other_communal_people = communal.count("other_people", people);
    const TomlNode* residents = communal.raw("care_home_residents_older");
    if (residents != nullptr && place.care_home_residents_older > place.care_home_beds_older) {
        faults.add(
            residents->spot, residents->written(),
            fmt::format("more older people live in care homes than there are beds ({})", place.care_home_beds_older),
            "Check care_home_residents_older and care_home_beds_older.");
    }
    communal.finish();
}

void read_care_services(TomlTable& root, Place& place) {
    TomlTable services = root.table("care_services", true);
    place.home_care_providers = services.count("home_care_providers", {1, 100'000, "providers"});
    place.social_workers_adult = services.count("social_workers_adult", {1, 10'000'000, "full-time equivalents"});
    services.finish();
}

void read_money(TomlTable& root, Place& place) {
    TomlTable money = root.table("money_pounds_per_year", true);
    for (const char* strand : place_strands) {
        place.strands.push_back({strand, money.number(strand, {0, 1e13, "pounds a year"})});
    }
    money.finish();
}

void check_bands(const Place& place, CsvTable& csv) {
    for (std::size_t row = 0; row < place.neighbourhoods.size(); ++row) {
        const NeighbourhoodRow& area = place.neighbourhoods[row];
        const int sum = std::accumulate(area.age_band.begin(), area.age_band.end(), 0);
        const double allowed = 0.01 * area.population + 20;
        if (std::abs(sum - area.population) > allowed) {
            csv.fault(row, "population", fmt::format("the age bands sum to {}, more than 1 % + 20 away", sum),
                      "Check the age columns of this line.");
        }
        const int carers = std::accumulate(area.carers_by_band.begin(), area.carers_by_band.end(), 0);
        if (carers > area.population) {
            csv.fault(row, "population", fmt::format("there are more carers ({}) than people", carers),
                      "Check the carers columns of this line.");
        }
    }
}

void check_names(const Place& place, CsvTable& csv) {
    std::map<std::string, std::size_t> first_row;
    std::map<std::string, std::string> lac_of_ward;
    for (std::size_t row = 0; row < place.neighbourhoods.size(); ++row) {
        const NeighbourhoodRow& area = place.neighbourhoods[row];
        if (const auto [same, fresh] = first_row.emplace(area.id, row); !fresh) {
            csv.fault(row, "id",
                      fmt::format("this id is already that of \"{}\"", place.neighbourhoods[same->second].name),
                      "Give every neighbourhood its own id.");
        }
        if (const auto [same, fresh] = lac_of_ward.emplace(area.ward, area.lac); !fresh && same->second != area.lac) {
            csv.fault(row, "lac", fmt::format("the ward \"{}\" is in \"{}\" further up", area.ward, same->second),
                      "A ward lies in one Local Area Committee only.");
        }
    }
}

double middle_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// A slipped digit or swapped columns put a neighbourhood far from the others: more than a degree, about 100 km.
void check_positions(const Place& place, const std::vector<double>& latitudes, const std::vector<double>& longitudes,
                     CsvTable& csv) {
    const double latitude = middle_of(latitudes);
    const double longitude = middle_of(longitudes);
    for (std::size_t row = 0; row < place.neighbourhoods.size(); ++row) {
        if (std::abs(latitudes[row] - latitude) > 1) {
            csv.fault(row, "latitude",
                      fmt::format("this lies far from the other neighbourhoods (around {:.2f})", latitude),
                      "Check for a slipped digit or swapped columns.");
        }
        if (std::abs(longitudes[row] - longitude) > 2) {
            csv.fault(row, "longitude",
                      fmt::format("this lies far from the other neighbourhoods (around {:.2f})", longitude),
                      "Check for a slipped digit or swapped columns.");
        }
    }
}

void read_neighbourhoods(const fs::path& file, Place& place, Faults& faults) {
    CsvTable csv = CsvTable::from_file(file, faults);
    place.neighbourhoods.resize(csv.rows());
    const auto into = [&](auto NeighbourhoodRow::*member, auto values) {
        for (std::size_t row = 0; row < csv.rows(); ++row) place.neighbourhoods[row].*member = values[row];
    };
    into(&NeighbourhoodRow::id, csv.texts("id"));
    into(&NeighbourhoodRow::name, csv.texts("name"));
    into(&NeighbourhoodRow::ward, csv.texts("ward"));
    into(&NeighbourhoodRow::lac, csv.texts("lac"));
    const std::vector<double> latitudes = csv.numbers("latitude", {-90, 90, "degrees north"});
    const std::vector<double> longitudes = csv.numbers("longitude", {-180, 180, "degrees east"});
    into(&NeighbourhoodRow::latitude, latitudes);
    into(&NeighbourhoodRow::longitude, longitudes);
    into(&NeighbourhoodRow::area_km2, csv.numbers("area_km2", {0.001, 100'000, "square kilometres"}));
    into(&NeighbourhoodRow::imd_score, csv.numbers("imd_score", {0, 100}));
    into(&NeighbourhoodRow::population, csv.wholes("population", {1, 10'000'000, "people"}));
    into(&NeighbourhoodRow::households, csv.wholes("households", {1, 10'000'000, "households"}));
    for (std::size_t band = 0; band < census_bands; ++band) {
        const std::vector<int> counts = csv.wholes(band_columns[band], {0, 10'000'000, "people"});
        for (std::size_t row = 0; row < csv.rows(); ++row) place.neighbourhoods[row].age_band[band] = counts[row];
    }
    for (std::size_t band = 0; band < carer_columns.size(); ++band) {
        const std::vector<int> counts = csv.wholes(carer_columns[band], {0, 10'000'000, "people"});
        for (std::size_t row = 0; row < csv.rows(); ++row) place.neighbourhoods[row].carers_by_band[band] = counts[row];
    }
    into(&NeighbourhoodRow::libraries, csv.wholes("libraries", {0, 1000}));
    into(&NeighbourhoodRow::gp_practices, csv.wholes("gp_practices", {0, 1000}));
    csv.finish();

    if (csv.rows() == 0) {
        if (faults.empty())
            faults.add({file.string(), 1, 1}, "", "there is no neighbourhood in the file", "Add a line.");
        return;
    }
    // Sums and neighbours mean nothing while single cells are wrong.
    if (!faults.empty()) return;
    check_bands(place, csv);
    check_names(place, csv);
    check_positions(place, latitudes, longitudes, csv);
}

/// The folder's own table of neighbourhoods, or that of the place it extends.
fs::path neighbourhoods_file(fs::path folder) {
    while (!fs::exists(folder / "neighbourhoods.csv")) {
        const TomlNode own = parse_toml_file(folder / "place.toml");
        const TomlNode* extends = own.find("extends");
        if (extends == nullptr) break;
        folder = locate(Shipped::places, *extends);
    }
    return folder / "neighbourhoods.csv";
}

/// How a scenario names this place: by its slug if it ships, else by where it lies.
std::string reference_of(const fs::path& folder, const std::string& slug) {
    std::error_code none;
    if (fs::equivalent(folder, shipped_path(Shipped::places, slug), none)) return slug;
    return folder.string();
}

}  // namespace

Place load_place(const fs::path& folder) {
    const fs::path whole = fs::absolute(folder / ".").lexically_normal().parent_path();
    const TomlNode tree = parse_with_extends(
        folder / "place.toml", [](const TomlNode& extends) { return locate(Shipped::places, extends) / "place.toml"; });
    Faults faults;
    TomlTable root(tree, "", faults);
    Place place;
    place.slug = whole.filename().string();
    place.reference = reference_of(whole, place.slug);
    place.title = root.text("title");
    place.attribution = root.text("attribution");
    place.relaxed = root.text("relaxed");
    read_totals(root, place, faults);
    read_communal(root, place, faults);
    read_care_services(root, place);
    place.shared_places = read_kinds(root.table("shared_places", true), faults);
    place.groups = read_kinds(root.table("groups", true), faults);
    read_money(root, place);
    root.finish();
    Faults of_table;
    try {
        read_neighbourhoods(neighbourhoods_file(folder), place, of_table);
        of_table.throw_if_any();
    } catch (const InputError& error) {
        faults.add(error);
    }
    faults.throw_if_any();
    return place;
}

}  // namespace topsoil
