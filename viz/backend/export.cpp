#include "viz/backend/export.hpp"

#include <fmt/format.h>

#include "io/atomic_write.hpp"
#include "viz/model/page.hpp"

namespace topsoil::viz {

void export_now(App& app, const Pixels& pixels) {
    app.wants_export = false;
    const LiveFrame* frame = app.shown();
    try {
        const std::string name = fmt::format("{}-week-{}", app.place().slug, frame != nullptr ? frame->week : 0);
        const auto folder = app.options.out;
        std::filesystem::create_directories(folder);
        const auto picture = png_of(pixels);
        atomic_write_text(folder / (name + ".png"), {reinterpret_cast<const char*>(picture.data()), picture.size()});
        if (frame != nullptr) atomic_write_text(folder / (name + ".html"), page_of(app.scenario(), *frame, app.now->actions, picture));
        app.say(fmt::format("Saved {} as a picture and a page.", (folder / name).string()));
    } catch (const std::exception& error) {
        app.say(fmt::format("Nothing was saved: {}", error.what()));
    }
}

}  // namespace topsoil::viz
