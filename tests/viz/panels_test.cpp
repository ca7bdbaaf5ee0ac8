// What a hand and a keyboard do to the viewer, without a window.
#include "viz/dry_screen.hpp"
#include "viz/model/quantities.hpp"
#include "viz/model/reveal.hpp"

using namespace topsoil;
using namespace topsoil::viz;

namespace {

/// A page that asks the room in week 16.
StoryStep asking(const char* question) {
    StoryStep step;
    step.text = "It goes on.";
    step.week = 16;
    step.question = question;
    return step;
}

Story story_of(std::vector<StoryStep> steps) {
    Story story;
    story.title = "A question";
    story.steps = std::move(steps);
    return story;
}

}  // namespace

TEST_CASE("Everything that can be clicked is on the screen, in either layout, in a large and in a small window") {
    DryScreen screen;
    for (const ImVec2 size : {ImVec2{1920, 1080}, ImVec2{1280, 720}, ImVec2{3840, 2160}}) {
        screen.size = size;
        for (int layout = 0; layout < 2; ++layout) {
            screen.type('r');
            screen.draw(2);
            for (const char* item : {"play", "step", "undo", "redo", "time", "measure", "map A", "map B", "map difference"}) {
                INFO(item << " at " << size.x << "x" << size.y);
                REQUIRE(screen.has(item));
                const Area area = screen.app->items.at(item);
                CHECK(area.low.x >= 0);
                CHECK(area.low.y >= 0);
                CHECK(area.high.x <= size.x + 1);
                CHECK(area.high.y <= size.y + 1);
                CHECK(area.width() > 4);
            }
        }
    }
}

TEST_CASE("Space plays and pauses, and a step is four weeks") {
    DryScreen screen;
    screen.press(Key::full_stop);
    CHECK(screen.session().latest()->week == 12);
    screen.click("step");
    CHECK(screen.session().latest()->week == 16);
    screen.press(Key::space);
    CHECK(screen.session().latest()->playing);
    screen.press(Key::space);
    CHECK_FALSE(screen.session().latest()->playing);
}

TEST_CASE("A neighbourhood that is clicked is looked at closely") {
    DryScreen screen;
    const Area map = screen.app->items.at("map A");
    screen.click_at({(map.low.x + map.high.x) / 2, (map.low.y + map.high.y) / 2});
    CHECK(screen.app->view.selected >= 0);
    CHECK(screen.app->view.side == Side::neighbourhood);
    CHECK(screen.app->view.active_world == 0);
    CHECK(screen.has("hand over A"));
    CHECK(screen.has("network"));
    screen.press(Key::escape);
    CHECK(screen.app->view.selected == -1);
}

TEST_CASE("G hands the chosen neighbourhood over and back, Ctrl+Z takes it back, Ctrl+Y makes it again") {
    DryScreen screen;
    screen.press(Key::tab);
    REQUIRE(screen.app->view.active_world == 0);
    screen.type('n');
    REQUIRE(screen.app->view.selected == 0);
    CHECK(screen.app->regime_at(0, 0) == 0);
    screen.type('g');
    CHECK(screen.session().latest()->actions.size() == 1);
    CHECK(screen.app->regime_at(0, 0) == 1);
    CHECK(screen.app->regime_at(0, 1) == 0);
    screen.type('g');
    CHECK(screen.app->regime_at(0, 0) == 0);
    screen.type('z', true);
    CHECK(screen.app->regime_at(0, 0) == 1);
    screen.type('z', true);
    CHECK(screen.app->regime_at(0, 0) == 0);
    CHECK_FALSE(screen.session().latest()->can_undo);
    screen.type('y', true);
    CHECK(screen.app->regime_at(0, 0) == 1);
    screen.press(Key::full_stop);
    CHECK(screen.session().latest()->frames.back()->world[0]->regime_of[0] == 1);
}

TEST_CASE("A stroke of the brush is one decision over all that it touched") {
    DryScreen screen;
    screen.type('p');
    REQUIRE(screen.app->view.painting);
    const Area map = screen.app->items.at("map A");
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {(map.low.x + map.high.x) / 2, map.low.y + 40};
    screen.draw(2);
    io.MouseDown[0] = true;
    for (float y = map.low.y + 40; y < map.high.y - 40; y += 6) {
        io.MousePos.y = y;
        screen.draw();
    }
    io.MouseDown[0] = false;
    screen.draw(2);
    screen.session().settle();
    const auto actions = screen.session().latest()->actions;
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].neighbourhoods.size() >= 2);
    CHECK(actions[0].world == 0);
}

TEST_CASE("H chooses to whom neighbourhoods are handed, and three regimes can live side by side in one world") {
    DryScreen screen;
    screen.press(Key::tab);
    REQUIRE(screen.app->view.active_world == 0);
    CHECK(screen.app->other_regime(0) == 1);
    screen.type('n');
    screen.type('g');
    screen.type('h');
    CHECK(screen.app->other_regime(0) == 2);
    screen.type('n');
    screen.type('g');
    screen.press(Key::full_stop);
    CHECK(screen.session().latest()->stage == Stage::living);
    CHECK(screen.session().latest()->frames.back()->world[0]->regime_of == std::vector<std::uint8_t>{1, 2, 0});
    screen.type('h');
    CHECK(screen.app->other_regime(0) == 1);  // its own regime is passed over
    CHECK(screen.has("regime") == false);     // the chooser stands beside the levers
    screen.press(Key::escape);
    CHECK(screen.has("regime"));
}

TEST_CASE("The line between two worlds on one map is dragged, and each side is its own world") {
    DryScreen screen;
    screen.type('w');
    screen.draw(2);
    REQUIRE(screen.has("map divided"));
    CHECK_FALSE(screen.has("map A"));
    const Area map = screen.app->items.at("map divided");
    const float middle = (map.low.y + map.high.y) / 2;
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {(map.low.x + map.high.x) / 2, middle};
    screen.draw(2);
    io.MouseDown[0] = true;
    screen.draw(2);
    io.MousePos.x = map.low.x + map.width() * 0.8F;
    screen.draw(2);
    io.MouseDown[0] = false;
    screen.draw(2);
    CHECK(screen.app->view.divider == Approx(0.8).margin(0.01));
    CHECK(screen.app->view.selected == -1);  // a drag is no click
    screen.click_at({map.low.x + map.width() * 0.5F, middle});
    CHECK(screen.app->view.active_world == 0);
    screen.press(Key::comma);
    CHECK(screen.app->view.divider == Approx(0.7).margin(0.01));
    for (int i = 0; i < 9; ++i) screen.press(Key::comma);
    CHECK(screen.app->view.divider == 0);
    screen.click_at({map.low.x + map.width() * 0.4F, middle});
    CHECK(screen.app->view.active_world == 1);
}

TEST_CASE("A map that is dragged stays unchosen") {
    DryScreen screen;
    for (int i = 0; i < 4; ++i) screen.press(Key::plus);
    const Area map = screen.app->items.at("map A");
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {(map.low.x + map.high.x) / 2, (map.low.y + map.high.y) / 2};
    screen.draw(2);
    io.MouseDown[0] = true;
    screen.draw(2);
    io.MousePos.x += 40;
    screen.draw(2);
    io.MouseDown[0] = false;
    screen.draw(2);
    CHECK(screen.app->view.selected == -1);
}

TEST_CASE("The past can be looked at and gone on from, and what came later is dropped") {
    DryScreen screen(24);
    screen.press(Key::left);
    screen.press(Key::left);
    REQUIRE(screen.app->view.past_week);
    CHECK(*screen.app->view.past_week == 16);
    CHECK(screen.app->shown()->week == 16);
    screen.type('n');
    screen.type('g');
    CHECK(screen.session().latest()->actions.empty());  // nobody decides in the past
    screen.type('f');
    CHECK_FALSE(screen.app->view.past_week);
    CHECK(screen.session().latest()->week == 16);
}

TEST_CASE("The line of time shows the week under the hand") {
    DryScreen screen(24);
    const Area time = screen.app->items.at("time");
    screen.click_at({time.low.x + time.width() * 0.3F, time.low.y + 8});
    CHECK(screen.app->view.past_week);
    screen.press(Key::end);
    CHECK_FALSE(screen.app->view.past_week);
}

TEST_CASE("A preset puts the whole city of the chosen world under another regime") {
    DryScreen screen;
    screen.press(Key::digit, '3');
    REQUIRE(screen.session().latest()->actions.size() == 1);
    CHECK(screen.session().latest()->actions[0].regime == "pooled-lot");
    CHECK(screen.app->regime_at(1, 0) == 2);
    screen.press(Key::digit, '9');
    CHECK(screen.session().latest()->actions.size() == 1);
}

TEST_CASE("A neighbourhood is found by a part of its name") {
    DryScreen screen;
    screen.press(Key::slash);
    REQUIRE(screen.app->view.finding);
    for (const char letter : {'m', 'e', 'a', 'd'}) {
        ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(letter));
        screen.draw();
    }
    screen.draw();
    CHECK(screen.has("found Long Meadow"));
    CHECK_FALSE(screen.has("found Millgate"));
    screen.press(Key::enter);
    CHECK_FALSE(screen.app->view.finding);
    CHECK(screen.app->view.selected == 2);
}

TEST_CASE("The page of keys, and the name that is looked for, lie over everything else while they are open") {
    DryScreen screen;
    const auto in_front = [] { return std::string(ImGui::GetDrawData()->CmdLists[ImGui::GetDrawData()->CmdListsCount - 1]->_OwnerName); };
    const std::string before = in_front();
    screen.press(Key::f1);
    CHECK(in_front().starts_with("help"));
    screen.press(Key::escape);
    CHECK(in_front() == before);
    screen.press(Key::slash);
    CHECK(in_front().starts_with("find"));
    screen.press(Key::escape);
    CHECK(in_front() == before);
}

TEST_CASE("A number is never broken at the end of a line") {
    DryScreen screen;
    float wide = 0, narrow = 0;
    ImGui::NewFrame();
    ImGui::Begin("page");
    ImGui::PushFont(screen.app->fonts.body);
    const float word = ImGui::CalcTextSize("12,000").x;
    for (const bool fits : {true, false}) {
        ImGui::BeginChild(fits ? "wide" : "narrow", {fits ? word * 3 : word * 1.2F, 200});
        paragraph("cost 12,000");
        (fits ? wide : narrow) = ImGui::GetItemRectSize().y;
        if (!fits) CHECK(ImGui::GetItemRectSize().x >= word);
        ImGui::EndChild();
    }
    ImGui::PopFont();
    ImGui::End();
    ImGui::Render();
    CHECK(narrow == Approx(2 * wide).epsilon(0.2));
}

TEST_CASE("Typing a name plays nothing and hands nothing over") {
    DryScreen screen;
    screen.press(Key::slash);
    screen.type('g');
    screen.press(Key::space);
    CHECK(screen.session().latest()->actions.empty());
    CHECK_FALSE(screen.session().latest()->playing);
}

TEST_CASE("A neighbourhood is walked street by street, round to the first again") {
    DryScreen screen;
    screen.type('t');
    CHECK(screen.app->view.side == Side::levers);  // no neighbourhood is chosen
    screen.type('n');
    screen.click("streets");
    screen.draw(2);
    CHECK(screen.app->view.side == Side::street);
    REQUIRE(screen.has("street"));
    REQUIRE(screen.app->now->street[1]);
    const int count = screen.app->now->street[0]->count;
    REQUIRE(count > 1);
    screen.type('t');
    CHECK(screen.app->now->street[0]->index == 1);
    screen.click("street before");
    screen.click("street before");
    CHECK(screen.app->now->street[0]->index == count - 1);
    screen.type('t');
    CHECK(screen.app->view.street == 0);
    screen.type('n');
    CHECK(screen.app->view.side == Side::neighbourhood);
    screen.type('t');
    CHECK(screen.app->now->street[0]->neighbourhood == 1);
}

TEST_CASE("A person can be followed from the drawing of their neighbourhood, in both worlds") {
    DryScreen screen(12);
    screen.type('n');
    REQUIRE(screen.has("person 0"));
    screen.app->follow(screen.app->now->close[0]->to_meet.front());
    screen.session().settle();
    screen.draw(2);
    CHECK(screen.app->view.side == Side::person);
    REQUIRE(screen.app->now->story);
    CHECK(screen.app->now->story->weeks.back() == 12);
    screen.click("back");
    CHECK(screen.app->view.side == Side::neighbourhood);
}

TEST_CASE("A lever that is moved becomes a decision in the world that is chosen when it is let go") {
    DryScreen screen;
    REQUIRE(screen.has("lever pay_basis"));
    const Area slider = screen.app->items.at("lever pay_basis");
    screen.click_at({slider.low.x + slider.width() * 0.5F, (slider.low.y + slider.high.y) / 2});
    const auto actions = screen.session().latest()->actions;
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].world == 1);
    REQUIRE(actions[0].levers.size() == 1);
    CHECK(actions[0].levers[0].first == Lever::pay_basis);
    CHECK(actions[0].levers[0].second == Approx(0.5).margin(0.06));
    CHECK(screen.app->lever_now(1, Lever::pay_basis) == actions[0].levers[0].second);
}

TEST_CASE("Before the worlds part the viewer shows the city being lived in and takes no decision") {
    DryScreen screen(-1);
    screen.draw(3);
    screen.app->hand_over(0, {0});
    screen.draw();
    CHECK((screen.session().latest()->actions.empty() || screen.session().latest()->stage == Stage::living));
    REQUIRE(screen.session().wait_for(0));
    screen.draw(2);
    CHECK(screen.has("map A"));
}

TEST_CASE("A story hides what came of it until the room has been asked") {
    DryScreen screen;
    StoryStep first;
    first.text = "It begins.";
    StoryStep second = asking("More or less?");
    second.choices = {"more", "less"};
    second.answer = "See.";
    const Story story = story_of({first, second});
    begin_story(*screen.app, story);
    screen.draw(2);
    CHECK(screen.has("story on"));
    screen.type('j');
    CHECK(screen.session().latest()->week == 16);
    CHECK(screen.app->telling->curtain());
    screen.press(Key::digit, '2');
    CHECK(screen.app->telling->predictions[1] == 1);
    CHECK(screen.session().latest()->actions.empty());
    screen.type('j');
    CHECK_FALSE(screen.app->telling->curtain());
    CHECK(screen.app->telling->step == 1);
    screen.type('j');
    CHECK(screen.app->telling->step == 1);  // the last page stays
    screen.type('j', false, true);
    CHECK(screen.app->telling->step == 0);
}

TEST_CASE("What came of a question is read from the histories that were lived") {
    DryScreen screen;
    StoryStep step = asking("Where does more home care arrive?");
    step.measure = "home_care_hours";
    const Story story = story_of({step});
    begin_story(*screen.app, story);
    REQUIRE(screen.session().wait_for(16));
    screen.draw(2);
    CHECK(screen.has("choice 3"));
    CHECK_FALSE(screen.has("choice 4"));
    const auto reveal = reveal_of(screen.app->now->frames, step, screen.app->place(), 52, nullptr);
    REQUIRE(reveal);
    const std::size_t m = measure_called("home_care_hours");
    double difference = 0;
    for (const auto& frame : screen.app->now->frames) {
        if (frame->week > 0) difference += (city_value(*frame, 1, m) - city_value(*frame, 0, m)) / 4;
    }
    CHECK(reveal->found.difference == Approx(difference));
    CHECK(reveal->found.weeks == 16);
    CHECK(reveal->text.find("One history") != std::string::npos);
    CHECK((reveal->answer == Answer::by_chance) == reveal->found.by_chance());
    CHECK_FALSE(reveal_of(screen.app->now->frames, [&] { StoryStep later = step; later.week = 400; return later; }(), screen.app->place(), 52, nullptr));
}

TEST_CASE("In either palette text can be read: ink, grey text and both worlds' colours") {
    DryScreen screen;
    const auto colour = [](ImU32 packed) { return Colour{static_cast<std::uint8_t>(packed), static_cast<std::uint8_t>(packed >> 8), static_cast<std::uint8_t>(packed >> 16)}; };
    for (int i = 0; i < 2; ++i) {
        screen.type('v');
        const Palette& p = palette(*screen.app);
        for (const ImU32 back : {p.paper, p.panel}) {
            CHECK(contrast(colour(p.ink), colour(back)) > 12);
            CHECK(contrast(colour(p.muted), colour(back)) > 4.5);
            for (std::size_t w = 0; w < live_worlds; ++w) CHECK(contrast(world_colour(w), colour(back)) > 4.2);
        }
    }
}

TEST_CASE("A text that is too long is cut between letters") {
    DryScreen screen;
    ImFont* font = screen.app->fonts.body;
    const std::string name = "Ämter für Größeres";
    for (float width = 20; width < 200; width += 3) {
        const std::string cut = fitted(font, name, width);
        CHECK((static_cast<unsigned char>(cut[0]) & 0xC0) != 0x80);
        for (std::size_t i = 0; i + 1 < cut.size(); ++i) {
            const auto c = static_cast<unsigned char>(cut[i]);
            if (c >= 0xC0) CHECK((static_cast<unsigned char>(cut[i + 1]) & 0xC0) == 0x80);
        }
    }
}
