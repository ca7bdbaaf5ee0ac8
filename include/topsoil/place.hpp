// A place as data: what a folder under scenarios/places holds, read and validated. Another city is another folder.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace topsoil {

/// Age bands of the neighbourhood table: 0-14, 15-24, 25-49, 50-64, 65-79, 80 and over.
inline constexpr std::size_t census_bands = 6;

/// One row of neighbourhoods.csv. Counts are as published or apportioned; `Place::population` scales them.
struct NeighbourhoodRow {
    std::string id;
    std::string name;
    std::string ward;
    std::string lac;         ///< Local Area Committee
    double latitude = 0;     ///< degrees north, population-weighted centre
    double longitude = 0;    ///< degrees east
    double area_km2 = 0;
    double imd_score = 0;    ///< Index of Multiple Deprivation 2019, higher is more deprived
    int population = 0;
    int households = 0;
    std::array<int, census_bands> age_band{};
    std::array<int, 3> carers_by_band{};  ///< people giving 1-19, 20-49, 50 or more hours a week
    int libraries = 0;
    int gp_practices = 0;
};

/// A kind of shared place or of group, and how many the city has.
struct KindCount {
    std::string kind;
    int count = 0;
};

/// What a year of public money buys before any lever moves, in pounds a year at `Place::population`, by strand.
struct StrandBudget {
    std::string strand;
    double pounds_per_year = 0;
};

/// A whole place. All totals are for the place at `population` people.
struct Place {
    std::string slug;         ///< folder name: "sheffield"
    std::string reference;    ///< how a scenario names it: the slug if it ships with the program, else the folder's full path
    std::string title;
    std::string attribution;
    std::string relaxed;      ///< which published figure gives way so that the totals agree, in words
    int population = 0;       ///< people, including communal places; the table is scaled to it
    int homes = 0;            ///< occupied homes
    double vacant_share = 0;  ///< homes that stand empty, as a share of `homes`
    int streets = 0;
    int student_halls_people = 0;
    int care_home_beds_older = 0;
    int care_homes_older = 0;
    int care_home_residents_older = 0;
    int care_home_residents_younger = 0;  ///< aged 18-64
    int other_communal_people = 0;
    int home_care_providers = 0;
    int social_workers_adult = 0;
    std::vector<NeighbourhoodRow> neighbourhoods;
    std::vector<KindCount> shared_places;
    std::vector<KindCount> groups;
    std::vector<StrandBudget> strands;
};

}  // namespace topsoil
