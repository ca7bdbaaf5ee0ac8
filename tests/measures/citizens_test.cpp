#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

namespace {

bool grown_up(const World& world, Slot slot) { return world.people.alive(slot) && world.people.birth_week[slot] <= world.week - 16 * 52; }

/// Grown-ups of one neighbourhood, as a test counts them by hand.
template <class Use>
void for_grown_ups(const World& world, NeighbourhoodId n, Use&& use) {
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (grown_up(world, slot) && world.people.neighbourhood[slot] == n) use(slot);
    }
}

}  // namespace

TEST_CASE("The hours of the seven duties are all that people gave, each hour once, and have their price") {
    Taken taken;
    taken.live(8);
    const Frame frame = taken.look();
    double by_duty = 0;
    for (const char* duty : {"caring_hours", "looking_out_hours", "community_hours", "commons_hours", "welcoming_hours", "deciding_hours", "nature_hours"}) by_duty += total(frame[measure_index(duty)]);
    Taken fresh;
    const Flows before = fresh.world().flows;  // the same town where the interval began
    const double own = static_cast<double>(taken.world().flows.total(Flow::own_duty_minutes) - before.total(Flow::own_duty_minutes)) / 60;
    const double seats = static_cast<double>(taken.world().flows.total(Flow::assembly_minutes) - before.total(Flow::assembly_minutes)) / 60;
    const double given = total(frame[measure_index("unpaid_care_hours")]) + total(frame[measure_index("everyday_help_hours")]) + total(frame[measure_index("volunteer_hours")]) + own + seats;
    CHECK(by_duty == Approx(given));
    CHECK(own > 0);
    CHECK(total(frame[measure_index("given_hours_value")]) == Approx(by_duty * 18.31));
}

TEST_CASE("Latent hours are what people would give and nobody has been promised, somebody who gives more than that has none left") {
    Taken taken;
    World& world = taken.world();
    double giveable = 0;
    double latent = 0;
    for_grown_ups(world, 1, [&](Slot slot) {
        giveable += std::max(world.people.capacity[slot], world.people.committed[slot]) / 60.0;
        latent += std::max(0, world.people.capacity[slot] - world.people.committed[slot]) / 60.0;
    });
    CHECK(taken.look("giveable_hours")[1] == Approx(giveable));
    CHECK(taken.look("latent_hours")[1] == Approx(latent));
    CHECK(taken.look("latent_hours_value")[1] == Approx(latent * 18.31));
    const Slot somebody = first_person(world, [&](Slot slot) { return grown_up(world, slot) && world.people.neighbourhood[slot] == 1 && world.people.capacity[slot] >= world.people.committed[slot] + 60; });
    world.people.committed.edit(somebody) = static_cast<std::uint16_t>(world.people.committed[somebody] + 60);
    CHECK(taken.look("latent_hours")[1] == Approx(latent - 1));
    CHECK(taken.look("giveable_hours")[1] == Approx(giveable));
}

TEST_CASE("Promised and latent hours by population group add up to those of all neighbourhoods") {
    Taken taken;
    const Frame frame = taken.look();
    const auto& latent = frame[measure_index("latent_hours_by_group")];
    const auto& promised = frame[measure_index("promised_hours_by_group")];
    CHECK(latent[group_axis::women] + latent[group_axis::men] == Approx(total(frame[measure_index("latent_hours")])));
    CHECK(latent[group_axis::carers] + latent[group_axis::others] == Approx(total(frame[measure_index("latent_hours")])));
    CHECK(promised[group_axis::women] + promised[group_axis::men] == Approx(total(frame[measure_index("giveable_hours")]) - total(frame[measure_index("latent_hours")])));
    CHECK(promised[group_axis::carers] > 0);
}

TEST_CASE("Who is seen, valued and contributes is counted where they live, people with need apart") {
    Taken taken;
    World& world = taken.world();
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (!world.people.alive(slot)) continue;
        world.people.citizenship.edit(slot) = 0;
        world.people.roles.edit(slot) = 0;
        world.people.committed.edit(slot) = 0;
        world.people.contact.edit(slot) = 0;
        if (world.people.care_file[slot] != nobody) world.care.files.edit(world.people.care_file[slot]).set(mark::noticed, false);
    }
    world.citizenship.standing_ppm = {0, 1'000'000};  // nobody is noticed, and all who give are thanked
    for (const char* state : {"seen_share", "valued_share", "contributing_share", "seen_share_with_need", "valued_share_with_need", "giving_share_with_need"}) {
        INFO(state);
        CHECK(total(taken.look(state)) == 0);
    }
    double grown_ups = 0;
    double with_need = 0;
    for_grown_ups(world, 2, [&](Slot slot) {
        grown_ups += 1;
        with_need += world.people.need[slot] != NeedLevel::none ? 1 : 0;
    });
    CHECK(taken.look("grown_ups_with_need")[2] == with_need);
    const Slot giver = first_person(world, [&](Slot slot) { return grown_up(world, slot) && world.people.neighbourhood[slot] == 2 && world.people.need[slot] != NeedLevel::none && world.people.setting[slot] == Setting::home; });
    world.people.committed.edit(giver) = 13;  // less than an hour a month
    CHECK(taken.look("contributing_share")[2] == 0);
    CHECK(taken.look("valued_share")[2] == 0);
    world.people.committed.edit(giver) = 30;
    CHECK(taken.look("contributing_share")[2] == Approx(1 / grown_ups));
    CHECK(taken.look("giving_share_with_need")[2] == Approx(1 / with_need));
    CHECK(taken.look("valued_share_with_need")[2] == Approx(1 / with_need));
    world.citizenship.standing_ppm = {200'000, 0};  // gave, and nobody thanked them
    world.people.contact.edit(giver) = share_one;
    CHECK(taken.look("valued_share")[2] == 0);
    CHECK(taken.look("seen_share")[2] > 0);
    world.people.roles.edit(giver) = role::assembly;
    CHECK(taken.look("valued_share")[2] == Approx(1 / grown_ups));
}

TEST_CASE("The share of newcomers who were welcomed is of those whose quarter of a year is over") {
    Taken taken;
    taken.world().flows.add(Flow::newcomers_settled, 0, 4);
    taken.world().flows.add(Flow::newcomers_welcomed, 0, 3);
    taken.world().flows.add(Flow::newcomers_settled, 1, 2);
    CHECK(taken.look("newcomers_settled") == std::vector<double>{4, 2, 0});
    CHECK(taken.look("welcomed_share") == std::vector<double>{0.75, 0, 0});
}

TEST_CASE("The condition of green places is shown as a share, as it stands") {
    Taken taken;
    taken.world().citizenship.green_ppm = {250'000, 0, 1'000'000};
    CHECK(taken.look("green_condition") == std::vector<double>{0.25, 0, 1});
}
