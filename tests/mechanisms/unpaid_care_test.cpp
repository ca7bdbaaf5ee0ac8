#include "quiet_town.hpp"
#include "state/group_kinds.hpp"
#include "state/time_use.hpp"

using namespace topsoil;

namespace {

constexpr std::array<std::string_view, 6> tier_names{"partner", "kin_home", "kin_near", "kin_far", "friend", "neighbour"};

/// Nobody takes on more, stops, breaks down or leaves work: only what the test moves, moves.
ParameterSet settled_carers(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"unpaid_care.stop_rate", 0}, {"unpaid_care.breakdown_scale", 0}, {"unpaid_care.leave_work_rate", 0}});
    for (const std::string_view tier : tier_names) parameters.set("unpaid_care.cap_" + std::string(tier), 0);
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

template <class Use>
void for_each_care_tie(const World& world, Use&& use) {
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
        if (world.care.ties[tie].cared != nobody) use(world.care.ties[tie]);
    }
}

bool cares(const World& world, Slot slot) {
    const FileId file = world.people.care_file[slot];
    return file != nobody && world.care.files[file].first_given != nobody;
}

/// Minutes from carers at home and from others.
std::pair<int, int> minutes_received(const World& world, FileId id) {
    std::pair<int, int> minutes{0, 0};
    for (std::uint32_t tie = world.care.files[id].first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
        const CareTie& care = world.care.ties[tie];
        (care.tier <= Tier::kin_at_home ? minutes.first : minutes.second) += care.minutes;
    }
    return minutes;
}

/// Somebody who has care from home and from outside, who lacks nothing that anybody would ask for, and whose package has been answered to.
FileId well_cared_for(World& world) {
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        CareFile& file = world.care.files.edit(id);
        if (file.person == nobody) continue;
        file.set(mark::asks, false);
        file.weeks_short = 0;
        file.paid_answered = file.paid;
    }
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        if (world.care.files[id].person != nobody && minutes_received(world, id).first > 600) return id;
    }
    FAIL("nobody in the small town is cared for at home");
    return nobody;
}

}  // namespace

TEST_CASE("Where nobody is willing nobody gives care", "[unpaid_care]") {
    ParameterSet unwilling;
    for (const std::string_view tier : tier_names) unwilling.set("unpaid_care.accept_" + std::string(tier), -1'000);
    SmallTown town("tendered", 1, unwilling);
    REQUIRE(keys_of(town.world(), [&](Slot s) { return cares(town.world(), s); }).empty());
    town.live(8);
    REQUIRE(town.world().flows.total(Flow::unpaid_minutes) == 0);
}

TEST_CASE("Nobody takes on more than the cap of their tier, or takes on anything trifling", "[unpaid_care]") {
    const ParameterSet parameters;
    const World world = settled_world();
    int ties = 0;
    for_each_care_tie(world, [&](const CareTie& care) {
        ++ties;
        REQUIRE(care.minutes <= parameters.get("unpaid_care.cap_" + std::string(tier_names[static_cast<std::size_t>(care.tier)])) * 60);
        REQUIRE(care.minutes >= 20);
    });
    REQUIRE(ties > 100);
}

TEST_CASE("Nobody promises more time than work, sleep and their own need leave them", "[unpaid_care]") {
    QuietTown town({"unpaid_care"});
    const World& world = town.world();
    const auto beside = static_cast<Minutes>(ParameterSet{}.get("unpaid_care.watch_beside") * 60);  // at home, beside one's own meals and rest
    town.live(26);
    int carers = 0;
    for_everybody(world, [&](Slot slot) {
        if (!cares(world, slot)) return;
        ++carers;
        const int age = world.people.age(slot, world.week);
        // They may have turned seventy-five, or left work, since: without work nobody has more than this.
        REQUIRE(world.people.committed[slot] <= spare_minutes(age, false, world.people.need[slot]) + beside);
        REQUIRE(age >= 14);
        REQUIRE(world.people.need[slot] != NeedLevel::high);
    });
    REQUIRE(carers > 100);
}

TEST_CASE("A carer with no free hours offers none", "[unpaid_care]") {
    ParameterSet willing = parameters_with({{"unpaid_care.stop_rate", 0}, {"unpaid_care.breakdown_scale", 0}, {"unpaid_care.watch_beside", 0}});
    for (const std::string_view tier : tier_names) willing.set("unpaid_care.accept_" + std::string(tier), 10);
    QuietTown town({"unpaid_care"}, willing);
    World& world = town.world();
    std::vector<FileId> in_need;
    for_each_file(world, [&](FileId id, const CareFile& file) {
        if (world.people.need[file.person] != NeedLevel::none && world.people.setting[file.person] == Setting::home) in_need.push_back(id);
    });
    // Half of the town gives all the time it has to every second person in need; the others in need ask everybody.
    const auto busy = [&](Slot slot) { return (world.people.key[slot] & 1) != 0; };
    std::size_t next = 0;
    for_everybody(world, [&](Slot slot) {
        const int age = world.people.age(slot, 0);
        const bool works = in_paid_work(world.city->seed, world.people.key[slot], age, world.people.has(slot, role::left_work));
        const int spare = spare_minutes(age, works, world.people.need[slot]) - world.people.committed[slot];
        const FileId cared = in_need[next % in_need.size() / 2 * 2];
        if (!busy(slot) || spare <= 0 || world.care.files[cared].person == slot) return;
        start_care_tie(world, cared, slot, Tier::kin_near, spare, 0);
        next += 2;
    });
    for (std::size_t i = 1; i < in_need.size(); i += 2) world.care.files.edit(in_need[i]).set(mark::asks, true);
    std::map<Slot, int> gave;
    for_everybody(world, [&](Slot slot) { gave[slot] = minutes_given(world, slot); });
    town.live();
    int took_more_on = 0;
    for_everybody(world, [&](Slot slot) {
        if (busy(slot)) {
            REQUIRE(minutes_given(world, slot) <= gave[slot]);
        } else {
            took_more_on += minutes_given(world, slot) > gave[slot] ? 1 : 0;
        }
    });
    REQUIRE(took_more_on > 10);
}

TEST_CASE("Friends and neighbours give no more than the practical help and company that is lacking", "[unpaid_care]") {
    ParameterSet willing;
    willing.set("unpaid_care.accept_friend", 2);
    willing.set("unpaid_care.accept_neighbour", 2);
    SmallTown town("tendered", 1, willing);
    int light = 0;
    for_each_file(town.world(), [&](FileId, const CareFile& file) {
        REQUIRE(file.unpaid_light <= file.light_need());
        light += file.unpaid_light > 0 ? 1 : 0;
    });
    REQUIRE(light > 10);
}

TEST_CASE("When paid care grows carers at home rest by their share of it, and others do not", "[unpaid_care]") {
    const double delta = GENERATE(0.0, 0.3, 0.6);
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.displacement_home", delta}, {"unpaid_care.displacement_outside", 0}}));
    World& world = town.world();
    const FileId id = well_cared_for(world);
    const auto before = minutes_received(world, id);
    world.care.files.edit(id).paid = static_cast<std::uint16_t>(world.care.files[id].paid + 400);
    town.live();
    const auto after = minutes_received(world, id);
    REQUIRE(before.first - after.first == static_cast<int>(400 * delta + 0.5));
    REQUIRE(after.second == before.second);
}

TEST_CASE("When paid care shrinks carers at home take up again what they had laid down", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.displacement_home", 0.5}, {"unpaid_care.displacement_outside", 0}}));
    World& world = town.world();
    const FileId id = well_cared_for(world);
    const auto before = minutes_received(world, id);
    const std::uint16_t paid = world.care.files[id].paid;
    world.care.files.edit(id).paid = static_cast<std::uint16_t>(paid + 400);
    town.live();
    REQUIRE(minutes_received(world, id).first == before.first - 200);
    world.care.files.edit(id).paid = paid;
    town.live();
    const int taken_up = minutes_received(world, id).first - (before.first - 200);
    // Never more than is then lacking, and never more than they had laid down.
    REQUIRE(taken_up > 0);
    REQUIRE(taken_up <= 200);
    REQUIRE((taken_up == 200 || world.care.files[id].shortfall() == 0));
}

TEST_CASE("Carers who live elsewhere rest by a share of their own", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.displacement_home", 0}, {"unpaid_care.displacement_outside", 0.1}}));
    World& world = town.world();
    (void)well_cared_for(world);
    FileId id = 0;
    while (world.care.files[id].person == nobody || minutes_received(world, id).second < 100) ++id;
    const auto before = minutes_received(world, id);
    world.care.files.edit(id).paid = static_cast<std::uint16_t>(world.care.files[id].paid + 400);
    town.live();
    REQUIRE(minutes_received(world, id).first == before.first);
    REQUIRE(minutes_received(world, id).second == before.second - 40);
}

TEST_CASE("Strain settles where hours, years, high need and the company of other carers put it", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.break_relief", 0}}));
    World& world = town.world();
    (void)well_cared_for(world);
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
        if (world.care.ties[tie].cared != nobody) world.care.ties.edit(tie).since = -1'000;  // five years and more
    }
    town.live(260);
    std::set<Slot> in_company;
    for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
        const bool carers_meet = world.groups.all[g].alive != 0 && gives_peer_support(world.city->place.groups[world.groups.all[g].kind].kind);
        if (carers_meet) in_company.insert(world.groups.members[g].begin(), world.groups.members[g].end());
    }
    int with_company = 0;
    int carers = 0;
    for_everybody(world, [&](Slot slot) {
        if (!cares(world, slot)) return;
        ++carers;
        bool high = false;
        for (std::uint32_t tie = world.care.files[world.people.care_file[slot]].first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
            high = high || world.people.need[world.care.files[world.care.ties[tie].cared].person] == NeedLevel::high;
        }
        const bool company = in_company.contains(slot);
        with_company += company ? 1 : 0;
        const double expected = logistic(-3 + 0.045 * minutes_given(world, slot) / 60.0 + 0.5 + (high ? 0.8 : 0) - (company ? 0.3 : 0));
        REQUIRE(as_share(world.people.strain[slot]) == Approx(expected).margin(0.005));
    });
    REQUIRE(with_company > 3);
    REQUIRE(carers > 100);
}

TEST_CASE("When somebody needs less their family gives less, whoever is furthest and came last first", "[unpaid_care]") {
    ParameterSet parameters = settled_carers({});
    for (const std::string_view tier : tier_names) parameters.set("unpaid_care.accept_" + std::string(tier), -100);
    QuietTown town({"unpaid_care"}, parameters);
    World& world = town.world();
    std::vector<Slot> people;
    for (int i = 0; i < 4; ++i) people.push_back(first_person(world, [&](Slot s) { return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.age(s, 0) >= 20 && std::find(people.begin(), people.end(), s) == people.end(); }));
    const FileId id = give_need(world, people[0], NeedLevel::medium);
    world.care.files.edit(id).need = {600, 600, 600};
    start_care_tie(world, id, people[1], Tier::partner_at_home, 700, -9);
    start_care_tie(world, id, people[2], Tier::kin_near, 500, -30);
    start_care_tie(world, id, people[3], Tier::kin_near, 500, -20);
    const auto give = [&] { return std::vector{minutes_given(world, people[1]), minutes_given(world, people[2]), minutes_given(world, people[3])}; };
    world.care.files.edit(id).set(mark::asks, true);
    town.live();
    REQUIRE(give() == std::vector{700, 500, 500});  // all of it is needed
    world.care.files.edit(id).need = {500, 600, 200};
    world.care.files.edit(id).set(mark::asks, true);
    town.live();
    REQUIRE(give() == std::vector{700, 500, 100});
    world.care.files.edit(id).need = {400, 400, 50};  // a hundred minutes less, and less than an hour and a half is no arrangement
    world.care.files.edit(id).set(mark::asks, true);
    town.live();
    REQUIRE(give() == std::vector{700, 150, 0});
}

TEST_CASE("Carers stop at their yearly rate, and those they cared for ask again", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.stop_rate", 0.29}}));
    const World& world = town.world();
    Expected expected;
    for (int week = 0; week < 52; ++week) {
        for_everybody(world, [&](Slot slot) {
            if (cares(world, slot)) expected.add(weekly_chance(0.29));
        });
        town.live();
    }
    require_count(static_cast<double>(town.total(Flow::carers_stopped)), expected);
    REQUIRE(town.total(Flow::breakdowns) == 0);
}

TEST_CASE("Carers break down at a rate that grows with the cube of their strain, and all their hours stop at once", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.breakdown_scale", 0.59}}));
    World& world = town.world();
    Expected expected;
    for (int week = 0; week < 26; ++week) {
        for_everybody(world, [&](Slot slot) {
            if (!cares(world, slot)) return;
            world.people.strain.edit(slot) = to_share16(0.95);
            expected.add(weekly_chance(0.59 * 0.95 * 0.95 * 0.95));
        });
        town.live();
        for_each_file(world, [&](FileId, const CareFile& file) {
            if (file.breakdown_week == world.week - 1) REQUIRE(file.first_given == nobody);
        });
    }
    require_count(static_cast<double>(town.total(Flow::breakdowns)), expected);
}

TEST_CASE("Strain goes on falling when somebody cares no more, and is forgotten in the end", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({}));
    World& world = town.world();
    const Slot carer = first_person(world, [&](Slot s) {
        return cares(world, s) && world.people.need[s] == NeedLevel::none && world.care.files[world.people.care_file[s]].first_received == nobody && world.people.setting[s] == Setting::home;
    });
    const FileId id = world.people.care_file[carer];
    world.people.strain.edit(carer) = to_share16(0.9);
    while (world.care.files[id].first_given != nobody) change_care_tie(world, world.care.files[id].first_given, 0);
    close_file_if_idle(world, id);
    REQUIRE(world.people.care_file[carer] == id);  // a file as long as they are tired
    town.live(52);
    REQUIRE(as_share(world.people.strain[carer]) < 0.9 * 0.2);  // 0.96 ^ 52 is an eighth
    town.live(104);
    close_file_if_idle(world, id);
    REQUIRE(world.people.care_file[carer] == nobody);
    REQUIRE(world.people.strain[carer] == 0);
}

TEST_CASE("A carer without strain never breaks down", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.breakdown_scale", 0.59}}));
    World& world = town.world();
    for (int week = 0; week < 26; ++week) {
        for_everybody(world, [&](Slot slot) { world.people.strain.edit(slot) = 0; });
        town.live();
    }
    REQUIRE(town.total(Flow::breakdowns) == 0);
}

TEST_CASE("Nobody asks a carer who broke down for half a year", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, parameters_with({{"unpaid_care.breakdown_scale", 0.59}}));
    World& world = town.world();
    int resting = 0;
    for (int week = 0; week < 40; ++week) {
        for_everybody(world, [&](Slot slot) {
            if (cares(world, slot)) world.people.strain.edit(slot) = 65'535;
        });
        for_each_file(world, [&](FileId id, const CareFile&) { world.care.files.edit(id).set(mark::asks, true); });
        town.live();
        for_each_file(world, [&](FileId, const CareFile& file) {
            if (file.breakdown_week + 26 < world.week) return;
            ++resting;
            REQUIRE(file.first_given == nobody);
        });
    }
    REQUIRE(resting > 100);
}

TEST_CASE("Those whose carer broke down are known to have lost one", "[unpaid_care]") {
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.breakdown_scale", 0.59}}));
    World& world = town.world();
    int lost = 0;
    for (int week = 0; week < 26; ++week) {
        std::map<FileId, int> carers;
        for_each_care_tie(world, [&](const CareTie& care) { ++carers[care.cared]; });
        for_everybody(world, [&](Slot slot) {
            if (cares(world, slot)) world.people.strain.edit(slot) = 65'535;
        });
        town.live();
        for (const auto& [id, before] : carers) {
            int after = 0;
            for (std::uint32_t tie = world.care.files[id].first_received; tie != nobody; tie = world.care.ties[tie].next_received) ++after;
            if (after == before) continue;
            ++lost;
            REQUIRE(world.care.files[id].lost_carer_week == world.week - 1);
        }
    }
    REQUIRE(lost > 5);
}

TEST_CASE("Only carers past thirty-five hours leave paid work, and none where the rate is zero", "[unpaid_care]") {
    const double rate = GENERATE(0.0, 5.0);
    QuietTown town({"unpaid_care"}, settled_carers({{"unpaid_care.leave_work_rate", rate}}));
    World& world = town.world();
    for_everybody(world, [&](Slot slot) { world.people.roles.edit(slot) = static_cast<std::uint8_t>(world.people.roles[slot] & ~role::left_work); });
    town.live(52);
    int left = 0;
    for_everybody(world, [&](Slot slot) {
        if (!world.people.has(slot, role::left_work)) return;
        ++left;
        REQUIRE(minutes_given(world, slot) > 35 * 60);
    });
    REQUIRE((left > 0) == (rate > 0));
}

TEST_CASE("People who are readier to care give more care", "[unpaid_care]") {
    const auto given = [](double readiness) {
        ParameterSet parameters;
        for (const std::string_view tier : tier_names) parameters.set("unpaid_care.accept_" + std::string(tier), readiness);
        SmallTown town("tendered", 1, parameters);
        std::int64_t minutes = 0;
        for_each_care_tie(town.world(), [&](const CareTie& care) { minutes += care.minutes; });
        return minutes;
    };
    REQUIRE(given(2) > given(0));
    REQUIRE(given(0) > given(-4));
}
