// Stories that ship can be told; one with a fault says where it is. Sentences about a person say what their state says.
#include "viz/model/story.hpp"

#include <fstream>

#include "catch.hpp"
#include "io/journal.hpp"
#include "io/temporary_folder.hpp"
#include "viz/model/page.hpp"
#include "viz/model/person_words.hpp"
#include "viz/model/room_levers.hpp"

using namespace topsoil;
using namespace topsoil::viz;

namespace {

std::string complaint(const std::string& text) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "story.toml";
    std::ofstream(file) << text;
    try {
        (void)read_story(file.string(), load_scenario("small-town"));
    } catch (const InputError& error) {
        return error.what();
    }
    return "nothing";
}

bool says(const std::vector<std::string>& lines, const std::string& part) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("Every story that ships can be told with its scenario, and its title takes no side") {
    const auto names = shipped_stories();
    REQUIRE(names.size() >= 3);
    for (const std::string& name : names) {
        INFO(name);
        const Story story = read_story(name, live_scenario(scenario_of_story(name), {}));
        CHECK(story.steps.size() >= 3);
        for (const char* word : {"grenade", "garden", "tender", "better", "works"}) CHECK(story.title.find(word) == std::string::npos);
        for (const StoryStep& step : story.steps) {
            CHECK_FALSE(step.text.empty());
            for (const std::string* text : {&step.text, &step.answer}) {
                for (const char* word : {"proves", "shows that", "better", "worse"}) CHECK(text->find(word) == std::string::npos);
            }
        }
    }
}

TEST_CASE("A story with a fault says where it is and what to do") {
    const std::string head = "title = \"t\"\nscenario = \"small-town\"\n";
    CHECK(complaint(head).find("a story has steps") != std::string::npos);
    CHECK(complaint(head + "[[steps]]\ntext = \"x\"\nmeasure = \"unmet_hour\"\n").find("unmet_hours") != std::string::npos);
    CHECK(complaint(head + "[[steps]]\ntext = \"x\"\nneighbourhood = \"T9\"\n").find("no neighbourhood") != std::string::npos);
    CHECK(complaint(head + "[[steps]]\ntext = \"x\"\nquestion = \"q\"\nchoices = [\"one\"]\n").find("two to nine choices") != std::string::npos);
    CHECK(complaint(head + "[[steps]]\ntext = \"x\"\nquestion = \"q\"\n").find("a week and a measure") != std::string::npos);
    CHECK(complaint(head + "[[steps]]\ntext = \"x\"\nweek = 7\n").find("recorded week") != std::string::npos);
    CHECK(complaint(head + "[[steps]]\ntext = \"x\"\n[[steps.actions]]\nweek = 3\nworld = \"A\"\nregime = \"gardening\"\n").find("recorded week") != std::string::npos);
    CHECK(complaint(head + "[[steps]]\ntext = \"x\"\ncolour = 3\n").find("colour") != std::string::npos);
    CHECK_THROWS_AS(scenario_of_story("no-such-story"), InputError);
}

TEST_CASE("Somebody's life is told as their state has it, and nothing else") {
    LivePerson joan;
    joan.key = 7;
    joan.where = LivePerson::Where::home;
    joan.age = 83;
    joan.woman = true;
    joan.need = 9;
    joan.unmet = 2.5;
    joan.provider = "Local team 12";
    joan.agreed = 6;
    joan.delivered = 5;
    joan.workers_met = 2;
    joan.cared_by = {{1, 5, 1.5}};
    joan.reasons = {{0, 1.0}};
    const auto lines = life_now(joan);
    CHECK(says(lines, "Lives at home, alone."));
    CHECK(says(lines, "Needs 9 hours"));
    CHECK(says(lines, "A neighbour gives 1.5 hours a week."));
    CHECK(says(lines, "6 hours agreed, 5 hours came this week, from Local team 12"));
    CHECK(says(lines, "two different care workers"));
    CHECK(says(lines, "because a visit was missed"));
    CHECK_FALSE(says(lines, "lonely"));
    CHECK(heading_of(joan).find(", 83") != std::string::npos);
    CHECK(life_now(LivePerson{}).size() == 1);
}

TEST_CASE("What changed in a life is told in the week in which it changed, in its own world") {
    LifeStory story;
    LivePerson before;
    before.where = LivePerson::Where::home;
    LivePerson after = before;
    after.provider = "City firm 2";
    after.agreed = 7;
    LivePerson away = after;
    away.where = LivePerson::Where::care_home;
    story.weeks = {0, 4, 8};
    story.states[0] = {before, before, before};
    story.states[1] = {before, after, away};
    CHECK(life_events(story, 0).empty());
    const auto events = life_events(story, 1);
    REQUIRE(events.size() == 2);
    CHECK(events[0].week == 4);
    CHECK(events[0].text == "home care began, 7 hours a week from City firm 2");
    CHECK(events[1].text == "moved into a care home");
}

TEST_CASE("A page of HTML needs nothing beside it and lets no text through as markup") {
    CHECK(html_safe("<b> & \"c\"") == "&lt;b&gt; &amp; &quot;c&quot;");
    CHECK(base64({'M', 'a', 'n'}) == "TWFu");
    CHECK(base64({'M', 'a'}) == "TWE=");
    CHECK(base64({}).empty());
}

TEST_CASE("Each lever of the room has a question, a bill, a source and a grade, and its value in words") {
    for (const RoomLever& lever : room_levers()) {
        CHECK(std::string(lever.question).ends_with("?"));
        CHECK_FALSE(std::string(lever.source).empty());
        CHECK_FALSE(std::string(lever.grade).empty());
    }
    CHECK(lever_value_text(Lever::pay_basis, 0.35) == "35 % of travel time");
    CHECK(lever_value_text(Lever::contract_term_weeks, 156) == "3 years");
    CHECK(lever_value_text(Lever::contract_term_weeks, 0) == "never competed for");
    CHECK(lever_value_text(Lever::client_transfer, 2) == "Choose");
}
