// Services: admissions, queues, the workforce, continuity, groups.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

std::vector<std::vector<double>> take(const Taking& taking) {
    const World& world = taking.world;
    std::vector<double> workers = by_place(taking);
    std::vector<double> turnover = by_place(taking);
    for (std::size_t n = 0; n < workers.size(); ++n) {
        const double worker_weeks = taking.since(Flow::worker_weeks, n);
        workers[n] = taking.weeks() > 0 ? worker_weeks / taking.weeks() : 0;
        turnover[n] = worker_weeks > 0 ? taking.since(Flow::workers_left, n) / worker_weeks * 52.18 : 0;
    }
    std::vector<double> clients = by_place(taking);
    std::vector<double> met = by_place(taking);
    for (const Client& client : world.home_care.clients) {
        if (client.file == nobody) continue;
        const std::size_t n = world.people.neighbourhood[client.person];
        clients[n] += 1;
        met[n] += client.met_recently;
    }
    for (std::size_t n = 0; n < met.size(); ++n) met[n] = clients[n] > 0 ? met[n] / clients[n] : 0;
    std::vector<double> waiting = by_place(taking);
    for (std::size_t n = 0; n < waiting.size(); ++n) waiting[n] = taking.census.places()[n].waiting;
    std::vector<double> groups = by_place(taking);
    for (std::size_t n = 0; n < groups.size(); ++n) groups[n] = static_cast<double>(world.groups.in[n].size());
    std::vector<double> contracts = by_place(taking);
    for (const GroupContract& contract : world.groups.contracts) contracts[contract.neighbourhood] += contract.group != nobody ? 1 : 0;
    return {flow_by_place(taking, Flow::emergency_admissions, 1), workers, turnover, clients, met, groups, waiting, flow_by_place(taking, Flow::delayed_days, 1), contracts, flow_by_place(taking, Flow::group_contracts_lost, 1), flow_by_place(taking, Flow::care_home_admissions, 1)};
}

}  // namespace

extern const MeasureDeclaration services_declaration;
const MeasureDeclaration services_declaration{
    {{"emergency_admissions", "1", "emergency admissions to hospital", MeasureKind::flow, Pooling::sum, "", "emergency admissions of people who live here"},
     {"workers", "1", "home-care workers", MeasureKind::stock, Pooling::sum, "", "mean number of workers since the last recording, where their provider has its base", false},
     {"worker_turnover", "1/year", "home-care workers who left, a year", MeasureKind::share, Pooling::ratio, "workers", "leavers over staff since the last recording, as a yearly rate"},
     {"home_care_clients", "1", "people with home care", MeasureKind::stock, Pooling::sum, "", "people with a home-care package, council-funded or private", false},
     {"continuity_workers_per_4wk", "1", "different workers met in four weeks", MeasureKind::share, Pooling::ratio, "home_care_clients", "different home-care workers whom a client met in the last four weeks, mean; bank staff are strangers each time"},
     {"groups_alive", "1", "groups", MeasureKind::stock, Pooling::sum, "", "voluntary and community groups that meet"},
     {"people_waiting", "1", "people waiting for assessment or a start", MeasureKind::stock, Pooling::sum, "", "people in the queues for an assessment or for a package to start"},
     {"delayed_days", "day", "days in hospital ready to go home", MeasureKind::flow, Pooling::sum, "", "days spent in hospital while help at home was not ready"},
     {"groups_with_contract", "1", "groups that hold a council contract", MeasureKind::stock, Pooling::sum, "", "groups that hold a contract with the council for people who live here", false},
     {"group_contracts_lost", "1", "council contracts that groups lost", MeasureKind::flow, Pooling::sum, "", "contracts that a group held and lost when they were tendered or looked at; groups that folded are not counted", false},
     {"care_home_admissions", "1", "older people who went to live in a care home", MeasureKind::flow, Pooling::sum, "", "people of 65 and over who moved to a care home, where they lived before", false}},
    take};

}  // namespace topsoil
