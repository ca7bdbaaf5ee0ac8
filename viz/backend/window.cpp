#include "viz/backend/window.hpp"

#define GLFW_INCLUDE_GLCOREARB
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "topsoil/error.hpp"
#include "viz/backend/canvas.hpp"
#include "viz/backend/drawing.hpp"
#include "viz/backend/export.hpp"
#include "viz/backend/rest.hpp"

namespace topsoil::viz {

namespace {

std::optional<KeyPress> key_of(int key, int mods) {
    KeyPress press;
    press.control = (mods & GLFW_MOD_CONTROL) != 0;
    press.shift = (mods & GLFW_MOD_SHIFT) != 0;
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) {
        press.character = static_cast<char>('a' + key - GLFW_KEY_A);
        return press;
    }
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) {
        press.key = Key::digit;
        press.character = static_cast<char>('0' + key - GLFW_KEY_0);
        return press;
    }
    switch (key) {
        case GLFW_KEY_SPACE: press.key = Key::space; break;
        case GLFW_KEY_PERIOD: press.key = Key::full_stop; break;
        case GLFW_KEY_COMMA: press.key = Key::comma; break;
        case GLFW_KEY_LEFT_BRACKET: press.key = Key::left_bracket; break;
        case GLFW_KEY_RIGHT_BRACKET: press.key = Key::right_bracket; break;
        case GLFW_KEY_ESCAPE: press.key = Key::escape; break;
        case GLFW_KEY_ENTER: case GLFW_KEY_KP_ENTER: press.key = Key::enter; break;
        case GLFW_KEY_TAB: press.key = Key::tab; break;
        case GLFW_KEY_SLASH: press.key = Key::slash; break;
        case GLFW_KEY_LEFT: press.key = Key::left; break;
        case GLFW_KEY_RIGHT: press.key = Key::right; break;
        case GLFW_KEY_UP: press.key = Key::up; break;
        case GLFW_KEY_DOWN: press.key = Key::down; break;
        case GLFW_KEY_HOME: press.key = Key::home; break;
        case GLFW_KEY_END: press.key = Key::end; break;
        case GLFW_KEY_EQUAL: case GLFW_KEY_KP_ADD: press.key = Key::plus; break;
        case GLFW_KEY_MINUS: case GLFW_KEY_KP_SUBTRACT: press.key = Key::minus; break;
        case GLFW_KEY_F1: press.key = Key::f1; break;
        case GLFW_KEY_F11: press.key = Key::f11; break;
        default: return std::nullopt;
    }
    return press;
}

App& app_of(GLFWwindow* window) { return *static_cast<App*>(glfwGetWindowUserPointer(window)); }

/// What has come from outside since the last look.
struct Outside {
    static inline bool touched = true;    ///< any event
    static inline bool uncovered = true;  ///< part of the window may have been painted over
};

/// Waits a little for the mouse, a key or a new week; false if none came.
bool worth_drawing(const App& app, Rest& rest) {
    if (rest.busy()) glfwPollEvents();
    else glfwWaitEventsTimeout(Rest::seconds_of_rest);
    return rest.worth_drawing(app, std::exchange(Outside::touched, false), glfwGetTime());
}

void on_touch(GLFWwindow*, double, double) { Outside::touched = true; }
void on_button(GLFWwindow*, int, int, int) { Outside::touched = true; }
void on_resize(GLFWwindow*, int, int) { Outside::touched = Outside::uncovered = true; }
void on_uncovered(GLFWwindow*) { Outside::touched = Outside::uncovered = true; }

/// ImGui of this age looks at keys once a frame, and a short tap between two frames would be lost: presses are queued here.
void on_key(GLFWwindow* window, int key, int, int action, int mods) {
    Outside::touched = true;
    if (action == GLFW_RELEASE) return;
    if (const auto press = key_of(key, mods)) app_of(window).press(*press);
}

/// A file of boundaries dropped on the window.
void on_drop(GLFWwindow* window, int count, const char** files) {
    App& app = app_of(window);
    if (count < 1) return;
    try {
        app.shapes = shapes_from_geojson(app.place(), files[0]);
        app.say("The map is drawn with " + app.shapes.source + ".");
    } catch (const std::exception& error) {
        app.say(error.what());
    }
}

class Screen {
public:
    Screen(App& app, int width, int height) {
        if (glfwInit() == GLFW_FALSE) throw RunError("there is no display to open a window on. `topsoil view --screenshot FILE.png` draws a picture without one.");
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        window = glfwCreateWindow(width, height, ("Topsoil: " + app.place().title).c_str(), nullptr, nullptr);
        if (window == nullptr) {
            glfwTerminate();
            throw RunError("a window with OpenGL 3.3 could not be opened. `topsoil view --screenshot FILE.png` draws a picture without one.");
        }
        glfwSetWindowUserPointer(window, &app);
        glfwMakeContextCurrent(window);
        glfwSwapInterval(1);
        glfwSetKeyCallback(window, on_key);
        glfwSetDropCallback(window, on_drop);
        glfwSetCursorPosCallback(window, on_touch);
        glfwSetScrollCallback(window, on_touch);
        glfwSetMouseButtonCallback(window, on_button);
        glfwSetFramebufferSizeCallback(window, on_resize);
        glfwSetWindowRefreshCallback(window, on_uncovered);
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init("#version 330");
    }
    ~Screen() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
        glfwDestroyWindow(window);
        glfwTerminate();
    }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    void toggle_full_screen() {
        if (glfwGetWindowMonitor(window) != nullptr) {
            glfwSetWindowMonitor(window, nullptr, x_, y_, width_, height_, 0);
            return;
        }
        GLFWmonitor* monitor = glfwGetPrimaryMonitor();
        if (monitor == nullptr) return;
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        glfwGetWindowPos(window, &x_, &y_);
        glfwGetWindowSize(window, &width_, &height_);
        glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    }

    GLFWwindow* window = nullptr;

private:
    int x_ = 0, y_ = 0, width_ = 0, height_ = 0;
};

}  // namespace

void run_window(App& app, int width, int height) {
    Screen screen(app, width, height);
    app.window.toggle_full_screen = [&screen] { screen.toggle_full_screen(); };
    app.window.quit = [&screen] { glfwSetWindowShouldClose(screen.window, GLFW_TRUE); };
    Rest rest;
    Painter painter;
    Canvas canvas;
    while (glfwWindowShouldClose(screen.window) == GLFW_FALSE) {
        if (!worth_drawing(app, rest)) continue;
        int wide = 0;
        int high = 0;
        glfwGetFramebufferSize(screen.window, &wide, &high);
        if (wide == 0 || high == 0) {  // minimised
            glfwWaitEvents();
            continue;
        }
        const bool new_fonts = renew_fonts(app, high);
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGui::NewFrame();
        const bool fresh = canvas.begin(wide, high);
        const bool anew = new_fonts || fresh || app.wants_export || std::exchange(Outside::uncovered, false);
        const Frame frame = painter.frame(app, wide, high, glfwGetTime(), anew);
        if (app.wants_export && frame.drawn) export_now(app, read_pixels(wide, high));
        if (!frame.drawn) continue;
        canvas.show();
        glfwSwapBuffers(screen.window);
    }
}

}  // namespace topsoil::viz
