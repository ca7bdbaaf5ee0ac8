// A journal that is written and read is the same; one with a fault says where.
#include "io/journal.hpp"

#include <fstream>

#include "catch.hpp"
#include "io/temporary_folder.hpp"

using namespace topsoil;

namespace {

std::string complaint(const std::string& text) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "session.toml";
    std::ofstream(file) << text;
    try {
        (void)replay(read_journal(file), 1);
    } catch (const InputError& error) {
        return error.what();
    }
    return "nothing";
}

const std::string head = "scenario = \"small-town\"\nsettings = [\"burn_in_weeks=8\"]\nweeks = 8\n";

}  // namespace

TEST_CASE("A journal that is written and read again is the same") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "session.toml";
    Journal journal;
    journal.scenario = "small-town";
    journal.settings = {{"burn_in_weeks", "8"}, {"regimes", "[\"tendered\", \"gardening\"]"}};
    journal.replicate = 3;
    journal.weeks = 12;
    journal.actions = {{4, 1, {"T1", "T2"}, "tendered", {}}, {8, 0, {}, "", {{Lever::pay_basis, 0.25}, {Lever::community_share, 0.01}}}, {8, 0, {}, "gardening", {}}};
    journal.digests = {"0123456789abcdef", "fedcba9876543210"};
    write_journal(file, journal);
    const Journal again = read_journal(file);
    CHECK(again.scenario == journal.scenario);
    REQUIRE(again.settings.size() == 2);
    CHECK(again.settings[1].value == journal.settings[1].value);
    CHECK(again.replicate == 3);
    CHECK(again.weeks == 12);
    CHECK(again.actions == journal.actions);
    CHECK(again.digests == journal.digests);
}

TEST_CASE("A journal with a fault is refused with what is wrong") {
    CHECK(complaint("weeks = 8\n").find("scenario") != std::string::npos);
    CHECK(complaint(head + "colour = 1\n").find("colour") != std::string::npos);
    CHECK(complaint(head + "[[actions]]\nweek = 3\nworld = \"A\"\nregime = \"gardening\"\n").find("recorded week") != std::string::npos);
    CHECK(complaint(head + "[[actions]]\nweek = 4\nworld = \"C\"\nregime = \"gardening\"\n").find("C") != std::string::npos);
    CHECK(complaint(head + "[[actions]]\nweek = 4\nworld = \"A\"\nregime = \"wizardry\"\n").find("wizardry") != std::string::npos);
    CHECK(complaint(head + "[[actions]]\nweek = 4\nworld = \"A\"\n[actions.levers]\npay_basis = 3\n").find("pay_basis") != std::string::npos);
    CHECK(complaint(head + "digests = [\"one\"]\n").find("one digest for each world") != std::string::npos);
}

TEST_CASE("A room may hand neighbourhoods to any regime that ships, and the worlds are the scenario's own") {
    const Scenario scenario = live_scenario("small-town", {});
    const Scenario plain = load_scenario("small-town");
    REQUIRE(scenario.regimes.size() > plain.regimes.size());
    for (std::size_t r = 0; r < plain.regimes.size(); ++r) CHECK(scenario.regimes[r].name == plain.regimes[r].name);
    CHECK_FALSE(scenario.regimes[plain.regimes.size()].name.ends_with("-only"));
}
