// A screen that nobody sees: ImGui without a window, a session in the small town, a hand and a keyboard.
#pragma once

#include <imgui.h>

#include <memory>
#include <string>

#include "catch.hpp"
#include "topsoil/scenario.hpp"
#include "viz/panels/app.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

[[nodiscard]] inline std::vector<Override> town_settings() { return {{"burn_in_weeks", "12"}, {"weeks", "60"}, {"record_every_weeks", "4"}, {"regimes", R"(["tendered", "gardening", "pooled-lot"])"}}; }

class DryScreen {
public:
    explicit DryScreen(int weeks = 8) : session_(load_scenario("small-town", town_settings()), {"small-town", town_settings(), 1, 0, {}, 0}) {
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        app = std::make_unique<App>(session_, cells_around_centres(session_.scenario().place));
        app->fonts = load_fonts(16);
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        if (weeks >= 0) REQUIRE(session_.wait_for(weeks));
        draw(2);
    }
    ~DryScreen() {
        app.reset();
        ImGui::DestroyContext();
    }
    DryScreen(const DryScreen&) = delete;
    DryScreen& operator=(const DryScreen&) = delete;

    void draw(int frames = 1) {
        for (int frame = 0; frame < frames; ++frame) {
            ImGuiIO& io = ImGui::GetIO();
            io.DisplaySize = size;
            io.DeltaTime = 1.0F / 60;
            ImGui::NewFrame();
            ImGui::PushFont(app->fonts.body);
            app->draw(size, now_ += 1.0 / 60);
            ImGui::PopFont();
            ImGui::Render();
        }
    }
    void press(Key key, char character = 0, bool control = false, bool shift = false) {
        app->press({key, character, control, shift});
        draw();
        session_.settle();
        draw();
    }
    void type(char letter, bool control = false, bool shift = false) { press(Key::letter, letter, control, shift); }
    [[nodiscard]] bool has(const std::string& item) const { return app->items.contains(item); }
    /// Moves the hand over an item, presses and lets go.
    void click(const std::string& item) {
        REQUIRE(has(item));
        const Area area = app->items.at(item);
        click_at({(area.low.x + area.high.x) / 2, (area.low.y + area.high.y) / 2});
    }
    void click_at(ImVec2 at) {
        ImGuiIO& io = ImGui::GetIO();
        io.MousePos = at;
        draw(2);
        io.MouseDown[0] = true;
        draw(2);
        io.MouseDown[0] = false;
        draw(2);
        session_.settle();
        draw();
    }
    [[nodiscard]] Session& session() { return session_; }

    ImVec2 size{1600, 900};
    std::unique_ptr<App> app;

private:
    Session session_;
    double now_ = 0;
};

}  // namespace topsoil::viz
