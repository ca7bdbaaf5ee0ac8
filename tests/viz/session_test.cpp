// A session that people steer: decisions, taking them back, going back in time; and the thread that lives it.
#include "viz/model/session.hpp"

#include <atomic>
#include <chrono>
#include <thread>

#include "catch.hpp"
#include "io/temporary_folder.hpp"
#include "viz/model/person_words.hpp"

using namespace topsoil;
using namespace topsoil::viz;

namespace {

const std::vector<Override> short_run{{"burn_in_weeks", "12"}, {"weeks", "40"}, {"record_every_weeks", "4"}};

Scenario short_scenario() { return load_scenario("small-town", short_run); }

void live_to(Timeline& timeline, int week) {
    while (timeline.week() < week || timeline.burning_in() || timeline.catching_up()) timeline.step();
}

LiveAction to_gardening(const std::string& id) { return {0, 0, {id}, "gardening", {}}; }

std::array<std::string, live_worlds> undisturbed(int week) {
    LiveCity city(short_scenario(), 1);
    live_until(city, {}, week);
    return city.digests();
}

}  // namespace

TEST_CASE("A decision that is taken back has never been made") {
    Timeline timeline(short_scenario(), 1);
    live_to(timeline, 8);
    REQUIRE(timeline.decide(to_gardening("T1")));
    live_to(timeline, 20);
    CHECK(timeline.city().digests() != undisturbed(20));
    timeline.undo();
    live_to(timeline, 20);
    CHECK(timeline.city().digests() == undisturbed(20));
    CHECK_FALSE(timeline.can_undo());
    CHECK(timeline.frames().back()->week == 20);
}

TEST_CASE("A decision that is made again gives the same bits as when it was made first") {
    Timeline timeline(short_scenario(), 1);
    live_to(timeline, 8);
    timeline.decide(to_gardening("T2"));
    live_to(timeline, 20);
    const auto first = timeline.city().digests();
    timeline.undo();
    live_to(timeline, 20);
    timeline.redo();
    live_to(timeline, 20);
    CHECK(timeline.city().digests() == first);
}

TEST_CASE("Going back to a past week drops what was decided after it") {
    Timeline timeline(short_scenario(), 1);
    live_to(timeline, 8);
    timeline.decide(to_gardening("T1"));
    live_to(timeline, 16);
    timeline.decide(to_gardening("T2"));
    live_to(timeline, 24);
    timeline.fork(12);
    live_to(timeline, 12);
    CHECK(timeline.week() == 12);
    CHECK(timeline.actions().size() == 1);
    CHECK(timeline.frames().back()->week == 12);
    timeline.fork(0);
    live_to(timeline, 20);
    CHECK(timeline.city().digests() == undisturbed(20));
}

TEST_CASE("Weeks on the way back to the past are lived again to the same bits, and what was so in them is not measured anew") {
    const std::vector<Override> two_years{{"burn_in_weeks", "12"}, {"weeks", "104"}, {"record_every_weeks", "4"}};
    Timeline timeline(load_scenario("small-town", two_years), 1);
    live_to(timeline, 8);
    timeline.decide(to_gardening("T1"));
    std::array<std::string, live_worlds> then;
    while (timeline.week() < 100) {
        timeline.step();
        if (timeline.week() == 80) then = timeline.city().digests();
    }
    const Frames lived = timeline.frames();
    timeline.fork(80);
    CHECK(timeline.week() == 48 + 8);  // of the snapshots: at the parting, at the decision, and every forty-eight weeks from there
    CHECK(timeline.frames().back()->week == timeline.week());
    live_to(timeline, 80);
    CHECK(timeline.city().digests() == then);
    REQUIRE(timeline.frames().size() == lived.size() - 5);
    for (std::size_t i = 0; i < timeline.frames().size(); ++i) CHECK(timeline.frames()[i] == lived[i]);
    // From there on weeks are lived for the first time, and measured.
    live_to(timeline, 80);
    timeline.step();
    CHECK(timeline.frames().back() != lived[timeline.frames().size() - 1]);
    CHECK(timeline.frames().back()->world[0]->values == lived[timeline.frames().size() - 1]->world[0]->values);
}

TEST_CASE("Whoever decides on the way back to the present decides about weeks that have not been measured") {
    const std::vector<Override> two_years{{"burn_in_weeks", "12"}, {"weeks", "104"}, {"record_every_weeks", "4"}};
    const auto with_decision = [&](bool on_the_way) {
        Timeline timeline(load_scenario("small-town", two_years), 1);
        live_to(timeline, on_the_way ? 100 : 60);
        if (on_the_way) {
            timeline.fork(80);  // from the snapshot of week 48
            while (timeline.week() < 60) timeline.step();
        }
        timeline.decide(to_gardening("T1"));
        live_to(timeline, 80);
        return std::pair(timeline.city().digests(), timeline.frames().back()->world[0]->values);
    };
    CHECK(with_decision(true) == with_decision(false));
}

TEST_CASE("Nothing can be decided before the worlds part") {
    Timeline timeline(short_scenario(), 1);
    CHECK_FALSE(timeline.decide(to_gardening("T1")));
    CHECK(timeline.actions().empty());
    timeline.undo();
    timeline.fork(0);
    CHECK(timeline.burning_in());
}

TEST_CASE("A session lives in its own thread and its journal lives it again to the bit") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "session.toml";
    {
        Session session(short_scenario(), {"small-town", short_run, 1, 0, file, 0});
        REQUIRE(session.wait_for(8));
        session.decide(to_gardening("T3"));
        session.decide({0, 1, {}, "", {{Lever::pay_basis, 0.5}}});
        session.settle();
        CHECK(session.latest()->actions.size() == 2);
        CHECK(session.latest()->actions[0].week == 8);
        REQUIRE(session.wait_for(20));
        CHECK(session.latest()->frames.back()->week == 20);
    }
    const Journal journal = read_journal(file);
    CHECK(journal.weeks == 20);
    REQUIRE(journal.actions.size() == 2);
    CHECK(journal.actions[0].neighbourhoods == std::vector<std::string>{"T3"});
    CHECK_FALSE(journal.digests[0].empty());
    CHECK(replay(journal, 2) == journal.digests);
}

TEST_CASE("A city that was watched once opens at the parting the next time, with the burn-in behind it, and lives on to the same bits") {
    const test::TemporaryFolder folder;
    std::array<std::string, live_worlds> first;
    std::size_t frames = 0;
    {
        Timeline timeline(short_scenario(), 1, 0, folder.path());
        CHECK(timeline.burning_in());
        live_to(timeline, 12);
        first = timeline.city().digests();
        frames = timeline.frames().size();
    }
    Timeline again(short_scenario(), 1, 0, folder.path());
    CHECK_FALSE(again.burning_in());
    CHECK(again.week() == 0);
    live_to(again, 12);
    CHECK(again.city().digests() == first);
    CHECK(again.frames().size() == frames);
    Timeline other(short_scenario(), 1, 1, folder.path());
    CHECK(other.burning_in());  // another replicate was not stored
}

TEST_CASE("A stored burn-in that is damaged is lived anew") {
    const test::TemporaryFolder folder;
    {
        Timeline timeline(short_scenario(), 1, 0, folder.path());
        live_to(timeline, 0);
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) std::filesystem::resize_file(entry.path(), std::filesystem::file_size(entry.path()) / 2);
    {
        Timeline timeline(short_scenario(), 1, 0, folder.path());
        CHECK(timeline.burning_in());
        live_to(timeline, 8);
        CHECK(timeline.city().digests() == undisturbed(8));
    }
    CHECK_FALSE(Timeline(short_scenario(), 1, 0, folder.path()).burning_in());
}

TEST_CASE("Somebody's life is told from the parting on, in both worlds, and changes no bit") {
    Session session(short_scenario(), {"small-town", short_run, 1, 0, {}, 0});
    session.look_at(0);
    REQUIRE(session.wait_for(12));
    const auto close = session.latest()->close;
    REQUIRE(close[0]);
    REQUIRE_FALSE(close[0]->to_meet.empty());
    session.follow(close[0]->to_meet.front());
    session.settle();
    REQUIRE(session.latest()->story);
    CHECK(session.latest()->story->weeks == std::vector<int>{0, 4, 8, 12});
    REQUIRE(session.wait_for(20));
    session.settle();
    CHECK(session.latest()->story->weeks == std::vector<int>{0, 4, 8, 12, 16, 20});
    CHECK(session.latest()->story->states[1].size() == 6);
}

TEST_CASE("Somebody's last months are told before the years that went before, and both are parts of one life") {
    const std::vector<Override> two_years{{"burn_in_weeks", "12"}, {"weeks", "160"}, {"record_every_weeks", "4"}};
    const Scenario scenario = load_scenario("small-town", two_years);
    Timeline timeline(scenario, 1);
    live_to(timeline, 132);
    const std::uint64_t key = timeline.city().neighbourhood(0, 0).to_meet.front();
    std::atomic<int> heard = 0;
    std::vector<Teller::Told> told;
    Teller teller(1, [&] {
        told.push_back(teller.take());
        ++heard;
    });
    teller.begin(timeline, key);
    for (int tries = 0; heard < 3 && tries < 3'000; ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(heard == 3);
    REQUIRE(told.size() == 3);
    const Teller::Told &months = told[0], &year = told[1], &all = told[2];
    CHECK((months.story->weeks.front() == 96 && year.story->weeks.front() == 48 && all.story->weeks.front() == 0));  // snapshots
    CHECK((!months.whole && !year.whole && all.whole));
    CHECK(all.story->weeks.size() == 34);
    for (const auto& part : {months, year}) {
        CHECK(part.story->weeks.back() == 132);
        const std::size_t earlier = all.story->weeks.size() - part.story->weeks.size();
        for (std::size_t i = 0; i < part.story->weeks.size(); ++i) {
            for (std::size_t w = 0; w < live_worlds; ++w) {
                const LivePerson &one = part.story->states[w][i], &same = all.story->states[w][earlier + i];
                CHECK((one.where == same.where && one.unmet == same.unmet && one.unpaid == same.unpaid && one.strain == same.strain && one.firm_ties == same.firm_ties));
            }
        }
    }
    CHECK_FALSE(teller.in_haste());
    // What is said of a life in which nothing has happened goes no further back than what has been told.
    CHECK(uneventful(*months.story) == "Nothing of note has changed since year 2, week 44.");
    CHECK(uneventful(*all.story) == "Nothing of note has changed since the worlds parted.");
}

TEST_CASE("Further replicates are lived in the background with the same decisions") {
    Session session(short_scenario(), {"small-town", short_run, 1, 0, {}, 2});
    REQUIRE(session.wait_for(8));
    for (int wait = 0; wait < 400; ++wait) {
        session.settle();
        const auto ensemble = session.latest()->ensemble;
        if (ensemble->replicates.size() == 2 && ensemble->replicates[1].back()->week == 8) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    const auto ensemble = session.latest()->ensemble;
    REQUIRE(ensemble->replicates.size() == 2);
    CHECK(ensemble->replicates[0].back()->week == 8);
    CHECK(ensemble->replicates[0].back()->world[0]->city != session.latest()->frames.back()->world[0]->city);
}

TEST_CASE("A session that is told to play after the burn-in plays at once, at the usual speed") {
    Session session(short_scenario(), {"small-town", short_run, 1, 0, {}, 0});
    REQUIRE(session.wait_for(0));
    session.play(true);
    for (int wait = 0; wait < 100 && session.latest()->week < 4; ++wait) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(session.latest()->week >= 4);
}

TEST_CASE("Going back in a session that plays shows the past again and stops") {
    Session session(short_scenario(), {"small-town", short_run, 1, 0, {}, 0});
    session.set_speed(0);
    session.play(true);
    REQUIRE(session.wait_for(16));
    session.fork(8);
    session.settle();
    CHECK(session.latest()->week == 8);
    CHECK_FALSE(session.latest()->playing);
    session.step_once();
    REQUIRE(session.wait_for(12));
    CHECK(session.latest()->week == 12);
}
