#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

TEST_CASE("Admissions and days of waiting in hospital are counted where people live") {
    Taken taken;
    const auto before = taken.look();
    taken.world().flows.add(Flow::emergency_admissions, 2, 5);
    taken.world().flows.add(Flow::delayed_days, 0, 11);
    const auto rise = [&](std::string_view measure, std::size_t n) { return taken.look(measure)[n] - before[measure_index(measure)][n]; };
    CHECK(rise("emergency_admissions", 2) == 5);
    CHECK(rise("emergency_admissions", 0) == 0);
    CHECK(rise("delayed_days", 0) == 11);
}

TEST_CASE("One leaver among ten workers in four weeks is a turnover of 130 per cent a year") {
    Taken taken;
    World& world = taken.world();
    world.week += 4;
    world.flows.add(Flow::worker_weeks, 1, 40);
    world.flows.add(Flow::workers_left, 1, 1);
    CHECK(taken.look("workers") == std::vector<double>{0, 10, 0});
    // 1 / 40 a week, 52.18 weeks.
    CHECK(taken.look("worker_turnover")[1] == Approx(1.3045));
    CHECK(taken.look("worker_turnover")[0] == 0);
}

TEST_CASE("Continuity is the mean number of workers that each client has met in four weeks") {
    Taken taken;
    World& world = taken.world();
    std::vector<double> clients(3, 0);
    for (Client& client : world.home_care.clients) {
        if (client.file == nobody) continue;
        client.met_recently = 3;
        clients[world.people.neighbourhood[client.person]] += 1;
    }
    CHECK(taken.look("home_care_clients") == clients);
    for (std::size_t n = 0; n < 3; ++n) CHECK(taken.look("continuity_workers_per_4wk")[n] == (clients[n] > 0 ? 3 : 0));
    const auto somebody = std::find_if(world.home_care.clients.begin(), world.home_care.clients.end(), [](const Client& client) { return client.file != nobody; });
    const std::size_t here = world.people.neighbourhood[somebody->person];
    somebody->met_recently = 9;
    CHECK(taken.look("continuity_workers_per_4wk")[here] == Approx(3 + 6 / clients[here]));
}

TEST_CASE("Groups that meet are counted, those that folded are not") {
    Taken taken;
    World& world = taken.world();
    const auto before = taken.look("groups_alive");
    double alive = 0;
    for (const Group& group : world.groups.all) alive += group.alive;
    CHECK(total(before) == alive);
    REQUIRE_FALSE(world.groups.in[0].empty());
    world.groups.in[0].pop_back();
    CHECK(taken.look("groups_alive")[0] == before[0] - 1);
}

TEST_CASE("Whoever waits for an assessment or for a package to start is waiting") {
    Taken taken;
    World& world = taken.world();
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        if (world.care.files[id].person != nobody) world.care.files.edit(id).stage = Stage::none;
    }
    CHECK(taken.look("people_waiting") == std::vector<double>(3, 0.0));
    std::size_t changed = 0;
    std::vector<double> expected(3, 0);
    for (FileId id = 0; id < world.care.files.size() && changed < 4; ++id) {
        if (world.care.files[id].person == nobody) continue;
        static constexpr Stage stages[]{Stage::waiting_assessment, Stage::waiting_start, Stage::served, Stage::waiting_start};
        world.care.files.edit(id).stage = stages[changed];
        if (stages[changed] != Stage::served) expected[world.people.neighbourhood[world.care.files[id].person]] += 1;
        ++changed;
    }
    CHECK(taken.look("people_waiting") == expected);
    CHECK(total(expected) == 3);
}
