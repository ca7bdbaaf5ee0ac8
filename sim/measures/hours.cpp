// Hours: what people need, who gives it, what is left unmet.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double hours = 1.0 / 60;

std::vector<std::vector<double>> take(const Taking& taking) {
    std::vector<double> everyday = flow_by_place(taking, Flow::everyday_minutes, hours);
    const std::vector<double> small_acts = flow_by_place(taking, Flow::small_act_minutes, hours);
    for (std::size_t n = 0; n < everyday.size(); ++n) everyday[n] += small_acts[n];
    std::vector<double> home_care = flow_by_place(taking, Flow::home_care_minutes, hours);
    const std::vector<double> own = flow_by_place(taking, Flow::private_care_minutes, hours);
    for (std::size_t n = 0; n < home_care.size(); ++n) home_care[n] += own[n];
    std::vector<double> met = flow_by_place(taking, Flow::need_minutes, hours);
    const std::vector<double> unmet = flow_by_place(taking, Flow::unmet_minutes, hours);
    for (std::size_t n = 0; n < met.size(); ++n) met[n] -= unmet[n];
    std::vector<double> unmet_by_group;
    for (const PeopleSums& group : taking.census.groups()) unmet_by_group.push_back(static_cast<double>(group.unmet_minutes) * hours);
    return {flow_by_place(taking, Flow::need_minutes, hours),
            unmet,
            met,
            flow_by_place(taking, Flow::unpaid_minutes, hours),
            everyday,
            home_care,
            flow_by_place(taking, Flow::travel_seconds, 1.0 / 3600),
            flow_by_place(taking, Flow::volunteer_minutes, hours),
            flow_by_place(taking, Flow::missed_minutes, hours),
            flow_by_place(taking, Flow::rare_missed_minutes, hours),
            flow_by_place(taking, Flow::rare_refused, 1),
            unmet_by_group};
}

}  // namespace

extern const MeasureDeclaration hours_declaration;
const MeasureDeclaration hours_declaration{
    {{"need_hours", "hour", "hours of help needed at home", MeasureKind::flow, Pooling::sum, "", "hours of personal, practical and company need of people at home"},
     {"unmet_hours", "hour", "hours of need that nobody met", MeasureKind::flow, Pooling::sum, "", "need left after paid care, day centres, groups, family, friends and everyday help"},
     {"met_hours", "hour", "hours of need that somebody met", MeasureKind::flow, Pooling::sum, "", "need less what is left of it: by paid care, day centres, groups, family, friends and everyday help", false},
     {"unpaid_care_hours", "hour", "hours of unpaid care given", MeasureKind::flow, Pooling::sum, "", "hours given along care ties, where the person cared for lives", false},
     {"everyday_help_hours", "hour", "hours of everyday help given", MeasureKind::flow, Pooling::sum, "", "arranged help of neighbours and friends, and small acts that nobody needs", false},
     {"home_care_hours", "hour", "hours of home care delivered", MeasureKind::flow, Pooling::sum, "", "contact hours, council-funded and private"},
     {"travel_hours", "hour", "hours home-care workers spent between doors", MeasureKind::flow, Pooling::sum, "", "computed travel of rounds as they were run", false},
     {"volunteer_hours", "hour", "hours volunteered in groups", MeasureKind::flow, Pooling::sum, "", "hours that members give to their groups", false},
     {"missed_visit_hours", "hour", "hours of visits that did not happen", MeasureKind::flow, Pooling::sum, "", "visits planned and not made because nobody, or nobody who knew the rare skill they ask for, could come"},
     {"rare_skill_missed_hours", "hour", "hours of visits missed for want of a rare skill", MeasureKind::flow, Pooling::sum, "", "of missed_visit_hours, those on days on which no worker who knew the rare skill could come"},
     {"rare_skill_waits", "week", "weeks waited for want of a rare skill", MeasureKind::flow, Pooling::sum, "", "weeks in which somebody whose package was granted, and paid for, could not begin because too few of the provider's workers knew the rare skill"},
     {"unmet_hours_by_group", "hour", "unmet hours in the last week, by population group", MeasureKind::stock, Pooling::sum, "", "unmet need in the week of recording, of people of each group", false, MeasureAxis::group}},
    take};

}  // namespace topsoil
