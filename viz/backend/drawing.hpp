// What a window and a headless picture share: fonts at the size that the screen asks for, one frame, pixels back.
#pragma once

#include "viz/backend/damage.hpp"
#include "viz/backend/png.hpp"
#include "viz/panels/app.hpp"

namespace topsoil::viz {

/// Height of body text in pixels: for a desk, a room, a projector; in proportion to the height of the window.
[[nodiscard]] float text_pixels(const App& app, int window_height);

/// Makes the fonts anew if their size has changed, and says whether. The texture on the graphics card is replaced with them.
bool renew_fonts(App& app, int window_height);

/// What came of one frame: seconds that building the panels took, before anything was drawn, and whether anything was.
struct Frame {
    double building;
    bool drawn;
};

/// Draws frames of the app into the framebuffer that is bound, which keeps what was drawn: what would look like the last time is not drawn again.
class Painter {
public:
    /// `now` in seconds; `anew`: all of it in any case, because what was drawn last may be lost.
    Frame frame(App& app, int width, int height, double now, bool anew = false);

private:
    Damage damage_;
};

/// What has been drawn, read back.
[[nodiscard]] Pixels read_pixels(int width, int height);

}  // namespace topsoil::viz
