// Reviews: once a year or so a lot asks what works, late and through noise, and moves money in small steps between lots.
//
// Rule (submodels sheet 10): what is seen is the change in the share of clients' need that is met, a quarter old, plus noise of
// 0.20 / sqrt(answers), shrunk to the mean of the other lots, rho = n / (n + 20). A lot that did better than the others gains home-care
// money, one that did worse loses some, by at most the step; the others lose or gain the same. Nobody comes below half of what they
// had or above half as much again. Fees are set by open book.
#include <algorithm>

#include "commissioning/allocation.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/lots.hpp"
#include "state/provider_costs.hpp"

namespace topsoil {

namespace {

constexpr Purpose noise_purpose{"review.noise"};
constexpr std::int64_t one = 1'000'000;
constexpr int quarter = 13;

class Reviews final : public Process {
public:
    Reviews(const ParameterView& p, const LeverRows& rows) : Reviews(p, rows.own()) {
        mixed_ = !rows.of.empty();
        row_ = static_cast<std::int64_t>(rows.mine);
    }
    Reviews(const ParameterView& p, const LeverVector& levers)
        : every_(static_cast<int>(levers[Lever::review_every_weeks])), step_(levers[Lever::review_step]), term_(static_cast<int>(levers[Lever::contract_term_weeks])), formula_(static_cast<int>(levers[Lever::allocation])), answers_(p["answers"]), noise_(p["noise"]),
          response_(p["response"]), cost_(static_cast<Pence>(p["review_cost"] * 100)), open_book_margin_(p["open_book_margin"]), creep_(p["cost_creep"]), costs_{p["accounts.on_costs"], p["accounts.mileage_and_supplies"], p["workforce.wage"]} {}

    void settle(Living& living) override {
        Commissioned& c = living.world.commissioned;
        const std::size_t places = living.world.city->neighbourhoods.size();
        c.home_care_ppm.assign(places, one);
        c.observed.assign(places * 4, 0);
    }

    void begin(Living& living) override {
        if (every_ == 0 || term_ > 0) return;
        auto& lots = living.world.home_care.lots;
        for (std::size_t lot = 0; lot < lots.size(); ++lot) {
            if (!mine(living.world, lot)) continue;
            // In a city of several rows a lot that had its date under this row keeps it.
            Week& next = lots[lot].next_event;
            if (mixed_ && next >= living.week && next <= living.week + every_) continue;
            next = living.week + 1 + static_cast<Week>((lot + 1) * static_cast<std::size_t>(every_) / lots.size());
        }
    }

    void live_week(Living& living) override {
        if (row_ == 0 && living.week % quarter == 0) remember(living.world);
        if (every_ == 0) return;
        HomeCare& care = living.world.home_care;
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            // Tendered lots are reviewed between rounds; lots under stewardship when their own date comes.
            if (!mine(living.world, lot)) continue;
            const bool due = term_ > 0 ? (living.week + lot * 7) % every_ == 0 : care.lots[lot].next_event == living.week;
            if (!due) continue;
            review(living, lot);
            if (term_ == 0) care.lots[lot].next_event += every_;
        }
    }

private:
    [[nodiscard]] bool mine(const World& world, std::size_t lot) const { return !mixed_ || row_of_lot(world, lot) == row_; }
    /// Whether a neighbourhood lives under these levers: reviews move no money of those who do not.
    [[nodiscard]] bool under(const World& world, std::size_t n) const { return !mixed_ || world.commissioned.row_of[n] == row_; }

    /// Unmet share of people with packages by neighbourhood, in millionths; the last four quarters are kept, newest first.
    static void remember(World& world) {
        const std::size_t places = world.city->neighbourhoods.size();
        auto& seen = world.commissioned.observed;
        std::copy_backward(seen.begin(), seen.end() - static_cast<std::ptrdiff_t>(places), seen.end());
        std::vector<std::int64_t> need(places, 0);
        std::vector<std::int64_t> unmet(places, 0);
        for (const Client& client : world.home_care.clients) {
            if (client.file == nobody) continue;
            const NeighbourhoodId n = world.people.neighbourhood[client.person];
            need[n] += world.care.files[client.file].need_minutes();
            unmet[n] += world.care.files[client.file].unmet;
        }
        for (std::size_t n = 0; n < places; ++n) seen[n] = need[n] > 0 ? unmet[n] * one / need[n] : 0;
    }

    /// What the people of each lot let their reviewers know of the last year: the fall of the unmet share, a quarter late.
    [[nodiscard]] std::vector<double> heard(const Living& living, const std::vector<std::int64_t>& people) const {
        const World& world = living.world;
        const std::size_t places = world.city->neighbourhoods.size();
        std::vector<double> fall(world.home_care.lots.size(), 0);
        for (std::size_t n = 0; n < places; ++n) {
            const double weight = world.city->neighbourhoods[n].founders;
            fall[world.home_care.lot_of[n]] += weight * static_cast<double>(world.commissioned.observed[3 * places + n] - world.commissioned.observed[places + n]) / one;
        }
        for (std::size_t lot = 0; lot < fall.size(); ++lot) {
            fall[lot] = fall[lot] / static_cast<double>(std::max<std::int64_t>(1, people[lot])) +
                        noise_ / std::sqrt(answers_) * normal(block(living.seed, noise_purpose, mix(world.city->neighbourhoods[0].key, lot), living.week));
        }
        return fall;
    }

    /// How much better the lot is thought to have done than the others: few answers of its own weigh little against what all say.
    [[nodiscard]] double advantage(const Living& living, std::uint16_t lot) const {
        const World& world = living.world;
        std::vector<std::int64_t> people(world.home_care.lots.size(), 0);
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) people[world.home_care.lot_of[n]] += world.city->neighbourhoods[n].founders;
        const auto fall = heard(living, people);
        double others = 0;
        double other_people = 0;
        for (std::size_t other = 0; other < fall.size(); ++other) {
            if (other == lot) continue;
            others += fall[other] * static_cast<double>(people[other]);
            other_people += static_cast<double>(people[other]);
        }
        if (other_people <= 0) return 0;  // one lot is the whole city: nobody to gain from or lose to
        return (fall[lot] - others / other_people) * answers_ / (answers_ + 20);
    }

    /// Moves the lot's part of the home-care money by `move`, in millionths of what it was, against that of all the others, each by as
    /// much for its size. What somebody at a limit cannot give or take stays where it is.
    void move_money(World& world, std::uint16_t lot, std::int64_t move) const {
        const auto& lot_of = world.home_care.lot_of;
        std::vector<std::int64_t>& share = world.commissioned.home_care_ppm;
        const auto weights = allocation_weights(world, formula_);
        const auto within = [](std::int64_t wanted) { return std::clamp(wanted, one / 2, one * 3 / 2); };
        Wide gain = 0;
        Wide other_weight = 0;
        for (std::size_t n = 0; n < share.size(); ++n) {
            if (lot_of[n] == lot) gain += static_cast<Wide>(weights[n]) * (within(share[n] + move) - share[n]);
            else if (under(world, n)) other_weight += weights[n];
        }
        if (gain == 0 || other_weight == 0) return;
        const auto each = static_cast<std::int64_t>(gain / other_weight);
        Wide given = 0;
        for (std::size_t n = 0; n < share.size(); ++n) {
            if (lot_of[n] == lot || !under(world, n)) continue;
            const std::int64_t left = within(share[n] - each);
            given += static_cast<Wide>(weights[n]) * (share[n] - left);
            share[n] = left;
        }
        for (std::size_t n = 0; n < share.size(); ++n) {
            if (lot_of[n] == lot) share[n] += static_cast<std::int64_t>((within(share[n] + move) - share[n]) * given / gain);
        }
    }

    void review(Living& living, std::uint16_t lot) const {
        World& world = living.world;
        // What worked gets a little more, what did not a little less; the other side of the sum is everybody else's.
        const double move = std::clamp(response_ * advantage(living, lot), -1.0, 1.0) * step_ * every_ / 52.0;
        move_money(world, lot, static_cast<std::int64_t>(move * one));
        charge(world, lot, cost_);
        if (term_ == 0) open_book(living, lot);
    }

    /// The fee of a lot under stewardship: audited cost and two per cent, with the creep that goes unnoticed.
    void open_book(Living& living, std::uint16_t lot) const {
        HomeCare& care = living.world.home_care;
        Lot& record = care.lots[lot];
        for (std::size_t i = 0; i < record.providers; ++i) {
            Provider& provider = care.providers[record.provider[i]];
            const double hours = std::max(50.0, provider.contact_minutes / 60.0);
            const double cost = unit_cost(costs_, provider, provider.pay_basis, travel_ratio(provider)) + static_cast<double>(provider.fixed_per_week) / 100 / hours;
            const double creep = power(1 + creep_, living.week / weeks_per_year);
            const auto audited = static_cast<Pence>(cost * (1 + open_book_margin_) * creep * 100);
            // No fee moves by more than a tenth at once.
            provider.fee_per_hour = std::clamp(audited, provider.fee_per_hour * 9 / 10, provider.fee_per_hour * 11 / 10);
            record.fee_per_hour = provider.fee_per_hour;
        }
    }

    bool mixed_ = false;  ///< the city has several rows of levers, and this process answers for one of them
    std::int64_t row_ = 0;
    int every_;
    double step_;
    int term_, formula_;
    double answers_, noise_, response_;
    Pence cost_;
    double open_book_margin_, creep_;
    FeeCosts costs_;
};

}  // namespace

extern const CommissioningDeclaration reviews_declaration;
const CommissioningDeclaration reviews_declaration{
    {"reviews",
     Phase::commissioning,
     "Lots under stewardship ask once a year what works, late and through noise, and move money between each other in small steps; fees go by open book.",
     {"home_care", "care.files", "people.neighbourhood"},
     {"home_care.lots", "home_care.providers", "commissioned"},
     {{"answers", "1", 10, 5, 40, "assumed", Grade::assumed, "answers from people a neighbourhood-year"},
      {"noise", "1", 0.20, 0, 10, "assumed", Grade::assumed, "spread of one answer"},
      {"response", "1", 5, 0, 50, "assumed", Grade::assumed, "share of the full step moved for each unit of change seen"},
      {"review_cost", "GBP", 6000, 0, 30000, "assumed", Grade::assumed, "cost of a review of a lot"},
      {"open_book_margin", "1", 0.02, 0, 0.1, "assumed", Grade::assumed, "margin over audited cost"},
      {"cost_creep", "1/year", 0.005, 0.0, 0.015, "assumed", Grade::assumed, "growth of cost where nothing compares it", true, 0.0}},
     {},
     {"workforce.wage", "accounts.on_costs", "accounts.mileage_and_supplies"}},
    {Lever::review_every_weeks, Lever::review_step, Lever::contract_term_weeks, Lever::allocation},
    [](const ParameterView& p, const LeverRows& levers) -> std::unique_ptr<Process> { return std::make_unique<Reviews>(p, levers); }};

}  // namespace topsoil
