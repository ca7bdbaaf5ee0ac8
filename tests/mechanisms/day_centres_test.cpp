#include "arranging.hpp"

using namespace topsoil;

namespace {

ParameterSet plain(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"day_centres.day_willing", 1}, {"day_centres.day_leave_rate", 0}, {"day_centres.day_reach", 30}, {"day_centres.day_fee", 50}, {"day_centres.day_fare", 0.2}, {"day_centres.day_break_even", 0}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

/// One centre of ten days a week, nobody there, and nobody with home care who might be asked.
struct OneCentre {
    QuietTown town;
    explicit OneCentre(const ParameterSet& parameters = plain(), Pence money = 100'000'000) : town({"day_centres"}, parameters) {
        clear_settings(world());
        fund_only(world(), FundedSetting::day_services, money);
        world().settings.day_centres.resize(1);
        centre().days = 10;
        for (Client& client : world().home_care.clients) client.private_ = 1;
    }
    [[nodiscard]] World& world() { return town.world(); }
    [[nodiscard]] DayCentre& centre() { return world().settings.day_centres[0]; }
    [[nodiscard]] CareFile& file(FileId id) { return world().care.files.edit(id); }
    FileId wait(NeedLevel level) {
        people_.push_back(anybody(world(), 60, 95, people_));
        const FileId id = let_wait(world(), people_.back(), level, 600);
        if (level == NeedLevel::medium) file(id).need = {600, 720, 480};  // as most people at that level; some need no company to speak of
        return id;
    }

private:
    std::vector<Slot> people_;
};

}  // namespace

TEST_CASE("Somebody with medium need comes one day a week, with high need two or three, and a day is five hours of the company they need", "[day_centres]") {
    OneCentre one;
    const FileId medium = one.wait(NeedLevel::medium);
    const FileId high = one.wait(NeedLevel::high);
    one.file(medium).need = {600, 720, 480};
    const int lacking = one.file(medium).shortfall();
    one.town.live();
    REQUIRE(one.file(medium).days() == 1);
    REQUIRE(one.file(high).days() >= 2);
    REQUIRE(one.file(high).days() <= 3);
    REQUIRE(one.file(medium).shortfall() == lacking - 300);
    REQUIRE(one.file(medium).light_shortfall() == 1'200 - 300);
    REQUIRE(one.centre().taken == 1 + one.file(high).days());
    // Nobody is given more company than they need.
    one.file(medium).need = {600, 720, 200};
    REQUIRE(one.file(medium).shortfall() == 1'520 - 200);
}

TEST_CASE("Those who lack most come first, as long as there are places", "[day_centres]") {
    OneCentre one;
    one.centre().days = 2;
    std::vector<FileId> files;
    for (int i = 0; i < 3; ++i) files.push_back(one.wait(NeedLevel::medium));
    for (std::size_t i = 0; i < 3; ++i) one.file(files[i]).need = {static_cast<std::uint16_t>(600 + 60 * i), 720, 480};
    one.town.live();
    REQUIRE(one.file(files[0]).days() == 0);
    REQUIRE(one.file(files[1]).days() == 1);
    REQUIRE(one.file(files[2]).days() == 1);
}

TEST_CASE("No more days are given than the money pays for, fee and fare", "[day_centres]") {
    const bool enough = GENERATE(true, false);
    OneCentre one(plain({{"day_centres.day_fare", 0.2}}), 0);
    const FileId id = one.wait(NeedLevel::medium);
    const Slot person = one.file(id).person;
    const City& city = *one.world().city;
    const int metres = static_cast<int>(distance_metres(city.home_point[one.world().people.home[person]], city.neighbourhoods[one.centre().neighbourhood].centre) * ParameterSet().get("home_care.detour"));
    fund_only(one.world(), FundedSetting::day_services, price_of_a_day(metres, 5'000, 0.2) - (enough ? 0 : 1));
    one.town.live();
    REQUIRE(one.file(id).days() == (enough ? 1 : 0));
    if (enough) REQUIRE(one.town.total(Flow::day_centre_metres) == 2 * metres);
}

TEST_CASE("Nobody is fetched from beyond reach, and nobody goes who would not", "[day_centres]") {
    const bool far = GENERATE(true, false);
    OneCentre one(far ? plain({{"day_centres.day_reach", 0}}) : plain({{"day_centres.day_willing", 0}}));
    const FileId id = one.wait(NeedLevel::high);
    one.town.live(9);
    REQUIRE(one.file(id).days() == 0);
}

TEST_CASE("A centre that too few attend for a year closes: its days end, those who came ask again, and nobody comes back to it", "[day_centres]") {
    OneCentre one(plain({{"day_centres.day_break_even", 0.5}}));
    const FileId id = one.wait(NeedLevel::medium);
    one.town.live(52);
    REQUIRE(one.file(id).days() == 1);
    one.town.live(2);
    REQUIRE(one.file(id).days() == 0);
    REQUIRE(one.file(id).has(mark::asks));
    REQUIRE(one.centre().days == 0);
    REQUIRE(one.world().settings.attendances.empty());
    REQUIRE(one.town.total(Flow::day_centre_lost) == 1);
    one.town.live(9);
    REQUIRE(one.file(id).days() == 0);
}

TEST_CASE("A centre attended well stays open", "[day_centres]") {
    OneCentre one(plain({{"day_centres.day_break_even", 0.1}}));
    (void)one.wait(NeedLevel::medium);
    one.town.live(60);
    REQUIRE(one.centre().days == 10);
}

TEST_CASE("Who dies, recovers or moves to a care home leaves their place to others", "[day_centres]") {
    OneCentre one;
    const FileId id = one.wait(NeedLevel::medium);
    one.town.live();
    one.world().people.setting.edit(one.file(id).person) = Setting::communal;
    one.town.live();
    REQUIRE(one.centre().taken == 0);
    REQUIRE(one.world().settings.attendances.empty());
}

TEST_CASE("Those who spend their days together get to know each other", "[day_centres]") {
    OneCentre one;
    const FileId a = one.wait(NeedLevel::high);
    FileId b = one.wait(NeedLevel::high);
    const auto knows = [&](FileId who, FileId whom) {
        bool found = false;
        for_each_tie(*one.world().city, one.world().ties, one.world().people, one.file(who).person, [&](const TieView& tie) { found = found || tie.target == one.file(whom).person; });
        return found;
    };
    while (knows(a, b)) b = one.wait(NeedLevel::high);
    one.town.live(40);
    REQUIRE(knows(a, b));
    REQUIRE(knows(b, a));
}

TEST_CASE("A day away from home is a break: their carer is less strained, and no less where breaks do nothing", "[day_centres]") {
    const double relief = GENERATE(0.0, 0.08);
    const auto strain_after = [&](int days) {
        QuietTown town({"unpaid_care"}, parameters_with({{"unpaid_care.break_relief", relief}, {"unpaid_care.stop_rate", 0}, {"unpaid_care.breakdown_scale", 0}}));
        World& world = town.world();
        const Slot person = anybody(world, 60, 95);
        const Slot carer = anybody(world, 30, 60, {person});
        const FileId id = give_need(world, person, NeedLevel::high);
        start_care_tie(world, id, carer, Tier::kin_near, 2'400, 0);
        world.care.files.edit(id).set_days(days);
        world.care.files.edit(id).set(mark::asks, false);
        town.live(40);
        return as_share(world.people.strain[carer]);
    };
    if (relief == 0) {
        REQUIRE(strain_after(3) == strain_after(0));
    } else {
        REQUIRE(strain_after(3) < strain_after(0) - 0.02);
    }
}
