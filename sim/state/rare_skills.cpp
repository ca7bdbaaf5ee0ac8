#include "state/rare_skills.hpp"

#include <algorithm>
#include <numeric>

namespace topsoil {

namespace {

constexpr Purpose need_purpose{"home_care.rare_need"};
constexpr Purpose learning_purpose{"work.rare_learning"};
constexpr Purpose odd_day_purpose{"home_care.rare_odd_day"};
constexpr int days = 7;

/// Minutes a week of the visits of those who need it, by provider: of one worker, since one of two is enough.
[[nodiscard]] std::vector<std::int64_t> minutes_needed(const World& world, bool at_home_only) {
    const HomeCare& care = world.home_care;
    std::vector<std::int64_t> minutes(care.providers.size(), 0);
    for (const Client& client : care.clients) {
        if (client.file == nobody || client.rare == 0 || (at_home_only && world.people.setting[client.person] != Setting::home)) continue;
        minutes[client.provider] += client.agreed_a_day() / client.hands * days;
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
    /// Whether they are enough with as many away as usual, and one more.
    [[nodiscard]] bool enough(const RareTeam& team, std::int64_t needed) const {
        return workers >= team.workers && team.there * static_cast<double>(minutes) - static_cast<double>(longest) >= static_cast<double>(needed);
    }
};

[[nodiscard]] std::vector<Skilled> skilled_of(const HomeCare& care, bool also_away) {
    std::vector<Skilled> skilled(care.providers.size());
    for (const Worker& worker : care.workers) {
        if (worker.key != 0 && worker.knows_rare_skill() && (also_away || worker.absent == 0)) skilled[worker.provider].add(worker);
    }
    return skilled;
}

/// The worker of a provider who has been there longest and does not know it yet; nobody where all do.
[[nodiscard]] std::uint32_t next_to_learn(const HomeCare& care, std::uint16_t provider) {
    std::uint32_t next = nobody;
    const auto sooner = [&](const Worker& a, const Worker& b) { return a.since != b.since ? a.since < b.since : a.key < b.key; };
    for (std::uint32_t w = 0; w < care.workers.size(); ++w) {
        const Worker& worker = care.workers[w];
        if (worker.key == 0 || worker.provider != provider || worker.knows_rare_skill()) continue;
        if (next == nobody || sooner(worker, care.workers[next])) next = w;
    }
    return next;
}

enum class Taught { now, long_ago };

/// False where there is nobody left to learn it.
bool teach_one(World& world, std::uint16_t provider, Skilled& skilled, Taught when) {
    HomeCare& care = world.home_care;
    const std::uint32_t w = next_to_learn(care, provider);
    if (w == nobody) return false;
    care.workers[w].factors |= rare_skill;
    skilled.add(care.workers[w]);
    if (when == Taught::long_ago) return true;
    ++care.providers[provider].rare_trained;
    world.flows.add(Flow::rare_trained, care.providers[provider].base, 1);
    return true;
}

void teach_enough(World& world, const RareTeam& team, const std::vector<std::uint16_t>& providers, Taught when) {
    const std::vector<std::int64_t> needed = minutes_needed(world, false);
    std::vector<Skilled> skilled = skilled_of(world.home_care, true);
    for (const std::uint16_t p : providers) {
        bool go_on = needed[p] > 0;
        while (go_on && !skilled[p].enough(team, needed[p])) go_on = teach_one(world, p, skilled[p], when);
    }
}

}  // namespace

bool needs_rare_skill(const World& world, Slot person, double share) {
    return world.people.need[person] == NeedLevel::high && happens(draw(world.city->seed, need_purpose, world.people.key[person], 0), share);
}

std::vector<int> workers_with_rare_skill(const HomeCare& care) {
    std::vector<int> count;
    for (const Skilled& skilled : skilled_of(care, true)) count.push_back(skilled.workers);
    return count;
}

std::vector<std::uint8_t> days_with_rare_skill(const Living& living) {
    const HomeCare& care = living.world.home_care;
    const std::vector<std::int64_t> needed = minutes_needed(living.world, true);
    const std::vector<Skilled> here = skilled_of(care, false);
    std::vector<std::uint8_t> with(care.providers.size(), days);
    for (std::size_t p = 0; p < with.size(); ++p) {
        if (needed[p] == 0) continue;
        const double by_minutes = days * static_cast<double>(here[p].minutes) / static_cast<double>(needed[p]);
        const double can = std::min({static_cast<double>(days), static_cast<double>(main_days * here[p].workers), by_minutes});
        // Part of a day is a whole one in as many weeks.
        const auto whole = static_cast<int>(can);
        with[p] = static_cast<std::uint8_t>(whole + (happens(draw(living.seed, odd_day_purpose, care.providers[p].key, living.week), can - whole) ? 1 : 0));
    }
    return with;
}

void learn_rare_skill(Living& living, const RareTeam& team, double a_week) {
    HomeCare& care = living.world.home_care;
    const std::vector<std::int64_t> needed = minutes_needed(living.world, false);
    std::vector<Skilled> skilled = skilled_of(care, true);
    for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
        Provider& provider = care.providers[p];
        provider.rare_trained = 0;
        if (provider.alive == 0) continue;
        const bool asked = provider.rare_asked > 0;
        if (asked) --provider.rare_asked;
        if ((needed[p] == 0 && !asked) || skilled[p].enough(team, needed[p])) continue;
        if (happens(draw(living.seed, learning_purpose, provider.key, living.week), a_week)) (void)teach_one(living.world, p, skilled[p], Taught::now);
    }
}

void prepare_for_rare_skill(World& world, const RareTeam& team, const std::vector<std::uint16_t>& providers) { teach_enough(world, team, providers, Taught::now); }

void settle_rare_skill(World& world, const RareTeam& team) {
    std::vector<std::uint16_t> all(world.home_care.providers.size());
    std::iota(all.begin(), all.end(), std::uint16_t{0});
    teach_enough(world, team, all, Taught::long_ago);
}

}  // namespace topsoil
