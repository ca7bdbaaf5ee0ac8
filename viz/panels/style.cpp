#include "viz/panels/style.hpp"

#include <array>
#include <filesystem>

namespace topsoil::viz {

namespace {

constexpr Palette desk{IM_COL32(250, 248, 243, 255), IM_COL32(244, 240, 231, 255), IM_COL32(33, 33, 36, 255), IM_COL32(92, 88, 82, 255), IM_COL32(201, 194, 182, 255), IM_COL32(231, 225, 213, 255)};
constexpr Palette projector{IM_COL32(255, 255, 255, 255), IM_COL32(246, 246, 246, 255), IM_COL32(0, 0, 0, 255), IM_COL32(56, 56, 56, 255), IM_COL32(150, 150, 150, 255), IM_COL32(222, 222, 222, 255)};

/// The first of these that is installed; empty if none is.
std::string installed(const std::array<const char*, 4>& candidates) {
    for (const char* file : candidates) {
        if (std::filesystem::exists(file)) return file;
    }
    return {};
}

ImFont* font_from(const std::string& file, float pixels) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    static constexpr std::array<ImWchar, 5> letters{0x20, 0x17F, 0x2010, 0x2026, 0};
    ImFontConfig config;
    config.OversampleH = 2;
    config.OversampleV = 1;
    if (!file.empty()) return atlas.AddFontFromFileTTF(file.c_str(), pixels, &config, letters.data());
    config.SizePixels = pixels;
    return atlas.AddFontDefault(&config);
}

}  // namespace

const Palette& palette(const App& app) { return app.view.projector ? projector : desk; }

void apply_style(const App& app) {
    const Palette& p = palette(app);
    ImGuiStyle& style = ImGui::GetStyle();
    const float unit = app.fonts.pixels;
    style.WindowPadding = {unit * 0.7F, unit * 0.5F};
    style.FramePadding = {unit * 0.5F, unit * 0.22F};
    style.ItemSpacing = {unit * 0.5F, unit * 0.35F};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.FrameRounding = unit * 0.2F;
    style.GrabRounding = unit * 0.2F;
    style.GrabMinSize = unit;
    style.ScrollbarSize = unit * 0.7F;
    style.PopupBorderSize = 1;
    const auto set = [&](ImGuiCol which, ImU32 colour) { style.Colors[which] = as_vec(colour); };
    for (const ImGuiCol back : {ImGuiCol_WindowBg, ImGuiCol_ChildBg, ImGuiCol_PopupBg}) set(back, back == ImGuiCol_WindowBg ? p.paper : p.panel);
    set(ImGuiCol_ChildBg, IM_COL32(0, 0, 0, 0));
    set(ImGuiCol_Text, p.ink);
    set(ImGuiCol_TextDisabled, p.muted);
    set(ImGuiCol_Border, p.line);
    for (const ImGuiCol frame : {ImGuiCol_FrameBg, ImGuiCol_Button, ImGuiCol_Header, ImGuiCol_ScrollbarBg}) set(frame, p.faint);
    for (const ImGuiCol hot : {ImGuiCol_FrameBgHovered, ImGuiCol_ButtonHovered, ImGuiCol_HeaderHovered, ImGuiCol_FrameBgActive, ImGuiCol_ButtonActive, ImGuiCol_HeaderActive, ImGuiCol_ScrollbarGrab, ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive}) set(hot, p.line);
    for (const ImGuiCol mark : {ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive, ImGuiCol_CheckMark, ImGuiCol_PlotHistogram}) set(mark, p.ink);
    set(ImGuiCol_Separator, p.line);
}

namespace {

constexpr ImGuiWindowFlags plain = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;

void begin_window(const char* name, const Area& area, ImU32 ground, ImGuiWindowFlags flags) {
    ImGui::SetNextWindowPos(area.low);
    ImGui::SetNextWindowSize({area.width(), area.height()});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, as_vec(ground));
    ImGui::Begin(name, nullptr, plain | flags);
    ImGui::PopStyleColor();
}

}  // namespace

void begin_panel(const App& app, const char* name, const Area& area, bool scrolls) {
    const ImGuiWindowFlags still = scrolls ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    begin_window(name, area, scrolls ? palette(app).panel : palette(app).paper, still | ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void begin_overlay(const App& app, const char* name, const Area& area) {
    // What is not brought to the front by being looked at lies behind all that was drawn before it.
    ImGui::SetNextWindowFocus();
    ImGui::SetNextWindowSizeConstraints({area.width(), 0}, {area.width(), area.height()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {app.fonts.pixels * 1.5F, app.fonts.pixels * 1.2F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 2.0F);
    ImGui::PushStyleColor(ImGuiCol_Border, as_vec(palette(app).muted));
    begin_window(name, {area.low, {area.high.x, area.low.y}}, palette(app).panel, ImGuiWindowFlags_NoScrollbar);  // as high as what is in it
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
}

void paragraph(const std::string& text) {
    const float width = ImGui::GetContentRegionAvail().x;
    std::string lines, line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string longer = line.empty() ? text.substr(at, end - at) : line + " " + text.substr(at, end - at);
        if (!line.empty() && ImGui::CalcTextSize(longer.c_str()).x > width) {
            lines += line + "\n";
            line = text.substr(at, end - at);
        } else {
            line = longer;
        }
        at = end + 1;
    }
    ImGui::TextUnformatted((lines + line).c_str());
}

void text_in(ImDrawList* list, ImFont* font, ImVec2 at, ImU32 colour, const std::string& text) { list->AddText(font, font->FontSize, at, colour, text.c_str(), text.c_str() + text.size()); }

float width_of(ImFont* font, const std::string& text) { return font->CalcTextSizeA(font->FontSize, 1e6F, 0, text.c_str(), text.c_str() + text.size()).x; }

std::string fitted(ImFont* font, const std::string& text, float width) {
    if (width_of(font, text) <= width) return text;
    std::string cut = text;
    // Cut between characters, never inside one of several bytes.
    while (!cut.empty() && width_of(font, cut + "...") > width) {
        do cut.pop_back();
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0) == 0x80);
        if (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0x80) != 0) cut.pop_back();
    }
    return cut + "...";
}

bool button(App& app, const std::string& name, const std::string& label, bool on) {
    const Palette& p = palette(app);
    if (on) {
        ImGui::PushStyleColor(ImGuiCol_Button, as_vec(p.ink));
        ImGui::PushStyleColor(ImGuiCol_ButtonHovered, as_vec(p.muted));
        ImGui::PushStyleColor(ImGuiCol_Text, as_vec(p.paper));
    }
    const bool pressed = ImGui::Button((label + "##" + name).c_str());
    if (on) ImGui::PopStyleColor(3);
    app.note(name);
    return pressed;
}

void heading(const App& app, const std::string& text) {
    ImGui::Spacing();
    ImGui::PushFont(app.fonts.title);
    paragraph(text);
    ImGui::PopFont();
}

void remark(const App& app, const std::string& text) {
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(palette(app).muted));
    ImGui::PushFont(app.fonts.small);
    paragraph(text);
    ImGui::PopFont();
    ImGui::PopStyleColor();
}

Fonts load_fonts(float pixels) {
    static constexpr std::array<const char*, 4> plain{"/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/dejavu/DejaVuSans.ttf"};
    static constexpr std::array<const char*, 4> strong{"/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf", "/usr/share/fonts/dejavu/DejaVuSans-Bold.ttf"};
    ImGui::GetIO().Fonts->Clear();
    Fonts fonts;
    fonts.pixels = pixels;
    fonts.body = font_from(installed(plain), pixels);
    fonts.small = font_from(installed(plain), pixels * 0.84F);
    fonts.story = font_from(installed(plain), pixels * 1.18F);
    fonts.title = font_from(installed(strong), pixels * 1.18F);
    return fonts;
}

}  // namespace topsoil::viz
