// Citizenship: hours given by duty, what people could give, how they stand with one another, and the green places. Hours are effort, not
// an outcome: more of them is neither good nor bad.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double hours = 1.0 / 60;
constexpr double pounds_an_hour = 18.31;  // what it costs to replace an hour [replacement_cost_hour]; reproduces 10 M pounds of care a neighbourhood

[[nodiscard]] double share(std::int64_t part, std::int64_t whole) { return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0; }

template <class Value>
[[nodiscard]] std::vector<double> each(const std::vector<PeopleSums>& sums, Value&& value) {
    std::vector<double> values;
    for (const PeopleSums& one : sums) values.push_back(value(one.citizens));
    return values;
}

/// Hours by duty, in the order of Duty: groups and duties outside them, with care, everyday help and assemblies where they belong.
[[nodiscard]] std::vector<std::vector<double>> hours_by_duty(const Taking& taking) {
    const auto sum = [&](std::initializer_list<Flow> flows) {
        std::vector<double> values = by_place(taking);
        for (const Flow flow : flows) {
            const std::vector<double> more = flow_by_place(taking, flow, hours);
            for (std::size_t n = 0; n < values.size(); ++n) values[n] += more[n];
        }
        return values;
    };
    return {sum({Flow::unpaid_minutes, Flow::duty_caring_minutes}),
            sum({Flow::everyday_minutes, Flow::small_act_minutes}),
            sum({Flow::duty_community_minutes}),
            sum({Flow::duty_commons_minutes}),
            sum({Flow::duty_welcoming_minutes}),
            sum({Flow::duty_deciding_minutes, Flow::assembly_minutes}),
            sum({Flow::duty_nature_minutes})};
}

std::vector<std::vector<double>> take(const Taking& taking) {
    std::vector<std::vector<double>> values = hours_by_duty(taking);
    std::vector<double> value = by_place(taking);
    for (std::size_t n = 0; n < value.size(); ++n) {
        for (std::size_t duty = 0; duty < static_cast<std::size_t>(Duty::count_); ++duty) value[n] += values[duty][n] * pounds_an_hour;
    }
    values.push_back(std::move(value));
    const std::vector<PeopleSums>& places = taking.census.places();
    const std::vector<PeopleSums>& groups = taking.census.groups();
    const auto latent = [](const CitizenSums& t) { return static_cast<double>(t.giveable - t.promised) * hours; };
    values.push_back(each(places, [](const CitizenSums& t) { return static_cast<double>(t.giveable) * hours; }));
    values.push_back(each(places, latent));
    values.push_back(each(places, [&](const CitizenSums& t) { return latent(t) * pounds_an_hour; }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.all[Told::seen], t.all[Told::at_home]); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.all[Told::valued], t.all[Told::person]); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.all[Told::contributing], t.all[Told::person]); }));
    std::vector<double> settled = flow_by_place(taking, Flow::newcomers_settled, 1);
    std::vector<double> welcomed = flow_by_place(taking, Flow::newcomers_welcomed, 1);
    for (std::size_t n = 0; n < welcomed.size(); ++n) welcomed[n] = settled[n] > 0 ? welcomed[n] / settled[n] : 0;
    values.push_back(std::move(settled));
    values.push_back(std::move(welcomed));
    values.push_back(each(places, [](const CitizenSums& t) { return static_cast<double>(t.in_need[Told::person]); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.in_need[Told::seen], t.in_need[Told::at_home]); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.in_need[Told::valued], t.in_need[Told::person]); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.in_need[Told::contributing], t.in_need[Told::person]); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.all[Told::volunteer], t.all[Told::person]); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.belonging, t.all[Told::person] * share_one); }));
    values.push_back(each(places, [](const CitizenSums& t) { return share(t.all[Told::exhausted], t.all[Told::person]); }));
    std::vector<double> green;
    for (const std::int64_t ppm : taking.world.citizenship.green_ppm) green.push_back(static_cast<double>(ppm) / 1e6);
    values.push_back(std::move(green));
    values.push_back(each(groups, [](const CitizenSums& t) { return static_cast<double>(t.promised) * hours; }));
    values.push_back(each(groups, latent));
    values.push_back(each(groups, [](const CitizenSums& t) { return share(t.all[Told::contributing], t.all[Told::person]); }));
    return values;
}

constexpr MeasureKind flow = MeasureKind::flow;
constexpr MeasureKind stock = MeasureKind::stock;
constexpr MeasureKind part = MeasureKind::share;
constexpr Pooling sum = Pooling::sum;
constexpr Pooling mean = Pooling::population_mean;

}  // namespace

extern const MeasureDeclaration citizens_declaration;
const MeasureDeclaration citizens_declaration{
    {{"caring_hours", "hour", "hours of taking care of each other", flow, sum, "", "unpaid care, and volunteering in groups of peer support, carers, disability and food banks", false},
     {"looking_out_hours", "hour", "hours of looking out for one another", flow, sum, "", "everyday help and small acts between people who know each other", false},
     {"community_hours", "hour", "hours of building community", flow, sum, "", "volunteering in all groups that no other duty names", false},
     {"commons_hours", "hour", "hours of protecting what is held in common", flow, sum, "", "volunteering in allotment societies and skill and tool shares, and the commons outside groups", false},
     {"welcoming_hours", "hour", "hours of welcoming others", flow, sum, "", "volunteering in cultural groups, and calling on newcomers", false},
     {"deciding_hours", "hour", "hours of making decisions together", flow, sum, "", "tenants' and residents' groups, and seats in assemblies", false},
     {"nature_hours", "hour", "hours of caring for the natural world", flow, sum, "", "friends-of groups, litter and nature groups, and the natural world outside groups", false},
     {"given_hours_value", "GBP", "value of hours given in all seven duties", flow, sum, "", "hours given at 18.31 pounds, what it costs to replace an hour: a price on effort, not a saving", false},
     {"giveable_hours", "hour", "hours a week that people could give", stock, sum, "", "hours a week that people of sixteen and over give or would give, unpaid care included", false},
     {"latent_hours", "hour", "hours a week that people would give and have promised nobody", stock, sum, "", "what people would give beyond what they have promised, small acts not taken off; nobody knows how much of it can be reached", false},
     {"latent_hours_value", "GBP", "value of a week's latent hours", stock, sum, "", "latent hours of one week at 18.31 pounds: a price on a stock of time that nothing has been shown to release", false},
     {"seen_share", "1", "share of people who are seen", part, mean, "", "grown-ups at home whom somebody outside their home noticed in the last four weeks"},
     {"valued_share", "1", "share of people who are valued", part, mean, "", "grown-ups who volunteer or sit in an assembly, or gave an hour a month and were thanked"},
     {"contributing_share", "1", "share of people who contribute", part, mean, "", "grown-ups who have promised an hour a month or more to somebody or something, small acts left out", false},
     {"newcomers_settled", "1", "newcomers who have lived here for a quarter of a year", flow, sum, "", "people of sixteen and over who came to the city thirteen weeks before and still live where they came to", false},
     {"welcomed_share", "1", "share of newcomers who were welcomed", part, Pooling::ratio, "newcomers_settled", "of those, who know two neighbours, belong to a group or had one call; 0 where nobody came"},
     {"grown_ups_with_need", "1", "grown-ups who need help", stock, sum, "", "people of sixteen and over who have need, at home or elsewhere", false},
     {"seen_share_with_need", "1", "share of people with need who are seen", part, Pooling::ratio, "grown_ups_with_need", "the same as for everybody, of people with need at home"},
     {"valued_share_with_need", "1", "share of people with need who are valued", part, Pooling::ratio, "grown_ups_with_need", "the same as for everybody, of people with need"},
     {"giving_share_with_need", "1", "share of people with need who give", part, Pooling::ratio, "grown_ups_with_need", "people with need who have promised an hour a month or more themselves", false},
     {"volunteer_share", "1", "share of people who volunteer in groups", part, mean, "", "grown-ups who give hours to a group", false},
     {"belonging", "1", "how much people feel that they belong", part, mean, "", "mean of belonging of people of sixteen and over"},
     {"exhausted_share", "1", "share of people worn out by giving", part, mean, "", "grown-ups whose exhaustion from giving is above three tenths"},
     {"green_condition", "1", "condition of green places", part, mean, "", "from 0, nobody has looked after them for long, to 1, as good as they can be"},
     {"promised_hours_by_group", "hour", "hours a week promised, by population group", stock, sum, "", "hours a week that people of each group have promised to others, care included", false, MeasureAxis::group},
     {"latent_hours_by_group", "hour", "latent hours a week, by population group", stock, sum, "", "hours a week that people of each group would give and have promised nobody", false, MeasureAxis::group},
     {"contributing_share_by_group", "1", "share who contribute, by population group", part, mean, "", "grown-ups of each group who have promised an hour a month or more", false, MeasureAxis::group}},
    take};

}  // namespace topsoil
