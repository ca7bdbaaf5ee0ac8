// What is on the screen and what the hand holds. No numbers of the model, no graphics.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "viz/model/map_shapes.hpp"

namespace topsoil::viz {

enum class Layout { room, driver };
/// divided: one map, the first world left of a line that can be dragged, the second right of it.
enum class MapChoice { all, first, second, difference, divided };
/// What the right-hand side shows.
enum class Side { none, levers, neighbourhood, street, person };

struct Camera {
    double zoom = 1;      ///< 1: the whole place fits
    Spot2 middle{};       ///< km, of what is in the middle, once zoomed
};

struct ViewState {
    std::size_t measure = 0;
    int average_weeks = 52;
    Layout layout = Layout::driver;
    MapChoice maps = MapChoice::all;
    double divider = 0.5;                 ///< of the divided map, share of its width
    Side side = Side::levers;
    bool all_levers = false;
    bool help = false;
    bool finding = false;
    std::string find_text;
    std::optional<int> past_week;         ///< a recorded week that is looked at instead of the present
    int selected = -1;                    ///< neighbourhood
    int hovered = -1;
    int street = 0;                       ///< of the neighbourhood that is selected
    std::uint64_t person = 0;
    std::size_t active_world = 1;         ///< in which decisions are made
    bool painting = false;                ///< the brush is in the hand
    std::array<std::optional<std::size_t>, 2> hand_to;  ///< by world, the regime to which neighbourhoods are handed; none chosen: the other of the pair
    std::vector<int> stroke;              ///< neighbourhoods under the brush since the button went down
    std::size_t stroke_world = 1;
    Camera camera;
    bool projector = false;
    double text_scale = 1;
    std::size_t speed = 2;                ///< index in speeds
    std::string notice;                   ///< one line for whoever drives
    double notice_until = 0;
};

/// Recorded steps a second; the last is as fast as they come.
inline constexpr double speeds[] = {0.5, 1, 2, 5, 0};
inline constexpr const char* speed_names[] = {"slow", "steady", "brisk", "fast", "as fast as it goes"};
inline constexpr std::size_t speed_count = 5;

}  // namespace topsoil::viz
