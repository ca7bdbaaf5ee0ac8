// Ink and paper, and the few things that every panel draws alike.
#pragma once

#include <string>

#include "viz/panels/app.hpp"

namespace topsoil::viz {

struct Palette {
    ImU32 paper, panel, ink, muted, line, faint;
};
/// Warm paper for a desk, black on white for a projector.
[[nodiscard]] const Palette& palette(const App& app);

[[nodiscard]] inline ImU32 ink_of(Colour colour, int alpha = 255) { return IM_COL32(colour.red, colour.green, colour.blue, alpha); }
[[nodiscard]] inline ImVec4 as_vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }
[[nodiscard]] inline Colour world_colour(std::size_t world) { return world == 0 ? first_world : second_world; }

/// ImGui's own colours and spaces, from the palette and the height of text.
void apply_style(const App& app);

/// A window without frame or title that fills an area; end it with ImGui::End().
void begin_panel(const App& app, const char* name, const Area& area, bool scrolls = false);
/// The same over all panels, as long as it is drawn; no higher than what is in it, nor than the area.
void begin_overlay(const App& app, const char* name, const Area& area);

/// A paragraph, broken between words alone: never within a number.
void paragraph(const std::string& text);

void text_in(ImDrawList* list, ImFont* font, ImVec2 at, ImU32 colour, const std::string& text);
/// Width of a text in pixels.
[[nodiscard]] float width_of(ImFont* font, const std::string& text);
/// As much of a text as fits, with three dots where it is cut.
[[nodiscard]] std::string fitted(ImFont* font, const std::string& text, float width);

/// A button with a name for tests. `on` draws it pressed.
bool button(App& app, const std::string& name, const std::string& label, bool on = false);
/// A heading inside a panel.
void heading(const App& app, const std::string& text);
/// Text in the muted colour, wrapped.
void remark(const App& app, const std::string& text);

/// Loads the fonts at a height in pixels; DejaVu or ImGui's own where the better ones are not installed.
[[nodiscard]] Fonts load_fonts(float pixels);

}  // namespace topsoil::viz
