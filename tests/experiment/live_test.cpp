// A live city: looking on changes nothing, decisions hold, and what is lived again is the same.
#include <cstring>

#include "catch.hpp"
#include "experiment/experiment_help.hpp"
#include "topsoil/live.hpp"

using namespace topsoil;

namespace {

constexpr int end = 20;

std::array<std::string, live_worlds> lived(const Scenario& scenario, const std::vector<LiveAction>& actions = {}, int threads = 1) {
    LiveCity city(scenario, threads);
    live_until(city, actions, end);
    return city.digests();
}

const std::string& first_id() {
    static const std::string id = short_scenario(1).place.neighbourhoods.front().id;
    return id;
}

/// The same bits, NaN for NaN.
bool same_bits(const std::vector<std::vector<float>>& a, const std::vector<std::vector<float>>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].size() != b[i].size() || std::memcmp(a[i].data(), b[i].data(), a[i].size() * sizeof(float)) != 0) return false;
    }
    return true;
}

LiveAction hand_over(int week, std::size_t world, const std::string& regime) { return {week, world, {first_id()}, regime, {}}; }

}  // namespace

TEST_CASE("A session in which nobody decides anything ends like the comparison, to the bit") {
    const Scenario scenario = short_scenario(1);
    const Experiment experiment = run_experiment(scenario, with_threads(1));
    const auto digests = lived(scenario);
    CHECK(digests[0] == experiment.results.runs[0].digest);
    CHECK(digests[1] == experiment.results.runs[1].digest);
}

TEST_CASE("What is shown is what results.nc would hold") {
    const Scenario scenario = short_scenario(1);
    const Experiment experiment = run_experiment(scenario, with_threads(1));
    LiveCity city(scenario, 1);
    live_until(city, {}, end);
    const LiveFrame frame = *city.frame();
    CHECK(frame.week == end);
    CHECK_FALSE(frame.burning_in);
    const Results& results = experiment.results;
    for (std::size_t w = 0; w < live_worlds; ++w) {
        for (std::size_t m = 0; m < results.values.size(); ++m) {
            for (std::size_t n = 0; n < results.axis_size(m); ++n) {
                CHECK(frame.world[w]->values[m][n] == static_cast<float>(results.values[m][results.index(m, w, 0, results.weeks.size() - 1) + n]));
            }
        }
    }
}

TEST_CASE("While the burn-in lasts there is one city, shown twice") {
    LiveCity city(short_scenario(1), 1);
    CHECK(city.week() == -12);
    CHECK(city.burning_in());
    const auto frame = city.step();
    CHECK(frame->week == -8);
    CHECK(frame->world[0] == frame->world[1]);
    CHECK_THROWS_AS(city.act(hand_over(-8, 0, "gardening")), InputError);
}

TEST_CASE("Looking closely at people and neighbourhoods changes no bit") {
    const Scenario scenario = short_scenario(1);
    LiveCity city(scenario, 1);
    while (city.week() < end) {
        for (std::size_t w = 0; w < live_worlds; ++w) {
            const LiveNeighbourhood close = city.neighbourhood(w, 0);
            for (const std::uint64_t key : close.to_meet) CHECK(city.person(w, key).where != LivePerson::Where::nowhere);
        }
        (void)city.snapshot();
        city.step();
    }
    CHECK(city.digests() == lived(scenario));
}

TEST_CASE("A decision changes its own world and leaves the other alone") {
    const Scenario scenario = short_scenario(1);
    const auto undisturbed = lived(scenario);
    const auto decided = lived(scenario, {hand_over(8, 0, "gardening")});
    CHECK(decided[0] != undisturbed[0]);
    CHECK(decided[1] == undisturbed[1]);
}

TEST_CASE("Decisions give the same bits for any number of threads") {
    const Scenario scenario = short_scenario(1);
    const std::vector<LiveAction> actions{hand_over(4, 0, "gardening"), {8, 1, {}, "", {{Lever::pay_basis, 0.5}}}};
    const auto one_after_the_other = lived(scenario, actions, 1);
    CHECK(lived(scenario, actions, 2) == one_after_the_other);  // side by side, a thread each
    CHECK(lived(scenario, actions, 5) == one_after_the_other);  // two threads each
}

TEST_CASE("A whole city that is handed over at the start lives as under that regime from the start") {
    Scenario scenario = short_scenario(1);
    const auto digests = lived(scenario);
    scenario.regimes[1].levers = scenario.regimes[0].levers;
    // The second world begins as the first; handing it to the other regime at once is not the same as having begun so, since it has
    // begun once already: but both worlds may be handed over alike.
    const auto alike = lived(scenario, {{0, 0, {}, scenario.regimes[1].name, {}}, {0, 1, {}, scenario.regimes[1].name, {}}});
    CHECK(alike[0] == alike[1]);
    CHECK(alike[0] == digests[0]);
}

TEST_CASE("Handing every neighbourhood over and back in turn loses nobody and no money, and public outlay stays the same to the penny") {
    // Each step recounts people, minutes and pence, and throws if anything is amiss.
    const Scenario scenario = short_scenario(1);
    std::vector<LiveAction> actions;
    int week = 0;
    for (const std::string regime : {"gardening", "tendered"}) {
        for (const NeighbourhoodRow& row : scenario.place.neighbourhoods) actions.push_back({week += 4, 0, {row.id}, regime, {}});
    }
    LiveCity decided(scenario, 1);
    LiveCity undisturbed(scenario, 1);
    live_until(decided, actions, week + 8);
    live_until(undisturbed, {}, week + 8);
    CHECK(decided.digests()[0] != undisturbed.digests()[0]);
    for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
        if (measure_catalogue()[m].name == "spend_social_care") CHECK(decided.frame()->world[0]->city[m] == undisturbed.frame()->world[0]->city[m]);
    }
    for (const std::uint8_t regime : decided.frame()->world[0]->regime_of) CHECK(scenario.regimes[regime].name == "tendered");
}

TEST_CASE("A neighbourhood under gardening has a local team, its neighbours keep their providers") {
    LiveCity city(short_scenario(1), 1);
    live_until(city, {hand_over(4, 0, "gardening")}, 8);
    const auto holders = [&](int n) {
        std::vector<std::string> labels;
        for (const auto& one : city.neighbourhood(0, n).suppliers) {
            if (one.holds_contract) labels.push_back(one.label);
        }
        return labels;
    };
    REQUIRE(holders(0).size() == 1);
    CHECK(holders(0)[0].starts_with("Local team"));
    for (const std::string& label : holders(1)) CHECK_FALSE(label.starts_with("Local team"));
    CHECK(city.frame()->world[0]->regime_of[0] == 1);
    CHECK(city.frame()->world[0]->regime_of[1] == 0);
}

TEST_CASE("Three neighbourhoods of one world can live under three regimes at once, and nothing is lost") {
    // Each step recounts people, minutes and pence, and throws if anything is amiss.
    Scenario scenario = short_scenario(1);
    scenario.regimes.push_back(load_scenario("small-town", {{"regimes", R"(["tendered", "pooled-lot"])"}}).regimes[1]);
    LiveCity city(scenario, 1);
    const auto& rows = scenario.place.neighbourhoods;
    live_until(city, {{4, 0, {rows[1].id}, "gardening", {}}, {8, 0, {rows[2].id}, "pooled-lot", {}}}, 12);
    CHECK(city.frame()->world[0]->regime_of == std::vector<std::uint8_t>{0, 1, 2});
    live_until(city, {{12, 0, {rows[0].id}, "pooled-lot", {}}, {16, 0, {rows[1].id}, "tendered", {}}}, 24);
    CHECK(city.frame()->world[0]->regime_of == std::vector<std::uint8_t>{2, 0, 2});
    LiveCity undisturbed(scenario, 1);
    live_until(undisturbed, {}, 24);
    for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
        if (measure_catalogue()[m].name == "spend_social_care") CHECK(city.frame()->world[0]->city[m] == undisturbed.frame()->world[0]->city[m]);
    }
}

TEST_CASE("A neighbourhood that is handed over while a regime comes in step by step stays handed over, and the others change as planned") {
    Scenario scenario = short_scenario(1);
    Rollout& rollout = scenario.regimes[1].rollout;
    rollout.kind = RolloutKind::stepped_wedge;
    rollout.start_week = 8;
    rollout.steps = 3;
    rollout.step_weeks = 4;
    rollout.before = "tendered";
    rollout.before_levers = scenario.regimes[0].levers;
    LiveCity city(scenario, 1);
    live_until(city, {}, 4);
    CHECK(city.frame()->world[1]->regime_of == std::vector<std::uint8_t>{0, 0, 0});
    live_until(city, {{4, 1, {first_id()}, "tendered", {}}}, 24);
    CHECK(city.frame()->world[1]->regime_of == std::vector<std::uint8_t>{0, 1, 1});
}

TEST_CASE("A city taken up from a stored parting lives on to the same bits, with the same burn-in behind it") {
    const Scenario scenario = short_scenario(1);
    Blocks shelf;
    LiveFrames lived_before;
    {
        LiveCity first(scenario, 1);
        CHECK(first.take_parting() == nullptr);
        lived_before.push_back(first.frame());
        while (first.burning_in()) lived_before.push_back(first.step());
        const auto parting = first.take_parting();
        REQUIRE(parting);
        CHECK(first.take_parting() == nullptr);
        first.step();  // the city lives on while its parting is written
        LiveCity::store_parting(*parting, lived_before, shelf);
    }
    LiveFrames burn_in;
    LiveCity second(scenario, shelf, burn_in, 1);
    CHECK(second.week() == 0);
    REQUIRE(burn_in.size() == lived_before.size());
    for (std::size_t i = 0; i < burn_in.size(); ++i) {
        CHECK(burn_in[i]->week == lived_before[i]->week);
        CHECK(burn_in[i]->burning_in);
        CHECK(burn_in[i]->interval == lived_before[i]->interval);
        CHECK(same_bits(burn_in[i]->world[0]->values, lived_before[i]->world[0]->values));
        CHECK(burn_in[i]->world[1]->residents == lived_before[i]->world[1]->residents);
        CHECK(burn_in[i]->world[0]->regime_of == lived_before[i]->world[0]->regime_of);
    }
    live_until(second, {hand_over(8, 0, "gardening")}, end);
    CHECK(second.digests() == lived(scenario, {hand_over(8, 0, "gardening")}));
}

TEST_CASE("A parting of another seed, replicate or scenario is refused") {
    const Scenario scenario = short_scenario(1);
    Blocks shelf;
    LiveCity first(scenario, 1);
    LiveFrames frames{first.frame()};
    while (first.burning_in()) frames.push_back(first.step());
    LiveCity::store_parting(*first.take_parting(), frames, shelf);
    LiveFrames burn_in;
    CHECK_THROWS_AS(LiveCity(scenario, shelf, burn_in, 1, 3), InputError);
    Scenario other = scenario;
    other.seed += 1;
    CHECK_THROWS_AS(LiveCity(other, shelf, burn_in, 1), InputError);
    CHECK_THROWS_AS(LiveCity(scenario, Blocks(), burn_in, 1), InputError);
}

TEST_CASE("Coming back to a snapshot and living on gives what was lived before") {
    LiveCity city(short_scenario(1), 1);
    live_until(city, {}, 8);
    const auto point = city.snapshot();
    live_until(city, {}, end);
    const auto first = city.digests();
    city.restore(*point);
    CHECK(city.week() == 8);
    CHECK(city.frame()->week == 8);
    LiveCity copy = city.copy_of(*point, 1);
    live_until(city, {hand_over(12, 1, "tendered")}, end);
    CHECK(city.digests()[1] != first[1]);
    live_until(copy, {}, end);
    CHECK(copy.digests() == first);
    city.restore(*point);
    live_until(city, {}, end);
    CHECK(city.digests() == first);
}

TEST_CASE("No step of the burn-in is lived again: it is refused, and the city is where it was") {
    LiveCity city(short_scenario(1), 1);
    REQUIRE(city.burning_in());
    const int before = city.week();
    CHECK_THROWS_AS(city.step_again(city.frame()), RunError);
    CHECK(city.week() == before);
    while (city.burning_in()) (void)city.step();
    city.step_again(city.frame());
    CHECK(city.week() == city.frame()->week + short_scenario(1).record_every_weeks);
}

TEST_CASE("Who says something impossible is told so, and nothing happens") {
    LiveCity city(short_scenario(1), 1);
    live_until(city, {}, 4);
    const auto before = city.digests();
    CHECK_THROWS_AS(city.act({4, 0, {"N999"}, "gardening", {}}), InputError);
    CHECK_THROWS_AS(city.act({4, 0, {first_id()}, "wizardry", {}}), InputError);
    CHECK_THROWS_AS(city.act({4, 0, {first_id()}, "", {}}), InputError);
    CHECK_THROWS_AS(city.act({4, 2, {}, "gardening", {}}), InputError);
    CHECK_THROWS_AS(city.act({4, 0, {}, "", {{Lever::pay_basis, 1.5}}}), InputError);
    CHECK(city.digests() == before);
}

TEST_CASE("Everybody at home in a neighbourhood is counted once by need") {
    LiveCity city(short_scenario(1), 1);
    live_until(city, {}, 4);
    const auto population = static_cast<std::size_t>(0);
    for (int n = 0; n < static_cast<int>(city.frame()->world[0]->residents.size()); ++n) {
        const LiveNeighbourhood close = city.neighbourhood(0, n);
        int people = close.in_care_homes + close.in_hospital + close.elsewhere;
        for (const int level : close.by_need) people += level;
        CHECK(people == static_cast<int>(city.frame()->world[0]->values[population][static_cast<std::size_t>(n)]));
        for (const auto& link : close.links) {
            CHECK(link.from < close.people.size());
            CHECK(link.to < close.people.size());
        }
    }
}

TEST_CASE("Everybody at home lives on one street of their neighbourhood, and what helps them is counted once") {
    LiveCity city(short_scenario(1), 1);
    live_until(city, {}, 4);
    for (int n = 0; n < 3; ++n) {
        const LiveNeighbourhood close = city.neighbourhood(0, n);
        int at_home = 0;
        for (const int level : close.by_need) at_home += level;
        int people = 0;
        const int streets = city.street(0, n, 0).count;
        for (int number = 0; number < streets; ++number) {
            const LiveStreet street = city.street(0, n, number);
            CHECK(street.index == number);
            people += static_cast<int>(street.people.size());
            std::vector<double> along(street.people.size(), 0);
            for (const auto& link : street.links) along[link.to] += link.hours;
            for (std::size_t i = 0; i < street.people.size(); ++i) {
                const auto& one = street.people[i];
                CHECK(one.home < street.homes);
                CHECK(along[i] == Approx(one.from_home + one.from_street).margin(0.001));
                if (one.need <= 0) continue;
                const LivePerson same = city.person(0, one.key);
                CHECK(same.street == number);
                CHECK(same.need == one.need);
                CHECK(same.unmet == one.unmet);
            }
        }
        CHECK(people == at_home);
    }
    CHECK(city.street(0, 0, 1'000).index == city.street(0, 0, 0).count - 1);
}
