// Rounds of home-care visits: where a visit fits, what a round costs in travel. One rule everywhere, whoever runs the round.
#pragma once

#include "base/draw.hpp"
#include "base/maths.hpp"
#include "state/world.hpp"

namespace topsoil {

/// How long it takes to get from one door to the next, and how much a familiar face is worth when a visit is placed.
struct TravelRule {
    double door_seconds = 180;          ///< finding the door, the key, the notes
    double seconds_per_metre = 0.27;    ///< detour 1.35 at 18 km/h
    double familiar_minutes = 4;        ///< lambda: added minutes that a known worker outweighs
    int longest_round_minutes = 290;    ///< contact and travel of one round a day

    [[nodiscard]] Seconds at_door() const { return static_cast<Seconds>(door_seconds + 0.5); }
    /// The way, and what the door at its end takes.
    [[nodiscard]] Seconds leg(Point from, Point to) const {
        return static_cast<Seconds>(door_seconds + seconds_per_metre * distance_metres(from, to) + 0.5);
    }
};

/// A round has no key: it is known by its first visit, and by which of the two it is where two come.
[[nodiscard]] inline Key post_of(const HomeCare& care, std::uint32_t r) {
    const Round& round = care.rounds[r];
    const Client& first = care.clients[round.client[0]];
    const auto window = static_cast<std::uint64_t>(round.window);
    return mix(first.key, window, 0x9057 + (first.second_round[window] == r ? 1U : 0U));
}

/// Places and times of rounds in one world. Cheap to make; holds references.
class Rounds {
public:
    Rounds(World& world, const TravelRule& rule) : world_(world), care_(world.home_care), rule_(rule) {}

    /// Places the visit of `client` in `window` with `provider`: the round and place where added minutes less the worth of
    /// familiarity are least; a new round if none has room. Where two must come it goes on two rounds. Returns the first worker's round.
    std::uint32_t place(std::uint32_t client, Window window, std::uint16_t provider);
    /// Takes the client's visit in this window out of its round, or of both; an empty round is closed.
    void remove(std::uint32_t client, Window window);
    /// Takes the client out of this round alone: `place` finds another for whoever was to come.
    void take_off(std::uint32_t client, std::uint32_t round);
    /// Shortens the order of stops by 2-opt until no exchange helps.
    void shorten(std::uint32_t round);
    /// Travel seconds a day of the round as it stands: at every door, and from each to the next. The way to the first is the worker's own.
    [[nodiscard]] Seconds travel(const Round& round) const;
    /// Where a client lives.
    [[nodiscard]] Point door(std::uint32_t client) const;
    /// Paid-for time of a round: contact and travel, in minutes a day.
    [[nodiscard]] static int day_minutes(const Round& round) { return round.contact_minutes + round.travel_seconds / 60; }
    /// Rounds of each provider and window; kept while placing many visits, rebuilt by the next call after `forget`.
    void forget() { index_.clear(); }

private:
    struct Fit {
        std::uint32_t round = nobody;
        std::size_t at = 0;
        double cost = 0;
        Seconds added = 0;
    };
    /// `taken`: the round of the other of two workers, which is no place for this one.
    [[nodiscard]] Fit best_fit(std::uint32_t client, Window window, std::uint16_t provider, std::uint32_t taken);
    void place_one(std::uint32_t client, Window window, std::uint16_t provider, int hand);
    [[nodiscard]] bool familiar(const Client& client, std::uint32_t worker) const;
    std::uint32_t open_round(std::uint16_t provider, Window window);
    std::vector<std::uint32_t>& rounds_of(std::uint16_t provider, Window window);

    World& world_;
    HomeCare& care_;
    TravelRule rule_;
    std::vector<std::vector<std::uint32_t>> index_;
};

}  // namespace topsoil
