// People: how many, how lonely, how many care for somebody.
#include <algorithm>
#include <array>

#include "measures/catalogue.hpp"
#include "state/lonely.hpp"

namespace topsoil {

namespace {

/// People and often lonely people of one neighbourhood, by age band and sex: all that the dense pass has to count.
struct Tally {
    std::array<std::array<std::int32_t, 2>, group_axis::age_bands> people{}, lonely{};
    std::int32_t carers = 0, lonely_carers = 0, heavy_carers = 0, in_care_homes = 0;
};

/// Minutes a week that each person gives along care ties, by slot.
[[nodiscard]] std::vector<std::uint16_t> minutes_of_care(const World& world) {
    std::vector<std::uint16_t> given(world.city->slots, 0);
    for (std::size_t page = 0; page < world.care.ties.pages(); ++page) {
        const CareTie* ties = world.care.ties.read(page);
        for (std::uint32_t i = 0; i < world.care.ties.page_length(page); ++i) {
            if (ties[i].cared != nobody) given[ties[i].carer] = static_cast<std::uint16_t>(given[ties[i].carer] + ties[i].minutes);
        }
    }
    return given;
}

void count_shard(const World& world, std::size_t shard, const std::vector<std::uint16_t>& given, std::vector<Tally>& tallies) {
    const auto setting = world.people.setting.read(shard);
    const auto neighbourhood = world.people.neighbourhood.read(shard);
    const auto birth_week = world.people.birth_week.read(shard);
    const auto origin = world.people.origin.read(shard);
    const Share16* loneliness = world.people.loneliness.read(shard);
    const Key* key = world.people.key.read(shard);
    const auto roles = world.people.roles.read(shard);
    static const std::array<std::uint8_t, 128> band_of_age = [] {
        std::array<std::uint8_t, 128> bands{};
        for (std::size_t age = 0; age < bands.size(); ++age) bands[age] = static_cast<std::uint8_t>(group_axis::age_band(static_cast<int>(age)));
        return bands;
    }();
    for (std::uint32_t i = 0; i < shard_size; ++i) {
        if (setting[i] == Setting::gone) continue;
        const int age = (world.week - birth_week[i]) / 52;
        const std::size_t band = band_of_age[static_cast<std::size_t>(std::min(age, 127))];
        const std::size_t sex = origin[i] & 1;
        Tally& tally = tallies[neighbourhood[i]];
        ++tally.people[band][sex];
        const int lonely = often_lonely(loneliness[i], key[i]) & (age >= 16) ? 1 : 0;
        tally.lonely[band][sex] += lonely;
        tally.in_care_homes += setting[i] == Setting::care_home ? 1 : 0;
        if ((roles[i] & role::carer) == 0) continue;
        ++tally.carers;
        tally.lonely_carers += lonely;
        tally.heavy_carers += given[shard << shard_bits | i] >= 50 * 60 ? 1 : 0;
    }
}

std::vector<std::vector<double>> take(const Taking& taking) {
    const World& world = taking.world;
    const std::size_t groups = population_groups().size();
    std::vector<double> population = by_place(taking);
    std::vector<double> lonely = by_place(taking);
    std::vector<double> carers = by_place(taking);
    std::vector<double> heavy = by_place(taking);
    std::vector<double> in_care_homes = by_place(taking);
    std::vector<double> group_population(groups, 0.0);
    std::vector<double> group_lonely(groups, 0.0);
    std::vector<Tally> tallies(taking.places());
    const std::vector<std::uint16_t> given = minutes_of_care(world);
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) count_shard(world, shard, given, tallies);
    for (std::size_t n = 0; n < tallies.size(); ++n) {
        const Tally& tally = tallies[n];
        carers[n] = tally.carers;
        heavy[n] = tally.heavy_carers;
        in_care_homes[n] = tally.in_care_homes;
        group_population[group_axis::carers] += tally.carers;
        group_population[group_axis::others] -= tally.carers;
        group_lonely[group_axis::carers] += tally.lonely_carers;
        group_lonely[group_axis::others] -= tally.lonely_carers;
        for (std::size_t band = 0; band < group_axis::age_bands; ++band) {
            for (std::size_t sex = 0; sex < 2; ++sex) {
                const int people = tally.people[band][sex];
                const int often = tally.lonely[band][sex];
                population[n] += people;
                lonely[n] += often;
                for (const std::size_t group : {band, sex == 1 ? group_axis::women : group_axis::men, group_axis::deprivation + world.city->neighbourhoods[n].deprivation_fifth, group_axis::others}) {
                    group_population[group] += people;
                    group_lonely[group] += often;
                }
            }
        }
    }
    for (std::size_t n = 0; n < lonely.size(); ++n) lonely[n] = population[n] > 0 ? lonely[n] / population[n] : 0;
    for (std::size_t g = 0; g < groups; ++g) group_lonely[g] = group_population[g] > 0 ? group_lonely[g] / group_population[g] : 0;
    return {population, lonely, carers, heavy, in_care_homes, group_population, group_lonely};
}

}  // namespace

extern const MeasureDeclaration people_declaration;
const MeasureDeclaration people_declaration{
    {{"population", "1", "people who live here", MeasureKind::stock, Pooling::sum, "", "everybody who lives in the neighbourhood, at home or elsewhere in it"},
     {"lonely_share", "1", "share of people who are often lonely", MeasureKind::share, Pooling::population_mean, "", "people of sixteen and over who are often or always lonely, over all people"},
     {"carers", "1", "unpaid carers", MeasureKind::stock, Pooling::sum, "", "people who give care along at least one care tie"},
     {"carers_over_50h", "1", "unpaid carers who give 50 hours a week or more", MeasureKind::stock, Pooling::sum, "", "people who give fifty hours of care a week or more"},
     {"care_home_residents", "1", "older people in care homes", MeasureKind::stock, Pooling::sum, "", "residents of care homes for older people, where the home stands"},
     {"population_by_group", "1", "people, by population group", MeasureKind::stock, Pooling::sum, "", "people of each population group", false, MeasureAxis::group},
     {"lonely_share_by_group", "1", "share often lonely, by population group", MeasureKind::share, Pooling::population_mean, "", "often lonely people of sixteen and over, over all people of the group", false, MeasureAxis::group}},
    take};

}  // namespace topsoil
