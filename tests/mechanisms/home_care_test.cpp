#include "engine/digest.hpp"
#include "home_care_clients.hpp"
#include "state/rounds.hpp"

using namespace topsoil;

TEST_CASE("Every visit agreed is either made or missed", "[home_care]") {
    const double absence = GENERATE(0.0, 0.13, 0.5);
    const double double_handed = GENERATE(0.0, 1.0);
    SmallTown made("tendered", 1, parameters_with({{"home_care.double_handed", double_handed}}));
    QuietTown town(made.world().branch(), {"home_care"}, parameters_with({{"home_care.absence", absence}, {"home_care.double_handed", double_handed}}));
    const World& world = town.world();
    std::int64_t missed_before = 0;
    for (int week = 0; week < 8; ++week) {
        town.live();
        std::int64_t agreed = 0;
        std::int64_t given = 0;
        for_each_client(world, [&](std::uint32_t, const Client& client) {
            if (world.people.setting[client.person] == Setting::home) agreed += minutes_a_week(client);
            given += client.delivered;
            REQUIRE(client.delivered <= static_cast<std::uint32_t>(minutes_a_week(client)));
            REQUIRE(world.care.files[client.file].delivered == client.delivered);
            REQUIRE(world.care.files[client.file].paid == minutes_a_week(client));
        });
        const std::int64_t missed = town.total(Flow::missed_minutes) - missed_before;
        missed_before += missed;
        REQUIRE(given + missed == agreed);
        std::int64_t contact = 0;
        std::int64_t not_kept = 0;
        for (const Provider& provider : world.home_care.providers) {
            contact += provider.contact_minutes;
            not_kept += provider.missed_minutes;
        }
        REQUIRE(contact == given);
        REQUIRE(not_kept == missed);
    }
    REQUIRE(clients(world) > 5);
}

TEST_CASE("Where all workers are away and there are no bank staff, nobody comes", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.absence", 1}, {"home_care.bank_cap", 0}}));
    town.live(4);
    for_each_client(town.world(), [&](std::uint32_t, const Client& client) { REQUIRE(client.delivered == 0); });
    REQUIRE(town.total(Flow::missed_minutes) > 0);
    REQUIRE(town.total(Flow::worked_minutes) == 0);
    REQUIRE(town.total(Flow::travel_seconds) == 0);
}

TEST_CASE("Somebody new visits nobody for three weeks, and then comes", "[home_care]") {
    QuietTown town(fully_staffed_world(), {"home_care"}, parameters_with({{"home_care.absence", 0}, {"home_care.bank_cap", 0}}));
    World& world = town.world();
    for (Worker& worker : world.home_care.workers) worker.since = static_cast<std::int16_t>(world.week);
    town.live(3);
    REQUIRE(town.total(Flow::worked_minutes) == 0);
    REQUIRE(town.total(Flow::missed_minutes) > 0);
    town.live(1);
    REQUIRE(town.total(Flow::worked_minutes) > 0);
}

TEST_CASE("Where nobody is away and workers have time for every day, no visit is missed", "[home_care]") {
    QuietTown town(fully_staffed_world(), {"home_care"}, parameters_with({{"home_care.absence", 0}, {"home_care.bank_cap", 0}, {"home_care.overtime", 20}}));
    town.live();
    // Each round has its own worker; a colleague with time stands in on two days: at least those five days are kept everywhere.
    const World& world = town.world();
    for_each_client(world, [&](std::uint32_t, const Client& client) {
        if (world.people.setting[client.person] != Setting::home) return;
        // Where two must come, two days each on which a colleague might not leave three on which both do.
        REQUIRE(client.delivered * 7 >= static_cast<std::uint32_t>(minutes_a_week(client)) * (client.hands == 2 ? 3 : 5));
    });
}

TEST_CASE("More absence means more missed visits", "[home_care]") {
    const auto missed = [](double absence) {
        QuietTown town({"home_care"}, parameters_with({{"home_care.absence", absence}}));
        town.live(12);
        return town.total(Flow::missed_minutes);
    };
    REQUIRE(missed(0.3) > missed(0.0));
    REQUIRE(missed(0.9) > missed(0.3));
}

TEST_CASE("Where nobody's need is high it makes no difference how many of those must be lifted by two", "[home_care]") {
    const auto lived = [](double double_handed) {
        QuietTown town({"home_care"}, parameters_with({{"home_care.double_handed", double_handed}}));
        World& world = town.world();
        const FileId file = newcomer(world, 840);
        world.people.need.edit(world.care.files[file].person) = NeedLevel::medium;
        town.live(4);
        REQUIRE(world.care.files[file].stage == Stage::served);
        return digest(world);
    };
    REQUIRE(lived(0) == lived(1));
}

TEST_CASE("A visit for two to which one comes is missed for both, and the one who came is paid", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.double_handed", 1}, {"home_care.absence", 0}, {"home_care.bank_cap", 0}, {"home_care.overtime", 0}}));
    World& world = town.world();
    const FileId file = newcomer(world, 420);
    town.live(1);
    REQUIRE(world.care.files[file].stage == Stage::served);
    HomeCare& care = world.home_care;
    const Client& client = care.clients[world.care.files[file].client];
    REQUIRE(client.visit_minutes == std::array<std::uint8_t, windows>{30, 0, 0, 0});
    // Two workers from elsewhere run the two rounds; nobody else has an hour left.
    const auto give_to = [&](std::uint32_t r, std::uint16_t since) {
        if (care.rounds[r].worker == nobody) {
            care.rounds[r].worker = static_cast<std::uint32_t>(care.workers.size());
            care.workers.emplace_back();
        }
        Worker& worker = care.workers[care.rounds[r].worker];
        worker.key = worker.key == 0 ? 9'000 + r : worker.key;
        worker.provider = client.provider;
        worker.round = r;
        worker.since = static_cast<std::int16_t>(since);
    };
    const bool both = GENERATE(false, true);
    for (Client& one : care.clients) one.met = {};
    give_to(client.round[0], 0);
    give_to(client.second_round[0], static_cast<std::uint16_t>(both ? 0 : world.week));  // whoever is new learns, and visits nobody
    for (Worker& worker : care.workers) {
        if (worker.since >= 0 && worker.round != client.second_round[0]) worker.since = -100;
    }
    if (both) care.workers[care.rounds[client.second_round[0]].worker].since = -100;
    town.live(1);
    const Provider& provider = care.providers[client.provider];
    if (both) {
        // Each comes on five days of seven: both on three, four or five.
        REQUIRE(client.delivered % 60 == 0);
        REQUIRE(client.delivered >= 180);
        REQUIRE(client.delivered <= 300);
        REQUIRE(provider.vain_minutes >= 2 * (300 - static_cast<int>(client.delivered)) / 2);
    } else {
        REQUIRE(client.delivered == 0);
        REQUIRE(provider.missed_minutes >= 420);
        REQUIRE(provider.vain_minutes >= 150);  // one of them on five days
        REQUIRE(care.workers[care.rounds[client.round[0]].worker].worked_minutes >= 150);
        REQUIRE(care.workers[care.rounds[client.second_round[0]].worker].worked_minutes == 0);
    }
    const auto met = std::count_if(client.met.begin(), client.met.end(), [](const Acquaintance& known) { return known.worker != 0; });
    REQUIRE(met == (both ? 2 : 1));
}

TEST_CASE("Travel of a round is what lies between its doors, stop by stop", "[home_care]") {
    SmallTown town("tendered", 1, parameters_with({{"home_care.door_minutes", 3}, {"home_care.detour", 1.35}, {"home_care.speed", 18}}));
    const World& world = town.world();
    town.live(4);
    int rounds = 0;
    for (const Round& round : world.home_care.rounds) {
        if (round.used == 0) continue;
        Seconds expected = 180;  // at the first door
        for (std::size_t i = 1; i < round.stops; ++i) {
            const Point from = world.city->home_point[world.home_care.clients[round.client[i - 1]].home];
            const Point to = world.city->home_point[world.home_care.clients[round.client[i]].home];
            // Three minutes at the door; 1.35 metres of road a metre, five metres a second.
            expected += static_cast<Seconds>(180 + std::sqrt(std::pow(from.x - to.x, 2.0) + std::pow(from.y - to.y, 2.0)) * 1.35 / 5 + 0.5);
        }
        ++rounds;
        REQUIRE(std::abs(round.travel_seconds - expected) <= round.stops);
    }
    REQUIRE(rounds > 3);
}

TEST_CASE("No round is longer than a part of the day allows", "[home_care]") {
    SmallTown town("tendered", 1, parameters_with({{"home_care.longest_round", 3}}));
    for (int week = 0; week < 26; ++week) {
        for (const Round& round : town.world().home_care.rounds) {
            // A single visit is made however long it is.
            if (round.used != 0 && round.stops > 1) REQUIRE(Rounds::day_minutes(round) <= 180);
        }
        town.live(1);
    }
}

TEST_CASE("Trust grows by its step a visit towards one, and halves in its half-life apart", "[home_care]") {
    const bool met_before = GENERATE(false, true);
    QuietTown town(fully_staffed_world(), {"home_care"}, parameters_with({{"home_care.absence", 0}, {"home_care.trust_step", 0.05}, {"home_care.trust_half_life", 20}, {"home_care.bank_cap", 0}}));
    World& world = town.world();
    empty_the_queue(world);
    for (int week = 0; week < 20; ++week) ++world.week;  // twenty weeks in which nobody met
    for (Client& client : world.home_care.clients) {
        client.met = {};
        if (!met_before || client.file == nobody) continue;
        for (std::size_t w = 0; w < windows; ++w) {
            if (client.visit_minutes[w] == 0) continue;
            const std::uint32_t worker = world.home_care.rounds[client.round[w]].worker;
            if (worker != nobody) client.met[w] = {world.home_care.workers[worker].key, 0, to_share16(0.8), 10, 0};
        }
    }
    town.live();
    int looked_at = 0;
    for_each_client(world, [&](std::uint32_t, const Client& client) {
        if (client.visit_minutes[1] + client.visit_minutes[2] + client.visit_minutes[3] > 0 || world.people.setting[client.person] != Setting::home) return;
        const Round& round = world.home_care.rounds[client.round[0]];
        if (round.worker == nobody) return;
        for (const Acquaintance& known : client.met) {
            if (known.worker != world.home_care.workers[round.worker].key) continue;
            ++looked_at;
            const double at_first = met_before ? 0.4 : 0.0;
            REQUIRE(as_share(known.trust) == Approx(1 - (1 - at_first) * std::pow(0.95, 5)).margin(1e-4));  // five days of seven
            REQUIRE(known.visits == (met_before ? 15 : 5));
        }
    });
    REQUIRE(looked_at > 0);
}

TEST_CASE("A client sees few faces where nobody is away, and many where only bank staff come", "[home_care]") {
    const auto faces = [](double absence, double bank) {
        QuietTown town(fully_staffed_world(), {"home_care"}, parameters_with({{"home_care.absence", absence}, {"home_care.bank_cap", bank}}));
        town.live(8);
        double met = 0;
        int people = 0;
        for_each_client(town.world(), [&](std::uint32_t, const Client& client) {
            met += client.met_recently;
            ++people;
        });
        return met / people;
    };
    REQUIRE(faces(1, 2) > faces(0, 0));
}

TEST_CASE("Where only bank staff come a client meets a stranger a week, and none of them twice", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.absence", 1}, {"home_care.bank_cap", 2}, {"home_care.double_handed", 0}}));
    const FileId file = newcomer(town.world(), 210);  // one visit of half an hour a day
    std::vector<int> came;
    int most = 0;
    for (int week = 0; week < 12; ++week) {
        town.live();
        const Client& client = town.world().home_care.clients[town.world().care.files[file].client];
        came.push_back(client.delivered > 0 ? 1 : 0);
        int lately = 0;
        for (std::size_t i = came.size() > 4 ? came.size() - 4 : 0; i < came.size(); ++i) lately += came[i];
        REQUIRE(client.met_recently == lately);
        most = std::max(most, lately);
    }
    REQUIRE(most == 4);
}

TEST_CASE("A thirteenth worker in four weeks is a face, one who comes again is not a second, and after four weeks they are forgotten", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.absence", 0}, {"home_care.bank_cap", 0}, {"home_care.overtime", 0}, {"home_care.double_handed", 0}}));
    World& world = town.world();
    const FileId file = newcomer(world, 210);
    town.live(1);
    HomeCare& care = world.home_care;
    const auto client = [&]() -> Client& { return care.clients[world.care.files[file].client]; };
    const std::uint32_t r = client().round[0];
    if (care.rounds[r].worker == nobody) {
        care.rounds[r].worker = static_cast<std::uint32_t>(care.workers.size());
        care.workers.emplace_back();
        care.workers.back().provider = client().provider;
        care.workers.back().round = r;
    }
    const auto met_after_visits_of = [&](Key worker) {
        care.workers[care.rounds[r].worker].key = worker;
        care.workers[care.rounds[r].worker].since = -100;
        town.live(1);
        return client().met_recently;
    };
    for (std::size_t i = 0; i < client().met.size(); ++i) client().met[i] = {static_cast<Key>(8'000 + i), static_cast<std::int16_t>(world.week - 1), 100, 5, 0};
    client().strangers = {};
    REQUIRE(met_after_visits_of(7'001) == 13);
    REQUIRE(met_after_visits_of(7'002) == 14);
    const auto known = [&](Key worker) { return std::any_of(client().met.begin(), client().met.end(), [&](const Acquaintance& one) { return one.worker == worker; }); };
    Key forgotten = 8'000;
    while (known(forgotten)) ++forgotten;
    REQUIRE(met_after_visits_of(forgotten) == 14);
    REQUIRE(met_after_visits_of(7'002) == 3);  // the others came four weeks ago
}

TEST_CASE("Visits follow a client who moves home", "[home_care]") {
    QuietTown town({"home_care", "life_course"}, parameters_with({{"life_course.move_scale", 1.1}}));
    const World& world = town.world();
    for (int week = 0; week < 52; ++week) {
        town.live();
        for_each_client(world, [&](std::uint32_t, const Client& client) { REQUIRE(client.home == world.people.home[client.person]); });
    }
}
