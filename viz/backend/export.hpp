// What is on the screen, saved: a picture and a page that anybody can open.
#pragma once

#include "viz/backend/png.hpp"
#include "viz/panels/app.hpp"

namespace topsoil::viz {

/// Writes week-NNN.png and week-NNN.html into the folder for exports and says so; says what went wrong instead.
void export_now(App& app, const Pixels& pixels);

}  // namespace topsoil::viz
