// A neighbourhood by its name, as it is typed.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "viz/model/find.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

void draw_find(App& app, const Area& area) {
    const float width = std::min(area.width() * 0.6F, app.fonts.pixels * 26);
    const Area box{{area.low.x + app.fonts.pixels, area.low.y + app.line()}, {area.low.x + app.fonts.pixels + width, area.low.y + app.line() * 10.5F}};
    begin_overlay(app, "find", box);
    ImGui::TextUnformatted("Find a neighbourhood");
    ImGui::SetNextItemWidth(-1);
    ImGui::SetKeyboardFocusHere();
    ImGui::InputText("##find", &app.view.find_text);
    app.note("find text");
    const auto found = find_neighbourhoods(app.place(), app.view.find_text, 6);
    for (const int n : found) {
        const auto& row = app.place().neighbourhoods[static_cast<std::size_t>(n)];
        if (ImGui::Selectable((row.name + "  (" + row.ward + ")").c_str())) {
            app.select(n);
            app.view.finding = false;
        }
        app.note("found " + row.name);
    }
    if (found.empty()) remark(app, "No neighbourhood is called so.");
    remark(app, "Enter takes the first, Esc closes.");
    ImGui::End();
}

}  // namespace topsoil::viz
