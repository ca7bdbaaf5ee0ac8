// Monitoring: four times a year somebody asks how each provider does, through the same noise in every regime; what follows from poor care
// depends on the contract.
//
// Rule (submodels sheets 9 and 10): care seen to be poor twice running stops new packages. Under a contract with a term it is broken and tendered
// anew after 26 weeks. Under stewardship the provider is helped for 26 weeks, which mends one in two; else another unit replaces it a year
// later, with poor care meanwhile.
#include <algorithm>

#include "commissioning/allocation.hpp"
#include "commissioning/by_neighbourhood.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/lots.hpp"

namespace topsoil {

namespace {

constexpr Purpose signal_purpose{"monitoring.signal"};
constexpr Purpose mend_purpose{"monitoring.mended"};
constexpr int quarter = 13;

struct MonitoringRules {
    explicit MonitoringRules(const LeverVector& levers) : term(static_cast<int>(levers[Lever::contract_term_weeks])) {}
    int term;
};

class Monitoring final : public Process {
public:
    Monitoring(const ParameterView& p, const LeverPlan& plan)
        : answers_(p["reviews.answers"] * quarter / weeks_per_year), noise_(p["reviews.noise"]), poor_(p["poor_quality"]), help_cost_(whole_pence(p["help_cost"])), help_success_(p["help_success"]),
          help_effect_(p["help_effect"]), help_weeks_(static_cast<int>(p["help_weeks"])), break_weeks_(static_cast<int>(p["break_weeks"])), replace_weeks_(static_cast<int>(p["replace_weeks"])), rules_(plan) {}

    void live_week(Living& living) override {
        end_help(living);
        // Halfway between the quarter days on which reviews take note.
        if (living.week % quarter != 6) return;
        const auto neighbourhoods = neighbourhoods_served(living.world.home_care);
        for (std::uint16_t p = 0; p < neighbourhoods.size(); ++p) {
            if (neighbourhoods[p] > 0) look_at(living, p, neighbourhoods[p]);
        }
    }

private:
    /// Neighbourhoods in the lots that a provider holds: each sends its answers.
    [[nodiscard]] static std::vector<int> neighbourhoods_served(const HomeCare& care) {
        std::vector<int> served(care.providers.size(), 0);
        for (const std::uint16_t lot : care.lot_of) {
            for (std::size_t i = 0; i < care.lots[lot].providers; ++i) ++served[care.lots[lot].provider[i]];
        }
        return served;
    }

    void look_at(Living& living, std::uint16_t p, int neighbourhoods) const {
        Provider& provider = living.world.home_care.providers[p];
        const double noise = noise_ / std::sqrt(std::max(1.0, answers_ * neighbourhoods));
        const double seen = as_share(provider.quality) + noise * normal(block(living.seed, signal_purpose, provider.key, living.week));
        if (seen >= poor_) {
            provider.poor_seen = 0;
            provider.closed_to_new = 0;
            return;
        }
        provider.poor_seen = static_cast<std::uint8_t>(std::min(200, provider.poor_seen + 1));
        if (provider.poor_seen < 2) return;
        provider.closed_to_new = 1;
        // Every half year that it stays poor, were it to win again or to be no better for the help.
        if (provider.poor_seen % 2 == 0) {
            const bool being_helped = provider.help_until != 0;
            for_lots_of(living.world, p, [&](std::uint16_t lot) { act(living, provider, lot, being_helped); });
        }
    }

    void act(Living& living, Provider& provider, std::uint16_t lot, bool being_helped) const {
        Lot& record = living.world.home_care.lots[lot];
        if (!stewarded(living, lot)) {
            record.next_event = std::min(record.next_event, living.week + break_weeks_);
            record.extended = 1;  // a contract that is broken off is not lengthened
        } else if (!being_helped) {
            provider.help_until = static_cast<std::int16_t>(living.week + help_weeks_);
            charge(living.world, lot, help_cost_);
        }
    }

    /// Help that mends keeps workers longer: what was poor were visits that nobody could make.
    void end_help(Living& living) const {
        auto& providers = living.world.home_care.providers;
        for (std::uint16_t p = 0; p < providers.size(); ++p) {
            Provider& provider = providers[p];
            if (provider.help_until == 0 || provider.help_until > living.week) continue;
            provider.help_until = 0;
            if (happens(draw(living.seed, mend_purpose, provider.key, living.week), help_success_)) {
                provider.practice_leaving *= 1 - help_effect_;
                provider.poor_seen = 0;
            } else if (provider.closed_to_new != 0) {
                for_lots_of(living.world, p, [&](std::uint16_t lot) {
                    if (stewarded(living, lot)) living.world.home_care.lots[lot].next_event = living.week + replace_weeks_;
                });
            }
        }
    }

    [[nodiscard]] bool stewarded(const Living& living, std::uint16_t lot) const {
        const auto& lot_of = living.world.home_care.lot_of;
        return rules_.at(static_cast<std::size_t>(std::find(lot_of.begin(), lot_of.end(), lot) - lot_of.begin()), living.week).term == 0;
    }

    template <class Use>
    static void for_lots_of(const World& world, std::uint16_t provider, Use&& use) {
        const HomeCare& care = world.home_care;
        const auto used = lots_in_use(care);
        for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
            const auto end = care.lots[lot].provider.begin() + care.lots[lot].providers;
            if (used[lot] != 0 && std::find(care.lots[lot].provider.begin(), end, provider) != end) use(lot);
        }
    }

    double answers_, noise_, poor_;
    Pence help_cost_;
    double help_success_, help_effect_;
    int help_weeks_, break_weeks_, replace_weeks_;
    ByNeighbourhood<MonitoringRules> rules_;
};

}  // namespace

extern const CommissioningDeclaration monitoring_declaration;
const CommissioningDeclaration monitoring_declaration{
    {"monitoring",
     Phase::commissioning,
     "Four times a year providers are looked at; poor care stops new packages, breaks a contract or is mended or replaced.",
     {"home_care"},
     {"home_care.providers", "home_care.lots", "commissioned.due"},
     {{"poor_quality", "1", 0.4, 0, 1, "assumed", Grade::assumed, "quality below which care is called poor: visits missed more often than six in a hundred"},
      {"help_cost", "GBP", 15000, 0, 60000, "assumed", Grade::assumed, "cost of helping a provider to mend its care in one lot"},
      {"help_success", "1", 0.5, 0.0, 0.7, "assumed", Grade::assumed, "chance that help mends", true, 0.0},
      {"help_effect", "1", 0.15, 0, 0.5, "assumed", Grade::assumed, "share by which fewer workers leave where help has mended"},
      {"help_weeks", "week", 26, 4, 104, "assumed", Grade::assumed, "weeks that help takes"},
      {"break_weeks", "week", 26, 4, 104, "assumed", Grade::assumed, "weeks in which a contract with a term ends for poor care"},
      {"replace_weeks", "week", 52, 4, 156, "assumed", Grade::assumed, "weeks in which another unit replaces one that help has not mended"}},
     {},
     {"reviews.answers", "reviews.noise"}},
    {Lever::contract_term_weeks},
    [](const ParameterView& p, const LeverPlan& plan) -> std::unique_ptr<Process> { return std::make_unique<Monitoring>(p, plan); }};

}  // namespace topsoil
