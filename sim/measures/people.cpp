// People: how many, how lonely, how many care for somebody.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

template <class Value>
[[nodiscard]] std::vector<double> each(const std::vector<PeopleSums>& sums, Value&& value) {
    std::vector<double> values;
    for (const PeopleSums& one : sums) values.push_back(static_cast<double>(value(one)));
    return values;
}

[[nodiscard]] double lonely_share(const PeopleSums& sums) { return sums.people > 0 ? static_cast<double>(sums.lonely()) / sums.people : 0; }

std::vector<std::vector<double>> take(const Taking& taking) {
    const std::vector<PeopleSums>& places = taking.census.places();
    const std::vector<PeopleSums>& groups = taking.census.groups();
    return {each(places, [](const PeopleSums& s) { return s.people; }),
            each(places, lonely_share),
            each(places, [](const PeopleSums& s) { return s.carers; }),
            each(places, [](const PeopleSums& s) { return s.heavy_carers; }),
            each(places, [](const PeopleSums& s) { return s.in_care_homes; }),
            each(groups, [](const PeopleSums& s) { return s.people; }),
            each(groups, lonely_share)};
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
