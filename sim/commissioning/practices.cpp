#include "commissioning/practices.hpp"

#include <algorithm>

#include "commissioning/allocation.hpp"

namespace topsoil {

namespace {

constexpr Purpose effect_purpose{"practice.effect"};
constexpr Purpose judge_purpose{"practice.judged"};

/// What a practice acts on: a third of them each.
enum class Acts : std::uint32_t { overhead, supplies, leaving };

}  // namespace

PracticeRule::PracticeRule(const ParameterView& p, const std::string& owner)
    : spread_(p[owner + "practice_spread"]), noise_(p[owner + "practice_noise"]), hours_(p[owner + "practice_hours"]), hourly_(p["workforce.wage"] * p["accounts.on_costs"]) {}

double PracticeRule::effect(std::uint64_t seed, std::uint32_t practice) const { return std::max(-0.5, spread_ * normal(block(seed, effect_purpose, practice, 0))); }

bool PracticeRule::looks_good(const Living& living, std::uint32_t practice, Key judge) const {
    return effect(living.seed, practice) + noise_ * normal(block(living.seed, judge_purpose, mix(judge, practice), living.week)) < 0;
}

void PracticeRule::teach(Living& living, std::uint16_t provider, std::int64_t workers) const {
    Provider& record = living.world.home_care.providers[provider];
    const Pence cost = whole_pence(hours_ * hourly_) * workers;
    record.reserves -= cost;
    living.world.ledger.post(Account::provider_reserves, Account::training, record.base, cost);
    living.world.flows.add(Flow::learning_minutes, record.base, static_cast<std::int64_t>(hours_ * 60) * workers);
}

void PracticeRule::keep(Living& living, std::uint16_t provider, std::uint32_t practice) const {
    Provider& record = living.world.home_care.providers[provider];
    record.practices |= std::uint64_t{1} << practice;
    const double factor = 1 + effect(living.seed, practice);
    switch (static_cast<Acts>(practice % 3)) {
        case Acts::overhead: record.practice_overhead *= factor; break;
        case Acts::supplies: record.practice_supplies *= factor; break;
        case Acts::leaving: record.practice_leaving *= factor; break;
    }
    living.world.flows.add(Flow::practices_kept, record.base, 1);
}

void PracticeRule::try_out(Living& living, std::uint16_t provider, std::uint32_t practice, std::int64_t workers) const {
    const Provider& record = living.world.home_care.providers[provider];
    if ((record.practices >> practice & 1) != 0) return;
    teach(living, provider, workers);
    if (looks_good(living, practice, record.key)) keep(living, provider, practice);
}

void PracticeRule::specify(Living& living, const std::vector<std::uint16_t>& holders, const std::vector<std::uint16_t>& winners) const {
    const HomeCare& care = living.world.home_care;
    std::uint64_t known = 0;
    for (const std::uint16_t holder : holders) known |= care.providers[holder].practices;
    if (known == 0) return;
    const auto workers = workers_by_provider(care);
    for (std::uint32_t practice = 0; practice < practices; ++practice) {
        if ((known >> practice & 1) == 0 || !looks_good(living, practice, 0)) continue;
        for (const std::uint16_t winner : winners) {
            if ((care.providers[winner].practices >> practice & 1) != 0) continue;
            teach(living, winner, workers[winner]);
            keep(living, winner, practice);
        }
    }
}

std::vector<std::int64_t> workers_by_provider(const HomeCare& care) {
    std::vector<std::int64_t> workers(care.providers.size(), 0);
    for (const Worker& worker : care.workers) {
        if (worker.key != 0) ++workers[worker.provider];
    }
    return workers;
}

}  // namespace topsoil
