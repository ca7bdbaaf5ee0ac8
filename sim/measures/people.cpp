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

[[nodiscard]] double mean_strain(const PeopleSums& sums) { return sums.carers > 0 ? static_cast<double>(sums.strain) / share_one / sums.carers : 0; }

/// Of care homes for older people, where the home stands.
[[nodiscard]] std::vector<double> residents(const Taking& taking) {
    std::vector<double> values = by_place(taking);
    const std::vector<CareHomeSite>& homes = taking.world.city->care_homes;
    for (std::size_t home = 0; home < homes.size(); ++home) values[homes[home].neighbourhood] += taking.world.care_homes.residents[home];
    return values;
}

/// A number of the last count of ties, by neighbourhood.
template <class Value>
[[nodiscard]] std::vector<double> counted(const Taking& taking, Value&& value) {
    std::vector<double> values = by_place(taking);
    const std::vector<TieCount>& counts = taking.world.ties.counted;
    for (std::size_t n = 0; n < counts.size(); ++n) values[n] = value(counts[n]);
    return values;
}
[[nodiscard]] double share_of(std::uint32_t part, std::uint32_t all) { return all > 0 ? static_cast<double>(part) / all : 0; }

std::vector<std::vector<double>> take(const Taking& taking) {
    const std::vector<PeopleSums>& places = taking.census.places();
    const std::vector<PeopleSums>& groups = taking.census.groups();
    return {each(places, [](const PeopleSums& s) { return s.people; }),
            each(places, lonely_share),
            each(places, [](const PeopleSums& s) { return s.carers; }),
            each(places, [](const PeopleSums& s) { return s.heavy_carers; }),
            residents(taking),
            each(places, mean_strain),
            flow_by_place(taking, Flow::breakdowns, 1),
            counted(taking, [](const TieCount& count) { return share_of(count.ties, count.people); }),
            counted(taking, [](const TieCount& count) { return share_of(count.closed, count.pairs); }),
            each(groups, [](const PeopleSums& s) { return s.people; }),
            each(groups, lonely_share),
            each(groups, [](const PeopleSums& s) { return static_cast<double>(s.given_minutes) / 60; })};
}

}  // namespace

extern const MeasureDeclaration people_declaration;
const MeasureDeclaration people_declaration{
    {{"population", "1", "people who live here", MeasureKind::stock, Pooling::sum, "", "everybody who lives in the neighbourhood, at home or elsewhere in it"},
     {"lonely_share", "1", "share of people who are often lonely", MeasureKind::share, Pooling::population_mean, "", "people of sixteen and over who are often or always lonely, over all people"},
     {"carers", "1", "unpaid carers", MeasureKind::stock, Pooling::sum, "", "people who give care along at least one care tie"},
     {"carers_over_50h", "1", "unpaid carers who give 50 hours a week or more", MeasureKind::stock, Pooling::sum, "", "people who give fifty hours of care a week or more"},
     {"care_home_residents", "1", "older people in care homes", MeasureKind::stock, Pooling::sum, "", "residents of care homes for older people, where the home stands"},
     {"carer_strain", "1", "strain of unpaid carers", MeasureKind::share, Pooling::ratio, "carers", "mean strain of people who give care, from 0 to 1"},
     {"carer_breakdowns", "1", "carers who broke down", MeasureKind::flow, Pooling::sum, "", "unpaid carers who could give no more and stopped, where they live"},
     {"ties_per_person", "1", "ties of a person", MeasureKind::share, Pooling::population_mean, "", "people besides those at home whom somebody counts on: mean of one person in eight, the same in every world, counted in the last week of each year", false},
     {"clustering", "1", "share of people's friends who know each other", MeasureKind::share, Pooling::population_mean, "", "of one person in 128: pairs of people they live with or have a tie to who live together or have one themselves, over all such pairs (transitivity); counted in the last week of each year", false},
     {"population_by_group", "1", "people, by population group", MeasureKind::stock, Pooling::sum, "", "people of each population group", false, MeasureAxis::group},
     {"lonely_share_by_group", "1", "share often lonely, by population group", MeasureKind::share, Pooling::population_mean, "", "often lonely people of sixteen and over, over all people of the group", false, MeasureAxis::group},
     {"unpaid_hours_by_group", "hour", "hours of unpaid care given a week, by population group", MeasureKind::stock, Pooling::sum, "", "hours a week that people of each group give along their care ties: to see on whom care falls, women and men, old and young", false, MeasureAxis::group}},
    take};

}  // namespace topsoil
