// What of a picture is drawn again: what has changed, and nothing that has not.
#include "viz/backend/damage.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "catch.hpp"

using namespace topsoil::viz;

namespace {

constexpr ImU32 blue = IM_COL32(0, 0, 255, 255), red = IM_COL32(255, 0, 0, 255);

struct Square {
    float x, y;
    ImU32 colour;
};

/// A screen of 800 by 600 with windows of squares, twenty pixels wide, drawn by hand.
class Screen {
public:
    explicit Screen(std::vector<std::vector<Square>> windows, float width = 800) {
        for (const auto& squares : windows) {
            auto list = std::make_unique<ImDrawList>(&shared_);
            list->_ResetForNewFrame();
            list->PushClipRect({0, 0}, {width, 600});
            for (const Square& one : squares) {
                list->PrimReserve(6, 4);
                list->PrimRect({one.x, one.y}, {one.x + 20, one.y + 20}, one.colour);
            }
            lists_.push_back(std::move(list));
        }
        for (const auto& list : lists_) pointers_.push_back(list.get());
        data_.CmdLists = pointers_.data();
        data_.CmdListsCount = static_cast<int>(pointers_.size());
        data_.DisplaySize = {width, 600};
    }
    [[nodiscard]] ImDrawData& data() { return data_; }

private:
    ImDrawListSharedData shared_;
    std::vector<std::unique_ptr<ImDrawList>> lists_;
    std::vector<ImDrawList*> pointers_;
    ImDrawData data_;
};

const PixelRect everywhere{0, 0, 800, 600};

bool covers(const std::vector<PixelRect>& changed, float x, float y) {
    return std::any_of(changed.begin(), changed.end(), [&](const PixelRect& one) { return static_cast<float>(one.x0) <= x && static_cast<float>(one.y0) <= y && static_cast<float>(one.x1) >= x + 20 && static_cast<float>(one.y1) >= y + 20; });
}

/// Many squares in a row, so that a window has more than one piece.
std::vector<Square> row(float y, ImU32 last) {
    std::vector<Square> squares;
    for (int i = 0; i < 32; ++i) squares.push_back({static_cast<float>(i) * 24, y, i == 31 ? last : blue});
    return squares;
}

}  // namespace

TEST_CASE("The first picture is drawn everywhere, the same picture again nowhere, and one that is wanted anew everywhere") {
    Damage damage;
    Screen picture({{{10, 10, blue}}});
    Screen again({{{10, 10, blue}}});
    CHECK(damage.since_last(picture.data()) == std::vector<PixelRect>{everywhere});
    CHECK(damage.since_last(again.data()).empty());
    CHECK(damage.since_last(again.data(), true) == std::vector<PixelRect>{everywhere});
    Screen wider({{{10, 10, blue}}}, 900);
    CHECK(damage.since_last(wider.data()) == std::vector<PixelRect>{{0, 0, 900, 600}});
}

TEST_CASE("What changes colour is drawn again, and what lies apart from it is not") {
    Damage damage;
    Screen before({row(10, blue), row(500, blue)});
    Screen after({row(10, red), row(500, blue)});
    (void)damage.since_last(before.data());
    const auto changed = damage.since_last(after.data());
    REQUIRE(changed.size() == 1);
    CHECK(covers(changed, 31 * 24, 10));
    CHECK(changed[0].y1 < 40);
    CHECK(changed[0].x0 > 300);  // the first sixteen squares are another piece
}

TEST_CASE("What moves is drawn where it was and where it is") {
    Damage damage;
    Screen before({row(10, blue), {{50, 300, red}}});
    Screen after({row(10, blue), {{700, 550, red}}});
    (void)damage.since_last(before.data());
    const auto changed = damage.since_last(after.data());
    CHECK(changed.size() == 2);
    CHECK(covers(changed, 50, 300));
    CHECK(covers(changed, 700, 550));
    CHECK_FALSE(covers(changed, 0, 10));
}

TEST_CASE("What is gone is drawn over") {
    Damage damage;
    Screen before({row(10, blue), {{50, 300, red}}});
    Screen after({row(10, blue)});
    (void)damage.since_last(before.data());
    const auto changed = damage.since_last(after.data());
    REQUIRE(changed.size() == 1);
    CHECK(covers(changed, 50, 300));
    CHECK(changed[0].y0 > 200);
}

TEST_CASE("Windows that change places are drawn again") {
    Damage damage;
    Screen before({{{50, 300, red}}, {{60, 300, blue}}});
    Screen after({{{60, 300, blue}}, {{50, 300, red}}});
    (void)damage.since_last(before.data());
    const auto changed = damage.since_last(after.data());
    CHECK(covers(changed, 50, 300));
    CHECK(covers(changed, 60, 300));
}

TEST_CASE("What changes in many places is drawn in a few, and nearly everywhere in one") {
    Damage damage;
    const auto scattered = [](ImU32 colour) {
        std::vector<std::vector<Square>> windows;
        for (int i = 0; i < 12; ++i) windows.push_back({{static_cast<float>(i % 4) * 250, static_cast<float>(i / 4) * 280, colour}});
        return windows;
    };
    Screen before(scattered(blue)), after(scattered(red));
    (void)damage.since_last(before.data());
    const auto changed = damage.since_last(after.data());
    CHECK(changed.size() <= Damage::most);
    for (int i = 0; i < 12; ++i) CHECK(covers(changed, static_cast<float>(i % 4) * 250, static_cast<float>(i / 4) * 280));
}

TEST_CASE("Cut off at a rectangle only what lies in it is drawn, and afterwards all of it is there again") {
    Screen picture({{{50, 300, red}}, {{400, 300, blue}}});
    const auto clip = [&](int window) { return picture.data().CmdLists[window]->CmdBuffer[0].ClipRect; };
    const ImVec4 whole = clip(0);
    {
        const CutOff cut(picture.data(), {40, 290, 80, 330});
        CHECK((clip(0).x == 40 && clip(0).y == 290 && clip(0).z == 80 && clip(0).w == 330));
        CHECK((clip(1).z <= clip(1).x && clip(1).w <= clip(1).y));
    }
    for (const int window : {0, 1}) CHECK((clip(window).x == whole.x && clip(window).y == whole.y && clip(window).z == whole.z && clip(window).w == whole.w));
}
