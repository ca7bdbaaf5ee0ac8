// Every key on one page.
#include "viz/panels/style.hpp"

namespace topsoil::viz {

void draw_help(App& app, const Area& area) {
    struct Row {
        const char* keys;
        const char* what;
    };
    static constexpr Row rows[] = {
        {"Space", "play and pause"}, {".", "four weeks on"}, {"[  ]", "slower, faster"}, {"Left, Right", "look at earlier and later weeks"}, {"End", "back to the present"}, {"F", "go on from the week you look at"},
        {"A  B  D  S", "world A, world B, what differs, all three"}, {"W", "one map, A left of a line and B right of it: drag the line"}, {", and Shift+,", "move that line left, right"}, {"M, Shift+M", "the next measure, the one before"}, {"Tab", "decide in the other world"}, {"P", "paint: hand neighbourhoods over with the mouse"}, {"H, Shift+H", "hand them to the next regime, the one before"}, {"G", "hand the chosen neighbourhood over, or back"},
        {"N, Shift+N", "the next neighbourhood, the one before"}, {"T, Shift+T", "a street of it, home by home; the next, the one before"}, {"/", "find a neighbourhood by name"}, {"L", "levers; once more: every lever"}, {"1 - 9", "whole-city presets for the world you decide in"}, {"Ctrl+Z, Ctrl+Y", "take a decision back, make it again"},
        {"+  -  arrows", "zoom in, zoom out (the wheel does so too; drag to move)"}, {"R", "screen for the room or for whoever drives"}, {"V", "for a projector: large, black on white"}, {"Ctrl +, Ctrl -", "larger and smaller text"}, {"J, Shift+J", "story: on, back"}, {"E", "save a picture (PNG) and a page (HTML)"}, {"F11", "full screen"}, {"Esc", "close, then overview"}, {"F1", "this page"},
    };
    begin_overlay(app, "help", {{area.low.x + area.width() * 0.12F, area.low.y + app.line()}, {area.high.x - area.width() * 0.12F, area.high.y - app.line()}});
    heading(app, "Keys");
    if (ImGui::BeginTable("keys", 4, ImGuiTableFlags_SizingStretchProp)) {
        for (const float share : {1.0F, 2.6F, 1.0F, 2.6F}) ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch, share);
        for (const Row& row : rows) {
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(row.keys);
            ImGui::TableNextColumn();
            paragraph(row.what);
        }
        ImGui::EndTable();
    }
    ImGui::Spacing();
    remark(app, "Two worlds of the same city: the same people, the same luck, the same public money. Only how care is commissioned differs. Its people are invented. It explores assumptions and shows what follows from them; it does not show that either way works.");
    if (button(app, "close help", "Close (Esc)")) app.view.help = false;
    ImGui::End();
}

}  // namespace topsoil::viz
