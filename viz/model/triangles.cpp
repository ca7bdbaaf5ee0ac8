#include "viz/model/triangles.hpp"

#include <algorithm>
#include <numeric>

namespace topsoil::viz {

namespace {

double turn(Spot2 a, Spot2 b, Spot2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

bool within(Spot2 a, Spot2 b, Spot2 c, Spot2 p) { return turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0; }

bool same(Spot2 a, Spot2 b) { return a.x == b.x && a.y == b.y; }

bool is_ear(const Ring& ring, const std::vector<std::uint32_t>& left, std::size_t i) {
    const Spot2 a = ring[left[(i + left.size() - 1) % left.size()]];
    const Spot2 b = ring[left[i]];
    const Spot2 c = ring[left[(i + 1) % left.size()]];
    if (turn(a, b, c) <= 0) return false;
    for (const std::uint32_t other : left) {
        const Spot2 p = ring[other];
        if (!same(p, a) && !same(p, b) && !same(p, c) && within(a, b, c, p)) return false;
    }
    return true;
}

}  // namespace

double twice_area(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Spot2 a = ring[i];
        const Spot2 b = ring[(i + 1) % ring.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum;
}

std::vector<std::uint32_t> triangles_of(const Ring& ring) {
    std::vector<std::uint32_t> triangles;
    std::vector<std::uint32_t> left(ring.size());
    std::iota(left.begin(), left.end(), 0U);
    if (twice_area(ring) < 0) std::reverse(left.begin(), left.end());
    std::size_t i = 0;
    std::size_t without_ear = 0;
    while (left.size() >= 3 && without_ear < left.size()) {
        i %= left.size();
        // The last three are a triangle; corners in a line, which are nobody's ear, are dropped without one.
        const Spot2 a = ring[left[(i + left.size() - 1) % left.size()]];
        const Spot2 c = ring[left[(i + 1) % left.size()]];
        const bool flat = turn(a, ring[left[i]], c) == 0;
        if (flat || is_ear(ring, left, i)) {
            if (!flat) triangles.insert(triangles.end(), {left[(i + left.size() - 1) % left.size()], left[i], left[(i + 1) % left.size()]});
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
            without_ear = 0;
            i = i > 0 ? i - 1 : 0;
        } else {
            ++i;
            ++without_ear;
        }
    }
    return triangles;
}

}  // namespace topsoil::viz
