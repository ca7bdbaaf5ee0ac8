// Hours of a workshop in a minute: a small town watched, steered, taken back and lived again, and its memory looked at.
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <random>

#include "viz/dry_screen.hpp"

using namespace topsoil;
using namespace topsoil::viz;

namespace {

constexpr int weeks_to_live = 20'000;
constexpr int actions_to_take = 1'000;
constexpr int step_weeks = 4;
constexpr int weeks_between_actions = weeks_to_live / actions_to_take;
constexpr int longest_session = 400;  // weeks, then the room begins again at the parting

/// Bytes that the process keeps in memory.
std::size_t resident_bytes() {
    std::ifstream numbers("/proc/self/statm");
    std::size_t whole = 0;
    std::size_t resident = 0;
    numbers >> whole >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// Something that a room does; each of them in its turn.
void act(DryScreen& screen, std::mt19937& luck, int turn) {
    App& app = *screen.app;
    const auto places = static_cast<unsigned>(app.place().neighbourhoods.size());
    const auto regimes = static_cast<unsigned>(app.scenario().regimes.size());
    const std::size_t world = luck() % live_worlds;
    switch (turn % 8) {
        case 0: app.hand_over(world, {static_cast<int>(luck() % places)}); break;
        case 1: app.decide({0, world, {app.place().neighbourhoods[luck() % places].id}, app.scenario().regimes[luck() % regimes].name, {}}); break;
        case 2: app.decide({0, world, {}, "", {{Lever::pay_basis, static_cast<double>(luck() % 11) / 10}}}); break;
        case 3: screen.session().undo(); break;
        case 4: screen.session().redo(); break;
        case 5: app.select(static_cast<int>(luck() % places)); break;
        case 6:
            if (app.now->close[0] && !app.now->close[0]->to_meet.empty()) app.follow(app.now->close[0]->to_meet.front());
            break;
        default: app.overview(); break;
    }
}

}  // namespace

TEST_CASE("A workshop that goes on for twenty thousand weeks and a thousand actions keeps no more memory in its second half than in its first") {
    DryScreen screen(0);
    std::mt19937 luck(20260423);
    std::size_t first_half = 0;
    std::size_t second_half = 0;
    int turn = 0;
    for (int lived = step_weeks; lived <= weeks_to_live; lived += step_weeks) {
        if (screen.session().latest()->week >= longest_session) screen.session().fork(0);
        screen.session().settle();
        REQUIRE(screen.session().wait_for(screen.session().latest()->week + step_weeks));
        if (lived % weeks_between_actions == 0) act(screen, luck, turn++);
        screen.draw(2);
        std::size_t& most = lived <= weeks_to_live / 2 ? first_half : second_half;
        most = std::max(most, resident_bytes());
    }
    screen.session().settle();
    CHECK(turn == actions_to_take);
    CHECK(screen.session().latest()->stage == Stage::living);
    std::printf("most memory in the first half %.1f MB, in the second %.1f MB\n", static_cast<double>(first_half) / 1e6, static_cast<double>(second_half) / 1e6);
    CHECK(static_cast<double>(second_half) < 1.03 * static_cast<double>(first_half) + 4e6);
}
