#include "quiet_town.hpp"
#include "state/lonely.hpp"

using namespace topsoil;

namespace {

/// Log odds of being often lonely (submodels sheet 11), from the state of the world.
double log_odds(const World& world, const ParameterSet& p, Slot slot) {
    double logit = p.get("wellbeing.lonely_base") - p.get("wellbeing.lonely_contact") * (as_share(world.people.contact[slot]) * 16 - 2);
    if (world.people.need[slot] != NeedLevel::none) {
        const CareFile& file = world.care.files[world.people.care_file[slot]];
        logit += p.get("wellbeing.lonely_need") + p.get("wellbeing.lonely_unmet") * file.unmet / std::max(1, file.need_minutes());
    }
    if (world.homes.count[world.people.home[slot]] == 1) logit += p.get("wellbeing.lonely_alone");
    return logit - p.get("wellbeing.lonely_group") * std::min<int>(3, world.people.memberships[slot]);
}

std::size_t pages_of_ties(const World& world) {
    std::size_t used = 0;
    for_everybody(world, [&](Slot slot) {
        for (std::uint32_t page = world.people.tie_page[slot]; page != nobody; page = world.ties.pages[page].next) ++used;
    });
    return used;
}

const double step = 1.0 / 64;  // of the table of the logistic function, in log odds

}  // namespace

TEST_CASE("In the first week everybody is as lonely as need, company, home and groups imply", "[wellbeing]") {
    const ParameterSet parameters;
    SmallTown town;
    const World& world = town.world();
    int alone = 0;
    for_everybody(world, [&](Slot slot) {
        const double expected = logistic(log_odds(world, parameters, slot));
        REQUIRE(std::abs(as_share(world.people.loneliness[slot]) - expected) < 0.25 * step + 1e-4);
        alone += world.homes.count[world.people.home[slot]] == 1 ? 1 : 0;
    });
    REQUIRE(alone > 100);
}

TEST_CASE("Neighbours on the two streets in five that write to each other meet three times in ten more, others as often as ever", "[wellbeing]") {
    const auto contacts = [](double share, double more) {
        SmallTown town("tendered", 1, parameters_with({{"wellbeing.street_messages_share", share}, {"wellbeing.street_messages", more}, {"wellbeing.contact_kin", 0}, {"wellbeing.contact_friend", 0}}));
        std::map<Key, int> by_key;  // of people whom their neighbours keep below sixteen a week
        for_everybody(town.world(), [&](Slot slot) {
            if (town.world().people.contact[slot] > 100 && town.world().people.contact[slot] < share_one / 2) by_key[town.world().people.key[slot]] = town.world().people.contact[slot];
        });
        return by_key;
    };
    const auto quiet = contacts(0.4, 1), usual = contacts(0.4, 1.3), nowhere = contacts(0, 1.3);
    REQUIRE(quiet == nowhere);
    double more = 0, same = 0;  // a few were helped by others, whom they count on more from then on
    for (const auto& [key, before] : quiet) {
        const auto now = usual.find(key);
        if (now == usual.end()) continue;
        more += now->second == Approx(1.3 * before).epsilon(0.02) ? 1 : 0;
        same += now->second == Approx(before).epsilon(0.02) ? 1 : 0;
    }
    const double all = static_cast<double>(quiet.size());
    REQUIRE(more / all == Approx(0.4).margin(0.08));
    REQUIRE((more + same) / all > 0.97);
}

TEST_CASE("Where nothing matters to loneliness all are as lonely as the base says", "[wellbeing]") {
    const ParameterSet flat = parameters_with({{"wellbeing.lonely_base", -3}, {"wellbeing.lonely_need", 0}, {"wellbeing.lonely_unmet", 0}, {"wellbeing.lonely_alone", 0}, {"wellbeing.lonely_contact", 0}, {"wellbeing.lonely_group", 0}});
    QuietTown town({"wellbeing"}, flat);
    town.live(120);
    for_everybody(town.world(), [&](Slot slot) { REQUIRE(as_share(town.world().people.loneliness[slot]) == Approx(logistic(-3)).margin(0.0002)); });
}

TEST_CASE("Loneliness goes half of the way in two months", "[wellbeing]") {
    const ParameterSet parameters = parameters_with({{"wellbeing.acquaint_chance", 0}});
    QuietTown town({"wellbeing"}, parameters);
    World& world = town.world();
    for_everybody(world, [&](Slot slot) { world.people.loneliness.edit(slot) = 40'000; });
    town.live(all_turns);
    for_everybody(world, [&](Slot slot) {
        const double target = logistic(log_odds(world, parameters, slot));
        const double expected = 0.5 * 40'000 / 65'535 + 0.5 * target;
        REQUIRE(as_share(world.people.loneliness[slot]) == Approx(expected).margin(0.02));
    });
}

TEST_CASE("As many people are often lonely as the mean of loneliness says", "[wellbeing]") {
    const World world = settled_world();
    Expected expected;
    double lonely = 0;
    for_everybody(world, [&](Slot slot) {
        expected.add(as_share(world.people.loneliness[slot]));
        lonely += often_lonely(world.people.loneliness[slot], world.people.key[slot]) ? 1 : 0;
    });
    require_count(lonely, expected);
}

TEST_CASE("Somebody lonelier for one reason is lonelier: need, unmet need, living alone", "[wellbeing]") {
    const std::string reason = GENERATE("lonely_need", "lonely_unmet", "lonely_alone");
    const auto mean_of_those_touched = [&](double weight) {
        ParameterSet parameters = parameters_with({{"wellbeing.acquaint_chance", 0}});
        parameters.set("wellbeing." + reason, weight);
        QuietTown town({"wellbeing"}, parameters);
        town.live(52);
        const World& world = town.world();
        double sum = 0;
        int people = 0;
        for_everybody(world, [&](Slot slot) {
            const bool needs = world.people.need[slot] != NeedLevel::none;
            const bool touched = reason == "lonely_alone" ? world.homes.count[world.people.home[slot]] == 1 : (needs && (reason == "lonely_need" || world.care.files[world.people.care_file[slot]].unmet > 60));
            if (!touched) return;
            ++people;
            sum += as_share(world.people.loneliness[slot]);
        });
        REQUIRE(people > 20);
        return sum / people;
    };
    REQUIRE(mean_of_those_touched(1.5) > mean_of_those_touched(0));
}

TEST_CASE("Belonging fades half the way to its usual level in half a year", "[wellbeing]") {
    QuietTown town({"wellbeing"}, parameters_with({{"wellbeing.belonging_usual", 0.5}, {"wellbeing.belonging_group", 0}}));
    World& world = town.world();
    for_everybody(world, [&](Slot slot) { world.people.belonging.edit(slot) = slot % 2 == 0 ? 65'535 : 0; });
    town.live(104);
    const double left = std::pow(0.5, 104.0 / 26);
    for_everybody(world, [&](Slot slot) { REQUIRE(as_share(world.people.belonging[slot]) == Approx(0.5 + (slot % 2 == 0 ? 0.5 : -0.5) * left).margin(0.002)); });
}

TEST_CASE("Where nobody gets to know a neighbour no ties are made", "[wellbeing]") {
    const double chance = GENERATE(0.0, 1e-11);  // the second is too small to tell from none
    QuietTown town({"wellbeing"}, parameters_with({{"wellbeing.acquaint_chance", chance}}));
    for_everybody(town.world(), [&](Slot slot) { town.world().people.contact.edit(slot) = 1; });
    const std::size_t before = pages_of_ties(town.world());
    town.live(2 * all_turns);
    REQUIRE(pages_of_ties(town.world()) == before);
}

TEST_CASE("People with few contacts get to know a grown-up next door or of their age, and both count on the other", "[wellbeing]") {
    const double close = GENERATE(0.0, 1.0);
    QuietTown town({"wellbeing"}, parameters_with({{"wellbeing.acquaint_chance", 1}, {"wellbeing.few_contacts", 1}, {"wellbeing.acquaint_close", close}}));
    World& world = town.world();
    // Nobody has kept up with anybody: all ties of the founders have ended.
    for (std::size_t page = 0; page < world.ties.level.pages(); ++page) {
        for (std::uint32_t arc = 0; arc < world.ties.level.page_length(page); ++arc) world.ties.level.write(page)[arc] = 0;
    }
    for_everybody(world, [&](Slot slot) {
        world.people.contact.edit(slot) = 1;
        world.people.tie_page.edit(slot) = nobody;
    });
    town.live(all_turns);
    int met = 0;
    for_everybody(world, [&](Slot slot) {
        for_each_tie(*world.city, world.ties, world.people, slot, [&](const TieView& tie) {
            ++met;
            REQUIRE(world.people.age(slot, 0) >= 15);
            REQUIRE(world.people.age(tie.target, 0) >= 15);
            const HomeId here = world.people.home[slot];
            const HomeId there = world.people.home[tie.target];
            REQUIRE(here != there);
            if (tie.kind == TieKind::neighbour) {
                REQUIRE((here + 1 == there || there + 1 == here));
                REQUIRE(world.city->home_street[here] == world.city->home_street[there]);
            } else {
                REQUIRE(tie.kind == (close > 0 ? TieKind::close_friend : TieKind::friend_));
                REQUIRE(world.people.neighbourhood[slot] == world.people.neighbourhood[tie.target]);
                REQUIRE(std::abs(world.people.age(slot, world.week) - world.people.age(tie.target, world.week)) <= 9);
            }
            bool mutual = false;
            for_each_tie(*world.city, world.ties, world.people, tie.target, [&](const TieView& back) { mutual = mutual || back.target == slot; });
            REQUIRE(mutual);
        });
    });
    REQUIRE(met > 300);
}

TEST_CASE("Members of groups come to belong more than others, by as much as their groups sustain", "[wellbeing]") {
    QuietTown town({"wellbeing"}, parameters_with({{"wellbeing.belonging_usual", 0.5}, {"wellbeing.belonging_group", 0.1}}));
    const World& world = town.world();
    town.live(400);
    int members = 0;
    for_everybody(world, [&](Slot slot) {
        const int groups = std::min<int>(3, world.people.memberships[slot]);
        members += groups > 0 ? 1 : 0;
        REQUIRE(as_share(world.people.belonging[slot]) == Approx(0.5 + 0.1 * groups).margin(0.002));
    });
    REQUIRE(members > 100);
}
