#include "engine/digest.hpp"
#include "quiet_town.hpp"
#include "state/rounds.hpp"

using namespace topsoil;

namespace {

template <class Use>
void for_each_client(const World& world, Use&& use) {
    for (std::uint32_t c = 0; c < world.home_care.clients.size(); ++c) {
        if (world.home_care.clients[c].file != nobody) use(c, world.home_care.clients[c]);
    }
}

int minutes_a_week(const Client& client) { return client.agreed_a_day() * 7; }

int clients(const World& world) {
    int count = 0;
    for_each_client(world, [&](std::uint32_t, const Client&) { ++count; });
    return count;
}

/// Nobody new waits to start.
void empty_the_queue(World& world) {
    for_each_file(world, [&](FileId id, const CareFile& file) {
        if (file.stage == Stage::waiting_start) world.care.files.edit(id).stage = Stage::none;
    });
    world.settings.may_start.clear();
}

/// Somebody who waits for a package of so many minutes; means and money are there.
FileId newcomer(World& world, int minutes, Funding funding = Funding::council) {
    empty_the_queue(world);
    for (Pence& budget : world.commissioned.home_care_budget) budget = 100'000'000;
    const Slot slot = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) > 40; });
    CareFile& file = world.care.files.edit(give_need(world, slot, NeedLevel::high));
    file.need = {3'000, 2'000, 1'000};
    file.stage = Stage::waiting_start;
    file.funding = funding;
    file.package_wanted = static_cast<std::uint16_t>(minutes);
    world.settings.may_start.push_back(world.people.care_file[slot]);
    return world.people.care_file[slot];
}

/// Every round has somebody to run it.
World fully_staffed_world() {
    static SmallTown town("tendered", 1, parameters_with({{"workforce.first_vacancy", 0}, {"workforce.outside_share", 1}, {"finding_help.package_smallest", 4}, {"finding_help.package_share", 0.4}, {"finding_help.low_need_hours", 0}}));
    return town.world().branch();
}

}  // namespace

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

TEST_CASE("Somebody in hospital has no visits, keeps them for some weeks and then loses them", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.hospital_wait_weeks", 4}}));
    World& world = town.world();
    empty_the_queue(world);
    std::uint32_t one = 0;
    while (world.home_care.clients[one].file == nobody) ++one;
    const Client client = world.home_care.clients[one];
    world.people.setting.edit(client.person) = Setting::hospital;
    world.care.files.edit(client.file).hospital_week = static_cast<std::int16_t>(world.week);
    for (int week = 0; week <= 4; ++week) {
        town.live();
        REQUIRE(world.home_care.clients[one].key == client.key);
        REQUIRE(world.home_care.clients[one].delivered == 0);
    }
    town.live();
    REQUIRE(world.care.files[client.file].client == nobody);
    REQUIRE(world.care.files[client.file].paid == 0);
    REQUIRE(world.care.files[client.file].stage == Stage::none);
}

TEST_CASE("A package ends in the week in which nothing is needed any more", "[home_care]") {
    QuietTown town({"home_care"});
    World& world = town.world();
    empty_the_queue(world);
    std::uint32_t one = 0;
    while (world.home_care.clients[one].file == nobody) ++one;
    const FileId file = world.home_care.clients[one].file;
    world.care.files.edit(file).need = {0, 0, 0};
    const int before = clients(world);
    town.live();
    REQUIRE(clients(world) == before - 1);
    REQUIRE(world.care.files[file].client == nobody);
}

TEST_CASE("Without money no council client starts, and those who pay themselves do", "[home_care]") {
    QuietTown town({"home_care"});
    World& world = town.world();
    const FileId council = newcomer(world, 420);
    const FileId own = [&] {
        const Slot slot = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) > 40; });
        CareFile& file = world.care.files.edit(give_need(world, slot, NeedLevel::high));
        file.stage = Stage::waiting_start;
        file.funding = Funding::own;
        file.package_wanted = 420;
        world.settings.may_start.push_back(world.people.care_file[slot]);
        return world.people.care_file[slot];
    }();
    for (Pence& budget : world.commissioned.home_care_budget) budget = 0;
    town.live(8);
    REQUIRE(world.care.files[council].stage == Stage::waiting_start);
    REQUIRE(world.care.files[own].stage == Stage::served);
    for (Pence& budget : world.commissioned.home_care_budget) budget = 100'000'000;
    town.live(8);
    REQUIRE(world.care.files[council].stage == Stage::served);
}

TEST_CASE("An hour a day is two visits, one in the morning and one at tea", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.double_handed", 0}}));
    World& world = town.world();
    const FileId file = newcomer(world, 420);
    town.live(4);
    REQUIRE(world.care.files[file].stage == Stage::served);
    const Client& client = world.home_care.clients[world.care.files[file].client];
    // 60 minutes in the proportion 45 : 20.
    REQUIRE(client.visit_minutes == std::array<std::uint8_t, windows>{42, 0, 18, 0});
    REQUIRE(world.care.files[file].paid == 420);
}

TEST_CASE("Half an hour a day is one visit in the morning, and three hours are four visits", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.double_handed", 0}}));
    World& world = town.world();
    const FileId small = newcomer(world, 210);
    town.live(4);
    REQUIRE(world.home_care.clients[world.care.files[small].client].visit_minutes == std::array<std::uint8_t, windows>{30, 0, 0, 0});
    const FileId large = newcomer(world, 1'260);
    town.live(4);
    // 180 minutes in the proportion 45 : 20 : 20 : 15.
    REQUIRE(world.home_care.clients[world.care.files[large].client].visit_minutes == std::array<std::uint8_t, windows>{81, 36, 36, 27});
}

TEST_CASE("Two hours a day for somebody whom two must lift are an hour a day of both", "[home_care]") {
    QuietTown town({"home_care"}, parameters_with({{"home_care.double_handed", 1}}));
    World& world = town.world();
    const FileId file = newcomer(world, 840);
    town.live(4);
    const Client& client = world.home_care.clients[world.care.files[file].client];
    REQUIRE(client.hands == 2);
    // 840 minutes of work a week, 420 each: 60 a day in the proportion 45 : 20.
    REQUIRE(client.visit_minutes == std::array<std::uint8_t, windows>{42, 0, 18, 0});
    REQUIRE(client.agreed_a_day() == 120);
    REQUIRE(world.care.files[file].paid == 840);
    for (const std::size_t w : {0U, 2U}) {
        REQUIRE(client.round[w] != client.second_round[w]);
        REQUIRE(world.home_care.rounds[client.round[w]].provider == client.provider);
        REQUIRE(world.home_care.rounds[client.second_round[w]].provider == client.provider);
    }
    REQUIRE(client.second_round[1] == nobody);
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
        REQUIRE(provider.alone_minutes >= 2 * (300 - static_cast<int>(client.delivered)) / 2);
    } else {
        REQUIRE(client.delivered == 0);
        REQUIRE(provider.missed_minutes >= 420);
        REQUIRE(provider.alone_minutes >= 150);  // one of them on five days
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

TEST_CASE("A package ends at its yearly review where family meet more than four fifths of the need, and goes on where they do not", "[home_care]") {
    const bool family = GENERATE(true, false);
    QuietTown town({"home_care"});
    World& world = town.world();
    std::uint32_t c = 0;
    while (world.home_care.clients[c].file == nobody) ++c;
    world.home_care.clients[c].since = -60;
    const FileId id = world.home_care.clients[c].file;
    const Key key = world.home_care.clients[c].key;
    while (world.care.files[id].first_received != nobody) change_care_tie(world, world.care.files[id].first_received, 0);
    end_everyday_help(world, id);
    world.care.files.edit(id).need = {0, 600, 400};
    const Slot carer = first_person(world, [&](Slot slot) { return world.people.setting[slot] == Setting::home && world.people.care_file[slot] == nobody && world.people.age(slot, 0) > 40; });
    start_care_tie(world, id, carer, Tier::kin_near, family ? 801 : 800, 0);  // a fifth of a thousand minutes is two hundred
    town.live(52);
    const bool goes_on = std::any_of(world.home_care.clients.begin(), world.home_care.clients.end(), [&](const Client& client) { return client.file == id && client.key == key; });
    REQUIRE(goes_on == !family);
}

TEST_CASE("A lot that has promised too much takes at most a fifth off each council package in a year, and nothing off those who pay themselves", "[home_care]") {
    QuietTown town({"home_care"});
    World& world = town.world();
    empty_the_queue(world);
    for (Pence& budget : world.commissioned.home_care_budget) budget = 100;
    std::map<Key, int> before;
    for (Client& client : world.home_care.clients) {
        if (client.file == nobody) continue;
        client.since = -60;
        before[client.key] = minutes_a_week(client);
    }
    town.live(52);
    int shrank = 0;
    for_each_client(world, [&](std::uint32_t, const Client& client) {
        const int was = before.at(client.key);
        const int is = minutes_a_week(client);
        REQUIRE(client.shrunk == was - is);
        REQUIRE(world.care.files[client.file].paid == is);
        if (client.private_ != 0) REQUIRE(is == was);
        REQUIRE(is >= was * 4 / 5 - 28 * client.hands);  // whole minutes of up to four visits a day
        shrank += is < was ? 1 : 0;
    });
    REQUIRE(shrank > 0);
}

TEST_CASE("A lot within its budget shrinks nobody's package", "[home_care]") {
    QuietTown town({"home_care"});
    World& world = town.world();
    empty_the_queue(world);
    for (Pence& budget : world.commissioned.home_care_budget) budget = 100'000'000;
    for (Client& client : world.home_care.clients) client.since = -60;
    town.live(52);
    for_each_client(world, [&](std::uint32_t, const Client& client) { REQUIRE(client.shrunk == 0); });
}
