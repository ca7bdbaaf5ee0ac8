// Home care as work and as a market: pay and ways of those who do it, who they work for, how many share the market, whom a change of provider meets.
#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double hours = 1.0 / 60;
constexpr double car_kg_per_km = 0.17;  // carbon dioxide of a mean car [assumed: UK government conversion factors lie near]

[[nodiscard]] std::vector<double> ratio(const std::vector<double>& of, const std::vector<double>& to) {
    std::vector<double> values(of.size(), 0.0);
    for (std::size_t n = 0; n < of.size(); ++n) values[n] = to[n] > 0 ? of[n] / to[n] : 0;
    return values;
}

/// Providers by the neighbourhood of their base: how many, rounds that nobody runs, and their part of the sum of squared shares of this week's contact.
struct Bases {
    explicit Bases(const Taking& taking) : providers(by_place(taking)), vacant(by_place(taking)), squares(by_place(taking)) {
        const HomeCare& care = taking.world.home_care;
        double all = 0;
        for (const Provider& provider : care.providers) all += provider.alive != 0 ? provider.contact_minutes : 0;
        for (std::size_t p = 0; p < care.providers.size(); ++p) {
            const Provider& provider = care.providers[p];
            if (provider.alive == 0) continue;
            providers[provider.base] += 1;
            vacant[provider.base] += p < care.vacancies.size() ? care.vacancies[p] : 0;
            const double share = all > 0 ? provider.contact_minutes / all : 0;
            squares[provider.base] += share * share;
        }
    }
    std::vector<double> providers, vacant, squares;
};

/// What the clients of a neighbourhood pay, or the council for them, and whether their provider's owner lives in the city; means over clients.
struct Bought {
    explicit Bought(const Taking& taking) : fee(by_place(taking)), local(by_place(taking)) {
        const World& world = taking.world;
        std::vector<double> clients = by_place(taking);
        for (const Client& client : world.home_care.clients) {
            if (client.file == nobody) continue;
            const std::size_t n = world.people.neighbourhood[client.person];
            const Provider& provider = world.home_care.providers[client.provider];
            clients[n] += 1;
            fee[n] += static_cast<double>(provider.fee_per_hour) / 100;
            local[n] += provider.national == 0 ? 1 : 0;
        }
        fee = ratio(fee, clients);
        local = ratio(local, clients);
    }
    std::vector<double> fee, local;
};

std::vector<std::vector<double>> take(const Taking& taking) {
    const std::vector<double> paid_hours = flow_by_place(taking, Flow::care_pay_minutes, hours), worked = flow_by_place(taking, Flow::worked_minutes, hours);
    const Bases bases(taking);
    const Bought bought(taking);
    return {paid_hours,
            ratio(flow_by_place(taking, Flow::care_pay_pence, 0.01), paid_hours),
            worked,
            ratio(flow_by_place(taking, Flow::travel_seconds, 1.0 / 3600), worked),
            flow_by_place(taking, Flow::travel_metres, 0.001),
            flow_by_place(taking, Flow::travel_metres, 0.001 * car_kg_per_km),
            bases.vacant,
            bases.providers,
            bases.squares,
            bought.fee,
            bought.local,
            flow_by_place(taking, Flow::provider_changes, 1)};
}

}  // namespace

extern const MeasureDeclaration market_declaration;
const MeasureDeclaration market_declaration{
    {{"care_pay_hours", "hour", "hours that home-care workers work", MeasureKind::flow, Pooling::sum, "", "contact, ways and gaps of employed workers, bank staff left out, where the workers live (their provider's base, of those from elsewhere)", false},
     {"effective_wage", "GBP/hour", "effective wage of home-care workers", MeasureKind::share, Pooling::ratio, "care_pay_hours", "pay over all hours worked, ways and gaps among them, paid or not, where the workers live", false},
     {"working_hours", "hour", "working hours of home care", MeasureKind::flow, Pooling::sum, "", "contact and travel of all rounds as they were run, by anybody, where they begin", false},
     {"travel_share", "1", "share of working time spent on the way", MeasureKind::share, Pooling::ratio, "working_hours", "time between doors and at them over working hours of home care", false},
     {"care_travel_km", "km", "kilometres between doors", MeasureKind::flow, Pooling::sum, "", "road kilometres of home-care rounds as they were run, from the first door to the last", false},
     {"care_travel_co2", "kg", "carbon dioxide of care travel", MeasureKind::flow, Pooling::sum, "", "those kilometres at 0.17 kg of carbon dioxide, as if all were driven in a mean car", false},
     {"vacant_rounds", "1", "rounds that nobody runs", MeasureKind::stock, Pooling::sum, "", "home-care posts without a worker, where their provider has its base", false},
     {"providers", "1", "home-care providers", MeasureKind::stock, Pooling::sum, "", "providers that are in business, where they have their base", false},
     {"market_concentration", "1", "concentration of the home-care market", MeasureKind::stock, Pooling::sum, "", "sum of squared shares of this week's contact minutes (Herfindahl-Hirschman); of a neighbourhood, the part of the providers that have their base there", false},
     {"home_care_fee", "GBP/hour", "fee for an hour of home care", MeasureKind::share, Pooling::ratio, "home_care_clients", "mean over clients of what their provider is paid an hour of contact", false},
     {"local_provider_share", "1", "share of clients whose provider is the city's own", MeasureKind::share, Pooling::ratio, "home_care_clients", "clients of providers whose owners live in the city, over all", false},
     {"provider_changes", "1", "people whose provider changed over their head", MeasureKind::flow, Pooling::sum, "", "clients who were moved to another provider by a tender, a review, a hand-back or a failure"}},
    take};

}  // namespace topsoil
