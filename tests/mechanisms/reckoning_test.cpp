#include "quiet_town.hpp"
#include "state/household.hpp"

using namespace topsoil;

namespace {

/// Somebody at home who neither needs nor gives nor belongs to a group, made to need hours given by hand.
struct Reckoned {
    QuietTown town{{"reckoning"}, parameters_with({{"reckoning.group_minutes", 25}})};
    Slot person = nobody;
    FileId id = nobody;

    explicit Reckoned(std::array<std::uint16_t, 3> need) {
        World& world = town.world();
        person = stranger(nobody);
        id = give_need(world, person, NeedLevel::medium);
        world.care.files.edit(id).need = need;
    }
    Slot stranger(Slot besides) {
        const World& world = town.world();
        return first_person(world, [&](Slot s) {
            return s != besides && s != person && world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.memberships[s] == 0 && world.people.age(s, 0) >= 18 &&
                   world.people.committed[s] == 0;
        });
    }
    [[nodiscard]] CareFile& file() { return town.world().care.files.edit(id); }

    /// What this person adds to the week's flows: the same week is lived with and without them.
    std::map<Flow, std::int64_t> flows_of_a_week() {
        World others = town.world().branch();
        while (others.care.files[id].first_received != nobody) change_care_tie(others, others.care.files[id].first_received, 0);
        end_everyday_help(others, id);
        others.care.files.edit(id).need = {0, 0, 0};
        QuietTown without(std::move(others), {"reckoning"}, parameters_with({{"reckoning.group_minutes", 25}}));
        without.live();
        town.live();
        std::map<Flow, std::int64_t> added;
        for (std::size_t i = 0; i < flows; ++i) added[static_cast<Flow>(i)] = town.total(static_cast<Flow>(i)) - without.total(static_cast<Flow>(i));
        return added;
    }
};

}  // namespace

TEST_CASE("Hours are met by paid care first, then family, then friends, and what is left is unmet", "[reckoning]") {
    Reckoned one({600, 720, 480});
    World& world = one.town.world();
    const Slot partner = one.stranger(nobody);
    start_care_tie(world, one.id, partner, Tier::partner_at_home, 700, 0);
    start_care_tie(world, one.id, one.stranger(partner), Tier::neighbour, 100, 0);
    one.file().paid = 708;
    one.file().funding = Funding::personal_assistant;
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::need_minutes] == 1800);
    REQUIRE(flow[Flow::assistant_minutes] == 708);
    REQUIRE(flow[Flow::unpaid_minutes] == 800);
    REQUIRE(flow[Flow::unpaid_meeting_need_minutes] == 800);
    REQUIRE(flow[Flow::unmet_minutes] == 292);
    REQUIRE(flow[Flow::surplus_minutes] == 0);
    REQUIRE(one.file().unmet == 292);
    REQUIRE(one.file().weeks_short == 0);  // 292 is less than a fifth of 1,800
}

TEST_CASE("What is given beyond need is surplus and meets nothing", "[reckoning]") {
    Reckoned one({60, 60, 60});
    start_care_tie(one.town.world(), one.id, one.stranger(nobody), Tier::partner_at_home, 500, 0);
    one.file().paid = 100;
    one.file().funding = Funding::supported_living;
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::supported_minutes] == 100);
    REQUIRE(flow[Flow::unpaid_meeting_need_minutes] == 80);
    REQUIRE(flow[Flow::surplus_minutes] == 420);
    REQUIRE(flow[Flow::unmet_minutes] == 0);
}

TEST_CASE("Friends and neighbours do not meet personal need however long they stay", "[reckoning]") {
    Reckoned one({600, 0, 0});
    start_care_tie(one.town.world(), one.id, one.stranger(nobody), Tier::close_friend, 120, 0);
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::unmet_minutes] == 600);
    REQUIRE(flow[Flow::surplus_minutes] == 120);
    REQUIRE(flow[Flow::unpaid_meeting_need_minutes] == 0);
}

TEST_CASE("Everyday help meets practical need and company, after family", "[reckoning]") {
    Reckoned one({0, 100, 20});
    World& world = one.town.world();
    const Slot helper = one.stranger(nobody);
    one.file().helper[0] = helper;
    one.file().helper_minutes[0] = 60;
    one.file().everyday = 60;
    world.people.committed.edit(helper) = 60;
    start_care_tie(world, one.id, one.stranger(helper), Tier::kin_near, 90, 0);
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::everyday_minutes] == 60);
    REQUIRE(flow[Flow::everyday_meeting_need_minutes] == 30);
    REQUIRE(flow[Flow::surplus_minutes] == 30);
    REQUIRE(flow[Flow::unmet_minutes] == 0);
}

TEST_CASE("A day at a day centre meets company that is needed, after paid care and before family, and no more of it", "[reckoning]") {
    Reckoned one({600, 0, 240});
    one.file().set_days(1);
    start_care_tie(one.town.world(), one.id, one.stranger(nobody), Tier::kin_near, 500, 0);
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::day_centre_minutes] == 300);
    REQUIRE(flow[Flow::unpaid_meeting_need_minutes] == 500);
    REQUIRE(flow[Flow::unmet_minutes] == 100);
    REQUIRE(flow[Flow::surplus_minutes] == 60);
}

TEST_CASE("Groups give company to members who need it, never more than they need", "[reckoning]") {
    const std::uint16_t company = GENERATE(std::uint16_t{10}, std::uint16_t{100});
    Reckoned one({0, 50, company});
    one.town.world().people.memberships.edit(one.person) = 2;
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::group_help_minutes] == std::min<int>(25, company));
    REQUIRE(flow[Flow::unmet_minutes] == 50 + company - std::min<int>(25, company));
}

TEST_CASE("Where people are in company away from home their family has a rest", "[reckoning]") {
    Reckoned one({0, 50, 100});
    one.town.world().people.memberships.edit(one.person) = 1;
    start_care_tie(one.town.world(), one.id, one.stranger(nobody), Tier::kin_near, 140, 0);
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::group_help_minutes] == 25);
    REQUIRE(flow[Flow::unpaid_meeting_need_minutes] == 125);
    REQUIRE(flow[Flow::surplus_minutes] == 15);
    REQUIRE(flow[Flow::unmet_minutes] == 0);
}

TEST_CASE("Help by somebody whom a group sent is the group's, and meets need after what neighbours give", "[reckoning]") {
    Reckoned one({0, 70, 20});
    World& world = one.town.world();
    const Slot neighbour = one.stranger(nobody);
    const Slot sent = one.stranger(neighbour);
    one.file().helper = {neighbour, sent};
    one.file().helper_minutes = {60, 60};
    one.file().everyday = 120;
    one.file().set(mark::by_group, true);
    world.people.committed.edit(neighbour) = 60;
    world.people.committed.edit(sent) = 60;
    auto flow = one.flows_of_a_week();
    REQUIRE(flow[Flow::everyday_minutes] == 60);
    REQUIRE(flow[Flow::everyday_meeting_need_minutes] == 60);
    REQUIRE(flow[Flow::group_help_minutes] == 60);
    REQUIRE(flow[Flow::surplus_minutes] == 30);
    REQUIRE(flow[Flow::unmet_minutes] == 0);
}

TEST_CASE("In hospital and in a care home nothing is unmet and nothing is counted", "[reckoning]") {
    Reckoned one({600, 720, 480});
    one.file().unmet = 900;
    one.file().weeks_short = 7;
    one.town.world().people.setting.edit(one.person) = Setting::hospital;
    auto flow = one.flows_of_a_week();
    REQUIRE(one.file().unmet == 0);
    REQUIRE(one.file().weeks_short == 0);
    REQUIRE(flow[Flow::need_minutes] == 0);
    REQUIRE(flow[Flow::unmet_minutes] == 0);
}

TEST_CASE("Weeks short are counted while more than a fifth is unmet, up to a month, and begin again when it is not", "[reckoning]") {
    Reckoned one({0, 300, 0});
    one.town.live(3);
    REQUIRE(one.file().weeks_short == 3);
    one.town.live(2);
    REQUIRE(one.file().weeks_short == weeks_until_asking);
    start_care_tie(one.town.world(), one.id, one.stranger(nobody), Tier::kin_near, 240, 0);
    one.town.live();
    REQUIRE(one.file().unmet == 60);
    REQUIRE(one.file().weeks_short == 0);
}

TEST_CASE("People whom nobody needs to help are not reckoned", "[reckoning]") {
    QuietTown town({"reckoning"});
    World& world = town.world();
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        if (world.care.files[id].person != nobody) world.care.files.edit(id).need = {0, 0, 0};
    }
    town.live(4);
    REQUIRE(town.total(Flow::need_minutes) == 0);
    REQUIRE(town.total(Flow::unpaid_minutes) == 0);
    REQUIRE(town.total(Flow::unmet_minutes) == 0);
}

TEST_CASE("Hours that are the same every week are entered in each, and otherwise from the week in which something changes", "[reckoning]") {
    Reckoned one({0, 50, 100});
    World& world = one.town.world();
    start_care_tie(world, one.id, one.stranger(nobody), Tier::kin_near, 140, 0);
    const NeighbourhoodId here = world.people.neighbourhood[one.person];
    const auto of_a_week = [&](Flow flow, NeighbourhoodId n) {
        const std::int64_t before = world.flows.at(flow, n);
        one.town.live();
        return world.flows.at(flow, n) - before;
    };
    const std::int64_t usual = of_a_week(Flow::group_help_minutes, here);
    REQUIRE(of_a_week(Flow::group_help_minutes, here) == usual);
    change_memberships(world, one.person, 1);
    REQUIRE(of_a_week(Flow::group_help_minutes, here) == usual + 25);
    REQUIRE(of_a_week(Flow::group_help_minutes, here) == usual + 25);
    change_memberships(world, one.person, -1);
    REQUIRE(of_a_week(Flow::group_help_minutes, here) == usual);

    const std::int64_t need = of_a_week(Flow::need_minutes, here);
    const HomeId away = world.people.home[first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.neighbourhood[s] != here; })];
    const NeighbourhoodId there = world.city->home_neighbourhood[away];
    const std::int64_t need_there = of_a_week(Flow::need_minutes, there);
    end_couple(world, one.person);
    leave_home(world, one.person);
    enter_home(world, one.person, away);
    REQUIRE(of_a_week(Flow::need_minutes, here) == need - 150);
    REQUIRE(of_a_week(Flow::need_minutes, there) == need_there + 150);
}
