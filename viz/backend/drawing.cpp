#include "viz/backend/drawing.hpp"

#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr double desk_text = 19, room_text = 24, projector_text = 34;  // pixels at 1080 lines; the smallest text of a projector is 28
constexpr double usual_lines = 1080;

}  // namespace

float text_pixels(const App& app, int window_height) {
    const double base = app.view.projector ? projector_text : (app.view.layout == Layout::room ? room_text : desk_text);
    return static_cast<float>(std::max(9.0, std::round(base * window_height / usual_lines * app.view.text_scale)));
}

bool renew_fonts(App& app, int window_height) {
    const float wanted = text_pixels(app, window_height);
    if (app.fonts.body != nullptr && app.fonts.pixels == wanted) return false;
    app.fonts = load_fonts(wanted);
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    return true;
}

Frame Painter::frame(App& app, int width, int height, double now, bool anew) {
    const auto begun = std::chrono::steady_clock::now();
    ImGui::PushFont(app.fonts.body);
    app.draw({static_cast<float>(width), static_cast<float>(height)}, now);
    ImGui::PopFont();
    ImGui::Render();
    const std::chrono::duration<double> building = std::chrono::steady_clock::now() - begun;
    const ImVec4 paper = as_vec(palette(app).paper);
    ImDrawData& drawn = *ImGui::GetDrawData();
    const std::vector<PixelRect> changed = damage_.since_last(drawn, anew);
    if (changed.empty()) return {building.count(), false};
    glViewport(0, 0, width, height);
    glClearColor(paper.x, paper.y, paper.z, 1);
    // Where a screen has more pixels than it says, all of it is drawn.
    const bool all = drawn.FramebufferScale.x != 1 || drawn.FramebufferScale.y != 1;
    if (!all) glEnable(GL_SCISSOR_TEST);
    for (const PixelRect& one : changed) {
        if (!all) glScissor(one.x0, height - one.y1, one.x1 - one.x0, one.y1 - one.y0);
        glClear(GL_COLOR_BUFFER_BIT);
        std::optional<CutOff> cut;
        if (!all) cut.emplace(drawn, one);
        ImGui_ImplOpenGL3_RenderDrawData(&drawn);
        if (all) break;
    }
    glDisable(GL_SCISSOR_TEST);
    return {building.count(), true};
}

Pixels read_pixels(int width, int height) {
    Pixels pixels{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4)};
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.bytes.data());
    const std::size_t row = static_cast<std::size_t>(width) * 4;
    for (std::size_t y = 0; y < static_cast<std::size_t>(height) / 2; ++y) {
        std::swap_ranges(pixels.bytes.begin() + static_cast<std::ptrdiff_t>(y * row), pixels.bytes.begin() + static_cast<std::ptrdiff_t>((y + 1) * row), pixels.bytes.end() - static_cast<std::ptrdiff_t>((y + 1) * row));
    }
    return pixels;
}

}  // namespace topsoil::viz
