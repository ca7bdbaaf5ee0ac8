#include "viz/backend/headless.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>

#include <optional>

#include "topsoil/error.hpp"
#include "viz/backend/canvas.hpp"

namespace topsoil::viz {

namespace {

constexpr int frames_until_settled = 4;
constexpr double seconds_a_frame = 1.0 / 60;

RunError no_display(const char* what) { return RunError(std::string("no picture can be drawn without a display here: ") + what + ". Mesa's EGL (libegl-mesa0, libgl1-mesa-dri) is what is needed."); }

}  // namespace

struct Headless::Inside {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    std::optional<Canvas> canvas{std::in_place};  ///< ends before the context does
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
    in.canvas->begin(width, height);
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplOpenGL3_Init("#version 330");
}

Headless::~Headless() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
    inside_->canvas.reset();
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
    const bool fresh = in.canvas->begin(in.width, in.height);
    const Frame frame = in.painter.frame(app, in.width, in.height, in.now += seconds_a_frame, new_fonts || fresh);
    if (frame.drawn) glFinish();
    return frame;
}

void Headless::point_at(double across, double down) { ImGui::GetIO().MousePos = {static_cast<float>(across * inside_->width), static_cast<float>(down * inside_->height)}; }

Pixels Headless::picture(App& app) {
    for (int drawn = 0; drawn < frames_until_settled; ++drawn) frame(app);
    return read_pixels(inside_->width, inside_->height);
}

}  // namespace topsoil::viz
