#include "mechanisms/reasons.hpp"

#include <map>

#include "engine/digest.hpp"
#include "quiet_town.hpp"

using namespace topsoil;

namespace {

constexpr Week today = 100;
constexpr Purpose anybody_purpose{"test.anybody"};
using Given = std::map<Reason, int>;

/// Somebody who needs thirty hours a week and, unless a test says more, has nobody.
CareFile somebody() {
    CareFile file;
    file.person = 1;
    file.need = {600, 720, 480};
    return file;
}

/// Somebody with ten hours of home care, of whom family do the rest but for two hours.
CareFile client_of_home_care(int came) {
    CareFile file = somebody();
    file.client = 0;
    file.stage = Stage::served;
    file.funding = Funding::council;
    file.paid = 600;
    file.delivered = static_cast<std::uint16_t>(came);
    file.unpaid_any = 1'080;
    file.first_received = 0;
    return file;
}

/// Their visits meet ten of the twelve hours that were lacking.
Client of_whom_twelve_hours_were_lacking() {
    Client client;
    client.gap = 720;
    return client;
}

Given reasons_of(const CareFile& file, int left, const Client* client = nullptr) {
    Given given;
    give_reasons(file, client, today, left, [&](Reason reason, int minutes) { given[reason] += minutes; });
    return given;
}

}  // namespace

TEST_CASE("A visit that did not come is unmet because it was missed, and what no visit was for because the package is smaller", "[reasons]") {
    const Client client = of_whom_twelve_hours_were_lacking();
    // Seven visits of half an hour are missed; two hours were never anybody's.
    REQUIRE(reasons_of(client_of_home_care(390), 330, &client) == Given{{Reason::visit_missed, 210}, {Reason::package_smaller, 120}});
    REQUIRE(reasons_of(client_of_home_care(600), 120, &client) == Given{{Reason::package_smaller, 120}});
    // Family did more than was asked of them: of 210 minutes missed 90 are lacking.
    REQUIRE(reasons_of(client_of_home_care(390), 90, &client) == Given{{Reason::visit_missed, 90}});
}

TEST_CASE("While the post of a personal assistant is vacant its hours are unmet for want of somebody, the rest because hours are fixed", "[reasons]") {
    CareFile file = somebody();
    file.stage = Stage::served;
    file.funding = Funding::personal_assistant;
    file.package_wanted = 600;
    REQUIRE(reasons_of(file, 1'800) == Given{{Reason::no_provider, 600}, {Reason::fixed_hours, 1'200}});
    file.paid = 600;
    REQUIRE(reasons_of(file, 1'200) == Given{{Reason::fixed_hours, 1'200}});
}

TEST_CASE("What a review took off a package for want of money is unmet for want of money", "[reasons]") {
    Client client = of_whom_twelve_hours_were_lacking();
    client.shrunk = 50;
    REQUIRE(reasons_of(client_of_home_care(600), 120, &client) == Given{{Reason::no_money, 50}, {Reason::package_smaller, 70}});
}

TEST_CASE("What was not lacking when the package began has grown since, and a broken-down carer comes before that", "[reasons]") {
    Client client = of_whom_twelve_hours_were_lacking();
    CareFile file = client_of_home_care(600);
    REQUIRE(reasons_of(file, 500, &client) == Given{{Reason::package_smaller, 120}, {Reason::grown_since, 380}});
    client.gap = 590;  // the smallest package is a little more than was lacking
    REQUIRE(reasons_of(file, 500, &client) == Given{{Reason::grown_since, 500}});
    file.lost_carer_week = today - 3;
    REQUIRE(reasons_of(file, 500, &client) == Given{{Reason::carer_broke_down, 500}});
}

TEST_CASE("A place in supported living or an assistant has so many hours, and no more", "[reasons]") {
    CareFile file = somebody();
    file.stage = Stage::served;
    file.funding = GENERATE(Funding::supported_living, Funding::personal_assistant);
    file.paid = 708;
    REQUIRE(reasons_of(file, 1'092) == Given{{Reason::fixed_hours, 1'092}});
}

TEST_CASE("For eight weeks after another provider takes over a visit that does not come is lost to the change of hands", "[reasons]") {
    Client client = of_whom_twelve_hours_were_lacking();
    const auto [weeks, reason] = GENERATE(table<int, Reason>({{0, Reason::changing_hands}, {7, Reason::changing_hands}, {8, Reason::visit_missed}}));
    client.changed = static_cast<std::int16_t>(today - weeks);
    REQUIRE(reasons_of(client_of_home_care(390), 330, &client) == Given{{reason, 210}, {Reason::package_smaller, 120}});
}

TEST_CASE("Somebody who came home after the week's visits has missed none", "[reasons]") {
    const Client client = of_whom_twelve_hours_were_lacking();
    CareFile file = client_of_home_care(0);
    file.set(mark::asks, true);
    REQUIRE(reasons_of(file, 720, &client) == Given{{Reason::lost_this_week, 600}, {Reason::package_smaller, 120}});
    // Whose carer went to a care home this week, and whose visits came but for seven, did miss those.
    file.delivered = 390;
    REQUIRE(reasons_of(file, 330, &client) == Given{{Reason::visit_missed, 210}, {Reason::package_smaller, 120}});
}

TEST_CASE("A package granted waits for money or for a provider, and what lies beyond it for neither", "[reasons]") {
    CareFile file = somebody();
    file.stage = Stage::waiting_start;
    file.funding = Funding::council;
    file.package_wanted = 840;
    file.unpaid_any = 700;
    file.first_received = 0;
    REQUIRE(reasons_of(file, 1'100) == Given{{Reason::no_provider, 840}, {Reason::package_smaller, 260}});
    file.set(mark::no_money, true);
    REQUIRE(reasons_of(file, 1'100) == Given{{Reason::no_money, 840}, {Reason::package_smaller, 260}});
    // The gap has nearly closed while they waited.
    REQUIRE(reasons_of(file, 500) == Given{{Reason::no_money, 500}});
    file.lost_carer_week = today - 3;
    REQUIRE(reasons_of(file, 1'100) == Given{{Reason::no_money, 840}, {Reason::carer_broke_down, 260}});
}

TEST_CASE("Who waits for an assessment waits with all that is lacking, whatever else is true of them", "[reasons]") {
    CareFile file = somebody();
    file.stage = Stage::waiting_assessment;
    file.lost_carer_week = today - 1;
    file.set(mark::asks, true);
    REQUIRE(reasons_of(file, 1'800) == Given{{Reason::waiting_assessment, 1'800}});
}

TEST_CASE("Who lost help after everybody was asked this week has not asked anybody yet", "[reasons]") {
    CareFile file = somebody();
    file.set(mark::asks, true);
    REQUIRE(reasons_of(file, 1'800) == Given{{Reason::lost_this_week, 1'800}});
}

TEST_CASE("Who was told no is not eligible as long as they lack a fifth", "[reasons]") {
    CareFile file = somebody();
    file.set(mark::turned_away, true);
    file.unpaid_any = 1'440;
    file.first_received = 0;
    REQUIRE(reasons_of(file, 360) == Given{{Reason::not_eligible, 360}});
    file.unpaid_any = 1'441;  // less than a fifth: the council's answer is not what keeps it from being met
    REQUIRE(reasons_of(file, 359) == Given{{Reason::nobody_could, 359}});
}

TEST_CASE("For the half year in which a broken-down carer rests, what is lacking is for want of them", "[reasons]") {
    const auto [weeks, reason] = GENERATE(table<int, Reason>({{0, Reason::carer_broke_down}, {25, Reason::carer_broke_down}, {26, Reason::nobody_knows}}));
    CareFile file = somebody();
    file.lost_carer_week = static_cast<std::int16_t>(today - weeks);
    REQUIRE(reasons_of(file, 1'800) == Given{{reason, 1'800}});
}

TEST_CASE("Under a tenth nobody asks, under a fifth nobody asks the council", "[reasons]") {
    const auto [family, reason] = GENERATE(table<int, Reason>({{1'620, Reason::let_be}, {1'619, Reason::nobody_could}, {1'441, Reason::nobody_could}, {1'440, Reason::council_not_asked}}));
    CareFile file = somebody();
    file.unpaid_any = static_cast<std::uint16_t>(family);
    file.first_received = 0;
    REQUIRE(reasons_of(file, 1'800 - family) == Given{{reason, 1'800 - family}});
}

TEST_CASE("Nobody knows of somebody whom nobody helps or notices, of others it is the council that has not been asked", "[reasons]") {
    CareFile file = somebody();
    REQUIRE(reasons_of(file, 1'800) == Given{{Reason::nobody_knows, 1'800}});
    CareFile seen = file;
    seen.set(mark::noticed, true);
    REQUIRE(reasons_of(seen, 1'800) == Given{{Reason::council_not_asked, 1'800}});
    CareFile helped = file;
    helped.everyday = 60;
    REQUIRE(reasons_of(helped, 1'740) == Given{{Reason::council_not_asked, 1'740}});
    CareFile cared_for = file;
    cared_for.unpaid_any = 300;
    cared_for.first_received = 0;
    REQUIRE(reasons_of(cared_for, 1'500) == Given{{Reason::council_not_asked, 1'500}});
}

TEST_CASE("Every unmet minute has one reason whatever is true of the person, and who lacks nothing has none", "[reasons]") {
    Client client;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const Block bits = block(i, anybody_purpose, 1, 0);
        CareFile file = somebody();
        file.stage = static_cast<Stage>(below(bits[0], 4));
        file.marks = static_cast<std::uint16_t>(below(bits[1], 8));
        file.set(mark::asks, below(bits[2], 2) == 1);
        file.unpaid_any = static_cast<std::uint16_t>(below(bits[3], 2'000));
        const Block more = block(i, anybody_purpose, 2, 0);
        const Block rest = block(i, anybody_purpose, 3, 0);
        file.paid = static_cast<std::uint16_t>(below(more[0], 900));
        file.delivered = static_cast<std::uint16_t>(below(more[1], file.paid + 1U));
        file.package_wanted = static_cast<std::uint16_t>(below(more[2], 900));
        file.lost_carer_week = static_cast<std::int16_t>(today - static_cast<int>(below(more[3], 60)));
        client.changed = static_cast<std::int16_t>(today - static_cast<int>(below(rest[0], 20)));
        const int left = static_cast<int>(below(rest[1], 1'801));
        int sum = 0;
        give_reasons(file, file.paid > 0 ? &client : nullptr, today, left, [&](Reason, int minutes) {
            REQUIRE(minutes > 0);
            sum += minutes;
        });
        REQUIRE(sum == left);
    }
    REQUIRE(reasons_of(client_of_home_care(0), 0, &client).empty());
}

TEST_CASE("A package that cannot start for want of money is remembered as one, until there is money", "[reasons]") {
    QuietTown town({"home_care", "reckoning"}, parameters_with({{"home_care.absence", 0}}));
    World& world = town.world();
    const Slot slot = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) > 40; });
    const FileId id = give_need(world, slot, NeedLevel::high);
    CareFile& file = world.care.files.edit(id);
    file.need = {3'000, 2'000, 1'000};
    file.stage = Stage::waiting_start;
    file.funding = Funding::council;
    file.priority = Priority::crisis;
    file.package_wanted = 840;
    world.settings.may_start.push_back(id);
    for (Pence& budget : world.commissioned.home_care_budget) budget = 0;
    const std::int64_t before = town.total(Flow::unmet_no_money);
    town.live();
    REQUIRE(world.care.files[id].has(mark::no_money));
    REQUIRE(town.total(Flow::unmet_no_money) - before >= 840);
    // There is money, and everybody who could come has left.
    for (Pence& budget : world.commissioned.home_care_budget) budget = 100'000'000;
    for (Round& round : world.home_care.rounds) {
        if (round.worker == nobody) continue;
        world.home_care.workers[round.worker].round = nobody;
        round.worker = nobody;
    }
    const std::int64_t for_want_of_staff = town.total(Flow::unmet_no_provider);
    town.live();
    REQUIRE(world.care.files[id].stage == Stage::waiting_start);
    REQUIRE_FALSE(world.care.files[id].has(mark::no_money));
    REQUIRE(town.total(Flow::unmet_no_provider) - for_want_of_staff >= 840);
}

TEST_CASE("The council's no is remembered until they are heard again or need something else", "[reasons]") {
    const double eligible_heard = GENERATE(0.0, 1.0);
    QuietTown town({"finding_help"}, parameters_with({{"finding_help.contact_chance", 0.2}, {"finding_help.assessed_share", 0}, {"finding_help.assessed_eligible", eligible_heard}, {"finding_help.assessments_per_worker", 0}}));
    World& world = town.world();
    const Slot slot = first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) > 40; });
    const FileId id = give_need(world, slot, NeedLevel::high);
    world.care.files.edit(id).unmet = 1;
    town.live(60);
    if (eligible_heard == 0) {
        REQUIRE(world.care.files[id].stage == Stage::none);
        REQUIRE(world.care.files[id].has(mark::turned_away));
    } else {
        REQUIRE(world.care.files[id].stage == Stage::waiting_assessment);
        REQUIRE_FALSE(world.care.files[id].has(mark::turned_away));
    }
}

TEST_CASE("The ledger of reasons changes nothing in the city: what it remembers moves nobody", "[reasons]") {
    SmallTown town("tendered", 1, parameters_with({{"home_care.absence", 0.4}, {"home_care.bank_cap", 0}}));  // so that visits are missed
    town.live(8);
    const auto other = town.branch(shipped_levers("tendered"));
    const auto same = town.branch(shipped_levers("tendered"));
    for (int week = 0; week < 12; ++week) {
        World& world = other->world();
        for (FileId id = 0; id < world.care.files.size(); ++id) {
            if (world.care.files[id].person != nobody) world.care.files.edit(id).marks ^= mark::turned_away | mark::no_money;
        }
        for (Client& client : world.home_care.clients) {
            client.changed = static_cast<std::int16_t>(world.week);
            client.gap ^= 1;
        }
        other->live_week();
        same->live_week();
    }
    REQUIRE(other->world().flows.total(Flow::unmet_changing_hands) != same->world().flows.total(Flow::unmet_changing_hands));
    // But for the ledger itself they are the same city.
    for (World* world : {&other->world(), &same->world()}) {
        for (FileId id = 0; id < world->care.files.size(); ++id) world->care.files.edit(id).marks &= static_cast<std::uint16_t>(~(mark::turned_away | mark::no_money));
        for (Client& client : world->home_care.clients) client.changed = 0, client.gap = 0;
        for (std::size_t reason = 0; reason < reasons; ++reason) {
            for (std::size_t n = 0; n < world->city->neighbourhoods.size(); ++n) {
                const auto place = static_cast<NeighbourhoodId>(n);
                const Flow flow = flow_of(static_cast<Reason>(reason));
                for (Flows* ledger : {&world->flows, &world->billed}) ledger->add(flow, place, -ledger->at(flow, place));
            }
        }
    }
    REQUIRE(digest(other->world()) == digest(same->world()));
}
