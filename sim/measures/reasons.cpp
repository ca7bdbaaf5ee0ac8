// Reasons: why unmet hours are unmet. Every minute has one reason, so that these measures add up to unmet_hours.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double hours = 1.0 / 60;

/// In the order of Reason, as the specs below.
std::vector<std::vector<double>> take(const Taking& taking) {
    std::vector<std::vector<double>> by_reason;
    for (std::size_t reason = 0; reason < reasons; ++reason) by_reason.push_back(flow_by_place(taking, flow_of(static_cast<Reason>(reason)), hours));
    return by_reason;
}

}  // namespace

extern const MeasureDeclaration reasons_declaration;
const MeasureDeclaration reasons_declaration{
    {{"unmet_hours_visit_missed", "hour", "unmet hours whose home-care visit was missed", MeasureKind::flow, Pooling::sum, "", "agreed visits that did not come because nobody could cover"},
     {"unmet_hours_changing_hands", "hour", "unmet hours whose visit did not come while a contract changed hands", MeasureKind::flow, Pooling::sum, "", "agreed visits that did not come within eight weeks of another provider taking over"},
     {"unmet_hours_no_money", "hour", "unmet hours whose package waits for money", MeasureKind::flow, Pooling::sum, "", "package granted and not begun, because the budget of the lot was spoken for"},
     {"unmet_hours_no_provider", "hour", "unmet hours whose package waits for a provider", MeasureKind::flow, Pooling::sum, "", "package granted and not begun, because no provider with staff took it on"},
     {"unmet_hours_waiting_assessment", "hour", "unmet hours of people who wait to be assessed", MeasureKind::flow, Pooling::sum, "", "need of people who have turned to the council and have not been seen yet"},
     {"unmet_hours_lost_this_week", "hour", "unmet hours of people who lost help or came home this week", MeasureKind::flow, Pooling::sum, "", "need of people who came home or lost a carer after everybody had been asked, and who ask next week"},
     {"unmet_hours_not_eligible", "hour", "unmet hours of people found not eligible", MeasureKind::flow, Pooling::sum, "", "need of people to whom the council's last answer was no, at first contact or after an assessment"},
     {"unmet_hours_carer_broke_down", "hour", "unmet hours of people whose carer broke down", MeasureKind::flow, Pooling::sum, "", "need of people whose carer broke down within half a year and has not been made up for"},
     {"unmet_hours_package_smaller", "hour", "unmet hours beyond the package agreed", MeasureKind::flow, Pooling::sum, "", "need beyond the package granted, as far as it was lacking when the package began"},
     {"unmet_hours_fixed_hours", "hour", "unmet hours beyond the fixed hours of a place", MeasureKind::flow, Pooling::sum, "", "need beyond the hours of supported living or of a personal assistant"},
     {"unmet_hours_grown_since", "hour", "unmet hours that have grown since the package began", MeasureKind::flow, Pooling::sum, "", "need of people with a package that has grown, or that family and friends meet less of, since the package began"},
     {"unmet_hours_let_be", "hour", "unmet hours too few to ask for", MeasureKind::flow, Pooling::sum, "", "need of people who lack less than a tenth of what they need"},
     {"unmet_hours_nobody_could", "hour", "unmet hours that nobody asked could meet", MeasureKind::flow, Pooling::sum, "", "need of people who lack less than a fifth and for whom nobody near them could do more"},
     {"unmet_hours_nobody_knows", "hour", "unmet hours of which nobody knows", MeasureKind::flow, Pooling::sum, "", "need of people whom nobody helps, whom nobody has noticed and of whom the council has not heard"},
     {"unmet_hours_council_not_asked", "hour", "unmet hours of which the council has not heard", MeasureKind::flow, Pooling::sum, "", "need of people whom others help or have noticed, and who have not turned to the council"}},
    take};

}  // namespace topsoil
