// Reviews: once a year or so a lot asks what works, late and through noise, and moves money in small steps between lots, and between the
// strands of each neighbourhood (review_strands.hpp).
//
// Rule (submodels sheet 10): what is seen is the change in the share of clients' need that is met, a quarter old, plus noise of
// 0.20 / sqrt(n), n answers from the lot's neighbourhoods, more of them where deprivation is low, shrunk to the mean of the other lots,
// rho = n / (n + 20). Contract managers may buy the same reviews at the same cost. A lot that did better than the others gains home-care
// money, one that did worse loses some, by at most the step; the others lose or gain the same. Nobody comes below half of what they
// had or above half as much again. Fees are set by open book.
#include <algorithm>

#include "commissioning/allocation.hpp"
#include "commissioning/by_neighbourhood.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/review_strands.hpp"
#include "state/provider_costs.hpp"

namespace topsoil {

namespace {

constexpr std::int64_t one = 1'000'000;
constexpr int quarter = 13;

struct ReviewRules {
    explicit ReviewRules(const LeverVector& levers)
        : every(static_cast<int>(levers[Lever::review_every_weeks])), step(levers[Lever::review_step]), term(static_cast<int>(levers[Lever::contract_term_weeks])), formula(static_cast<int>(levers[Lever::allocation])) {}
    int every;
    double step;
    int term, formula;
};

class Reviews final : public Process {
public:
    Reviews(const ParameterView& p, const LeverPlan& plan)
        : rules_(plan), answers_(p["answers"]), answers_by_fifth_(p["answers_by_fifth"]), response_(p["response"]), strands_{p["noise"], p["miscredited"], p["strand_response"]}, cost_(static_cast<Pence>(p["review_cost"] * 100)), open_book_margin_(p["open_book_margin"]), creep_(p["cost_creep"]), costs_(fee_costs(p)) {}

    void settle(Living& living) override { forget_reviews(living.world); }

    /// Reviews are spread over the time between two of them; a lot that goes on being reviewed as often keeps its weeks.
    void begin(Living& living) override {
        HomeCare& care = living.world.home_care;
        const auto used = lots_in_use(care);
        std::vector<std::size_t> reviewed;
        for (std::size_t lot = 0; lot < care.lots.size(); ++lot) {
            if (used[lot] == 0) continue;
            const ReviewRules& rules = rules_of(living, lot);
            if (rules.every > 0) reviewed.push_back(lot);
            Week& stewarded = care.lots[lot].stewarded;
            stewarded = rules.term > 0 ? Week{-1} : (stewarded < 0 ? living.week : stewarded);
        }
        for (std::size_t i = 0; i < reviewed.size(); ++i) {
            Lot& lot = care.lots[reviewed[i]];
            const int every = rules_of(living, reviewed[i]).every;
            if (lot.review_every == every) continue;
            lot.review_every = every;
            lot.next_review = living.week + 1 + static_cast<Week>((i + 1) * static_cast<std::size_t>(every) / reviewed.size());
        }
    }

    void live_week(Living& living) override {
        if (living.week % quarter == 0) note_results(living.world);
        HomeCare& care = living.world.home_care;
        const auto used = lots_in_use(care);
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            if (used[lot] == 0 || care.lots[lot].next_review != living.week) continue;
            const ReviewRules& rules = rules_of(living, lot);
            if (rules.every == 0) continue;
            review(living, lot, rules);
            care.lots[lot].next_review += rules.every;
        }
    }

private:
    [[nodiscard]] const ReviewRules& rules_of(const Living& living, std::size_t lot) const { return rules_.at(first_of(living, lot), living.week); }
    [[nodiscard]] static std::size_t first_of(const Living& living, std::size_t lot) {
        const auto& lot_of = living.world.home_care.lot_of;
        return static_cast<std::size_t>(std::find(lot_of.begin(), lot_of.end(), lot) - lot_of.begin());
    }
    /// Lots that are compared with this one and share its money: those under the same rules.
    [[nodiscard]] bool same_rules(const Living& living, std::size_t n, std::size_t lot) const { return rules_.arm(n, living.week) == rules_.arm(first_of(living, lot), living.week); }

    /// What the people of each lot let their reviewers know of the last year: the fall of the unmet share of people with packages, a quarter late.
    [[nodiscard]] std::vector<double> heard(const Living& living, const std::vector<std::int64_t>& people, const std::vector<double>& answers) const {
        const World& world = living.world;
        std::vector<double> fall(world.home_care.lots.size(), 0);
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) {
            const double weight = world.city->neighbourhoods[n].founders;
            fall[world.home_care.lot_of[n]] += weight * static_cast<double>(fall_seen(world, Strand::packages, n).value_or(0)) / one;
        }
        for (std::size_t lot = 0; lot < fall.size(); ++lot) {
            fall[lot] = fall[lot] / static_cast<double>(std::max<std::int64_t>(1, people[lot])) + error_of_answers(living, lot, Strand::packages, answers[lot], strands_.noise);
        }
        return fall;
    }

    /// Answers from the people of each lot: more from where deprivation is low.
    [[nodiscard]] std::vector<double> answers_by_lot(const World& world) const {
        std::vector<double> answers(world.home_care.lots.size(), 0);
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) {
            answers[world.home_care.lot_of[n]] += answers_ * (1 + answers_by_fifth_ * (2 - world.city->neighbourhoods[n].deprivation_fifth));
        }
        return answers;
    }

    /// Who answers where, and which lots this one is compared with.
    [[nodiscard]] LotsCompared lots_compared(const Living& living, std::uint16_t lot) const {
        const World& world = living.world;
        LotsCompared lots{answers_by_lot(world), std::vector<std::uint8_t>(world.home_care.lots.size(), 0)};
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) {
            if (same_rules(living, n, lot)) lots.compared[world.home_care.lot_of[n]] = 1;
        }
        return lots;
    }

    /// How much better the lot is thought to have done than the others: few answers of its own weigh little against what all say.
    [[nodiscard]] double advantage(const Living& living, std::uint16_t lot, const LotsCompared& lots) const {
        const World& world = living.world;
        std::vector<std::int64_t> people(world.home_care.lots.size(), 0);
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) people[world.home_care.lot_of[n]] += world.city->neighbourhoods[n].founders;
        const auto fall = heard(living, people, lots.answers);
        double others = 0;
        double other_people = 0;
        for (std::size_t other = 0; other < fall.size(); ++other) {
            if (other == lot || lots.compared[other] == 0) continue;
            others += fall[other] * static_cast<double>(people[other]);
            other_people += static_cast<double>(people[other]);
        }
        if (other_people <= 0) return 0;  // one lot is the whole city: nobody to gain from or lose to
        return (fall[lot] - others / other_people) * lots.answers[lot] / (lots.answers[lot] + 20);
    }

    /// Moves the lot's part of the home-care money by `move`, in millionths of what it was, against that of all the others, each by as
    /// much for its size. What somebody at a limit cannot give or take stays where it is.
    void move_money(const Living& living, std::uint16_t lot, std::int64_t move, int formula) const {
        World& world = living.world;
        const auto& lot_of = world.home_care.lot_of;
        std::vector<std::int64_t>& share = world.commissioned.home_care_ppm;
        const auto weights = allocation_weights(world, formula);
        const auto within = [](std::int64_t wanted) { return std::clamp(wanted, one / 2, one * 3 / 2); };
        Wide gain = 0;
        Wide other_weight = 0;
        for (std::size_t n = 0; n < share.size(); ++n) {
            if (lot_of[n] == lot) gain += static_cast<Wide>(weights[n]) * (within(share[n] + move) - share[n]);
            else if (same_rules(living, n, lot)) other_weight += weights[n];
        }
        if (gain == 0 || other_weight == 0) return;
        const auto each = static_cast<std::int64_t>(gain / other_weight);
        Wide given = 0;
        for (std::size_t n = 0; n < share.size(); ++n) {
            if (lot_of[n] == lot || !same_rules(living, n, lot)) continue;
            const std::int64_t left = within(share[n] - each);
            given += static_cast<Wide>(weights[n]) * (share[n] - left);
            share[n] = left;
        }
        for (std::size_t n = 0; n < share.size(); ++n) {
            if (lot_of[n] == lot) share[n] += static_cast<std::int64_t>((within(share[n] + move) - share[n]) * given / gain);
        }
    }

    void review(Living& living, std::uint16_t lot, const ReviewRules& rules) const {
        World& world = living.world;
        const LotsCompared lots = lots_compared(living, lot);
        const double step = rules.step * rules.every / 52.0;
        // What worked gets a little more, what did not a little less; the other side of the sum is everybody else's.
        move_money(living, lot, static_cast<std::int64_t>(std::clamp(response_ * advantage(living, lot, lots), -1.0, 1.0) * step * one), rules.formula);
        move_between_strands(living, lot, lots, step, home_care_shares(world, rules.formula, living.week), strands_);
        charge(world, lot, cost_);
        if (rules.term == 0) open_book(living, lot);
    }

    /// The fee of a lot under stewardship: audited cost and two per cent, with the creep that goes unnoticed.
    void open_book(Living& living, std::uint16_t lot) const {
        HomeCare& care = living.world.home_care;
        Lot& record = care.lots[lot];
        for (std::size_t i = 0; i < record.providers; ++i) {
            Provider& provider = care.providers[record.provider[i]];
            const double hours = std::max(50.0, provider.contact_minutes / 60.0);
            const double cost = unit_cost(costs_, provider, provider.pay_basis, travel_ratio(provider)) + static_cast<double>(provider.fixed_per_week) / 100 / hours;
            const double creep = power(1 + creep_, (living.week - record.stewarded) / weeks_per_year);
            const auto audited = static_cast<Pence>(cost * (1 + open_book_margin_) * creep * 100);
            provider.emergency_until = 0;  // an audited fee holds no extra for stepping in
            provider.emergency_fee = 0;
            // No fee moves by more than a tenth at once.
            provider.fee_per_hour = std::clamp(audited, provider.fee_per_hour * 9 / 10, provider.fee_per_hour * 11 / 10);
            record.fee_per_hour = provider.fee_per_hour;
        }
    }

    ByNeighbourhood<ReviewRules> rules_;
    double answers_, answers_by_fifth_, response_;
    StrandRules strands_;
    Pence cost_;
    double open_book_margin_, creep_;
    FeeCosts costs_;
};

}  // namespace

extern const CommissioningDeclaration reviews_declaration;
const CommissioningDeclaration reviews_declaration{
    {"reviews",
     Phase::commissioning,
     "Lots under stewardship ask once a year what works, late and through noise, and move money in small steps between each other and between strands; fees go by open book.",
     {"home_care", "care.files", "people.neighbourhood", "people.care_file", "settings.assistants", "groups"},
     {"home_care.lots", "home_care.providers", "commissioned"},
     {{"answers", "1", 10, 5, 40, "assumed", Grade::assumed, "answers from people a neighbourhood-year"},
      {"answers_by_fifth", "1", 0.1, 0, 0.4, "assumed", Grade::assumed, "more answers for each fifth that a neighbourhood is less deprived than the middle"},
      {"noise", "1", 0.20, 0, 10, "assumed", Grade::assumed, "spread of one answer"},
      {"response", "1", 5, 0, 50, "assumed", Grade::assumed, "share of the full step moved for each unit of change seen"},
      {"miscredited", "1", 0.3, 0, 0.6, "assumed", Grade::assumed, "share of a strand's change that is put down to the strand beside it"},
      {"strand_response", "1", 1, 0, 5, "assumed", Grade::assumed, "share of the full step that a strand's money moves for each spread by which its result lies above the mean of the strands"},
      {"review_cost", "GBP", 6000, 0, 30000, "assumed", Grade::assumed, "cost of a review of a lot"},
      {"open_book_margin", "1", 0.02, 0, 0.1, "assumed", Grade::assumed, "margin over audited cost"},
      {"cost_creep", "1/year", 0.005, 0.0, 0.015, "assumed", Grade::assumed, "growth of cost where nothing compares it", true, 0.0, TenderingEnd::high}},
     {},
     {"workforce.wage", "accounts.on_costs", "accounts.mileage_and_supplies", "accounts.training_on_cost", "workforce.training_weeks", "workforce.training_cost", "workforce.leave_rate", "workforce.reference_wage", "workforce.wage_elasticity"}},
    {Lever::review_every_weeks, Lever::review_step, Lever::contract_term_weeks, Lever::allocation},
    [](const ParameterView& p, const LeverPlan& plan) -> std::unique_ptr<Process> { return std::make_unique<Reviews>(p, plan); }};

}  // namespace topsoil
