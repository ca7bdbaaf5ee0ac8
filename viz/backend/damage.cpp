#include "viz/backend/damage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace topsoil::viz {

namespace {

constexpr std::size_t indices_a_piece = 96;  // thirty-two triangles
constexpr double nearly_all = 0.7;           // of the screen: then all of it is drawn in one pass

/// One number for bytes given in pieces. Four at a time side by side: a frame is half a megabyte, and looked at forty times a second.
class Fingerprint {
public:
    void add(const void* data, std::size_t bytes) {
        const auto* at = static_cast<const char*>(data);
        for (; bytes >= sizeof lanes_; at += sizeof lanes_, bytes -= sizeof lanes_) {
            for (std::size_t lane = 0; lane < lanes_.size(); ++lane) mix(lanes_[lane], word(at + lane * sizeof(std::uint64_t), sizeof(std::uint64_t)));
        }
        for (; bytes > 0; bytes -= std::min(bytes, sizeof(std::uint64_t)), at += sizeof(std::uint64_t)) mix(lanes_[0], word(at, std::min(bytes, sizeof(std::uint64_t))));
    }
    [[nodiscard]] std::uint64_t number() const {
        std::uint64_t all = 0;
        for (const std::uint64_t lane : lanes_) mix(all, lane);
        return all;
    }

private:
    [[nodiscard]] static std::uint64_t word(const char* at, std::size_t bytes) {
        std::uint64_t read = 0;
        std::memcpy(&read, at, bytes);
        return read;
    }
    static void mix(std::uint64_t& lane, std::uint64_t word) {
        lane = (lane ^ word) * 0x9E3779B97F4A7C15ULL;
        lane ^= lane >> 32;
    }

    std::array<std::uint64_t, 4> lanes_{1, 2, 3, 4};
};

/// Where a command is cut off, and on what texture it draws.
void add_ground(Fingerprint& number, const ImDrawCmd& command) {
    number.add(&command.ClipRect, sizeof command.ClipRect);
    number.add(&command.TextureId, sizeof command.TextureId);
}

/// One number for all that a frame draws: its triangles, where they are cut off, and on what.
[[nodiscard]] std::uint64_t number_of(const ImDrawData& drawn) {
    Fingerprint number;
    const auto add_all = [&number](const auto& values) { number.add(values.Data, static_cast<std::size_t>(values.size_in_bytes())); };
    number.add(&drawn.DisplaySize, sizeof drawn.DisplaySize);
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        const ImDrawList& list = *drawn.CmdLists[i];
        add_all(list.VtxBuffer);
        add_all(list.IdxBuffer);
        for (const ImDrawCmd& command : list.CmdBuffer) {
            add_ground(number, command);
            number.add(&command.ElemCount, sizeof command.ElemCount);
        }
    }
    return number.number();
}

[[nodiscard]] PixelRect screen_of(const ImDrawData& drawn) { return {0, 0, static_cast<int>(std::ceil(drawn.DisplaySize.x)), static_cast<int>(std::ceil(drawn.DisplaySize.y))}; }

/// All pixels that a rectangle may touch.
[[nodiscard]] PixelRect touched(float x0, float y0, float x1, float y1) {
    return {static_cast<int>(std::floor(x0)) - 1, static_cast<int>(std::floor(y0)) - 1, static_cast<int>(std::ceil(x1)) + 1, static_cast<int>(std::ceil(y1)) + 1};
}
[[nodiscard]] PixelRect touched(const ImVec4& clip) { return touched(clip.x, clip.y, clip.z, clip.w); }

/// The pixels that ImGui's renderer lets a command draw on: it rounds each side and each length by itself.
[[nodiscard]] PixelRect pixels_within(const ImVec4& clip, float height) {
    const auto whole = [](float number) { return static_cast<int>(number); };
    const int x0 = whole(clip.x), y1 = whole(height) - whole(height - clip.w);
    return {x0, y1 - whole(clip.w - clip.y), x0 + whole(clip.z - clip.x), y1};
}

/// The pixels that some triangles may touch.
[[nodiscard]] PixelRect where(const ImDrawList& list, const ImDrawCmd& command, std::size_t from, std::size_t count) {
    constexpr float far = std::numeric_limits<float>::max();
    float x0 = far, y0 = far, x1 = -far, y1 = -far;
    for (std::size_t i = from; i < from + count; ++i) {
        const ImVec2 at = list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(command.IdxOffset + i)])].pos;
        x0 = std::min(x0, at.x), y0 = std::min(y0, at.y), x1 = std::max(x1, at.x), y1 = std::max(y1, at.y);
    }
    return count == 0 || x1 < x0 ? PixelRect{} : touched(x0, y0, x1, y1);
}

/// Adds what has changed to the rectangle that grows least by it, or as one of its own while there are few and it lies apart.
void add(std::vector<PixelRect>& changed, const PixelRect& more) {
    if (more.empty()) return;
    const auto growth = [&](const PixelRect& one) { return one.with(more).area() - one.area(); };
    const auto best = std::min_element(changed.begin(), changed.end(), [&](const PixelRect& a, const PixelRect& b) { return growth(a) < growth(b); });
    if (best == changed.end() || (changed.size() < Damage::most && growth(*best) > 2 * more.area() + best->area() / 4)) changed.push_back(more);
    else *best = best->with(more);
}

}  // namespace

PixelRect PixelRect::with(const PixelRect& other) const {
    if (empty()) return other;
    if (other.empty()) return *this;
    return {std::min(x0, other.x0), std::min(y0, other.y0), std::max(x1, other.x1), std::max(y1, other.y1)};
}
PixelRect PixelRect::within(const PixelRect& other) const { return {std::max(x0, other.x0), std::max(y0, other.y0), std::min(x1, other.x1), std::min(y1, other.y1)}; }

std::vector<Damage::Piece> Damage::pieces_of(const ImDrawData& drawn, const PixelRect& screen) {
    std::vector<Piece> pieces;
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        const ImDrawList& list = *drawn.CmdLists[i];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            for (std::size_t from = 0; from < command.ElemCount; from += indices_a_piece) {
                const std::size_t count = std::min<std::size_t>(indices_a_piece, command.ElemCount - from);
                Fingerprint number;
                number.add(&i, sizeof i);  // windows lie over each other in this order
                add_ground(number, command);
                for (std::size_t at = from; at < from + count; ++at) number.add(&list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(command.IdxOffset + at)])], sizeof(ImDrawVert));
                const PixelRect seen = where(list, command, from, count).within(touched(command.ClipRect)).within(screen);
                if (!seen.empty()) pieces.push_back({number.number(), seen});
            }
        }
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.number < b.number; });
    return pieces;
}

std::vector<PixelRect> Damage::since_last(const ImDrawData& drawn, bool anew) {
    const std::uint64_t number = number_of(drawn);
    const PixelRect screen = screen_of(drawn);
    if (number == last_number_ && screen == last_screen_ && !anew) return {};
    std::vector<Piece> pieces = pieces_of(drawn, screen);
    std::vector<PixelRect> changed;
    // Those of either picture that the other has not; both are in order of their numbers.
    auto before = last_.begin();
    for (const Piece& piece : pieces) {
        for (; before != last_.end() && before->number < piece.number; ++before) add(changed, before->where);
        if (before != last_.end() && before->number == piece.number) ++before;
        else add(changed, piece.where);
    }
    for (; before != last_.end(); ++before) add(changed, before->where);
    std::int64_t area = 0;
    for (const PixelRect& one : changed) area += one.area();
    const bool everywhere = anew || screen != last_screen_ || changed.empty() || static_cast<double>(area) > nearly_all * static_cast<double>(screen.area());
    last_ = std::move(pieces);
    last_number_ = number;
    last_screen_ = screen;
    return everywhere ? std::vector<PixelRect>{screen} : changed;
}

CutOff::CutOff(ImDrawData& drawn, const PixelRect& where) : drawn_(drawn) {
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        ImDrawList& list = *drawn.CmdLists[i];
        for (ImDrawCmd& command : list.CmdBuffer) {
            before_.push_back(command.ClipRect);
            ImVec4& clip = command.ClipRect;
            const PixelRect here = pixels_within(clip, drawn.DisplaySize.y).within(where);
            const bool draws_here = !viz::where(list, command, 0, command.ElemCount).within(here).empty();
            clip = draws_here ? ImVec4{static_cast<float>(here.x0), static_cast<float>(here.y0), static_cast<float>(here.x1), static_cast<float>(here.y1)} : ImVec4{0, 0, 0, 0};
        }
    }
}

CutOff::~CutOff() {
    std::size_t next = 0;
    for (int i = 0; i < drawn_.CmdListsCount; ++i) {
        for (ImDrawCmd& command : drawn_.CmdLists[i]->CmdBuffer) command.ClipRect = before_[next++];
    }
}

}  // namespace topsoil::viz
