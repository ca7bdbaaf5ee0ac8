// Memory that is drawn into and keeps what was drawn, so that only what changes need be drawn again; windows forget theirs whenever they
// show it.
#pragma once

namespace topsoil::viz {

/// Needs a current context of OpenGL 3.3.
class Canvas {
public:
    Canvas() = default;
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    /// What is drawn from now on is drawn here. True if nothing has been drawn in this size before. Throws RunError if there cannot be so large a one.
    bool begin(int width, int height);
    /// Copies all of it to the window.
    void show() const;

private:
    void free();

    unsigned framebuffer_ = 0, colour_ = 0;
    int width_ = 0, height_ = 0;
};

}  // namespace topsoil::viz
