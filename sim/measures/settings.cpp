// Settings beside home care and care homes: support and assistants, day centres, reablement, looked-after children, nurses and doctors,
// and what people ready to leave hospital wait for.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double hours = 1.0 / 60;
constexpr double thousandth = 1.0 / 1'000;

/// What was asked for, over what there was time for; 0 where nothing was done.
std::vector<double> load_of(const Taking& taking, Flow wanted, const std::vector<double>& done) {
    std::vector<double> load = flow_by_place(taking, wanted, thousandth);
    for (std::size_t n = 0; n < load.size(); ++n) load[n] = done[n] > 0 ? load[n] / done[n] : 0;
    return load;
}

std::vector<std::vector<double>> take(const Taking& taking) {
    const World& world = taking.world;
    std::vector<double> tenants = by_place(taking);
    for (const Tenancy& tenancy : world.settings.tenancies) tenants[world.people.neighbourhood[tenancy.person]] += 1;
    std::vector<double> employers = by_place(taking);
    std::vector<double> assistants = by_place(taking);
    for (const Assistance& post : world.settings.assistants) {
        employers[world.people.neighbourhood[post.person]] += 1;
        if (post.assistant != nobody) assistants[world.people.neighbourhood[post.assistant]] += 1;
    }
    std::vector<double> hours_of_assistants = flow_by_place(taking, Flow::assistant_minutes, hours);
    const std::vector<double> on_budgets = flow_by_place(taking, Flow::budget_minutes, hours);
    for (std::size_t n = 0; n < on_budgets.size(); ++n) hours_of_assistants[n] += on_budgets[n];
    std::vector<double> attending = by_place(taking);
    for (const Attendance& one : world.settings.attendances) attending[world.people.neighbourhood[one.person]] += 1;
    std::vector<double> near = by_place(taking);
    std::vector<double> far = by_place(taking);
    for (const Placement& placement : world.settings.placements) (placement.near != 0 ? near : far)[world.people.neighbourhood[placement.child]] += 1;
    const std::vector<double> visits = flow_by_place(taking, Flow::nurse_visits, thousandth);
    const std::vector<double> contacts = flow_by_place(taking, Flow::gp_contacts, thousandth);
    return {tenants,
            flow_by_place(taking, Flow::supported_minutes, hours),
            employers,
            assistants,
            hours_of_assistants,
            attending,
            flow_by_place(taking, Flow::day_centre_minutes, hours),
            flow_by_place(taking, Flow::day_centre_metres, 1.0 / 1'000),
            flow_by_place(taking, Flow::day_centre_lost, 1),
            flow_by_place(taking, Flow::reablement_started, 1),
            near,
            far,
            flow_by_place(taking, Flow::children_entered, 1),
            flow_by_place(taking, Flow::children_moved, 1),
            visits,
            load_of(taking, Flow::nurse_visits_wanted, visits),
            contacts,
            load_of(taking, Flow::gp_contacts_wanted, contacts),
            flow_by_place(taking, Flow::delayed_days_bed, 1),
            flow_by_place(taking, Flow::delayed_days_package, 1),
            flow_by_place(taking, Flow::delayed_days_assessment, 1)};
}

}  // namespace

extern const MeasureDeclaration settings_declaration;
const MeasureDeclaration settings_declaration{
    {{"supported_living_tenants", "1", "people in supported living and extra care", MeasureKind::stock, Pooling::sum, "", "people with support in a home of their own, where they live"},
     {"supported_living_hours", "hour", "hours of supported living", MeasureKind::flow, Pooling::sum, "", "hours of support in supported living and extra care", false},
     {"assistant_employers", "1", "people who employ an assistant", MeasureKind::stock, Pooling::sum, "", "people with a direct payment or a personal budget and a post for an assistant, filled or vacant"},
     {"personal_assistants", "1", "personal assistants", MeasureKind::stock, Pooling::sum, "", "people employed as personal assistants, where they live", false},
     {"assistant_hours", "hour", "hours of personal assistants", MeasureKind::flow, Pooling::sum, "", "hours that personal assistants gave, where their employers live", false},
     {"day_centre_attenders", "1", "people who go to a day centre", MeasureKind::stock, Pooling::sum, "", "people with days at a day centre, where they live", false},
     {"day_centre_hours", "hour", "hours at day centres", MeasureKind::flow, Pooling::sum, "", "hours spent at day centres, without the way there", false},
     {"day_centre_km", "km", "kilometres to day centres and back", MeasureKind::flow, Pooling::sum, "", "trips of people fetched to day centres", false},
     {"day_centre_places_lost", "1", "people whose day centre closed", MeasureKind::flow, Pooling::sum, "", "people who lost their days because the centre closed"},
     {"reablement_courses", "1", "courses of reablement begun", MeasureKind::flow, Pooling::sum, "", "people who began a course of reablement", false},
     {"children_placed_near", "1", "looked-after children near home", MeasureKind::stock, Pooling::sum, "", "children in a placement within five kilometres of home, where that is", false},
     {"children_placed_far", "1", "looked-after children far from home", MeasureKind::stock, Pooling::sum, "", "children in a placement further than five kilometres from home, where that is"},
     {"children_taken_in", "1", "children taken into care", MeasureKind::flow, Pooling::sum, "", "children who began to be looked after"},
     {"children_moved_on", "1", "children whose carers changed", MeasureKind::flow, Pooling::sum, "", "looked-after children who were placed anew because their carers could go on no more"},
     {"nurse_visits", "1", "visits of community nurses", MeasureKind::flow, Pooling::sum, "", "visits that community nurses made", false},
     {"nurse_load", "1", "visits asked of nurses over visits made", MeasureKind::share, Pooling::ratio, "nurse_visits", "1: nurses had time for all that was asked; more: they had not"},
     {"gp_contacts", "1", "contacts with doctors", MeasureKind::flow, Pooling::sum, "", "contacts for which doctors had time", false},
     {"gp_load", "1", "contacts asked of doctors over contacts had", MeasureKind::share, Pooling::ratio, "gp_contacts", "1: doctors had time for all that was asked; more: they had not"},
     {"delayed_days_bed", "day", "days in hospital waiting for a care-home bed", MeasureKind::flow, Pooling::sum, "", "delayed days of people for whom there was no bed, or no money for one"},
     {"delayed_days_package", "day", "days in hospital waiting for a package", MeasureKind::flow, Pooling::sum, "", "delayed days of people whose package had been granted and had not begun"},
     {"delayed_days_assessment", "day", "days in hospital waiting for an assessment", MeasureKind::flow, Pooling::sum, "", "delayed days of people whom no social worker had seen yet"}},
    take};

}  // namespace topsoil
