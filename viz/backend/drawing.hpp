// What a window and a headless picture share: fonts at the size that the screen asks for, one frame, pixels back.
#pragma once

#include "viz/backend/png.hpp"
#include "viz/panels/app.hpp"

namespace topsoil::viz {

/// Height of body text in pixels: for a desk, a room, a projector; in proportion to the height of the window.
[[nodiscard]] float text_pixels(const App& app, int window_height);

/// Makes the fonts anew if their size has changed. The texture on the graphics card is replaced with them.
void renew_fonts(App& app, int window_height);

/// Draws one frame of the app into the framebuffer that is bound. `now` in seconds. Returns the seconds that building the panels took,
/// before anything was drawn.
double draw_frame(App& app, int width, int height, double now);

/// What has been drawn, read back.
[[nodiscard]] Pixels read_pixels(int width, int height);

}  // namespace topsoil::viz
