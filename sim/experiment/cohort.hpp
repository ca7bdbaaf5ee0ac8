// The people who lived in the city when regimes parted, followed one by one in every world.
#pragma once

#include <cstdint>
#include <vector>

#include "base/blocks.hpp"
#include "measures/catalogue.hpp"

namespace topsoil {

/// Differences below these do not count as faring better or worse: a hundredth of utility, a twentieth of a point of satisfaction.
inline constexpr std::int32_t noticeable_utility = outcome_scale / 100;
inline constexpr std::int32_t noticeable_satisfaction = outcome_scale / 20;

class Cohort {
public:
    Cohort() = default;
    /// Everybody alive in `world`, for so many regimes that start from it.
    Cohort(const World& world, std::size_t regimes);

    /// Notes who has died or left since the last call. To be called after every week: slots of the gone are used again after a while.
    void note_departures(std::size_t regime, const World& world);

    /// Sums over those who have left neither the reference (regime 0) nor `regime`. Outcomes by slot, of this week.
    [[nodiscard]] CohortSum sum(std::size_t regime, const std::vector<PersonOutcome>& reference, const std::vector<PersonOutcome>& other) const;
    /// The same people one by one: everybody first, then population_groups() as they were at the start.
    [[nodiscard]] std::vector<CohortCount> count(std::size_t regime, CohortOutcome outcome, const std::vector<PersonOutcome>& reference, const std::vector<PersonOutcome>& other) const;

    void save(BlockSink& sink) const;
    void load(const BlockSource& source, std::size_t regimes);

private:
    enum class Fate : std::uint8_t { here, died, left };
    static constexpr std::uint8_t no_member = 7;  ///< as an age band

    [[nodiscard]] bool member(Slot slot) const { return (start_[slot] & 7) != no_member; }
    [[nodiscard]] Fate fate(std::size_t regime, Slot slot) const { return static_cast<Fate>(fate_[regime][slot]); }

    std::vector<std::uint8_t> start_;              ///< by slot: bits 0-2 age band, 3 woman, 4-6 deprivation fifth, 7 carer
    std::vector<std::vector<std::uint8_t>> fate_;  ///< by regime and slot
    std::vector<std::size_t> noted_;               ///< by regime: how much of the list of the gone has been read
};

}  // namespace topsoil
