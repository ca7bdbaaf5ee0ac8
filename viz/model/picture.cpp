#include "viz/model/picture.hpp"

#include <algorithm>
#include <cmath>

#include "viz/model/quantities.hpp"

namespace topsoil::viz {

namespace {

constexpr std::size_t recordings_for_wobble = 26;  // two years, burn-in among them

/// One measure of one neighbourhood as the maps have it, or of the whole city (-1).
struct Figure {
    std::size_t measure;
    int neighbourhood;

    [[nodiscard]] double in(const LiveFrame& frame, std::size_t world) const {
        return neighbourhood < 0 ? city_value(frame, world, measure) : map_value(frame, world, measure, static_cast<std::size_t>(neighbourhood));
    }
    /// Mean over frames [from, at].
    [[nodiscard]] double mean(const Frames& frames, std::size_t from, std::size_t at, std::size_t world) const {
        double sum = 0;
        for (std::size_t i = from; i <= at; ++i) sum += in(*frames[i], world);
        return sum / static_cast<double>(at - from + 1);
    }
    [[nodiscard]] double difference(const Frames& frames, std::size_t at, int weeks) const {
        const std::size_t from = first_frame_of(frames, at, weeks);
        return mean(frames, from, at, 1) - mean(frames, from, at, 0);
    }
    /// How much it changes from one recording to the next in the first world: root of the mean square.
    [[nodiscard]] double wobble(const Frames& frames, std::size_t at) const {
        const std::size_t from = at > recordings_for_wobble ? at - recordings_for_wobble : 1;
        double squares = 0;
        int changes = 0;
        for (std::size_t i = std::max<std::size_t>(2, from); i <= at; ++i) {
            const double change = in(*frames[i], 0) - in(*frames[i - 1], 0);
            if (!std::isfinite(change)) continue;
            squares += change * change;
            ++changes;
        }
        return changes > 0 ? std::sqrt(squares / changes) : 0;
    }
};

bool has_come_to(const Frames& frames, int week) { return !frames.empty() && frames[frame_at(frames, week)]->week == week; }

/// A value below which the given share of the finite ones lies.
double quantile(std::vector<double> values, double share) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

}  // namespace

std::size_t frame_at(const Frames& frames, int week) {
    const auto after = std::upper_bound(frames.begin(), frames.end(), week, [](int wanted, const auto& frame) { return wanted < frame->week; });
    return after == frames.begin() ? 0 : static_cast<std::size_t>(after - frames.begin() - 1);
}

std::size_t first_frame_of(const Frames& frames, std::size_t at, int weeks) {
    const bool parted = !frames[at]->burning_in;
    std::size_t from = at;
    // The very first frame was taken before anybody had lived: its flows are none.
    while (from > 1 && frames[from - 1]->week > frames[at]->week - weeks && (!parted || !frames[from - 1]->burning_in)) --from;
    return from;
}

Comparison compare(const Frames& frames, std::size_t at, std::size_t measure, int neighbourhood, int weeks, const EnsembleSummary* ensemble) {
    const Figure figure{measure, neighbourhood};
    const std::size_t from = first_frame_of(frames, at, weeks);
    const int week = frames[at]->week;
    Comparison found;
    for (std::size_t w = 0; w < live_worlds; ++w) found.values[w] = figure.mean(frames, from, at, w);
    found.difference = found.low = found.high = found.values[1] - found.values[0];
    found.weeks = std::max(frames[at]->interval, week - (from > 0 ? frames[from - 1]->week : week));
    found.within_wobble = !(std::abs(found.difference) > 2 * figure.wobble(frames, at) / std::sqrt(static_cast<double>(at - from + 1)));
    if (ensemble == nullptr || week <= 0) return found;
    for (const Frames& other : ensemble->replicates) {
        if (!has_come_to(other, week)) continue;
        const double theirs = figure.difference(other, frame_at(other, week), weeks);
        ++found.histories;
        if (theirs * found.difference > 0) ++found.agree;
        found.low = std::min(found.low, theirs);
        found.high = std::max(found.high, theirs);
    }
    return found;
}

Picture make_picture(const Frames& frames, std::size_t at, std::size_t measure, int weeks, const EnsembleSummary* ensemble) {
    Picture picture;
    std::vector<double> all, sizes;
    for (std::size_t n = 0; n < frames[at]->world[0]->residents.size(); ++n) {
        const Comparison here = compare(frames, at, measure, static_cast<int>(n), weeks, ensemble);
        for (std::size_t world = 0; world < live_worlds; ++world) {
            picture.values[world].push_back(here.values[world]);
            all.push_back(here.values[world]);
        }
        picture.difference.push_back(here.difference);
        picture.noise.push_back(here.by_chance());
        picture.weeks = here.weeks;
        picture.replicates = here.histories - 1;
        sizes.push_back(std::abs(here.difference));
    }
    picture.low = std::min(0.0, quantile(all, 0.0));
    if (picture.low == 0 && quantile(all, 0.025) > 0.4 * quantile(all, 0.975)) picture.low = quantile(all, 0.025);  // all far from nought: show what differs
    picture.high = std::max(quantile(all, 0.975), picture.low + 1e-9);
    picture.reach = std::max(quantile(sizes, 0.975), 1e-9);
    return picture;
}

Tally tally_of(const Picture& picture) {
    Tally tally;
    for (std::size_t n = 0; n < picture.difference.size(); ++n) {
        if (picture.noise[n]) ++tally.cannot_tell;
        else if (picture.difference[n] > 0) ++tally.higher;
        else ++tally.lower;
    }
    return tally;
}

}  // namespace topsoil::viz
