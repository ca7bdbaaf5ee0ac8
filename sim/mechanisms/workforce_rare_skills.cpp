#include "mechanisms/workforce_rare_skills.hpp"

#include <algorithm>

namespace topsoil {

namespace {

constexpr Purpose need_purpose{"home_care.rare_need"};
constexpr Purpose training_purpose{"work.rare_training"};
constexpr int days = 7;

/// Minutes a week of the visits of those who need it, by provider: of one worker, since one of two is enough.
[[nodiscard]] std::vector<std::int64_t> minutes_needed(const HomeCare& care) {
    std::vector<std::int64_t> minutes(care.providers.size(), 0);
    for (const Client& client : care.clients) {
        if (client.file != nobody && client.rare != 0) minutes[client.provider] += client.agreed_a_day() / client.hands * days;
    }
    return minutes;
}

/// Those of a provider who know it.
struct Skilled {
    int workers = 0;
    std::int64_t minutes = 0;  ///< a week, contracted
    std::int64_t longest = 0;  ///< of one of them, at most
    void add(const Worker& worker) {
        ++workers;
        minutes += worker.contract_minutes;
        longest = std::max<std::int64_t>(longest, worker.contract_minutes);
    }
    /// Whether they are enough where one of them is away.
    [[nodiscard]] bool enough_for(std::int64_t needed) const { return minutes - longest >= needed; }
};

[[nodiscard]] std::vector<Skilled> teams_of(const HomeCare& care, bool also_away) {
    std::vector<Skilled> teams(care.providers.size());
    for (const Worker& worker : care.workers) {
        if (worker.key != 0 && worker.knows_rare_skill() && (also_away || worker.absent == 0)) teams[worker.provider].add(worker);
    }
    return teams;
}

/// The worker of each provider who has been there longest and does not know it yet; nobody where all do.
[[nodiscard]] std::vector<std::uint32_t> next_to_learn(const HomeCare& care) {
    std::vector<std::uint32_t> next(care.providers.size(), nobody);
    const auto sooner = [&](const Worker& a, const Worker& b) { return a.since != b.since ? a.since < b.since : a.key < b.key; };
    for (std::uint32_t w = 0; w < care.workers.size(); ++w) {
        const Worker& worker = care.workers[w];
        if (worker.key == 0 || worker.knows_rare_skill()) continue;
        std::uint32_t& first = next[worker.provider];
        if (first == nobody || sooner(worker, care.workers[first])) first = w;
    }
    return next;
}

}  // namespace

bool needs_rare_skill(const World& world, Slot person, double share) {
    return world.people.need[person] == NeedLevel::high && happens(draw(world.city->seed, need_purpose, world.people.key[person], 0), share);
}

std::vector<int> workers_with_rare_skill(const HomeCare& care) {
    std::vector<int> count;
    for (const Skilled& team : teams_of(care, true)) count.push_back(team.workers);
    return count;
}

std::vector<std::uint8_t> days_with_rare_skill(const HomeCare& care) {
    const std::vector<std::int64_t> needed = minutes_needed(care);
    const std::vector<Skilled> here = teams_of(care, false);
    std::vector<std::uint8_t> with(care.providers.size(), days);
    for (std::size_t p = 0; p < with.size(); ++p) {
        if (needed[p] > here[p].minutes) with[p] = static_cast<std::uint8_t>(days * here[p].minutes / needed[p]);
    }
    return with;
}

void train_rare_skill(Living& living, const RareTraining& rule, bool first_week) {
    HomeCare& care = living.world.home_care;
    for (Provider& provider : care.providers) provider.rare_trained = 0;
    const std::vector<std::int64_t> needed = minutes_needed(care);
    std::vector<Skilled> teams = teams_of(care, true);
    const auto lacks = [&](std::size_t p) { return (needed[p] > 0 || care.providers[p].rare_asked != 0) && (teams[p].workers < rule.team || !teams[p].enough_for(needed[p])); };
    for (bool again = true; again;) {
        again = false;
        std::vector<std::uint32_t> next;  // looked for only where somebody is to learn
        for (std::size_t p = 0; p < care.providers.size(); ++p) {
            Provider& provider = care.providers[p];
            if (provider.alive == 0) continue;
            if (!lacks(p)) {
                provider.rare_asked = 0;
                continue;
            }
            if (!first_week && !happens(draw(living.seed, training_purpose, provider.key, living.week), rule.a_week)) continue;
            if (next.empty()) next = next_to_learn(care);
            if (next[p] == nobody) continue;
            Worker& worker = care.workers[next[p]];
            worker.factors |= rare_skill;
            teams[p].add(worker);
            again = first_week;
            if (first_week) continue;  // these have known it for long
            ++provider.rare_trained;
            living.world.flows.add(Flow::rare_trained, provider.base, 1);
        }
    }
}

}  // namespace topsoil
