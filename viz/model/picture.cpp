#include "viz/model/picture.hpp"

#include <algorithm>
#include <cmath>

#include "viz/model/quantities.hpp"

namespace topsoil::viz {

namespace {

constexpr std::size_t recordings_for_wobble = 26;  // two years, burn-in among them

/// Mean over frames [from, at] of one world in one neighbourhood.
double mean_of(const Frames& frames, std::size_t from, std::size_t at, std::size_t world, std::size_t measure, std::size_t n) {
    double sum = 0;
    for (std::size_t i = from; i <= at; ++i) sum += map_value(*frames[i], world, measure, n);
    return sum / static_cast<double>(at - from + 1);
}

double difference_of(const Frames& frames, std::size_t from, std::size_t at, std::size_t measure, std::size_t n) {
    return mean_of(frames, from, at, 1, measure, n) - mean_of(frames, from, at, 0, measure, n);
}

/// How much this neighbourhood changes from one recording to the next in the first world: root of the mean square.
double wobble_of(const Frames& frames, std::size_t at, std::size_t measure, std::size_t n) {
    const std::size_t from = at > recordings_for_wobble ? at - recordings_for_wobble : 1;
    double squares = 0;
    int changes = 0;
    for (std::size_t i = std::max<std::size_t>(2, from); i <= at; ++i) {
        const double change = map_value(*frames[i], 0, measure, n) - map_value(*frames[i - 1], 0, measure, n);
        if (!std::isfinite(change)) continue;
        squares += change * change;
        ++changes;
    }
    return changes > 0 ? std::sqrt(squares / changes) : 0;
}

/// A value below which the given share of the finite ones lies.
double quantile(std::vector<double> values, double share) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

bool replicates_agree(const EnsembleSummary& ensemble, int week, int weeks, std::size_t measure, std::size_t n, double difference) {
    for (const Frames& frames : ensemble.replicates) {
        const std::size_t at = frame_at(frames, week);
        if (frames.empty() || frames[at]->week != week) continue;
        if (difference_of(frames, first_frame_of(frames, at, weeks), at, measure, n) * difference <= 0) return false;
    }
    return true;
}

int as_far_as(const EnsembleSummary& ensemble, int week) {
    return static_cast<int>(std::count_if(ensemble.replicates.begin(), ensemble.replicates.end(), [&](const Frames& frames) { return !frames.empty() && frames[frame_at(frames, week)]->week == week; }));
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

Picture make_picture(const Frames& frames, std::size_t at, std::size_t measure, int weeks, const EnsembleSummary* ensemble) {
    Picture picture;
    const std::size_t from = first_frame_of(frames, at, weeks);
    const std::size_t places = frames[at]->world[0]->residents.size();
    const int week = frames[at]->week;
    const auto averaged = static_cast<double>(at - from + 1);
    picture.weeks = std::max(frames[at]->interval, week - (from > 0 ? frames[from - 1]->week : week));
    picture.replicates = ensemble != nullptr && week > 0 ? as_far_as(*ensemble, week) : 0;
    std::vector<double> all, sizes;
    for (std::size_t n = 0; n < places; ++n) {
        for (std::size_t world = 0; world < live_worlds; ++world) {
            picture.values[world].push_back(mean_of(frames, from, at, world, measure, n));
            all.push_back(picture.values[world].back());
        }
        const double difference = picture.values[1][n] - picture.values[0][n];
        picture.difference.push_back(difference);
        bool noise = !(std::abs(difference) > 2 * wobble_of(frames, at, measure, n) / std::sqrt(averaged));
        if (!noise && picture.replicates > 0) noise = !replicates_agree(*ensemble, week, weeks, measure, n, difference);
        picture.noise.push_back(noise);
        sizes.push_back(std::abs(difference));
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
