// How near the start values come: the table of docs/model/odd.md, section 8, from one life of the whole city under the status quo:
// `.ci/run balance`. Prints the table; fails where a row that the table does not own up to as a miss lies further than a tenth from its target.
#include <cmath>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "engine/parameters.hpp"
#include "engine/simulation.hpp"
#include "experiment/experiment_help.hpp"
#include "measures/census.hpp"
#include "state/ledger.hpp"
#include "world/make_city.hpp"

using namespace topsoil;

namespace {

constexpr double weeks_a_year = 52.18;

/// What is counted of people and places as they stand, means of the weeks looked at.
struct Stocks {
    std::array<double, 4> at_home_by_need{};
    std::array<double, 3> carers_by_band{};  ///< 1 to 19, 20 to 49, 50 hours a week and more
    double clients = 0, own_clients = 0, employers = 0, waiting_assessment = 0, waiting_start = 0, workers = 0, faces = 0;
    double residents = 0, beds = 0, oldest_residents = 0, oldest = 0, groups = 0, volunteers = 0, giveable = 0, latent = 0, grown = 0, lonely = 0;
    std::vector<double> members_by_kind;
    double older = 0, older_at_home = 0, older_alone = 0, people = 0, empty_homes = 0;
};

/// Some weeks of a life under the status quo: rates from what has flowed, stocks from every fourth week.
class Years {
public:
    Years(Simulation& life, const OutcomeRules& rules, int weeks) : city_(*life.world().city), weeks_(weeks), flows_(life.world().flows), ledger_(life.world().ledger) {
        for (int week = 0; week < weeks; ++week) {
            life.live_week();
            if (week % 4 == 3) look(life.world(), rules);
        }
        for (std::size_t flow = 0; flow < flows; ++flow) flowed_.push_back(static_cast<double>(life.world().flows.total(static_cast<Flow>(flow)) - flows_.total(static_cast<Flow>(flow))));
        for (std::size_t account = 0; account < accounts; ++account) paid_.push_back(static_cast<double>(life.world().ledger.total(static_cast<Account>(account)) - ledger_.total(static_cast<Account>(account))));
    }

    [[nodiscard]] double sum(Flow flow) const { return flowed_[static_cast<std::size_t>(flow)]; }
    /// Hours a week in one neighbourhood.
    [[nodiscard]] double hours(Flow flow) const { return sum(flow) / 60 / weeks_ / places(); }
    [[nodiscard]] double a_year(Flow flow) const { return sum(flow) / weeks_ * weeks_a_year; }
    /// Millions of pounds a year.
    [[nodiscard]] double millions(Account account) const { return paid_[static_cast<std::size_t>(account)] / 100 / 1e6 / weeks_ * weeks_a_year; }
    [[nodiscard]] double stock(double Stocks::* which) const { return stocks_.*which / looks_; }
    [[nodiscard]] double a_place(double Stocks::* which) const { return stock(which) / places(); }
    [[nodiscard]] double at_home(std::size_t need) const { return stocks_.at_home_by_need[need] / looks_ / places(); }
    [[nodiscard]] double carers(std::size_t band) const { return stocks_.carers_by_band[band] / looks_ / places(); }
    [[nodiscard]] double members(std::size_t kind) const { return stocks_.members_by_kind[kind] / looks_; }
    [[nodiscard]] double all_carers() const { return carers(0) + carers(1) + carers(2); }
    [[nodiscard]] double places() const { return static_cast<double>(city_.neighbourhoods.size()); }

private:
    void look(const World& world, const OutcomeRules& rules) {
        ++looks_;
        count_people(world);
        count_carers(world);
        for (const Client& client : world.home_care.clients) {
            if (client.file == nobody) continue;
            (client.private_ != 0 ? stocks_.own_clients : stocks_.clients) += 1;
        }
        double met = 0, clients = 0;
        for (const Client& client : world.home_care.clients) {
            if (client.file == nobody || world.week - client.since < 4) continue;
            met += client.met_recently;
            clients += 1;
        }
        stocks_.faces += met / std::max(1.0, clients);
        for (const Worker& worker : world.home_care.workers) stocks_.workers += worker.key != 0 ? 1 : 0;
        for (std::size_t home = 0; home < world.care_homes.residents.size(); ++home) {
            stocks_.residents += world.care_homes.residents[home];
            stocks_.beds += world.care_homes.open_beds[home];
        }
        stocks_.members_by_kind.resize(city_.place.groups.size(), 0);
        for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
            stocks_.groups += world.groups.all[g].alive != 0 ? 1 : 0;
            stocks_.members_by_kind[world.groups.all[g].kind] += static_cast<double>(world.groups.members[g].size());
        }
        for (const auto& homes : world.vacant) stocks_.empty_homes += static_cast<double>(homes.size());
        for (FileId id = 0; id < world.care.files.size(); ++id) {
            const CareFile& file = world.care.files[id];
            if (file.person == nobody) continue;
            stocks_.waiting_assessment += file.stage == Stage::waiting_assessment ? 1 : 0;
            stocks_.waiting_start += file.stage == Stage::waiting_start ? 1 : 0;
        }
        stocks_.employers += static_cast<double>(world.settings.assistants.size());
        census_.take(world, rules);
        for (const PeopleSums& place : census_.places()) {
            stocks_.giveable += static_cast<double>(place.citizens.giveable) / 60;
            stocks_.latent += static_cast<double>(place.citizens.giveable - place.citizens.promised) / 60;
            stocks_.grown += place.grown();
            stocks_.lonely += place.lonely();
            stocks_.volunteers += place.citizens.all[Told::volunteer];
        }
    }

    void count_people(const World& world) {
        for (Slot slot = 0; slot < world.city->slots; ++slot) {
            if (!world.people.alive(slot)) continue;
            const int age = world.people.age(slot, world.week);
            const Setting setting = world.people.setting[slot];
            stocks_.people += 1;
            if (setting == Setting::home) stocks_.at_home_by_need[static_cast<std::size_t>(world.people.need[slot])] += 1;
            stocks_.older += age >= 65 ? 1 : 0;
            if (age >= 85) (setting == Setting::care_home ? stocks_.oldest_residents : stocks_.oldest) += 1;
            if (age < 75 || setting != Setting::home) continue;
            stocks_.older_at_home += 1;
            stocks_.older_alone += world.homes.count[world.people.home[slot]] == 1 ? 1 : 0;
        }
    }

    void count_carers(const World& world) {
        std::vector<int> given(world.city->slots, 0);
        for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
            if (world.care.ties[tie].cared != nobody) given[world.care.ties[tie].carer] += world.care.ties[tie].minutes;
        }
        for (const int minutes : given) {
            if (minutes > 0) stocks_.carers_by_band[minutes < 20 * 60 ? 0 : (minutes < 50 * 60 ? 1 : 2)] += 1;
        }
    }

    const City& city_;
    int weeks_, looks_ = 0;
    Flows flows_;
    Ledger ledger_;
    std::vector<double> flowed_, paid_;
    Stocks stocks_;
    Census census_;
};

/// A row of the table. A row without a target is shown only; one that is known to miss is shown in bold and not judged.
struct Row {
    std::string measure;
    std::optional<double> target;
    std::string source;
    std::function<double(const Years&)> value;
    int decimals = 0;
    bool misses = false;
    double within = 0.1;  ///< of the target
};

const std::vector<Row>& hours_and_people() {
    static const std::vector<Row> rows{
        {"need, hours", 12'575, "submodels", [](const Years& y) { return y.hours(Flow::need_minutes); }},
        {"people at home with low need", 275, "need_ADL_or_IADL_65_69", [](const Years& y) { return y.at_home(1); }},
        {"– with medium need", 70, "submodels", [](const Years& y) { return y.at_home(2); }},
        {"– with high need", 80, "submodels", [](const Years& y) { return y.at_home(3); }},
        {"unpaid care, hours", 10'468, "carers_share_5plus", [](const Years& y) { return y.hours(Flow::unpaid_minutes); }},
        {"unpaid carers", 359, "carers_share_5plus", [](const Years& y) { return y.all_carers(); }},
        {"– of 1 to 19 hours", 170, "carers_band_mix_50plus", [](const Years& y) { return y.carers(0); }, 0, true},
        {"– of 20 to 49 hours", 77, "carers_band_mix_50plus", [](const Years& y) { return y.carers(1); }},
        {"– of 50 hours and more", 112, "carers_band_mix_50plus", [](const Years& y) { return y.carers(2); }, 0, true},
        {"carers who start, a year, over carers", 0.33, "annual_carer_spell_exit", [](const Years& y) { return y.a_year(Flow::carers_started) / y.places() / y.all_carers(); }, 2},
        {"council home care, hours", 286, "sheffield_hours_per_client_week", [](const Years& y) { return y.hours(Flow::home_care_minutes); }},
        {"council clients in the city", 3'000, "sheffield_hours_per_client_week", [](const Years& y) { return y.stock(&Stocks::clients); }},
        {"private home care, hours", 95, "submodels", [](const Years& y) { return y.hours(Flow::private_care_minutes); }},
        {"supported living and extra care, hours", 350, "submodels", [](const Years& y) { return y.hours(Flow::supported_minutes); }},
        {"personal assistants, hours", 160, "direct_payment_share", [](const Years& y) { return y.hours(Flow::assistant_minutes); }},
        {"people who employ one", 2'000, "direct_payment_share", [](const Years& y) { return y.stock(&Stocks::employers); }},
        {"everyday help that meets need, hours", 230, "submodels", [](const Years& y) { return y.hours(Flow::everyday_meeting_need_minutes); }},
        {"small acts, hours", 970, "borrow_exchange_favours", [](const Years& y) { return y.hours(Flow::small_act_minutes); }},
        {"group help that meets need, hours", 45, "submodels", [](const Years& y) { return y.hours(Flow::group_help_minutes); }},
        {"unmet, hours", 941, "unmet_need_ADL_65plus", [](const Years& y) { return y.hours(Flow::unmet_minutes); }},
        {"waiting for an assessment, city", 1'700, "waiting_assessment_care_review", [](const Years& y) { return y.stock(&Stocks::waiting_assessment); }},
        {"waiting for a start, city", 900, "waiting_assessment_care_review", [](const Years& y) { return y.stock(&Stocks::waiting_start); }},
        {"missed visits, % of hours", 0.7, "assumed", [](const Years& y) { return 100 * y.sum(Flow::missed_minutes) / (y.sum(Flow::missed_minutes) + y.sum(Flow::home_care_minutes) + y.sum(Flow::private_care_minutes)); }, 1, false, 0.57},
        {"workers' turnover, % a year", 27, "turnover_domiciliary_care_workers", [](const Years& y) { return 100 * y.a_year(Flow::workers_left) / y.stock(&Stocks::workers); }, 0, false, 0.33},
        {"travel, % of working time", 17.5, "travel_share_of_working_time", [](const Years& y) { return 100 * y.sum(Flow::travel_seconds) / 60 / y.sum(Flow::worked_minutes); }, 1, false, 0.15},
        {"different workers in four weeks", 10, "carers_seen_per_client_4weeks", [](const Years& y) { return y.stock(&Stocks::faces); }, 1, true},
        {"residents of care homes for older people, % of open beds", 85, "care_home_occupancy_2019", [](const Years& y) { return 100 * y.stock(&Stocks::residents) / y.stock(&Stocks::beds); }, 1},
        {"admissions to them a year", 1'244, "care_home_LOS_mean", [](const Years& y) { return y.a_year(Flow::care_home_admissions); }},
        {"residents of 85 and more, % of people of that age", 14.8, "residential_rate_85plus_1996_2017", [](const Years& y) { return 100 * y.stock(&Stocks::oldest_residents) / (y.stock(&Stocks::oldest_residents) + y.stock(&Stocks::oldest)); }, 1, true},
        {"emergency admissions per 1,000 people over 65", 244, "emergency_admissions_per_1000_65plus", [](const Years& y) { return 1'000 * y.a_year(Flow::emergency_admissions_older) / y.stock(&Stocks::older); }},
        {"beds taken by people ready to go home, a day", 140, "delayed_discharge_per_day", [](const Years& y) { return y.a_year(Flow::delayed_days) / 365.25; }},
        {"groups", 3'350, "sheffield_vcs_groups", [](const Years& y) { return y.stock(&Stocks::groups); }},
        {"volunteers", 89'600, "sheffield_volunteers", [](const Years& y) { return y.stock(&Stocks::volunteers); }},
        {"their hours, city", 261'600, "sheffield_volunteers", [](const Years& y) { return y.hours(Flow::volunteer_minutes) * y.places(); }},
        {"hours of duty: care of each other", 10'668, "submodels", [](const Years& y) { return y.hours(Flow::unpaid_minutes) + y.hours(Flow::duty_caring_minutes); }},
        {"– looking out for one another", 1'200, "submodels", [](const Years& y) { return y.hours(Flow::everyday_minutes) + y.hours(Flow::small_act_minutes); }},
        {"– building community", 900, "submodels", [](const Years& y) { return y.hours(Flow::duty_community_minutes); }},
        {"– the commons", 180, "submodels", [](const Years& y) { return y.hours(Flow::duty_commons_minutes); }},
        {"– welcoming", 150, "submodels", [](const Years& y) { return y.hours(Flow::duty_welcoming_minutes); }},
        {"– decisions", 150, "submodels", [](const Years& y) { return y.hours(Flow::duty_deciding_minutes) + y.hours(Flow::assembly_minutes); }},
        {"– the natural world", 200, "submodels", [](const Years& y) { return y.hours(Flow::duty_nature_minutes); }},
        {"giveable hours of a grown-up", 8.1, "definition", [](const Years& y) { return y.stock(&Stocks::giveable) / y.stock(&Stocks::grown); }, 1},
        {"latent hours", 13'769, "definition", [](const Years& y) { return y.a_place(&Stocks::latent); }},
        {"often lonely, % of grown-ups", 6.6, "lonely_often_always", [](const Years& y) { return 100 * y.stock(&Stocks::lonely) / y.stock(&Stocks::grown); }, 1},
        {"people from 75 on, at home, who live alone, %", std::nullopt, "-", [](const Years& y) { return 100 * y.stock(&Stocks::older_alone) / y.stock(&Stocks::older_at_home); }},
        {"people in the city", 600'000, "place", [](const Years& y) { return y.stock(&Stocks::people); }},
        {"homes that stand empty", 6'900, "place", [](const Years& y) { return y.stock(&Stocks::empty_homes); }},
    };
    return rows;
}

const std::vector<Row>& money() {
    static const std::vector<Row> rows{
        {"older people's care homes and homes for people of 18 to 64, whoever pays", 166.6, "submodels", [](const Years& y) { return y.millions(Account::care_home_costs); }, 1},
        {"home care, council and own", 52.8 * (286 + 95) / 286, "submodels", [](const Years& y) {
             double sum = 0;
             for (const Account account : {Account::care_wages, Account::wages_elsewhere, Account::on_costs, Account::mileage_and_supplies, Account::overhead_here, Account::overhead_elsewhere, Account::margin_here, Account::margin_elsewhere, Account::training}) sum += y.millions(account);
             return sum;
         }, 1},
        {"supported living and extra care", 63.1, "submodels", [](const Years& y) { return y.millions(Account::supported_living_costs); }, 1},
        {"direct payments, with 7.9 that are not hours", 30.0, "submodels", [](const Years& y) { return 7.9 + y.millions(Account::assistants_pay) + y.millions(Account::assistants_on_costs); }, 1},
        {"day centres", 8, "submodels", [](const Years& y) { return y.millions(Account::day_centre_costs); }, 1},
        {"reablement", 7, "submodels", [](const Years& y) { return y.millions(Account::reablement_costs); }, 1},
        {"children's placements", 45.8, "submodels", [](const Years& y) { return y.millions(Account::placements_here) + y.millions(Account::placements_elsewhere); }, 1},
        {"emergency admissions", 234.5, "submodels", [](const Years& y) { return y.millions(Account::emergency_admissions); }, 1},
        {"attendances, delayed days", 70.6, "submodels", [](const Years& y) { return y.millions(Account::attendances) + y.millions(Account::delayed_days); }, 1},
        {"the NHS", 2'058, "submodels", [](const Years& y) { return -y.millions(Account::nhs); }},
        {"unpaid care at £18.31 an hour", 1'470, "submodels", [](const Years& y) { return y.hours(Flow::unpaid_minutes) * y.places() * weeks_a_year * 18.31 / 1e6; }},
        {"citizen capacity at £18.31 an hour", 3'822, "submodels", [](const Years& y) { return y.stock(&Stocks::giveable) * weeks_a_year * 18.31 / 1e6; }},
    };
    return rows;
}

[[nodiscard]] std::string told(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    std::string digits = text;
    const std::size_t end = digits.find('.') == std::string::npos ? digits.size() : digits.find('.');
    for (std::size_t at = end; at > 3 && digits[at - 4] != '-'; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

void print_and_judge(const std::vector<Row>& rows, const Years& burn_in, const Years& later) {
    std::printf("\n| measure | target | source | end of burn-in | twelve years on |\n|---|---|---|---|---|\n");
    for (const Row& row : rows) {
        const double now = row.value(burn_in), then = row.value(later);
        const bool far = row.target && std::abs(now / *row.target - 1) > row.within;
        const std::string mark = far ? "**" : "";
        std::printf("| %s | %s | %s | %s%s%s | %s |\n", row.measure.c_str(), row.target ? told(*row.target, row.decimals).c_str() : "-", row.source.c_str(), mark.c_str(), told(now, row.decimals).c_str(), mark.c_str(), told(then, row.decimals).c_str());
        INFO(row.measure);
        if (!row.misses) CHECK_FALSE(far);
    }
}

/// A kind of group that the city could not keep up would shrink for as long as anybody looks on.
void judge_kinds(const Place& place, const Years& burn_in, const Years& later) {
    std::printf("\n| members of groups, by kind | end of burn-in | twelve years on |\n|---|---|---|\n");
    for (std::size_t kind = 0; kind < place.groups.size(); ++kind) {
        std::printf("| %s | %s | %s |\n", place.groups[kind].kind.c_str(), told(burn_in.members(kind), 0).c_str(), told(later.members(kind), 0).c_str());
        INFO(place.groups[kind].kind);
        CHECK(later.members(kind) == Approx(burn_in.members(kind)).epsilon(0.2));
    }
}

}  // namespace

TEST_CASE("The status quo of the whole city comes within a tenth of every hour, person and pound of the table, save those it owns up to") {
    const Scenario scenario = load_scenario("sheffield", {});
    Team team(2);
    World founders = make_city(scenario.place, scenario.seed, view_of(scenario.parameters, "city"), team);
    Simulation life(std::move(founders), scenario.parameters, scenario.status_quo.levers, scenario.seed, team);
    const OutcomeRules rules(view_of(scenario.parameters, "outcomes"));
    life.settle();
    for (int week = 0; week < 156; ++week) life.live_week();
    const Years burn_in(life, rules, 104);
    life.change_plan(scenario.status_quo.levers);  // the regimes part: from here on the council's money grows
    for (int week = 260; week < 780; ++week) life.live_week();
    const Years later(life, rules, 104);
    print_and_judge(hours_and_people(), burn_in, later);
    print_and_judge(money(), burn_in, later);
    judge_kinds(scenario.place, burn_in, later);
}
