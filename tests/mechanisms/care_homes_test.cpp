#include "quiet_town.hpp"

using namespace topsoil;

namespace {

/// Scores without chance, nobody's purse a matter, and money to spare.
ParameterSet plain(double threshold, std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"care_homes.threshold", threshold}, {"care_homes.score_high", 1}, {"care_homes.score_unmet", 2}, {"care_homes.score_no_carer", 1.2}, {"care_homes.score_breakdown", 1.5},
                                               {"care_homes.score_hospital", 1}, {"care_homes.score_noise", 0}, {"care_homes.score_age", 0}, {"care_homes.usual_occupancy", 0.85}, {"care_homes.break_even", 0.78}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

/// Beds are filled again by need alone, whatever the occupancy; the council can pay; only the first home has beds that stand empty.
void make_plain(World& world, int open_beds) {
    std::fill(world.commissioned.refill_ppm.begin(), world.commissioned.refill_ppm.end(), 0);
    world.commissioned.care_home_room[0] = 100'000'000;
    for (std::size_t h = 0; h < world.care_homes.open_beds.size(); ++h) world.care_homes.open_beds[h] = world.care_homes.residents[h];
    world.care_homes.open_beds[0] = static_cast<std::uint16_t>(open_beds);
}

bool carer_at_home(const World& world, FileId id) {
    for (std::uint32_t tie = world.care.files[id].first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
        if (world.care.ties[tie].tier <= Tier::kin_at_home) return true;
    }
    return false;
}

/// The score of submodels sheet 11 without chance.
double score_of(const World& world, Slot slot) {
    const FileId id = world.people.care_file[slot];
    const CareFile& file = world.care.files[id];
    return (world.people.need[slot] == NeedLevel::high ? 1.0 : 0.0) + 2.0 * file.unmet / file.need_minutes() + (carer_at_home(world, id) ? 0 : 1.2) + (world.week - file.lost_carer_week <= 8 ? 1.5 : 0) +
           (world.week - file.hospital_week <= 8 ? 1.0 : 0);
}

/// Who might be offered a bed: 65 and over, medium or high need, at home or in hospital.
bool might_go(const World& world, Slot slot) {
    const Setting setting = world.people.setting[slot];
    return world.people.need[slot] >= NeedLevel::medium && world.people.age(slot, world.week) >= 65 && (setting == Setting::home || setting == Setting::hospital);
}

/// The page of somebody's care file: cases are looked at page by page, every fourth in a week.
std::size_t page_of_file(const World& world, Slot slot) { return world.people.care_file[slot] >> shard_bits; }

}  // namespace

TEST_CASE("Where the threshold is out of reach nobody is offered a bed", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(1'000, {{"care_homes.score_noise", 3}}));
    make_plain(town.world(), 60);
    town.live(26);
    REQUIRE(town.total(Flow::care_home_admissions) == 0);
}

TEST_CASE("Where every bed is taken nobody is offered one", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(-100));
    make_plain(town.world(), town.world().care_homes.residents[0]);
    town.live();
    REQUIRE(town.total(Flow::care_home_admissions) == 0);
}

TEST_CASE("Beds go to older people with need, one each, until none is left", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(-100));
    World& world = town.world();
    const int free_beds = 3;
    make_plain(world, world.care_homes.residents[0] + free_beds);
    for (int week = 0; week < 8; ++week) {
        std::map<Key, double> scores;
        for_everybody(world, [&](Slot slot) {
            if (might_go(world, slot)) scores[world.people.key[slot]] = score_of(world, slot);
        });
        const auto resident_before = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::care_home; });
        town.live();
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] != Setting::care_home || resident_before.contains(world.people.key[slot])) return;
            REQUIRE(scores.contains(world.people.key[slot]));
        });
    }
    REQUIRE(town.total(Flow::care_home_admissions) >= free_beds);  // beds that had lapsed come back where a home is full
    REQUIRE(world.care_homes.residents == world.care_homes.open_beds);
}

TEST_CASE("Who would go and finds no bed waits for one, and waits no more once there is", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(-100));
    World& world = town.world();
    make_plain(world, world.care_homes.residents[0]);
    town.live(4);
    int waiting = 0;
    for_everybody(world, [&](Slot slot) {
        if (!might_go(world, slot) || world.people.age(slot, 0) < 65) return;
        ++waiting;
        REQUIRE(world.care.files[world.people.care_file[slot]].has(mark::no_bed));
    });
    REQUIRE(waiting > 10);
    for (std::size_t h = 0; h < world.care_homes.open_beds.size(); ++h) world.care_homes.open_beds[h] = 500;
    town.live(4);
    for_each_file(world, [&](FileId, const CareFile& file) { REQUIRE_FALSE((file.has(mark::no_bed) && file.need[0] > 0)); });
}

TEST_CASE("Where an extra-care flat stands free near by fewer are offered a bed, and as many where it is assumed to make no difference", "[care_homes]") {
    const double effect = GENERATE(0.0, 2.0);
    const auto admitted = [&](bool free_flat) {
        QuietTown town({"care_homes"}, plain(2.5, {{"care_homes.score_extra_care", effect}, {"care_homes.extra_care_near", 10}}));
        World& world = town.world();
        make_plain(world, 500);
        for (Scheme& scheme : world.settings.schemes) scheme.flats = static_cast<std::uint16_t>(scheme.tenants + (free_flat ? 1 : 0));
        town.live(4);
        return town.total(Flow::care_home_admissions);
    };
    if (effect == 0) {
        REQUIRE(admitted(true) == admitted(false));
    } else {
        REQUIRE(admitted(true) < admitted(false));
    }
}

TEST_CASE("A single bed goes to somebody whose life at home is hardest", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(-100));
    World& world = town.world();
    make_plain(world, world.care_homes.residents[0] + 1);
    for_everybody(world, [&](Slot slot) {
        if (!might_go(world, slot)) return;
        // All have high need and nothing unmet; every other one has lost a carer this month.
        CareFile& file = world.care.files.edit(give_need(world, slot, NeedLevel::high));
        file.unmet = 0;
        file.lost_carer_week = static_cast<std::int16_t>(world.people.key[slot] % 2 == 0 ? world.week : world.week - 100);
        while (file.first_received != nobody) change_care_tie(world, file.first_received, 0);
    });
    const auto before = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::care_home; });
    town.live();
    int taken_in = 0;
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::care_home || before.contains(world.people.key[slot])) return;
        ++taken_in;
        REQUIRE(world.people.key[slot] % 2 == 0);
    });
    REQUIRE(taken_in == 1);
}

TEST_CASE("Of people alike in all else the oldest is offered the single bed", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(-100, {{"care_homes.score_age", 0.5}}));
    World& world = town.world();
    make_plain(world, world.care_homes.residents[0] + 1);
    std::map<Key, int> ages;
    for_everybody(world, [&](Slot slot) {
        if (!might_go(world, slot)) return;
        const FileId id = give_need(world, slot, NeedLevel::high);
        while (world.care.files[id].first_received != nobody) change_care_tie(world, world.care.files[id].first_received, 0);
        CareFile& file = world.care.files.edit(id);
        file.unmet = 0;
        file.lost_carer_week = -100;
        file.hospital_week = -100;
        ages[world.people.key[slot]] = world.people.age(slot, world.week);
    });
    const auto waiting = keys_of(world, [&](Slot s) { return ages.contains(world.people.key[s]); });
    town.live();
    const auto looked_at = keys_of(world, [&](Slot s) { return waiting.contains(world.people.key[s]) && page_of_file(world, s) % 4 == 0; });
    int taken_in = 0;
    int oldest = 0;
    for (const Key key : looked_at) oldest = std::max(oldest, ages[key]);
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::care_home || !waiting.contains(world.people.key[slot])) return;
        ++taken_in;
        REQUIRE(ages[world.people.key[slot]] == oldest);
    });
    REQUIRE(taken_in == 1);
}

TEST_CASE("Only scores above the threshold lead to a bed", "[care_homes]") {
    // Between 2.2 (high need and no carer) and what a breakdown adds.
    QuietTown town({"care_homes"}, plain(3.3));
    World& world = town.world();
    make_plain(world, 200);
    for (int week = 0; week < 4; ++week) {
        std::set<Key> above;
        for_everybody(world, [&](Slot slot) {
            // Nothing is unmet; every third of those alone with high need has lost a carer.
            if (!might_go(world, slot)) return;
            CareFile& file = world.care.files.edit(world.people.care_file[slot]);
            file.unmet = 0;
            file.lost_carer_week = static_cast<std::int16_t>(world.people.key[slot] % 3 == 0 ? world.week - 8 : world.week - 9);
            if (score_of(world, slot) > 3.3) above.insert(world.people.key[slot]);
        });
        const auto before = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::care_home; });
        town.live();
        for_everybody(world, [&](Slot slot) {
            if (world.people.setting[slot] == Setting::care_home && !before.contains(world.people.key[slot])) REQUIRE(above.contains(world.people.key[slot]));
        });
    }
    // Each case was looked at once in the four weeks, so nobody above the threshold is left at home.
    for_everybody(world, [&](Slot slot) {
        if (might_go(world, slot)) REQUIRE_FALSE((score_of(world, slot) > 3.3 && world.week - world.care.files[world.people.care_file[slot]].lost_carer_week <= 8));
    });
    REQUIRE(town.total(Flow::care_home_admissions) > 0);
}

TEST_CASE("Fewer residents make a bed easier to have, only as far as freed beds are filled again", "[care_homes]") {
    const auto admitted = [](std::int64_t refill_ppm) {
        QuietTown town({"care_homes"}, plain(5.0));
        make_plain(town.world(), 60);  // less than half full: the threshold falls by ten times what is wanting to 0.85
        for (std::int64_t& refill : town.world().commissioned.refill_ppm) refill = refill_ppm;
        for_each_file(town.world(), [&](FileId id, const CareFile&) { town.world().care.files.edit(id).unmet = 0; });
        town.live(4);
        return town.total(Flow::care_home_admissions);
    };
    REQUIRE(admitted(0) == 0);  // nobody scores above 5 with nothing unmet, no breakdown and no hospital stay
    REQUIRE(admitted(1'000'000) > 0);
}

TEST_CASE("When the care-home budget is overspent only those who pay themselves are taken in", "[care_homes]") {
    const double self_fund = GENERATE(0.0, 10.0);
    QuietTown town({"care_homes"}, plain(-100, {{"care_homes.self_fund_share", self_fund}}));
    World& world = town.world();
    make_plain(world, 40);
    world.commissioned.care_home_room[0] = -1;
    town.live(4);
    REQUIRE((town.total(Flow::care_home_admissions) > 0) == (self_fund > 0));
}

TEST_CASE("Whoever moves into a care home leaves their home, and family and neighbours are free again", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(-100));
    World& world = town.world();
    make_plain(world, 60);
    const auto before = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::care_home; });
    town.live(4);
    int moved = 0;
    for_everybody(world, [&](Slot slot) {
        if (world.people.setting[slot] != Setting::care_home || before.contains(world.people.key[slot])) return;
        ++moved;
        const CareFile& file = world.care.files[world.people.care_file[slot]];
        REQUIRE(world.city->home_kind[world.people.home[slot]] == HomeKind::care_home);
        REQUIRE(file.first_received == nobody);
        REQUIRE(file.everyday == 0);
        REQUIRE(file.stage == Stage::served);
        REQUIRE((file.funding == Funding::own || file.funding == Funding::council));
        REQUIRE(world.people.age(slot, world.week) >= 65);
    });
    REQUIRE(moved > 10);
}

TEST_CASE("Beds that stand empty for half a year lapse one by one, never those that are slept in", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(1'000, {{"care_homes.break_even", 0}}));
    World& world = town.world();
    const int residents = world.care_homes.residents[0];
    make_plain(world, 2 * residents + 10);
    town.live(26);
    REQUIRE(world.care_homes.open_beds[0] == 2 * residents + 10);
    town.live(1);
    REQUIRE(world.care_homes.open_beds[0] == 2 * residents + 9);
    town.live(52 * 12);
    REQUIRE(world.care_homes.open_beds[0] == residents + 2);
    REQUIRE(world.care_homes.residents[0] == residents);
}

TEST_CASE("A home that is full keeps its beds", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(1'000));
    World& world = town.world();
    make_plain(world, world.care_homes.residents[0]);
    const auto beds = world.care_homes.open_beds;
    town.live(104);
    for (std::size_t h = 0; h < beds.size(); ++h) {
        REQUIRE(world.care_homes.open_beds[h] >= beds[h]);
        REQUIRE(world.care_homes.open_beds[h] <= std::max(beds[h], world.city->care_homes[h].beds));
    }
}

TEST_CASE("A home far below what it takes to pay its way closes after a year, and its residents move", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(1'000, {{"care_homes.usual_occupancy", 0.2}, {"care_homes.break_even", 0.4}}));
    World& world = town.world();
    REQUIRE(world.care_homes.residents.size() > 1);
    const int residents = world.care_homes.residents[0];
    const auto living_there = keys_of(world, [&](Slot s) { return world.people.home[s] == world.city->care_homes[0].home; });
    make_plain(world, 9 * residents);
    for (std::size_t h = 1; h < world.care_homes.open_beds.size(); ++h) world.care_homes.open_beds[h] = static_cast<std::uint16_t>(2 * world.care_homes.residents[h]);
    town.live(52);
    REQUIRE(world.care_homes.open_beds[0] == 9 * residents);
    town.live(1);
    REQUIRE(world.care_homes.open_beds[0] == 0);
    REQUIRE(world.care_homes.residents[0] == 0);
    int moved = 0;
    for_everybody(world, [&](Slot slot) {
        if (!living_there.contains(world.people.key[slot])) return;
        ++moved;
        REQUIRE(world.people.setting[slot] == Setting::care_home);
        REQUIRE(world.people.home[slot] != world.city->care_homes[0].home);
    });
    REQUIRE(moved == residents);
    town.live(52);
    REQUIRE(world.care_homes.open_beds[0] == 0);
}

TEST_CASE("Nobody is put out of a home that closes while no other has a bed for them", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(1'000, {{"care_homes.usual_occupancy", 0.2}, {"care_homes.break_even", 1}}));
    World& world = town.world();
    make_plain(world, 2 * world.care_homes.residents[0]);
    const auto residents = keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::care_home; });
    town.live(53);
    REQUIRE(world.care_homes.open_beds[0] < 2 * world.care_homes.residents[0]);
    REQUIRE(keys_of(world, [&](Slot s) { return world.people.setting[s] == Setting::care_home; }) == residents);
    for (std::size_t h = 0; h < world.care_homes.residents.size(); ++h) REQUIRE(world.care_homes.residents[h] <= world.care_homes.open_beds[h]);
}

TEST_CASE("A home that is closing gets no bed back, however full the few left make it", "[care_homes]") {
    QuietTown town({"care_homes"}, plain(1'000, {{"care_homes.usual_occupancy", 0.2}, {"care_homes.break_even", 1}}));
    World& world = town.world();
    make_plain(world, 2 * world.care_homes.residents[0]);
    town.live(53);
    REQUIRE(world.care_homes.residents[0] > 0);
    for (int week = 0; week < 60; ++week) {
        const auto beds = world.care_homes.open_beds[0];
        town.live(1);
        REQUIRE(world.care_homes.open_beds[0] <= beds);
    }
}
