#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

namespace {

/// Rank of each of the town's three neighbourhoods by deprivation, from 0 to 1, in the middle of its people.
std::vector<double> ranks(const World& world) {
    const auto& here = world.city->neighbourhoods;
    std::vector<double> ranks;
    double all = 0;
    for (const Neighbourhood& one : here) all += one.founders;
    for (const Neighbourhood& one : here) {
        double before = 0;
        for (const Neighbourhood& other : here) before += other.deprivation < one.deprivation ? other.founders : 0;
        ranks.push_back((before + one.founders / 2.0) / all);
    }
    return ranks;
}

void need(World& world, std::size_t n, double unmet_share) {
    world.flows.add(Flow::need_minutes, static_cast<NeighbourhoodId>(n), 1'000'000);
    world.flows.add(Flow::unmet_minutes, static_cast<NeighbourhoodId>(n), static_cast<std::int64_t>(unmet_share * 1'000'000));
}

}  // namespace

TEST_CASE("Where need goes unmet by a tenth at the least deprived end and by three tenths at the most, the slope index is a fifth") {
    Taken taken;
    const std::vector<double> rank = ranks(taken.world());
    for (std::size_t n = 0; n < rank.size(); ++n) need(taken.world(), n, 0.1 + 0.2 * rank[n]);
    CHECK(total(taken.look("unmet_gradient")) == Approx(0.2).margin(1e-5));
}

TEST_CASE("Where everybody lacks as much there is no slope, and where the deprived lack less it is below nothing") {
    Taken even, turned;
    const std::vector<double> rank = ranks(even.world());
    for (std::size_t n = 0; n < rank.size(); ++n) {
        need(even.world(), n, 0.3);
        need(turned.world(), n, 0.4 - 0.3 * rank[n]);
    }
    CHECK(total(even.look("unmet_gradient")) == Approx(0).margin(1e-9));
    CHECK(total(turned.look("unmet_gradient")) == Approx(-0.3).margin(1e-5));
}

TEST_CASE("The slope of life satisfaction goes through the means of the neighbourhoods") {
    Taken taken;
    const Frame frame = taken.look();
    const std::vector<double> rank = ranks(taken.world());
    const auto& values = frame[measure_index("life_satisfaction")];
    double weights = 0, x = 0, y = 0, xy = 0, xx = 0;
    for (std::size_t n = 0; n < rank.size(); ++n) {
        const double weight = taken.world().city->neighbourhoods[n].founders;
        weights += weight, x += weight * rank[n], y += weight * values[n], xy += weight * rank[n] * values[n], xx += weight * rank[n] * rank[n];
    }
    CHECK(total(frame[measure_index("life_satisfaction_gradient")]) == Approx((xy - x * y / weights) / (xx - x * x / weights)).margin(1e-9));
}
