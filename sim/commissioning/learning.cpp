// Learning: providers try practices of their own accord, at the same rate whoever they are; where they are open to each other they also
// try what others do.
//
// Rule (submodels sheet 10): each provider tries a practice 0.2 times a year; one that is open to others tries one of theirs 0.3 times a
// year more. A provider is as open as the neighbourhoods of the lots it holds. A provider here is one site: inside it a practice is everybody's at once.
#include <algorithm>

#include "commissioning/by_neighbourhood.hpp"
#include "commissioning/catalogue.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/practices.hpp"

namespace topsoil {

namespace {

constexpr Purpose try_purpose{"practice.tried"};
constexpr Purpose learn_purpose{"practice.learnt"};

struct LearningRules {
    explicit LearningRules(const LeverVector& levers) : open(levers[Lever::learning]) {}
    double open;
};

class Learning final : public Process {
public:
    Learning(const ParameterView& p, const LeverPlan& plan) : rule_(p, ""), tries_(p["practice_rate"]), spreads_(p["practice_spreads"]), rules_(plan) {}

    void live_week(Living& living) override {
        const HomeCare& care = living.world.home_care;
        const auto workers = workers_by_provider(care);
        const double tries = weekly_chance(tries_);
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
            if (care.providers[p].alive == 0) continue;
            const Block bits = block(living.seed, try_purpose, care.providers[p].key, living.week);
            if (happens(bits[0], tries)) rule_.try_out(living, p, below(bits[1], PracticeRule::practices), workers[p]);
        }
        learn_from_each_other(living, workers);
    }

private:
    /// One practice of another open provider, seen in this week's state by everybody alike.
    void learn_from_each_other(Living& living, const std::vector<std::int64_t>& workers) const {
        if (std::all_of(rules_.arms().begin(), rules_.arms().end(), [](const LearningRules& rules) { return rules.open <= 0; })) return;
        const HomeCare& care = living.world.home_care;
        const auto open = share_of_lots_held(living.world, [&](std::size_t n) { return rules_.at(n, living.week).open; });
        std::vector<std::uint16_t> network;
        for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
            if (care.providers[p].alive != 0 && open[p] > 0) network.push_back(p);
        }
        if (network.size() < 2) return;
        std::vector<std::pair<std::uint16_t, std::uint32_t>> learnt;
        for (const std::uint16_t p : network) {
            const Block bits = block(living.seed, learn_purpose, care.providers[p].key, living.week);
            if (!happens(bits[0], weekly_chance(spreads_) * open[p])) continue;
            const std::uint16_t other = network[below(bits[1], static_cast<std::uint32_t>(network.size()))];
            std::vector<std::uint32_t> theirs;
            for (std::uint32_t practice = 0; practice < PracticeRule::practices; ++practice) {
                if (((care.providers[other].practices & ~care.providers[p].practices) >> practice & 1) != 0) theirs.push_back(practice);
            }
            if (!theirs.empty()) learnt.emplace_back(p, theirs[below(bits[2], static_cast<std::uint32_t>(theirs.size()))]);
        }
        for (const auto& [p, practice] : learnt) rule_.try_out(living, p, practice, workers[p]);
    }

    PracticeRule rule_;
    double tries_, spreads_;
    ByNeighbourhood<LearningRules> rules_;
};

}  // namespace

extern const CommissioningDeclaration learning_declaration;
const CommissioningDeclaration learning_declaration{
    {"learning",
     Phase::commissioning,
     "Providers try practices, keep what looks good, and learn from each other where they are open.",
     {"home_care"},
     {"home_care.providers", "ledger.balance", "flows.sum"},
     {{"practice_rate", "1/year", 0.2, 0, 2, "assumed", Grade::assumed, "practices that a provider tries of its own accord"},
      {"practice_spreads", "1/year", 0.3, 0, 2, "assumed", Grade::assumed, "practices of others that a fully open provider tries"},
      {"practice_spread", "1", 0.03, 0.0, 0.1, "assumed", Grade::assumed, "spread of the true effects of practices around none", true, 0.0},
      {"practice_noise", "1", 0.05, 0, 1, "assumed", Grade::assumed, "spread of the judgement of a practice around its true effect"},
      {"practice_hours", "h", 20, 0, 100, "assumed", Grade::assumed, "hours of each worker that trying a practice takes"}},
     {},
     {"workforce.wage", "accounts.on_costs"}},
    {Lever::learning},
    [](const ParameterView& p, const LeverPlan& plan) -> std::unique_ptr<Process> { return std::make_unique<Learning>(p, plan); }};

}  // namespace topsoil
