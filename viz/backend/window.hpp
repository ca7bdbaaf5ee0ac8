// The viewer in a window.
#pragma once

#include "viz/panels/app.hpp"

namespace topsoil::viz {

/// Opens a window and draws until it is closed. Throws RunError where there is no display.
void run_window(App& app, int width, int height);

}  // namespace topsoil::viz
