#include "commissioning/review_strands.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "commissioning/lots.hpp"

namespace topsoil {

namespace {

constexpr Purpose noise_purpose{"review.noise"};
constexpr double one = 1e6;

/// By strand; nothing where there is none, or nobody could be asked.
using ByStrand = std::array<std::optional<double>, strands>;
using Amounts = std::array<double, strands>;

constexpr auto packages = static_cast<std::size_t>(Strand::packages);
constexpr std::array<Strand, strands - 1> beside_packages{Strand::budgets, Strand::groups, Strand::places};

/// Pence of each strand in a neighbourhood this week: as the levers gave it, and now.
struct Purse {
    Amounts start{}, now{};
};

[[nodiscard]] Purse purse_of(World& world, std::size_t n, Pence share) {
    Purse purse;
    purse.start[packages] = purse.now[packages] = static_cast<double>(share);
    for (const Strand strand : beside_packages) {
        const auto s = static_cast<std::size_t>(strand);
        purse.start[s] = static_cast<double>(given_by_levers(world, strand, n));
        purse.now[s] = purse.start[s] * static_cast<double>(reviewed_ppm(world, strand, n)) / one;
        purse.start[packages] -= purse.start[s];
        purse.now[packages] -= purse.now[s];
    }
    return purse;
}

/// The most that a strand could use: groups take up half of what they live on and no more.
[[nodiscard]] double absorbed(const World& world, std::size_t strand, std::size_t n) {
    if (static_cast<Strand>(strand) != Strand::groups) return 1e300;
    Pence income = 0;
    for (const std::uint32_t g : world.groups.in[n]) income += world.groups.all[g].income_per_week;
    return static_cast<double>(income) / 2;
}

/// What changed in the strands that a lot has, by people, in whole numbers so that nobody's order matters.
[[nodiscard]] ByStrand changes_in(const World& world, std::size_t lot) {
    ByStrand changes;
    for (std::size_t s = 0; s < strands; ++s) {
        const auto strand = static_cast<Strand>(s);
        std::int64_t fall = 0, people = 0;
        for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) {
            const bool there = world.home_care.lot_of[n] == lot && (s == packages || given_by_levers(world, strand, n) > 0);
            const auto seen = there ? fall_seen(world, strand, n) : std::nullopt;
            if (!seen) continue;
            fall += *seen * world.city->neighbourhoods[n].founders;
            people += world.city->neighbourhoods[n].founders;
        }
        if (people > 0) changes[s] = static_cast<double>(fall) / static_cast<double>(people) / one;
    }
    return changes;
}

[[nodiscard]] ByStrand heard(const Living& living, std::size_t lot, double answers, const StrandRules& rules) {
    const ByStrand changes = changes_in(living.world, lot);
    std::vector<std::size_t> there;
    for (std::size_t s = 0; s < strands; ++s) {
        if (changes[s]) there.push_back(s);
    }
    ByStrand results;
    for (std::size_t i = 0; i < there.size(); ++i) {
        const std::size_t before = there[(i + there.size() - 1) % there.size()];
        results[there[i]] = (1 - rules.miscredited) * *changes[there[i]] + rules.miscredited * *changes[before] + error_of_answers(living, lot, static_cast<Strand>(there[i]), answers, rules.noise);
    }
    return results;
}

/// What the lot's people say, and the less they are the more what is said in the lots that it learns from.
[[nodiscard]] ByStrand estimated(const Living& living, std::uint16_t lot, const LotsCompared& lots, const StrandRules& rules) {
    const World& world = living.world;
    std::vector<std::int64_t> people(lots.answers.size(), 0);
    for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) people[world.home_care.lot_of[n]] += world.city->neighbourhoods[n].founders;
    Amounts others{}, other_people{};
    for (std::size_t other = 0; other < people.size(); ++other) {
        if (other == lot || lots.compared[other] == 0) continue;
        const ByStrand said = heard(living, other, lots.answers[other], rules);
        for (std::size_t s = 0; s < strands; ++s) {
            if (!said[s]) continue;
            others[s] += *said[s] * static_cast<double>(people[other]);
            other_people[s] += static_cast<double>(people[other]);
        }
    }
    ByStrand results = heard(living, lot, lots.answers[lot], rules);
    const double own = lots.answers[lot] / (lots.answers[lot] + 20);
    for (std::size_t s = 0; s < strands; ++s) {
        if (results[s] && other_people[s] > 0) results[s] = own * *results[s] + (1 - own) * others[s] / other_people[s];
    }
    return results;
}

/// How far each strand's result per pound lies above the mean of them all, in their spread; nothing where there is nothing to compare.
[[nodiscard]] ByStrand standing(const ByStrand& results, const Purse& purse) {
    ByStrand per_pound;
    double count = 0, mean = 0, square = 0;
    for (std::size_t s = 0; s < strands; ++s) {
        if (!results[s] || purse.start[s] <= 0 || purse.now[s] <= 0) continue;
        per_pound[s] = *results[s] * purse.start[s] / purse.now[s];
        mean += *per_pound[s];
        count += 1;
    }
    if (count < 2) return {};
    mean /= count;
    for (const auto& result : per_pound) square += result ? (*result - mean) * (*result - mean) : 0;
    const double spread = std::sqrt(square / count);
    if (spread < 1e-9) return {};  // all alike
    for (auto& result : per_pound) {
        if (result) result = (*result - mean) / spread;
    }
    return per_pound;
}

/// Moves that sum to nothing: what wants more and has room, out of what wants less and has something to give.
[[nodiscard]] Amounts balanced(Amounts wanted) {
    double gains = 0, losses = 0;
    for (const double move : wanted) (move > 0 ? gains : losses) += std::abs(move);
    const double moved = std::min(gains, losses);
    for (double& move : wanted) move = moved > 0 ? move * moved / (move > 0 ? gains : losses) : 0;
    return wanted;
}

void move_in(World& world, std::size_t n, Pence share, const ByStrand& results, double step, double response) {
    const Purse purse = purse_of(world, n, share);
    const ByStrand above = standing(results, purse);
    Amounts wanted{};
    for (std::size_t s = 0; s < strands; ++s) {
        if (!above[s]) continue;
        const double least = purse.start[s] / 2 - purse.now[s];
        const double most = std::min(purse.start[s] * 1.5, absorbed(world, s, n)) - purse.now[s];
        wanted[s] = std::clamp(std::clamp(response * *above[s], -1.0, 1.0) * step * purse.now[s], std::min(least, 0.0), std::max(most, 0.0));
    }
    const Amounts moves = balanced(wanted);
    // Packages have what the others leave, so that the sum stays the same to the penny.
    for (const Strand strand : beside_packages) {
        const auto s = static_cast<std::size_t>(strand);
        if (moves[s] == 0) continue;
        std::int64_t& ppm = reviewed_ppm(world, strand, n);
        ppm = std::clamp<std::int64_t>(ppm + static_cast<std::int64_t>(moves[s] / purse.start[s] * one), 500'000, 1'500'000);
    }
}

}  // namespace

double error_of_answers(const Living& living, std::size_t lot, Strand strand, double answers, double noise) {
    const Key key = mix(living.world.city->neighbourhoods[0].key, lot);
    return noise / std::sqrt(std::max(1.0, answers)) * normal(block(living.seed, noise_purpose, key, living.week, static_cast<std::uint32_t>(strand)));
}

void move_between_strands(Living& living, std::uint16_t lot, const LotsCompared& lots, double step, const std::vector<Pence>& shares, const StrandRules& rules) {
    World& world = living.world;
    if (step <= 0) return;
    const ByStrand results = estimated(living, lot, lots, rules);
    for (std::size_t n = 0; n < shares.size(); ++n) {
        if (world.home_care.lot_of[n] == lot) move_in(world, n, shares[n], results, step, rules.response);
    }
}

}  // namespace topsoil
