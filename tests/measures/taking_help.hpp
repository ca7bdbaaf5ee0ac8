// Measures of a town that a test has changed by hand.
#pragma once

#include <cmath>
#include <numeric>

#include "engine/recorder.hpp"
#include "experiment/pooling.hpp"
#include "support/small_town.hpp"

namespace topsoil {

/// A town some weeks on, and the measures of what a test does to it from then on.
class Taken {
public:
    explicit Taken(int weeks = 4, int threads = 1) : town_("tendered", threads) {
        town_.live(weeks);
        begin();
    }
    /// An interval begins here.
    void begin() { recorder_ = std::make_unique<Recorder>(town_.world()); }
    void live(int weeks) { town_.live(weeks); }
    [[nodiscard]] World& world() { return town_.world(); }
    [[nodiscard]] SmallTown& town() { return town_; }
    /// Every measure of the interval; the next interval begins.
    [[nodiscard]] Frame take() { return recorder_->record(town_.world()); }
    /// Every measure, the interval going on.
    [[nodiscard]] Frame look() const {
        Recorder copy = *recorder_;
        return copy.record(const_cast<SmallTown&>(town_).world());
    }
    /// One measure, by place.
    [[nodiscard]] std::vector<double> look(std::string_view measure) const { return look()[measure_index(measure)]; }

private:
    SmallTown town_;
    std::unique_ptr<Recorder> recorder_;
};

[[nodiscard]] inline double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// The first living person for whom `wanted` holds.
template <class Wanted>
[[nodiscard]] Slot first_person(const World& world, Wanted&& wanted) {
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot) && wanted(slot)) return slot;
    }
    return nobody;
}

}  // namespace topsoil
