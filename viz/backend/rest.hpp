// Nothing is drawn while nothing changes: without a graphics card each picture costs the processor that the city lives on.
#pragma once

#include <algorithm>
#include <memory>

#include "viz/panels/app.hpp"

namespace topsoil::viz {

class Rest {
public:
    static constexpr double seconds_of_rest = 0.03;  ///< between two looks whether there is something new

    /// Is a frame worth making? `touched`: by the mouse, a key or the window since the last look; `now` in seconds.
    [[nodiscard]] bool worth_drawing(const App& app, bool touched, double now) {
        const auto published = app.session.latest();
        if (published != published_) frames_left_ = std::max(frames_left_, frames_after_news);
        if (touched) frames_left_ = frames_after_touch;
        published_ = published;
        const bool blink = app.view.finding || now - last_ > seconds_between_frames;
        if (frames_left_ == 0 && !blink) return false;
        frames_left_ = std::max(0, frames_left_ - 1);
        last_ = now;
        return true;
    }
    /// More frames are wanted at once.
    [[nodiscard]] bool busy() const { return frames_left_ > 0; }

private:
    static constexpr double seconds_between_frames = 0.5;
    static constexpr int frames_after_touch = 4, frames_after_news = 2;  // ImGui settles over some frames
    int frames_left_ = frames_after_touch;
    double last_ = 0;
    std::shared_ptr<const Published> published_;
};

}  // namespace topsoil::viz
