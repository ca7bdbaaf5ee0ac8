// People: how many, how lonely, how many care for somebody.
#include "measures/catalogue.hpp"
#include "state/lonely.hpp"

namespace topsoil {

namespace {

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
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (slot + 24 < world.city->slots && world.people.care_file[slot + 24] != nobody) world.care.files.prefetch(world.people.care_file[slot + 24]);
        if (!world.people.alive(slot)) continue;
        const std::size_t n = world.people.neighbourhood[slot];
        const bool is_lonely = often_lonely(world.people.loneliness[slot], world.people.key[slot]) && world.people.age(slot, world.week) >= 16;
        population[n] += 1;
        lonely[n] += is_lonely ? 1 : 0;
        in_care_homes[n] += world.people.setting[slot] == Setting::care_home ? 1 : 0;
        // Fifty hours of care cannot be given by somebody who has promised less in all.
        const FileId file = world.people.care_file[slot];
        if (file != nobody && world.care.files[file].first_given != nobody) {
            carers[n] += 1;
            heavy[n] += world.people.committed[slot] >= 50 * 60 && minutes_given(world, slot) >= 50 * 60 ? 1 : 0;
        }
        for_each_group_of(world, slot, [&](std::size_t group) {
            group_population[group] += 1;
            group_lonely[group] += is_lonely ? 1 : 0;
        });
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
