// Monitoring: who is looked at, what is seen, and what follows from poor care under either contract.
#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

using namespace topsoil;

namespace {

/// A town of three lots with one holder each, tendered or under stewardship; what is seen is what is, unless a test says otherwise.
struct Watched {
    explicit Watched(double term, std::initializer_list<std::pair<std::string_view, double>> changes = {}) : town(make(term, changes)) {
        for (Lot& lot : town.world().home_care.lots) lot.next_event = 10'000;
        for (Provider& provider : town.world().home_care.providers) provider.quality = to_share16(0.9);
        town.world().commissioned.due.assign(3, 0);
    }
    static Town make(double term, std::initializer_list<std::pair<std::string_view, double>> changes) {
        ParameterSet parameters;
        parameters.set("contracts.viable_hours", 0);
        parameters.set("reviews.noise", 0);
        for (const auto& [key, value] : changes) parameters.set(key, value);
        LeverVector levers = shipped_levers("tendered");
        levers[Lever::lot_count] = 3;
        levers[Lever::contract_providers_per_lot] = 1;
        levers[Lever::contract_term_weeks] = term;
        return {changed_town(4), parameters, levers};
    }
    void monitor(Week from, Week to) {
        const auto part = town.part("monitoring");
        for (Week week = from; week <= to; ++week) {
            Living living = town.living_in(town.world(), week, town.seed);
            part->live_week(living);
        }
    }
    [[nodiscard]] std::uint16_t holder(std::size_t lot) { return town.world().home_care.lots[lot].provider[0]; }
    [[nodiscard]] Provider& provider(std::size_t lot) { return town.world().home_care.providers[holder(lot)]; }
    Town town;
};

constexpr Week first_look = 6;
constexpr Week second_look = 19;

}  // namespace

TEST_CASE("Where care is good monitoring changes nothing and costs nothing") {
    for (const double term : {0.0, 156.0}) {
        Watched watched(term);
        const std::uint64_t before = digest(watched.town.world());
        watched.monitor(0, 104);
        CHECK(digest(watched.town.world()) == before);
    }
}

TEST_CASE("Care seen to be poor once is watched, twice running it takes nobody new on, and one better quarter ends that") {
    Watched watched(156);
    watched.provider(0).quality = to_share16(0.3);
    watched.monitor(1, first_look);
    CHECK(watched.provider(0).poor_seen == 1);
    CHECK(watched.provider(0).closed_to_new == 0);
    watched.monitor(first_look + 1, second_look);
    CHECK(watched.provider(0).closed_to_new == 1);
    CHECK(watched.provider(1).closed_to_new == 0);
    watched.provider(0).quality = to_share16(0.8);
    watched.monitor(second_look + 1, second_look + 13);
    CHECK(watched.provider(0).closed_to_new == 0);
    CHECK(watched.provider(0).poor_seen == 0);
}

TEST_CASE("A contract with a term is broken for poor care: the lot is tendered anew in half a year, the other lots keep their week") {
    Watched watched(156);
    const std::uint16_t poor = watched.holder(0);
    watched.provider(0).quality = to_share16(0.3);
    watched.monitor(1, second_look);
    for (std::size_t lot = 0; lot < 3; ++lot) CHECK(watched.town.world().home_care.lots[lot].next_event == (watched.holder(lot) == poor ? second_look + 26 : 10'000));
    CHECK(sum_of(watched.town.world().commissioned.due) == 0);
}

TEST_CASE("Care that stays poor is acted on every half year, also after its provider has won again, and is never rewarded with a longer term") {
    Watched watched(156);
    watched.provider(0).quality = to_share16(0.3);
    watched.monitor(1, second_look);
    Lot& lot = watched.town.world().home_care.lots[0];
    CHECK(lot.extended == 1);  // no extension is left to be had
    lot.next_event = 10'000;   // the same provider has won
    watched.monitor(second_look + 1, second_look + 13);
    CHECK(lot.next_event == 10'000);
    watched.monitor(second_look + 14, second_look + 26);
    CHECK(lot.next_event == second_look + 26 + 26);
}

TEST_CASE("Under stewardship poor care is helped for 15,000 pounds a lot, help that mends keeps workers longer") {
    Watched watched(0, {{"monitoring.help_success", 1}});
    const std::uint16_t poor = watched.holder(0);
    watched.provider(0).quality = to_share16(0.3);
    watched.monitor(1, second_look);
    std::int64_t lots = 0;
    for (std::size_t lot = 0; lot < 3; ++lot) lots += watched.holder(lot) == poor ? 1 : 0;
    CHECK(sum_of(watched.town.world().commissioned.due) == lots * 1'500'000);
    CHECK(watched.provider(0).practice_leaving == 1);
    watched.monitor(second_look + 1, second_look + 26);
    CHECK(watched.provider(0).practice_leaving == Approx(0.85));
    CHECK(watched.provider(0).poor_seen < 2);
}

TEST_CASE("Under stewardship care that help has not mended goes on for a year more, then another unit takes the lot up") {
    Watched watched(0, {{"monitoring.help_success", 0}, {"contracts.exit_rate", 0}});
    World& world = watched.town.world();
    const std::uint16_t poor = watched.holder(0);
    watched.provider(0).quality = to_share16(0.3);
    watched.monitor(1, second_look + 26);
    CHECK(world.home_care.lots[0].next_event == second_look + 26 + 52);
    CHECK(watched.holder(0) == poor);
    Living living = watched.town.living_in(world, second_look + 78, watched.town.seed);
    watched.town.part("contracts")->live_week(living);
    CHECK(watched.holder(0) != poor);
    CHECK(world.home_care.providers[watched.holder(0)].team == 1);
    CHECK_NOTHROW(check_everything(world));
}

TEST_CASE("Few answers from a small team mislead more often than many from a firm with large lots") {
    const auto false_alarms = [](int lots) {
        ParameterSet parameters;
        parameters.set("contracts.viable_hours", 0);
        LeverVector levers = shipped_levers("tendered");
        levers[Lever::lot_count] = lots;
        levers[Lever::contract_providers_per_lot] = 1;
        Town town(changed_town(3), parameters, levers);
        for (Lot& lot : town.world().home_care.lots) lot.provider[0] = static_cast<std::uint16_t>(&lot - town.world().home_care.lots.data());
        const auto part = town.part("monitoring");
        double seen = 0;
        double asked = 0;
        for (std::uint64_t luck = 1; luck <= 400; ++luck) {
            World world = town.world().branch();
            for (Provider& provider : world.home_care.providers) provider.quality = to_share16(0.5);
            Living living = town.living_in(world, first_look, luck);
            part->live_week(living);
            for (const Lot& lot : world.home_care.lots) {
                seen += world.home_care.providers[lot.provider[0]].poor_seen;
                asked += 1;
            }
        }
        return seen / asked;
    };
    // Two and a half answers a neighbourhood and quarter: 0.1 is 0.79 standard deviations from one, 1.37 from three.
    CHECK(false_alarms(3) == Approx(0.215).margin(0.06));
    CHECK(false_alarms(1) == Approx(0.086).margin(0.06));
}
