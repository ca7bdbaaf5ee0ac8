#include "state/demography.hpp"

#include "catch.hpp"

using namespace topsoil;

namespace {

using ByAge = std::array<double, oldest + 1>;

/// A town in which each age is a little smaller than the one before.
struct Town {
    ByAge people{}, deaths{}, women{};
    Town() {
        for (int age = 0; age <= oldest; ++age) {
            people[age] = 1'200.0 * (age < 60 ? 1 - 0.004 * age : std::max(0.0, 0.76 - 0.017 * (age - 60)));
            women[age] = people[age] / 2;
            deaths[age] = women[age] * (death_rate(age, true) + death_rate(age, false));
        }
    }
};

}  // namespace

TEST_CASE("A town keeps its ages for thirty years of births, deaths, coming and going") {
    const Town town;
    const Demography demography = steady_demography(town.people, town.deaths, town.women);
    ByAge now = town.people;
    for (int year = 0; year < 30; ++year) {
        ByAge next{};
        for (int age = 0; age <= oldest; ++age) {
            const double left = now[age] * (1 - town.deaths[age] / std::max(1e-9, town.people[age]) - demography.departure_rate[age]);
            const double here = std::max(0.0, left + demography.arrivals_per_year[age]);
            if (age < oldest) next[age + 1] = here;
            next[0] += now[age] / 2 * birth_rate(age) * demography.fertility;
        }
        now = next;
    }
    for (int age = 0; age < 88; ++age) {
        INFO("at age " << age);
        REQUIRE(now[age] == Approx(town.people[age]).epsilon(0.05));
    }
}

TEST_CASE("Where families leave as one, as many come at each age as really leave at it, and the town keeps its ages") {
    const Town town;
    // Children leave with parents, at twice the rate of their own age; thirty-year-olds stay for them, at half of theirs.
    const auto really_leave = [](int age, double rate) { return age < 18 ? 2 * rate : (age >= 28 && age < 48 ? rate / 2 : rate); };
    const Demography demography = steady_demography(town.people, town.deaths, town.women, [&](const ByAge& rate) {
        ByAge leavers{};
        for (int age = 0; age <= oldest; ++age) leavers[age] = town.people[age] * really_leave(age, rate[age]);
        return leavers;
    });
    ByAge now = town.people;
    for (int year = 0; year < 30; ++year) {
        ByAge next{};
        for (int age = 0; age <= oldest; ++age) {
            const double left = now[age] * (1 - town.deaths[age] / std::max(1e-9, town.people[age]) - really_leave(age, demography.departure_rate[age]));
            const double here = std::max(0.0, left + demography.arrivals_per_year[age]);
            if (age < oldest) next[age + 1] = here;
            next[0] += now[age] / 2 * birth_rate(age) * demography.fertility;
        }
        now = next;
    }
    for (int age = 0; age < 88; ++age) {
        INFO("at age " << age);
        REQUIRE(now[age] == Approx(town.people[age]).epsilon(0.05));
    }
}

TEST_CASE("Nobody comes to a town without people, and none are born there") {
    const Demography demography = steady_demography({}, {}, {});
    for (int age = 0; age <= oldest; ++age) {
        REQUIRE(demography.arrivals_per_year[age] == 0);
        REQUIRE(demography.departure_rate[age] == 0);
    }
}

TEST_CASE("People neither leave nor arrive in negative numbers") {
    const Town town;
    const Demography demography = steady_demography(town.people, town.deaths, town.women);
    for (int age = 0; age <= oldest; ++age) {
        REQUIRE(demography.arrivals_per_year[age] >= 0);
        REQUIRE(demography.departure_rate[age] >= 0);
        REQUIRE(demography.departure_rate[age] < 1);
    }
    REQUIRE(demography.fertility > 0);
}

TEST_CASE("Twice as many women halve how many children each must have to keep the youngest as many") {
    Town town;
    const double before = steady_demography(town.people, town.deaths, town.women).fertility;
    for (double& women : town.women) women *= 2;
    REQUIRE(steady_demography(town.people, town.deaths, town.women).fertility == Approx(before / 2));
}

TEST_CASE("A town with students finds new ones when they are eighteen and loses them at the end of their studies") {
    Town town;
    const Demography without = steady_demography(town.people, town.deaths, town.women);
    for (int age = 18; age <= 21; ++age) town.people[age] += 3'000;
    const Demography with = steady_demography(town.people, town.deaths, town.women);
    REQUIRE(with.arrivals_per_year[17] > without.arrivals_per_year[17] + 2'900);  // halls fill in one year
    double leaving = 0;
    for (int age = 19; age <= 24; ++age) leaving += with.departure_rate[age] - without.departure_rate[age];
    REQUIRE(leaving > 0.4);  // seven in ten of them, spread over some years, beyond those who leave anyway
}

TEST_CASE("Men die sooner than women, and from thirty on every year is more dangerous than the last") {
    for (int age = 0; age <= oldest; ++age) {
        REQUIRE(death_rate(age, false) >= death_rate(age, true));
        if (age > 15) REQUIRE(death_rate(age, true) > death_rate(age - 1, true));
    }
    // Gompertz: doubling every ln 2 / 0.11 = 6.3 years.
    REQUIRE(death_rate(86, true) / death_rate(80, true) == Approx(std::exp(0.66)).epsilon(0.01));
}

TEST_CASE("Women have children between fifteen and forty-five, about one and a half each over a lifetime") {
    double children = 0;
    for (int age = 0; age <= oldest; ++age) {
        if (age < 15 || age > 45) REQUIRE(birth_rate(age) == 0);
        children += birth_rate(age);
    }
    REQUIRE(children > 1.2);
    REQUIRE(children < 2.1);
}

TEST_CASE("Between two ages that are known a rate lies on the straight line, beyond them it stays") {
    const Knots knots{{{10, 1.0}, {20, 3.0}, {40, 2.0}}};
    REQUIRE(knots(0) == 1);
    REQUIRE(knots(10) == 1);
    REQUIRE(knots(15) == Approx(2));
    REQUIRE(knots(30) == Approx(2.5));
    REQUIRE(knots(90) == 2);
}
