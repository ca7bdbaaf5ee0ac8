#include "arranging.hpp"

using namespace topsoil;

namespace {

/// Everybody would have an assistant, a post is filled at once, nobody leaves; an hour costs ten pounds and the package's hours are paid for.
ParameterSet plain(std::initializer_list<std::pair<std::string_view, double>> changes = {}) {
    ParameterSet parameters = parameters_with({{"assistants.willing_younger", 1}, {"assistants.willing_older", 1}, {"assistants.post_fill_rate", 1}, {"assistants.assistant_leave_rate", 0}, {"assistants.payment_rate", 10},
                                               {"assistants.payment_other", 0}, {"assistants.payment_hours", 1}});
    for (const auto& [key, value] : changes) parameters.set(key, value);
    return parameters;
}

struct OnePost {
    QuietTown town;
    Slot employer;
    FileId id;

    explicit OnePost(const ParameterSet& parameters = plain(), Pence money = 100'000'000) : town({"assistants"}, parameters) {
        clear_settings(world());
        fund_only(world(), FundedSetting::direct_payments, money);
        employer = anybody(world(), 40, 60);
        id = let_wait(world(), employer, NeedLevel::high, 600);
    }
    [[nodiscard]] World& world() { return town.world(); }
    [[nodiscard]] const CareFile& file() { return world().care.files[id]; }
    [[nodiscard]] const Assistance& post() { return world().settings.assistants.at(0); }
};

}  // namespace

TEST_CASE("Somebody with a direct payment employs a citizen, and the ten hours that one gives are the ten hours that the other has", "[assistants]") {
    OnePost one;
    one.town.live();
    REQUIRE(one.file().stage == Stage::served);
    REQUIRE(one.file().funding == Funding::personal_assistant);
    REQUIRE(one.file().paid == 0);  // the post was made this week, nobody has come yet
    REQUIRE(one.world().people.committed[one.employer] == running_a_post);
    one.town.live();
    const Slot assistant = one.post().assistant;
    REQUIRE(assistant != nobody);
    REQUIRE(one.file().paid == 600);
    REQUIRE(one.world().people.has(assistant, role::assistant));
    REQUIRE(one.world().people.committed[assistant] >= 600);
    REQUIRE(one.world().people.home[assistant] != one.world().people.home[one.employer]);
    const int age = one.world().people.age(assistant, one.world().week);
    REQUIRE(age >= 18);
    REQUIRE(age <= 66);
}

TEST_CASE("While a post is vacant nobody comes, and the hours are unmet for want of somebody to give them", "[assistants]") {
    OnePost one(plain({{"assistants.post_fill_rate", 0}}));
    one.town.live(5);
    REQUIRE(one.post().assistant == nobody);
    REQUIRE(one.file().paid == 0);
    REQUIRE(one.town.total(Flow::assistant_posts_vacant) == 5);
    QuietTown reckoned(std::move(one.world()), {"reckoning"});
    const std::int64_t before = reckoned.total(Flow::unmet_no_provider);
    World others = reckoned.world().branch();
    others.care.files.edit(one.id).stage = Stage::none;
    others.care.files.edit(one.id).funding = Funding::none;
    QuietTown without(std::move(others), {"reckoning"});
    reckoned.live();
    without.live();
    REQUIRE(reckoned.total(Flow::unmet_no_provider) - before == without.total(Flow::unmet_no_provider) - before + 600);
}

TEST_CASE("An assistant who leaves is free again, and the employer's hours stop until the next is found", "[assistants]") {
    OnePost one;
    one.town.live(2);
    const Slot assistant = one.post().assistant;
    const int promised = one.world().people.committed[assistant];
    one.world().people.setting.edit(assistant) = Setting::hospital;
    const Key first = one.world().people.key[assistant];
    one.town.live();
    // The post was filled again at once, by somebody else.
    REQUIRE(one.post().assistant_key != first);
    REQUIRE_FALSE(one.world().people.has(assistant, role::assistant));
    REQUIRE(one.world().people.committed[assistant] == promised - 600);
}

TEST_CASE("When the employer needs no help any more the assistant is free and the employer has their half hour back", "[assistants]") {
    OnePost one;
    one.town.live(2);
    const Slot assistant = one.post().assistant;
    one.world().care.files.edit(one.id).need = {0, 0, 0};
    one.world().people.need.edit(one.employer) = NeedLevel::none;
    one.town.live();
    REQUIRE(one.world().settings.assistants.empty());
    REQUIRE_FALSE(one.world().people.has(assistant, role::assistant));
    REQUIRE(one.world().people.committed[one.employer] == 0);
}

TEST_CASE("Once a year a post is looked at again: it shrinks to what is lacking without it, and ends where that is less than a fifth", "[assistants]") {
    const bool ends = GENERATE(true, false);
    OnePost one;
    one.town.live(60);
    REQUIRE(one.post().minutes == 600);
    const Slot assistant = one.post().assistant;
    const int promised = one.world().people.committed[assistant];
    one.world().care.files.edit(one.id).need = {300, 0, 0};
    const Slot friendly = anybody(one.world(), 40, 60, {one.employer, assistant});
    start_care_tie(one.world(), one.id, friendly, Tier::kin_near, ends ? 250 : 100, 0);
    one.town.live(52);
    if (ends) {
        REQUIRE(one.world().settings.assistants.empty());
        REQUIRE(one.file().stage == Stage::none);
        REQUIRE(one.file().paid == 0);
        return;
    }
    REQUIRE(one.post().minutes == 200);
    REQUIRE(one.file().paid == 200);
    if (one.post().assistant == assistant) REQUIRE(one.world().people.committed[assistant] == promised - 400);
}

TEST_CASE("No more posts are begun than the money pays for: a hundred pounds a week are ten hours at ten pounds", "[assistants]") {
    const Pence money = GENERATE(9'999, 10'000, 19'999, 20'000);
    OnePost one(plain(), money);
    const Slot second = anybody(one.world(), 40, 60, {one.employer});
    (void)let_wait(one.world(), second, NeedLevel::high, 600, 1);
    one.town.live();
    REQUIRE(one.world().settings.assistants.size() == static_cast<std::size_t>(money / 10'000));
}

TEST_CASE("Where direct payments are spoken for, home-care money set apart pays for the post, and for a broker at 4.79 pounds a week", "[assistants]") {
    // Ten hours at ten pounds and the broker: 104.79 pounds. Whoever lives elsewhere has nothing of it.
    const bool enough = GENERATE(true, false);
    OnePost one(plain(), 0);
    const NeighbourhoodId here = one.world().people.neighbourhood[one.employer];
    one.world().commissioned.budget_money.assign(one.world().city->neighbourhoods.size(), 0);
    one.world().commissioned.budget_money[here] = enough ? 10'479 : 10'478;
    one.town.live();
    REQUIRE(one.world().settings.assistants.size() == (enough ? 1 : 0));
    if (!enough) return;
    REQUIRE(one.post().funding == Funding::personal_budget);
    REQUIRE(one.file().funding == Funding::personal_budget);
    // The same rule as with a direct payment: somebody is found, and the money is spoken for.
    one.town.live();
    REQUIRE(one.post().assistant != nobody);
    REQUIRE(one.file().paid == 600);
    const Slot second = anybody(one.world(), 40, 60, {one.employer, one.post().assistant});
    (void)let_wait(one.world(), second, NeedLevel::high, 600, 1);
    one.town.live();
    REQUIRE(one.world().settings.assistants.size() == 1);
}

TEST_CASE("Direct payments are used before home-care money is", "[assistants]") {
    OnePost one(plain(), 10'000);
    one.world().commissioned.budget_money.assign(one.world().city->neighbourhoods.size(), 100'000);
    one.town.live();
    REQUIRE(one.post().funding == Funding::personal_assistant);
}

TEST_CASE("Where nobody would have a direct payment nobody employs anybody", "[assistants]") {
    OnePost one(plain({{"assistants.willing_younger", 0}, {"assistants.willing_older", 0}}));
    one.town.live(12);
    REQUIRE(one.world().settings.assistants.empty());
    REQUIRE(one.file().stage == Stage::waiting_start);
}

TEST_CASE("Assistants leave at their rate", "[assistants]") {
    SmallTown past("tendered", 1, parameters_with({{"assistants.first_posts_vacant", 0}}));
    QuietTown town(past.world().branch(), {"assistants"}, plain({{"assistants.assistant_leave_rate", 0.6}, {"assistants.willing_younger", 0}, {"assistants.willing_older", 0}}));
    Expected expected;
    int left = 0;
    for (int week = 0; week < 520; ++week) {
        std::map<Key, Key> before;
        for (const Assistance& post : town.world().settings.assistants) {
            if (post.assistant == nobody) continue;
            expected.add(weekly_chance(0.6));
            before[post.key] = post.assistant_key;
        }
        town.live();
        for (const Assistance& post : town.world().settings.assistants) left += before.contains(post.key) && before[post.key] != post.assistant_key ? 1 : 0;
    }
    // Now and then the post goes back to whoever left it: chance is thrown anew.
    REQUIRE(left > expected.mean - 5 * std::sqrt(expected.variance));
    REQUIRE(left < expected.mean + 5 * std::sqrt(expected.variance));
}
