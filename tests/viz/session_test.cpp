// A session that people steer: decisions, taking them back, going back in time; and the thread that lives it.
#include "viz/model/session.hpp"

#include "catch.hpp"
#include "io/temporary_folder.hpp"

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
