// What of a picture has changed since the last one. Without a graphics card every pixel that is drawn again costs the processor on which the
// city lives; mostly a number, a line that grows or the neighbourhood under the mouse has changed and nothing else.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace topsoil::viz {

/// Whole pixels from (x0, y0) until before (x1, y1), from the upper left corner.
struct PixelRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
    [[nodiscard]] std::int64_t area() const { return empty() ? 0 : std::int64_t{x1 - x0} * (y1 - y0); }
    [[nodiscard]] PixelRect with(const PixelRect& other) const;
    [[nodiscard]] PixelRect within(const PixelRect& other) const;
    [[nodiscard]] bool operator==(const PixelRect&) const = default;
};

class Damage {
public:
    /// So many rectangles at most are told apart: each is another pass over what is drawn.
    static constexpr std::size_t most = 4;

    /// Rectangles outside of which this picture looks like the last that was asked about; none if all of it does. The first picture, one of
    /// another size, and one that is wanted `anew` have changed everywhere.
    [[nodiscard]] std::vector<PixelRect> since_last(const ImDrawData& drawn, bool anew = false);

private:
    /// Some triangles that follow each other.
    struct Piece {
        std::uint64_t number;
        PixelRect where;
    };
    [[nodiscard]] static std::vector<Piece> pieces_of(const ImDrawData& drawn, const PixelRect& screen);

    std::vector<Piece> last_;  ///< by number
    std::uint64_t last_number_ = 0;
    PixelRect last_screen_;
};

/// Cuts what is drawn off at a rectangle while it lives; commands that draw nothing there draw nothing at all.
class CutOff {
public:
    CutOff(ImDrawData& drawn, const PixelRect& where);
    ~CutOff();
    CutOff(const CutOff&) = delete;
    CutOff& operator=(const CutOff&) = delete;

private:
    ImDrawData& drawn_;
    std::vector<ImVec4> before_;
};

}  // namespace topsoil::viz
