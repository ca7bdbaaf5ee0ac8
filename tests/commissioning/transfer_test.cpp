#include "commissioning/transfer.hpp"

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

/// Three neighbourhoods, three lots, three firms side by side in each, some weeks on.
Town& town_with_three_firms() {
    static const auto town = [] {
        ParameterSet parameters;
        parameters.set("contracts.viable_hours", 0);
        parameters.set("contracts.exit_rate", 0);
        // Nearly everybody who lacks help has visits, and the council pays for them.
        parameters.set("assistants.willing_younger", 0);
        parameters.set("assistants.willing_older", 0);
        parameters.set("finding_help.self_fund_share", 0.05);
        parameters.set("finding_help.low_need_hours", 4);
        parameters.set("home_care.double_handed", 0.5);
        LeverVector levers = shipped_levers("tendered");
        levers[Lever::lot_count] = 3;
        auto made = std::make_unique<Town>(changed_town(3, 2), parameters, levers);
        made->live(8);
        return made;
    }();
    return *town;
}

constexpr std::uint16_t lot = 0;
constexpr std::uint16_t winner = 0;

bool of_lot(const World& world, const Client& client) { return client.private_ == 0 && world.home_care.lot_of[world.people.neighbourhood[client.person]] == lot; }

TransferRule rule_with(double follow, double leave, double keep) {
    TransferRule rule;
    rule.workers_follow = follow;
    rule.workers_leave = leave;
    rule.keep_choice = keep;
    return rule;
}

struct Moves {
    int asked = 0;
    int moved = 0;
};

/// Council clients of the losers, and how many of them moved, over many fates of the same town.
Moves moves_under(ClientTransfer clients, const TransferRule& rule, std::uint64_t fates) {
    Town& town = town_with_three_firms();
    Moves moves;
    for (std::uint64_t luck = 1; luck <= fates; ++luck) {
        World world = town.world().branch();
        const std::vector<Client> before = world.home_care.clients;
        Living living = town.living_in(world, world.week, luck);
        transfer_lot(living, lot, {winner}, clients, rule);
        for (std::size_t c = 0; c < before.size(); ++c) {
            if (before[c].file == nobody || !of_lot(world, before[c]) || before[c].provider == winner) continue;
            ++moves.asked;
            moves.moved += world.home_care.clients[c].provider == winner ? 1 : 0;
        }
    }
    return moves;
}

}  // namespace

TEST_CASE("When the contract moves all move, save five in a hundred who keep their provider") {
    const Moves moves = moves_under(ClientTransfer::all_move, rule_with(0.7, 0.2, 0.05), 400);
    REQUIRE(moves.asked > 1'000);
    // Four standard errors of a share of 0.95.
    CHECK(static_cast<double>(moves.moved) / moves.asked == Approx(0.95).margin(4 * std::sqrt(0.95 * 0.05 / moves.asked)));
    const Moves everybody = moves_under(ClientTransfer::all_move, rule_with(0.7, 0.2, 0), 3);
    CHECK(everybody.moved == everybody.asked);
}

TEST_CASE("Whose provider changes over their head has the week of it on record, and nobody else has") {
    Town& town = town_with_three_firms();
    World world = town.world().branch();
    const std::vector<Client> before = world.home_care.clients;
    Living living = town.living_in(world, world.week, test_seed);
    transfer_lot(living, lot, {winner}, ClientTransfer::all_move, rule_with(0.7, 0.2, 0.05));
    int moved = 0;
    for (std::size_t c = 0; c < before.size(); ++c) {
        if (before[c].file == nobody) continue;
        const bool moves = before[c].provider != world.home_care.clients[c].provider;
        CHECK(world.home_care.clients[c].changed == (moves ? world.week : before[c].changed));
        moved += moves ? 1 : 0;
    }
    CHECK(moved > 0);
}

TEST_CASE("When people stay by default almost nobody moves") {
    const Moves moves = moves_under(ClientTransfer::stay, rule_with(0.7, 0.2, 0.05), 400);
    CHECK(static_cast<double>(moves.moved) / moves.asked == Approx(0.05).margin(4 * std::sqrt(0.95 * 0.05 / moves.asked)));
    CHECK(moves_under(ClientTransfer::stay, rule_with(0.7, 0.2, 0), 3).moved == 0);
}

TEST_CASE("Where people stay with their provider its workers stay, too") {
    Town& town = town_with_three_firms();
    World world = town.world().branch();
    const std::vector<Worker> before = world.home_care.workers;
    Living living = town.living_in(world, world.week, 1);
    transfer_lot(living, lot, {winner}, ClientTransfer::stay, rule_with(0.5, 0.5, 0));
    for (std::size_t w = 0; w < before.size(); ++w) {
        CHECK(world.home_care.workers[w].key == before[w].key);
        CHECK(world.home_care.workers[w].provider == before[w].provider);
    }
}

TEST_CASE("People who may choose go where the worker of their first visit goes, and stay if that worker stays") {
    Town& town = town_with_three_firms();
    CHECK(moves_under(ClientTransfer::choose, rule_with(0, 0.5, 0.05), 5).moved == 0);
    int gone_along = 0;
    for (std::uint64_t luck = 1; luck <= 30; ++luck) {
        World world = town.world().branch();
        const HomeCare before = world.home_care;
        Living living = town.living_in(world, world.week, luck);
        transfer_lot(living, lot, {winner}, ClientTransfer::choose, rule_with(0.5, 0.2, 0.05));
        for (std::size_t c = 0; c < before.clients.size(); ++c) {
            const Client& client = before.clients[c];
            if (client.file == nobody || !of_lot(world, client) || client.provider == winner) continue;
            const auto first = std::find_if(client.round.begin(), client.round.end(), [](std::uint32_t r) { return r != nobody; });
            REQUIRE(first != client.round.end());
            const std::uint32_t w = before.rounds[*first].worker;
            const bool worker_went = w != nobody && world.home_care.workers[w].key == before.workers[w].key && world.home_care.workers[w].provider == winner;
            CHECK((world.home_care.clients[c].provider == winner) == worker_went);
            gone_along += worker_went ? 1 : 0;
        }
    }
    CHECK(gone_along > 0);
}

TEST_CASE("A round whose worker goes over stays whole: the same people in the same order see the same face") {
    Town& town = town_with_three_firms();
    World world = town.world().branch();
    const HomeCare before = world.home_care;
    Living living = town.living_in(world, world.week, 3);
    transfer_lot(living, lot, {winner}, ClientTransfer::all_move, rule_with(1, 0, 0));
    int whole = 0;
    for (std::uint32_t r = 0; r < before.rounds.size(); ++r) {
        const Round& round = before.rounds[r];
        if (round.used == 0 || round.worker == nobody || round.provider == winner) continue;
        std::vector<std::uint32_t> movers;
        for (std::size_t i = 0; i < round.stops; ++i) {
            if (of_lot(world, before.clients[round.client[i]])) movers.push_back(round.client[i]);
        }
        if (movers.size() * 2 < round.stops || movers.empty()) continue;
        const Round& after = world.home_care.rounds[r];
        CHECK(after.provider == winner);
        CHECK(after.worker == round.worker);
        CHECK(world.home_care.workers[round.worker].provider == winner);
        CHECK(world.home_care.workers[round.worker].changed == world.week);
        // Others may have joined the round; those who were on it are still there, in their order.
        std::vector<std::uint32_t> kept;
        for (std::size_t i = 0; i < after.stops; ++i) {
            if (std::find(movers.begin(), movers.end(), after.client[i]) != movers.end()) kept.push_back(after.client[i]);
        }
        CHECK(kept == movers);
        ++whole;
    }
    CHECK(whole > 0);
    // Nobody forgets whom they know because a contract moved.
    for (std::size_t c = 0; c < before.clients.size(); ++c) {
        for (std::size_t i = 0; i < before.clients[c].met.size(); ++i) CHECK(before.clients[c].met[i].trust == world.home_care.clients[c].met[i].trust);
    }
}

TEST_CASE("People who pay for themselves, people of other lots and the winner's own people stay where they are") {
    Town& town = town_with_three_firms();
    int own = 0, elsewhere = 0;
    for (std::uint64_t luck = 1; luck <= 20; ++luck) {
        World world = town.world().branch();
        const std::vector<Client> before = world.home_care.clients;
        Living living = town.living_in(world, world.week, luck);
        transfer_lot(living, lot, {winner}, ClientTransfer::all_move, rule_with(0.7, 0.2, 0));
        for (std::size_t c = 0; c < before.size(); ++c) {
            if (before[c].file == nobody || (of_lot(world, before[c]) && before[c].provider != winner)) continue;
            CHECK(world.home_care.clients[c].provider == before[c].provider);
            own += before[c].private_ != 0 && before[c].provider != winner ? 1 : 0;
            elsewhere += before[c].private_ == 0 && before[c].provider != winner ? 1 : 0;
        }
    }
    CHECK(own > 0);
    CHECK(elsewhere > 0);
}

TEST_CASE("Whatever is decided about people and workers, every visit is on one round of the right provider afterwards, and a visit for two on two") {
    Town& town = town_with_three_firms();
    const std::vector<Client>& clients_of_town = town.world().home_care.clients;
    REQUIRE(std::count_if(clients_of_town.begin(), clients_of_town.end(), [](const Client& client) { return client.file != nobody && client.hands == 2; }) > 1);
    for (const ClientTransfer clients : {ClientTransfer::all_move, ClientTransfer::stay, ClientTransfer::choose}) {
        for (const double follow : {0.0, 0.7, 1.0}) {
            for (std::uint64_t luck = 1; luck <= 10; ++luck) {
                World world = town.world().branch();
                Living living = town.living_in(world, world.week, luck);
                const std::int64_t changes = world.flows.total(Flow::provider_changes);
                std::vector<std::uint16_t> providers;
                for (const Client& client : world.home_care.clients) providers.push_back(client.provider);
                transfer_lot(living, lot, luck % 2 == 0 ? std::vector<std::uint16_t>{winner} : std::vector<std::uint16_t>{1, 2}, clients, rule_with(follow, (1 - follow) / 2, 0.05));
                REQUIRE_NOTHROW(check_everything(world));
                std::int64_t moved = 0;
                for (std::size_t c = 0; c < providers.size(); ++c) moved += world.home_care.clients[c].provider != providers[c] ? 1 : 0;
                CHECK(world.flows.total(Flow::provider_changes) - changes == moved);
            }
        }
    }
}

TEST_CASE("Workers go over, leave or stay in the shares that the rule names, and only those of the lot") {
    Town& town = town_with_three_firms();
    double went = 0, left = 0, concerned = 0;
    for (std::uint64_t luck = 1; luck <= 400; ++luck) {
        World world = town.world().branch();
        const HomeCare before = world.home_care;
        Living living = town.living_in(world, world.week, luck);
        transfer_lot(living, lot, {winner}, ClientTransfer::all_move, rule_with(0.6, 0.3, 0));
        std::int64_t gone = 0;
        for (std::uint32_t w = 0; w < before.workers.size(); ++w) {
            if (before.workers[w].key == 0) continue;
            const Worker& after = world.home_care.workers[w];
            gone += after.key == 0 ? 1 : 0;
            const std::uint32_t r = before.workers[w].round;
            std::size_t here = 0;
            for (std::size_t i = 0; r != nobody && i < before.rounds[r].stops; ++i) here += of_lot(world, before.clients[before.rounds[r].client[i]]) ? 1 : 0;
            const bool with_the_lot = r != nobody && before.workers[w].provider != winner && here * 2 >= before.rounds[r].stops;
            if (!with_the_lot) {
                CHECK(after.key == before.workers[w].key);
                CHECK(after.provider == before.workers[w].provider);
                continue;
            }
            concerned += 1;
            left += after.key == 0 ? 1 : 0;
            went += after.key != 0 && after.provider == winner ? 1 : 0;
        }
        CHECK(world.flows.total(Flow::workers_left) - town.world().flows.total(Flow::workers_left) == gone);
    }
    REQUIRE(concerned > 1'000);
    CHECK(went / concerned == Approx(0.6).margin(4 * std::sqrt(0.24 / concerned)));
    CHECK(left / concerned == Approx(0.3).margin(4 * std::sqrt(0.21 / concerned)));
}

TEST_CASE("When one provider fails, people and workers of the others stay, even where those no longer hold the contract") {
    Town& town = town_with_three_firms();
    constexpr std::uint16_t failing = 1;
    int moved = 0, stayed = 0;
    for (std::uint64_t luck = 1; luck <= 20; ++luck) {
        World world = town.world().branch();
        const HomeCare before = world.home_care;
        Living living = town.living_in(world, world.week, luck);
        transfer_lot(living, lot, {winner}, ClientTransfer::all_move, rule_with(0.5, 0.3, 0), failing);
        REQUIRE_NOTHROW(check_everything(world));
        for (std::size_t c = 0; c < before.clients.size(); ++c) {
            if (before.clients[c].file == nobody || !of_lot(world, before.clients[c]) || before.clients[c].provider == winner) continue;
            const bool of_failing = before.clients[c].provider == failing;
            CHECK(world.home_care.clients[c].provider == (of_failing ? winner : before.clients[c].provider));
            ++(of_failing ? moved : stayed);
        }
        for (std::size_t w = 0; w < before.workers.size(); ++w) {
            if (before.workers[w].key != 0 && before.workers[w].provider != failing) CHECK(world.home_care.workers[w].provider == before.workers[w].provider);
        }
    }
    CHECK(moved > 0);
    CHECK(stayed > 0);
}

TEST_CASE("The lot's contract names the winners, and nothing happens where nobody won") {
    Town& town = town_with_three_firms();
    World world = town.world().branch();
    const std::uint64_t before = digest(world);
    Living living = town.living_in(world, world.week, 1);
    transfer_lot(living, lot, {}, ClientTransfer::all_move, {});
    CHECK(digest(world) == before);
    transfer_lot(living, lot, {2, 1}, ClientTransfer::all_move, {});
    CHECK(world.home_care.lots[lot].providers == 2);
    CHECK(world.home_care.lots[lot].provider[0] == 2);
    CHECK(world.home_care.lots[lot].provider[1] == 1);
}

TEST_CASE("The holders of a lot who keep it lose nobody") {
    Town& town = town_with_three_firms();
    World world = town.world().branch();
    const Lot& record = world.home_care.lots[lot];
    const std::vector<std::uint16_t> holders(record.provider.begin(), record.provider.begin() + record.providers);
    REQUIRE(holders.size() == 3);
    const std::uint64_t before = digest(world);
    Living living = town.living_in(world, world.week, 1);
    transfer_lot(living, lot, holders, ClientTransfer::all_move, rule_with(0.7, 0.2, 0.05));
    CHECK(digest(world) == before);
}
