#define GL_GLEXT_PROTOTYPES
#include "viz/backend/canvas.hpp"

#include <GL/gl.h>
#include <GL/glext.h>

#include "topsoil/error.hpp"

namespace topsoil::viz {

Canvas::~Canvas() { free(); }

void Canvas::free() {
    if (framebuffer_ == 0) return;
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteRenderbuffers(1, &colour_);
    framebuffer_ = colour_ = 0;
}

bool Canvas::begin(int width, int height) {
    if (framebuffer_ != 0 && width == width_ && height == height_) {
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
        return false;
    }
    free();
    width_ = width;
    height_ = height;
    glGenRenderbuffers(1, &colour_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) throw RunError("the picture is too large for the graphics of this machine. A smaller window or --size will do.");
    return true;
}

void Canvas::show() const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

}  // namespace topsoil::viz
