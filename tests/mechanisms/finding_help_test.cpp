#include "quiet_town.hpp"

using namespace topsoil;

namespace {

/// Nobody contacts the council; `assessments` a week in all.
ParameterSet quiet_office(double assessments, std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    const double workers = shipped_place("small-town").social_workers_adult;
    ParameterSet parameters = parameters_with({{"finding_help.contact_chance", 0}, {"finding_help.assessments_per_worker", assessments / workers}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

/// People at home in whom nobody at the council has any part, made to need help; the queue is theirs alone.
std::vector<FileId> queue_of(World& world, std::size_t people, NeedLevel level) {
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        CareFile& file = world.care.files.edit(id);
        if (file.person != nobody && file.client == nobody && (file.stage == Stage::waiting_assessment || file.stage == Stage::waiting_start)) file.stage = Stage::none;
    }
    std::vector<FileId> queue;
    for (Slot slot = 0; slot < world.city->slots && queue.size() < people; ++slot) {
        if (!world.people.alive(slot) || world.people.setting[slot] != Setting::home || world.people.care_file[slot] != nobody || world.people.age(slot, 0) < 18) continue;
        const FileId id = give_need(world, slot, level);
        world.care.files.edit(id).stage = Stage::waiting_assessment;
        queue.push_back(id);
    }
    REQUIRE(queue.size() == people);
    return queue;
}

int waiting(const World& world, Stage stage) {
    int count = 0;
    for_each_file(world, [&](FileId, const CareFile& file) { count += file.stage == stage ? 1 : 0; });
    return count;
}

}  // namespace

TEST_CASE("Where nobody contacts the council nobody is assessed", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(10));
    (void)queue_of(town.world(), 0, NeedLevel::low);
    const std::int64_t started = town.total(Flow::packages_started);
    town.live(26);
    REQUIRE(waiting(town.world(), Stage::waiting_assessment) == 0);
    REQUIRE(town.total(Flow::assessments) == 0);
    REQUIRE(town.total(Flow::packages_started) == started);
}

TEST_CASE("People who lack help contact the council at their rate", "[finding_help]") {
    const double noticed = GENERATE(1.0, 2.0);
    QuietTown town({"finding_help"}, quiet_office(0, {{"finding_help.contact_chance", 0.04}, {"finding_help.contact_noticed", noticed}, {"finding_help.assessed_share", 0.5}, {"finding_help.assessed_eligible", 0.5}}));
    World& world = town.world();
    const auto lacking = queue_of(world, 600, NeedLevel::medium);
    Expected expected;
    double contacts = 0;
    for (int week = 0; week < 4; ++week) {
        for (const FileId id : lacking) {
            CareFile& file = world.care.files.edit(id);
            file.stage = Stage::none;
            file.since = 0;
            file.set(mark::noticed, true);
            file.unmet = static_cast<std::uint16_t>(file.need_minutes());
            // All is unmet: half again as often as somebody who lacks half.
            expected.add(0.04 * 1.5 * noticed * 0.5);
        }
        town.live();
        for (const FileId id : lacking) contacts += world.care.files[id].stage == Stage::waiting_assessment ? 1 : 0;
    }
    require_count(contacts, expected);
}

TEST_CASE("In a crisis contact is four times as likely and always leads to an assessment", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(0, {{"finding_help.contact_chance", 0.04}, {"finding_help.contact_noticed", 1}, {"finding_help.assessed_share", 0.1}, {"finding_help.assessed_eligible", 0.1}}));
    World& world = town.world();
    const auto lacking = queue_of(world, 600, NeedLevel::medium);
    Expected expected;
    double contacts = 0;
    for (const FileId id : lacking) {
        CareFile& file = world.care.files.edit(id);
        file.stage = Stage::none;
        file.since = 0;
        file.unmet = static_cast<std::uint16_t>(file.need_minutes());
        file.lost_carer_week = static_cast<std::int16_t>(world.week);
        expected.add(0.04 * 1.5 * 4);
    }
    town.live();
    for (const FileId id : lacking) {
        if (world.care.files[id].stage != Stage::waiting_assessment) continue;
        ++contacts;
        REQUIRE(world.care.files[id].priority == Priority::breakdown);
    }
    require_count(contacts, expected);
}

TEST_CASE("Where more wait than can be seen in the usual time, fewer of those who do not sound eligible are sent on", "[finding_help]") {
    const int waits = GENERATE(120, 240);  // for ten assessments a week: the usual twelve weeks of work, and twice as many
    QuietTown town({"finding_help"}, quiet_office(10, {{"finding_help.contact_chance", 0.2}, {"finding_help.contact_noticed", 1}, {"finding_help.assessed_share", 0.8}, {"finding_help.low_need_hours", 40}}));
    World& world = town.world();
    const auto lacking = queue_of(world, 600, NeedLevel::low);
    Expected expected;
    for (const FileId id : lacking) {
        CareFile& file = world.care.files.edit(id);
        file.stage = Stage::none;
        file.unmet = static_cast<std::uint16_t>(file.need_minutes());
        expected.add(0.2 * 1.5 * 0.8 * 120 / waits);
    }
    (void)queue_of(world, static_cast<std::size_t>(waits), NeedLevel::medium);
    town.live();
    double sent_on = 0;
    for (const FileId id : lacking) sent_on += world.care.files[id].stage == Stage::waiting_assessment ? 1 : 0;
    require_count(sent_on, expected);
}

TEST_CASE("Social workers assess as many people as they have time for, and no more", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(2.5));
    World& world = town.world();
    (void)queue_of(world, 200, NeedLevel::medium);
    town.live(40);
    REQUIRE(town.total(Flow::assessments) == 100);
    REQUIRE(waiting(world, Stage::waiting_assessment) == 100);
}

TEST_CASE("With half as much money again for care there are half as many social workers again", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(4));
    World& world = town.world();
    (void)queue_of(world, 200, NeedLevel::medium);
    world.commissioned.cash_limit_ppm = {1'500'000};
    town.live(20);
    REQUIRE(town.total(Flow::assessments) == 120);
}

TEST_CASE("Without social workers' time nobody gets further than the queue", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(0));
    (void)queue_of(town.world(), 50, NeedLevel::high);
    town.live(52);
    REQUIRE(waiting(town.world(), Stage::waiting_assessment) == 50);
    REQUIRE(town.total(Flow::assessments) == 0);
}

TEST_CASE("Crisis comes before breakdown, breakdown before discharge, and then who has waited longest", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(1));
    World& world = town.world();
    const auto queue = queue_of(world, 6, NeedLevel::medium);
    const std::array<Priority, 6> priority{Priority::routine, Priority::discharge, Priority::crisis, Priority::routine, Priority::breakdown, Priority::routine};
    const std::array<int, 6> since{-3, -1, -1, -9, -1, -6};
    for (std::size_t i = 0; i < queue.size(); ++i) {
        world.care.files.edit(queue[i]).priority = priority[i];
        world.care.files.edit(queue[i]).since = static_cast<std::int16_t>(since[i]);
    }
    for (const std::size_t next : {2U, 4U, 1U, 3U, 5U, 0U}) {
        REQUIRE(world.care.files[queue[next]].stage == Stage::waiting_assessment);
        town.live();
        REQUIRE(world.care.files[queue[next]].stage == Stage::waiting_start);
    }
}

TEST_CASE("People with low need are found eligible only when more than half of it is unmet", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(100, {{"finding_help.low_need_hours", 0}}));
    World& world = town.world();
    const auto queue = queue_of(world, 3, NeedLevel::low);
    for (const FileId id : queue) world.care.files.edit(id).need = {0, 400, 200};
    const std::array<std::uint16_t, 3> paid{0, 299, 301};
    for (std::size_t i = 0; i < 3; ++i) world.care.files.edit(queue[i]).paid = paid[i];
    town.live();
    REQUIRE(world.care.files[queue[0]].stage == Stage::waiting_start);
    REQUIRE(world.care.files[queue[1]].stage == Stage::waiting_start);
    REQUIRE(world.care.files[queue[2]].stage == Stage::none);
}

TEST_CASE("A package is the share of the gap that packages meet, between the smallest and the largest", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(100, {{"finding_help.package_share", 0.5}, {"finding_help.package_smallest", 3.5}, {"finding_help.package_largest", 28}}));
    World& world = town.world();
    const auto queue = queue_of(world, 3, NeedLevel::medium);
    world.care.files.edit(queue[0]).need = {600, 600, 600};
    world.care.files.edit(queue[1]).need = {100, 100, 100};
    world.care.files.edit(queue[2]).need = {2'000, 2'000, 2'000};
    town.live();
    REQUIRE(world.care.files[queue[0]].package_wanted == 900);
    REQUIRE(world.care.files[queue[1]].package_wanted == 210);
    REQUIRE(world.care.files[queue[2]].package_wanted == 1'680);
}

TEST_CASE("More people pay for themselves where deprivation is low, and none where nobody has money", "[finding_help]") {
    const double share = GENERATE(0.0, 0.4);
    QuietTown town({"finding_help"}, quiet_office(1'000, {{"finding_help.self_fund_share", share}}));
    World& world = town.world();
    const auto queue = queue_of(world, 900, NeedLevel::medium);
    Expected expected;
    double pays = 0;
    for (const FileId id : queue) {
        const int fifth = world.city->neighbourhoods[world.people.neighbourhood[world.care.files[id].person]].deprivation_fifth;
        expected.add(share * (1.55 - 0.275 * fifth));
    }
    town.live();
    for (const FileId id : queue) pays += world.care.files[id].funding == Funding::own ? 1 : 0;
    if (share == 0) {
        REQUIRE(pays == 0);
    } else {
        require_count(pays, expected);
    }
}

TEST_CASE("Somebody told no is not back in the queue for half a year, unless a crisis comes", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(0, {{"finding_help.contact_chance", 1}, {"finding_help.assessed_share", 1}}));
    World& world = town.world();
    town.live(30);  // so that a week of refusal is not the first week
    const auto refused = queue_of(world, 2, NeedLevel::medium);
    for (const FileId id : refused) {
        CareFile& file = world.care.files.edit(id);
        file.stage = Stage::none;
        file.since = static_cast<std::int16_t>(world.week);
        file.unmet = static_cast<std::uint16_t>(file.need_minutes());
    }
    world.care.files.edit(refused[1]).hospital_week = static_cast<std::int16_t>(world.week);
    town.live();
    REQUIRE(world.care.files[refused[0]].stage == Stage::none);
    REQUIRE(world.care.files[refused[1]].stage == Stage::waiting_assessment);
    REQUIRE(world.care.files[refused[1]].priority == Priority::discharge);
    town.live(26);
    REQUIRE(world.care.files[refused[0]].stage == Stage::waiting_assessment);
}

TEST_CASE("A no on the telephone is a no for half a year", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(0, {{"finding_help.contact_chance", 1}, {"finding_help.assessed_share", 0}, {"finding_help.assessed_eligible", 0}}));
    World& world = town.world();
    town.live(30);
    const FileId asking = queue_of(world, 1, NeedLevel::medium).front();
    world.care.files.edit(asking).stage = Stage::none;
    world.care.files.edit(asking).since = 0;
    world.care.files.edit(asking).unmet = static_cast<std::uint16_t>(world.care.files[asking].need_minutes());
    const Week now = world.week;
    town.live();
    REQUIRE(world.care.files[asking].has(mark::turned_away));
    REQUIRE(world.care.files[asking].since == now);
    REQUIRE_FALSE(world.care.files[asking].may_contact(now + 25));
    REQUIRE(world.care.files[asking].may_contact(now + 26));
}

TEST_CASE("Somebody with high need of which more than half is lacking is assessed before all others", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(0, {{"finding_help.contact_chance", 1}, {"finding_help.assessed_eligible", 1}}));
    World& world = town.world();
    const auto asking = queue_of(world, 2, NeedLevel::high);
    for (const FileId id : asking) {
        CareFile& file = world.care.files.edit(id);
        file.stage = Stage::none;
        file.unmet = static_cast<std::uint16_t>(file.need_minutes());
    }
    world.care.files.edit(asking[1]).paid = static_cast<std::uint16_t>(world.care.files[asking[1]].need_minutes() * 3 / 5);
    world.care.files.edit(asking[1]).paid_answered = world.care.files[asking[1]].paid;
    town.simulation().live_week();
    REQUIRE(world.care.files[asking[0]].priority == Priority::crisis);
    REQUIRE(world.care.files[asking[1]].priority == Priority::routine);
}

TEST_CASE("People with low need are found eligible only when they lack as many hours as the rule asks", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(100, {{"finding_help.low_need_hours", 8}}));
    World& world = town.world();
    const auto queue = queue_of(world, 2, NeedLevel::low);
    world.care.files.edit(queue[0]).need = {0, 380, 100};  // eight hours
    world.care.files.edit(queue[1]).need = {0, 380, 99};
    town.live();
    REQUIRE(world.care.files[queue[0]].stage == Stage::waiting_start);
    REQUIRE(world.care.files[queue[1]].stage == Stage::none);
}

TEST_CASE("Who lacks less than a fifth of their need by now leaves the queue without taking a social worker's time", "[finding_help]") {
    QuietTown town({"finding_help"}, quiet_office(1));
    World& world = town.world();
    const auto queue = queue_of(world, 3, NeedLevel::medium);
    for (std::size_t i = 0; i < 2; ++i) {
        world.care.files.edit(queue[i]).since = -9;
        world.care.files.edit(queue[i]).need = {400, 400, 200};
        world.care.files.edit(queue[i]).paid = 801;
    }
    town.live();
    REQUIRE(world.care.files[queue[0]].stage == Stage::none);
    REQUIRE(world.care.files[queue[1]].stage == Stage::none);
    REQUIRE(world.care.files[queue[2]].stage == Stage::waiting_start);
    REQUIRE(town.total(Flow::assessments) == 1);
}

TEST_CASE("In the first week no more people wait than the place says, and the council has not heard of the others", "[finding_help]") {
    ParameterSet parameters = parameters_with({{"finding_help.self_fund_share", 0}, {"finding_help.waiting_assessment_per_1000", 2}});
    SmallTown town("tendered", 1, parameters);
    REQUIRE(waiting(town.world(), Stage::waiting_assessment) <= 10);  // two for each of five thousands
}
