#include "commissioning/allocation.hpp"

#include <algorithm>
#include <cmath>

namespace topsoil {

namespace {

/// Weights of the allocation times what reviews have made of them, in millionths.
[[nodiscard]] std::vector<std::int64_t> reviewed(std::vector<std::int64_t> weights, const std::vector<std::int64_t>& ppm) {
    for (std::size_t n = 0; n < weights.size(); ++n) weights[n] *= ppm.empty() ? 1'000'000 : ppm[n];
    return weights;
}

}  // namespace

std::vector<std::int64_t> allocation_weights(const World& world, int formula) {
    const City& city = *world.city;
    std::vector<std::int64_t> weights;
    for (std::size_t n = 0; n < city.neighbourhoods.size(); ++n) {
        const NeighbourhoodRow& row = city.place.neighbourhoods[n];
        // Need for home care by age, relative to people over eighty; thousandths, so that the weights are whole.
        const double by_age = 0.02 * (row.age_band[2] + row.age_band[3]) + 0.22 * row.age_band[4] + 1.0 * row.age_band[5];
        const double need = by_age * city.neighbourhoods[n].deprivation;
        const std::int64_t per_head = row.population;
        switch (formula) {
            case 1: weights.push_back(std::max<std::int64_t>(1, per_head)); break;
            case 2: weights.push_back(world.commissioned.historic.empty() ? 1 : world.commissioned.historic[n] + 1); break;
            default: weights.push_back(std::max<std::int64_t>(1, static_cast<std::int64_t>(need * 1000 + 0.5)));
        }
    }
    return weights;
}

std::vector<std::int64_t> head_weights(const World& world) {
    std::vector<std::int64_t> weights;
    for (const Neighbourhood& here : world.city->neighbourhoods) weights.push_back(here.founders);
    return weights;
}

std::vector<Pence> share_pence(Pence total, const std::vector<std::int64_t>& weights) {
    std::int64_t sum = 0;
    for (const std::int64_t weight : weights) sum += weight;
    std::vector<Pence> shares;
    if (sum == 0 && !weights.empty()) return share_pence(total, std::vector<std::int64_t>(weights.size(), 1));
    std::int64_t before = 0;
    Pence given = 0;
    for (const std::int64_t weight : weights) {
        before += weight;
        const auto upto = static_cast<Pence>(static_cast<Wide>(total) * before / sum);
        shares.push_back(upto - given);
        given = upto;
    }
    return shares;
}

Pence weekly_part(Pence yearly, Week week) {
    const auto upto = [yearly](std::int64_t weeks) { return static_cast<Pence>(static_cast<Wide>(yearly) * weeks * 100 / 5'218); };
    return upto(week + 1) - upto(week);
}

Pence strand_pence(const Place& place, std::string_view strand) {
    for (const StrandBudget& budget : place.strands) {
        if (budget.strand == strand) return static_cast<Pence>(budget.pounds_per_year * 100 + 0.5);
    }
    return 0;
}

Pence strand_now(const World& world, std::string_view strand) { return world.commissioned.grown(strand_pence(world.city->place, strand)); }

Pence strand_this_week(const World& world, std::string_view strand, Week week) { return weekly_part(strand_now(world, strand), week); }

std::vector<Pence> home_care_shares(const World& world, int formula, Week week) {
    // Reviews move home-care money between neighbourhoods; the sum over all of them is the same whatever they have seen.
    return share_pence(strand_this_week(world, "home_care", week), reviewed(allocation_weights(world, formula), world.commissioned.home_care_ppm));
}

}  // namespace topsoil
