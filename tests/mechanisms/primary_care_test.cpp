#include "quiet_town.hpp"

using namespace topsoil;

namespace {

/// People with high need alone have visits, one a week each, and doctors see nobody.
ParameterSet plain(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"primary_care.visits_low", 0}, {"primary_care.visits_medium", 0}, {"primary_care.visits_high", 1}, {"primary_care.visits_after_hospital", 0}, {"primary_care.contacts_everybody", 0.5},
                                               {"primary_care.contacts_low", 0}, {"primary_care.contacts_medium", 0}, {"primary_care.contacts_high", 0}, {"primary_care.professional_notice", 0}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

int with_high_need(const World& world) {
    int count = 0;
    for_each_file(world, [&](FileId, const CareFile& file) { count += world.people.need[file.person] == NeedLevel::high && world.people.setting[file.person] == Setting::home && file.need_minutes() > 0 ? 1 : 0; });
    return count;
}

}  // namespace

TEST_CASE("Where nurses have time for all that is asked, each person with high need is visited once a week", "[primary_care]") {
    QuietTown town({"primary_care"}, plain({{"primary_care.nurses_per_1000", 6}}));
    town.live(all_turns);  // until everybody has been counted
    const std::int64_t before = town.total(Flow::nurse_visits);
    town.live(4);
    REQUIRE(town.total(Flow::nurse_visits) - before == 4 * 1'000 * with_high_need(town.world()));
    REQUIRE(town.total(Flow::nurse_visits_wanted) - before >= 0);
}

TEST_CASE("Where there are no nurses nobody is visited, and what is asked is known all the same", "[primary_care]") {
    QuietTown town({"primary_care"}, plain({{"primary_care.nurses_per_1000", 0}}));
    const std::int64_t before = town.total(Flow::nurse_visits);
    const std::int64_t wanted = town.total(Flow::nurse_visits_wanted);
    town.live(4);
    REQUIRE(town.total(Flow::nurse_visits) == before);
    REQUIRE(town.total(Flow::nurse_visits_wanted) > wanted);
}

TEST_CASE("Nurses make no more visits than they have time for", "[primary_care]") {
    QuietTown town({"primary_care"}, plain({{"primary_care.nurses_per_1000", 0.1}, {"primary_care.visits_per_nurse", 10}}));
    town.live(all_turns);
    const std::int64_t before = town.total(Flow::nurse_visits);
    town.live(1);
    // One visit a week for each thousand people.
    double people = 0;
    for (const Neighbourhood& here : town.world().city->neighbourhoods) people += here.founders;
    REQUIRE(static_cast<double>(town.total(Flow::nurse_visits) - before) == Approx(people).margin(3));
}

TEST_CASE("After a hospital stay nurses come more often, for eight weeks", "[primary_care]") {
    QuietTown town({"primary_care"}, plain({{"primary_care.nurses_per_1000", 6}, {"primary_care.visits_high", 0}, {"primary_care.visits_after_hospital", 3}}));
    World& world = town.world();
    for_each_file(world, [&](FileId id, const CareFile&) { world.care.files.edit(id).hospital_week = -1'000; });
    town.live(all_turns);
    const Slot person = first_person(world, [&](Slot s) { return world.people.need[s] == NeedLevel::medium && world.people.setting[s] == Setting::home; });
    world.care.files.edit(world.people.care_file[person]).hospital_week = static_cast<std::int16_t>(world.week);
    town.live(all_turns);
    std::int64_t before = town.total(Flow::nurse_visits_wanted);
    town.live();
    REQUIRE(town.total(Flow::nurse_visits_wanted) - before == 3'000);
    town.live(all_turns + 1);
    before = town.total(Flow::nurse_visits_wanted);
    town.live();
    REQUIRE(town.total(Flow::nurse_visits_wanted) == before);
}

TEST_CASE("Nurses and doctors notice who lacks help, and nobody where they are assumed to notice nothing", "[primary_care]") {
    const double notice = GENERATE(0.0, 0.3);
    QuietTown town({"primary_care"}, plain({{"primary_care.nurses_per_1000", 6}, {"primary_care.professional_notice", notice}}));
    World& world = town.world();
    int lacking = 0;
    for_each_file(world, [&](FileId id, const CareFile& file) {
        if (world.people.setting[file.person] != Setting::home || file.need_minutes() == 0 || file.stage != Stage::none) return;
        CareFile& record = world.care.files.edit(id);
        record.set(mark::noticed, false);
        record.unmet = 60;
        ++lacking;
    });
    REQUIRE(lacking > 50);
    town.live(all_turns);
    int noticed = 0;
    for_each_file(world, [&](FileId, const CareFile& file) { noticed += file.unmet == 60 && file.stage == Stage::none && file.has(mark::noticed) ? 1 : 0; });
    if (notice == 0) {
        REQUIRE(noticed == 0);
    } else {
        REQUIRE(noticed > 0);
        REQUIRE(noticed < lacking);
    }
}
