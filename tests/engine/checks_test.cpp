#include "engine/checks.hpp"

#include <functional>

#include "catch.hpp"
#include "engine/digest.hpp"
#include "support/small_town.hpp"
#include "topsoil/error.hpp"

using namespace topsoil;

namespace {

SmallTown& lived_town() {
    static SmallTown town;
    if (town.world().week == 0) town.live(12);
    return town;
}

/// What check_everything says of a copy of the town that `spoil` has spoilt; empty if it finds nothing.
std::string found(const std::function<void(World&)>& spoil) {
    World world = lived_town().world().branch();
    spoil(world);
    try {
        check_everything(world);
    } catch (const RunError& error) {
        return error.what();
    }
    return {};
}

bool mentions(const std::string& message, std::string_view part) { return message.find(part) != std::string::npos; }

template <class Holds>
Slot somebody(const World& world, Holds&& holds) {
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot) && holds(slot)) return slot;
    }
    throw std::logic_error("nobody fits");
}

}  // namespace

TEST_CASE("Nothing is missing in a town that has lived for twelve weeks") { REQUIRE(found([](World&) {}).empty()); }

TEST_CASE("A lost penny is found, and the message names the account and the week") {
    const std::string ledger = found([](World& world) {
        world.visit([](const Field& field, auto& storage) {
            if constexpr (std::is_same_v<std::decay_t<decltype(storage)>, std::vector<Pence>>) {
                if (field.name == "ledger.balance") --storage[0];
            }
        });
    });
    REQUIRE(mentions(ledger, "ledger of pounds"));
    REQUIRE(mentions(ledger, "week 12"));
    REQUIRE(mentions(ledger, "counted -1, expected 0"));
    REQUIRE(mentions(found([](World& world) { ++world.home_care.providers[0].reserves; }), "provider reserves"));
    REQUIRE(mentions(found([](World& world) { --world.groups.all[0].cash; }), "group cash"));
}

TEST_CASE("A lost minute is found, whoever lost it") {
    REQUIRE(mentions(found([](World& world) { world.flows.add(Flow::unpaid_minutes, 0, 1); }), "ledger of hours"));
    REQUIRE(mentions(found([](World& world) { world.flows.add(Flow::rare_missed_minutes, 0, world.flows.total(Flow::missed_minutes) + 1); }), "want of a rare skill"));
    REQUIRE(mentions(found([](World& world) { ++world.people.committed.edit(somebody(world, [](Slot) { return true; })); }), "minutes a person has promised"));
    const auto first_file = [](World& world, auto&& holds) -> CareFile& {
        for (FileId file = 0; file < world.care.files.size(); ++file) {
            if (world.care.files[file].person != nobody && holds(world.care.files[file])) return world.care.files.edit(file);
        }
        throw std::logic_error("no such file");
    };
    REQUIRE(mentions(found([&](World& world) { ++first_file(world, [](const CareFile& file) { return file.unpaid_any > 0; }).unpaid_any; }), "unpaid care received"));
    REQUIRE(mentions(found([&](World& world) { --first_file(world, [](const CareFile& file) { return file.unpaid_light > 0; }).unpaid_light; }), "friends and neighbours"));
    REQUIRE(mentions(found([&](World& world) { ++first_file(world, [](const CareFile& file) { return file.everyday > 0; }).everyday; }), "everyday help"));
    REQUIRE(mentions(found([](World& world) {
                for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
                    if (world.care.ties[tie].cared == nobody) continue;
                    ++world.care.ties.edit(tie).minutes;
                    return;
                }
            }),
            "unpaid care received"));
}

TEST_CASE("A lost person is found, wherever they went missing") {
    const auto at_home = [](const World& world) { return somebody(world, [&](Slot slot) { return world.people.setting[slot] == Setting::home; }); };
    REQUIRE(mentions(found([&](World& world) { world.people.setting.edit(at_home(world)) = Setting::gone; }), "count of people"));
    REQUIRE(mentions(found([&](World& world) { leave_home(world, at_home(world)); }), "list of no home"));
    REQUIRE(mentions(found([&](World& world) { ++world.homes.count.edit(world.people.home[at_home(world)]); }), "people in a home"));
    REQUIRE(mentions(found([&](World& world) {
                const Slot slot = at_home(world);
                world.people.home.edit(slot) = world.people.home[slot] + 1;
            }),
            "where they do not live"));
    REQUIRE(mentions(found([](World& world) { ++world.care_homes.residents[0]; }), "care-home residents"));
    REQUIRE(mentions(found([](World& world) { world.flows.add(Flow::births, 0, 1); }), "count of people"));
}

TEST_CASE("Whoever is said to have a partner and lives alone is found") {
    REQUIRE(mentions(found([](World& world) {
        const Slot alone = somebody(world, [&](Slot slot) { return world.people.setting[slot] == Setting::home && world.homes.count[world.people.home[slot]] == 1; });
        world.people.note_partner(alone, true);
    }), "partner"));
}

TEST_CASE("A care file that nobody knows of is found, and need without one") {
    const auto filed = [](const World& world) { return somebody(world, [&](Slot slot) { return world.people.care_file[slot] != nobody; }); };
    REQUIRE(mentions(found([&](World& world) { world.people.filed[filed(world) / 64] ^= std::uint64_t{1} << (filed(world) % 64); }), "care file is not known of"));
    REQUIRE(mentions(found([](World& world) { world.people.need.edit(somebody(world, [&](Slot slot) { return world.people.care_file[slot] == nobody; })) = NeedLevel::low; }), "care file is not known of"));
}

TEST_CASE("A child without a placement is found, and a placement without its child, a flat let twice, an assistant without a post") {
    const auto child = [](const World& world) { return somebody(world, [&](Slot slot) { return world.people.setting[slot] == Setting::home && world.people.age(slot, world.week) < 16; }); };
    REQUIRE(mentions(found([&](World& world) { world.people.setting.edit(child(world)) = Setting::placement; }), "nobody knows of"));
    REQUIRE(mentions(found([&](World& world) { world.settings.placements.push_back({world.people.key[child(world)], 0, child(world), nobody, 0, Carers::agency, 0, 0}); }), "lives elsewhere"));
    REQUIRE(mentions(found([](World& world) {
                world.settings.placements.push_back(world.settings.placements.at(0));
                world.settings.placements.back().carers = Carers::agency;
            }),
            "or has two"));
    REQUIRE(mentions(found([](World& world) { ++world.settings.foster_homes.at(0).taken; }), "foster family"));
    REQUIRE(mentions(found([](World& world) { ++world.settings.schemes.at(0).tenants; }), "extra-care scheme"));
    const auto free = [](const World& world) { return somebody(world, [&](Slot slot) { return world.people.roles[slot] == 0; }); };
    REQUIRE(mentions(found([&](World& world) { world.people.roles.edit(free(world)) |= role::assistant; }), "called an assistant"));
    REQUIRE(mentions(found([](World& world) { ++world.settings.assistants.at(0).minutes; }), "minutes a person has promised"));
}

TEST_CASE("A lost visit is found, and a round that visits a stranger") {
    const auto busy_round = [](World& world) -> Round& {
        for (Round& round : world.home_care.rounds) {
            if (round.used != 0 && round.stops > 0) return round;
        }
        throw std::logic_error("no round");
    };
    REQUIRE(mentions(found([&](World& world) {
                Round& round = busy_round(world);
                round.contact_minutes = static_cast<std::uint16_t>(round.contact_minutes - round.minutes[round.stops - 1U]);
                --round.stops;
            }),
            "number of visits on rounds"));
    REQUIRE(mentions(found([&](World& world) { ++busy_round(world).contact_minutes; }), "contact minutes of a round"));
    REQUIRE(mentions(found([&](World& world) { ++busy_round(world).minutes[0]; }), "length of a visit"));
    REQUIRE(mentions(found([&](World& world) {
                Round& round = busy_round(world);
                world.home_care.clients[round.client[0]].round[static_cast<std::size_t>(round.window)] = nobody;
            }),
            "not on it"));
    REQUIRE(mentions(found([&](World& world) {
                Round& round = busy_round(world);
                world.home_care.clients[round.client[0]].provider = static_cast<std::uint16_t>(round.provider + 1);
            }),
            "a client of another"));
    const auto for_two = [&](World& world) -> Client& {
        Client& client = world.home_care.clients[busy_round(world).client[0]];
        client.hands = 2;
        return client;
    };
    REQUIRE(mentions(found([&](World& world) { for_two(world).second_round = {nobody, nobody, nobody, nobody}; }), "two rounds of its own"));
    REQUIRE(mentions(found([&](World& world) { for_two(world).second_round = for_two(world).round; }), "two rounds of its own"));
}

TEST_CASE("What is checked every week finds lost pence and lost minutes too") {
    World world = lived_town().world().branch();
    REQUIRE_NOTHROW(check_totals(world));
    ++world.home_care.providers[0].reserves;
    REQUIRE_THROWS_AS(check_totals(world), RunError);
    --world.home_care.providers[0].reserves;
    world.flows.add(Flow::unmet_minutes, 0, 1);
    REQUIRE_THROWS_AS(check_totals(world), RunError);
}

TEST_CASE("An unmet minute without a reason is found, and one with two, in the neighbourhood in which it is") {
    const std::string twice = found([](World& world) { world.flows.add(Flow::unmet_no_money, 1, 1); });
    REQUIRE(mentions(twice, "ledger of reasons"));
    REQUIRE(mentions(twice, "neighbourhood 1"));
    const std::string without = found([](World& world) {
        world.flows.add(Flow::unmet_minutes, 2, 5);
        world.flows.add(Flow::need_minutes, 2, 5);
    });
    REQUIRE(mentions(without, "ledger of reasons"));
    REQUIRE(mentions(without, "neighbourhood 2"));
    // The city's sum is right, and yet somebody's minute is told of somebody else.
    REQUIRE(mentions(found([](World& world) {
                world.flows.add(Flow::unmet_no_money, 1, 1);
                world.flows.add(Flow::unmet_no_money, 0, -1);
            }),
            "ledger of reasons"));
}

TEST_CASE("A process that changes what it has not declared is named, with what it changed, one that declared it is not") {
    World world = lived_town().world().branch();
    WriteGuard guard(world);
    ProcessDeclaration process;
    process.name = "meddler";
    process.writes = {"people.need", "care"};
    REQUIRE_NOTHROW(guard.check(process));
    world.people.need.edit(0) = NeedLevel::high;
    world.care.files.edit(0).marks ^= mark::asks;  // declared as the whole part
    REQUIRE_NOTHROW(guard.check(process));
    ++world.people.strain.edit(0);
    try {
        guard.check(process);
        FAIL("not noticed");
    } catch (const RunError& error) {
        REQUIRE(mentions(error.what(), "meddler"));
        REQUIRE(mentions(error.what(), "people.strain"));
    }
}
