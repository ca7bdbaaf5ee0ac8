#include "home_care_clients.hpp"

using namespace topsoil;

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

TEST_CASE("What reviews have taken off a package they give back where the lot has money, as far as it is lacking", "[home_care]") {
    QuietTown town({"home_care"});
    World& world = town.world();
    empty_the_queue(world);
    const bool lacks = GENERATE(true, false);
    for (Pence& budget : world.commissioned.home_care_budget) budget = 100'000'000;
    std::map<Key, int> before;
    for_each_client(world, [&](std::uint32_t c, const Client&) {
        Client& client = world.home_care.clients[c];
        CareFile& file = world.care.files.edit(client.file);
        before[client.key] = minutes_a_week(client);
        client.since = -60;
        client.shrunk = client.private_ != 0 ? 0 : 140;
        // A need that nothing else meets, and for it the package as it is or two hours and a third less than would do.
        while (file.first_received != nobody) change_care_tie(world, file.first_received, 0);
        end_everyday_help(world, client.file);
        file.need = {static_cast<std::uint16_t>(minutes_a_week(client) + (lacks ? 140 : 0)), 0, 0};
    });
    town.live(52);
    int given_back = 0;
    for_each_client(world, [&](std::uint32_t, const Client& client) {
        const int more = minutes_a_week(client) - before.at(client.key);
        REQUIRE(world.care.files[client.file].paid == minutes_a_week(client));
        if (client.private_ != 0 || !lacks) {
            REQUIRE(more == 0);
            return;
        }
        REQUIRE(std::abs(more - 140) <= 28 * client.hands);  // whole minutes of up to four visits a day
        REQUIRE(client.shrunk == std::max(0, 140 - more));
        ++given_back;
    });
    REQUIRE((given_back > 20) == lacks);
}

TEST_CASE("A review gives back no more than the lot has money for", "[home_care]") {
    const Pence hours = GENERATE(0, 1);
    QuietTown town({"home_care"});
    World& world = town.world();
    const FileId id = newcomer(world, 600);
    town.live(1);
    const std::uint32_t c = world.care.files[id].client;
    REQUIRE(c != nobody);
    // Nobody else has a package, so that all the lot's money but that of so many hours is this one's.
    Client& client = world.home_care.clients[c];
    const std::uint16_t lot = world.home_care.lot_of[world.people.neighbourhood[client.person]];
    for_each_client(world, [&](std::uint32_t other, const Client& one) {
        if (other != c && world.home_care.lot_of[world.people.neighbourhood[one.person]] == lot) world.home_care.clients[other].private_ = 1;
    });
    const Pence fee = world.home_care.providers[client.provider].fee_per_hour;
    std::fill(world.commissioned.home_care_budget.begin(), world.commissioned.home_care_budget.end(), 0);
    world.commissioned.home_care_budget[world.people.neighbourhood[client.person]] = fee * (minutes_a_week(client) + hours * 60) / 60;
    client.since = -60;
    client.shrunk = 300;
    const int before = minutes_a_week(client);
    town.live(52);
    const int more = minutes_a_week(world.home_care.clients[c]) - before;
    REQUIRE(std::abs(more - static_cast<int>(hours) * 60) <= 14);  // four visits a day, rounded to whole minutes
}
