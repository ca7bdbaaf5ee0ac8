#include "viz/backend/drawing.hpp"

#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

constexpr double desk_text = 19, room_text = 24, projector_text = 34;  // pixels at 1080 lines; the smallest text of a projector is 28
constexpr double usual_lines = 1080;

/// One number for bytes given in pieces. Four at a time side by side: a frame is half a megabyte, and looked at forty times a second.
class Fingerprint {
public:
    void add(const void* data, std::size_t bytes) {
        const auto* at = static_cast<const char*>(data);
        for (; bytes >= sizeof lanes_; at += sizeof lanes_, bytes -= sizeof lanes_) {
            for (std::size_t lane = 0; lane < lanes_.size(); ++lane) mix(lanes_[lane], word(at + lane * sizeof(std::uint64_t), sizeof(std::uint64_t)));
        }
        for (; bytes > 0; bytes -= std::min(bytes, sizeof(std::uint64_t)), at += sizeof(std::uint64_t)) mix(lanes_[0], word(at, std::min(bytes, sizeof(std::uint64_t))));
    }
    [[nodiscard]] std::size_t number() const {
        std::uint64_t all = 0;
        for (const std::uint64_t lane : lanes_) mix(all, lane);
        return all;
    }

private:
    [[nodiscard]] static std::uint64_t word(const char* at, std::size_t bytes) {
        std::uint64_t read = 0;
        std::memcpy(&read, at, bytes);
        return read;
    }
    static void mix(std::uint64_t& lane, std::uint64_t word) {
        lane = (lane ^ word) * 0x9E3779B97F4A7C15ULL;
        lane ^= lane >> 32;
    }

    std::array<std::uint64_t, 4> lanes_{1, 2, 3, 4};
};

/// One number for all that a frame draws: its triangles, where they are cut off, and on what.
[[nodiscard]] std::size_t number_of(const ImDrawData& drawn) {
    Fingerprint number;
    const auto add_all = [&number](const auto& values) { number.add(values.Data, static_cast<std::size_t>(values.size_in_bytes())); };
    number.add(&drawn.DisplaySize, sizeof drawn.DisplaySize);
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        const ImDrawList& list = *drawn.CmdLists[i];
        add_all(list.VtxBuffer);
        add_all(list.IdxBuffer);
        for (const ImDrawCmd& command : list.CmdBuffer) {
            number.add(&command.ClipRect, sizeof command.ClipRect);
            number.add(&command.TextureId, sizeof command.TextureId);
            number.add(&command.ElemCount, sizeof command.ElemCount);
        }
    }
    return number.number();
}

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
    const std::size_t number = number_of(*ImGui::GetDrawData());
    if (number == last_ && !anew) return {building.count(), false};
    last_ = number;
    glViewport(0, 0, width, height);
    glClearColor(paper.x, paper.y, paper.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
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
