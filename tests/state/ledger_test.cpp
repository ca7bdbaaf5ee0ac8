#include "state/ledger.hpp"

#include <set>

#include "base/draw.hpp"
#include "catch.hpp"
#include "state/flows.hpp"

using namespace topsoil;

TEST_CASE("What the council pays to a care home leaves the council and reaches the home, to the penny") {
    Ledger ledger(3);
    ledger.post(Account::council, 0, Account::care_home_costs, 2, 74'500);
    ledger.post(Account::client_contributions, Account::care_home_costs, 2, 19'000);
    REQUIRE(ledger.balance(Account::council, 0) == -74'500);
    REQUIRE(ledger.balance(Account::client_contributions, 2) == -19'000);
    REQUIRE(ledger.balance(Account::care_home_costs, 2) == 93'500);
    REQUIRE(ledger.balance(Account::care_home_costs, 0) == 0);
    REQUIRE(ledger.total(Account::care_home_costs) == 93'500);
    REQUIRE(ledger.sum() == 0);
}

TEST_CASE("However people pay each other, all accounts together hold nothing") {
    constexpr Purpose posting{"test.posting"};
    Ledger ledger(5);
    for (std::uint32_t i = 0; i < 2'000; ++i) {
        const Block bits = block(3, posting, i, 0);
        ledger.post(static_cast<Account>(below(bits[0], accounts)), static_cast<NeighbourhoodId>(i % 5), static_cast<Account>(below(bits[1], accounts)), static_cast<NeighbourhoodId>(below(bits[2], 5)), bits[3]);
    }
    Pence held = 0;
    for (const Pence balance : ledger.balances()) held += balance > 0 ? balance : 0;
    REQUIRE(held > 0);
    REQUIRE(ledger.sum() == 0);
}

TEST_CASE("Every account has a name of its own by which people can find it") {
    std::set<std::string_view> names;
    for (std::size_t account = 0; account < accounts; ++account) {
        const std::string_view name = name_of(static_cast<Account>(account));
        REQUIRE(!name.empty());
        REQUIRE(names.insert(name).second);
    }
}

TEST_CASE("What happened in two places adds up to what happened to everybody") {
    Flows sums(2);
    sums.add(Flow::deaths, 0, 3);
    sums.add(Flow::deaths, 1, 4);
    PartialFlows more;
    more.clear(2);
    more.add(Flow::births, 0, 7);
    more.clear(2);
    more.add(Flow::deaths, 1, 5);
    more.add(Flow::births, 0, 1);
    more.add_to(sums);
    REQUIRE(sums.at(Flow::deaths, 0) == 3);
    REQUIRE(sums.at(Flow::deaths, 1) == 9);
    REQUIRE(sums.total(Flow::deaths) == 12);
    REQUIRE(sums.total(Flow::births) == 1);
    REQUIRE(sums.total(Flow::moved_in) == 0);
}
