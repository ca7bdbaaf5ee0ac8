#include "viz/backend/drawing.hpp"

#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <cmath>

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

void renew_fonts(App& app, int window_height) {
    const float wanted = text_pixels(app, window_height);
    if (app.fonts.body != nullptr && app.fonts.pixels == wanted) return;
    app.fonts = load_fonts(wanted);
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
}

double draw_frame(App& app, int width, int height, double now) {
    const auto begun = std::chrono::steady_clock::now();
    ImGui::PushFont(app.fonts.body);
    app.draw({static_cast<float>(width), static_cast<float>(height)}, now);
    ImGui::PopFont();
    ImGui::Render();
    const std::chrono::duration<double> building = std::chrono::steady_clock::now() - begun;
    const ImVec4 paper = as_vec(palette(app).paper);
    glViewport(0, 0, width, height);
    glClearColor(paper.x, paper.y, paper.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    return building.count();
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
