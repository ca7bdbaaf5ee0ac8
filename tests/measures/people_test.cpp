#include <set>

#include "catch.hpp"
#include "measures/taking_help.hpp"
#include "state/lonely.hpp"

using namespace topsoil;

TEST_CASE("Every measure that the product promises exists, with a unit, a title and a meaning") {
    std::set<std::string_view> names;
    for (const MeasureSpec& spec : measure_catalogue()) {
        INFO(spec.name);
        CHECK(names.insert(spec.name).second);
        CHECK_FALSE(spec.unit.empty());
        CHECK_FALSE(spec.long_name.empty());
        CHECK(spec.meaning.size() > 10);
        CHECK((spec.pooling == Pooling::ratio) == !spec.weight.empty());
    }
    for (const MeasureSpec& spec : measure_catalogue()) {
        if (!spec.weight.empty()) CHECK(names.contains(spec.weight));
    }
    for (const char* promised : {"population", "need_hours", "unmet_hours", "unpaid_care_hours", "everyday_help_hours", "home_care_hours", "travel_hours", "lonely_share", "carers", "carers_over_50h",
                                 "care_home_residents", "emergency_admissions", "worker_turnover", "continuity_workers_per_4wk", "groups_alive", "volunteer_hours", "spend_social_care", "spend_nhs", "leakage_share",
                                 "travel_share", "effective_wage", "vacant_rounds", "carer_strain", "carer_breakdowns", "care_home_admissions", "outlay_per_met_hour", "unmet_gradient", "unpaid_hours_by_group",
                                 "care_travel_km", "care_travel_co2", "market_concentration", "local_provider_share", "ties_per_person", "clustering"}) {
        INFO(promised);
        CHECK(names.contains(promised));
    }
}

TEST_CASE("Nothing about a living town is not a number, and each measure has a value for every place of its axis") {
    Taken taken;
    for (int interval = 0; interval < 4; ++interval) {
        taken.live(4);
        const Frame frame = taken.take();
        REQUIRE(frame.size() == measure_catalogue().size());
        for (std::size_t m = 0; m < frame.size(); ++m) {
            const MeasureSpec& spec = measure_catalogue()[m];
            INFO(spec.name);
            CHECK(frame[m].size() == (spec.axis == MeasureAxis::group ? population_groups().size() : spec.axis == MeasureAxis::account ? accounts : 3));
            for (const double value : frame[m]) {
                CHECK(std::isfinite(value));
                // The balance of a strand may be overdrawn, a slope may fall, nothing else can be less than none.
                if (spec.name != "unspent_social_care" && spec.name != "leakage_share" && !spec.name.ends_with("_gradient") && spec.axis != MeasureAxis::account) CHECK(value >= 0);
            }
        }
    }
}

TEST_CASE("Ties of a person and the share of friends who know each other are those of the last count") {
    Taken taken;
    taken.world().ties.counted = {{10, 95, 400, 120}, {0, 0, 0, 0}, {4, 38, 0, 0}};
    CHECK(taken.look("ties_per_person") == std::vector<double>{9.5, 0, 9.5});
    CHECK(taken.look("clustering") == std::vector<double>{0.3, 0, 0});
}

TEST_CASE("In a living town ties are counted before the first week and once a year") {
    Taken taken(0);
    const auto first = taken.look("ties_per_person");
    for (const double ties : first) {
        CHECK(ties > 5);
        CHECK(ties < 20);
    }
    for (const double share : taken.look("clustering")) CHECK(share > 0.1);
    taken.live(51);
    CHECK(taken.look("ties_per_person") == first);
    taken.live(1);
    CHECK(taken.look("ties_per_person") != first);
}

TEST_CASE("Everybody alive is counted where they live, once") {
    Taken taken;
    const auto before = taken.look("population");
    std::vector<double> by_hand(3, 0);
    for (Slot slot = 0; slot < taken.world().city->slots; ++slot) {
        if (taken.world().people.alive(slot)) by_hand[taken.world().people.neighbourhood[slot]] += 1;
    }
    CHECK(before == by_hand);
    const Slot somebody = first_person(taken.world(), [&](Slot slot) { return taken.world().people.neighbourhood[slot] == 1; });
    taken.world().people.setting.edit(somebody) = Setting::gone;
    CHECK(taken.look("population") == std::vector<double>{before[0], before[1] - 1, before[2]});
}

TEST_CASE("Somebody lonelier than their own threshold is often lonely, a child never counts") {
    Taken taken;
    World& world = taken.world();
    for (Slot slot = 0; slot < world.city->slots; ++slot) world.people.loneliness.edit(slot) = 0;
    CHECK(taken.look("lonely_share") == std::vector<double>(3, 0.0));
    const Slot grown = first_person(world, [&](Slot slot) { return world.people.neighbourhood[slot] == 2 && world.people.age(slot, world.week) >= 16; });
    const Slot child = first_person(world, [&](Slot slot) { return world.people.neighbourhood[slot] == 2 && world.people.age(slot, world.week) < 16; });
    world.people.loneliness.edit(grown) = 65'535;
    world.people.loneliness.edit(child) = 65'535;
    CHECK(taken.look("lonely_share")[2] == Approx(1 / taken.look("population")[2]));
    CHECK(taken.look("lonely_share")[0] == 0);
}

TEST_CASE("With everybody at one chance of loneliness, that share of grown-ups is often lonely") {
    Taken taken;
    World& world = taken.world();
    double grown = 0, people = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        world.people.loneliness.edit(slot) = to_share16(0.3);
        if (!world.people.alive(slot)) continue;
        people += 1;
        grown += world.people.age(slot, world.week) >= 16 ? 1 : 0;
    }
    const auto shares = taken.look("lonely_share");
    const auto population = taken.look("population");
    double lonely = 0;
    for (std::size_t n = 0; n < 3; ++n) lonely += shares[n] * population[n];
    CHECK(lonely / grown == Approx(0.3).margin(4 * std::sqrt(0.21 / grown)));
    CHECK(total(population) == people);
}

TEST_CASE("Who gives care along a tie is a carer, and from fifty hours on a heavy one, where they live") {
    Taken taken;
    World& world = taken.world();
    const auto before = taken.look();
    const Slot carer = first_person(world, [&](Slot slot) { return world.people.care_file[slot] == nobody && world.people.neighbourhood[slot] == 0 && world.people.setting[slot] == Setting::home; });
    const Slot cared = first_person(world, [&](Slot slot) { return world.people.care_file[slot] == nobody && world.people.neighbourhood[slot] == 1 && slot != carer; });
    const FileId file = open_file(world, cared);
    start_care_tie(world, file, carer, Tier::kin_near, 50 * 60 - 1, world.week);
    const auto rise = [&](std::string_view measure) { return taken.look(measure)[0] - before[measure_index(measure)][0]; };
    CHECK(rise("carers") == 1);
    CHECK(rise("carers_over_50h") == 0);
    change_care_tie(world, world.care.files[file].first_received, 50 * 60);
    CHECK(rise("carers") == 1);
    CHECK(rise("carers_over_50h") == 1);
    CHECK(taken.look("carers")[1] == before[measure_index("carers")][1]);
    change_care_tie(world, world.care.files[file].first_received, 0);
    CHECK(rise("carers") == 0);
}

TEST_CASE("The hours that carers give are shared out among women and men, ages and carers, and make up all that is given along ties") {
    Taken taken;
    const World& world = taken.world();
    double by_hand = 0, by_women = 0;
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
        const CareTie& one = world.care.ties[tie];
        if (one.cared == nobody || !world.people.alive(one.carer)) continue;
        by_hand += one.minutes / 60.0;
        by_women += world.people.woman(one.carer) ? one.minutes / 60.0 : 0;
    }
    const auto hours = taken.look("unpaid_hours_by_group");
    REQUIRE(by_women > 0);
    CHECK(hours[group_axis::women] == Approx(by_women));
    CHECK(hours[group_axis::women] + hours[group_axis::men] == Approx(by_hand));
    CHECK(hours[group_axis::carers] == Approx(by_hand));
    CHECK(hours[group_axis::others] == 0);
}

TEST_CASE("The strain of carers is their mean, and a breakdown counts where the carer lives") {
    Taken taken;
    World& world = taken.world();
    std::vector<double> strain(3, 0), carers(3, 0);
    double next = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (!world.people.alive(slot)) continue;
        world.people.strain.edit(slot) = to_share16(next);  // of whoever cares for nobody it is not asked
        if (world.people.has(slot, role::carer)) {
            strain[world.people.neighbourhood[slot]] += as_share(world.people.strain[slot]);
            carers[world.people.neighbourhood[slot]] += 1;
        }
        next = next > 0.9 ? 0.05 : next + 0.07;
    }
    for (std::size_t n = 0; n < 3; ++n) CHECK(taken.look("carer_strain")[n] == Approx(strain[n] / carers[n]));
    const auto before = taken.look("carer_breakdowns");
    world.flows.add(Flow::breakdowns, 2, 3);
    CHECK(taken.look("carer_breakdowns")[2] - before[2] == 3);
}

TEST_CASE("Who moves into a care home counts where the home stands") {
    Taken taken;
    World& world = taken.world();
    const auto before = taken.look("care_home_residents");
    std::vector<double> by_hand(3, 0);
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot) && world.people.setting[slot] == Setting::care_home) by_hand[world.people.neighbourhood[slot]] += 1;
    }
    REQUIRE(total(by_hand) > 0);
    CHECK(before == by_hand);
    ++world.care_homes.residents.back();
    CHECK(taken.look("care_home_residents")[world.city->care_homes.back().neighbourhood] == before[world.city->care_homes.back().neighbourhood] + 1);
}

TEST_CASE("Ages, women and men, fifths and carers each make up the whole town") {
    Taken taken;
    const auto groups = taken.look("population_by_group");
    const double everybody = total(taken.look("population"));
    const auto part = [&](std::size_t first, std::size_t last) { return std::accumulate(groups.begin() + static_cast<std::ptrdiff_t>(first), groups.begin() + static_cast<std::ptrdiff_t>(last), 0.0); };
    CHECK(part(0, 6) == everybody);
    CHECK(part(6, 8) == everybody);
    CHECK(part(8, 13) == everybody);
    CHECK(part(13, 15) == everybody);
    CHECK(groups[13] == total(taken.look("carers")));
    CHECK(population_groups()[13] == "unpaid carers");
}

TEST_CASE("Measures of a town are the same for one, two and seven threads") {
    Taken one(3, 1), two(3, 2), seven(3, 7);
    for (Taken* taken : {&one, &two, &seven}) taken->live(5);
    const Frame frame = one.take();
    CHECK(frame == two.take());
    CHECK(frame == seven.take());
}

TEST_CASE("Taking measures changes nobody") {
    Taken taken;
    Taken watched;
    for (int week = 0; week < 6; ++week) {
        taken.live(1);
        watched.live(1);
        (void)watched.take();
    }
    CHECK(taken.look("population_by_group") == watched.look("population_by_group"));
    CHECK(taken.world().flows.values() == watched.world().flows.values());
    CHECK(taken.world().ledger.balances() == watched.world().ledger.balances());
}
