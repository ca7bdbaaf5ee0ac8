// Where social workers sit: one central office, or bases of their own with a queue each.
#pragma once

#include <vector>

#include "state/world.hpp"

namespace topsoil {

/// Assessments that the social workers of each base can still make this week. The part of an assessment that is left over at the
/// week's end is the next week's start.
class Desks {
public:
    /// `rate`: assessments a week of all of them; `saves`: how many more a local base makes for the travel it saves.
    Desks(const World& world, double rate, double saves, Week week);

    [[nodiscard]] bool several() const { return room_.size() > 1; }
    /// Takes an assessment from the base of a neighbourhood, if it has one left.
    [[nodiscard]] bool take(std::size_t neighbourhood);
    /// The same from the nearest other base with time to spare.
    [[nodiscard]] bool take_near(const City& city, std::size_t neighbourhood);

    /// So many more people of a neighbourhood wait for an assessment by its base.
    void note_waiting(std::size_t neighbourhood, std::int64_t people) { waiting_[base_of(neighbourhood)] += people; }
    /// How many weeks the base of a neighbourhood would work for those who wait: no end of them where it sees nobody.
    [[nodiscard]] double weeks_of_work(std::size_t neighbourhood) const;

private:
    [[nodiscard]] std::size_t base_of(std::size_t neighbourhood) const { return static_cast<std::size_t>(desk_[neighbourhood]); }

    std::vector<std::int64_t> desk_;     ///< by neighbourhood; 0 is the central office
    std::vector<double> rate_;           ///< by base: assessments a week
    std::vector<std::int64_t> room_;     ///< by base
    std::vector<std::int64_t> waiting_;  ///< by base
};

}  // namespace topsoil
