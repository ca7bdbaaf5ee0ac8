// Pictures without a display: an EGL context without a surface, drawn into memory.
#pragma once

#include <memory>

#include "viz/backend/drawing.hpp"

namespace topsoil::viz {

class Headless {
public:
    /// Throws RunError where the machine cannot draw without a display.
    Headless(int width, int height);
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    /// Draws the app a few times, until everything has found its place, and returns what is seen.
    [[nodiscard]] Pixels picture(App& app);
    /// Draws one frame to its end, if it looks other than the last.
    Frame frame(App& app);
    /// Where the mouse is from now on, in shares of width and height.
    void point_at(double across, double down);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace topsoil::viz
