#include "state/time_use.hpp"

#include "catch.hpp"
#include "state/group_kinds.hpp"
#include "state/lonely.hpp"

using namespace topsoil;

namespace {
constexpr std::uint64_t seed = 11;
constexpr Key people = 20'000;
}  // namespace

TEST_CASE("Sixteen waking hours a day less one's own care, paid work and school leave what they leave") {
    const Minutes all = spare_minutes(40, false, NeedLevel::none);
    REQUIRE(all > 50 * 60);
    REQUIRE(all < 112 * 60);
    REQUIRE(spare_minutes(40, true, NeedLevel::none) == all - 37 * 60 - 30);
    REQUIRE(spare_minutes(14, false, NeedLevel::none) == all - 32 * 60);
    REQUIRE(spare_minutes(9, false, NeedLevel::none) == 0);
    REQUIRE(spare_minutes(70, false, NeedLevel::low) == all * 8 / 10);
    REQUIRE(spare_minutes(70, false, NeedLevel::medium) == all * 4 / 10);
    REQUIRE(spare_minutes(70, false, NeedLevel::high) == all / 10);
}

TEST_CASE("Nobody under sixteen is asked for hours, and nobody gives more than four fifths of what they have to spare") {
    for (Key key = 0; key < people; ++key) {
        REQUIRE(giveable_minutes(seed, key, 15, false, NeedLevel::none) == 0);
        REQUIRE(giveable_minutes(seed, key, 50, false, NeedLevel::none) <= 0.8 * spare_minutes(50, false, NeedLevel::none) + 1);
    }
}

TEST_CASE("A person keeps their own readiness to give: work and need take hours in proportion") {
    for (Key key = 0; key < 500; ++key) {
        const double free = giveable_minutes(seed, key, 40, false, NeedLevel::none);
        REQUIRE(giveable_minutes(seed, key, 40, true, NeedLevel::none) == Approx(free * spare_minutes(40, true, NeedLevel::none) / spare_minutes(40, false, NeedLevel::none)).margin(1.01));
        REQUIRE(giveable_minutes(seed, key, 40, false, NeedLevel::high) == Approx(free / 10).margin(1.01));
        REQUIRE(giveable_minutes(seed, key, 60, false, NeedLevel::none) == free);
    }
}

TEST_CASE("People differ in what they would give: some give twice the mean, many less than half of it") {
    double sum = 0;
    std::vector<double> given;
    for (Key key = 0; key < people; ++key) given.push_back(giveable_minutes(seed, key, 40, false, NeedLevel::none));
    for (const double minutes : given) sum += minutes;
    const double mean = sum / people;
    double generous = 0;
    double sparing = 0;
    for (const double minutes : given) {
        generous += minutes > 2 * mean;
        sparing += minutes < mean / 2;
    }
    // Lognormal with sd 0.75: P(X > 2) = 1 - Phi((ln 2 + 0.28125) / 0.75) = 0.097, P(X < 1/2) = Phi((-ln 2 + 0.28125) / 0.75) = 0.291.
    REQUIRE(generous / people == Approx(0.097).margin(0.015));
    REQUIRE(sparing / people == Approx(0.291).margin(0.02));
}

TEST_CASE("Children and the very old are not in paid work, nor is anybody who gave it up to care") {
    for (Key key = 0; key < 2'000; ++key) {
        REQUIRE(!in_paid_work(seed, key, 17, false));
        REQUIRE(!in_paid_work(seed, key, 75, false));
        REQUIRE(!in_paid_work(seed, key, 35, true));
    }
}

TEST_CASE("Nobody goes back and forth between work and none as years pass from twenty-five: people stop once") {
    double at_work = 0;
    for (Key key = 0; key < people; ++key) {
        bool before = true;
        for (int age = 25; age < 80; ++age) {
            const bool now = in_paid_work(seed, key, age, false);
            REQUIRE((before || !now));
            before = now;
        }
        at_work += in_paid_work(seed, key, 40, false);
    }
    REQUIRE(at_work / people == Approx(0.80).margin(0.01));
}

TEST_CASE("The share of people who are often lonely is the mean of their loneliness") {
    for (const double level : {0.0, 0.06, 0.3, 1.0}) {
        double lonely = 0;
        for (Key key = 0; key < people; ++key) lonely += often_lonely(to_share16(level), key);
        REQUIRE(lonely / people == Approx(level).margin(4 * std::sqrt(level * (1 - level) / people) + 1e-4));
    }
}

TEST_CASE("A little more loneliness makes nobody less lonely") {
    for (Key key = 0; key < 2'000; ++key) REQUIRE((!often_lonely(to_share16(0.2), key) || often_lonely(to_share16(0.25), key)));
}

TEST_CASE("A lunch club is for older people, a football team for younger ones, an unknown kind for every adult") {
    REQUIRE(ages_of_group("lunch_club").youngest > 60);
    REQUIRE(ages_of_group("football").oldest < 50);
    REQUIRE(ages_of_group("juggling").youngest == 16);
    REQUIRE(ages_of_group("juggling").oldest >= 90);
}
