#include "state/need_rates.hpp"

#include "catch.hpp"

using namespace topsoil;

namespace {

/// People alive at each age out of one born, by the life table.
std::array<double, oldest + 2> survivors(bool woman) {
    std::array<double, oldest + 2> alive{1.0};
    for (int age = 0; age <= oldest; ++age) alive[age + 1] = alive[age] * std::max(0.0, 1 - death_rate(age, woman));
    return alive;
}

/// Share of people of these ages, of both sexes, who need any help.
double any_need(int from, int to) {
    double need = 0;
    double people = 0;
    for (const bool woman : {false, true}) {
        const Prevalence shares = steady_prevalence(1.0, woman);
        const auto resident = steady_care_home_share(1.0, woman);
        const auto alive = survivors(woman);
        for (int age = from; age <= to; ++age) {
            people += alive[age];
            need += alive[age] * (resident[age] + (1 - resident[age]) * (1 - shares[age][0]));
        }
    }
    return need / people;
}

}  // namespace

TEST_CASE("As many older people need help as the English surveys find, within three points") {
    REQUIRE(any_need(65, 69) == Approx(0.21).margin(0.03));   // [need_ADL_or_IADL_65_69]
    REQUIRE(any_need(70, 74) == Approx(0.25).margin(0.03));
    REQUIRE(any_need(75, 79) == Approx(0.32).margin(0.03));
    REQUIRE(any_need(80, oldest) == Approx(0.52).margin(0.03));  // [need_ADL_or_IADL_80plus]
}

TEST_CASE("Yearly chances of coming to need help stand as sheet 1 writes them") {
    const std::vector<std::pair<double, double>> onset{{16, .006}, {40, .010}, {60, .028}, {70, .046}, {75, .060}, {80, .100}, {90, .180}};
    for (const auto& [age, rate] : onset) REQUIRE(need_rates(age).onset == Approx(rate));
    REQUIRE(need_rates(65).onset == Approx((.028 + .046) / 2));
    REQUIRE(need_rates(100).onset == Approx(.180));
    REQUIRE(need_rates(75).low_to_medium == Approx(.08));
    REQUIRE(need_rates(95).low_to_medium == Approx(.20));
    REQUIRE(need_rates(60).medium_to_high == Approx(.14));
    REQUIRE(need_rates(85).medium_to_high == Approx(.28));
    REQUIRE(need_rates(65).low_to_none == Approx(.18));
    REQUIRE(need_rates(85).low_to_none == Approx(.08));
    REQUIRE(need_rates(50).medium_to_low == Approx(.12));
    REQUIRE(need_rates(50).high_to_medium == Approx(.025));  // half of what the sheet assumes: calibrated to 80 people with high need at home per neighbourhood
}

TEST_CASE("At every age everybody is at one level of need, and newborns need none") {
    for (const double deprivation : {0.7, 1.0, 1.4}) {
        for (const bool woman : {false, true}) {
            const Prevalence shares = steady_prevalence(deprivation, woman);
            REQUIRE(shares[0][0] == 1);
            for (int age = 0; age <= oldest; ++age) {
                double sum = 0;
                for (const double share : shares[age]) {
                    REQUIRE(share >= 0);
                    sum += share;
                }
                REQUIRE(sum == Approx(1));
            }
        }
    }
}

TEST_CASE("People in deprived streets need help earlier: more of them at every age from eighteen on") {
    const Prevalence least = steady_prevalence(0.7, true);
    const Prevalence most = steady_prevalence(1.4, true);
    for (int age = 18; age <= oldest; ++age) REQUIRE(most[age][0] < least[age][0]);
    // Twice the onset: about twice as many at sixty, somewhat more since twice as many get worse instead of better.
    REQUIRE((1 - most[60][0]) / (1 - least[60][0]) > 1.9);
    REQUIRE((1 - most[60][0]) / (1 - least[60][0]) < 2.6);
}

TEST_CASE("Women in later life need more help than men, because frail men die sooner, not because of another rate") {
    REQUIRE(any_need(85, 95) > any_need(75, 84));
    REQUIRE(steady_prevalence(1, true)[88][0] <= steady_prevalence(1, false)[88][0]);
}

TEST_CASE("Frail people die more often and residents of care homes most, yet as many women and men die at each age as the life table says") {
    for (const bool woman : {false, true}) {
        const Prevalence shares = steady_prevalence(1.0, woman);
        const auto resident = steady_care_home_share(1.0, woman);
        for (int age = 0; age <= oldest; ++age) {
            double at_home = 0;
            for (std::size_t level = 0; level < 4; ++level) at_home += shares[age][level] * death_factor[level] / death_rescaling(woman)[age];
            const double deaths = (1 - resident[age]) * at_home + resident[age] * care_home_death_rate / death_rate(age, woman);
            REQUIRE(deaths == Approx(1));
            if (death_rate(age, woman) <= care_home_death_rate) REQUIRE(death_rescaling(woman)[age] >= 1);
        }
    }
}

TEST_CASE("Nobody lives in a care home for older people before 65, and more do with every year from then on until 90") {
    const auto resident = steady_care_home_share(1.0, false);
    for (int age = 0; age <= 65; ++age) REQUIRE(resident[age] == 0);
    for (int age = 66; age <= 90; ++age) REQUIRE(resident[age] > resident[age - 1]);
    REQUIRE(resident[90] < 0.25);
}

TEST_CASE("Low need is nine hours a week, medium thirty, high a hundred, before people differ") {
    const auto hours = [](NeedLevel level) {
        const auto minutes = typical_need_minutes(level);
        return (minutes[0] + minutes[1] + minutes[2]) / 60.0;
    };
    REQUIRE(hours(NeedLevel::none) == 0);
    REQUIRE(hours(NeedLevel::low) == 9);
    REQUIRE(hours(NeedLevel::medium) == 30);
    REQUIRE(hours(NeedLevel::high) == 100);
    REQUIRE(typical_need_minutes(NeedLevel::low)[0] == 0);  // nobody at low need is washed or dressed by others
}

TEST_CASE("People at one level differ by a factor of their own, which stays with them and averages one") {
    constexpr Key people = 20'000;
    double sum = 0;
    double large = 0;
    for (Key key = 0; key < people; ++key) {
        const auto medium = need_minutes(5, key, NeedLevel::medium);
        const auto high = need_minutes(5, key, NeedLevel::high);
        const double factor = high[0] / 2400.0;
        REQUIRE(medium[0] == Approx(600 * factor).margin(1));
        REQUIRE(medium[1] == Approx(720 * factor).margin(1));
        REQUIRE(factor <= 3.001);
        const auto none = need_minutes(5, key, NeedLevel::none);
        REQUIRE(none[0] + none[1] + none[2] == 0);
        sum += factor;
        large += factor > 1.5;
    }
    REQUIRE(sum / people == Approx(1).margin(0.01));
    // Lognormal with sd 0.35: P(X > 1.5) = 1 - Phi((ln 1.5 + 0.06125) / 0.35) = 0.0913.
    REQUIRE(large / people == Approx(0.0913).margin(0.01));
}
