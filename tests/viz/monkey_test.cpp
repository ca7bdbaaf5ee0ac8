// Ten thousand things that nobody would do on purpose.
#include <random>

#include "viz/dry_screen.hpp"

using namespace topsoil;
using namespace topsoil::viz;

namespace {

constexpr int inputs = 10'000;

KeyPress any_key(std::mt19937& luck) {
    KeyPress press;
    press.key = static_cast<Key>(luck() % (static_cast<unsigned>(Key::digit) + 1));
    if (press.key == Key::letter) press.character = static_cast<char>('a' + luck() % 26);
    if (press.key == Key::digit) press.character = static_cast<char>('0' + luck() % 10);
    press.control = luck() % 8 == 0;
    press.shift = luck() % 4 == 0;
    return press;
}

}  // namespace

TEST_CASE("A monkey at the keyboard and the mouse breaks nothing, and its journal is lived again to the bit") {
    DryScreen screen(4);
    std::mt19937 luck(20260423);
    ImGuiIO& io = ImGui::GetIO();
    for (int i = 0; i < inputs; ++i) {
        switch (luck() % 10) {
            case 0: case 1: case 2: screen.app->press(any_key(luck)); break;
            case 3: case 4: io.MousePos = {static_cast<float>(luck() % 1700) - 50, static_cast<float>(luck() % 1000) - 50}; break;
            case 5: io.MouseDown[0] = !io.MouseDown[0]; break;
            case 6: io.MouseWheel = static_cast<float>(luck() % 5) - 2; break;
            case 7: io.AddInputCharacter(static_cast<unsigned>('a' + luck() % 26)); break;
            case 8: screen.size = {400 + static_cast<float>(luck() % 3000), 300 + static_cast<float>(luck() % 1500)}; break;
            default: break;
        }
        if (i % 4 == 0) screen.draw();
    }
    io.MouseDown[0] = false;
    screen.press(Key::escape);
    screen.session().play(false);
    screen.session().settle();
    CHECK(screen.session().latest()->stage == Stage::living);
    // What the monkey decided, lived again without it.
    const Journal journal = screen.session().journal();
    LiveCity alone(load_scenario("small-town", town_settings()), 1);
    live_until(alone, journal.actions, journal.weeks);
    const auto frame = screen.session().latest()->frames.back();
    REQUIRE(frame->week == journal.weeks);
    for (std::size_t w = 0; w < live_worlds; ++w) CHECK(frame->world[w]->values == alone.frame()->world[w]->values);
}
