// Standing arrangements: personal budgets, bases for social workers, rooms kept open, assemblies. Each is paid for every week out of the
// home-care money of its neighbourhood before any package is promised, so that public outlay stays what it was.
//
// Rule (submodels sheets 4 to 6, 10, 12): 3,000 pounds a year a desk; 25,000 a place-year; 6,000 a year an assembly; personal budgets as
// mechanisms/assistants.cpp says, paid with the other bills of the week. Rooms are cut back where they would take more than half of a
// neighbourhood's home-care money. Rooms and assemblies begin when the packages promised in their lot leave room for them: until then the
// money is kept back and the queue gives way. So do longer opening hours, where reviews move money to rooms; shorter ones hold at once. Nor
// is a personal budget offered while packages promised exceed the money.
#include <algorithm>

#include "commissioning/allocation.hpp"
#include "commissioning/by_neighbourhood.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/strands.hpp"
#include "state/prices.hpp"

namespace topsoil {

namespace {

constexpr std::int64_t whole = 1'000'000;

struct ArrangementRules {
    explicit ArrangementRules(const LeverVector& levers)
        : budgets(levers[Lever::personal_budgets]), bases(static_cast<int>(levers[Lever::professional_bases])), rooms(static_cast<std::int64_t>(levers[Lever::premises])),
          assembly(static_cast<std::int64_t>(levers[Lever::decisions])), formula(static_cast<int>(levers[Lever::allocation])) {}
    double budgets;
    int bases;
    std::int64_t rooms, assembly;
    int formula;
};

class Arrangements final : public Process {
public:
    Arrangements(const ParameterView& p, const LeverPlan& plan)
        : hour_(p["assistants.payment_rate"]), broker_(weekly_broker(p["assistants.broker_cost"])), desk_(whole_pence(p["desk_cost"])), room_(whole_pence(p["room_cost"])), assembly_(whole_pence(p["assembly_cost"])), rules_(plan) {}

    void settle(Living& living) override { begin(living); }

    void begin(Living& living) override {
        lay_desks(living);
        decide(living, living.world.home_care.clients.empty());
    }

    void live_week(Living& living) override {
        decide(living, true);
        pay(living);
    }

private:
    /// Base 0 is the central office; local bases are cut like lots.
    void lay_desks(Living& living) const {
        World& world = living.world;
        const std::size_t places = world.city->neighbourhoods.size();
        world.commissioned.desk.assign(places, 0);
        std::int64_t first = 1;
        for (std::size_t arm = 0; arm < rules_.arms().size(); ++arm) {
            if (rules_.arms()[arm].bases <= 1) continue;
            const auto cut = cut_lots(world, rules_.arms()[arm].bases, 0);
            for (std::size_t n = 0; n < places; ++n) {
                if (rules_.arm(n, living.week) == arm) world.commissioned.desk[n] = first + cut[n];
            }
            first += *std::max_element(cut.begin(), cut.end()) + 1;
        }
    }

    /// Pence of desks outside the central office this week, for the social workers of a neighbourhood's people.
    [[nodiscard]] Pence desks_week(const World& world, NeighbourhoodId n, Week week) const {
        if (world.commissioned.desk[n] == 0) return 0;
        const Place& place = world.city->place;
        return weekly_part(world.commissioned.grown(desk_ * place.social_workers_adult * world.city->neighbourhoods[n].founders / place.population), week);
    }

    /// Do the packages promised in each neighbourhood's lot fit its budget, which has been kept clear of standing costs?
    [[nodiscard]] static std::vector<std::uint8_t> money_is_free(const World& world) {
        const HomeCare& care = world.home_care;
        std::vector<Pence> left(care.lots.size(), 0);
        for (std::size_t n = 0; n < care.lot_of.size() && !world.commissioned.home_care_budget.empty(); ++n) left[care.lot_of[n]] += world.commissioned.home_care_budget[n];
        touched(care.clients.size());
        for (const Client& client : care.clients) {
            if (const Pence promised = promised_per_week(care, client); promised > 0) left[care.lot_of[world.people.neighbourhood[client.person]]] -= promised;
        }
        std::vector<std::uint8_t> is_free;
        for (const std::uint16_t lot : care.lot_of) is_free.push_back(care.clients.empty() || left[lot] >= 0 ? 1 : 0);
        return is_free;
    }

    /// What each neighbourhood may have, and what it will cost the week. `may_start`: budgets are known, so that something new may begin.
    void decide(Living& living, bool may_start) const {
        World& world = living.world;
        Commissioned& c = world.commissioned;
        const std::size_t places = world.city->neighbourhoods.size();
        const auto shares = home_care_shares(world, rules_.arms().front().formula, living.week);
        const Pence room = weekly_part(room_, living.week);
        const auto budgets = cost_of_budgets(world, hour_, broker_);
        c.standing.assign(places, 0);
        c.budget_money.assign(places, 0);
        c.shared_places.assign(places, 0);
        c.assembly.assign(places, 0);
        c.arranged.resize(places, 0);
        c.opening_ppm.resize(places, whole);
        const auto is_free = may_start ? money_is_free(world) : std::vector<std::uint8_t>(places, 0);
        for (std::size_t i = 0; i < places; ++i) {
            const auto n = static_cast<NeighbourhoodId>(i);
            const ArrangementRules& rules = rules_.at(i, living.week);
            const std::int64_t rooms = room > 0 ? std::min<std::int64_t>(rules.rooms, shares[i] / 2 / room) : rules.rooms;
            if (rooms == 0 && rules.assembly == 0) c.arranged[i] = 0;
            else if (is_free[i] != 0) c.arranged[i] = 1;
            c.assembly[i] = c.arranged[i] != 0 ? rules.assembly : 0;
            const std::int64_t hours = reviewed_ppm(world, Strand::places, i);
            if (hours < c.opening_ppm[i] || c.arranged[i] == 0 || is_free[i] != 0) c.opening_ppm[i] = hours;
            c.shared_places[i] = c.arranged[i] != 0 ? rooms : 0;
            const Pence offered = after_reviews(world, Strand::budgets, i, static_cast<Pence>(rules.budgets * static_cast<double>(shares[i])));
            c.budget_money[i] = is_free[i] != 0 ? offered : std::min(offered, budgets[i]);
            c.standing[i] = after_reviews(world, Strand::places, i, rooms * room) + (rules.assembly != 0 ? weekly_part(assembly_, living.week) : 0) + desks_week(world, n, living.week) + budgets[i];
        }
    }

    void pay(Living& living) const {
        World& world = living.world;
        const Commissioned& c = world.commissioned;
        const Pence room = weekly_part(room_, living.week);
        for (std::size_t i = 0; i < c.standing.size(); ++i) {
            const auto n = static_cast<NeighbourhoodId>(i);
            const auto post = [&](Account to, Pence amount) { world.ledger.post(Account::strand_home_care, to, n, amount); };
            post(Account::premises, c.shared_places[i] * room * c.opening_ppm[i] / whole);
            post(Account::assemblies, c.assembly[i] != 0 ? weekly_part(assembly_, living.week) : 0);
            post(Account::desks, desks_week(world, n, living.week));
        }
    }

    double hour_;
    Pence broker_, desk_, room_, assembly_;
    ByNeighbourhood<ArrangementRules> rules_;
};

}  // namespace

extern const CommissioningDeclaration arrangements_declaration;
const CommissioningDeclaration arrangements_declaration{
    {"arrangements",
     Phase::commissioning,
     "Personal budgets, bases for social workers, rooms for groups and assemblies are decided on, and the last three paid for.",
     {"home_care", "people.neighbourhood", "commissioned.home_care_ppm", "commissioned.strand_ppm", "commissioned.home_care_budget", "settings.assistants"},
     {"commissioned.standing", "commissioned.arranged", "commissioned.budget_money", "commissioned.desk", "commissioned.shared_places", "commissioned.opening_ppm", "commissioned.assembly", "commissioned.strand_money", "ledger.balance"},
     {{"desk_cost", "GBP/year", 3000, 0, 10000, "assumed", Grade::assumed, "cost of a social worker's desk outside the central office"},
      {"room_cost", "GBP/year", 25000, 0, 100000, "assumed", Grade::assumed, "cost of keeping a shared place open"},
      {"assembly_cost", "GBP/year", 6000, 0, 30000, "assumed", Grade::assumed, "cost of an assembly: a facilitator, a room, papers"}},
     {},
     {"assistants.payment_rate", "assistants.broker_cost"}},
    {Lever::personal_budgets, Lever::professional_bases, Lever::premises, Lever::decisions, Lever::allocation},
    [](const ParameterView& p, const LeverPlan& plan) -> std::unique_ptr<Process> { return std::make_unique<Arrangements>(p, plan); }};

}  // namespace topsoil
