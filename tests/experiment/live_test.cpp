// A live city: looking on changes nothing, decisions hold, and what is lived again is the same.
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
    CHECK(lived(scenario, actions, 1) == lived(scenario, actions, 2));
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
