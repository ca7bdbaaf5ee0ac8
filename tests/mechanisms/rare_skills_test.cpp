// The rare skill: who needs it, who knows it, who learns it, and what happens where nobody does.
#include "engine/digest.hpp"
#include "home_care_clients.hpp"
#include "state/rare_skills.hpp"

using namespace topsoil;

namespace {

void forget_the_skill(World& world) {
    for (Worker& worker : world.home_care.workers) worker.factors &= static_cast<std::uint8_t>(rare_skill - 1);
}

/// Teaches so many workers of each provider.
void teach(World& world, int each) {
    std::vector<int> known(world.home_care.providers.size(), 0);
    for (Worker& worker : world.home_care.workers) {
        if (worker.key != 0 && known[worker.provider]++ < each) worker.factors |= rare_skill;
    }
}

int know_it(const World& world, std::uint16_t provider) { return workers_with_rare_skill(world.home_care)[provider]; }

/// A provider with at least so many workers.
std::uint16_t large_provider(const World& world, int workers) {
    std::vector<int> count(world.home_care.providers.size(), 0);
    for (const Worker& worker : world.home_care.workers) count[worker.provider] += worker.key != 0 ? 1 : 0;
    const auto found = std::find_if(count.begin(), count.end(), [workers](int of_one) { return of_one >= workers; });
    REQUIRE(found != count.end());
    return static_cast<std::uint16_t>(found - count.begin());
}

ParameterSet learning_in(double weeks) { return parameters_with({{"workforce.rare_training_weeks", weeks}, {"workforce.leave_rate", 0}, {"workforce.fill_rate", 0}}); }

}  // namespace

TEST_CASE("Somebody who needs the rare skill begins once two of the provider's workers know it, and not before", "[rare_skills]") {
    const int know = GENERATE(0, 1, 2);
    QuietTown town({"home_care"}, parameters_with({{"home_care.rare_share", 1}}));
    World& world = town.world();
    const FileId id = newcomer(world, 600);
    forget_the_skill(world);
    teach(world, know);
    town.live(1);
    const std::uint32_t client = world.care.files[id].client;
    REQUIRE((client != nobody) == (know == 2));
    REQUIRE(town.total(Flow::rare_refused) == (know == 2 ? 0 : 1));
    const auto asked = std::count_if(world.home_care.providers.begin(), world.home_care.providers.end(), [](const Provider& one) { return one.rare_asked != 0; });
    REQUIRE(asked == (know == 2 ? 0 : 1));
    if (client != nobody) REQUIRE(world.home_care.clients[client].rare == 1);
}

TEST_CASE("Only those whose need is high may need the rare skill, as many as it is said, and for ever", "[rare_skills]") {
    QuietTown town({});
    World& world = town.world();
    Expected expected;
    double need_it = 0;
    for_everybody(world, [&](Slot slot) {
        world.people.need.edit(slot) = NeedLevel::medium;
        REQUIRE(!needs_rare_skill(world, slot, 1));
        world.people.need.edit(slot) = NeedLevel::high;
        expected.add(0.05);
        const bool needs = needs_rare_skill(world, slot, 0.05);
        need_it += needs ? 1 : 0;
        if (needs) REQUIRE(needs_rare_skill(world, slot, 0.1));  // who needs it at a smaller share does at a larger one
    });
    require_count(need_it, expected);
}

TEST_CASE("Where nobody knows the rare skill the visits of those who need it are missed, and nobody else's", "[rare_skills]") {
    const bool known = GENERATE(false, true);
    QuietTown town(fully_staffed_world(), {"home_care"}, parameters_with({{"home_care.absence", 0}, {"home_care.double_handed", 0}}));
    World& world = town.world();
    for (Worker& worker : world.home_care.workers) worker.since = -60;
    empty_the_queue(world);
    forget_the_skill(world);
    if (known) teach(world, 3);
    std::uint32_t some = 0;
    for_each_client(world, [&](std::uint32_t c, const Client&) { world.home_care.clients[c].rare = some++ % 20 == 0 ? 1 : 0; });
    town.live(1);
    std::int64_t agreed = 0;
    for_each_client(world, [&](std::uint32_t, const Client& client) {
        if (world.people.setting[client.person] != Setting::home) return;
        if (client.rare != 0) agreed += minutes_a_week(client);
        REQUIRE((client.delivered > 0) == (client.rare == 0 || known));
    });
    REQUIRE(agreed > 0);
    REQUIRE(town.total(Flow::rare_missed_minutes) == (known ? 0 : agreed));
    REQUIRE(town.total(Flow::missed_minutes) >= town.total(Flow::rare_missed_minutes));
    // They went there, could do nothing, and are paid for it.
    std::int64_t in_vain = 0;
    for (const Provider& provider : world.home_care.providers) in_vain += provider.vain_minutes;
    REQUIRE(in_vain == (known ? 0 : agreed));
}

TEST_CASE("Somebody who knows the rare skill works on five days, and three thousand minutes of visits are more than one of fifteen hundred can make", "[rare_skills]") {
    QuietTown town({});
    World& world = town.world();
    HomeCare& care = world.home_care;
    care.providers.resize(2);
    care.workers.assign(3, Worker{.key = 7, .contract_minutes = 1'500});
    std::vector<Client> clients(4);
    for (std::uint32_t c = 0; c < 4; ++c) {
        Client& client = clients[c];
        client.file = c;
        client.person = first_person(world, [&](Slot slot) { return world.people.setting[slot] == Setting::home && std::none_of(clients.begin(), clients.end(), [slot](const Client& other) { return other.person == slot; }); });
        client.provider = c == 2 ? 1 : 0;
        client.rare = c == 2 ? 0 : 1;
        client.visit_minutes = {107, 107, 0, 0};  // 1,498 a week
    }
    clients[0].hands = 2;  // one of the two is enough
    world.people.setting.edit(clients[3].person) = Setting::hospital;
    care.clients = clients;
    Luck luck(1, {});
    Team team(1);
    const auto days = [&] {
        std::array<double, 2> sum{};
        for (std::uint64_t seed = 1; seed <= 400; ++seed) {
            const auto with = days_with_rare_skill(Living{world, team, luck, seed, world.week});
            sum[0] += with[0], sum[1] += with[1];
        }
        return std::pair(sum[0] / 400, sum[1] / 400);
    };
    REQUIRE(days().first == 0);
    REQUIRE(days().second == 7);  // nobody of theirs needs it
    care.workers[0].factors = rare_skill;
    REQUIRE(days().first == Approx(7 * 1'500 / 2'996.0).margin(0.1));  // 3.5: of two weeks three days in one, four in the other
    care.workers[0].absent = 1;
    REQUIRE(days().first == 0);
    care.workers[1].factors = rare_skill | 31;
    REQUIRE(care.workers[1].job_factors() == 31);
    care.clients[0].file = nobody;
    REQUIRE(days().first == 5);  // time enough for one client, on five days
    care.workers[0].absent = 0;
    REQUIRE(days().first == 7);
}

TEST_CASE("Where one of two must know the rare skill and nobody does, both come in vain", "[rare_skills]") {
    QuietTown town(fully_staffed_world(), {"home_care"}, parameters_with({{"home_care.absence", 0}, {"home_care.double_handed", 1}, {"home_care.rare_share", 1}}));
    World& world = town.world();
    for (Worker& worker : world.home_care.workers) worker.since = -60;
    const FileId id = newcomer(world, 840);
    teach(world, 3);
    town.live(1);
    const std::uint32_t c = world.care.files[id].client;
    REQUIRE(c != nobody);
    REQUIRE(world.home_care.clients[c].hands == 2);
    REQUIRE(world.home_care.clients[c].rare == 1);
    forget_the_skill(world);
    const auto in_vain = [&] { return world.home_care.providers[world.home_care.clients[c].provider].vain_minutes; };
    const auto others = in_vain();
    town.live(1);
    const Client& client = world.home_care.clients[c];
    REQUIRE(client.delivered == 0);
    REQUIRE(in_vain() - others == minutes_a_week(client));  // both are paid
}

TEST_CASE("A provider that was asked for the rare skill in vain trains those who have been there longest, until a team knows it", "[rare_skills]") {
    QuietTown town({"workforce"}, learning_in(1));
    World& world = town.world();
    forget_the_skill(world);
    for_each_client(world, [&](std::uint32_t c, const Client&) { world.home_care.clients[c].rare = 0; });
    const std::uint16_t p = large_provider(world, 4);
    world.home_care.providers[p].rare_asked = rare_asked_weeks;
    town.live(1);
    REQUIRE(know_it(world, p) == 1);
    REQUIRE(world.home_care.providers[p].rare_trained == 1);
    std::int16_t known_since = 0;
    for (const Worker& worker : world.home_care.workers) known_since = worker.knows_rare_skill() ? worker.since : known_since;
    for (const Worker& worker : world.home_care.workers) {
        if (worker.key != 0 && worker.provider == p) REQUIRE(worker.since >= known_since);
    }
    town.live(4);
    REQUIRE(know_it(world, p) == 2);
    REQUIRE(town.total(Flow::rare_trained) == 2);  // and nobody with anybody else
}

TEST_CASE("A provider that nobody asks for the rare skill any more stops training for it after half a year", "[rare_skills]") {
    QuietTown town({"workforce"}, learning_in(1e9));
    World& world = town.world();
    forget_the_skill(world);
    for_each_client(world, [&](std::uint32_t c, const Client&) { world.home_care.clients[c].rare = 0; });
    const std::uint16_t p = large_provider(world, 4);
    world.home_care.providers[p].rare_asked = rare_asked_weeks;
    town.live(25);
    REQUIRE(world.home_care.providers[p].rare_asked == 1);
    town.live(2);
    REQUIRE(world.home_care.providers[p].rare_asked == 0);
}

TEST_CASE("A provider whose client needs the rare skill trains another when one who knew it has left", "[rare_skills]") {
    QuietTown town({"workforce"}, learning_in(1));
    World& world = town.world();
    forget_the_skill(world);
    const std::uint16_t p = large_provider(world, 4);
    bool chosen = false;
    for_each_client(world, [&](std::uint32_t c, const Client& client) {
        world.home_care.clients[c].rare = !chosen && client.provider == p ? 1 : 0;
        chosen = chosen || client.provider == p;
    });
    REQUIRE(chosen);
    town.live(3);
    REQUIRE(know_it(world, p) == 2);
    const auto leaver = std::find_if(world.home_care.workers.begin(), world.home_care.workers.end(), [&](const Worker& worker) { return worker.provider == p && worker.knows_rare_skill(); });
    leaver->factors &= static_cast<std::uint8_t>(rare_skill - 1);
    leaver->since = static_cast<std::int16_t>(world.week);  // as if somebody new stood there
    town.live(1);
    REQUIRE(know_it(world, p) == 2);
    REQUIRE(town.total(Flow::rare_trained) == 3);
}

TEST_CASE("One more has learned the rare skill after as many weeks as it is said, in the mean", "[rare_skills]") {
    Expected expected;
    double learned = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        QuietTown town({"workforce"}, learning_in(8), seed);
        World& world = town.world();
        for (int week = 0; week < 20; ++week) {
            forget_the_skill(world);
            for (Provider& provider : world.home_care.providers) provider.rare_asked = rare_asked_weeks;
            for (std::uint16_t p = 0; p < world.home_care.providers.size(); ++p) {
                const bool has_workers = std::any_of(world.home_care.workers.begin(), world.home_care.workers.end(), [p](const Worker& worker) { return worker.key != 0 && worker.provider == p; });
                if (has_workers && world.home_care.providers[p].alive != 0) expected.add(1.0 / 8);
            }
            town.simulation().live_week();
        }
        learned += static_cast<double>(town.total(Flow::rare_trained));
    }
    require_count(learned, expected);
}

TEST_CASE("Where nobody needs the rare skill it makes no difference how it is learned", "[rare_skills]") {
    const auto lived = [](double team, double weeks) {
        SmallTown town("tendered", 1, parameters_with({{"home_care.rare_share", 0}, {"workforce.rare_team", team}, {"workforce.rare_training_weeks", weeks}}));
        town.live(40);
        return digest(town.world());
    };
    REQUIRE(lived(1, 52) == lived(4, 1));
}

TEST_CASE("In the first week of all those who need the rare skill have workers who know it", "[rare_skills]") {
    SmallTown town("tendered", 1, parameters_with({{"home_care.rare_share", 0.15}, {"workforce.rare_known", 0}}));
    const HomeCare& care = town.world().home_care;
    const std::vector<int> known = workers_with_rare_skill(care);
    int need_it = 0;
    for_each_client(town.world(), [&](std::uint32_t, const Client& client) {
        if (client.rare == 0) return;
        ++need_it;
        const auto staff = std::count_if(care.workers.begin(), care.workers.end(), [&](const Worker& worker) { return worker.key != 0 && worker.provider == client.provider; });
        REQUIRE(known[client.provider] >= std::min<std::ptrdiff_t>(2, staff));
    });
    REQUIRE(need_it > 0);
    REQUIRE(town.world().flows.total(Flow::rare_trained) == 0);
}
