#define GL_GLEXT_PROTOTYPES
#include "viz/backend/headless.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>

#include "topsoil/error.hpp"

namespace topsoil::viz {

namespace {

constexpr int frames_until_settled = 4;
constexpr double seconds_a_frame = 1.0 / 60;

RunError no_display(const char* what) { return RunError(std::string("no picture can be drawn without a display here: ") + what + ". Mesa's EGL (libegl-mesa0, libgl1-mesa-dri) is what is needed."); }

}  // namespace

struct Headless::Inside {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    GLuint framebuffer = 0, colour = 0;
    int width = 0, height = 0;
    double now = 0;
    Painter painter;
};

Headless::Headless(int width, int height) : inside_(std::make_unique<Inside>()) {
    Inside& in = *inside_;
    in.width = width;
    in.height = height;
    in.display = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (in.display == EGL_NO_DISPLAY || eglInitialize(in.display, nullptr, nullptr) == EGL_FALSE) throw no_display("EGL has no surfaceless platform");
    eglBindAPI(EGL_OPENGL_API);
    const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    in.context = eglCreateContext(in.display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted);
    if (in.context == EGL_NO_CONTEXT || eglMakeCurrent(in.display, EGL_NO_SURFACE, EGL_NO_SURFACE, in.context) == EGL_FALSE) throw no_display("there is no OpenGL 3.3");
    glGenRenderbuffers(1, &in.colour);
    glBindRenderbuffer(GL_RENDERBUFFER, in.colour);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glGenFramebuffers(1, &in.framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, in.framebuffer);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, in.colour);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) throw no_display("the picture is too large for the graphics");
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplOpenGL3_Init("#version 330");
}

Headless::~Headless() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
    eglMakeCurrent(inside_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(inside_->display, inside_->context);
    eglTerminate(inside_->display);
}

Frame Headless::frame(App& app) {
    Inside& in = *inside_;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(in.width), static_cast<float>(in.height)};
    io.DeltaTime = static_cast<float>(seconds_a_frame);
    const bool new_fonts = renew_fonts(app, in.height);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    glBindFramebuffer(GL_FRAMEBUFFER, in.framebuffer);
    const Frame frame = in.painter.frame(app, in.width, in.height, in.now += seconds_a_frame, new_fonts);
    if (frame.drawn) glFinish();
    return frame;
}

Pixels Headless::picture(App& app) {
    for (int drawn = 0; drawn < frames_until_settled; ++drawn) frame(app);
    return read_pixels(inside_->width, inside_->height);
}

}  // namespace topsoil::viz
