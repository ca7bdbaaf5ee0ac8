// Accounts: the council sets money aside, strand by strand and neighbourhood by neighbourhood (budgets.cpp); care is paid for; what is
// left stays in its strand. Public outlay is the same in every regime to the penny: it is set aside before anybody decides how to use it.
//
// Rule (submodels sheets 6 and 13): the council's money for care grows by the same index in every regime, year by year from the day on which
// they part. Double entry in whole pence. Wages go to the neighbourhood where the worker lives. Emergency admissions
// are billed at 4,800 and 3,200 pounds, attendances and delayed days as they happen.
#include <algorithm>
#include <cmath>

#include "commissioning/allocation.hpp"
#include "commissioning/budgets.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/setting_bills.hpp"
#include "state/prices.hpp"
#include "state/provider_costs.hpp"
#include "state/staff.hpp"

namespace topsoil {

namespace {

constexpr Purpose nhs_purpose{"accounts.nhs_pays"};
constexpr std::int64_t one = 1'000'000;

class Accounts final : public Process {
public:
    Accounts(const ParameterView& p, const LeverPlan& plan)
        : costs_(fee_costs(p, "")), training_weeks_(static_cast<int>(p["workforce.training_weeks"])), training_cost_(whole_pence(p["workforce.training_cost"])), rare_cost_(whole_pence(p["workforce.rare_training_cost"])), bank_premium_(p["bank_premium"]), start_up_(p["start_up_coordination"]), place_fee_(whole_pence(p["care_home_fee"])), nursing_fee_(whole_pence(p["nursing_fee"])),
          own_fee_(whole_pence(p["own_fee"])), contribution_(whole_pence(p["client_contribution"])), bed_cost_(whole_pence(p["bed_cost"])), resident_cost_(whole_pence(p["resident_cost"])), nursing_share_(p["nursing_share"]), nhs_share_(p["nhs_funded_share"]),
          elsewhere_(p["care_home_owner_elsewhere"]), older_admission_(whole_pence(p["admission_older"])), younger_admission_(whole_pence(p["admission_younger"])), attendance_(whole_pence(p["attendance"])),
          attendances_(p["attendances_per_head"]), delayed_day_(whole_pence(p["delayed_day"])), reserve_weeks_(p["reserve_weeks"]), growth_ppm_(static_cast<std::int64_t>(std::lround(p["cash_limit_growth"] * one))), settings_(setting_prices(p)), rules_(plan) {}

    void settle(Living& living) override { set_aside(living, rules_, false); }

    void begin(Living& living) override {
        World& world = living.world;
        if (world.commissioned.historic.empty() || rules_.arms().front().formula == 2) remember_spending(world);
        world.commissioned.refill_ppm.clear();
        for (std::size_t n = 0; n < world.city->neighbourhoods.size(); ++n) world.commissioned.refill_ppm.push_back(static_cast<std::int64_t>(rules_.at(n, living.week).refill * one + 0.5));
        note_parting(world.commissioned, living.week);
        set_aside(living, rules_, false);
    }

    void live_week(Living& living) override {
        let_money_grow(living.world.commissioned, living.week);
        set_aside(living, rules_, true);
        pay_home_care(living);
        run_providers(living);
        pay_care_homes(living);
        pay_settings(living, settings_);
        pay_health(living);
    }

private:
    /// A life begins under the status quo; regimes part when one takes over for the first time after that.
    static void note_parting(Commissioned& c, Week week) {
        if (c.cash_limit_ppm.empty()) c.cash_limit_ppm = {one};
        else if (c.parted.empty()) c.parted = {week};
    }

    void let_money_grow(Commissioned& c, Week week) const {
        if (c.parted.empty() || week == c.parted.front() || (week - c.parted.front()) % 52 != 0) return;
        c.cash_limit_ppm.front() += c.cash_limit_ppm.front() * growth_ppm_ / one;
    }

    [[nodiscard]] static SettingPrices setting_prices(const ParameterView& p) {
        return {p["supported_living.support_rate"], p["assistants.payment_rate"], p["assistants.payment_other"], weekly_broker(p["assistants.broker_cost"]), p["on_costs"], whole_pence(p["day_centres.day_fee"]), p["day_centres.day_fare"], p["home_care.detour"],
                whole_pence(p["reablement.course_cost"] / p["reablement.course_weeks"]),
                {whole_pence(p["kin_fee"]), whole_pence(p["foster_fee"]), whole_pence(p["agency_fee"]), whole_pence(p["childrens_home_fee"]), whole_pence(p["lodging_fee"])}};
    }

    static void pay_home_care(Living& living) {
        World& world = living.world;
        HomeCare& care = world.home_care;
        touched(care.clients.size());
        const auto fetch = [&](std::size_t c) {
            if (care.clients[c].file != nobody) world.people.neighbourhood.prefetch(care.clients[c].person);
        };
        in_stages(care.clients.size(), 16, fetch, [&](std::size_t c) {
            const Client& client = care.clients[c];
            if (client.file == nobody || client.delivered == 0) return;
            Provider& provider = care.providers[client.provider];
            const Pence fee = provider.fee_per_hour * static_cast<Pence>(client.delivered) / 60;
            const Account from = client.private_ != 0 ? Account::own_money : Account::strand_home_care;
            const NeighbourhoodId home = world.people.neighbourhood[client.person];
            world.ledger.post(from, home, Account::provider_reserves, provider.base, fee);
            world.flows.add(Flow::home_care_fees_pence, home, fee);
            provider.reserves += fee;
        });
    }

    void run_providers(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        std::vector<std::int64_t> staff_minutes(care.providers.size(), 0);
        std::vector<Pence> spent(care.providers.size(), 0), courses(care.providers.size(), 0);
        const auto spend = [&](std::uint16_t p, Account to, NeighbourhoodId place, Pence amount) {
            if (amount <= 0) return;
            world.ledger.post(Account::provider_reserves, care.providers[p].base, to, place, amount);
            care.providers[p].reserves -= amount;
            spent[p] += amount;
        };
        touched(care.workers.size());
        const auto fetch = [&](std::size_t w) {
            if (care.workers[w].key != 0 && care.workers[w].person != nobody) world.people.neighbourhood.prefetch(care.workers[w].person);
        };
        in_stages(care.workers.size(), 16, fetch, [&](std::size_t w) {
            const Worker& worker = care.workers[w];
            if (worker.key == 0) return;
            const bool learns = in_training(worker, living.week, training_weeks_);
            if (!learns && worker.worked_minutes == 0) return;
            if (learns && worker.since == living.week) courses[worker.provider] += training_cost_;
            const Provider& provider = care.providers[worker.provider];
            const Pence pay = learns ? whole_pence(costs_.wage * worker.contract_minutes / 60) : wages(provider, worker.worked_minutes);
            const bool here = worker.person != nobody;
            if (!learns) {
                const NeighbourhoodId home = here ? world.people.neighbourhood[worker.person] : provider.base;
                world.flows.add(Flow::care_pay_pence, home, pay);
                world.flows.add(Flow::care_pay_minutes, home, worker.worked_minutes);
            }
            spend(worker.provider, here ? Account::care_wages : Account::wages_elsewhere, here ? world.people.neighbourhood[worker.person] : provider.base, pay);
            staff_minutes[worker.provider] += worker.worked_minutes;  // none in training
        });
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
            Provider& provider = care.providers[p];
            if (provider.alive == 0) continue;
            const std::int64_t bank = std::max<std::int64_t>(0, provider.paid_minutes - staff_minutes[p]);
            spend(p, Account::wages_elsewhere, provider.base, static_cast<Pence>(static_cast<double>(wages(provider, bank)) * bank_premium_));
            const double hours = provider.contact_minutes / 60.0;
            spend(p, Account::on_costs, provider.base, static_cast<Pence>(static_cast<double>(spent[p]) * (costs_.on_costs - 1)));
            spend(p, Account::training, provider.base, courses[p] + rare_cost_ * provider.rare_trained);
            spend(p, Account::mileage_and_supplies, provider.base, whole_pence(costs_.mileage * provider.practice_supplies * hours));
            double overhead = static_cast<double>(provider.fixed_per_week) + static_cast<double>(provider.variable_per_hour) * provider.practice_overhead * hours;
            const double coordination = provider.coordination + (living.week < provider.start_up_until ? start_up_ : 0);
            overhead += coordination * static_cast<double>(wages(provider, provider.paid_minutes)) * costs_.on_costs;
            // A national owner keeps six pounds in ten of overhead at headquarters.
            const auto away = static_cast<Pence>(provider.national != 0 ? overhead * 0.6 : 0);
            spend(p, Account::overhead_elsewhere, provider.base, away);
            spend(p, Account::overhead_here, provider.base, static_cast<Pence>(overhead) - away);
            take_margin(world, provider, spent[p]);
        }
    }

    [[nodiscard]] Pence wages(const Provider& provider, std::int64_t minutes) const {
        if (provider.paid_minutes <= 0) return 0;
        const double contact = static_cast<double>(provider.contact_minutes + provider.vain_minutes) / provider.paid_minutes;
        const double paid_share = contact + provider.pay_basis * (1 - contact);
        return static_cast<Pence>(costs_.wage * 100 / 60 * static_cast<double>(minutes) * paid_share);
    }

    /// Owners take what lies above some weeks of payroll; a loss that lasts is counted.
    void take_margin(World& world, Provider& provider, Pence spent) const {
        const auto cushion = static_cast<Pence>(reserve_weeks_ * static_cast<double>(spent));
        provider.weeks_in_red = provider.reserves < 0 ? static_cast<std::int16_t>(provider.weeks_in_red + 1) : std::int16_t{0};
        const Pence surplus = provider.reserves - cushion;
        if (surplus <= 0) return;
        const Pence taken = surplus / 4;
        provider.reserves -= taken;
        world.ledger.post(Account::provider_reserves, provider.national != 0 ? Account::margin_elsewhere : Account::margin_here, provider.base, taken);
    }

    /// Who lives in each care home. The lists are followed side by side: each step of one waits for memory, those of all wait together.
    [[nodiscard]] static std::vector<std::vector<Slot>> residents_of_homes(const World& world) {
        const std::vector<CareHomeSite>& homes = world.city->care_homes;
        std::vector<std::vector<Slot>> residents(homes.size());
        std::vector<Slot> next;
        for (std::size_t h = 0; h < homes.size(); ++h) {
            next.push_back(world.homes.first_person[homes[h].home]);
            residents[h].reserve(world.care_homes.residents[h]);
        }
        for (bool more = true; more;) {
            more = false;
            for (std::size_t h = 0; h < homes.size(); ++h) {
                const Slot slot = next[h];
                if (slot == nobody) continue;
                const Person& person = world.people.person(slot);
                if (person.care_file != nobody && person.setting == Setting::care_home) residents[h].push_back(slot);
                next[h] = person.next_in_home;
                if (next[h] != nobody) world.people.next_in_home.prefetch(next[h]);
                more = true;
            }
        }
        return residents;
    }

    void pay_care_homes(Living& living) const {
        World& world = living.world;
        const City& city = *world.city;
        const std::vector<std::vector<Slot>> residents_of = residents_of_homes(world);
        for (std::size_t h = 0; h < city.care_homes.size(); ++h) {
            const NeighbourhoodId n = city.care_homes[h].neighbourhood;
            Pence income = 0;
            const auto residents = static_cast<std::int64_t>(residents_of[h].size());
            in_stages(
                residents_of[h].size(), 16,
                [&](std::size_t i) {
                    world.people.key.prefetch(residents_of[h][i]);
                    world.care.files.prefetch(world.people.care_file[residents_of[h][i]]);
                },
                [&](std::size_t i) { income += resident_fee(living, residents_of[h][i], world.care.files[world.people.care_file[residents_of[h][i]]], n); });
            if (residents == 0 && world.care_homes.open_beds[h] == 0) continue;
            const Pence cost = bed_cost_ * world.care_homes.open_beds[h] + resident_cost_ * residents;
            world.ledger.post(Account::provider_reserves, Account::care_home_costs, n, cost);
            // What is left is the owners', and so is a loss, where they are.
            const Pence margin = income - cost;
            const auto away = static_cast<Pence>(static_cast<double>(margin) * elsewhere_);
            settle_with_owners(world, Account::care_home_margin_elsewhere, n, away);
            settle_with_owners(world, Account::care_home_margin_here, n, margin - away);
        }
    }

    static void settle_with_owners(World& world, Account owners, NeighbourhoodId n, Pence margin) {
        if (margin >= 0) world.ledger.post(Account::provider_reserves, owners, n, margin);
        else world.ledger.post(owners, Account::provider_reserves, n, -margin);
    }

    /// One resident's week: paid by themselves, by the NHS for some with nursing needs, else by the council with their contribution.
    [[nodiscard]] Pence resident_fee(Living& living, Slot slot, const CareFile& file, NeighbourhoodId n) const {
        World& world = living.world;
        const Block bits = block(living.seed, nhs_purpose, world.people.key[slot], 0);
        const bool nursing = happens(bits[0], nursing_share_);
        if (file.funding == Funding::own) {
            world.ledger.post(Account::own_money, Account::provider_reserves, n, own_fee_);
            return own_fee_;
        }
        const Pence fee = nursing ? nursing_fee_ : place_fee_;
        if (happens(bits[1], nhs_share_)) {
            world.ledger.post(Account::nhs, Account::provider_reserves, n, fee);
            world.flows.add(Flow::nhs_outlay_pence, n, fee);
            return fee;
        }
        world.ledger.post(Account::client_contributions, Account::council, n, contribution_);
        world.ledger.post(Account::strand_care_homes, Account::provider_reserves, n, fee);
        return fee;
    }

    void pay_health(Living& living) const {
        World& world = living.world;
        for (std::size_t i = 0; i < world.city->neighbourhoods.size(); ++i) {
            const auto n = static_cast<NeighbourhoodId>(i);
            const auto since = [&](Flow flow) { return world.flows.at(flow, n) - world.billed.at(flow, n); };
            const std::int64_t older = since(Flow::emergency_admissions_older);
            const std::int64_t younger = since(Flow::emergency_admissions) - older;
            const Pence admissions = older * older_admission_ + younger * younger_admission_;
            const Pence delayed = since(Flow::delayed_days) * delayed_day_;
            const Pence attendances = static_cast<Pence>(attendances_ / weeks_per_year * world.city->neighbourhoods[i].founders * static_cast<double>(attendance_));
            world.ledger.post(Account::nhs, Account::emergency_admissions, n, admissions);
            world.ledger.post(Account::nhs, Account::delayed_days, n, delayed);
            world.ledger.post(Account::nhs, Account::attendances, n, attendances);
            world.flows.add(Flow::nhs_outlay_pence, n, admissions + delayed + attendances);
        }
        world.billed = world.flows;
    }

    FeeCosts costs_;
    int training_weeks_;
    Pence training_cost_;  ///< of each new worker, besides their pay meanwhile
    Pence rare_cost_;      ///< of each worker who learns the rare skill
    double bank_premium_, start_up_;
    Pence place_fee_, nursing_fee_, own_fee_, contribution_, bed_cost_, resident_cost_;
    double nursing_share_, nhs_share_, elsewhere_;
    Pence older_admission_, younger_admission_, attendance_;
    double attendances_;
    Pence delayed_day_;
    double reserve_weeks_;
    std::int64_t growth_ppm_;  ///< of the council's money for care, a year
    SettingPrices settings_;
    ByNeighbourhood<BudgetRules> rules_;
};

}  // namespace

extern const CommissioningDeclaration accounts_declaration;
const CommissioningDeclaration accounts_declaration{
    {"accounts",
     Phase::ledger,
     "Money is set aside by strand and neighbourhood, care is paid for, wages go home, margins go where owners live.",
     {"people", "care.files", "home_care", "care_homes", "settings", "groups"},
     {"ledger.balance", "home_care.providers", "groups.all", "commissioned", "world.billed", "flows.sum"},
     {{"cash_limit_growth", "1/year", 0.0015, -0.05, 0.05, "assumed", Grade::assumed, "growth of the council's money for care, and of social workers with it, in real terms, from the day on which regimes part and in all of them alike: about as much as need grows while the city ages"},
      {"on_costs", "1", 1.345, 1.1, 1.6, "ukhca_price_split_ni_holiday_training_pension", Grade::moderate, "pay with what comes on top, over pay"},
      {"training_on_cost", "1", 0.047, 0, 0.1, "assumed", Grade::assumed, "what of that is training of new workers, which home-care providers bear as it happens: as much as it comes to in the status quo"},
      {"mileage_and_supplies", "GBP/h", 1.55, 0.5, 4, "ukhca_price_split_mileage", Grade::moderate, "mileage and supplies per hour of contact"},
      {"bank_premium", "1", 1.4, 1.0, 2.5, "assumed", Grade::assumed, "pay of bank staff over ordinary pay"},
      {"start_up_coordination", "1", 0.10, 0, 0.25, "assumed", Grade::assumed, "further coordination time in a new unit's first 26 weeks"},
      {"care_home_fee", "GBP/week", 745, 400, 1500, "sheffield_care_home_standard_fee", Grade::moderate, "council fee for a place"},
      {"nursing_fee", "GBP/week", 1000, 600, 2000, "assumed", Grade::assumed, "council fee for a place with nursing"},
      {"own_fee", "GBP/week", 1070, 600, 2000, "care_home_average_fee", Grade::moderate, "fee of people who pay themselves"},
      {"client_contribution", "GBP/week", 190, 0, 400, "assumed", Grade::assumed, "contribution of council-funded residents"},
      {"bed_cost", "GBP/week", 350, 100, 800, "assumed", Grade::assumed, "cost of a bed, filled or not"},
      {"resident_cost", "GBP/week", 470, 100, 900, "assumed", Grade::assumed, "cost of a resident"},
      {"nursing_share", "1", 0.233, 0, 1, "setting_mix_65plus", Grade::moderate, "council residents in nursing places"},
      {"nhs_funded_share", "1", 0.084, 0, 0.5, "assumed", Grade::assumed, "residents who do not pay themselves and whom the NHS pays for: 137 of 1,637"},
      {"care_home_owner_elsewhere", "1", 0.6, 0, 1, "for_profit_share_care_homes", Grade::assumed, "share of care-home margins whose owners live elsewhere"},
      {"admission_older", "GBP", 4800, 1000, 9000, "cost_per_emergency_admission", Grade::moderate, "cost of an emergency admission from 65 on"},
      {"admission_younger", "GBP", 3200, 1000, 9000, "cost_per_emergency_admission", Grade::moderate, "cost of an emergency admission before 65"},
      {"kin_fee", "GBP/week", 330, 0, 1000, "assumed", Grade::assumed, "allowance of kin who look after a child"},
      {"foster_fee", "GBP/week", 560, 200, 1500, "assumed", Grade::assumed, "allowance and fee of a foster family of the council"},
      {"agency_fee", "GBP/week", 1000, 300, 2500, "assumed", Grade::assumed, "fee of a foster family of an agency"},
      {"childrens_home_fee", "GBP/week", 5800, 2000, 12000, "assumed", Grade::assumed, "fee of a children's home"},
      {"lodging_fee", "GBP/week", 1300, 300, 4000, "assumed", Grade::assumed, "fee of supported lodgings of a young person"},
      {"attendance", "GBP", 210, 50, 500, "assumed", Grade::assumed, "cost of an attendance"},
      {"attendances_per_head", "1/year", 0.4, 0.1, 1, "assumed", Grade::assumed, "attendances a year per person"},
      {"delayed_day", "GBP", 395, 100, 1000, "delayed_discharge_cost", Grade::moderate, "cost of a day in hospital ready to go home"},
      {"reserve_weeks", "week", 6, 0, 20, "assumed", Grade::assumed, "weeks of spending that owners leave in a provider"}},
     {},
     {"workforce.wage", "workforce.training_weeks", "workforce.training_cost", "workforce.rare_training_cost", "workforce.leave_rate", "workforce.reference_wage", "workforce.wage_elasticity", "home_care.detour", "supported_living.support_rate", "assistants.payment_rate", "assistants.payment_other", "assistants.broker_cost", "day_centres.day_fee", "day_centres.day_fare",
      "reablement.course_cost", "reablement.course_weeks"}},
    {Lever::community_share, Lever::residential_refill, Lever::allocation},
    [](const ParameterView& p, const LeverPlan& plan) -> std::unique_ptr<Process> { return std::make_unique<Accounts>(p, plan); }};

}  // namespace topsoil
