#include "commissioning/allocation.hpp"

#include "base/draw.hpp"
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

constexpr Purpose chance{"test.allocation"};

}  // namespace

TEST_CASE("Neighbourhoods share a sum to the penny, whatever their weights") {
    for (std::uint32_t trial = 0; trial < 200; ++trial) {
        const std::size_t places = 1 + below(draw(1, chance, trial, 0), 150);
        std::vector<std::int64_t> weights;
        std::int64_t all = 0;
        for (std::uint32_t n = 0; n < places; ++n) {
            weights.push_back(below(draw(1, chance, trial, 1, n), 3) == 0 ? 0 : below(draw(1, chance, trial, 2, n), 2'000'000'000));
            all += weights.back();
        }
        if (all == 0) all = weights[0] = 1;
        const Pence total = static_cast<Pence>(below(draw(1, chance, trial, 3), 4'000'000'000U)) * 250'000;
        const auto shares = share_pence(total, weights);
        REQUIRE(shares.size() == places);
        CHECK(sum_of(shares) == total);
        for (std::size_t n = 0; n < places; ++n) {
            const long double exact = static_cast<long double>(total) * static_cast<long double>(weights[n]) / static_cast<long double>(all);
            CHECK(std::abs(static_cast<long double>(shares[n]) - exact) <= 1.01L);
            if (weights[n] == 0) CHECK(shares[n] == 0);
        }
    }
}

TEST_CASE("Ten pence among three equal neighbourhoods is three, three and four") {
    CHECK(share_pence(10, {5, 5, 5}) == std::vector<Pence>{3, 3, 4});
    CHECK(share_pence(0, {5, 5, 5}) == std::vector<Pence>{0, 0, 0});
    CHECK(share_pence(10, {0, 0, 0}) == std::vector<Pence>{3, 3, 4});  // nobody has a claim before the others
    CHECK(share_pence(10, {}).empty());
}

TEST_CASE("The weeks of a budget make the year, and a hundred years of it to the penny") {
    for (const Pence yearly : {Pence{1}, Pence{5'218}, Pence{5'281'659'600}, Pence{205'800'000'000}}) {
        Pence sum = 0;
        for (Week week = 0; week < 5'218; ++week) {
            const Pence part = weekly_part(yearly, week);
            CHECK(std::abs(static_cast<double>(part) - static_cast<double>(yearly) / 52.18) <= 1.0);
            sum += part;
            if (week == 51) CHECK(std::abs(static_cast<double>(sum) - static_cast<double>(yearly) * 52 / 52.18) <= 1.0);
        }
        CHECK(sum == 100 * yearly);
    }
}

TEST_CASE("A strand that the place does not name has no money") {
    const Place& place = shipped_place("small-town");
    CHECK(strand_pence(place, "home_care") == 44'013'830);
    CHECK(strand_pence(place, "moonshine") == 0);
}

TEST_CASE("Money by need follows the old and the deprived, money per head follows heads") {
    Town town(shipped_levers("tendered"));
    const auto by_need = allocation_weights(town.world(), 0);
    const auto per_head = allocation_weights(town.world(), 1);
    CHECK(per_head == std::vector<std::int64_t>{1850, 1650, 1500});
    // Millgate: 2 % of 930 people from 25 to 64, 22 % of 215 from 65 to 79, all 75 from 80 on.
    const double millgate = 0.02 * 930 + 0.22 * 215 + 75;
    CHECK(by_need[0] == static_cast<std::int64_t>(millgate * town.world().city->neighbourhoods[0].deprivation * 1000 + 0.5));
    const double meadow = 0.02 * 705 + 0.22 * 285 + 125;
    CHECK(by_need[2] == static_cast<std::int64_t>(meadow * town.world().city->neighbourhoods[2].deprivation * 1000 + 0.5));
}

TEST_CASE("Money as it stood follows what each neighbourhood had when the regime began") {
    Town town(shipped_levers("tendered"));
    town.world().commissioned.historic = {700, 200, 0};
    CHECK(allocation_weights(town.world(), 2) == std::vector<std::int64_t>{701, 201, 1});
    town.world().commissioned.historic.clear();
    CHECK(allocation_weights(town.world(), 2) == std::vector<std::int64_t>{1, 1, 1});
}
