// The census of a recorded week: one dense reading of everybody, from which all measures of people are taken.
#pragma once

#include <vector>

#include "measures/by_cell.hpp"
#include "measures/citizen_sums.hpp"
#include "measures/outcomes.hpp"

namespace topsoil {

/// What is added up of everybody in a cell. Of children all but `utility` and how many they are says nothing, and is left out in the end:
/// so nobody need be asked whether they are grown up.
struct alignas(64) SumsOfAll {
    std::int64_t utility = 0, satisfaction = 0, belonging = 0;
    std::uint32_t promised = 0, giveable = 0;  ///< minutes a week
    Tally told;
};
/// What only a few of them have part in.
struct alignas(64) SumsOfFew {
    std::int64_t care_quality = 0;
    std::uint32_t unmet_minutes = 0;  ///< of need in the last week
    std::uint32_t given_minutes = 0;  ///< of unpaid care, a week
    std::uint32_t strain = 0;         ///< of those who care for somebody, in steps of Share16
    std::int32_t in_need = 0;
    std::int32_t heavy_carers = 0;    ///< give fifty hours a week or more
    std::int32_t waiting = 0;         ///< for an assessment or for a package to start
    Tally told_in_need;
};
/// The people of one cell.
struct CensusCell {
    SumsOfAll all;
    SumsOfFew few;
};

/// Whole sums over some people; outcomes in steps of outcome_scale.
struct PeopleSums {
    std::int64_t utility = 0, satisfaction = 0, care_quality = 0;
    std::int64_t unmet_minutes = 0;  ///< of need in the last week
    std::int64_t given_minutes = 0;  ///< of unpaid care, a week
    std::int64_t strain = 0;         ///< of those who care for somebody, in steps of Share16
    std::int32_t people = 0, in_need = 0;
    std::int32_t carers = 0;         ///< give care along at least one care tie
    std::int32_t heavy_carers = 0;   ///< give fifty hours a week or more
    std::int32_t waiting = 0;        ///< for an assessment or for a package to start

    CitizenSums citizens;            ///< of grown people

    [[nodiscard]] std::int32_t grown() const { return citizens.all[Told::person]; }
    [[nodiscard]] std::int32_t lonely() const { return citizens.all[Told::lonely]; }  ///< grown people who are often lonely
    void add(const CensusCell& cell, bool grown, bool carers);
    [[nodiscard]] double mean_utility() const { return mean(utility, people); }
    [[nodiscard]] double mean_satisfaction() const { return mean(satisfaction, grown()); }
    [[nodiscard]] double mean_care_quality() const { return mean(care_quality, in_need); }

private:
    /// 0 of nobody.
    [[nodiscard]] static double mean(std::int64_t sum, std::int64_t count) { return count > 0 ? static_cast<double>(sum) / outcome_scale / static_cast<double>(count) : 0; }
};

class Census {
public:
    /// Counts everybody anew; memory of the last count is used again.
    void take(const World& world, const OutcomeRules& rules);

    /// How each person fares, by slot; nothing for whoever is gone.
    [[nodiscard]] const std::vector<PersonOutcome>& outcomes() const { return outcomes_; }
    [[nodiscard]] const std::vector<PeopleSums>& places() const { return places_; }
    [[nodiscard]] const std::vector<PeopleSums>& groups() const { return groups_; }

private:
    std::vector<PersonOutcome> outcomes_;
    std::vector<std::uint16_t> given_;  ///< minutes a week along care ties, by slot of the giver
    std::vector<PeopleSums> places_, groups_;
};

}  // namespace topsoil
