#include "arranging.hpp"

using namespace topsoil;

namespace {

ParameterSet plain(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"supported_living.support_rate", 20}, {"supported_living.support_share", 0.5}, {"supported_living.tenancy_end_rate", 0}, {"supported_living.extra_care_willing", 1}, {"supported_living.extra_care_reach", 30}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

struct Empty {
    QuietTown town;
    explicit Empty(const ParameterSet& parameters = plain(), Pence money = 100'000'000) : town({"supported_living"}, parameters) {
        clear_settings(world());
        fund_only(world(), FundedSetting::supported_living, money);
    }
    [[nodiscard]] World& world() { return town.world(); }
    [[nodiscard]] const CareFile& file(FileId id) { return world().care.files[id]; }
};

}  // namespace

TEST_CASE("Somebody of forty who needs sixty hours is supported at home for half of them", "[supported_living]") {
    Empty one;
    const Slot person = anybody(one.world(), 40, 60);
    const FileId id = let_wait(one.world(), person, NeedLevel::high, 600);
    one.world().care.files.edit(id).need = {1'800, 900, 900};
    const HomeId home = one.world().people.home[person];
    one.town.live();
    REQUIRE(one.file(id).stage == Stage::served);
    REQUIRE(one.file(id).funding == Funding::supported_living);
    REQUIRE(one.file(id).paid == 1'800);
    REQUIRE(one.world().people.home[person] == home);
    // Need that grows brings more support the week after.
    one.world().care.files.edit(id).need = {1'800, 900, 1'300};
    one.town.live();
    REQUIRE(one.file(id).paid == 2'000);
    REQUIRE(one.world().settings.tenancies.at(0).minutes == 2'000);
}

TEST_CASE("There are as many places as the money pays for, and those who have waited longest come first", "[supported_living]") {
    // Thirty hours at twenty pounds: 600 pounds a week each.
    Empty one(plain(), 119'999);
    std::vector<Slot> people;
    std::vector<FileId> files;
    for (const Week since : {2, 1, 3}) {
        people.push_back(anybody(one.world(), 40, 60, people));
        files.push_back(let_wait(one.world(), people.back(), NeedLevel::high, 600, since));
        one.world().care.files.edit(files.back()).need = {1'800, 900, 900};
    }
    one.town.live();
    REQUIRE(one.world().settings.tenancies.size() == 1);
    REQUIRE(one.world().settings.tenancies[0].person == people[1]);
    fund_only(one.world(), FundedSetting::supported_living, 120'000);
    one.town.live();
    REQUIRE(one.world().settings.tenancies.size() == 2);
    REQUIRE(one.file(files[0]).stage == Stage::served);
    REQUIRE(one.file(files[2]).stage == Stage::waiting_start);
}

TEST_CASE("Low need brings nobody a place, nor do people who pay for themselves take one", "[supported_living]") {
    Empty one;
    const Slot light = anybody(one.world(), 40, 60);
    (void)let_wait(one.world(), light, NeedLevel::low, 300);
    const FileId own = let_wait(one.world(), anybody(one.world(), 40, 60, {light}), NeedLevel::high, 600);
    one.world().care.files.edit(own).funding = Funding::own;
    one.town.live(4);
    REQUIRE(one.world().settings.tenancies.empty());
}

TEST_CASE("An older person moves to a flat in the scheme's neighbourhood with whom they live, and the flat is theirs alone", "[supported_living]") {
    Empty one;
    World& world = one.world();
    REQUIRE(world.settings.schemes.size() == 1);
    Scheme& scheme = world.settings.schemes[0];
    scheme.flats = 1;
    const auto elsewhere = [&](Slot s) {
        return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) >= 70 && world.homes.count[world.people.home[s]] == 2 && world.people.neighbourhood[s] != scheme.neighbourhood;
    };
    const Slot person = first_person(world, elsewhere);
    Slot partner = nobody;
    for_each_in_home(world.people, world.homes, world.people.home[person], [&](Slot other) { partner = other != person ? other : partner; });
    const FileId id = let_wait(world, person, NeedLevel::high, 600);
    const Slot next = first_person(world, [&](Slot s) { return s != person && s != partner && elsewhere(s); });
    const FileId later = let_wait(world, next, NeedLevel::high, 600, 1);
    one.town.live();
    REQUIRE(one.file(id).funding == Funding::supported_living);
    REQUIRE(world.people.neighbourhood[person] == scheme.neighbourhood);
    REQUIRE(world.people.home[partner] == world.people.home[person]);
    REQUIRE(world.homes.count[world.people.home[person]] == 2);
    REQUIRE(scheme.tenants == 1);
    REQUIRE(one.file(later).stage == Stage::waiting_start);
    // The flat falls free when the tenant goes to a care home.
    world.people.setting.edit(person) = Setting::communal;
    one.town.live();
    REQUIRE(one.file(later).funding == Funding::supported_living);
    REQUIRE(scheme.tenants == 1);
}

TEST_CASE("Nobody who would rather stay at home moves to extra care", "[supported_living]") {
    Empty one(plain({{"supported_living.extra_care_willing", 0}}));
    (void)let_wait(one.world(), anybody(one.world(), 70, 95), NeedLevel::high, 600);
    one.town.live(4);
    REQUIRE(one.world().settings.tenancies.empty());
}

TEST_CASE("In the settled town places cost what the strand pays, less than one place short of it", "[supported_living]") {
    const World world = settled_world();
    Pence promised = 0;
    const double rate = ParameterSet().get("supported_living.support_rate");
    for (const Tenancy& tenancy : world.settings.tenancies) promised += weekly_price(tenancy.minutes, rate);
    REQUIRE(promised <= world.commissioned.money_for(FundedSetting::supported_living));
    REQUIRE(promised > world.commissioned.money_for(FundedSetting::supported_living) * 7 / 10);
}
